"""A file that cannot be used is refused with one clear error, and is the same file afterwards, byte for byte."""

import asyncio
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import StoreBroken, StoreBusy, StoreError, StoreUnwritable
from bot.i18n.catalog import error_text
from bot.storage.database import open_database, sqlite_url
from bot.storage.guilds import GuildStore
from tests.conftest import NOW

ROOT = Path(__file__).parents[3]


async def _open(path: Path) -> None:
    async with open_database(sqlite_url(path), now=NOW):
        pass


async def _refused(path: Path, kind: type[StoreError]) -> StoreError:
    with pytest.raises(kind) as caught:
        await _open(path)
    assert type(caught.value) is kind
    return caught.value


@pytest.fixture
async def store(tmp_path: Path) -> Path:
    """A closed store with enough in it to have pages to damage."""
    path = tmp_path / "store" / "kawaraban.db"
    async with open_database(sqlite_url(path), now=NOW) as database:
        guilds = GuildStore(database)
        for number in range(1, 300):
            await guilds.set_language(number, "ja", NOW)
    return path


@pytest.mark.parametrize("content", [b"hello, not a database\n" * 500, b"x", b"SQLite format 3\x00", b"\x00" * 8192])
async def test_a_file_that_is_no_database(tmp_path: Path, content: bytes):
    path = tmp_path / "kawaraban.db"
    path.write_bytes(content)
    problem = await _refused(path, StoreBroken)
    assert str(path) in error_text(problem, "en")
    assert str(path) in error_text(problem, "ja")
    assert path.read_bytes() == content
    assert [left.name for left in tmp_path.iterdir()] == ["kawaraban.db"]


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda whole: whole[: len(whole) // 2], id="cut in half"),
        pytest.param(lambda whole: whole[:-4096], id="last page lost"),
        pytest.param(lambda whole: whole[:100] + b"\xff" * 4000 + whole[4100:], id="first page overwritten"),
        pytest.param(
            lambda whole: whole[:8192] + b"\x5a" * 4096 + whole[12288:], id="a page in the middle overwritten"
        ),
        pytest.param(lambda whole: b"\x00" * 16 + whole[16:], id="header lost"),
    ],
)
async def test_a_damaged_database(store: Path, damage):
    damaged = damage(store.read_bytes())
    store.write_bytes(damaged)
    problem = await _refused(store, StoreBroken)
    assert problem.values["path"] == str(store)
    assert store.read_bytes() == damaged
    assert [left.name for left in store.parent.iterdir()] == ["kawaraban.db"]


async def test_a_database_of_another_program(tmp_path: Path):
    path = tmp_path / "kawaraban.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE recipes (title TEXT)")
    content = path.read_bytes()
    await _refused(path, StoreBroken)
    assert path.read_bytes() == content


async def test_an_empty_file_becomes_a_store(tmp_path: Path):
    path = tmp_path / "kawaraban.db"
    path.touch()
    await _open(path)
    assert path.stat().st_size > 0


async def test_a_folder_in_the_place_of_the_file(tmp_path: Path):
    await _refused(tmp_path, StoreBroken)


async def test_the_folder_is_made(tmp_path: Path):
    path = tmp_path / "not" / "yet" / "データ 100%" / "kawaraban.db"
    await _open(path)
    await _open(path)
    assert path.exists()


async def test_a_folder_under_a_file_cannot_be_made(tmp_path: Path):
    (tmp_path / "file").write_text("mine")
    problem = await _refused(tmp_path / "file" / "data" / "kawaraban.db", StoreUnwritable)
    assert problem.values["path"] == str(tmp_path / "file" / "data")
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="no /proc, the one folder that even root cannot write")
async def test_a_folder_that_nobody_can_write():
    await _refused(Path("/proc/kawaraban/kawaraban.db"), StoreUnwritable)
    await _refused(Path("/proc/kawaraban.db"), StoreUnwritable)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write what is marked read-only")
async def test_a_read_only_file(store: Path):
    store.chmod(0o444)
    await _refused(store, StoreUnwritable)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write what is marked read-only")
async def test_a_read_only_folder(store: Path):
    store.parent.chmod(0o555)
    try:
        await _refused(store, StoreUnwritable)
    finally:
        store.parent.chmod(0o755)


async def test_damage_that_shows_only_later_is_the_same_error(store: Path):
    async with open_database(sqlite_url(store), now=NOW) as database:
        guilds = GuildStore(database)
        await guilds.set_language(1, "en", NOW)
        content = store.read_bytes()
        store.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))
        # All are waited for: one that still reads while the store is closed would leave its connection open.
        told = await asyncio.gather(*(guilds.language(number) for number in range(1, 300)), return_exceptions=True)
        problems = [one for one in told if isinstance(one, BaseException)]
        assert problems
        assert {type(problem) for problem in problems} == {StoreBroken}


async def test_a_store_that_another_program_keeps_locked(store: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("bot.storage.upgrade.LOCK_SECONDS", 0.05)
    with closing(sqlite3.connect(store, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        await _refused(store, StoreBusy)
    await _open(store)


_CRASH = """
import asyncio, os, sys
from datetime import UTC, datetime
from pathlib import Path
from bot.storage.database import open_database, sqlite_url
from bot.storage.guilds import GuildStore

async def main():
    now = datetime.now(UTC)
    async with open_database(sqlite_url(Path(sys.argv[1])), now=now) as database:
        await GuildStore(database).set_language(1, "ja", now)
        async with database.writer() as connection:
            await connection.exec_driver_sql("UPDATE guilds SET language = 'en'")
            os.kill(os.getpid(), 9)

asyncio.run(main())
"""


def test_a_killed_process_loses_its_open_transaction_only(tmp_path: Path):
    path = tmp_path / "kawaraban.db"
    killed = subprocess.run([sys.executable, "-c", _CRASH, path], cwd=ROOT, check=False, capture_output=True)
    assert killed.returncode == -9, killed.stderr.decode()
    assert (tmp_path / "kawaraban.db-wal").exists()

    async def read() -> str | None:
        async with open_database(sqlite_url(path), now=NOW) as database:
            return await GuildStore(database).language(1)

    assert asyncio.run(read()) == "ja"
