"""The commands' names as Discord shows them in each language, read from what Discord is told of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.domain.language import Lang
from bot.domain.server import Area


@dataclass(frozen=True, slots=True)
class CommandNames:
    """By full name ("source add"; of an option "source add url"): the name in Japanese. What is not among them is shown
    as it is."""

    ja: Mapping[str, str]
    for_members: tuple[str, ...] = ()
    """Names of the commands that need no permission: those that roles can be given for."""
    areas: tuple[tuple[str, Area], ...] = ()
    """Names of the admins' commands that a role can be put in charge of, with their areas."""

    @classmethod
    def of(cls, payload: Sequence[Mapping[str, Any]], areas: Sequence[tuple[str, Area]] = ()) -> "CommandNames":
        """From the payload of a sync; Discord is told nothing of `areas`."""
        members = tuple(one["name"] for one in payload if not one.get("default_member_permissions"))
        return cls(dict(pair for one in payload for pair in _walk(one, "", "")), members, tuple(areas))

    def shown(self, name: str, lang: Lang) -> str:
        """A command's full name, or an option's after its command's."""
        return self.ja.get(name, name) if lang == "ja" else name


def _walk(option: Mapping[str, Any], above: str, above_ja: str) -> Iterator[tuple[str, str]]:
    name = f"{above} {option['name']}".strip()
    ja = f"{above_ja} {(option.get('name_localizations') or {}).get('ja', option['name'])}".strip()
    yield name, ja
    for one in option.get("options") or ():
        yield from _walk(one, name, ja)
