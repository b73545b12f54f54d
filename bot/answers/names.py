"""Finds the names in a question: products with their versions, and names that nobody has taught us.

A name that the record does not hold is what decides most abstentions, so everything that looks like a name counts.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.answers.record import Entry
from bot.knowledge.companies import Mention

_SEGMENT = re.compile(r"[A-Za-z]+|\d+(?:\.\d+)*|[^\W\dA-Za-z_]+")
_GAP = r"[\s\-_‐‑–·・]*"
_VERSIONED = re.compile(r"[A-Za-z]+\d[\w.]*|\d[\w.]*")
_SIZE = re.compile(r"[\s\-]+(?:\d+(?:\.\d+)?[BbMmTt]|\d+(?:\.\d+)?x\d+[Bb])$")
_QUALIFIER = re.compile(
    r"[\s\-]+(?:v?\d+(?:\.\d+)*[A-Za-z]?\w*|(?i:pro|max|mini|nano|flash|preview|base|instruct|ultra|lite|plus|turbo|small|medium"
    r"|large|super|air|coder|vision|think|thinking|omni|next|edge|open)(?![A-Za-z]))"
    r"|(?<=[A-Za-z])\d+(?:\.\d+)*(?![\d年月日カヶか個社億万])"
)
_LATIN_NAME = re.compile(r"[A-Za-z][A-Za-z0-9.&+]*(?:[-][A-Za-z0-9.]+)*")
_CAPITALISED = re.compile(
    r"(?<![A-Za-z0-9])(?:[A-Z][A-Za-z0-9.&+'’]*|[a-z]+[A-Z]\w*|[a-z]+-?\d[\w.]*)(?:[ \-](?:[A-Z][A-Za-z0-9.&+]*|\d+(?:\.\d+)*[A-Za-z]?)(?![\w]))*"
)
_KATAKANA_NAME = re.compile(r"[ァ-ヺー]{2,}(?:[・=＝][ァ-ヺー]{2,})+")

# Names of things that everybody speaks of; never the subject of a question here.
_COMMON = frozenset(
    ["ai", "ais", "agi", "llm", "llms", "ml", "api", "apis", "oss", "foss", "gpu", "gpus", "cpu", "sdk", "sdks", "ceo", "cto", "cfo", "coo", "cso", "vp", "evp", "svp", "pr", "q&a", "faq", "id", "ok", "us", "usa", "uk", "eu", "un", "g7", "g20", "oecd", "osi", "osaid", "mit", "apache", "gpl", "agpl", "lgpl", "bsd", "cc", "by", "nc", "nd", "sa", "cc-by", "cc-by-nc", "cc-by-sa", "cc0", "openrail", "rail", "creative", "commons", "license", "licence", "licenses", "licences", "english", "japanese", "chinese", "american", "european", "korean", "french", "german", "indian", "british", "japan", "china", "america", "europe", "korea", "france", "germany", "india", "britain", "united", "states", "kingdom", "states", "nations", "senate", "congress", "parliament", "government", "asia", "asian", "western", "the", "a", "an", "i", "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "spring", "summer", "autumn", "fall", "winter", "model", "models", "weight", "weights", "open", "source", "closed", "weights", "open-source", "open-weight", "open-weights", "closed-source", "open-sourced", "frontier", "dr", "mr", "mrs", "ms", "prof", "president", "chairman", "chairwoman", "chair", "minister", "premier", "founder", "cofounder", "co-founder", "director", "senator", "secretary", "twitter", "reddit", "linkedin", "youtube", "blog", "podcast", "github", "internet", "web", "act", "law", "bill", "paper", "papers", "data", "code", "dataset", "r&d", "ip", "pdf", "vs", "chief", "executive", "officer", "technology", "scientist", "head", "first", "new", "please", "tell", "latest", "current", "today", "yes", "no", "it", "its", "they", "he", "she", "we", "who", "what", "when", "where", "why", "how", "which", "whose", "did", "does", "do", "has", "have", "had", "is", "are", "was", "were", "will", "would", "can", "could", "should", "may", "might", "in", "on", "at", "by", "as", "of", "for", "from", "with", "before", "after", "since", "until", "under", "according", "despite", "during", "if", "was", "were", "and", "or", "but", "so", "than", "then", "that", "this", "these", "those", "there", "any", "some", "all", "both", "each", "give", "show", "list", "name", "compare", "explain", "describe", "summarise", "summarize", "find", "let", "lately", "currently", "recently", "did", "not", "also", "only", "still", "between", "among", "about", "ever", "never", "true", "false", "according", "unlike", "like", "given", "besides", "apart", "although", "though", "because", "while", "whether", "say", "says", "said", "ignore", "forget", "pretend", "assume", "suppose", "now", "once"]
)


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


def read_products(text: str, mentions: Sequence[Mention]) -> list[NamedThing]:
    """The products among the mentions, each with all of its version as the question writes it."""
    things = []
    for mention in mentions:
        if mention.product is None:
            continue
        end = _extend(text, mention.end)
        surface = text[mention.start : end].strip()
        tail = text[mention.end : end]
        version = mention.version or ""
        forms = [surface, *(f"{name} {version}{tail}" for name in (mention.product.name, mention.product.name_ja))]
        if version and any(forms[0].casefold().endswith(v.casefold()) for v in (version,)):
            forms = [surface, f"{mention.product.name} {version}{tail}", f"{mention.product.name_ja} {version}{tail}"]
        things.append(
            NamedThing(surface, mention.start, end, _patterns(forms), mention.company_id, bool(version or tail.strip()))
        )
    return things


def read_other_names(text: str, taken: Iterable[tuple[int, int]], *, is_japanese: bool) -> list[NamedThing]:
    """Names outside the `taken` spans: Latin words in Japanese, capitalised or numbered words in English."""
    blanked = blank(text, taken)
    found: list[tuple[int, str]] = []
    if is_japanese:
        found += _latin_in_japanese(blanked)
        found += [(match.start(), match.group()) for match in _KATAKANA_NAME.finditer(blanked)]
    else:
        found += _capitalised(blanked)
    return [
        NamedThing(name, start, start + len(name), _patterns([name]), None, bool(re.search(r"\d", name)))
        for start, name in found
    ]


def blank(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """`text` with line breaks in place of the spans, so that positions stay and nothing grows together."""
    characters = list(text)
    for start, end in spans:
        characters[start:end] = "\n" * (end - start)
    return "".join(characters)


def find_named(thing: NamedThing, entries: Sequence[Entry]) -> list[Entry]:
    """The entries that speak of the thing: by the most exact pattern that finds any, exact model before its variants."""
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
    r"[\s\-](?:\d+(?:\.\d+)*(?![\d年月日]|\s*(?:weights|models?|and|license|licence))\b"
    r"|(?:Pro|Max|Mini|Nano|Flash|Ultra|Lite|Turbo|Small|Medium|Large|Super|Air|Coder|Vision|Thinking|Omni|Edge|Open|Plus)\b)"
)


def _extend(text: str, end: int) -> int:
    while match := _QUALIFIER.match(text, end):
        end = match.end()
    return end


def _patterns(forms: Iterable[str]) -> tuple[re.Pattern[str], ...]:
    texts: list[str] = []
    for form in forms:
        texts.append(form)
        shorter = _SIZE.sub("", form)
        if shorter != form:
            texts.append(shorter)
    for form in list(texts):
        last = form.split()[-1] if form.split() else ""
        if " " in form and re.fullmatch(r"[A-Za-z]{1,3}\d[\w.]*", last):
            texts.append(last)
        elif re.fullmatch(r".+-[A-Za-z]{1,3}\d[\w.]*", form):
            texts.append(form.rpartition("-")[2])
    return tuple(dict.fromkeys(pattern for form in texts if (pattern := _pattern(form)) is not None))


def _pattern(form: str) -> re.Pattern[str] | None:
    segments = _SEGMENT.findall(form)
    if not segments:
        return None
    body = _GAP.join(re.escape(segment) for segment in segments)
    before = r"(?<![ァ-ヺー])" if _is_kana(segments[0]) else r"(?<![A-Za-z0-9.])"
    after = r"(?![ァ-ヺー])" if _is_kana(segments[-1]) else r"(?:'s)?(?![A-Za-z0-9]|\.\d)"
    return re.compile(before + body + after, re.IGNORECASE)


def _is_kana(segment: str) -> bool:
    return "ァ" <= segment[0] <= "ヺ"


def _latin_in_japanese(text: str) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    for match in _LATIN_NAME.finditer(text):
        word = match.group().rstrip(".")
        if word.lower() in _COMMON or (len(word) == 1 and not re.match(r"[\s\-]\d", text[match.end() :])):
            continue
        end = _extend(text, match.end())
        if found and text[found[-1][0] + len(found[-1][1]) : match.start()] == " ":
            start = found[-1][0]
            found[-1] = (start, text[start:end])
        else:
            found.append((match.start(), text[match.start() : end]))
    return found


def _capitalised(text: str) -> list[tuple[int, str]]:
    words = [word for word in re.findall(r"[A-Za-z][\w'’-]*", text)]
    if len(words) > 4 and sum(word[0].isupper() for word in words) > 0.7 * len(words):
        return []  # a headline in capitals: case says nothing
    found = []
    for match in _CAPITALISED.finditer(text):
        start, name = _trim(match.start(), match.group())
        if name:
            found.append((start, text[start : _extend(text, start + len(name))]))
    return found


def _trim(start: int, name: str) -> tuple[int, str]:
    """The name without common words at its ends: `Did Foo` is `Foo`."""
    name = re.sub(r"(?:['’]s|[.'’])+$", "", name)
    words = name.split(" ")
    while words and words[0].lower().strip(".'’") in _COMMON:
        start += len(words[0]) + 1
        words = words[1:]
    while words and words[-1].lower().strip(".'’") in _COMMON:
        words = words[:-1]
    trimmed = " ".join(words)
    return (start, trimmed) if trimmed and trimmed.lower() not in _COMMON and len(trimmed) > 1 else (start, "")


def is_version(text: str) -> bool:
    return bool(_VERSIONED.fullmatch(text))
