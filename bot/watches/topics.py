"""The topics of one schedule: a list of companies and keywords as a person types it into one line."""

import re
from collections.abc import Iterable

from bot.domain.watch import Coverage, Watch
from bot.errors import OnlyWithoutTopics, TooManyWatches
from bot.knowledge.companies import CompanyIndex
from bot.text.keywords import fold_keyword
from bot.watches.naming import clean_keyword, find_company_named

MOST_TOPICS = 20
"""Companies and keywords of one schedule: more would be a server's list."""
_PIECE = re.compile(r"\s*(?:[「『“\"]([^」』”\"]*)[」』”\"]|([^,，、;；\n]+))")
_LEGAL_FORM = re.compile(r"(?:inc|llc|ltd|corp|co|plc|gmbh|s\.?a|k\.?k)\.?", re.IGNORECASE)
"""What follows the comma in a company's full name is no topic of its own."""


def split_topics(typed: str) -> list[str]:
    """The pieces between commas of either language; what stands in quotation marks stays one piece."""
    pieces = [" ".join((quoted or bare).split()) for quoted, bare in _PIECE.findall(typed)]
    return [piece for piece in pieces if piece and not _LEGAL_FORM.fullmatch(piece)]


def ends_list(typed: str) -> bool:
    """Whether the next piece is still to come: nothing stands behind the last comma."""
    return typed.rstrip().endswith(tuple(",，、;；"))


def read_topics(index: CompanyIndex, typed: Iterable[str], *, only: bool) -> Watch | None:
    """What these pieces mean: a company where one is a company's name in either language, else a keyword.

    None where there are none. Raises OnlyWithoutTopics, TooManyWatches, EmptyKeyword, KeywordTooShort, KeywordTooLong.
    """
    companies: dict[str, None] = {}
    keywords: dict[str, str] = {}
    for piece in typed:
        company = find_company_named(index, piece)
        if company is not None:
            companies[company.company_id] = None
        else:
            keyword = clean_keyword(piece)
            keywords.setdefault(fold_keyword(keyword), keyword)
    if len(companies) + len(keywords) > MOST_TOPICS:
        raise TooManyWatches(limit=MOST_TOPICS)
    if not companies and not keywords:
        if only:
            raise OnlyWithoutTopics
        return None
    coverage = Coverage.TRACKED if only else Coverage.ALL
    return Watch(frozenset(companies), tuple(keywords.values()), coverage)
