"""Names of firms, people, places and products stand in the passages, in whichever script they are written there."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from bot.briefs.grounding.axes import cells_of, english_words, japanese_words
from bot.briefs.grounding.evidence import Evidence
from bot.briefs.grounding.faults import Fault
from bot.briefs.grounding.name_patterns import (
    COMPASS,
    INSTITUTION,
    KATAKANA,
    LATIN,
    NO_PRODUCT,
    NOT_ORGANISATIONS,
    NOT_PERSONS,
    ORGANISATION_JA,
    PERSON_JA,
    SERIES,
    VERSIONED,
    VERSIONED_JA,
)
from bot.briefs.grounding.name_spellings import (
    has_english,
    is_heard,
    kanji_stands,
    katakana_of,
    katakana_stands,
    key_of,
    latin_stands,
    organisation_stands,
    stands,
    stands_beside,
)
from bot.briefs.grounding.ordinary_words import (
    is_loanword,
    says_nothing,
)
from bot.text.kanji_readings import looks_romanised
from bot.text.places import country_of, places_in
from bot.text.transcription import sounds_alike

_OFFICES = Path(__file__).parent / "words" / "offices.txt"


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
    held = _held_places(evidence) | home
    derived = {country for place in held if (country := country_of(place))}
    # "A Dutch court" of a court in Utrecht, unless the passages name countries themselves.
    if not any(country_of(place) is None for place in _held_places(evidence)):
        held |= derived
    strange_places = [words for place, words in places_in(text).items() if place not in held]
    yield from (
        (Fault.NAME, words)
        for words in strange_places
        if words not in strange_lone
        and not stands(words, evidence)
        and not is_heard(words, evidence)
        and not _is_country_of(words, text, evidence)
    )
    yield from _strange_compass(text, evidence)
    yield from _strange_offices(text, evidence)
    yield from _strange_versions(text, evidence)
    covered = _covered_by_companies(text, evidence)
    yield from covered[1]
    skip = covered[0] | set(places_in(text).values())
    translated = _translated_institutions(text, lang, evidence)
    skip |= translated
    for word, is_first in _latin_names(text, lang):
        if not any(word in known for known in skip) and not latin_stands(
            word, lang, evidence, is_first=is_first, is_plural=_is_plural(word, text)
        ):
            yield Fault.NAME, word
    if lang == "ja":
        yield from _check_japanese(text, skip, evidence)


def _is_country_of(words: str, text: str, evidence: Evidence) -> bool:
    """チェコ・オストラバの, 英グラスゴーの: news adds the country to a town that its readers do not know."""
    town = re.search(rf"{re.escape(words)}[・、の]?([ァ-ヺー]{{2,}})(?:の|に|で|を|、)", text)
    return town is not None and katakana_stands(town[1], evidence) and not is_loanword(town[1])


def _translated_institutions(text: str, lang: str, evidence: Evidence) -> set[str]:
    """ "Fair Trade Commission" for 公正取引委員会: what an office is called in English stands in no Japanese text."""
    if lang != "en" or has_english(evidence):
        return set()
    return {match.group() for match in INSTITUTION.finditer(text) if not looks_romanised(match.group().split()[0])}


def _strange_offices(text: str, evidence: Evidence) -> Iterator[tuple[Fault, str]]:
    """The digital ministry is not the one for education."""
    told, held = offices_in(text), offices_in(evidence.known)
    if held:
        yield from ((Fault.NAME, words) for office, words in told.items() if office not in held)


@lru_cache(maxsize=1024)
def offices_in(text: str) -> dict[str, str]:
    found = {}
    for office, english, japanese in _offices():
        if match := english.search(text) or japanese.search(text):
            found[office] = match.group()
    return found


@cache
def _offices() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    lines = _OFFICES.read_text(encoding="utf-8").splitlines()
    rows = [cells_of(line) for line in lines if line and not line.startswith("#")]
    return tuple((office, english_words(en), japanese_words(ja)) for office, en, ja in rows)


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
            not stands(surface, evidence)
            and not getattr(mention, "is_ambiguous", False)
            and not _any_alike(surface, evidence)
        ):
            strange.append((Fault.NAME, surface))
    return known, strange


def _any_alike(surface: str, evidence: Evidence) -> bool:
    if KATAKANA.fullmatch(surface.replace("・", "").replace("=", "")):
        return all(katakana_stands(part, evidence) for part in KATAKANA.findall(surface))
    return any(sounds_alike(surface.replace(" ", ""), word) for word in katakana_of(evidence.known))


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


def _is_plural(word: str, text: str) -> bool:
    """ "Defects that slip through": things, which by what follows are no firm."""
    return re.search(
        rf"\b{re.escape(word)} (?:that|in|of|from|at|are|were|have|among|between)\b", text
    ) is not None and (word.endswith("s"))


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
        if key_of(shown) in key_of(evidence.known) and re.search(rf"{re.escape(version)}(?![\d]|\.\d)", evidence.known):
            continue
        held = [
            one["version"] for one in VERSIONED.finditer(evidence.known) if one["name"].casefold() == name.casefold()
        ]
        held += [one["version"] for one in VERSIONED_JA.finditer(evidence.known) if sounds_alike(name, one["name"])]
        if version not in held and (held or stands(name, evidence)):
            yield Fault.NAME, shown
    for match in VERSIONED_JA.finditer(text):
        held = [
            one["version"] for one in VERSIONED.finditer(evidence.known) if sounds_alike(one["name"], match["name"])
        ]
        held += [one["version"] for one in VERSIONED_JA.finditer(evidence.known) if one["name"] == match["name"]]
        if held and match["version"] not in held:
            yield Fault.NAME, match.group()
    held_series = set(SERIES.findall(evidence.known))
    for letter in SERIES.findall(text):
        if held_series and letter not in held_series:
            yield Fault.NAME, f"Series {letter}"


def _check_japanese(text: str, skip: set[str], evidence: Evidence) -> Iterator[tuple[Fault, str]]:
    for match in KATAKANA.finditer(text):
        run = match.group().strip("ー") if match.group() == "ー" else match.group()
        if any(run in known for known in skip) or is_loanword(run):
            continue
        if not katakana_stands(run, evidence) and not stands_beside(match, evidence):
            yield Fault.NAME, run
    for match in PERSON_JA.finditer(text):
        name = re.sub(r"^(?:の|同|元|前|現|副|米|英)", "", match[1])
        if (
            name
            and name not in NOT_PERSONS
            and not any(name in known for known in skip)
            and not kanji_stands(name, evidence)
        ):
            yield Fault.NAME, name
    for match in ORGANISATION_JA.finditer(text):
        name = match[1]
        if NOT_ORGANISATIONS.search(name) or any(name in known or known in name for known in skip):
            continue
        if not organisation_stands(name, evidence):
            yield Fault.NAME, name
