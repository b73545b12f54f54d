"""Feeds as they are out there: each input under tests/fixtures/feeds with its expected reading beside it."""

import json
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.errors import EmptyFeed, NotAFeed
from bot.ingest.feed_parser import MAX_ENTRIES, parse_feed
from bot.ingest.new_entries import identify, needs_page, parse_usable_feed
from bot.ingest.plain_text import TITLE_LIMIT

FEEDS = Path(__file__).parent.parent / "fixtures" / "feeds"
CASES = sorted(path.name.removesuffix(".expected.json") for path in FEEDS.glob("*.expected.json"))
URL = "https://outlet.example/feeds/all"


def _input_of(name: str) -> bytes:
    (path,) = (path for path in FEEDS.glob(f"{name}.*") if not path.name.endswith(".expected.json"))
    return path.read_bytes()


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value


@pytest.mark.parametrize("name", CASES)
def test_a_feed_reads_as_expected(name):
    expected = json.loads((FEEDS / f"{name}.expected.json").read_text(encoding="utf-8"))
    feed = parse_feed(_input_of(name), content_type=expected["content_type"], url=URL)
    assert (feed.title, feed.lang, feed.home_url) == (expected["title"], expected["lang"], expected["home_url"])
    read = [{key: _plain(value) for key, value in asdict(entry).items()} for entry in feed.entries]
    assert read == expected["entries"]


def _rss(items: str, head: str = "<title>T</title><link>https://outlet.example/</link>") -> bytes:
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{items}</channel></rss>'.encode()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"   \n ",
        b"<!DOCTYPE html><html><head><title>Hi</title></head><body><p>A page</p></body></html>",
        b"<html><body><rss></rss></body></html>",
        b'{"error": "not found"}',
        b'{"version": "1", "items": []}',
        b"[1, 2]",
        b"{" * 100_000,
        b"plain words",
        b"<?xml version='1.0'?><opml version='2.0'><body/></opml>",
        b"<?xml version='1.0'?><urlset><url><loc>https://outlet.example/</loc></url></urlset>",
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
        b"%PDF-1.7 \xe2\xe3\xcf\xd3",
        b"\x00" * 1_000,
    ],
)
def test_what_is_not_a_feed_is_said_not_to_be_one(body):
    with pytest.raises(NotAFeed):
        parse_feed(body, content_type="", url=URL)


@pytest.mark.parametrize(
    "body",
    [
        _rss(""),
        _rss("<item><title>Only a title</title></item>"),
        b'{"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": []}',
        b'<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title></feed>',
    ],
)
def test_a_feed_without_usable_entries(body):
    assert parse_feed(body, content_type="", url=URL).title == "T"
    with pytest.raises(EmptyFeed):
        parse_usable_feed(body, content_type="", url=URL)


def test_a_title_of_five_megabytes_is_cut():
    body = _rss(f"<item><title>{'長い' * 900_000}</title><link>https://outlet.example/1</link></item>")
    assert len(body) > 5_000_000
    entry = parse_feed(body, content_type="", url=URL).entries[0]
    assert entry.title.startswith("長い長い")
    assert len(entry.title) <= TITLE_LIMIT


@pytest.mark.timeout(20)
def test_a_title_of_five_megabytes_that_never_ends_takes_no_harm():
    body = _rss(f"<item><link>https://outlet.example/1</link><title>{'<b' * 2_500_000}")
    try:
        entry = parse_feed(body, content_type="", url=URL).entries[0]
    except NotAFeed:
        return
    assert len(entry.title) <= TITLE_LIMIT


def test_a_huge_identity_is_replaced_by_its_digest():
    item = f"<item><guid>{'x' * 100_000}</guid><link>https://outlet.example/1</link></item>"
    guid = parse_feed(_rss(item), content_type="", url=URL).entries[0].guid
    assert guid is not None
    assert guid.startswith("sha256:")


def test_a_feed_of_very_many_entries_is_limited():
    items = "".join(f"<item><title>{n}</title><link>https://outlet.example/{n}</link></item>" for n in range(12_000))
    assert len(parse_feed(_rss(items), content_type="", url=URL).entries) == MAX_ENTRIES


def test_deep_nesting_breaks_nothing():
    item = f"<item><link>https://outlet.example/1</link><description>{'<x>' * 50_000}</description></item>"
    try:
        feed = parse_feed(_rss(item), content_type="", url=URL)
    except NotAFeed:
        return
    assert feed.entries[0].url == "https://outlet.example/1"


def test_a_list_of_changes_is_many_articles_on_one_page():
    items = "".join(
        f"<item><title>Change {n}</title><link>https://outlet.example/changes?utm_source=rss#v{n}</link>"
        f"<description>{'What changed in this version, and why. ' * 3}</description></item>"
        for n in range(3)
    )
    entries = identify(parse_feed(_rss(items), content_type="", url=URL), URL)
    assert [one.canonical for one in entries] == [f"https://outlet.example/changes#v{n}" for n in range(3)]
    assert not any(needs_page(one) for one in entries)


def test_a_fragment_that_follows_every_address_names_no_part():
    items = "".join(f"<item><title>T</title><link>https://outlet.example/{n}#rss</link></item>" for n in range(2))
    entries = identify(parse_feed(_rss(items), content_type="", url=URL), URL)
    assert [one.canonical for one in entries] == ["https://outlet.example/0", "https://outlet.example/1"]
    assert all(needs_page(one) for one in entries)


def test_every_case_stands_in_the_documented_table():
    told = (Path(__file__).parents[2] / "docs" / "feeds.md").read_text(encoding="utf-8")
    assert [name for name in CASES if f"`{name}`" not in told] == []


@pytest.mark.parametrize(
    ("head", "minutes"),
    [
        ("<ttl>90</ttl>", 90),
        ("<ttl>0</ttl>", None),
        ("<ttl>soon</ttl>", None),
        ("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>", 30),
        ("<sy:updatePeriod> daily </sy:updatePeriod>", 1_440),
        ("<sy:updatePeriod>never</sy:updatePeriod>", None),
        ("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>", 60),
        ("", None),
    ],
)
@pytest.mark.parametrize("is_broken", [False, True])
def test_how_often_a_feed_asks_to_be_read(head, minutes, is_broken):
    item = (
        f"<item><title>A {'&' if is_broken else ''} B</title><link>https://outlet.example/1</link><ttl>5</ttl></item>"
    )
    feed = parse_feed(_rss(item, head=f"<title>T</title>{head}"), content_type="", url=URL)
    assert feed.ttl == (timedelta(minutes=minutes) if minutes else None)
