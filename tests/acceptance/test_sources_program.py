"""What an admin does with sources on the command line: look, add, choose, import, test, and read how each does."""

import json
from datetime import timedelta
from email.utils import format_datetime
from pathlib import Path

from tests.acceptance.conftest import Program, Site
from tests.conftest import NOW

RSS = "application/rss+xml"
AT = ("--now", NOW.isoformat())


def feed(title: str, about: str, *, age: float = 0) -> str:
    items = "".join(
        f"<item><title>{about} {n}</title><link>http://harbour.example/{about}/{n}</link>"
        f"<pubDate>{format_datetime(NOW - timedelta(days=age, hours=6 * n))}</pubDate>"
        "<description>The lab said that it would keep the weights of its next model to itself.</description></item>"
        for n in range(5)
    )
    return f'<rss version="2.0"><channel><title>{title}</title><language>en</language>{items}</channel></rss>'


def serve(site: Site) -> str:
    site.put("/feed", feed("Harbour Wire", "news"), RSS)
    site.put("/comments/feed", feed("Comments", "comment"), RSS)
    links = "".join(f'<link rel="alternate" type="{RSS}" href="{path}">' for path in ("/comments/feed", "/feed"))
    return site.put("/", f"<html><head>{links}</head><body>Welcome</body></html>")


def test_a_preview_shows_what_would_be_followed_and_changes_nothing(program: Program, site: Site) -> None:
    home = serve(site)
    shown = program("sources", "preview", home, "--json", *AT)
    assert shown.code == 0, shown.err
    first, second = shown.document["feeds"]
    assert (first["n"], first["title"], first["lang"], first["entries"]) == (1, "Harbour Wire", "en", 5)
    assert (second["title"], second["kind"]) == ("Comments", "comments")
    assert first["newest"][0] == {
        "title": "news 0",
        "url": "http://harbour.example/news/0",
        "published_at": NOW.isoformat(),
        "lang": "en",
    }
    assert (first["verdict"], first["interval_seconds"], first["text"]) == ("ok", 21_600, "summary")
    assert set(first["verdicts"][0]["message"]) == {"ja", "en"}
    assert program("sources", "list", "--json", *AT).documents == []
    words = program("sources", "preview", home, *AT).out
    assert "Harbour Wire" in words
    assert "about every 6 hours" in words
    assert "Comments" in words


def test_adding_says_what_was_added_and_a_duplicate_follows_the_one_there_is(program: Program, site: Site) -> None:
    added = program("sources", "add", serve(site), "--json", *AT).document
    assert (added["source_id"], added["url"], added["title"], added["lang"], added["state"], added["kind"]) == (
        1, site.url("/feed"), "Harbour Wire", "en", "active", "feed",
    )  # fmt: skip
    assert (added["status"], added["error"], added["preview"]["verdict"]) == ("added", None, "ok")
    assert [one["n"] for one in added["others"]] == [2]
    mirror = site.put("/mirror.xml", feed("Harbour Wire", "news"), RSS)
    twin = program("sources", "add", mirror, "--guild", "7", "--json", *AT).document
    assert (twin["source_id"], twin["status"], twin["preview"]["verdict"]) == (1, "duplicate", "duplicate")
    assert "same feed under its other address" in program("sources", "add", mirror, "--guild", "8", *AT).out
    chosen = program("sources", "add", site.url("/"), "--feed", "2", "--json", *AT).document
    assert (chosen["source_id"], chosen["title"]) == (2, "Comments")


def test_refusals_are_exact_and_in_the_readers_language(program: Program, site: Site) -> None:
    site.put("/forbidden", "", status=403)
    cases = {
        site.url("/missing"): ("error-bad-status", "sources-refused-not-found", 1),
        site.url("/forbidden"): ("error-bad-status", "sources-refused-forbidden", 1),
        "mailto:nao@harbour.example": ("error-bad-url", "error-unsupported-scheme", 2),
        "http://10.0.0.1/feed": ("error-address-refused", "error-address-refused", 1),
        site.put("/data", "{}", "application/json"): ("error-not-a-feed", "error-other-document", 1),
    }
    for url, (error, reason, code) in cases.items():
        outcome = program("sources", "add", url, "--json", *AT)
        assert (outcome.document["error"], outcome.document["reason"], outcome.code) == (error, reason, code), url
    program.environment["KAWARABAN_LANGUAGE"] = "ja"
    assert "このアドレスには何もありません（ステータス404）" in program("sources", "add", site.url("/missing")).err


def test_a_stale_feed_is_called_so(program: Program, site: Site) -> None:
    site.put("/old", feed("Old Wire", "old", age=200), RSS)
    shown = program("sources", "preview", site.url("/old"), "--json", *AT).document["feeds"][0]
    assert (shown["verdict"], shown["verdicts"][0]["days"]) == ("stale", 200)


def test_the_third_failure_and_retirement_are_told_with_the_reason(program: Program, site: Site) -> None:
    serve(site)
    site.put("/other", feed("Other", "other"), RSS)
    program("sources", "add", site.url("/feed"), site.url("/other"), *AT)
    site.put("/feed", "", status=500)
    site.put("/other", "", status=410)
    at = NOW
    verdicts = []
    for _ in range(3):
        at += timedelta(days=2)
        program("ingest", "--now", at.isoformat())
        listed = program("sources", "list", "--json", "--now", at.isoformat()).documents
        verdicts.append([row["verdict"] for row in listed])
    assert verdicts[0] == ["shaky", "retired"]
    assert verdicts[-1] == ["failing", "retired"]
    failing, retired = listed
    assert (failing["failures"], failing["error"], failing["last_success_at"]) == (3, "error-bad-status", None)
    assert "3" in failing["message"]["ja"]
    assert retired["state"] == "gone"
    words = program("sources", "list", "--now", at.isoformat()).out
    assert "Failed 3 times in a row" in words
    assert "2 sources need a look" in words
    tested = program("sources", "test", "1", "--now", at.isoformat())
    assert tested.code == 1
    assert "status 500" in tested.out
    site.put("/feed", feed("Harbour Wire", "news"), RSS)
    tested = program("sources", "test", "1", "--now", at.isoformat())
    assert tested.code == 0
    assert "It works again" in tested.out


def test_a_list_from_elsewhere_and_back_again(program: Program, site: Site, tmp_path: Path) -> None:
    serve(site)
    lines = (
        f'<outline text="AI"><outline text="日本"><outline text="My Harbour" xmlUrl="{site.url("/feed")}"'
        ' htmlUrl="https://harbour.example/"/></outline></outline>'
        '<outline text="Private" xmlUrl="http://192.168.0.1/feed"/><outline text="Bad" xmlUrl="mailto:x@y.example"/>'
        f'<outline text="Bare & ampersand" xmlUrl="{site.url("/comments/feed")}?a=1&b=2"/>'
    )
    file = tmp_path / "list.opml"
    file.write_bytes(
        f'<?xml version="1.0" encoding="utf-16"?><opml version="2.0"><body>{lines}</body></opml>'.encode("utf-16")
    )
    first = program("sources", "import", str(file), "--json", *AT)
    assert [(row["title"], row["status"], row["error"]) for row in first.documents] == [
        ("My Harbour", "taken", None),
        ("Private", "refused", "error-address-refused"),
        ("Bare & ampersand", "taken", None),
        ("Bad", "refused", "error-unsupported-scheme"),
    ]
    assert site.requests == [], "a list is not read when it is imported"
    assert [row["status"] for row in program("sources", "import", str(file), "--json", *AT).documents] == [
        "known", "refused", "known", "refused",
    ]  # fmt: skip
    program("ingest", *AT)
    exported = program("sources", "export", *AT).out
    back = tmp_path / "back.opml"
    back.write_text(exported, encoding="utf-8")
    rows = program("sources", "import", str(back), "--guild", "9", "--json", *AT).documents
    assert [(row["title"], row["folders"]) for row in rows] == [
        ("My Harbour", [["AI", "日本"]]),
        ("Bare & ampersand", []),
    ]
    assert program("sources", "export", "--guild", "9", *AT).out == exported
    assert 'htmlUrl="https://harbour.example/"' in exported


def test_lists_that_are_none(program: Program, tmp_path: Path) -> None:
    bomb = "<!DOCTYPE o [" + "".join(f"<!ENTITY e{n} '&e{n - 1};&e{n - 1};'>" for n in range(1, 30)) + "]>"
    for name, document, words in (
        ("bomb", f"{bomb}<opml><body><outline text='&e29;'/></body></opml>", "document type"),
        ("feed", feed("x", "y"), "a feed itself"),
        ("empty", "<opml version='2.0'><body/></opml>", "holds no feed"),
        ("words", "hello", "not a list of feeds"),
    ):
        file = tmp_path / name
        file.write_text(document, encoding="utf-8")
        outcome = program("sources", "import", str(file))
        assert outcome.code != 0
        assert words in outcome.out + outcome.err
        assert "Traceback" not in outcome.err


def test_the_limit_of_a_server(program: Program, site: Site) -> None:
    program.environment["KAWARABAN_MAX_SOURCES"] = "1"
    serve(site)
    assert program("sources", "add", site.url("/feed"), *AT).code == 0
    refused = program("sources", "add", site.url("/comments/feed"), "--json", *AT)
    assert (refused.code, refused.document["error"]) == (2, "error-too-many-sources")


def test_the_starter_catalogue_is_followed_at_one_stroke_and_unread(program: Program, site: Site) -> None:
    packs = program("sources", "starter", "--json").documents
    assert all(pack["checked_live"] is False for pack in packs)
    pack = next(pack for pack in packs if pack["id"] == "starter-ja")
    program.environment["KAWARABAN_LANGUAGE"] = "ja"
    taken = program("sources", "starter", "starter-ja", "--json", *AT).documents
    assert [row["status"] for row in taken] == ["taken"] * len(pack["sources"])
    assert {row["verdict"] for row in program("sources", "list", "--json", *AT).documents} == {"unread"}
    again = program("sources", "add", "--starter", "starter-ja", "--json", *AT).documents
    assert {row["status"] for row in again} == {"known"}
    unknown = program("sources", "starter", "nope")
    assert unknown.code == 2
    assert "starter-en" in unknown.err


def test_json_is_one_document_a_line(program: Program, site: Site) -> None:
    outcome = program("sources", "add", serve(site), site.url("/missing"), "--json", *AT)
    rows = [json.loads(line) for line in outcome.out.splitlines()]
    assert [row["error"] for row in rows] == [None, "error-bad-status"]
    assert outcome.code == 0
