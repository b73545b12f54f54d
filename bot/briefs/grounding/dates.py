"""Times agree, relative ones read against the day of each article; what was said long ago is not told as now."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from bot.briefs.grounding.alignment import aligned_sentences
from bot.briefs.grounding.clauses import sentences_of
from bot.briefs.grounding.evidence import Evidence, Passage, quantities_of, spans_of
from bot.briefs.grounding.faults import Fault
from bot.briefs.grounding.nearness import nearest, stretches_of
from bot.text.date_spans import YEAR_GUESSED, DateSpan
from bot.text.units import Unit

_OPENING = 12
"""Characters by which a part is found again in its sentence."""
_WITH_NOUN = 3
"""Characters behind a time that say what is then: 9月の更新."""
_RECENT = timedelta(days=10)
_OLD = timedelta(days=150)
_AGO = re.compile(r".*(?:前|ago|earlier)")
_DAYS_LONG = re.compile(r"\d+日")
_YEAR_AGO = re.compile(r"a year (?:ago|earlier|before)|1年前|前年(?:同期)?")
_OVER_A_YEAR = re.compile(
    r"\bin a year\b|\bover (?:the|a|the past|the last) year\b|\byear[- ]on[- ]year\b|\b(?:doubled|tripled|"
    r"quadrupled)\b|"
    r"1年(?:で|間)|前年|前の期|倍増",
    re.IGNORECASE,
)
"""What has doubled is compared with some time before, which news takes to be a year."""
_SAID_BEFORE = re.compile(
    r"\b(?:had (?:said|told|\w+ed)|previously|earlier|once|at the time|back then|formerly|in the past|originally|"
    r"used to)\b|"
    r"かつて|以前|当時|過去|ていた|でいた|だった|従来|先に"
)


def check_dates(text: str, lang: str, evidence: Evidence) -> Iterator[tuple[Fault, str]]:
    anchors = sorted({anchor for passage in evidence.passages for anchor in passage.anchors})
    readings: dict[tuple[int, int, int], list[DateSpan]] = {}
    for anchor in anchors:
        seen: Counter[tuple[int, int]] = Counter()
        for span in spans_of(text, anchor):
            seen[(span.start, span.end)] += 1
            readings.setdefault((span.start, span.end, seen[(span.start, span.end)]), []).append(span)
    near = aligned_sentences(text, lang, evidence)
    near += [one for one in _around_times(text, lang, evidence, readings) if one not in near]
    for (start, end, _), told in readings.items():
        if _AGO.fullmatch(text[start:end]) and _is_same_length(text[start:end], evidence):
            continue
        if _YEAR_AGO.fullmatch(text[start:end]) and _OVER_A_YEAR.search(evidence.text):
            continue
        if _DAYS_LONG.fullmatch(text[start:end]) and _lasts_so_long(text[start:end], evidence):
            continue
        if text[start:end] == "1日" and re.match(r"(?:あたり|当たり|に)?\d", text[end:]):
            continue
        if text[start : end + _WITH_NOUN] in evidence.text and len(text) >= end + _WITH_NOUN:
            continue
        if not any(_is_held(span, evidence, near) for span in told):
            yield Fault.DATE, text[start:end]
    if not readings and not _SAID_BEFORE.search(text):
        yield from _told_as_now(text, near, evidence)


def _lasts_so_long(words: str, evidence: Evidence) -> bool:
    """4日で降板: how long it took, where the passages have a stretch of so many days."""
    number = int(words.removesuffix("日"))
    return any(one.unit is Unit.DAY and one.value == number for each in evidence.passages for one in each.quantities)


def _around_times(
    text: str, lang: str, evidence: Evidence, readings: Iterable[tuple[int, int, int]]
) -> list[tuple[int, str]]:
    """The sentences that the parts with a time retell: a point may put together what stands far apart."""
    parts = [one for one in stretches_of(text, lang) if any(text[a:b] in one.text for a, b, _ in readings)]
    held = [one.text[:_OPENING] for part in parts for one in nearest(part, evidence)[1]]
    return [
        (number, sentence)
        for number, passage in enumerate(evidence.passages)
        for sentence in sentences_of(passage.text, passage.lang)
        if any(opening in sentence for opening in held)
    ]


def _is_same_length(words: str, evidence: Evidence) -> bool:
    """ "eight months after imposing it" for 8カ月前: the same stretch of time, counted from something else."""
    ours = {(one.value, one.unit) for one in quantities_of(words)}
    return any((one.value, one.unit) in ours for passage in evidence.passages for one in passage.quantities)


def _told_as_now(text: str, near: Sequence[tuple[int, str]], evidence: Evidence) -> Iterator[tuple[Fault, str]]:
    for number, sentence in near:
        passage = evidence.passages[number]
        spans = spans_of(sentence, passage.anchor)
        if spans and all(span.latest < passage.anchor - _OLD for span in spans) and _is_a_saying(sentence):
            yield Fault.DATE, text
            return


def _is_a_saying(sentence: str) -> bool:
    return (
        re.search(r"\b(?:said|told|promised|vowed|wrote|pledged|called)\b|述べ|語っ|話し|表明|約束|していた", sentence)
        is not None
    )


def _is_held(told: DateSpan, evidence: Evidence, near: Sequence[tuple[int, str]]) -> bool:
    for number, passage in enumerate(evidence.passages):
        sentences = [sentence for n, sentence in near if n == number]
        spans = [span for one in sentences for anchor in passage.anchors for span in spans_of(one, anchor)]
        # The day of the announcement does not date everything else.
        if all(span.days == 1 and abs(passage.anchor - span.earliest) <= _RECENT for span in spans):
            spans = list(passage.spans)
        spans += [span for span in spans_of(passage.title, passage.anchor) if passage.title]
        if _is_this_year_by_chance(told, spans, passage):
            continue
        if any(agrees(told, span) for span in spans) or _is_day_of_article(told, passage):
            return True
    return False


def _is_this_year_by_chance(told: DateSpan, spans: Sequence[DateSpan], passage: Passage) -> bool:
    """ "This year" told of what the passages have next year; that they came out this year makes it no truer."""
    if told.kind == "month":
        wide = [span for span in spans if span.kind.startswith("month")]
    else:
        wide = [span for span in spans if span.days > 27]
    is_loose = told.kind in ("year", "month") and told.is_relative
    return is_loose and bool(wide) and not any(agrees(told, span) for span in wide)


def agrees(told: DateSpan, held: DateSpan) -> bool:
    """A time may be told less exactly than its source has it, never more exactly."""
    if told.label.startswith("q") and held.label.startswith("q"):
        return told.label == held.label and (
            told.earliest.year == held.earliest.year or abs(told.earliest.year - held.earliest.year) <= 1
        )
    if told.kind == "quarter" and held.kind == "quarter" and bool(told.label) != bool(held.label) and not told.label:
        return True  # which months a firm's quarter has, the texts leave open
    if told.kind == "year" and told.is_relative and held.kind == "fiscal":
        return told.earliest <= held.latest and held.earliest <= told.latest
    if told.kind == "fiscal" and held.kind not in ("fiscal", "year", "quarter"):
        return False
    if told.earliest <= held.earliest and held.latest <= told.latest:
        return not (told.kind == "year" and held.kind == "fiscal" and told.earliest.year != held.earliest.year)
    if YEAR_GUESSED in (told.label, held.label) and told.kind.split()[0] == held.kind.split()[0]:
        return _same_day_of_year(told, held)
    if told.kind == "fiscal" or held.kind == "fiscal":
        return {told.kind, held.kind} == {"fiscal", "year"} and told.earliest.year == held.earliest.year
    if held.kind == "month end" and told.kind == "day":
        return told.earliest == held.latest
    if told.kind == "month end" and held.kind == "day":
        return told.latest == held.latest
    if "part" in (told.kind, held.kind) and told.kind != "day" and told.kind != "month":
        return told.earliest <= held.latest and held.earliest <= told.latest
    return False


def _same_day_of_year(told: DateSpan, held: DateSpan) -> bool:
    ours, theirs = told.earliest, held.earliest
    is_same = ours.month == theirs.month and (ours.day == theirs.day or told.kind.startswith("month"))
    return is_same and abs(ours.year - theirs.year) <= 1


def _is_day_of_article(told: DateSpan, passage: Passage) -> bool:
    """The day of the article may be told where the passage itself does not say when."""
    if any(_covers(told, anchor) for anchor in passage.anchors):
        days = [
            span
            for span in passage.spans
            if span.days == 1 and timedelta(0) <= passage.anchor - span.earliest <= _RECENT
        ]
        years = [span for span in passage.spans if span.kind in ("year", "fiscal", "season", "month")]
        if told.days == 1:
            return not days
        return not years and not (told.kind == "season" or told.kind == "week")
    return False


def _covers(told: DateSpan, anchor: object) -> bool:
    return told.earliest <= anchor <= told.latest  # type: ignore[operator]
