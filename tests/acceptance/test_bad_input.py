"""Bad input gets one clear sentence and its exit code, and the store is intact afterwards."""

import sqlite3
from pathlib import Path

import pytest

from tests.acceptance.conftest import Program, Site


def test_unreachable_address(program: Program) -> None:
    program.environment["KAWARABAN_ALLOW_HOSTS"] = "127.0.0.1:9"
    outcome = program("ingest", "http://127.0.0.1:9/feed", "--json")
    assert (outcome.code, outcome.document["status"]) == (1, "failed")
    assert outcome.document["error"] == "error-unreachable"


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:1/x", "http://169.254.169.254/latest", "http://[::1]/", "http://2130706433/"]
)
def test_private_address_is_refused(program: Program, url: str) -> None:
    outcome = program("ingest", url, "--json")
    assert (outcome.code, outcome.document["status"]) == (1, "refused")
    assert outcome.document["error"] == "error-address-refused"


@pytest.mark.parametrize("url", ["not a url", "ftp://example.org/feed", "file:///etc/passwd", "http://"])
def test_not_an_address(program: Program, url: str) -> None:
    outcome = program("ingest", url, "--json")
    assert outcome.code == 1
    assert outcome.document["error"] == "error-bad-url"


def test_not_a_feed_and_an_empty_feed(program: Program, site: Site) -> None:
    nothing = site.put("/nothing", "<html><body>hello</body></html>")
    empty = site.put("/empty", '<rss version="2.0"><channel><title>E</title></channel></rss>', "application/rss+xml")
    rows = {row["url"]: row for row in program("ingest", nothing, empty, "--json").documents}
    assert rows[nothing]["error"] == "error-not-a-feed"
    assert rows[empty]["error"] == "error-empty-feed"


def test_a_title_of_five_megabytes_is_cut(program: Program, site: Site) -> None:
    item = f"<item><title>{'AI ' * 1_700_000}</title><link>{site.url('/p')}</link><description>x</description></item>"
    feed = site.put(
        "/huge", f'<rss version="2.0"><channel><title>H</title>{item}</channel></rss>', "application/rss+xml"
    )
    outcome = program("ingest", feed, "--json")
    assert outcome.document["status"] in ("ok", "failed"), outcome.err
    assert all(len(row["title"]) < 2000 for row in program("articles", "--json").documents)


def test_unknown_company(program: Program) -> None:
    outcome = program("stance", "Nonesuch Robotics GmbH")
    assert outcome.code == 2
    assert "Nonesuch Robotics GmbH" in outcome.err
    assert "Traceback" not in outcome.err


@pytest.mark.parametrize("question", ["", "   ", "　"])
def test_empty_question(program: Program, question: str) -> None:
    outcome = program("ask", question)
    assert outcome.code == 2
    assert "empty" in outcome.err


def test_unknown_language_in_the_users_language(program: Program) -> None:
    assert "fr" in program("ask", "What is Meta's stance?", "--lang", "fr").err
    program.environment["KAWARABAN_LANGUAGE"] = "ja"
    outcome = program("brief", "--lang", "fr")
    assert outcome.code == 2
    assert "対応していません" in outcome.err


def test_bad_day_and_bad_instant(program: Program) -> None:
    assert program("ask", "What is Meta's stance?", "--as-of", "July").code == 2
    assert program("stories", "--now", "yesterday").code == 2


def test_unknown_story_and_source(program: Program) -> None:
    assert program("brief", "--story", "999").code == 2
    assert program("sources", "remove", "999").code == 2


def test_broken_database_is_left_as_it_is(program: Program) -> None:
    program.data_dir.mkdir(parents=True)
    file = program.data_dir / "kawaraban.db"
    file.write_bytes(b"this is not a database, but somebody's notes" * 100)
    before = file.read_bytes()
    outcome = program("stories")
    assert outcome.code == 1
    assert str(file) in outcome.err
    assert "Traceback" not in outcome.err
    assert file.read_bytes() == before


def test_unwritable_data_directory(program: Program, tmp_path: Path) -> None:
    blocked = tmp_path / "a-file"
    blocked.write_text("in the way")
    program.data_dir = blocked / "data"
    outcome = program("stories")
    assert outcome.code == 1
    assert "--data-dir" in outcome.err
    assert "Traceback" not in outcome.err


def test_bad_setting(program: Program) -> None:
    program.environment["KAWARABAN_FETCH_TIMEOUT"] = "soon"
    outcome = program("stories")
    assert outcome.code == 2
    assert "KAWARABAN_FETCH_TIMEOUT" in outcome.err


def test_the_store_is_intact_after_bad_input(program: Program, site: Site) -> None:
    program("ingest", site.put("/nothing", "hello", "text/plain"))
    with sqlite3.connect(program.data_dir / "kawaraban.db") as store:
        assert store.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert store.execute("SELECT count(*) FROM articles").fetchone() == (0,)
    store.close()


def test_no_arguments_shows_the_verbs(program: Program) -> None:
    outcome = program(data_dir=False)
    assert "ingest" in outcome.out + outcome.err


def test_a_wrong_token_gets_one_clear_line(program: Program) -> None:
    program.environment["DISCORD_TOKEN"] = "not-a-token"
    outcome = program("run")
    assert outcome.code == 1
    assert "DISCORD_TOKEN" in outcome.err
    assert "Traceback" not in outcome.err
    assert "not-a-token" not in outcome.out + outcome.err
