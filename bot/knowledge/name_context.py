"""Decides which of the stretches that read like names are names, by what else the text speaks of."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from bot.knowledge.name_scan import Found
from bot.knowledge.spellings import Demand, Spelling, is_plain_word

_NEAR = 120
_AROUND = 400
_CUE = re.compile(
    r"(?<![A-Za-z])(?:AI|LLMs?|AGI|GPUs?)(?![A-Za-z])|artificial intelligence|machine learning|deep learning|"
    r"(?:language|foundation|frontier|open|closed) models?|open[- ]?sourc(?:e[ds]?|ing)|open[- ]?weights?|"
    r"(?:model|the|its|their|release|publish|download)\w{0,3} weights|chatbots?|generative|fine-tun|parameters|"
    r"pre-?train|training data|"
    r"人工知能|機械学習|深層学習|(?:言語|基盤|生成|新|次期|推論|公開|最上位|最先端)モデル|モデルを(?:公開|開発|無償)|"
    r"モデルの?公開|オープン(?:ソース|ウェイト|モデル)|重み(?=[をのはがとや」]|$)|チャットボット|パラメータ|学習データ|"
    r"事前学習",
    re.IGNORECASE,
)
_ACTS = re.compile(
    r"'s\b| (?:said|says|told|released?s?|launche[ds]|launches|announce[ds]?|plans?|unveil|open|publish|declined|argue|"
    r"wrote|trained|raised|hired|will|has|is|was|CEO|co-founder|founder|spokes)",
)
_LONGER_NAME = re.compile(r" [A-Z][a-z]")
# What may follow an abbreviation that stands for somebody; "the FAIR data principles" goes on with a noun.
_AFTER_ABBREVIATION = re.compile(
    r"$|[^\x00-\x7f]|[,.;:)\]'\"\n/]| \w+ed\b| (?:and|or|in|at|for|from|to|on|with|by|as|researchers|scientists)\b"
)
_ACTS_JA = re.compile(r"社|は|が|の|、|も|と|CEO|幹部|氏")
_AFTER_SMALL_WORD = re.compile(r"\b[a-z][a-z'-]*,? $")
_SENTENCE_START = re.compile(r"(?:^|[.!?:\n\"“”•|]\s*)$")


def keep_names(text: str, found: Sequence[Found], *, typed_by_user: bool) -> list[tuple[Found, Spelling, bool]]:
    """Those that are names, with the one spelling each is read as, and whether it is one only by its context."""
    anchors = {f.owners[0].company_id for f in found if _is_firm(f)}
    cues = None if all(map(_is_firm, found)) else _Cues(text, found)
    kept: dict[int, tuple[Found, Spelling, bool]] = {}
    # Products first: an accepted product is context for its company's ambiguous names.
    for demand in (Demand.NOTHING, Demand.TOPIC, Demand.CONTEXT, Demand.COMPANY):
        accepted: set[str] = set()
        for at, each in enumerate(found):
            if each.owners[0].demand is not demand:
                continue
            owner = _owner(text, each, anchors, cues, typed_by_user=typed_by_user)
            if owner:
                accepted.add(owner.company_id)
                kept[at] = (each, owner, not _is_firm(each))
        anchors |= accepted
    return [kept[at] for at in sorted(kept)]


def _is_firm(found: Found) -> bool:
    """Whether it names its company wherever it stands."""
    return len(found.owners) == 1 and found.owners[0].demand is Demand.NOTHING and not found.is_split


def _owner(text: str, found: Found, anchors: set[str], cues: "_Cues | None", *, typed_by_user: bool) -> Spelling | None:
    """The spelling that it is read as, or None where the context does not carry it."""
    known = [owner for owner in found.owners if owner.company_id in anchors]
    if len(known) == 1:
        return known[0]
    if len(found.owners) != 1 or found.is_split:
        return None
    owner = found.owners[0]
    if owner.demand is Demand.NOTHING or cues is None:
        return owner
    if typed_by_user:
        return owner if _is_asked_about(text, found, anchors, cues) else None
    if owner.demand is Demand.TOPIC:
        return owner if _is_plainly_a_product(text, found) or cues.count(found, _AROUND) else None
    if owner.demand is Demand.CONTEXT:
        return owner if _acts_in_the_industry(text, found, owner, cues) else None
    return None


def _is_plainly_a_product(text: str, found: Found) -> bool:
    """Written as no plain word is: with inner capitals, or with a version like `3.1`, `-2` or `4b` at its end."""
    surface = text[found.start : found.end]
    bare_number = found.version is not None and re.fullmatch(r" \d+", found.version)
    word = surface.rstrip("s")
    is_odd = surface.isascii() and word[1:] != word[1:].lower()
    return is_odd or (found.version is not None and not bare_number)


def _is_asked_about(text: str, found: Found, anchors: set[str], cues: "_Cues") -> bool:
    """In a question a name is believed sooner: where it is written as one, or the question names nobody else."""
    surface = text[found.start : found.end]
    written_as_name = not surface.islower() or not surface.isascii()
    if surface.isascii() and (found.start == 0 or _SENTENCE_START.search(text[max(found.start - 8, 0) : found.start])):
        written_as_name = written_as_name and not is_plain_word(surface)
    return written_as_name or found.version is not None or not anchors or cues.count(found, _AROUND) > 1


def _acts_in_the_industry(text: str, found: Found, owner: Spelling, cues: "_Cues") -> bool:
    """A clear AI context for a word listed as ambiguous, with nothing else in the text to hold on to."""
    surface = text[found.start : found.end]
    after = text[found.end : found.end + 16]
    near = cues.count(found, _NEAR)
    if not near:
        return False
    if re.fullmatch(r"[ァ-ヺー]+|[ぁ-ん]+", surface):
        return len(surface) > 2 and near >= 2 and bool(_ACTS_JA.match(after))
    if re.fullmatch(r"[A-Z][a-z]+", surface):
        return len(surface) > 2 and _is_capital_of_a_name(text, found, near)
    if re.fullmatch(r"[A-Z]{2}", surface):
        # 「MS、AI新モデルを発表」: headlines in Japanese shorten names so; in English two letters are too little.
        return bool(_ACTS_JA.match(after))
    if re.fullmatch(r"[A-Z]+", surface):
        return bool(_AFTER_ABBREVIATION.match(after) or _ACTS.match(after))
    return len(surface) > 2


def _is_capital_of_a_name(text: str, found: Found, near: int) -> bool:
    """Whether the capital is a name's, not that of a sentence's or a headline's first letters."""
    before = text[max(found.start - 40, 0) : found.start]
    after = text[found.end : found.end + 16]
    if _ACTS.match(after):
        return near >= 2 or after.startswith("'s") or not _SENTENCE_START.search(before)
    return bool(_AFTER_SMALL_WORD.search(before)) and not _LONGER_NAME.match(after)


class _Cues:
    """Where the text speaks of AI, outside the names themselves."""

    def __init__(self, text: str, found: Sequence[Found]) -> None:
        spans = [(f.start, f.full_end) for f in found]
        starts = [start for start, _ in spans]
        self._at: list[int] = []
        for match in _CUE.finditer(text):
            near = bisect_left(starts, match.start() + 1) - 1
            if near < 0 or spans[near][1] <= match.start():
                self._at.append(match.start())

    def count(self, found: Found, reach: int) -> int:
        """How many cues stand within `reach` characters of it."""
        return bisect_left(self._at, found.full_end + reach) - bisect_left(self._at, found.start - reach)
