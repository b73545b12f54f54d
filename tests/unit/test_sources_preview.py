"""What a feed is judged by before it is followed, and afterwards."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.source import Entry, Followed, ParsedFeed, Source, SourceKind, SourceState
from bot.sources.feed_marks import FeedMarks, read_marks
from bot.sources.health import (
    Verdict,
    is_part,
    is_twin,
    judge_feed,
    judge_source,
    last_success_at,
    needs_care,
    stale_after,
)
from bot.sources.preview import Carries, FeedSort, Preview, address_key, best_first, preview_feed, rhythm

NOW = datetime(2025, 7, 16, tzinfo=UTC)
URL = "https://harbour.example/feed"
PLAIN = FeedMarks(None, is_podcast=False)
LONG = (
    "The lab said on Tuesday that it would keep the weights of its next model to itself for now, citing safety. " * 12
)


def entry(
    n: int, *, hours: float | None = None, title: str = "", summary: str = LONG[:200], content: str = ""
) -> Entry:
    at = NOW - timedelta(hours=hours) if hours is not None else None
    return Entry(
        f"guid-number-{n}",
        f"https://harbour.example/{n}",
        title or f"The news number {n}",
        summary,
        content,
        at,
        None,
        None,
    )


def preview(*entries: Entry, title: str = "Harbour Wire", lang: str | None = "en", marks: FeedMarks = PLAIN) -> Preview:
    return preview_feed(ParsedFeed(title, lang, "https://harbour.example/", entries), marks, URL, URL)


def verdicts(one: Preview) -> list[Verdict]:
    return [judged.verdict for judged in judge_feed(one, NOW)]


def test_the_newest_three_are_shown_whatever_the_feeds_order():
    found = preview(*(entry(n, hours=hours) for n, hours in enumerate((50, 1, 99, 10, 70))))
    assert [one.url for one in found.newest] == [f"https://harbour.example/{n}" for n in (1, 3, 0)]
    assert (found.newest_at, found.entries, found.lang) == (NOW - timedelta(hours=1), 5, "en")


def test_languages_are_read_from_the_words():
    found = preview(
        entry(1, hours=1, title="研究所がモデルの重みを公開した", summary="ライセンスは商用利用も認めるという。"),
        entry(2, hours=2, title="研究所は方針を変えないと述べた", summary="担当者が記者団に語った。"),
        lang="en",
    )
    assert (found.lang, {one.lang for one in found.newest}) == ("ja", {"ja"})


@pytest.mark.parametrize(
    ("hours", "expected"),
    [([0, 6, 12, 18], timedelta(hours=6)), ([0, 24, 48, 500], timedelta(hours=24)), ([0, 0, 0], None), ([0, 5], None)],
)
def test_rhythm_is_the_median_pause(hours: list[float], expected: timedelta | None):
    assert rhythm([NOW - timedelta(hours=one) for one in hours]) == expected


def test_how_much_a_feed_carries():
    assert preview(*(entry(n, content=LONG) for n in range(3))).carries is Carries.FULL
    assert preview(*(entry(n) for n in range(3))).carries is Carries.SUMMARY
    assert preview(*(entry(n, summary="") for n in range(3))).carries is Carries.TITLES


def test_a_good_feed():
    assert verdicts(preview(*(entry(n, hours=n * 8) for n in range(20)))) == [Verdict.OK]


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ([entry(n, hours=24 * 365 + n * 24) for n in range(9)], [Verdict.STALE]),
        ([entry(n, hours=24 * 40 + n) for n in range(9)], [Verdict.STALE]),
        ([entry(n, hours=24 * 20 + n) for n in range(9)], [Verdict.OK]),
        ([entry(n, hours=24 * 60 + n * 24 * 30) for n in range(9)], [Verdict.OK]),
        ([entry(n) for n in range(5)], [Verdict.UNDATED]),
        ([entry(1, hours=1)], [Verdict.FEW]),
        ([entry(n, hours=n, summary="") for n in range(5)], [Verdict.THIN]),
        ([entry(n, summary="") for n in range(5)], [Verdict.UNDATED, Verdict.THIN]),
    ],
)
def test_verdicts(entries: list[Entry], expected: list[Verdict]):
    assert verdicts(preview(*entries)) == expected


def test_a_foreign_language():
    german = (
        "Das Labor teilte am Dienstag mit, dass es die Gewichte des nächsten Modells vorerst für sich behalten werde."
    )
    found = preview(
        *(entry(n, hours=n, title=f"Das Labor behält die Gewichte {n}", summary=german) for n in range(5)), lang="de"
    )
    [judged] = judge_feed(found, NOW)
    assert (judged.verdict, judged.lang) == (Verdict.FOREIGN, "de")


def test_dates_of_the_future_are_no_reason_to_call_a_feed_stale():
    assert verdicts(preview(*(entry(n, hours=-24 * n) for n in range(5)))) == [Verdict.OK]


def test_quiet_is_measured_by_the_feeds_own_rhythm_within_bounds():
    assert stale_after(timedelta(hours=1)) == timedelta(days=30)
    assert stale_after(timedelta(days=14)) == timedelta(days=84)
    assert stale_after(timedelta(days=100)) == timedelta(days=180)


def test_comments_and_podcasts_come_after_the_news_and_the_same_news_once():
    entries = [entry(n, hours=n) for n in range(5)]
    news = preview(*entries)
    atom = replace(news, url="https://harbour.example/atom")
    comments = replace(
        preview(*(entry(n + 50, hours=n) for n in range(5)), title="Comments on: Harbour"), url=f"{URL}/c"
    )
    podcast = replace(preview(*(entry(n + 90, hours=n) for n in range(5)), marks=FeedMarks(None, True)), url=f"{URL}/p")
    assert (comments.sort, podcast.sort) == (FeedSort.COMMENTS, FeedSort.PODCAST)
    ordered = best_first([comments, podcast, news, atom], "https://harbour.example/", "en", NOW)
    assert [one.url for one in ordered] == [URL, f"{URL}/p", f"{URL}/c"]


@pytest.mark.parametrize(
    ("shared", "ours", "theirs", "twin"),
    [
        (20, 20, 20, True),
        (15, 20, 20, True),
        (13, 20, 20, False),
        (20, 20, 60, False),
        (2, 2, 2, True),
        (1, 2, 2, False),
        (0, 0, 0, False),
    ],
)
def test_twins_share_most_of_each_other(shared: int, ours: int, theirs: int, twin: bool):
    assert is_twin(shared, ours, theirs) is twin


def test_a_category_is_a_part_and_no_twin():
    assert is_part(10, 10)
    assert not is_part(8, 10)
    assert not is_part(2, 2)


def test_the_same_article_whatever_the_scheme():
    assert address_key("http://www.a.example/x/") == address_key("https://a.example/x")


@pytest.mark.parametrize(
    ("body", "self_url", "is_podcast"),
    [
        ('<rss><channel><atom:link href="/feed" rel="self"/><item/></channel></rss>', "https://harbour.example/feed", False),
        ("<feed><link rel='alternate' href='/'/><link rel='self' href='/atom'/></feed>", "https://harbour.example/atom", False),
        ('{"feed_url": "https:\\/\\/harbour.example\\/j"}', "https://harbour.example/j", False),
        ('<rss><item><link rel="self" href="/not-the-feed"/></item></rss>', None, False),
        ('<rss><item><enclosure url="x" type="audio/mpeg"/></item></rss>', None, True),
        ('<rss><atom:link rel="self" href="javascript:alert(1)"/></rss>', None, False),
        ("<link " * 50_000, None, False),
    ],
)  # fmt: skip
def test_marks(body: str, self_url: str | None, is_podcast: bool):
    assert read_marks(body.encode(), url=URL, content_type="") == FeedMarks(self_url, is_podcast)


def followed(**changes: object) -> Followed:
    source = Source(1, URL, "Harbour", "en", SourceKind.FEED, SourceState.ACTIVE, None, 0, None, None, NOW, NOW, NOW)
    newest = changes.pop("newest_at", NOW - timedelta(days=1))
    return Followed(replace(source, **changes), (), None, newest)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "verdict", "care"),
    [
        ({}, Verdict.OK, False),
        ({"last_fetched_at": None, "newest_at": None}, Verdict.UNREAD, False),
        ({"newest_at": None}, Verdict.SILENT, False),
        ({"newest_at": NOW - timedelta(days=100)}, Verdict.STALE, False),
        ({"newest_at": NOW - timedelta(days=100), "kind": SourceKind.PAGE}, Verdict.OK, False),
        ({"state": SourceState.PAUSED}, Verdict.PAUSED, False),
        ({"failures": 2, "error": "error-unreachable"}, Verdict.SHAKY, False),
        ({"failures": 3, "error": "error-unreachable"}, Verdict.FAILING, True),
        ({"failures": 3, "error": "error-unreachable", "state": SourceState.PAUSED}, Verdict.FAILING, True),
        ({"failures": 1, "error": "error-gone", "state": SourceState.GONE}, Verdict.RETIRED, True),
    ],
)
def test_how_a_followed_source_does(changes: dict[str, object], verdict: Verdict, care: bool):
    judged = judge_source(followed(**changes), NOW)
    assert (judged.verdict, needs_care(judged)) == (verdict, care)


def test_the_last_success_is_only_told_where_it_is_known():
    assert last_success_at(followed().source) == NOW
    assert last_success_at(followed(failures=1, error="error-unreachable").source) is None
