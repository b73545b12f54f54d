"""Reads "before the X release" and 「Xの公開前」: a day that only the record knows."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from bot.answers.names import NamedThing, find_named
from bot.answers.question import Question
from bot.answers.record import Record
from bot.domain.statement import Provenance, Stance
from bot.knowledge.timeline import when

_EVENT = r"(?:release|launch|announcement|arrival|debut|publication|weights)"
_BEFORE_EN = re.compile(
    rf"\b(?:before|prior to|ahead of|until|pre-?)\s*(?:the\s+)?(?:(?:{_EVENT})\s+of\s+)?(?:the\s+)?"
    r"(?:\w+\s+)?(?:release[sd]?\s+|launch(?:ed)?\s+|published\s+|put\s+out\s+|shipped\s+)?$",
    re.IGNORECASE,
)
_AFTER_EN = re.compile(
    rf"\b(?:after|since|following)\s+(?:the\s+)?(?:(?:{_EVENT})\s+of\s+)?(?:the\s+)?$", re.IGNORECASE
)
_BEFORE_JA = re.compile(
    r"^(?:の|が|を)?(?:重み(?:の|が|を)?|世に)?(?:誰にでも|一般に|広く|全面(?:的に)?|無償で)?"
    r"(?:公開|発表|登場|リリース|投入|お披露目|提供(?:開始)?|出る|出た|出す|配る)?"
    r"(?:される|された|する|した)?(?:より|よりも|の)?(?:前|以前|まで)"
)
# Before what was reported of it: 「Xの報道が出る前」, "before the story on X".
_REPORT_JA = re.compile(
    r"^(?:の|が|を)?(?:非公開化|公開)?(?:の|を(?:めぐる|巡る)|に(?:関する|ついての))?(?:報道|うわさ|噂|記事|スクープ)"
    r"(?:が|の)?(?:出る|出た|流れる|流れた|ある|あった|され(?:る|た))?(?:より|の)?(?:前|以前)"
)
_REPORT_EN = re.compile(
    r"\b(?:before|prior to|ahead of)\s*(?:the\s+)?(?:(?:first|press|media)\s+)?"
    r"(?:reports?|story|stories|rumou?rs?|news)"
    r"\s+(?:on|about|of|that|over|around)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_NEEDS = re.compile(r"\b(?:has|have|needs?|must) (?:to )?(?:happen|be done|be met|come)\b|何が必要|条件", re.IGNORECASE)
# The release to everybody, where others had it before.
_TO_ALL = re.compile(r"誰にでも|全面|一般に|\bto (?:everyone|everybody|anyone|anybody|all|the public)\b", re.IGNORECASE)
_OPEN = (Stance.OPEN_SOURCE, Stance.OPEN_WEIGHTS)
_AFTER_JA = re.compile(
    r"^(?:の|が|を)?(?:重みの?|世に)?(?:公開|発表|登場|リリース|投入|お披露目|提供(?:開始)?|出た|出し)"
    r"(?:された|されて|した|して|て)?(?:以降|の?後|以来|から)"
)


@dataclass(frozen=True, slots=True)
class Event:
    thing: NamedThing
    is_end: bool
    """Whether what is asked lies before it; else after it."""
    on: date
    """The last day before it, or its first day."""


def find_event(question: Question, record: Record) -> Event | None:
    """The release that the question dates itself by; None where there is none or the record does not hold it."""
    if _NEEDS.search(question.text):
        return None  # what must come first is asked, not what was so until then
    for thing in (*question.products, *question.other_names):
        before, after = question.text[: thing.start], question.text[thing.end :]
        is_end = bool(_BEFORE_EN.search(before) or _BEFORE_JA.match(after))
        is_report = bool(_REPORT_EN.search(before) or _REPORT_JA.match(after))
        is_end = is_end or is_report
        to_all = not is_report and bool(_TO_ALL.search(after[:24] + before[-40:]))
        is_start = bool(_AFTER_EN.search(before) or _AFTER_JA.match(after))
        if not (is_end or is_start):
            continue
        found = find_named(thing, record.entries)
        released = [
            entry for entry in found
            if not (to_all and entry.statement.stance not in _OPEN)
            and (entry.is_reported if is_report else entry.statement.provenance is Provenance.RELEASE)
        ] or found  # fmt: skip
        if released:
            first = min(released, key=lambda entry: when(entry.statement)).statement.said_on.earliest
            return Event(thing, is_end, first - timedelta(days=1) if is_end else first)
    return None
