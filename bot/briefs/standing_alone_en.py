"""Whether an English sentence is clear without its neighbours: no word points back, and somebody is named."""

import re
from collections.abc import Collection

from bot.briefs.quoted import outside_quotes


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_NOUN_AGAIN = (
    r"company|firm|start-?up|laborator(?:y|ies)|lab|group|model|models|move|step|decision|announcement|report|reports|"
    r"answer|reply|statement|letter|post|remark|remarks|words|plan|plans|deal|agreement|licen[cs]e|release|delay|"
    r"people|"
    r"person|sources?|newspaper|outlet|paper|latter|former|two|three|pair|duo|same|other|others|result|results|talks|"
    r"change|changes|product|service|tool|project|phrase|distinction|terms|date|notice|researcher|researchers|"
    r"executive|spokes\w+|author|authors|study|system|update|version|files?|question|reasoning|promise|document|"
    r"sentence|article|headline|interview|filing|lawsuit|case|judge|court|amount|figure|number|investment|round|"
    r"funding|founder|chief executive|chip|chips"
)
_LEANING_EN = re.compile(
    r"^[\"“']?(?:(?:He|She|They|It|This|That|These|Those|His|Her|Hers|Their|Theirs|Its|We|I|You|Our|My|Such|Both|"
    r"Neither|Either|Each|Another|Others?|Some|Here|There|Then|Thus|Hence|Therefore|Instead|One|Most|Many of|Nor|So|"
    r"Here's|There's|It's|That's|Anyone|Anybody|Everybody|Everyone|Nobody|Until now|Until then|Since then|By then|"
    r"At that time|At the time|As a result|A (?:second|third|fourth)|If so|What|Because of (?:this|that)|Readers)\b|"
    rf"The\s+(?:\w+\s+){{0,2}}(?:{_NOUN_AGAIN})(?:'s)?\b(?!\s+(?:of|by|at|behind|from|between|led|for)\b))"
)
# "In March 2023 its then chief scientist said": whose?
_DATED_PRONOUN_EN = re.compile(r"^(?:In|On|By|Since|Until|During) (?:[A-Z][a-z]+ )?\d[\d, ]*\b(?:its|their|it|they)\b")
_PRONOUN_EN = re.compile(r"\b(?:he|she|him|his|her|hers)\b", re.IGNORECASE)
# "This was my decision alone," she wrote: nobody knows which.
_POINTING_QUOTE_EN = re.compile(r"^[\"“](?:This|That|It|These|Those|They|He|She)\b(?! is (?:not )?(?:the|an?) time)")
_PRONOUN_SAID_EN = re.compile(r",[\"”]? (?:he|she) (?:said|says|added|wrote|told [^,.]+)\b[^,.]{0,30}\.?$")
_PERSON_EN = re.compile(r"(?<![Tt]he )\b[A-Z][a-z'’-]+\s+(?:[A-Z]\.\s+)?(?:(?:de|van|von|bin|al|la)\s+)?[A-Z][a-z'’-]+")
_CAPITALISED_EN = re.compile(r"[A-Za-z]*[A-Z][\w'’+-]*")
_CALENDAR_EN = _words(
    "January February March April May June July August September October November December Monday "
    "Tuesday Wednesday Thursday Friday Saturday Sunday I"
)
_OPENERS_EN = _words(
    "A About According After All Although An And Another Any Around As At Because Before Behind But By "
    "Commercial Despite Developers During Each Earlier Even Every Few First For From Here How If In "
    "Instead Into Its Large Last Later Less Like Many More Most Much New No None Nor Not Nothing Now Of "
    "On Once One Only Open Or Other Others Outside Over People Previously Several Since So Some Still "
    "Such Than That The Their Then There These They This Those Though Through Thus To Today Two Under "
    "Unlike Until Users Via What When Where Whether Which While Who Why With Within Without Words Yet"
)
_COMPANY_AGAIN_EN = re.compile(r"\bthe (?:company|firm|start-?up|newspaper)\b")
_PLACES_EN = _words("United States US U.S UK EU Europe China Chinese Japan Japanese American European AI World")
_POINTER_EN = re.compile(
    r"\bin that way\b|\bthe (?:full|whole|complete) (?:model|version)\b(?! of\b)|"
    r"\b(?:this|these|such)\s+(?!year|month|week|weekend|summer|spring|autumn|fall|winter|quarter|"
    r"morning|as\b)\w",
    re.IGNORECASE,
)
_FIRST_PERSON_EN = re.compile(r"\b(?:I|we|my|our|us|me|I'm|I've|we're|we've)\b")
_DANGLING_WHEN_EN = re.compile(
    r"\b(?:that (?:day|month|year|week)|the same (?:day|month|year|week|occasion)|(?:a|one|two|three|four) (?:day|"
    r"week|month|"
    r"year)s? (?:later|earlier|before(?=[,.])|after(?=[,.]))|at the time)\b",
    re.IGNORECASE,
)
_DATED_EN = re.compile(
    r"\b(?:(?:19|20)\d\d|(?:January|February|March|April|May|June|July|August|September|October|November|"
    r"December)\s+\d)"
)


def points_elsewhere_en(shown: str) -> bool:
    """Whether more than a definite noun leans: a pronoun, "this", a time or a speaker of the text around."""
    plain = outside_quotes(shown)
    opens = _LEANING_EN.search(plain) is not None and not plain.startswith("The ")
    checks = (_points_back, _pronoun_without_person, speaks_for_itself, only_a_quote, _loose_time)
    return opens or bool(re.search(r"\b(?:it|they|its|their)\b", plain[:30])) or any(check(shown) for check in checks)


def leans_en(shown: str, names: Collection[str]) -> bool:
    """Whether the sentence needs the ones around it. `names`: organisations as it spells them."""
    checks = (_leans, _points_back, _pronoun_without_person, speaks_for_itself, only_a_quote, _loose_time)
    return any(check(shown) for check in checks) or _nameless(shown, names) or _company_without_name(shown, names)


def _leans(words: str) -> bool:
    plain = outside_quotes(words.capitalize() if words.isupper() else words)
    if _POINTING_QUOTE_EN.match(words):
        return True
    if plain.startswith('""'):
        # A quote that opens the sentence stands on its speaker: "…," he said / the spokesperson said.
        plain = plain[2:].lstrip(" ,")
        plain = plain[:1].upper() + plain[1:]
    if _DATED_PRONOUN_EN.match(plain):
        return True
    return bool(_LEANING_EN.search(plain)) and not _opens_with_name(plain)


def _opens_with_name(words: str) -> bool:
    # "The New York Times reported" and "This American Life" begin with a name, not with a word that points back.
    return bool(re.match(r"(?:The|This|That|These)\s+[A-Z]", words))


def _pronoun_without_person(words: str) -> bool:
    plain = outside_quotes(words)
    pronoun = _PRONOUN_EN.search(plain)
    if pronoun is None:
        return False
    before = plain[: pronoun.start()]
    if _PRONOUN_SAID_EN.search(plain) and not _PERSON_EN.search(before):
        # "Tidewater will hire 400, she said": a lone name in front may be the firm's.
        return True
    first = before.split(" ", 1)[0].strip(",'’\"")
    return not (_PERSON_EN.search(before) or (first[:1].isupper() and first not in _OPENERS_EN))


def _nameless(words: str, known: Collection[str]) -> bool:
    """No name of anybody or anything: nobody knows what it is about."""
    if any(name in words for name in known):
        return False
    plain = outside_quotes(words).lstrip('" ')
    names = _CAPITALISED_EN.findall(plain)
    first = plain.split(" ", 1)[0].strip(",")
    if names and names[0] == first and (first in _OPENERS_EN or not _acts(plain, first)):
        names = names[1:]
    return not any(name not in _CALENDAR_EN for name in names)


def _acts(plain: str, first: str) -> bool:
    """Whether the opening word is a name: it has capitals or digits inside, an 's, or speaks."""
    if re.search(r"[A-Z\d]", first[1:]) or first.endswith(("'s", "’s")):
        return True
    return bool(
        re.match(
            r"\S+(?:,[^,]*,)?\s+(?:has|had|will|said|says|wrote|told|released|published|announced|launched|plans)\b",
            plain,
        )
    )


def _company_without_name(words: str, known: Collection[str]) -> bool:
    plain = outside_quotes(words)
    again = _COMPANY_AGAIN_EN.search(plain)
    if again is None:
        return False
    before = plain[: again.start()]
    names = [name for name in _CAPITALISED_EN.findall(before) if name not in _OPENERS_EN | _CALENDAR_EN | _PLACES_EN]
    return not names and not any(name in before for name in known)


def speaks_for_itself(words: str) -> bool:
    return bool(_FIRST_PERSON_EN.search(outside_quotes(words)))


def only_a_quote(words: str) -> bool:
    rest = re.sub(r"[\W_]+", "", outside_quotes(words))
    return len(rest) < 6


def _loose_time(words: str) -> bool:
    found = _DANGLING_WHEN_EN.search(words)
    return found is not None and not _DATED_EN.search(words[: found.start()])


def _points_back(words: str) -> bool:
    return bool(_POINTER_EN.search(outside_quotes(words)))
