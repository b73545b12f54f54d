"""OPML as other readers write it, and files that are not what they claim."""

from datetime import UTC, datetime

import pytest

from bot.domain.source import Source, SourceKind, SourceState
from bot.errors import BadOpml
from bot.sources.opml import MAX_OUTLINES, read_opml, write_opml

NOW = datetime(2025, 7, 16, tzinfo=UTC)


def source(url: str, title: str, kind: SourceKind = SourceKind.FEED) -> Source:
    return Source(1, url, title, "en", kind, SourceState.ACTIVE, None, 0, None, None, None, NOW, NOW)


def test_feeds_at_any_depth_with_the_names_that_readers_use():
    document = """<?xml version="1.0" encoding="UTF-8"?>
    <opml version="1.0"><head><title>Subscriptions</title></head><body>
      <outline text="AI" title="AI">
        <outline type="rss" text="Harbour &amp; Wire" title="Harbour &amp; Wire" xmlUrl="https://a.example/feed"/>
        <outline text="日本"><outline text="電算日報" xmlURL="https://b.example/rss?x=1&amp;y=2" htmlUrl="https://b.example/"/></outline>
      </outline>
      <outline xmlUrl="HTTPS://A.example/feed" text="the same again"/>
      <outline xmlUrl="javascript:alert(1)" text="no"/>
      <outline text="a folder"/>
    </body></opml>""".encode()
    assert read_opml(document) == [
        ("Harbour & Wire", "https://a.example/feed"),
        ("電算日報", "https://b.example/rss?x=1&y=2"),
    ]


def test_what_is_written_reads_the_same():
    feeds = [
        source("https://a.example/feed?x=1&y=2", 'Harbour "Wire" & <Co>'),
        source("https://b.example/", "電算日報"),
    ]
    written = write_opml([*feeds, source("https://c.example/article", "An article", SourceKind.PAGE)])
    assert written.startswith(b"<?xml")
    assert read_opml(written) == [(feed.title, feed.url) for feed in feeds]


def test_control_characters_in_a_title_do_not_spoil_the_file():
    assert read_opml(write_opml([source("https://a.example/", "bell\x07\x00")])) == [("bell", "https://a.example/")]


@pytest.mark.parametrize(
    "document",
    [
        b"",
        b"words",
        b"<rss version='2.0'/>",
        b"<opml><body>",
        b"<!DOCTYPE opml [<!ENTITY a 'x'>]><opml><body><outline text='&a;' xmlUrl='https://a.example/'/></body></opml>",
        b"<!DOCTYPE opml SYSTEM 'file:///etc/passwd'><opml><body/></opml>",
        b"<opml>" + b" " * 6_000_000 + b"</opml>",
        b"<opml><body>" + b"<outline/>" * (MAX_OUTLINES + 2) + b"</body></opml>",
    ],
)
def test_what_is_not_opml(document):
    with pytest.raises(BadOpml):
        read_opml(document)


def test_a_list_without_feeds_is_empty():
    assert read_opml(b"<opml version='2.0'><head/><body/></opml>") == []
