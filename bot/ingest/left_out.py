"""Puts back the paragraphs of an article that its extractor left out although they stand among those that it took.

An extractor judges each paragraph by itself, so an opening behind a picture, a line of bare text between two paragraphs
or one with many links goes missing. What surrounds it knows better: text under the same parent, written in the same
kind of element, is the same article.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate

from lxml import etree

from bot.ingest.plain_text import BLOCKS, paragraphs
from bot.ingest.weight import weight

LEAST_WEIGHT = 50
"""Below that a block is a label, a credit or a share bar's word."""
_LEAST_KEY = 16
"""Letters from which a line tells itself apart from others."""
_LEAST_POINT = 12
_IN_LISTS = ("li", "dd", "dt")
_MOST_BLOCKS = 3_000
_MOST_TEXT = 100_000
_LEAST_SHARE = 0.2
"""Part of the taken text under one parent from which that parent is one of the article's body."""
_LINKS = 0.35
"""Share of linked text above which a block leads elsewhere instead of telling something."""

_SKIPPED = {
    "script", "style", "noscript", "template", "svg", "math", "head", "nav", "aside", "footer", "form", "figure",
    "figcaption", "button", "select", "textarea", "iframe", "object", "audio", "video", "rt", "rp",
}  # fmt: skip
_FURNITURE = re.compile(
    r"caption|credit|byline|author|related|recommend|share|social|promo|newsletter|subscri|signup|copyright|disclaim"
    r"|comment|advert|sponsor|breadcrumb|tags?\b|topics?\b|footer|pager|cookie|legal|hidden",
    re.IGNORECASE,
)
"""In the class or id of a block: what it is by its maker's own words."""
_ASIDE = re.compile(
    r"""\W*(?:(?:read|see|watch|listen|more|related|also|photos?|video|image|credit|source|follow|sign\ up
        |subscribe|click
    |share|copyright|©|advertisement|this\ (?:article|story|post)\ (?:was|is|has|originally|appeared)|updated?
        |correction
    |published|posted|filed\ under|tags?)\b|関連|あわせて|続きを|写真|画像|提供|出典|広告|更新)""",
    re.IGNORECASE | re.VERBOSE,
)
"""How a line begins that speaks of the page or points away from it."""
_SENTENCE = re.compile(r"[.!?。！？…][\s\"'”’」』）)\]]*$")
_NOT_A_WORD = re.compile(r"[\W_]+")


@dataclass
class _Block:
    parent: "etree._Element"
    kind: tuple[str, str]
    """Tag and class of the element; ("", "") for text that stands in the parent itself."""
    pieces: list[str] = field(default_factory=list)
    linked: int = 0

    @cached_property
    def text(self) -> str:
        return paragraphs("".join(self.pieces))

    @cached_property
    def key(self) -> str:
        return _key(self.text)


def with_left_out(root: "etree._Element", text: str) -> str:
    """`text`, taken from the page `root`, with what it lacks of the same body, in the page's order.

    A paragraph of which only a part was taken is there whole, and so are paragraphs that stand among taken ones.
    """
    if not text or len(text) > _MOST_TEXT:
        return text
    taken = _Taken(text.split("\n"))
    blocks = list(_blocks(root))
    places = [taken.place_of(block) for block in blocks]
    bodies = _bodies(blocks, places)
    of_body = [place is not None and block.parent in bodies for block, place in zip(blocks, places, strict=True)]
    kinds = {(block.parent, block.kind) for block, is_of in zip(blocks, of_body, strict=True) if is_of}
    last = max((number for number, is_of in enumerate(of_body) if is_of), default=-1)
    after = -1
    for block, place, is_of in zip(blocks[: last + 1], places, of_body, strict=False):
        if is_of and place is not None:
            after = max(after, place)
        elif place is None and block.parent in bodies and _is_alike(block, kinds) and _tells(block):
            taken.put(after, block.text)
    return taken.text()


class _Taken:
    """The lines that were taken; finds blocks of the page among them whatever the white space between words."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = list(lines)
        self._keys = [_key(line) for line in lines]
        self._whole = "".join(self._keys)
        self._ends = list(accumulate(map(len, self._keys)))
        self._whole_lines = set(self._keys)
        self._added: dict[int, list[str]] = {}

    def place_of(self, block: _Block) -> int | None:
        """Number of the line in which the block ends, or None. Lines that are parts of it make room for all of it."""
        key = block.key
        if len(key) < _LEAST_KEY:
            return self._keys.index(key) if key in self._whole_lines else None
        start = self._whole.find(key)
        if start >= 0:
            return bisect_left(self._ends, start + len(key))
        return self._complete(block)

    def _complete(self, block: _Block) -> int | None:
        parts = [number for number, key in enumerate(self._keys) if len(key) >= _LEAST_KEY and key in block.key]
        if not parts or not _tells(block) or parts != list(range(parts[0], parts[-1] + 1)):
            return None
        self._lines[parts[0]] = block.text
        for number in parts:
            self._lines[number] = block.text if number == parts[0] else ""
        return parts[-1]

    def put(self, after: int, text: str) -> None:
        """`text` stands after that line from now on; -1 is before the first."""
        self._added.setdefault(after, []).append(text)

    def text(self) -> str:
        whole = [*self._added.get(-1, [])]
        for number, line in enumerate(self._lines):
            whole += [line, *self._added.get(number, [])]
        return "\n".join(line for line in whole if line)


def _key(text: str) -> str:
    return _NOT_A_WORD.sub("", text).lower()


def _is_alike(block: _Block, kinds: Collection[tuple["etree._Element", tuple[str, str]]]) -> bool:
    """Whether taken text of the same parent is written in the same kind of element; bare text needs no likeness."""
    return block.kind[0] in ("", *_IN_LISTS) or (block.parent, block.kind) in kinds


def _bodies(blocks: Sequence[_Block], places: Sequence[int | None]) -> set["etree._Element"]:
    """The elements right under which a fair part of the taken text stands, several blocks of it."""
    weights: Counter[etree._Element] = Counter()
    counts: Counter[etree._Element] = Counter()
    for block, place in zip(blocks, places, strict=True):
        if place is not None:
            weights[block.parent] += weight(block.text)
            counts[block.parent] += 1
    whole = sum(weights.values())
    return {one for one, heavy in weights.items() if heavy >= whole * _LEAST_SHARE and counts[one] > 1}


def _tells(block: _Block) -> bool:
    """Whether it reads like a part of the article: whole sentences, or a list's point that leads nowhere."""
    text = block.text
    if block.linked > sum(map(len, block.pieces)) * _LINKS or _FURNITURE.search(block.kind[1]) or _ASIDE.match(text):
        return False
    if block.kind[0] in _IN_LISTS:
        return block.linked == 0 and weight(text) >= _LEAST_POINT
    return weight(text) >= LEAST_WEIGHT and bool(_SENTENCE.search(text))


def _blocks(root: "etree._Element") -> Iterator[_Block]:
    """The page's blocks of text in its order, each with the element that holds it; a walk without recursion."""
    walk = _Walk()
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if not isinstance(element.tag, str) or walk.skips(event, element):
            continue
        if (ended := walk.step(event, element)) is not None:
            yield ended
        if walk.count >= _MOST_BLOCKS:
            return
    if walk.current is not None and walk.current.text:
        yield walk.current


class _Walk:
    """Where the walk through the page stands."""

    def __init__(self) -> None:
        self.current: _Block | None = None
        self.count = 0
        self._stack: list[etree._Element] = []
        self._skipping: etree._Element | None = None
        self._links = 0

    def skips(self, event: str, element: "etree._Element") -> bool:
        """Whether the element is one whose text nobody reads; what stands behind it counts again."""
        if self._skipping is not None:
            if event == "end" and element is self._skipping:
                self._skipping = None
                self._write(element.tail)
            return True
        if event == "start" and element.tag in _SKIPPED:
            self._skipping = element
            return True
        return False

    def step(self, event: str, element: "etree._Element") -> _Block | None:
        """Take the element's beginning or end in; returns the block that it closes."""
        is_block = element.tag in BLOCKS and element.tag != "br"
        ended = self._close() if is_block else None
        if event == "start":
            self._links += element.tag == "a"
            if is_block:
                self._stack.append(element)
            if element.tag == "br" and self.current is not None:
                self.current.pieces.append("\n")
            self._write(element.text)
        else:
            self._links -= element.tag == "a"
            if is_block and self._stack:
                self._stack.pop()
            self._write(element.tail)
        return ended

    def _close(self) -> _Block | None:
        ended, self.current = self.current, None
        if ended is None or not ended.text:
            return None
        self.count += 1
        return ended

    def _write(self, text: str | None) -> None:
        if not text or not self._stack or (self.current is None and not text.strip()):
            return
        if self.current is None:
            self.current = _open(self._stack)
        self.current.pieces.append(text.replace("\n", " "))
        self.current.linked += len(text) if self._links else 0


def _open(stack: Sequence["etree._Element"]) -> _Block:
    """A block in the innermost element: of what holds that where it is a paragraph or in a list, else bare text."""
    inner = stack[-1]
    kind = (inner.tag, f"{inner.get('class') or ''} {inner.get('id') or ''}".strip())
    if inner.tag in ("li", "dd", "dt") and len(stack) > 2:
        return _Block(stack[-3], kind)
    if inner.tag in ("p", "blockquote", "pre", "h2", "h3", "h4") and len(stack) > 1:
        return _Block(stack[-2], kind)
    return _Block(inner, ("", ""))
