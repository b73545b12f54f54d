"""The checkable facts of a sentence (who, what, when, how much) in spellings that both languages share."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.briefs.name_sounds import sounds_in
from bot.briefs.topics import topics_of
from bot.knowledge.companies import Mention
from bot.text.date_words import DateReading
from bot.text.numbers_and_dates import NumberRead, find_dates, find_numbers

# Names keep their Latin letters in Japanese: Behemoth, Llama 4, Apache 2.0.
_LATIN_NAME = re.compile(
    r"(?<![A-Za-z\d])(?:[A-Z][A-Za-z\d]*|[a-z]+[A-Z\d][A-Za-z\d]*)(?:[.\-][A-Za-z\d]+)*(?:\s\d+(?:\.\d+)*[A-Za-z]?)?"
)
_ORDINARY = re.compile(
    r"^(?:(?:January|February|March|April|May|June|July|August|September|October|November|December)(?: \d+)?|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|American|Chinese|Japanese|European|British|French|German|Korean|AI|"
    r"CEO|CTO|US|UK|EU|API|I|The|An?|In|On|At|By|For|From|It|Its|But|And|After|Before|As|When|While|"
    r"Four|Three|Two|Both|Many|Most|Some|Commercial|According|Around|Under|With|Once|That|This|Leaders|Chief|Open|"
    r"Other|Developers|"
    r"We|He|She|They|There|Until|Several|Nothing|Opinion|People)$"
)

_SMALL = 10


@dataclass(frozen=True, slots=True)
class Facts:
    companies: frozenset[str]
    """Company ids."""
    names: frozenset[str]
    """Products and other names in Latin letters, lower case."""
    numbers: tuple[NumberRead, ...]
    dates: tuple[DateReading, ...]
    topics: frozenset[str]
    sounds: frozenset[str] = frozenset()
    """Names by sound, which a Japanese and an English sentence can share."""
    spelt_names: tuple[str, ...] = ()
    """The names in Latin letters as the sentence spells them, from left to right."""

    @property
    def has_year(self) -> bool:
        """Whether a date stands there that can be read without knowing the day of the article."""
        return any(not read.is_relative for read in self.dates)

    @property
    def values(self) -> frozenset[str]:
        """Numbers and dates as comparable keys; a small bare count ("four days") is no sign of anything."""
        numbers = (read for read in self.numbers if read.unit or abs(read.value) > _SMALL)
        return frozenset(f"{read.value:f}" for read in numbers) | {read.day.text for read in self.dates}

    def is_before(self, day: date) -> bool:
        """Whether every date that it names lies before `day`; False where it names none."""
        return bool(self.dates) and all(read.day.latest < day for read in self.dates)


def facts_of(text: str, lang: str, mentions: Sequence[Mention], anchor: date) -> Facts:
    """Read one sentence; `mentions` are the organisations and products in it, `anchor` the day of its article."""
    products = {mention.product.name.lower() for mention in mentions if mention.product}
    companies = {mention.surface for mention in mentions if mention.product is None}
    found_names = [
        found
        for found in _LATIN_NAME.finditer(text)
        if not _ORDINARY.match(found.group()) and not any(found.group() in company for company in companies)
    ]
    names = {found.group().lower() for found in found_names}
    return Facts(
        companies=frozenset(mention.company_id for mention in mentions),
        names=frozenset(names | products),
        numbers=tuple(find_numbers(text, lang)),
        dates=tuple(read for read in find_dates(text, lang, anchor) if not _is_of_same_year(text, read)),
        topics=topics_of(text, lang),
        sounds=sounds_in(text, lang),
        spelt_names=_spelt(text, found_names),
    )


def _is_of_same_year(text: str, read: DateReading) -> bool:
    """同年11月 means the year named before it, not the article's: left out rather than misdated."""
    return "同年" in text[max(0, read.start - 2) : read.end]


def _spelt(text: str, found: Sequence[re.Match[str]]) -> tuple[str, ...]:
    """Neighbouring words of one name put together; a plain capitalised word that opens the sentence may be no name."""
    runs: list[tuple[int, int]] = []
    for each in found:
        if each.start() == 0 and not re.search(r"[A-Z\d]", each.group()[1:]):
            continue
        if runs and text[runs[-1][1] : each.start()] == " ":
            runs[-1] = (runs[-1][0], each.end())
        else:
            runs.append(each.span())
    return tuple(text[start:end] for start, end in runs)
