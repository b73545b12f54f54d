"""Checks a written brief against what it cites: nothing that no source says leaves the house."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.briefs.point_kinds import voice_of
from bot.briefs.presentable import is_safe
from bot.domain.brief import Brief, BriefPoint, BriefSource
from bot.domain.statement import PartialDate
from bot.text.numbers_and_dates import find_dates, find_numbers

_QUOTED = re.compile(r'"([^"]{3,})"|“([^”]{3,})”|「([^」]{4,})」|『([^』]{4,})』')
_KANA = re.compile(r"[\u3040-\u309f\u30a1-\u30ff]")
_CJK = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
_FOREIGN_SHARE = 0.1


class Fault(StrEnum):
    UNCITED = "uncited"
    UNKNOWN_SOURCE = "unknown_source"
    ALTERED_PASSAGE = "altered_passage"
    NUMBER = "number"
    DATE = "date"
    QUOTE = "quote"
    LANGUAGE = "language"
    BLENDED = "blended"
    UNSAFE = "unsafe"


@dataclass(frozen=True, slots=True)
class Failure:
    """`place` is the index of the point, or None for the brief as a whole."""

    place: int | None
    fault: Fault
    detail: str


def check_brief(brief: Brief, article_texts: Mapping[int, str] | None = None) -> list[Failure]:
    """Every fault of every point. `article_texts` by article id: passages must stand in them word for word."""
    altered = _altered(brief.sources, article_texts or {})
    failures = []
    for place, point in enumerate(brief.points):
        for fault, detail in _faults(point, brief, altered):
            failures.append(Failure(place, fault, detail))
    return failures


def grounded(brief: Brief, article_texts: Mapping[int, str] | None = None) -> Brief:
    """The brief without the points that fail, and without the stance lines and sources that nothing cites any more."""
    failed = {failure.place for failure in check_brief(brief, article_texts)}
    if not failed:
        return brief
    points = tuple(point for place, point in enumerate(brief.points) if place not in failed)
    told = {n for point in points for n in point.citations}
    lines = tuple(line for line in brief.stance_lines if set(line.citations) <= told)
    kept = [source for source in brief.sources if source.n in told]
    numbers = {source.n: n for n, source in enumerate(kept, start=1)}
    return replace(
        brief,
        points=tuple(replace(p, citations=tuple(numbers[n] for n in p.citations)) for p in points),
        stance_lines=tuple(replace(line, citations=tuple(numbers[n] for n in line.citations)) for line in lines),
        sources=tuple(replace(source, n=numbers[source.n]) for source in kept),
    )


def _faults(point: BriefPoint, brief: Brief, altered: set[int]) -> list[tuple[Fault, str]]:
    by_number = {source.n: source for source in brief.sources}
    if not point.citations:
        return [(Fault.UNCITED, "")]
    unknown = [n for n in point.citations if n not in by_number]
    if unknown:
        return [(Fault.UNKNOWN_SOURCE, str(unknown[0]))]
    cited = [by_number[n] for n in point.citations]
    lang = point.lang or brief.lang
    faults = [(Fault.ALTERED_PASSAGE, str(source.n)) for source in cited if source.n in altered]
    faults += [(Fault.NUMBER, shown) for shown in _strange_numbers(point.text, lang, cited)]
    faults += [(Fault.DATE, shown) for shown in _strange_dates(point.text, lang, cited)]
    faults += [(Fault.QUOTE, shown) for shown in _strange_quotes(point.text, cited)]
    if not _is_in(point.text, lang):
        faults.append((Fault.LANGUAGE, lang))
    if voice_of(point.text, lang).is_blended:
        faults.append((Fault.BLENDED, point.kind.value))
    if not is_safe(point.text):
        faults.append((Fault.UNSAFE, ""))
    return faults


def _altered(sources: Sequence[BriefSource], article_texts: Mapping[int, str]) -> set[int]:
    return {
        source.n
        for source in sources
        if source.article_id in article_texts and source.passage not in article_texts[source.article_id]
    }


def _strange_numbers(words: str, lang: str, cited: Sequence[BriefSource]) -> list[str]:
    held = {read.value for source in cited for read in find_numbers(source.passage, source.lang)}
    folded = _folded(" ".join(source.passage for source in cited))
    return [
        read.surface
        for read in find_numbers(words, lang)
        if read.value not in held and _folded(read.surface) not in folded
    ]


def _strange_dates(words: str, lang: str, cited: Sequence[BriefSource]) -> list[str]:
    held = [read for source in cited for read in find_dates(source.passage, source.lang, source.published_at.date())]
    anchor = cited[0].published_at.date()
    return [
        words[read.start : read.end]
        for read in find_dates(words, lang, anchor)
        if not any(_is_covered(read.day, one.day) for one in held)
    ]


def _is_covered(read: PartialDate, held: PartialDate) -> bool:
    """A date may be told less exactly than its source has it, never more exactly."""
    return read.earliest <= held.earliest and held.latest <= read.latest


def _strange_quotes(words: str, cited: Sequence[BriefSource]) -> list[str]:
    folded = _folded(" ".join(source.passage for source in cited))
    quoted = ("".join(groups) for groups in _QUOTED.findall(words))
    return [quote for quote in quoted if _folded(quote) not in folded]


def _folded(words: str) -> str:
    plain = unicodedata.normalize("NFKC", words).casefold().replace("’", "'").replace("‘", "'")
    return re.sub(r"[\s,.。、]+", "", plain)


def _is_in(words: str, lang: str) -> bool:
    if lang == "ja":
        return bool(_KANA.search(words))
    if lang == "en":
        return len(_CJK.findall(words)) <= _FOREIGN_SHARE * len(words)
    return True
