"""Where well-known services keep the feeds of their pages: rules over addresses, kept as data in site_patterns.yaml."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs, quote, unquote, urlsplit

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from bot.errors import BadUrl
from bot.ingest.canonical_url import parse_web_url

DATA = Path(__file__).with_name("site_patterns.yaml")
_READ = 2_000_000
"""Characters of a page in which a rule's mark is looked for."""


class Rule(BaseModel):
    """One kind of page of a service. `path` and `query` are regular expressions over the whole value; the names of
    their groups may stand in `feeds`, beside `{host}`, `{path}` (without a slash at its end) and `{query}`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    path: re.Pattern[str] = re.compile(r".*")
    query: dict[str, re.Pattern[str]] = Field(default_factory=dict)
    page: re.Pattern[str] | None = None
    """Looked for in the page itself, which therefore has to be read first; its groups count as well."""
    feeds: tuple[str, ...] = ()
    """Best first: the next one is for where the one before holds nothing."""
    has_no_feeds: bool = False


class Service(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    hosts: tuple[str, ...]
    """`example.com` (with or without `www.`), `*.example.com` for any host below it, `*` for every host."""
    rules: tuple[Rule, ...]


class Shorthand(BaseModel):
    """How people write an address of a service without writing an address."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    written: re.Pattern[str]
    address: str


class PatternFile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    shorthands: tuple[Shorthand, ...]
    services: tuple[Service, ...]
    generators: dict[str, tuple[str, ...]]
    """What a page's generator calls itself (lower case, its beginning) to where it puts its feeds."""
    usual_paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """What the rules say of an address."""

    service: str
    feeds: tuple[str, ...]
    """To be tried before the page."""
    in_page: tuple["PageMark", ...]
    """To be completed from the page."""
    guesses: tuple[str, ...]
    """To be tried after the page, where that names no feed: rules that hold for any host."""
    has_no_feeds: bool

    def feeds_of_page(self, text: str) -> tuple[str, ...]:
        """Feeds whose address needs something that stands in the page's source."""
        found: list[str] = []
        for one in self.in_page:
            if match := one.mark.search(text[:_READ]):
                found += _fill(one.feeds, dict(one.values) | {k: v for k, v in match.groupdict().items() if v})
        return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class PageMark:
    """What completes a feed's address from the source of a page; picklable."""

    mark: re.Pattern[str]
    feeds: tuple[str, ...]
    values: tuple[tuple[str, str], ...]
    """Known from the page's own address."""


@cache
def read_patterns() -> PatternFile:
    return TypeAdapter(PatternFile).validate_python(yaml.safe_load(DATA.read_text(encoding="utf-8")))


def expand_shorthand(pasted: str) -> str:
    """The address that `r/name` and the like stand for; anything else as it is."""
    for shorthand in read_patterns().shorthands:
        if match := shorthand.written.fullmatch(pasted.strip()):
            return shorthand.address.format(**{k: quote(v, safe="") for k, v in match.groupdict().items()})
    return pasted


def known_place(url: str) -> KnownPlace:
    """What is known of the page at `url` (in normal spelling) by its address alone; nothing, for most."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    path = parts.path.rstrip("/") or "/"
    base = {"host": parts.netloc, "path": path.rstrip("/"), "query": parts.query, "scheme": parts.scheme}
    service, feeds, in_page, guesses = "", [], [], []
    has_no_feeds = False
    for one, is_any in _of_host(host):
        for rule in one.rules:
            values = _match(rule, path, parts.query)
            if values is None:
                continue
            service = service or one.name
            if rule.page:
                in_page.append(PageMark(rule.page, rule.feeds, tuple((base | values).items())))
            elif is_any:
                guesses += _fill(rule.feeds, base | values)
            else:
                feeds += _fill(rule.feeds, base | values)
            has_no_feeds = has_no_feeds or rule.has_no_feeds
            break
    return KnownPlace(service, tuple(dict.fromkeys(feeds)), tuple(in_page), tuple(dict.fromkeys(guesses)), has_no_feeds)


def usual_places(url: str, generator: str | None = None) -> tuple[str, ...]:
    """Addresses below the page's own folder and at the site's root where feeds usually are, likeliest first."""
    parts = urlsplit(url)
    patterns = read_patterns()
    named = (generator or "").strip().lower()
    own = [path for name, paths in patterns.generators.items() if named.startswith(name) for path in paths]
    folder = parts.path if parts.path.endswith("/") else parts.path.rpartition("/")[0] + "/"
    if not parts.path.endswith("/") and "." not in parts.path.rpartition("/")[2]:
        folder = f"{parts.path}/"
    site = f"{parts.scheme}://{parts.netloc}"
    root = [f"{site}{path}" for path in (*own, *patterns.usual_paths)]
    if folder == "/":
        return tuple(dict.fromkeys(root))
    below = [f"{site}{folder.rstrip('/')}{path}" for path in (*own, *patterns.usual_paths[:4])]
    return tuple(dict.fromkeys((*below, *root)))


def _of_host(host: str) -> Iterator[tuple[Service, bool]]:
    """The services at this host, the particular ones first, with whether the rule is for any host."""
    every, is_known = [], False
    for service in read_patterns().services:
        if "*" in service.hosts:
            every.append(service)
        elif any(host == one or (one.startswith("*.") and host.endswith(one[1:])) for one in service.hosts):
            is_known = True
            yield service, False
    # A service that is known by its host is not also any host's software.
    for service in every if not is_known else ():
        yield service, True


def _match(rule: Rule, path: str, query: str) -> dict[str, str] | None:
    """The values of the rule's groups; None where it does not hold."""
    match = rule.path.fullmatch(path)
    if match is None:
        return None
    values = {name: value for name, value in match.groupdict().items() if value}
    given = parse_qs(query, max_num_fields=50) if rule.query and query.count("&") < 50 else {}
    for name, pattern in rule.query.items():
        found = pattern.fullmatch(given.get(name, [""])[0])
        if found is None:
            return None
        values |= {key: quote(value, safe="") for key, value in found.groupdict().items() if value}
    return values


def _fill(templates: tuple[str, ...], values: Mapping[str, str]) -> list[str]:
    """Addresses from templates. What strangers typed is escaped, so that it stays the part of the address it is in."""
    filled = []
    for template in templates:
        made = template
        for name, value in values.items():
            is_whole = name in ("host", "path", "query", "scheme")
            made = made.replace(f"{{{name}}}", value if is_whole else quote(unquote(value), safe="@:~"))
        try:
            filled.append(parse_web_url(made))
        except BadUrl:
            continue
    return filled
