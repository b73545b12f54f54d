"""Finds the names in a question: products with their versions, and names that nobody has taught us.

A name that the record does not hold is what decides most abstentions, so everything that looks like a name counts.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.answers.concepts import find_concepts
from bot.answers.lexicon import phrase, words
from bot.answers.record import Entry
from bot.domain.statement import Product
from bot.knowledge.companies import Mention

_SEGMENT = re.compile(r"[A-Za-z]+|\d+(?:\.\d+)*|[^\W\dA-Za-z_]+")
_GAP = r"[\s\-_‐‑–·・.]*"
_SIZE = re.compile(r"[\s\-]+(?:\d+(?:\.\d+)?[BbMmTt]|\d+(?:\.\d+)?x\d+[Bb])$")
_TRAILING_WORD = re.compile(
    r"[\s\-]+(?:pro|max|mini|nano|flash|preview|base|instruct|ultra|lite|plus|turbo|open|next|edge)$", re.IGNORECASE
)
_CLAUSE = re.compile(
    r"\bwhile\b|\bwhereas\b|\balthough\b|\bthough\b|\bunlike\b|\bbut\b|[;\n]|一方で?、?|ものの、?|が、|のに対し、?",
    re.IGNORECASE,
)
_QUALIFIER = re.compile(
    r"[\s\-]+(?:v?\d+(?:\.\d+)*[A-Za-z0-9]*|(?i:pro|max|mini|nano|flash|preview|base|instruct|ultra|lite|plus|turbo|small|medium"
    r"|large|super|air|coder|vision|think|thinking|omni|next|edge)(?![A-Za-z])"
    r"|Open(?![A-Za-z]|[ -](?:[Ss]ource|[Ww]eight)))"
    r"|(?<=[A-Za-z])\d+(?:\.\d+)*(?![\d年月日カヶか個社億万])"
    # Japanese names take their qualifier without a blank: 風見Mini.
    r"|(?<=[^\x00-\x7f])(?i:pro|max|mini|nano|flash|base|instruct|ultra|lite|plus|turbo|small|large)(?![A-Za-z])"
)
_LATIN_NAME = re.compile(r"[A-Za-z][A-Za-z0-9.&+]*(?:[-][A-Za-z0-9.]+)*")
_CAPITALISED = re.compile(
    r"(?<![A-Za-z0-9])(?:[A-Z][A-Za-z0-9.&+'’]*|[a-z]+[A-Z]\w*|[a-z]+-?\d[\w.]*)"
    # A full stop after a word ends the sentence, and the name with it; after an initial it does not.
    r"(?:(?<![a-z]{2}\.)[ \-](?:[A-Z][A-Za-z0-9.&+]*|\d+(?:\.\d+)*[A-Za-z]?)(?![\w]))*"
)
_KATAKANA_NAME = re.compile(r"[ァ-ヺー]{2,}(?:[・=＝][ァ-ヺー]{2,})+")


@dataclass(frozen=True, slots=True)
class NamedThing:
    """A name in the question, with what finds it in a statement."""

    surface: str
    start: int
    end: int
    patterns: tuple[re.Pattern[str], ...]
    """From the most exact to the least; the next is tried where one finds nothing."""
    owner: str | None = None
    """The company that the product belongs to, where it is a known product."""
    is_versioned: bool = False
    family: str = ""
    """The product's listed name."""
    loose: re.Pattern[str] | None = None
    """What finds the family that it belongs to; for where its terms of use are its family's."""


def read_products(text: str, mentions: Sequence[Mention]) -> list[NamedThing]:
    """The products among the mentions, each with all of its version as the question writes it."""
    things = []
    for mention in mentions:
        product = mention.product or _as_product(mention)
        if product is None:
            continue
        end = _extend(text, mention.end)
        surface = text[mention.start : end].strip()
        tail = text[mention.end : end]
        forms = [surface, *(f"{name} {mention.version or ''}{tail}" for name in (product.name, product.name_ja))]
        things.append(
            NamedThing(
                surface,
                mention.start,
                end,
                _patterns(forms),
                owner=mention.company_id,
                is_versioned=bool(re.search(r"\d", surface)),
                family=product.name,
                loose=_loose(surface),
            )
        )
    return things


def _as_product(mention: Mention) -> Product | None:
    """A short form that names a model of the company (`K3`), where the record lists it as a spelling of the company."""
    is_model = mention.is_ambiguous and re.fullmatch(r"[A-Za-z]{1,4}\d[\w.]*", mention.surface)
    return Product(mention.surface, mention.surface) if is_model else None


def read_other_names(text: str, taken: Iterable[tuple[int, int]], *, is_japanese: bool) -> list[NamedThing]:
    """Names outside the `taken` spans: Latin words in Japanese, capitalised or numbered words in English."""
    blanked = blank(text, taken)
    found: list[tuple[int, str]] = []
    if is_japanese:
        found += _latin_in_japanese(blanked)
        found += [(match.start(), match.group()) for match in _KATAKANA_NAME.finditer(blanked)]
    else:
        found += _capitalised(blanked)
    return [named_thing(name, start) for start, name in found]


def named_thing(name: str, start: int) -> NamedThing:
    """A name that no list has, as the question writes it from `start` on."""
    return NamedThing(name, start, start + len(name), _patterns([name]), is_versioned=bool(re.search(r"\d", name)))


def find_sibling(text: str, known: NamedThing, products: Sequence[Product]) -> NamedThing | None:
    """The other model of the family of `known` that a follow-up means by a part of its name: "the 40B?", 「4は？」."""
    family = _SEGMENT.findall(known.family)
    found: list[tuple[int, int, Product]] = []
    for product in products:
        segments = _SEGMENT.findall(product.name)
        if not family or segments[:1] != family[:1] or product.name == known.family:
            continue
        shared = sum(1 for mine, theirs in zip(segments, family, strict=False) if mine == theirs)
        for tail in (segments[1:], segments[-1:] if len(segments) > 1 else []):
            part = _GAP.join(re.escape(segment) for segment in tail)
            if part and re.search(rf"(?<![A-Za-z0-9.]){part}(?![A-Za-z0-9]|\.\d)", text, re.IGNORECASE):
                found.append((len(tail), shared, product))
    if not found:
        return None
    product = max(found, key=lambda one: one[:2])[2]
    surface, is_versioned = product.name, bool(re.search(r"\d", product.name))
    patterns = _patterns([product.name, product.name_ja])
    return NamedThing(surface, 0, 0, patterns, owner=known.owner, is_versioned=is_versioned, family=product.name)


_PAIRED_AFTER = re.compile(r"(?:と|や|、|対)([ァ-ヺー]{3,}(?:AI|社)?)(?=[、はのをとがで,]|では|、どちら)")
_PAIRED_BEFORE = re.compile(r"([ァ-ヺー]{3,})(?:社)?(?:と|や|対)$")


def read_paired_names(text: str, mentions: Sequence[Mention], taken: Iterable[tuple[int, int]]) -> list[NamedThing]:
    """Katakana names side by side with a known one (「アクメとベータ」), which nothing else shows to be names."""
    spans = list(taken)
    found = []
    for mention in mentions:
        after = _PAIRED_AFTER.match(text, mention.end)
        before = _PAIRED_BEFORE.search(text[: mention.start])
        for match in (after, before):
            if match is None or any(start < match.end(1) and match.start(1) < end for start, end in spans):
                continue
            name = match.group(1)
            if name not in words("generic_ja") and not find_concepts(name):
                found.append(NamedThing(name, match.start(1), match.end(1), _patterns([name])))
    return found


def blank(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """`text` with line breaks in place of the spans, so that positions stay and nothing grows together."""
    characters = list(text)
    for start, end in spans:
        characters[start:end] = "\n" * (end - start)
    return "".join(characters)


def find_named(thing: NamedThing, entries: Sequence[Entry]) -> list[Entry]:
    """The entries that speak of the thing, by the most exact pattern that finds any; itself before its variants."""
    for pattern in thing.patterns:
        hits = [entry for entry in entries if pattern.search(entry.text)]
        if hits:
            exact = [entry for entry in hits if _is_exact(pattern, entry.text)]
            return exact or hits
    return []


def _is_exact(pattern: re.Pattern[str], text: str) -> bool:
    """Whether the name stands there without a further qualifier that would make it another model."""
    return any(not _VARIANT.match(text, match.end()) for match in pattern.finditer(text))


_VARIANT = re.compile(
    r"[\s\-](?:\d+(?:\.\d+)*(?![\d年月日]|\s*(?:weights|models?|and|license|licence))(?![A-Za-z0-9])"
    r"|(?:Pro|Max|Mini|Nano|Flash|Ultra|Lite|Turbo|Small|Medium|Large|Super|Air|Coder|Vision|Thinking|Omni|Edge|Open|Plus)(?![A-Za-z]))"
    r"|・(?:プロ|マックス|ミニ|ナノ|フラッシュ|ウルトラ|ライト|ターボ|スモール|ミディアム|ラージ|スーパー|エア|コーダー"
    r"|ビジョン|エッジ|プラス|ネクスト|オムニ)(?![ァ-ヺー])"
)


def _extend(text: str, end: int) -> int:
    while match := _QUALIFIER.match(text, end):
        end = match.end()
    return end


def _patterns(forms: Iterable[str]) -> tuple[re.Pattern[str], ...]:
    """Two steps: the name as it stands or by its version alone (`K3` for `Kimi K3`), then without its size (`70B`)."""
    exact: list[str] = []
    sizeless: list[str] = []
    for form in forms:
        exact += _with_short(form)
        shorter = _SIZE.sub("", form)
        if shorter != form:
            sizeless += _with_short(shorter)
    return tuple(pattern for step in (exact, sizeless) if (pattern := _any_of(step)) is not None)


def _with_short(form: str) -> list[str]:
    last = re.split(r"[\s\-]", form.strip())[-1]
    is_short = last != form and re.fullmatch(r"[A-Za-z]{1,3}\d[A-Za-z0-9.]*", last)
    return [form, last] if is_short else [form]


def _loose(surface: str) -> re.Pattern[str] | None:
    """The family's name, for a thing without a version: `Solar` for `Solar Open 100B`."""
    family = _SIZE.sub("", surface)
    while match := _TRAILING_WORD.search(family):
        family = family[: match.start()]
    return None if family == surface or re.search(r"\d", family) else _any_of([family])


def _any_of(forms: Sequence[str]) -> re.Pattern[str] | None:
    bodies = dict.fromkeys(body for form in forms if (body := _body(form)))
    return re.compile("|".join(bodies), re.IGNORECASE) if bodies else None


def is_subject(thing: NamedThing, entry: Entry) -> bool:
    """Whether a summary names the thing before another of its family: not in `K2.5 kept the licence of K2`."""
    if not thing.is_versioned:
        return True
    family = _SEGMENT.findall(thing.family)[:1]
    for summary in entry.statement.summary.values():
        for pattern in thing.patterns:
            match = pattern.search(summary)
            if match and not (family and family[0].casefold() in summary[: match.start()].casefold()):
                return True
    return False


def is_denied(thing: NamedThing, entry: Entry) -> bool:
    """Whether the entry names the thing only to say that it is not open: "while its flagship stayed closed"."""
    clauses = [c for c in _CLAUSE.split("\n".join(entry.statement.summary.values())) if c]
    naming = [clause for clause in clauses if any(pattern.search(clause) for pattern in thing.patterns)]
    return bool(naming) and all(phrase("clause_closed").search(clause) for clause in naming)


def _body(form: str) -> str:
    segments = _SEGMENT.findall(form)
    if not segments:
        return ""
    body = _GAP.join(re.escape(segment) for segment in segments)
    before = r"(?<![ァ-ヺー])" if _is_kana(segments[0]) else r"(?<![A-Za-z0-9.])"
    if _is_kana(segments[-1]):
        return before + body + r"(?![ァ-ヺー])"
    # A version goes on after its point, and `3` is not `3.1`; a name without one stands for all its versions.
    version_ends = r"|\.\d" if segments[-1][-1].isdigit() else ""
    return before + body + rf"(?:'s)?(?![A-Za-z0-9]{version_ends})"


def _is_kana(segment: str) -> bool:
    return "ァ" <= segment[0] <= "ヺ"


def _latin_in_japanese(text: str) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    for match in _LATIN_NAME.finditer(text):
        word = match.group().rstrip(".")
        if word.lower() in words("common_names") or (len(word) == 1 and not re.match(r"[\s\-]\d", text[match.end() :])):
            continue
        end = _extend(text, match.end())
        if found and text[found[-1][0] + len(found[-1][1]) : match.start()] == " ":
            start = found[-1][0]
            found[-1] = (start, text[start:end])
        else:
            found.append((match.start(), text[match.start() : end]))
    return found


def _capitalised(text: str) -> list[tuple[int, str]]:
    written = re.findall(r"[A-Za-z][\w'’-]*", text)
    if len(written) > 4 and sum(word[0].isupper() for word in written) > 0.7 * len(written):
        return []  # a headline in capitals: case says nothing
    found = []
    for match in _CAPITALISED.finditer(text):
        start, name = _trim(match.start(), match.group())
        if name and not _only_begins(text, start, name):
            found.append((start, text[start : _extend(text, start + len(name))]))
    return found


def _trim(start: int, name: str) -> tuple[int, str]:
    """The name without common words at its ends: `Did Foo` is `Foo`."""
    parts = re.sub(r"(?:['’]s|[.'’])+$", "", name).split(" ")
    while parts and _is_common(parts[0]):
        start += len(parts[0]) + 1
        parts = parts[1:]
    while parts and _is_common(parts[-1]):
        parts = parts[:-1]
    trimmed = " ".join(parts)
    return (start, trimmed) if len(trimmed) > 1 and not _is_common(trimmed) else (start, "")


def _is_common(word: str) -> bool:
    return word.lower().strip(".'’") in words("common_names")


def _only_begins(text: str, start: int, name: str) -> bool:
    """Whether it is one plain word at the beginning of a sentence, which has its capital from there."""
    if not re.fullmatch(r"[A-Z][a-z]+", name) or text[start + len(name) : start + len(name) + 2] in ("'s", "’s"):
        return False
    return not re.search(r"[^\s.?!\"“:]\s*$", text[:start]) or bool(re.search(r"[.?!:]\s*$", text[:start]))
