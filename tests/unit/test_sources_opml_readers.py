"""Lists as well-known readers write them, each beside its expected reading; what we write is read the same again."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.source import Followed, NewFollow, Source, SourceKind, SourceState
from bot.errors import BadOpml, OpmlIsFeed, OpmlTooLarge, OpmlWithEntities
from bot.sources.opml import MAX_OUTLINES, FeedList, read_feed_list, write_opml

FIXTURES = Path(__file__).parents[1] / "fixtures" / "opml"
READERS = sorted(path.stem for path in FIXTURES.glob("*.opml"))
NOW = datetime(2025, 7, 16, tzinfo=UTC)
ONE = '<outline text="電算日報" xmlUrl="https://densan.example/rss"/>'


def as_json(listed: FeedList) -> dict[str, object]:
    return {
        "feeds": [
            {"url": one.url, "title": one.title, "home_url": one.home_url, "folders": [list(p) for p in one.folders]}
            for one in listed.feeds
        ],
        "refused": [[line.title, line.reason] for line in listed.refused],
    }


def followed(feed: NewFollow, number: int = 1) -> Followed:
    source = Source(
        number, feed.url, feed.title, None, SourceKind.FEED, SourceState.ACTIVE, None, 0, None, None, None, NOW, NOW
    )
    return Followed(source, feed.folders, feed.home_url, None)


@pytest.mark.parametrize("reader", READERS)
def test_a_readers_list_is_read_as_it_is_meant(reader: str):
    listed = read_feed_list((FIXTURES / f"{reader}.opml").read_bytes())
    assert as_json(listed) == json.loads((FIXTURES / f"{reader}.expected.json").read_text(encoding="utf-8"))
    assert not listed.is_damaged


@pytest.mark.parametrize("reader", READERS)
def test_nothing_is_lost_on_the_way_through_us(reader: str):
    listed = read_feed_list((FIXTURES / f"{reader}.opml").read_bytes())
    again = read_feed_list(write_opml([followed(feed, n) for n, feed in enumerate(listed.feeds)]))
    assert {feed.url: (feed.title or feed.url, set(feed.folders), feed.home_url) for feed in listed.feeds} == {
        feed.url: (feed.title, set(feed.folders), feed.home_url) for feed in again.feeds
    }
    assert again.refused == ()


SAFE = st.text(st.characters(categories=("L", "N", "P", "S", "Zs"), exclude_characters="<>&"), min_size=1, max_size=20)
FOLDERS = SAFE.map(lambda name: " ".join(name.split())).filter(lambda name: bool(name.strip()))


@given(
    st.lists(
        st.tuples(
            st.integers(0, 30),
            FOLDERS,
            st.lists(st.lists(FOLDERS, min_size=1, max_size=3).map(tuple), max_size=3, unique=True),
        ),
        max_size=8,
        unique_by=lambda one: one[0],
    )
)
def test_what_is_written_is_read_the_same(feeds: list[tuple[int, str, list[tuple[str, ...]]]]):
    listed = [NewFollow(f"https://s{n}.example/feed?a=1&b={n}", title, tuple(paths)) for n, title, paths in feeds]
    once = read_feed_list(write_opml([followed(one) for one in listed]))
    twice = read_feed_list(write_opml([followed(one) for one in once.feeds]))
    assert {one.url: set(one.folders) for one in twice.feeds} == {one.url: set(one.folders) for one in once.feeds}
    assert {one.url for one in once.feeds} == {one.url for one in listed}


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "shift_jis", "euc-jp", "iso-2022-jp"]
)
def test_encodings(encoding: str):
    name = encoding.removesuffix("-sig")
    document = f'<?xml version="1.0" encoding="{name}"?><opml version="2.0"><body>{ONE}</body></opml>'
    [feed] = read_feed_list(document.encode(encoding)).feeds
    assert feed.title == "電算日報"


def test_a_file_that_breaks_off_is_read_as_far_as_it_goes_and_says_so():
    listed = read_feed_list(f"<opml version='2.0'><body><outline text='AI'>{ONE}<outline text='cut".encode())
    assert [feed.url for feed in listed.feeds] == ["https://densan.example/rss"]
    assert listed.is_damaged


def test_an_undeclared_namespace_does_no_harm():
    listed = read_feed_list(
        b'<opml version="1.0"><body><outline fz:quickMode="true" text="x" xmlUrl="https://x.example/rss"/></body></opml>'
    )
    assert [feed.title for feed in listed.feeds] == ["x"]
    assert not listed.is_damaged


def test_folders_may_be_nested_absurdly_deep():
    depth = 200
    document = "<opml><body>" + "<outline text='f'>" * depth + ONE + "</outline>" * depth + "</body></opml>"
    [feed] = read_feed_list(document.encode()).feeds
    assert 0 < len(feed.folders[0]) < 20


def test_titles_are_plain_words():
    bad = "&lt;script&gt;x&lt;/script&gt; \u202eevil &#x1b;[31m"
    [feed] = read_feed_list(
        f'<opml><body><outline text="{bad}" xmlUrl="https://x.example/"/></body></opml>'.encode()
    ).feeds
    assert "\u202e" not in feed.title
    assert "\x1b" not in feed.title


def test_what_is_refused_is_shown_without_control_characters():
    lines = '<outline text="x" xmlUrl="bad \x9b31m\u202e"/><outline type="link" text="y" url="\x9b2J"/>'
    refused = read_feed_list(f"<opml><body>{lines}</body></opml>".encode()).refused
    assert [line.url for line in refused] == ["bad 31m", "2J"]


@pytest.mark.parametrize(
    ("document", "error"),
    [
        (b"<rss version='2.0'><channel/></rss>", OpmlIsFeed),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'/>", OpmlIsFeed),
        (b"<html><body>hello</body></html>", BadOpml),
        (b'{"subscriptions": []}', BadOpml),
        (b"<opml><body>" + b"<outline/>" * (MAX_OUTLINES + 1) + b"</body></opml>", OpmlTooLarge),
        (b"<opml>" + b" " * 5_000_001 + b"</opml>", OpmlTooLarge),
        (b"<!DOCTYPE opml [<!ENTITY a 'x'>]><opml><body/></opml>", OpmlWithEntities),
        (b"<!DOCTYPE opml PUBLIC '-//x' 'http://evil.example/x.dtd'><opml><body/></opml>", OpmlWithEntities),
        (
            b"<!DOCTYPE l [<!ENTITY l0 'l'>"
            + b"<!ENTITY l1 '&l0;&l0;&l0;&l0;'>" * 9
            + b"]><opml><body>&l1;</body></opml>",
            OpmlWithEntities,
        ),
        ("<!--" * 100_000, BadOpml),
        ("&" * 300_000, BadOpml),
        ("<opml><body>" + "<outline text='" * 100_000, BadOpml),
    ],
)
def test_what_is_no_list_of_feeds(document: bytes | str, error: type[BadOpml]):
    with pytest.raises(error):
        read_feed_list(document if isinstance(document, bytes) else document.encode())
