"""Splits Japanese and English text into sentences without breaking quotes, brackets, numbers and abbreviations.

Every later step cites, ranks and checks single sentences, so half a quote here is a half quote in a brief.
"""

import re
from dataclasses import dataclass

_OPENERS = "「『（(［[〈《【〔“‘"
_CLOSERS = "」』）)］]〉》】〕”’"
_PAIRS = dict(zip(_CLOSERS, _OPENERS, strict=True))
_JA_ENDS = "。！？!?．"
_LATIN_ENDS = ".!?…"
_TRAILERS = _CLOSERS + "\"'"

# A bracket that never closes must not swallow the rest of the line.
_LONGEST_BRACKET = 400
_LONGEST_ABBREVIATION = 24

# How far rules look around a mark: more would make long lines cost their square.
_NEAR = 64
_DEEPEST = 40


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Titles and references are followed by what they name: a full stop after them never ends a sentence.
_BEFORE_A_NAME = _words(
    "mr mrs ms dr prof gen gov sen rep rev hon pres capt lt col sgt st mt ft messrs supt mx "
    "vs v no nos vol fig figs eq sec ch pp approx ca cf e.g i.e viz resp al art"
)
_BEFORE_A_NUMBER = _words("no nos vol fig figs eq sec ch pp art")
_MONTHS = _words("jan feb mar apr jun jul aug sep sept oct nov dec")
# Before these a sentence may end: whether it does shows in what follows.
_AMBIGUOUS = _MONTHS | _words(
    "inc corp ltd co llc plc bros jr sr etc dept univ assn est bn mn tn a.m p.m u.s u.k u.n e.u d.c u.s.a "
    "mon tue tues wed thu thur thurs fri sat sun ph.d m.d b.a m.a"
)
_OPENING_WORDS = _words(
    "the a an it its this that these those he she they we i you his her their our but and or so if in on at for "
    "from with as by when while after before however meanwhile still yet also both neither some many most all there "
    "here according last next one two no not what who why how shares analysts critics officials researchers "
    "executives investors under over since although though because despite unlike instead then now once earlier "
    "later separately"
)
_INITIALS = re.compile(r"(?:[A-Za-z]\.)*[A-Za-z]\Z")
_WORD_BEFORE = re.compile(r"[^\s(\[「『“\"'‘—–/,;:]*\Z")
_LIST_NUMBER = re.compile(r"\s*(?:\d{1,3}|[A-Za-z])\Z")
_BLANKS = re.compile(r"[^\S\n]+")
_JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
# 「…。」と述べた: the quote goes on into its own sentence.
_QUOTE_GOES_ON = re.compile(r"\s*[ぁ-ん、,，・（(をはがにのもでへ]")
# 「本当か？との声」: the question is an aside within its sentence.
_ASIDE = re.compile(r"[ぁ-ん]{0,2}(?:と|の|、)")
_CAPITALISED = re.compile(r"[\"'“‘(]?([A-Z][a-z]*)\b")
_SMALL_NAME = re.compile(r"[a-z]{1,2}[A-Z]")
_SOUND = re.compile(r"\w")
# "Is it done?" Doe asked: the quote's mark ends the quote only.
_SAID = re.compile(
    r"\s*(?:[A-Z][\w.'’-]*\s+|the\s+\w+\s+){0,4}(?:said|says|asked|asks|wrote|writes|told|added|replied|tweeted|posted)\b"
)


@dataclass(frozen=True, slots=True)
class SentenceSpan:
    """One sentence and where it stands: `text[start:end]` trimmed, blanks inside it as written."""

    start: int
    end: int
    text: str


def split_sentences(text: str, lang: str | None = None) -> list[str]:
    """The sentences of `text` in order, blanks collapsed; a newline always ends one.

    `lang` is a BCP 47 tag and only decides where the script does not: both sets of rules work on mixed text.
    """
    return [_BLANKS.sub(" ", span.text) for span in sentence_spans(text, lang)]


def sentence_spans(text: str, lang: str | None = None) -> list[SentenceSpan]:
    """As `split_sentences`, with each sentence's place in `text`."""
    spans: list[SentenceSpan] = []
    offset = 0
    for line in re.split(r"[\n\r\u2028\u2029]", text):
        start = 0
        for end in (*_ends(line, lang), len(line)):
            piece = line[start:end]
            if _SOUND.search(piece):
                left = offset + start + len(piece) - len(piece.lstrip())
                spans.append(SentenceSpan(left, offset + start + len(piece.rstrip()), piece.strip()))
            start = end
        offset += len(line) + 1
    return spans


def _ends(line: str, lang: str | None) -> list[int]:
    """Where in one line a sentence ends, the line's own end left out."""
    depth_until = _bracket_ends(line)
    ends: list[int] = []
    start = index = 0
    while index < len(line):
        if index in depth_until:
            # Whole brackets and quotes are one piece; what stands last in them may end the sentence around them.
            index = depth_until[index]
            end = index if _bracket_ends_sentence(line, index) else None
        else:
            end = _end_at(line, start, index, lang)
            index += 1
        if end is not None and end < len(line):
            ends.append(end)
            start = index = end
    return ends


def _bracket_ends(line: str) -> dict[int, int]:
    """For each outermost opening bracket or quote the index after its closing one."""
    spans: dict[int, int] = {}
    stack: list[tuple[str, int]] = []
    straight: int | None = None
    for index, character in enumerate(line):
        if character == '"':
            if straight is None:
                straight = index
            else:
                spans[straight] = index + 1
                straight = None
        elif character in _OPENERS:
            stack.append((character, index))
            del stack[:-_DEEPEST]
        elif character == "’" and line[index + 1 : index + 2].isalpha():
            continue  # an apostrophe
        elif character in _CLOSERS:
            _close(stack, spans, _PAIRS[character], index)
    return {start: end for start, end in spans.items() if end - start <= _LONGEST_BRACKET}


def _close(stack: list[tuple[str, int]], spans: dict[int, int], opener: str, index: int) -> None:
    for depth in range(len(stack) - 1, -1, -1):
        if stack[depth][0] == opener:
            spans[stack[depth][1]] = index + 1
            del stack[depth:]
            return


def _bracket_ends_sentence(line: str, after: int) -> bool:
    """Whether the sentence ends with the bracket that closed just before `after`."""
    last, closer = line[after - 2], line[after - 1]
    following = line[after : after + _NEAR]
    if closer in "」』）］】〉》〕" or _JAPANESE.match(following.lstrip()[:1]):
        ends = last == "。" or (last in "！？!?" and not _JAPANESE.match(following[:1]))
        return ends and closer in '」』”"' and not _QUOTE_GOES_ON.match(following)
    if last not in _LATIN_ENDS or (closer in ")]" and not _stands_alone(line, after)):
        return False
    return following[:1].isspace() and _begins_sentence(following.lstrip()) and not _SAID.match(following)


def _stands_alone(line: str, after: int) -> bool:
    """Whether the bracket that ends at `after` holds whole sentences: (It declined to comment.)"""
    opener = line.rfind("(" if line[after - 1] == ")" else "[", max(0, after - _LONGEST_BRACKET), after)
    before = line[max(0, opener - _NEAR) : opener].rstrip()
    return not before or before[-1] in '.!?"”'


def _end_at(line: str, start: int, index: int, lang: str | None) -> int | None:
    """The end of the sentence if the character at `index` ends it, its closing marks included."""
    character = line[index]
    if character in "。！？":
        return _japanese_end(line, index)
    if character == "．":
        # A full-width stop may be a decimal point: ３．５.
        return None if line[index + 1 : index + 2].isdigit() else _japanese_end(line, index)
    if character in _LATIN_ENDS:
        return _latin_end(line, start, index, lang)
    return None


def _latin_end(line: str, start: int, index: int, lang: str | None) -> int | None:
    character = line[index]
    end = index + 1
    while end < len(line) and line[end] in _LATIN_ENDS:
        end += 1
    while end < len(line) and line[end] in _TRAILERS and not _opens_quote(line, end):
        end += 1
    following = line[end : end + _NEAR]
    before = line[max(start, index - _NEAR) : index]
    if character in "!?" and _is_brand(before, following):
        return None
    if _JAPANESE.match(following[:1]):
        # Japanese follows without a blank: "決めた!そう" ends, "Inc.は" and "...と" do not.
        return end if character in "!?" and lang != "en" and not _ASIDE.match(following) else None
    if not following[:1].isspace():
        return None
    following = following.lstrip()
    if character == "." and line[index : index + 2] != ".." and _is_abbreviation(before, following):
        return None
    return end if _begins_sentence(following) else None


def _is_brand(before: str, following: str) -> bool:
    """Whether a mark after a Latin word in Japanese text is part of a name: Yahoo!ニュース."""
    return before[-1:].isascii() and before[-1:].isalpha() and _JAPANESE.match(following[:1]) is not None


def _japanese_end(line: str, index: int) -> int | None:
    end = index + 1
    while end < len(line) and line[end] in "。！？!?":
        end += 1
    while end < len(line) and line[end] in _CLOSERS:
        end += 1
    following = line[end : end + _NEAR]
    if line[end - 1] in _CLOSERS and _QUOTE_GOES_ON.match(following):
        return None
    if line[index] in "！？" and _ASIDE.match(following):
        return None
    return end


def _opens_quote(line: str, index: int) -> bool:
    """Whether the straight quote at `index` opens what follows rather than closing what went before."""
    return line[index] in "\"'" and line[index + 1 : index + 2].isalnum()


def _is_abbreviation(before: str, following: str) -> bool:
    """Whether a full stop after `before` belongs to its last word, seen from what follows."""
    if _LIST_NUMBER.fullmatch(before):
        return True
    match = _WORD_BEFORE.search(before)
    word = (match.group() if match else "").casefold()
    if not word or len(word) > _LONGEST_ABBREVIATION:
        return False
    if word in _BEFORE_A_NUMBER:
        return following[:1].isdigit()
    if word in _BEFORE_A_NAME:
        return True
    if word in _MONTHS and following[:1].isdigit():
        return True
    if word in _AMBIGUOUS or ("." in word and _INITIALS.fullmatch(word)):
        return not _opens_plainly(following)
    # A single capital is an initial ("J. Doe"), unless it names something: "Plan B. The".
    return len(word) == 1 and word.isalpha() and not _opens_plainly(following)


def _opens_plainly(following: str) -> bool:
    """Whether `following` begins as sentences do, not as the rest of a name does: with a plain word, capitalised."""
    word = _CAPITALISED.match(following)
    return word is not None and word.group(1).casefold() in _OPENING_WORDS


def _begins_sentence(following: str) -> bool:
    """Whether it can be a sentence's beginning: no small letter and no continuing punctuation."""
    first = following.lstrip("\"'“‘([「『")[:1]
    if not first:
        return True
    if first.islower():
        # Names such as iPhone and xAI begin small and yet begin sentences.
        return _SMALL_NAME.match(following) is not None
    return first not in ",;:)]–—-&"
