"""Whether a name of a point stands in the passages, in whichever script either of them writes it."""

import itertools
import re
from difflib import SequenceMatcher
from functools import lru_cache

from bot.briefs.grounding.evidence import Evidence
from bot.briefs.grounding.glossary import terms_in
from bot.briefs.grounding.name_patterns import (
    COUNTING,
    DOTTED,
    KANJI_RUN,
    KATAKANA,
    NOT_PERSONS,
    PERSON_JA,
    TO_KATAKANA,
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

_CLOSELY, _LOOSELY = 0.4, 1.6
_CAPITALS = re.compile(r"[A-ZÀ-Ž][\w'’-]*(?:\s[A-ZÀ-Ž][\w'’-]*)*")


def latin_stands(word: str, lang: str, evidence: Evidence, *, is_first: bool, is_plural: bool = False) -> bool:
    if stands(word, evidence) or _parts_stand(word, evidence):
        return True
    if is_ordinary_english(word) and (is_first or "en" not in evidence.langs or word.islower()):
        return True
    if is_first and (is_ordinary_english(word) or looks_ordinary(word) or is_plural):
        return True
    if terms_in(word, "en") and (is_first or not has_english(evidence) or lang == "ja"):
        return True
    if is_heard(word, evidence) or any(
        sounds_alike(word, kana, slack=_CLOSELY) for kana in _loanwords_of(evidence.known)
    ):
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


def is_heard(word: str, evidence: Evidence) -> bool:
    """Whether katakana of the passages are how a word in Latin letters is heard."""
    return len(word) > 1 and any(_heard_as(word, kana) for kana in katakana_of(evidence.known))


def _heard_as(word: str, katakana: str) -> bool:
    return sounds_alike(word, katakana) or (2 * len(katakana) > len(word) + 3 and _within(word, katakana))


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


def stands(words: str, evidence: Evidence) -> bool:
    key = key_of(words)
    return bool(key) and _contains(key_of(evidence.known), key, words, evidence.known)


@lru_cache(maxsize=4096)
def _contains(known: str, key: str, words: str, text: str) -> bool:
    if key not in known:
        return False
    if len(key) <= 4 and words.isascii():
        return re.search(rf"(?<![A-Za-z]){re.escape(words)}(?![A-Za-z])", text, re.IGNORECASE) is not None
    return True


@lru_cache(maxsize=4096)
def key_of(words: str) -> str:
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
            or stands(part, evidence)
            or latin_stands(part, "en", evidence, is_first=False)
            for part in parts
        )
    return word.endswith("s") and len(word) > 2 and (stands(word[:-1], evidence) or says_nothing(word[:-1]))


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


def has_english(evidence: Evidence) -> bool:
    return "en" in evidence.langs


@lru_cache(maxsize=1024)
def _loanwords_of(text: str) -> tuple[str, ...]:
    """Loanwords, of which names are made: the Micro of 瀬戸マイクロ."""
    return tuple(dict.fromkeys(run for run in KATAKANA.findall(text) if len(run) > 2 and is_one_loanword(run)))


@lru_cache(maxsize=1024)
def katakana_of(text: str) -> tuple[str, ...]:
    joined = re.sub(r"(?<=[ァ-ヺー])[・=](?=[ァ-ヺ])", "", text)
    soft = (run.translate(TO_KATAKANA) for run in re.findall(r"[ぁ-ん]{3,6}(?![ぁ-ん])", text))
    runs = dict.fromkeys([*KATAKANA.findall(text), *KATAKANA.findall(joined), *soft])
    return tuple(run for run in runs if not is_one_loanword(run) or f"{run}AI" in text)


def katakana_stands(run: str, evidence: Evidence) -> bool:
    if run in evidence.known or key_of(run) in key_of(evidence.known):
        return True
    if any(
        SequenceMatcher(None, run, other).ratio() >= 0.75 or (len(run) > 3 and run in other)
        for other in katakana_of(evidence.known)
    ):
        return True
    if any(_may_be(word, run) for word in _grams(evidence.known)):
        return True
    return _all_parts(run, evidence)


def stands_beside(match: re.Match[str], evidence: Evidence) -> bool:
    """Whether the other part of a person's name stands, and this one is roughly what stands beside it."""
    whole = next(each for each in DOTTED.finditer(match.string) if each.start() <= match.start() < each.end())
    others = [part for part in whole.group().split("・") if len(part) > 2 and part != match.group()]
    return any(
        sounds_alike(word, match.group(), slack=_LOOSELY)
        for name in _CAPITALS.findall(evidence.known)
        if any(_may_be(word, part) for word in name.split() for part in others)
        for word in name.split()
    )


def _may_be(word: str, run: str) -> bool:
    return sounds_alike(word, run) or (word[0].isupper() and _within(word, run))


def _all_parts(run: str, evidence: Evidence) -> bool:
    """A compound without a dot of a loanword and a name: スマートリング, クラウドノルド."""
    return any(
        (is_loanword(run[:cut]) and katakana_stands(run[cut:], evidence))
        or (is_loanword(run[cut:]) and katakana_stands(run[:cut], evidence))
        for cut in range(3, len(run) - 2)
    )


@lru_cache(maxsize=1024)
def _grams(text: str) -> tuple[str, ...]:
    words = [re.sub(r"'s$", "", word) for word in re.findall(r"[A-Za-zÀ-ž][A-Za-z'’À-ž]*", text)]
    pairs = [a + b for a, b in itertools.pairwise(words)]
    triples = [a + b + c for a, b, c in zip(words, words[1:], words[2:], strict=False)]
    camel = [part for word in words for part in re.findall(r"[A-Z][a-z]+", word)]
    return tuple(dict.fromkeys(word for word in [*words, *camel, *pairs, *triples] if len(word) > 1))


def kanji_stands(name: str, evidence: Evidence) -> bool:
    if name in evidence.known:
        return True
    words = re.findall(r"[A-Z][a-zāēīōū]+", evidence.known)
    if has_english(evidence):
        if not words:
            return True
        if not is_readable(name):
            return True
        verdicts = {reads(name, word) for word in words}
        return True in verdicts or not any(len(word) > 3 and looks_romanised(word) for word in words)
    return any(len(name) > 2 and name[:cut] in evidence.known for cut in (len(name) - 1,)) and len(name) > 3


def organisation_stands(name: str, evidence: Evidence) -> bool:
    if name in evidence.known or has_english(evidence) or "zh" in evidence.langs:
        return True
    core = re.sub(
        r"(?:銀行|大学|省|庁|新聞|通信社|電機|製作所|研究所|病院|自動車|重工業?|証券|商事|社|県|市|町|村|区)$", "", name
    )
    return bool(core) and core in evidence.known
