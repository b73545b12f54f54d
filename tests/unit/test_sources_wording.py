"""Previews, verdicts and outcomes in words: every one has its sentence in both languages, with nothing left unfilled."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.language import LANGS
from bot.domain.source import Source, SourceKind, SourceState
from bot.sources.health import Judgement, Verdict
from bot.sources.offers import Added
from bot.sources.wording import added_text, rhythm_words, stored_reason, verdict_text

NOW = datetime(2025, 7, 16, tzinfo=UTC)
SOURCE = Source(
    1234,
    "https://a.example/",
    "Har*bour",
    "en",
    SourceKind.FEED,
    SourceState.ACTIVE,
    None,
    0,
    None,
    None,
    NOW,
    NOW,
    NOW,
)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("verdict", list(Verdict))
def test_every_verdict_has_a_sentence(verdict: Verdict, lang):
    judged = Judgement(verdict, 9, 1, "de", 3, "error-unreachable", SOURCE)
    words = verdict_text(judged, lang, lambda title: title.replace("*", "\\*"))
    assert words
    assert "{" not in words
    assert "error-" not in words
    if verdict in (Verdict.KNOWN, Verdict.DUPLICATE, Verdict.OVERLAP):
        assert "Har\\*bour" in words
        assert "1234" in words, "an id is no number to be grouped"


@pytest.mark.parametrize(
    ("rhythm", "english", "japanese"),
    [
        (timedelta(minutes=1), "about every minute", "約1分ごと"),
        (timedelta(minutes=20), "about every 20 minutes", "約20分ごと"),
        (timedelta(minutes=58), "about hourly", "約1時間ごと"),
        (timedelta(hours=5), "about every 5 hours", "約5時間ごと"),
        (timedelta(hours=23), "about daily", "ほぼ毎日"),
        (timedelta(days=4), "about every 4 days", "約4日ごと"),
        (timedelta(days=7), "about weekly", "ほぼ毎週"),
        (timedelta(days=10), "about every 10 days", "約10日ごと"),
        (timedelta(days=30), "about every 4 weeks", "約4週間ごと"),
        (timedelta(0), "about every minute", "約1分ごと"),
    ],
)
def test_rhythm(rhythm: timedelta, english: str, japanese: str):
    assert (rhythm_words(rhythm, "en"), rhythm_words(rhythm, "ja")) == (english, japanese)


@pytest.mark.parametrize("lang", LANGS)
def test_a_reason_that_is_not_known_any_more_is_still_a_sentence(lang):
    for key in ("error-bad-url", "no-such-key", "", "error-other-document"):
        assert stored_reason(key, lang)


@pytest.mark.parametrize("lang", LANGS)
def test_what_became_of_a_wish(lang):
    words = {
        added_text(Added(SOURCE, was_followed, was_known, None), lang)
        for was_followed, was_known in ((True, True), (False, True), (False, False))
    }
    assert len(words) == 3
