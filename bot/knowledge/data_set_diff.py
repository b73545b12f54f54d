"""What differs between two versions of a data set, by public id."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from bot.domain.statement import Company, Statement
from bot.knowledge.seed import DataSet


@dataclass(frozen=True, slots=True)
class Difference:
    kind: str
    """`company` or `statement`."""
    name: str
    """The public id."""
    change: str
    """`added`, `removed` or `changed`."""
    changed_fields: tuple[str, ...] = ()


def differences(old: DataSet, new: DataSet) -> list[Difference]:
    """Companies first, then statements, each in order of id."""
    return [
        *_of("company", {c.company_id: c for c in old.companies}, {c.company_id: c for c in new.companies}),
        *_of("statement", {s.statement_id: s for s in old.statements}, {s.statement_id: s for s in new.statements}),
    ]


def _of(kind: str, old: Mapping[str, Company | Statement], new: Mapping[str, Company | Statement]) -> list[Difference]:
    found = []
    for name in sorted(old.keys() | new.keys()):
        if name not in old:
            found.append(Difference(kind, name, "added"))
        elif name not in new:
            found.append(Difference(kind, name, "removed"))
        elif changed := _changed_fields(old[name], new[name]):
            found.append(Difference(kind, name, "changed", changed))
    return found


def _changed_fields(old: Company | Statement, new: Company | Statement) -> tuple[str, ...]:
    names = (field.name for field in fields(old))
    return tuple(name for name in names if getattr(old, name) != getattr(new, name))
