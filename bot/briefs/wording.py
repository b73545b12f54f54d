"""The words around the extracted sentences: labels, dates, figures, and the gist of a foreign story."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.briefs.corrections import Correction
from bot.briefs.passages import Passage
from bot.briefs.topics import TOPICS
from bot.domain.article import Extent
from bot.domain.brief import BriefPoint, BriefSource, PointKind
from bot.domain.language import Lang
from bot.domain.statement import PartialDate
from bot.i18n.catalog import text
from bot.text.numbers_and_dates import NumberRead

CompanyName = Callable[[str, Lang], str]
"""(company id, language) to the name as the press of that language writes it."""

_SCALES_EN = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
_SCALES_JA = ((10**12, "兆"), (10**8, "億"), (10**4, "万"))
_MONTHS_EN = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
_UNITS = ("USD", "EUR", "JPY", "CNY", "GBP", "percent")
_MOST_LISTED = 4
_LONGEST_NOTICE = {"en": 260, "ja": 120}
_MARKED = re.compile(r"^\W*(?:Correction|Clarification|訂正)\s*(?:\([^)]{1,30}\))?\s*[:：】］)）]+\s*", re.IGNORECASE)
_MOST_SUBJECTS = 3


def kind_label(kind: PointKind, lang: Lang) -> str:
    """What kind of words a point holds, as `Reported:` or 【報道】; the same set in both languages."""
    return text("briefs-point-kind", lang, kind=kind.value)


def labelled(point: BriefPoint, lang: Lang) -> str:
    """A point as a reader sees it: its kind in front, and a mark where the words are in another language."""
    words = point.text
    if point.lang is not None and point.lang != lang:
        words = text("briefs-original", lang, words=words, language=language_name(point.lang, lang))
    if point.kind is PointKind.FACT:
        return words
    return text("briefs-labelled", lang, label=kind_label(point.kind, lang), words=words)


def extent_mark(source: BriefSource, lang: Lang) -> str:
    """What stands behind a source of which only the opening could be read; nothing behind the others."""
    return text("briefs-source-excerpt", lang) if source.extent is Extent.EXCERPT else ""


def correction_words(one: Correction, lang: Lang, *, is_headline: bool = False) -> str:
    """Who took back what. In the notice's own language the notice itself follows, if it fits."""
    change = "retracted" if one.is_retraction else "corrected"
    if lang == "en" and one.article.lang != "en" and not one.article.outlet.isascii():
        # A name in a script that the reader may not read: the source list has it.
        language = language_name(one.article.lang, lang)
        return text("briefs-correction-foreign", lang, language=language, change=change)
    if is_headline:
        return text("briefs-correction-headline", lang, outlet=one.article.outlet, change=change)
    notice = _MARKED.sub("", " ".join(one.words.split())).strip()
    if one.article.lang == lang and len(notice) <= _LONGEST_NOTICE[lang]:
        return text("briefs-correction-notice", lang, outlet=one.article.outlet, change=change, notice=notice)
    return text("briefs-correction", lang, outlet=one.article.outlet, change=change)


def language_name(tag: str, lang: Lang) -> str:
    return text("briefs-language", lang, tag=tag.split("-")[0])


def format_date(day: PartialDate, lang: Lang) -> str:
    """At the precision written: 2025年7月14日, July 2025, 2025."""
    parts = day.text.split("-")
    numbers = [int(part) for part in parts]
    if lang == "ja":
        return "".join(f"{number}{mark}" for number, mark in zip(numbers, "年月日", strict=False))
    words = [str(numbers[0])]
    if len(numbers) > 1:
        words.insert(0, _MONTHS_EN[numbers[1] - 1])
    if len(numbers) > 2:
        words[0] = f"{words[0]} {numbers[2]},"
    return " ".join(words)


def format_number(value: Decimal, lang: Lang) -> str:
    """143億 or 14.3 billion; exact, never rounded."""
    for scale, word in _SCALES_JA if lang == "ja" else _SCALES_EN:
        if value >= scale and -_exponent(value / scale) <= 3:
            scaled = (value / scale).normalize()
            # 4000万, not 4,000万: before 万 and 億 Japanese leaves the comma out.
            return f"{scaled:f}{word}" if lang == "ja" else f"{scaled:,f} {word}"
    return f"{value:,f}"


def _exponent(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


@dataclass(frozen=True, slots=True)
class Gist:
    headline: str
    text: str


def gist_of(passages: Sequence[Passage], lang: Lang, company_name: CompanyName) -> Gist:
    """What these sentences, all in another language, are about: organisations, kind, subject, dates, figures, names.

    `passages` stand in order of importance. Everything that the gist names stands in them.
    """
    language = language_name(passages[0].lang, lang)
    leading = next((passage.facts.companies for passage in passages if passage.facts.companies), frozenset())
    named = sorted(company_name(company, lang) for company in leading)[:_MOST_SUBJECTS]
    subject = _listed(named or _names(passages)[:_MOST_SUBJECTS], lang)
    topics = _topics(passages, lang)
    headline = _gist_headline(subject, topics, language, lang)
    kinds = list(dict.fromkeys(passage.kind for passage in passages if passage.kind is not PointKind.FACT))
    sentences = [
        text("briefs-gist-reports", lang, language=language, subject=subject)
        if subject
        else text("briefs-gist-reports-plain", lang, language=language)
    ]
    sentences += _sentence("kinds", [text("briefs-gist-kind", lang, kind=kind.value) for kind in kinds], lang)
    sentences += _sentence("topics", topics, lang)
    sentences += _sentence("dates", _dates(passages, lang), lang)
    sentences += _sentence("figures", _figures(passages, lang), lang)
    sentences += _sentence("names", _names(passages) if named else [], lang)
    return Gist(headline, ("" if lang == "ja" else " ").join(sentences))


def _gist_headline(subject: str, topics: Sequence[str], language: str, lang: Lang) -> str:
    shown = subject or text("briefs-gist-unnamed", lang)
    if topics:
        return text("briefs-gist-headline", lang, subject=shown, topics=_listed(topics, lang), language=language)
    return text("briefs-gist-headline-plain", lang, subject=shown, language=language)


def _sentence(what: str, items: Sequence[str], lang: Lang) -> list[str]:
    return [text(f"briefs-gist-{what}", lang, **{what: _listed(items, lang)})] if items else []


def _listed(items: Sequence[str], lang: Lang) -> str:
    return ("、" if lang == "ja" else ", ").join(items)


def _topics(passages: Sequence[Passage], lang: Lang) -> list[str]:
    counts = Counter(topic for passage in passages for topic in passage.facts.topics)
    most = sorted(counts, key=lambda topic: (-counts[topic], TOPICS.index(topic)))
    return [text("briefs-topic", lang, topic=topic) for topic in most[:_MOST_SUBJECTS]]


def _dates(passages: Sequence[Passage], lang: Lang) -> list[str]:
    days = {read.day for passage in passages for read in passage.facts.dates}
    return [format_date(day, lang) for day in sorted(days)[:_MOST_LISTED]]


def _figures(passages: Sequence[Passage], lang: Lang) -> list[str]:
    reads: list[NumberRead] = [read for passage in passages for read in passage.facts.numbers if read.unit in _UNITS]
    shown = (
        text("briefs-figure", lang, unit=read.unit or "", number=format_number(read.value, lang)) for read in reads
    )
    return list(dict.fromkeys(shown))[:_MOST_LISTED]


def _names(passages: Sequence[Passage]) -> list[str]:
    """Names in Latin letters as the sentences spell them: they are read in both languages."""
    spelt = [name for passage in passages for name in passage.facts.spelt_names]
    longest = [name for name in spelt if not any(name != other and name in other for other in spelt)]
    return list(dict.fromkeys(longest))[:_MOST_LISTED]
