"""Whether an article is about what a server tracks: named in the headline or the opening, not in passing."""

from collections.abc import Sequence

from bot.domain.article import Article
from bot.domain.watch import Watch
from bot.stories.features import LEAD, FindCompanies
from bot.text.keywords import find_keywords

_KEYWORD_REACH = 2 * LEAD
"""A keyword is searched for further down than a company: it names a subject, which an opening may only describe."""


def tracked_in(
    articles: Sequence[Article], watch: Watch, find_companies: FindCompanies
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(ids of tracked companies, tracked keywords) that any of `articles` is about, each once."""
    companies: dict[str, None] = {}
    keywords: dict[str, None] = {}
    for article in articles if not watch.is_empty else ():
        if watch.companies:
            named = find_companies(f"{article.title}\n{article.text[:LEAD]}")
            companies.update(dict.fromkeys(company for company in named if company in watch.companies))
        if watch.keywords:
            text = f"{article.title}\n{article.text[:_KEYWORD_REACH]}"
            keywords.update(dict.fromkeys(find_keywords(text, watch.keywords)))
    return tuple(companies), tuple(keywords)
