"""Previews, verdicts and outcomes in words, the same in the terminal and in Discord."""

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.domain.language import LANGS, Lang
from bot.domain.source import SourceKind
from bot.i18n.catalog import MissingText, Value, text
from bot.sources.health import Judgement, Verdict
from bot.sources.offers import Added, Offer
from bot.sources.preview import Preview
from bot.text.language import UNKNOWN

Inert = Callable[[str], str]
"""Makes words of strangers harmless where they are shown."""
_LONGEST_TAG, _LONGEST_TITLE = 35, 200
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)


def _as_is(words: str) -> str:
    return words


def facts(preview: Preview, lang: Lang) -> str:
    """Kind, language, size and rhythm of a feed, on one line."""
    words = text(
        "sources-facts",
        lang,
        sort=preview.sort.value,
        lang=text("discord-language", lang, lang=preview.lang) if preview.lang in LANGS else shown_lang(preview.lang),
        n=preview.entries,
        carries=preview.carries.value,
    )
    if preview.rhythm is None:
        return words
    return text("sources-facts-rhythm", lang, facts=words, rhythm=rhythm_words(preview.rhythm, lang))


def rhythm_words(rhythm: timedelta, lang: Lang) -> str:
    """ "about every 6 hours": in the largest unit that it fills twice, or nearly."""
    for unit, size, least in (
        ("weeks", timedelta(days=7), timedelta(days=6)),
        ("days", _DAY, timedelta(hours=20)),
        ("hours", _HOUR, timedelta(minutes=50)),
    ):
        if rhythm >= least and (unit != "weeks" or rhythm >= timedelta(days=13) or abs(rhythm - size) <= _DAY):
            return text("sources-rhythm", lang, unit=unit, n=max(1, round(rhythm / size)))
    return text("sources-rhythm", lang, unit="minutes", n=max(1, round(rhythm / timedelta(minutes=1))))


def shown_lang(tag: str) -> str:
    """A feed may call its language anything, at any length."""
    return "?" if tag == UNKNOWN else tag[:_LONGEST_TAG]


def verdict_text(judgement: Judgement, lang: Lang, inert: Inert = _as_is) -> str:
    """The sentence of a verdict."""
    values: dict[str, Value] = {
        "days": judgement.days,
        "n": judgement.entries,
        "lang": judgement.lang[:_LONGEST_TAG],
        "failures": judgement.failures,
        "reason": stored_reason(judgement.reason, lang),
    }
    if judgement.source:
        values |= {"id": str(judgement.source.source_id), "title": inert(judgement.source.title[:_LONGEST_TITLE])}
    return text(f"sources-verdict-{judgement.verdict.value}", lang, **values)


def stored_reason(key: str, lang: Lang, url: str = "") -> str:
    """The sentence of an error of which only the key was kept."""
    try:
        return text(key, lang, url=url)
    except MissingText:
        # Unknown, or with values that were not kept.
        return text("error-fetch", lang)


def choice_line(offer: Offer, lang: Lang, inert: Inert = _as_is) -> str:
    """One of several feeds, in short."""
    one = offer.preview
    newest = f"{one.newest_at:%Y-%m-%d}" if one.newest_at else text("sources-no-date", lang)
    return text("sources-choice", lang, title=inert(one.title), lang=shown_lang(one.lang), n=one.entries, newest=newest)


def added_key(added: Added) -> str:
    """Key of the sentence that says what became of a wish to follow."""
    if added.was_followed:
        return "sources-already-followed"
    if added.offer and added.offer.is_duplicate:
        return "sources-followed-twin"
    if added.was_known:
        return "sources-followed-known"
    return "sources-added-page" if added.source.kind is SourceKind.PAGE else "sources-added"


def added_text(added: Added, lang: Lang, inert: Inert = _as_is) -> str:
    return text(added_key(added), lang, id=str(added.source.source_id), title=inert(added.source.title))


def instant(at: datetime | None, lang: Lang) -> str:
    """A time in the terminal, in UTC; a word where there is none."""
    return f"{at:%Y-%m-%d %H:%M}" if at else text("sources-no-date", lang)


def is_warning(judgement: Judgement) -> bool:
    """Whether the verdict speaks against the source, be it mildly."""
    return judgement.verdict not in (Verdict.OK, Verdict.KNOWN, Verdict.UNREAD, Verdict.PAUSED)
