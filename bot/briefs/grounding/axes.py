"""What may be said one way or the other: where on such an axis a stretch of text stands, its denials counted in."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

_FILE = Path(__file__).parent / "words" / "axes.txt"
_DENIED_BEFORE_EN = re.compile(
    r"(?:\b(?:not(?! only| just| merely)|never|no(?! (?:more|fewer|less|later) than)|without|nobody|none|nothing"
    r"|neither|nor|hardly|cannot|unable to|fail(?:s|ed|ing)? to|refus\w+ to|declin(?:e|es|ed|ing) to|yet to|"
    r"(?:stop(?:s|ped|ping)? )?short of"
    r"|unlikely to"
    r"|lift(?:s|ed|ing)?|overturn\w*|revers\w+|repeal\w*|revok\w+|scrap(?:s|ped|ping)?|drop(?:s|ped|ping)?"
    r"|br(?:eak|eaks|oke|oken) off|call(?:s|ed)? off|cancel\w*|abandon\w*|shelv\w*|g[ai]ven? up|gives up|"
    r"halt\w*|suspend\w*|postpon\w*"
    r"|end(?:s|ed|ing)?|stop(?:s|ped|ping)?|ceas\w+|rul(?:e|es|ed|ing) out|den(?:y|ies|ied|ying)|avoid\w*)\b|n't\b)"
    r"(?:\s(?:be|been|being|was|were|is|are|has|have|had|yet|to|the|an?|any|its|their|his|her|this|that|all|of|for|in|on|it|which|caus\w+|them|on|result\w+"
    r"|plan\w*|inten\w+|consider\w*|want\w*|going|expect\w*|call\w*|ask\w*|seek\w*|agree\w*|decid\w*|talks|need|even"
    r"|will|would|can|could|may|should|must|more|longer|(?:told|order\w*|instruct\w*|requir\w*|forc\w*|urg\w*)(?:\s(?!to\b)\w+){1,3}|serious|having|that|establish\w*|found|proven?|confirm\w*|mak\w+|made|turn\w*|say\w*|said|commit\w*"
    r"|promis\w+|pledg\w+|with|up|formal|official|\w+ly))*\s?\Z",
    re.IGNORECASE,
)
_NO_THING_EN = re.compile(
    r"\b(?:not|never|nobody|none)(?: (?!only\b|just\b|but\b|and\b|that\b|say\b|said\b)\w+){1,2} \Z|n't(?: \w+){1,2} \Z|"
    r"\bno(?: \w+){1,3} (?:had|has|have|was|were|is|are|will)(?: be| been)? \Z|\bneither(?: \w+){1,2} (?:has |"
    r"have |had |was )?\Z|"
    r"\b(?:scrap|drop|lift|abolish|remov|waiv|axe|stop|end|ban)(?:s|es|e|ed|ped|ping|ing)?(?: \w+){1,2} \Z|"
    r"\b(?:bars|barred|barring|prohibit\w*|(?:rules|ruled|ruling) out)(?: \w+){1,2} \Z",
    re.IGNORECASE,
)
""""No copyright had been infringed"."""
_DENIED_AFTER_EN = re.compile(
    r"[^.,;:]{0,30}\b(?:(?:was|were|is|are|has been|have been|be)\s(?:\w+\s)?"
    r"(?:lifted|overturned|reversed|scrapped|repealed|denied|ruled out))\b",
    re.IGNORECASE,
)
_DENIED_AFTER_JA = re.compile(
    r"(?:(?!変え|変更|見直)[^、。]){0,12}?(?:(?<!しれ)(?<!なければなら)(?<!なくてはなら)(?<!に違い)(?<!少)(?<!せざるを得)(?<!だけで)(?<!だけでは)"
    r"(?:ない(?!か)|なかった|なく(?!ても|とも|なか)|なければ(?!なら)|ません)|(?<!なければなら)(?<!なくてはなら)(?<=[させわかたらばまがなじえけげ得出見来れてり])ず(?=、|に|。|と|$)|"
    r"拒否|拒[んむ]|断っ|断り|免れ|解消|見送|見合わせ|否定|解除|撤廃|取り消|覆|断念|(?:取り)?やめ|止め|停止|中止|打ち切|回避|求めていな)"
)
_NOUN_END = re.compile(r"[一-龥]\Z")
_COUNTED = re.compile(r"(?:は|が)?\s?\d|多数|少数|票|派")
"""Behind a word that is counted and tells nothing of the whole: 賛成22、反対4."""


@dataclass(frozen=True, slots=True)
class _Axis:
    name: str
    ways: tuple[tuple[re.Pattern[str], re.Pattern[str]], tuple[re.Pattern[str], re.Pattern[str]]]
    """(English, Japanese) of the one way, then of the other."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cue puts its text on one axis: +1 or -1, denials counted in; `cue` is where the cue begins."""

    axis: str
    sign: int
    cue: int


@lru_cache(maxsize=8192)
def places_on_axes(text: str, lang: str) -> tuple[Place, ...]:
    """At most one place for each axis. English that says both ways has none; of Japanese the last word counts."""
    is_japanese = lang in ("ja", "zh")
    found = []
    for axis in _axes():
        spans = [
            (match.start(), match.end(), sign)
            for sign, patterns in zip((1, -1), axis.ways, strict=True)
            for match in patterns[is_japanese].finditer(text)
            if not (is_japanese and _NOUN_END.search(match.group()) and _COUNTED.match(text, match.end()))
        ]
        places = [
            Place(axis.name, -sign if _is_denied(text, start, end, is_japanese=is_japanese) else sign, start)
            for start, end, sign in sorted(spans)
            if not any(s <= start and end <= e and e - s > end - start for s, e, _ in spans)
        ]
        if places and (is_japanese or len({place.sign for place in places}) == 1):
            found.append(places[-1])
    return tuple(found)


def _is_denied(text: str, start: int, end: int, *, is_japanese: bool) -> bool:
    """Two denials are none: "denies a plan to stop", 「やめる計画はない」."""
    is_denied = False
    if is_japanese:
        while denied := _DENIED_AFTER_JA.match(text, end):
            is_denied, end = not is_denied, denied.end()
        return is_denied
    before = text[max(0, start - 60) : start]
    while denied := _DENIED_BEFORE_EN.search(before):
        is_denied, before = not is_denied, before[: denied.start()]
    is_denied = is_denied or _NO_THING_EN.search(before) is not None
    return is_denied != (_DENIED_AFTER_EN.match(text, end) is not None)


@cache
def _axes() -> tuple[_Axis, ...]:
    found = []
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        name, *ways = cells_of(line)
        found.append(
            _Axis(
                name,
                ((english_words(ways[0]), japanese_words(ways[1])), (english_words(ways[2]), japanese_words(ways[3]))),
            )
        )
    return tuple(found)


def cells_of(line: str, bar: str = "|") -> list[str]:
    """What `bar` parts, but for bars within brackets, which belong to an expression."""
    cells, depth = [""], 0
    for letter in line:
        depth += (letter in "([{") - (letter in ")]}")
        if letter == bar and not depth:
            cells.append("")
        else:
            cells[-1] += letter
    return cells


def english_words(cell: str) -> re.Pattern[str]:
    words = [re.sub(r"(?<=\w)\*", r"\\w*", word) for word in cells_of(cell, ",")]
    return re.compile(rf"\b(?:{'|'.join(words)})(?!\w)", re.IGNORECASE)


def japanese_words(cell: str) -> re.Pattern[str]:
    return re.compile("|".join(cells_of(cell, ",")))
