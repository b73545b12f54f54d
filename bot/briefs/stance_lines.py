"""Finds where a company's own words in a story take a position on openness. Silent whenever the reading is not plain.

The labels follow the data set's rules: an offer of weights is `open_weights` even where it is called open source.
"""

import re
from collections.abc import Sequence

from bot.briefs.passages import Passage
from bot.briefs.units import Unit
from bot.domain.brief import PointKind
from bot.domain.statement import Provenance, Stance

_MIXED = re.compile(
    r"\b(?:mix(?:ture)?|both|combination)\b[^.]*\bopen\b[^.]*\b(?:closed|proprietary)\b|"
    r"\bopen (?:and|as well as|alongside) (?:closed|proprietary)\b|\bclosed (?:and|as well as|alongside) open\b|"
    r"オープン(?:な|の)?(?:モデル)?(?:と|、)(?:クローズド|非公開)[^。]*(?:両方|双方|併用)|"
    r"公開(?:モデル)?と非公開[^。]*(?:両方|双方|併用)",
    re.IGNORECASE,
)
_GATED = re.compile(
    r"\b(?:postpone[ds]?|delay(?:ed|s|ing)?|put(?:s|ting)? off|push(?:ed|ing)? back)\b[^.]*\b(?:open[- ]?(?:weights?|"
    r"source)|weights)\b|"
    r"(?:オープン(?:ウ[ェエ]イト|ソース)|重み)[^。]*(?:延期|先送り|段階的)",
    re.IGNORECASE,
)
_CLOSED = re.compile(
    r"\b(?:will|would|does|do) not (?:be )?(?:releas|publish|open)\w*[^.]*\b(?:weights|models?)\b|"
    r"\bkeep[^.]*\bweights? (?:private|closed)\b|"
    r"重みは?を?公開(?:しない|していない方針)|クローズドのまま(?:とする|にする)|非公開と(?:する|した)",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:will|to|shall|we(?:'re| are)|committed to|promis\w+|keep|continue)\b[^.]*\b(?:releas\w+|publish\w*|"
    r"open-sourc\w+|committed)?\b[^.]*"
    r"\b(?:open[- ]weights?|weights|open[- ]source (?:AI|models?))\b|"
    r"(?:重みを|オープン(?:ウ[ェエ]イト|ソース)[^。]{0,20})(?:公開する|公開すると|取り組み続ける|公開を約束|"
    r"公開していく)",
    re.IGNORECASE,
)
_UNPLAIN = re.compile(
    r"\b(?:not|never|no longer|abandon\w*|stop\w*|drop\w*|discuss\w*|consider\w*|might|may|could|partly|component|"
    r"part of|some|unless|if)\b|"
    r"ない|見送|中止|検討|可能性|一部|なら|かもしれ",
    re.IGNORECASE,
)
_PROVENANCE = {
    PointKind.OFFICIAL: Provenance.OFFICIAL_STATEMENT,
    PointKind.EXECUTIVE: Provenance.EXECUTIVE_QUOTE,
}


def stance_of_words(sentence: str) -> Stance | None:
    """The position on openness that one sentence of own words takes, or None where it is not plain."""
    if _MIXED.search(sentence):
        return Stance.MIXED
    if _GATED.search(sentence):
        return Stance.GATED_OR_STAGED
    if _CLOSED.search(sentence):
        return Stance.CLOSED
    if _OPEN.search(sentence) and not _UNPLAIN.search(sentence):
        return Stance.OPEN_WEIGHTS
    return None


def stance_in(unit: Unit) -> tuple[str, Stance, Provenance] | None:
    """(company id, stance, provenance) of a unit in a company's own words of these days.

    None unless the shown sentences of all languages name one company alone and read alike.
    """
    provenance = _PROVENANCE.get(unit.kind)
    if provenance is None or unit.is_background:
        return None
    shown = _shown(unit)
    companies = {company for passage in shown for company in passage.facts.companies}
    readings = {stance for passage in shown if (stance := stance_of_words(passage.shown))}
    if len(companies) != 1 or len(readings) != 1 or any(passage.kind is not unit.kind for passage in shown):
        return None
    return companies.pop(), readings.pop(), provenance


def _shown(unit: Unit) -> Sequence[Passage]:
    told = (unit.best_in("ja"), unit.best_in("en"))
    return [passage for passage in told if passage is not None]
