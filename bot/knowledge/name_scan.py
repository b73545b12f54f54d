"""Finds every stretch of a text that reads like a known spelling: one pass, longest first, no judgement of context."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.knowledge.name_rules import case_fits, is_like_a_thing, is_split_before_noun, stands_alone
from bot.knowledge.spellings import Demand, Spelling, is_plain_word
from bot.knowledge.widths import Plain

_Node = dict[str, Any]
_SPELLINGS, _GAP = "spellings", "gap"  # keys longer than one character never meet a letter of a text

_COUNTRIES = frozenset("米英仏独伊加中韓印日")
_GAPS = frozenset(" -・_'")
_RUN = re.compile(r"[a-z0-9\u00c0-\u024f]+|[ァ-ヺー]+|[\u3400-\u9fff々〆]+|[\uac00-\ud7a3]+|[ぁ-ん]+")
_FREE_START = re.compile(r"[\u3400-\u9fffぁ-ん]")
_WEB_ADDRESS = re.compile(r"https?://[^\s<>「」（）、。\"']+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}\.[\w.]+", re.ASCII)
_CAMEL = re.compile(r"(?<=[A-Za-z][a-z])(?=[A-Z]{2}|[A-Z][a-z])|(?<=[A-Za-z]{3})(?=\d)")
_SCRIPT_CHANGE = re.compile(r"(?<=[ァ-ヺー\u3400-\u9fff])(?=[A-Za-z0-9])|(?<=[A-Za-z])(?=[ァ-ヺ])")
# A version belongs to the name before it: "Llama 4", "GPT-5.2", but not "Llama 4月" or "Gemini 2 million".
_VERSION = re.compile(
    r"[ -]?(?:[vVkKrRmM]-?)?(?!(?:19|20)\d\d(?![.\d]))\d{1,3}(?:\.\d{1,2}){0,2}(?:[A-Za-z]{1,2}(?![A-Za-z]))?(?![.]?\d)"
    r"(?!\s*(?:[年月日%億万兆人社件時分秒円つ個回位割倍]|か[月国所]|カ[月国]|ドル|(?:m|b|tr)illion|percent|per cent|"
    r"users|people|years|months|days|companies|models))"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch that reads like a spelling; several companies may own the spelling when it is ambiguous."""

    start: int
    end: int
    """Without the version."""
    version: str | None
    owners: tuple[Spelling, ...]
    """Spellings of the same firmness, at most one per company."""
    is_split: bool
    """It may as well be two words (`Open AI models`)."""

    @property
    def full_end(self) -> int:
        return self.end + len(self.version or "")


class NameScan:
    """The spellings as a tree of letters. Building it takes milliseconds; scanning is linear in the text."""

    def __init__(self, spellings: Sequence[Spelling]) -> None:
        self._root: _Node = {}
        for spelling in spellings:
            self._add(spelling)

    def _add(self, spelling: Spelling) -> None:
        plain = Plain(spelling.text)
        breaks = {m.start() for pattern in (_CAMEL, _SCRIPT_CHANGE) for m in pattern.finditer(plain.text)}
        node = self._root
        for at, letter in enumerate(plain.lowered):
            if letter in _GAPS:
                node[_GAP] = True
                continue
            if at in breaks:
                node[_GAP] = True
            node = node.setdefault(letter, {})
        node.setdefault(_SPELLINGS, []).append(spelling)

    def find(self, plain: Plain, *, typed_by_user: bool) -> Iterator[Found]:
        """The stretches from left to right, never overlapping."""
        text, lowered = plain.text, plain.lowered
        addresses = [m.span() for m in _WEB_ADDRESS.finditer(text)] if "://" in text or "@" in text else []
        done = next_address = 0
        for run in _RUN.finditer(lowered):
            start, end = run.span()
            starts = range(start, end) if _FREE_START.match(lowered, start) else (start,)
            for at in starts:
                if at < done or lowered[at] not in self._root:
                    continue
                found = self._at(text, lowered, at, typed_by_user=typed_by_user)
                while next_address < len(addresses) and addresses[next_address][1] <= at:
                    next_address += 1
                in_address = next_address < len(addresses) and addresses[next_address][0] <= at
                if found and not in_address:
                    yield found
                    done = found.full_end

    def _at(self, text: str, lowered: str, start: int, *, typed_by_user: bool) -> Found | None:
        found = self._longest_at(text, lowered, start, typed_by_user=typed_by_user)
        if found and text[start] in _COUNTRIES:
            # 「米メタ」 may be listed and 「メタ・プラットフォームズ」 too; together they are one name.
            longer = self._longest_at(text, lowered, start + 1, typed_by_user=typed_by_user)
            if longer and longer.end > found.end and longer.owners[0].company_id == found.owners[0].company_id:
                return replace(longer, start=start)
        return found

    def _longest_at(self, text: str, lowered: str, start: int, *, typed_by_user: bool) -> Found | None:
        for end, spellings in reversed(self._walk(lowered, start)):
            fitting = [s for s in spellings if _fits(s, text, start, end, typed_by_user=typed_by_user)]
            if fitting:
                return _found(fitting, text, start, end)
        return None

    def _walk(self, lowered: str, start: int) -> list[tuple[int, list[Spelling]]]:
        """The ends of all spellings that begin at `start`, shortest first."""
        ends: list[tuple[int, list[Spelling]]] = []
        node, at, length = self._root, start, len(lowered)
        while at < length:
            following = node.get(lowered[at])
            if following is None:
                if not (_GAP in node and lowered[at] in _GAPS and at + 1 < length):
                    break
                following = node.get(lowered[at + 1])
                if following is None:
                    break
                at += 1
            node = following
            at += 1
            if _SPELLINGS in node:
                ends.append((at, node[_SPELLINGS]))
        return ends


def _fits(spelling: Spelling, text: str, start: int, end: int, *, typed_by_user: bool) -> bool:
    surface = text[start:end]
    if not stands_alone(text, start, end, is_product=spelling.product is not None):
        return False
    if not case_fits(spelling.text, surface, any_case=typed_by_user):
        return False
    if is_plain_word(spelling.text) and is_like_a_thing(text, end):
        return False
    # "… command a system": an article, not the end of a name.
    return not surface.endswith(" a")


def _found(spellings: Sequence[Spelling], text: str, start: int, end: int) -> Found:
    firmest = min(spellings, key=lambda spelling: _FIRMNESS.index(spelling.demand)).demand
    owners = {s.company_id: s for s in reversed(spellings) if s.demand is firmest}
    version = None
    if any(owner.product for owner in owners.values()) and not text[end - 1].isdigit():
        match = _VERSION.match(text, end)
        version = match[0] if match else None
    is_split = any(is_split_before_noun(text, start, end, owner.text) for owner in owners.values())
    return Found(start, end, version, tuple(owners.values()), is_split)


_FIRMNESS = (Demand.NOTHING, Demand.TOPIC, Demand.CONTEXT, Demand.COMPANY)
