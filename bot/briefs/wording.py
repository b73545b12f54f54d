"""The words around the extracted sentences: labels, notices, dates and figures."""

import re
from collections.abc import Callable
from decimal import Decimal

from bot.briefs.corrections import Correction
from bot.briefs.plain_style import plain_style
from bot.domain.article import Extent
from bot.domain.brief import LOCAL_ENGINE, Brief, BriefPoint, BriefSource, PointKind
from bot.domain.language import Lang
from bot.domain.statement import PartialDate
from bot.i18n.catalog import text

CompanyName = Callable[[str, Lang], str]
"""(company id, language) to the name as the press of that language writes it."""

_SCALES_EN = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
_SCALES_JA = ((10**12, "兆"), (10**8, "億"), (10**4, "万"))
_MONTHS_EN = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
_LONGEST_NOTICE = {"en": 260, "ja": 120}
_APOLOGY = re.compile(r"(?:お詫び|おわび)して訂正する。$")
_MARKED = re.compile(r"^\W*(?:Correction|Clarification|訂正)\s*(?:\([^)]{1,30}\))?\s*[:：】］)）]+\s*", re.IGNORECASE)


def kind_label(kind: PointKind, lang: Lang) -> str:
    """What kind of words a point holds, as `Reported:` or 【報道】; the same set in both languages."""
    return text("briefs-point-kind", lang, kind=kind.value)


def labelled(point: BriefPoint, lang: Lang) -> str:
    """A point as a reader sees it: its kind in front, and a mark where the words are in another language."""
    words = point.text
    if point.lang is not None and point.lang != lang:
        words = text("briefs-original", lang, words=words, language=language_name(point.lang, lang))
    words = translation_mark(point, lang, words)
    if point.kind is PointKind.FACT:
        return words
    return text("briefs-labelled", lang, label=kind_label(point.kind, lang), words=words)


def translation_mark(point: BriefPoint, lang: Lang, words: str) -> str:
    """`words` of the point, marked where a machine translated them."""
    if point.translated_from is None:
        return words
    return text("gist-translated", lang, words=words, language=language_name(point.translated_from, lang))


def written_by(brief: Brief, lang: Lang, engine: str) -> str:
    """Who wrote the brief, in one line; `engine` is the model's name as it may be shown."""
    if brief.is_translated:
        return text("gist-written-translated", lang)
    return text("briefs-written-local" if brief.engine == LOCAL_ENGINE else "briefs-written-model", lang, engine=engine)


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
    notice = _APOLOGY.sub("", plain_style(_MARKED.sub("", " ".join(one.words.split())).strip()))
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
    """143億 or 14.3 billion, 1億5000万 or 150 million; exact, never rounded."""
    scales = _SCALES_JA if lang == "ja" else _SCALES_EN
    for place, (scale, word) in enumerate(scales):
        if value < scale:
            continue
        whole, rest = divmod(value, scale)
        if lang == "ja" and rest and place + 1 < len(scales) and rest % scales[place + 1][0] == 0:
            return f"{whole:f}{word}{rest / scales[place + 1][0]:f}{scales[place + 1][1]}"
        if -_exponent(value / scale) <= 3:
            scaled = (value / scale).normalize()
            # 4000万, not 4,000万: before 万 and 億 Japanese leaves the comma out.
            return f"{scaled:f}{word}" if lang == "ja" else f"{scaled:,f} {word}"
    return f"{value:,f}"


def _exponent(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
