"""Whether a model's summary may stand: in its language, one plain sentence, with nothing that the article lacks."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.domain.language import LANGS, Lang
from bot.knowledge.companies import CompanyIndex
from bot.knowledge.extraction.candidate import Candidate
from bot.knowledge.extraction.model import speaks_to_machines
from bot.knowledge.extraction.voices import Person, surname_of
from bot.knowledge.file_format import SummaryEntry
from bot.text.sentences import split_sentences

LONGEST: Mapping[Lang, int] = {"en": 260, "ja": 130}
"""In characters."""
_DIGITS = re.compile(r"\d+")
# Links, mentions, markup, and quotation marks: the words themselves stand in `quote` alone.
_FORBIDDEN = re.compile(r"https?:|www\.|@|[<>`*_#|\\\[\]{}~]|[\"“”「」『』]|discord\.gg", re.IGNORECASE)


class SummaryGiven(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)

    ja: str = Field(max_length=1_000)
    en: str = Field(max_length=1_000)


def grounded_summary(
    given: SummaryGiven, candidate: Candidate, near: Sequence[str], published_on: date, index: CompanyIndex
) -> Mapping[Lang, str] | None:
    """Both sentences, or None where either fails; `near` is what of the article stands around the words."""
    try:
        entry = SummaryEntry(en=" ".join(given.en.split()), ja=given.ja.strip())
    except ValidationError:
        return None
    told = "\n".join(near)
    digits = _digits(told) | _digits(candidate.said_on.text) | _digits(published_on.isoformat())
    named = {mention.company_id for mention in index.find_mentions(told)} | {candidate.company}
    summary: dict[Lang, str] = {"en": entry.en, "ja": entry.ja}
    for lang in LANGS:
        words = summary[lang]
        if len(words) > LONGEST[lang] or len(split_sentences(words, lang)) != 1:
            return None
        if _FORBIDDEN.search(words) or speaks_to_machines(words) or not _digits(words) <= digits:
            return None
        told_of = {mention.company_id for mention in index.find_mentions(words)}
        if not told_of <= named or not (candidate.company in told_of or _names_speaker(words, candidate)):
            return None
    return summary


def _names_speaker(words: str, candidate: Candidate) -> bool:
    return candidate.speaker is not None and surname_of(Person(candidate.speaker, None)) in words


def _digits(words: str) -> set[str]:
    """Runs of digits without leading zeros, so that 2026-03-02 holds the 2 of 3月2日."""
    return {run.lstrip("0") or "0" for run in _DIGITS.findall(unicodedata.normalize("NFKC", words))}
