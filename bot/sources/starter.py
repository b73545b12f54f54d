"""The starter catalogue: well-known sources on AI in both languages, in packs that are followed at one stroke.

Nothing in it was checked live: the first fetch of each source tells, and its health says so.
"""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter

from bot.domain.language import Lang
from bot.domain.source import NewFollow
from bot.errors import UnknownPack

DATA = Path(__file__).with_name("starter.yaml")

StarterKind = Literal["official", "news", "research", "analysis"]


class StarterSource(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    name: dict[Lang, str]
    home: str
    feed: str
    lang: Lang
    kind: StarterKind
    tags: tuple[str, ...] = ()
    by_others: bool = False
    """The outlet offers no feed; somebody else makes one from its pages."""


class Pack(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    name: dict[Lang, str]
    about: dict[Lang, str]
    sources: tuple[str, ...]


class Catalogue(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    written_on: date
    checked_live: bool
    packs: tuple[Pack, ...]
    sources: tuple[StarterSource, ...]


@cache
def read_starter() -> Catalogue:
    return TypeAdapter(Catalogue).validate_python(yaml.safe_load(DATA.read_text(encoding="utf-8")))


def find_pack(pack_id: str) -> Pack:
    """Raises UnknownPack, which names those that there are."""
    packs = read_starter().packs
    found = next((pack for pack in packs if pack.id == pack_id.strip().lower()), None)
    if found is None:
        raise UnknownPack(pack_id[:100], pack=pack_id[:100], packs=", ".join(pack.id for pack in packs))
    return found


def sources_of_pack(pack: Pack) -> list[StarterSource]:
    by_id = {source.id: source for source in read_starter().sources}
    return [by_id[one] for one in pack.sources]


def follows_of_pack(pack: Pack, lang: Lang) -> list[NewFollow]:
    """The pack's feeds under their names in the reader's language, in a folder of its own."""
    return [
        NewFollow(source.feed, source.name[lang], ((pack.name[lang],),), source.home, source.lang)
        for source in sources_of_pack(pack)
    ]


def feed_of_home(url: str) -> tuple[str, ...]:
    """The feeds of the catalogue whose outlet's page is at `url`: some sites show programs no page to find them on."""
    return tuple(source.feed for source in read_starter().sources if _place(source.home) == _place(url))


def _place(url: str) -> tuple[str, str, str]:
    parts = urlsplit(url)
    return parts.netloc.removeprefix("www."), parts.path.rstrip("/"), parts.query
