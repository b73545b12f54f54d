"""What a person means by the words that shall be tracked: a company of the record, or a keyword."""

import unicodedata

from bot.domain.statement import Company
from bot.errors import EmptyKeyword, KeywordTooLong, KeywordTooShort
from bot.knowledge.companies import CompanyIndex, name_forms
from bot.text.normalise import fold

SHORTEST_KEYWORD = 2
"""Characters. One letter, or one kanji, stands in almost every article."""
LONGEST_KEYWORD = 60


def find_company_named(index: CompanyIndex, typed: str) -> Company | None:
    """The company whose own name this is, in either language, with or without 社, Inc. and the like.

    A product names its company in a question, but who tracks a product means that product; and a phrase with a
    company in it is a phrase. Both are keywords.
    """
    company = index.resolve(typed)
    if company is None:
        return None
    names = {fold(name) for name in (company.company_id, *company.names.values(), *company.aliases)}
    return company if any(fold(form) in names for form in name_forms(typed)) else None


def clean_keyword(typed: str) -> str:
    """The keyword as it is kept: NFKC, single blanks. Raises EmptyKeyword, KeywordTooShort or KeywordTooLong."""
    keyword = " ".join(unicodedata.normalize("NFKC", typed).split()).strip("\"'「」『』“”‘’")
    letters = sum(character.isalnum() for character in keyword)
    if not letters:
        raise EmptyKeyword(typed)
    if letters < SHORTEST_KEYWORD:
        raise KeywordTooShort(keyword, keyword=keyword)
    if len(keyword) > LONGEST_KEYWORD:
        raise KeywordTooLong(keyword, limit=LONGEST_KEYWORD)
    return keyword
