"""Names of firms, people, places and products stand in the passages, in whichever script they are written there."""

import itertools
import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from bot.briefs.grounding.evidence import Evidence
from bot.briefs.grounding.faults import Fault
from bot.briefs.grounding.glossary import terms_in
from bot.briefs.grounding.name_patterns import (
    COMPASS,
    COUNTING,
    DOTTED,
    INSTITUTION,
    KANJI_RUN,
    KATAKANA,
    LATIN,
    NO_PRODUCT,
    NOT_ORGANISATIONS,
    NOT_PERSONS,
    ORGANISATION_JA,
    PERSON_JA,
    SERIES,
    TO_KATAKANA,
    VERSIONED,
)
from bot.briefs.grounding.ordinary_words import (
    is_loanword,
    is_one_loanword,
    is_ordinary_english,
    looks_ordinary,
    says_nothing,
)
from bot.text.kanji_readings import is_readable, looks_romanised, may_read
from bot.text.places import places_in
from bot.text.transcription import sounds_alike


def check_names(text: str, lang: str, evidence: Evidence) -> Iterator[tuple[Fault, str]]:
    if not _held_places(evidence):
        # Japanese news adds the country to a foreign city or firm.
        added = re.compile(r"(?:・|の|で|、)")
        strange_lone = {
            words
            for words in places_in(text).values()
            if len(words) == 1 or (lang == "ja" and added.match(text, text.find(words) + len(words)))
        }
    else:
        strange_lone = set()
    home = {"japan"} if "ja" in evidence.langs else set()
    strange_places = [words for place, words in places_in(text).items() if place not in _held_places(evidence) | home]
    yield from (
        (Fault.NAME, words)
        for words in strange_places
        if words not in strange_lone and not _stands(words, evidence) and not _is_country_of(words, text, evidence)
    )
    yield from _strange_compass(text, evidence)
    yield from _strange_versions(text, evidence)
    covered = _covered_by_companies(text, evidence)
    yield from covered[1]
    skip = covered[0] | set(places_in(text).values())
    translated = _translated_institutions(text, lang, evidence)
    skip |= translated
    for word, is_first in _latin_names(text, lang):
        if not any(word in known for known in skip) and not _latin_stands(
            word, lang, evidence, is_first=is_first, is_plural=_is_plural(word, text)
        ):
            yield Fault.NAME, word
    if lang == "ja":
        yield from _check_japanese(text, skip, evidence)


def _is_country_of(words: str, text: str, evidence: Evidence) -> bool:
    """チェコ・オストラバの, 英グラスゴーの: news adds the country to a town that its readers do not know."""
    town = re.search(rf"{re.escape(words)}[・、の]?([ァ-ヺー]{{2,}})(?:の|に|で|を|、)", text)
    return town is not None and _katakana_stands(town[1], evidence) and not is_loanword(town[1])


def _translated_institutions(text: str, lang: str, evidence: Evidence) -> set[str]:
    """ "Fair Trade Commission" for 公正取引委員会: what an office is called in English stands in no Japanese text."""
    if lang != "en" or _has_english(evidence):
        return set()
    return {match.group() for match in INSTITUTION.finditer(text) if not looks_romanised(match.group().split()[0])}


def _strange_compass(text: str, evidence: Evidence) -> Iterator[tuple[Fault, str]]:
    """Western Japan is not eastern Japan."""
    told, held = _compass(text), _compass(evidence.known)
    if told and held and not set(told) & set(held):
        yield Fault.NAME, next(iter(told.values()))


@lru_cache(maxsize=1024)
def _compass(text: str) -> dict[str, str]:
    return {point: found.group() for point, pattern in COMPASS.items() if (found := re.search(pattern, text))}


def _covered_by_companies(text: str, evidence: Evidence) -> tuple[set[str], list[tuple[Fault, str]]]:
    """Words of organisations on record, which are compared by who is meant."""
    if evidence.find_mentions is None:
        return set(), []
    known: set[str] = set()
    strange: list[tuple[Fault, str]] = []
    for mention in evidence.find_mentions(text):
        surface = text[mention.start : mention.end]
        if mention.company_id in evidence.companies:
            is_product = getattr(mention, "product", None) is not None
            if not is_product:
                known.add(surface)
        elif (
            not _stands(surface, evidence)
            and not getattr(mention, "is_ambiguous", False)
            and not _any_alike(surface, evidence)
        ):
            strange.append((Fault.NAME, surface))
    return known, strange


def _any_alike(surface: str, evidence: Evidence) -> bool:
    if KATAKANA.fullmatch(surface.replace("・", "").replace("=", "")):
        return all(_katakana_stands(part, evidence) for part in KATAKANA.findall(surface))
    return any(sounds_alike(surface.replace(" ", ""), word) for word in _katakana_of(evidence.known))


def _latin_names(text: str, lang: str) -> list[tuple[str, bool]]:
    """Words in Latin letters that may be names, and whether each merely opens a sentence."""
    found = []
    for match in LATIN.finditer(text):
        word = re.sub(r"['’]s?$", "", match.group())
        if len(word) < 2 or says_nothing(word) or word in NO_PRODUCT:
            continue
        has_capital = word[0].isupper() or any(letter.isupper() for letter in word[1:])
        before = text[: match.start()].rstrip(" \"“'(")
        is_first = lang == "en" and (not before or before[-1] in ".!?:;")
        if has_capital or (lang == "ja" and word.islower() and len(word) > 3):
            found.append((word, is_first))
    return found


def _latin_stands(word: str, lang: str, evidence: Evidence, *, is_first: bool, is_plural: bool = False) -> bool:
    if _stands(word, evidence) or _parts_stand(word, evidence):
        return True
    if is_ordinary_english(word) and (is_first or "en" not in evidence.langs or word.islower()):
        return True
    if is_first and (is_ordinary_english(word) or looks_ordinary(word) or is_plural):
        return True
    if terms_in(word, "en") and (is_first or not _has_english(evidence) or lang == "ja"):
        return True
    if len(word) > 1 and any(_heard_as(word, kana) for kana in _katakana_of(evidence.known)):
        return True
    if word.isupper() and len(word) <= 6 and _is_initials(word, evidence):
        return True
    runs = KANJI_RUN.findall(evidence.known)
    if "en" not in evidence.langs and not looks_romanised(word) and _has_chinese_name(evidence.known):
        return True
    if not runs or any(letter.isdigit() for letter in word):
        return False
    verdicts = {reads(run, word) for run in dict.fromkeys(runs)}
    if True in verdicts:
        return True
    return None in verdicts and looks_romanised(word)


@lru_cache(maxsize=1024)
def _has_chinese_name(text: str) -> bool:
    """A person in kanji whose name is not read the Japanese way: Robin Li is 李彦宏."""
    return any(not is_readable(match[1]) for match in PERSON_JA.finditer(text) if match[1] not in NOT_PERSONS)


def _heard_as(word: str, katakana: str) -> bool:
    return sounds_alike(word, katakana) or (len(katakana) > len(word) and _within(word, katakana))


@lru_cache(maxsize=4096)
def _within(word: str, katakana: str) -> bool:
    """SoftBank in ソフトバンクグループ: the beginning or the end of a run without a dot."""
    sizes = range(max(2, len(word) // 2), min(len(katakana), len(word) + 4))
    return len(word) > 3 and any(
        sounds_alike(word, katakana[:size]) or sounds_alike(word, katakana[-size:]) for size in sizes
    )


@lru_cache(maxsize=8192)
def reads(run: str, word: str) -> bool | None:
    is_open = False
    for start in range(len(run)):
        for end in range(start + 1, min(start + 5, len(run)) + 1):
            part = run[start:end]
            verdict = may_read(part, word)
            if verdict:
                return True
            is_open = is_open or (verdict is None and end - start > 1 and not is_readable(part))
    return None if is_open else False


def _stands(words: str, evidence: Evidence) -> bool:
    key = _key(words)
    return bool(key) and _contains(_key(evidence.known), key, words, evidence.known)


@lru_cache(maxsize=4096)
def _contains(known: str, key: str, words: str, text: str) -> bool:
    if key not in known:
        return False
    if len(key) <= 4 and words.isascii():
        return re.search(rf"(?<![A-Za-z]){re.escape(words)}(?![A-Za-z])", text, re.IGNORECASE) is not None
    return True


@lru_cache(maxsize=4096)
def _key(words: str) -> str:
    return re.sub(r"[\s・.'’=_-]+", "", words).casefold()


def _parts_stand(word: str, evidence: Evidence) -> bool:
    """Compounds (AI-written, Lyon-based) and plurals (GPUs)."""
    parts = [part for part in re.split(r"[-/]", word) if part]
    if len(parts) > 1:
        return all(
            not part[0].isupper()
            or says_nothing(part)
            or part.casefold() in COUNTING
            or _is_place(part)
            or _stands(part, evidence)
            or _latin_stands(part, "en", evidence, is_first=False)
            for part in parts
        )
    return word.endswith("s") and len(word) > 2 and (_stands(word[:-1], evidence) or says_nothing(word[:-1]))


def _is_plural(word: str, text: str) -> bool:
    """ "Defects that slip through": things, which by what follows are no firm."""
    return re.search(
        rf"\b{re.escape(word)} (?:that|in|of|from|at|are|were|have|among|between)\b", text
    ) is not None and (word.endswith("s"))


def _is_place(word: str) -> bool:
    """Japanese in "Japanese-language": checked as a place."""
    return bool(places_in(word))


def _is_initials(word: str, evidence: Evidence) -> bool:
    """PFN for Preferred Networks, CFO for chief financial officer."""
    words = re.findall(r"[A-Za-z][a-z]*", evidence.known)
    letters = "".join(each[0].upper() for each in words)
    if word in letters:
        return True
    capitals = "".join(letter for letter in re.sub(r"[^A-Za-z]", "", evidence.known) if letter.isupper())
    return word in capitals and len(word) > 2


def _has_english(evidence: Evidence) -> bool:
    return "en" in evidence.langs


@lru_cache(maxsize=1024)
def _katakana_of(text: str) -> tuple[str, ...]:
    joined = re.sub(r"(?<=[ァ-ヺー])[・=](?=[ァ-ヺ])", "", text)
    soft = (run.translate(TO_KATAKANA) for run in re.findall(r"[ぁ-ん]{3,6}(?![ぁ-ん])", text))
    runs = dict.fromkeys([*KATAKANA.findall(text), *KATAKANA.findall(joined), *soft])
    return tuple(run for run in runs if not is_one_loanword(run) or f"{run}AI" in text)


def _held_places(evidence: Evidence) -> frozenset[str]:
    return _places(evidence.known)


@lru_cache(maxsize=1024)
def _places(text: str) -> frozenset[str]:
    return frozenset(places_in(text))


def _strange_versions(text: str, evidence: Evidence) -> Iterator[tuple[Fault, str]]:
    """Llama 3 is not Llama 4. A name that the passages have without a version may not get one."""
    for match in VERSIONED.finditer(text):
        name, version = match["name"], match["version"]
        if name in NO_PRODUCT:
            continue
        shown = match.group()
        if _key(shown) in _key(evidence.known) and re.search(rf"{re.escape(version)}(?![\d]|\.\d)", evidence.known):
            continue
        held = [
            one["version"] for one in VERSIONED.finditer(evidence.known) if one["name"].casefold() == name.casefold()
        ]
        if version not in held and (held or _stands(name, evidence)):
            yield Fault.NAME, shown
    held_series = set(SERIES.findall(evidence.known))
    for letter in SERIES.findall(text):
        if held_series and letter not in held_series:
            yield Fault.NAME, f"Series {letter}"


def _check_japanese(text: str, skip: set[str], evidence: Evidence) -> Iterator[tuple[Fault, str]]:
    for match in KATAKANA.finditer(text):
        run = match.group().strip("ー") if match.group() == "ー" else match.group()
        if any(run in known for known in skip) or is_loanword(run):
            continue
        if not _katakana_stands(run, evidence) and not _stands_beside(match, evidence):
            yield Fault.NAME, run
    for match in PERSON_JA.finditer(text):
        name = re.sub(r"^(?:の|同|元|前|現|副|米|英)", "", match[1])
        if (
            name
            and name not in NOT_PERSONS
            and not any(name in known for known in skip)
            and not _kanji_stands(name, evidence)
        ):
            yield Fault.NAME, name
    for match in ORGANISATION_JA.finditer(text):
        name = match[1]
        if NOT_ORGANISATIONS.search(name) or any(name in known or known in name for known in skip):
            continue
        if not _organisation_stands(name, evidence):
            yield Fault.NAME, name


def _katakana_stands(run: str, evidence: Evidence) -> bool:
    if run in evidence.known or _key(run) in _key(evidence.known):
        return True
    if any(
        SequenceMatcher(None, run, other).ratio() >= 0.75 or (len(run) > 3 and run in other)
        for other in _katakana_of(evidence.known)
    ):
        return True
    if any(_may_be(word, run) for word in _grams(evidence.known)):
        return True
    return _all_parts(run, evidence)


def _stands_beside(match: re.Match[str], evidence: Evidence) -> bool:
    """Whether the other part of a person's name stands, and this one is roughly what stands beside it."""
    whole = next(each for each in DOTTED.finditer(match.string) if each.start() <= match.start() < each.end())
    parts = whole.group().split("・")
    if len(parts) < 2 or not any(len(part) > 2 and _katakana_stands(part, evidence) for part in parts):
        return False
    return any(sounds_alike(word, match.group(), slack=2.2) for word in _grams(evidence.known) if word[0].isupper())


def _may_be(word: str, run: str) -> bool:
    return sounds_alike(word, run) or (word[0].isupper() and _within(word, run))


def _all_parts(run: str, evidence: Evidence) -> bool:
    """A compound without a dot of a loanword and a name: スマートリング, クラウドノルド."""
    return any(
        (is_loanword(run[:cut]) and _katakana_stands(run[cut:], evidence))
        or (is_loanword(run[cut:]) and _katakana_stands(run[:cut], evidence))
        for cut in range(3, len(run) - 2)
    )


@lru_cache(maxsize=1024)
def _grams(text: str) -> tuple[str, ...]:
    words = [re.sub(r"'s$", "", word) for word in re.findall(r"[A-Za-zÀ-ž][A-Za-z'’À-ž]*", text)]
    pairs = [a + b for a, b in itertools.pairwise(words)]
    triples = [a + b + c for a, b, c in zip(words, words[1:], words[2:], strict=False)]
    camel = [part for word in words for part in re.findall(r"[A-Z][a-z]+", word)]
    return tuple(dict.fromkeys(word for word in [*words, *camel, *pairs, *triples] if len(word) > 1))


def _kanji_stands(name: str, evidence: Evidence) -> bool:
    if name in evidence.known:
        return True
    words = re.findall(r"[A-Z][a-zāēīōū]+", evidence.known)
    if _has_english(evidence):
        if not words:
            return True
        if not is_readable(name):
            return True
        verdicts = {reads(name, word) for word in words}
        return True in verdicts or not any(len(word) > 3 and looks_romanised(word) for word in words)
    return any(len(name) > 2 and name[:cut] in evidence.known for cut in (len(name) - 1,)) and len(name) > 3


def _organisation_stands(name: str, evidence: Evidence) -> bool:
    if name in evidence.known or _has_english(evidence) or "zh" in evidence.langs:
        return True
    core = re.sub(
        r"(?:銀行|大学|省|庁|新聞|通信社|電機|製作所|研究所|病院|自動車|重工業?|証券|商事|社|県|市|町|村|区)$", "", name
    )
    return bool(core) and core in evidence.known
