"""Writes organisations in the format that `seed` reads, so that what was exported can be loaded again."""

from collections.abc import Iterable

import yaml

from bot.domain.statement import Company, Statement
from bot.knowledge.timeline import when

_WIDTH = 120


def company_yaml(company: Company, statements: Iterable[Statement]) -> str:
    """The file of one organisation with these statements, in order of date."""
    entry: dict[str, object] = {
        "id": company.company_id,
        "kind": company.kind,
        "country": company.country,
        "homepage": company.homepage,
        "names": {"en": company.names["en"], "ja": company.names["ja"]},
        "aliases": list(company.aliases),
    }
    if company.ambiguous_aliases:
        entry["ambiguous_aliases"] = list(company.ambiguous_aliases)
    entry["products"] = [{"name": product.name, "ja": product.name_ja} for product in company.products]
    entry["statements"] = [_statement(statement) for statement in sorted(statements, key=when)]
    return yaml.safe_dump(entry, allow_unicode=True, sort_keys=False, width=_WIDTH)


def _statement(statement: Statement) -> dict[str, object]:
    speaker = statement.speaker
    entry: dict[str, object] = {
        "id": statement.statement_id,
        "date": statement.said_on.text,
        "speaker": None
        if speaker is None
        else {"name": speaker.name, "name_ja": speaker.name_ja, "role": speaker.role, "role_ja": speaker.role_ja},
        "provenance": statement.provenance.value,
        "modality": statement.modality.value,
        "scope": [scope.value for scope in statement.scope],
        "stance": statement.stance.value,
        "quote": statement.quote,
        "quote_lang": statement.quote_lang,
        "summary": {"en": statement.summary["en"], "ja": statement.summary["ja"]},
        "source": {"publisher": statement.publisher, "title": statement.article_title, "url": statement.url},
        "verified": statement.verified,
    }
    if statement.note is not None:
        entry["note"] = statement.note
    return entry
