"""Backups are whole, restores look first, and the old store stays until the new one is in its place."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import FileStoreOnly, StoreBroken, StoreBusy, StoreTooNew, StoreUnwritable
from bot.storage.backup import backup, restore, sqlite_path
from bot.storage.database import open_database, sqlite_url
from bot.storage.guilds import GuildStore
from tests.conftest import NOW


@pytest.fixture
def store(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    return tmp_path / "data" / "kawaraban.db"


async def _set(path: Path, lang) -> None:
    async with open_database(sqlite_url(path), now=NOW) as database:
        await GuildStore(database).set_language(1, lang, NOW)


async def _get(path: Path) -> str | None:
    async with open_database(sqlite_url(path), now=NOW) as database:
        return await GuildStore(database).language(1)


async def _back_up(path: Path, target: Path) -> None:
    async with open_database(sqlite_url(path), now=NOW) as database:
        await backup(database, target)


async def test_back_and_forth(store: Path, tmp_path: Path):
    saved = tmp_path / "backups" / "monday.db"
    await _set(store, "ja")
    await _back_up(store, saved)
    await _set(store, "en")
    await restore(saved, store)
    assert await _get(store) == "ja"
    assert [left.name for left in saved.parent.iterdir()] == ["monday.db"]
    assert [left.name for left in store.parent.iterdir()] == ["kawaraban.db"]


async def test_restore_takes_the_url_of_the_store(store: Path, tmp_path: Path):
    saved = tmp_path / "saved.db"
    await _set(store, "ja")
    await _back_up(store, saved)
    await restore(saved, sqlite_url(tmp_path / "new" / "kawaraban.db"))
    assert await _get(tmp_path / "new" / "kawaraban.db") == "ja"


async def test_a_backup_while_somebody_writes_is_whole(store: Path, tmp_path: Path):
    async with open_database(sqlite_url(store), now=NOW) as database:
        guilds = GuildStore(database)

        async def write() -> None:
            for number in range(1, 200):
                await guilds.set_language(number, "ja", NOW)

        writing = asyncio.create_task(write())
        for number in range(3):
            await asyncio.sleep(0.01)
            await backup(database, tmp_path / f"{number}.db")
        await writing
        await backup(database, tmp_path / "last.db")
    for number in range(3):
        await restore(tmp_path / f"{number}.db", tmp_path / "again.db")
    async with open_database(sqlite_url(tmp_path / "last.db"), now=NOW) as copy:
        assert await GuildStore(copy).language(199) == "ja"


async def test_an_earlier_backup_is_replaced_but_nothing_else(store: Path, tmp_path: Path):
    saved, letter = tmp_path / "saved.db", tmp_path / "letter.txt"
    letter.write_text("dear")
    await _set(store, "ja")
    await _back_up(store, saved)
    await _set(store, "en")
    await _back_up(store, saved)
    await restore(saved, tmp_path / "other.db")
    assert await _get(tmp_path / "other.db") == "en"
    for wrong in (letter, store):
        with pytest.raises(StoreUnwritable):
            await _back_up(store, wrong)
    assert letter.read_text() == "dear"
    assert await _get(store) == "en"


async def test_a_backup_to_where_nothing_can_be_written(store: Path, tmp_path: Path):
    (tmp_path / "file").touch()
    await _set(store, "ja")
    with pytest.raises(StoreUnwritable):
        await _back_up(store, tmp_path / "file" / "saved.db")


@pytest.mark.parametrize("content", [None, b"", b"not a database", b"SQLite format 3\x00" + b"\xff" * 9000])
async def test_what_is_no_backup_is_refused_and_the_store_stays(store: Path, tmp_path: Path, content: bytes | None):
    wrong = tmp_path / "wrong.db"
    if content is not None:
        wrong.write_bytes(content)
    await _set(store, "ja")
    with pytest.raises(StoreBroken):
        await restore(wrong, store)
    assert await _get(store) == "ja"
    assert [left.name for left in store.parent.iterdir()] == ["kawaraban.db"]


async def test_a_backup_of_a_newer_version_is_refused(store: Path, tmp_path: Path):
    saved = tmp_path / "saved.db"
    await _set(store, "ja")
    await _back_up(store, saved)
    with closing(sqlite3.connect(saved)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreTooNew):
        await restore(saved, store)
    assert await _get(store) == "ja"


async def test_a_store_in_use_is_not_replaced(store: Path, tmp_path: Path):
    saved = tmp_path / "saved.db"
    await _set(store, "ja")
    await _back_up(store, saved)
    async with open_database(sqlite_url(store), now=NOW) as database:
        guilds = GuildStore(database)
        await guilds.set_language(1, "en", NOW)
        with pytest.raises(StoreBusy):
            await restore(saved, store)
        assert await guilds.language(1) == "en"
        await guilds.set_language(2, "en", NOW)
    assert await _get(store) == "en"


async def test_a_log_left_by_a_crash_does_not_leak_into_the_restored_store(store: Path, tmp_path: Path):
    saved, copy = tmp_path / "saved.db", tmp_path / "crashed.db"
    await _set(store, "ja")
    await _back_up(store, saved)
    async with open_database(sqlite_url(store), now=NOW) as database:
        await GuildStore(database).set_language(1, "en", NOW)
        for suffix in ("", "-wal"):  # what a power cut would leave
            Path(f"{copy}{suffix}").write_bytes(Path(f"{store}{suffix}").read_bytes())
    assert Path(f"{copy}-wal").stat().st_size > 0
    await restore(saved, copy)
    assert await _get(copy) == "ja"


async def test_a_damaged_store_is_kept_beside_the_restored_one(store: Path, tmp_path: Path):
    saved = tmp_path / "saved.db"
    await _set(store, "ja")
    await _back_up(store, saved)
    store.write_bytes(b"ruined")
    await restore(saved, store)
    assert await _get(store) == "ja"
    assert (store.parent / "kawaraban.db.damaged").read_bytes() == b"ruined"


async def test_a_store_is_not_restored_from_itself(store: Path):
    await _set(store, "ja")
    with pytest.raises(StoreUnwritable):
        await restore(store, store)
    assert await _get(store) == "ja"


async def test_postgresql_is_refused_clearly(postgres_url: str, tmp_path: Path):
    async with open_database(postgres_url, now=NOW) as database:
        with pytest.raises(FileStoreOnly):
            await backup(database, tmp_path / "saved.db")
    with pytest.raises(FileStoreOnly):
        await restore(tmp_path / "saved.db", postgres_url)
    with pytest.raises(FileStoreOnly):
        sqlite_path(postgres_url)
    assert not list(tmp_path.iterdir())
