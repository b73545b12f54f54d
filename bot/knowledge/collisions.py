"""The rules across an entire data set: one spelling leads to one organisation, and nothing stands twice."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Literal

from bot.domain.statement import Company
from bot.knowledge.file_format import CompanyFile
from bot.text.normalise import fold

_Kind = Literal["name", "product", "ambiguous"]
_IGNORED = str.maketrans("", "", "._'’")


def spelling_key(name: str) -> str:
    """What two spellings of one name share: width, case, blanks, dots, hyphens and apostrophes do not count."""
    return fold(name).translate(_IGNORED)


def find_duplicates(files: Sequence[CompanyFile]) -> Iterator[str]:
    """Ids, summaries and quotes that stand twice, as `file: fault`."""
    seen: dict[tuple[str, ...], str] = {}
    for file in files:
        keys: list[tuple[tuple[str, ...], str, str]] = [(("id", file.id), "id", file.id)]
        for entry in file.statements:
            keys.append((("id", entry.id), "id", entry.id))
            keys.append((("en", file.id, entry.summary.en), "summary.en", entry.id))
            keys.append((("ja", file.id, entry.summary.ja), "summary.ja", entry.id))
            if entry.quote:
                keys.append((("quote", file.id, spelling_key(entry.quote)), "quote", entry.id))
        for key, field, owner in keys:
            if key in seen:
                yield f"{file.id}.yaml: {owner}: {field} is the same as in {seen[key]}"
            seen.setdefault(key, owner)


def find_collisions(companies: Sequence[Company]) -> Iterator[str]:
    """Spellings that lead to two organisations, or to an organisation and its own product, as `file: fault`.

    Ambiguous spellings may be shared: the context decides between their owners.
    """
    owners: dict[str, dict[str, str]] = defaultdict(dict)
    for company in companies:
        yield from _own_collisions(company)
        for key, spelling, kind in _spellings(company):
            if kind != "ambiguous":
                owners[key].setdefault(company.company_id, spelling)
    for by_company in owners.values():
        if len(by_company) > 1:
            shown = "; ".join(f"{company_id}: {spelling}" for company_id, spelling in by_company.items())
            yield f"{next(iter(by_company))}.yaml: aliases: one spelling, several owners: {shown}"


def _own_collisions(company: Company) -> Iterator[str]:
    names = {key: spelling for key, spelling, kind in _spellings(company) if kind == "name"}
    products = {key for key, _, kind in _spellings(company) if kind == "product"}
    firm = {spelling for _, spelling, kind in _spellings(company) if kind != "ambiguous"}
    for key in names.keys() & products:
        yield f"{company.company_id}.yaml: aliases: {names[key]} is both an alias and a product"
    for spelling in company.ambiguous_aliases:
        if spelling in firm:
            yield f"{company.company_id}.yaml: ambiguous_aliases: {spelling} is also an alias or a product"


def _spellings(company: Company) -> Iterator[tuple[str, str, _Kind]]:
    for spelling in (*company.names.values(), *company.aliases):
        yield spelling_key(spelling), spelling, "name"
    for product in company.products:
        yield spelling_key(product.name), product.name, "product"
        yield spelling_key(product.name_ja), product.name_ja, "product"
    for spelling in company.ambiguous_aliases:
        yield spelling_key(spelling), spelling, "ambiguous"
