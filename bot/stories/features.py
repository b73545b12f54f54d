"""What is compared of an article when its story is looked for: values only, read from headline and lead."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np

from bot.domain.article import Article
from bot.stories.near_duplicates import signature
from bot.text.names import name_keys
from bot.text.numbers_and_dates import find_numbers
from bot.text.read_names import read_name_keys, short_name_keys

FindCompanies = Callable[[str], tuple[str, ...]]
"""Company ids of a text, the most mentioned first."""

LEAD = 700
"""Characters of the body that say what the event is: headline and lead, not the background further down."""

_FACTS = 1_500
# How many work for a firm is in all reports on it, whatever happened.
_STAFF = re.compile(
    r"\bemploys (?:about |some |more than |around )?\d[\d,]*|"
    r"\b(?:its |with |has |all )\d[\d,]* (?:employees|staff|people)\b|"
    r"(?:従業員|社員)(?:数)?(?:は|が|約)*\d[\d,]*人",
    re.IGNORECASE,
)
_TELLING = 13
"""Smaller counts (three people, 10 models) are in too many reports to tell events apart."""


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    published_at: datetime
    vector: np.ndarray | None
    """float32 unit vector of headline and lead, its language's mean subtracted."""
    signature: bytes | None
    companies: tuple[str, ...]
    """Ids; the ones that the headline names first, then the most mentioned first."""
    numbers: frozenset[str] = field(default_factory=frozenset)
    """Amounts as values: `14300000000 USD`, whatever the language."""
    names: frozenset[str] = field(default_factory=frozenset)
    """Sound keys of names, the same for both scripts, and readings of those that have none."""
    title_names: frozenset[str] = field(default_factory=frozenset)
    """Those that the headline holds: whom or what it is about, where no company of the record is named."""
    readings: frozenset[str] = field(default_factory=frozenset)
    """Names by their reading, for two languages: within one, the sound keys have them already."""
    title_readings: frozenset[str] = field(default_factory=frozenset)
    outlet: str = ""
    title: str = ""


def lead_of(article: Article) -> str:
    """The text whose vector stands for the article."""
    return f"{article.title}\n{article.text[:LEAD]}"


def features_of(article: Article, vector: np.ndarray | None, companies: tuple[str, ...]) -> Features:
    text = f"{article.title}\n{article.text[:_FACTS]}"
    return Features(
        published_at=article.published_at,
        vector=vector,
        signature=signature(f"{article.title}\n{article.text}"),
        companies=companies,
        numbers=telling_numbers(text, article.lang),
        names=name_keys(text) | short_name_keys(text),
        title_names=name_keys(article.title) | short_name_keys(article.title),
        readings=read_name_keys(article.title, article.text[:_FACTS]),
        title_readings=read_name_keys(article.title),
        outlet=article.outlet,
        title=article.title,
    )


def companies_of(article: Article, find_companies: FindCompanies) -> tuple[str, ...]:
    """Ids of the companies in it. Whom the headline names comes first: that is whom the event is about."""
    return tuple(dict.fromkeys([*find_companies(article.title), *find_companies(article.text)]))


def telling_numbers(text: str, lang: str) -> frozenset[str]:
    """Keys of the amounts that can tell one event from another: large ones, and any with a unit."""
    read = _STAFF.sub(" ", text)
    numbers = find_numbers(read, lang)
    return frozenset(number.key for number in numbers if number.unit or number.value >= _TELLING)
