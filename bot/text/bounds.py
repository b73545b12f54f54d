"""On which side of an amount the truth lies, by the words around it: more than, nearly, 未満, 以上."""

import re
from enum import StrEnum


class Bound(StrEnum):
    """Where the truth lies against the value told."""

    EXACT = "exact"
    ABOUT = "about"
    OVER = "over"
    AT_LEAST = "at least"
    UNDER = "under"
    UP_TO = "up to"
    NEARLY = "nearly"

    @property
    def direction(self) -> int:
        return _DIRECTIONS[self]


_DIRECTIONS = {
    Bound.EXACT: 0, Bound.ABOUT: 0, Bound.OVER: 1, Bound.AT_LEAST: 1, Bound.UNDER: -1, Bound.UP_TO: -1,
    Bound.NEARLY: -1,
}  # fmt: skip


_BOUNDS_BEFORE = (
    (
        Bound.UP_TO,
        (
            r"no more than|not more than|at most|as (?:much|many|high) as|up to|within|maximum of|最長|最大で?|"
            r"最高で?|上限(?:は|を)?|"
            r"capped at|at up to"
        ),
    ),
    (
        Bound.AT_LEAST,
        (
            r"as little as|as few as|最短|no fewer than|no less than|not less than|at least|minimum of|"
            r"少なくとも|最低でも?|最低"
        ),
    ),
    (
        Bound.OVER,
        (
            r"more than|over|above|exceed(?:s|ed|ing)?|upwards of|in excess of|north of|beyond|topp?(?:s|ed|ing)|"
            r"pass(?:es|ed|ing)|cross(?:es|ed|ing)|greater than|surpass(?:es|ed|ing)?"
        ),
    ),
    (Bound.UNDER, r"less than|fewer than|under|below|short of|lower than|younger than|smaller than"),
    (Bound.NEARLY, r"nearly|almost|close to|just under|ほぼ|近く"),
    (
        Bound.ABOUT,
        (
            r"about|around|roughly|approximately|some|an estimated|estimated|circa|somewhere around|約|およそ|"
            r"おおよそ|ざっと|推定|計"
        ),
    ),
)
_BOUNDS_AFTER = (
    (Bound.UNDER, r"未満|弱|足らず|を下回|に(?:は)?満たな|を?切(?:る|っ)"),
    (Bound.UP_TO, r"以下|以内|まで(?!に|の間|の予定)|が上限|を上限|\sor (?:less|fewer|below|under)\b|\sat most\b"),
    (Bound.OVER, r"(?:を|が)?超(?!え?ない)|を上回|を?越え|余り|余(?=の|人|社|り)|強(?!化|い|制)|\splus\b(?! or)|\+"),
    (Bound.AT_LEAST, r"以上|に上(?:る|った|り)|\sor (?:more|above|older|over)\b|\sat least\b|\sand (?:above|over)\b"),
    (Bound.NEARLY, r"近く|近い|弱"),
    (Bound.ABOUT, r"程度|ほど|前後|くらい|ぐらい|規模|\sor so\b"),
)  # fmt: skip
_BEFORE_ALL = [
    (bound, re.compile(rf"(?:\b|(?<=[^a-z]))(?:{words})\s?(?:the\s|its\s|a\s|年|月額?で?|年間で?)?\Z"))
    for bound, words in _BOUNDS_BEFORE
]
_AFTER_ALL = [(bound, re.compile(words)) for bound, words in _BOUNDS_AFTER]
_COUNTED = r"(?:の(?!上|下|間))?[一-龥ァ-ヶー]{0,5}?"
_AFTER_COUNTED = [(bound, re.compile(_COUNTED + rf"(?:{words})")) for bound, words in _BOUNDS_AFTER[:4]]


def bound_of(normal: str, start: int, end: int) -> tuple[Bound, int]:
    """The bound told around `normal[start:end]`, and where the whole phrase begins."""
    window = normal[max(0, start - 28) : start]
    for bound, pattern in _BEFORE_ALL:
        if found := pattern.search(window):
            shift = len(window) - found.start()
            if bound is Bound.ABOUT:
                after = _bound_after(normal, end)
                return (after if after is not Bound.EXACT else bound), start - shift
            return bound, start - shift
    return _bound_after(normal, end), start


def _bound_after(normal: str, end: int) -> Bound:
    for bound, pattern in _AFTER_ALL:
        if pattern.match(normal, end):
            return bound
    for bound, pattern in _AFTER_COUNTED:
        if pattern.match(normal, end):
            return bound
    return Bound.EXACT
