"""What a person pastes as the address of something to follow, read as the web address that is meant."""

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.errors import AddressRefused, BadUrl, PasswordInUrl, UnsupportedScheme
from bot.ingest.canonical_url import URL_LIMIT, canonical_url, parse_web_url
from bot.ingest.public_network import is_admitted_host, is_public

_QUOTES = "<>\"'“”‘’「」『』()（）"
_WRAPPERS = {"feed", "feeds", "rss", "itpc", "pcast", "podcast", "view-source"}
"""What feed readers register themselves for, and browsers put in front: a web address in disguise."""
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(?!\d{1,5}(?:[/?#]|$))(//)?")
_HEADLESS = re.compile(r"ttps?://", re.IGNORECASE)
"""Japanese forums leave the first letter of an address out so that nothing becomes a link."""
_HANDLE = re.compile(r"@([\w.-]{1,64})@([\w-]{1,63}(?:\.[\w-]{1,63})+)", re.ASCII)
_LOCAL_NAME = re.compile(r"(?:^|\.)(?:localhost|local|internal|localdomain|home\.arpa)$")
_WEB_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Address:
    """A web address in normal spelling."""

    url: str
    or_else: str | None = None
    """The same over plain HTTP, to be tried where no server answers: the person named no scheme."""


def read_address(pasted: str) -> Address:
    """The web address that `pasted` means: quotes, a missing or a feed reader's scheme and full-width letters are
    understood, and so is the handle of a federated profile (`@name@host`).

    Raises UnsupportedScheme, PasswordInUrl or BadUrl.
    """
    text = pasted.strip().strip(_QUOTES).strip()
    if not text.isascii():
        text = "".join(unicodedata.normalize("NFKC", char) if "！" <= char <= "～" else char for char in text)
    if not text or len(text) > URL_LIMIT or any(char.isspace() for char in text):
        raise BadUrl("empty, too long, or with a space", url=pasted.strip()[:200])
    if handle := _HANDLE.fullmatch(text):
        return Address(parse_web_url(f"https://{handle[2]}/@{handle[1]}"))
    if _HEADLESS.match(text):
        text = f"h{text}"
    return _read(text)


def _read(text: str) -> Address:
    while found := _SCHEME.match(text):
        scheme = found[1].lower()
        if scheme in _WEB_PORTS:
            return Address(_normal(text))
        if scheme not in _WRAPPERS:
            break
        text = text[found.end() :]
    if found is None:
        return _without_scheme(text)
    raise UnsupportedScheme(f"scheme {scheme[:20]!r}", url=text[:200], scheme=scheme[:20])


def _without_scheme(text: str) -> Address:
    bare = text.lstrip("/")
    host = re.split(r"[/?#]", bare, maxsplit=1)[0]
    name = host.rpartition("@")[2].partition(":")[0]
    if not ("." in name or host.startswith("[") or name == "localhost"):
        raise BadUrl("a word, not an address", url=text[:200])
    return Address(_normal(f"https://{bare}"), _normal(f"http://{bare}"))


def _normal(url: str) -> str:
    try:
        parts = urlsplit(url)
        has_password = parts.username is not None or parts.password is not None
    except ValueError:
        has_password = False
    if has_password:
        # The secret is not repeated in any message.
        raise PasswordInUrl("credentials in the address", url=f"{parts.scheme}://…@{parts.hostname}")
    return parse_web_url(url)


def check_public(url: str, allow_hosts: tuple[str, ...]) -> None:
    """Raises AddressRefused where it takes no look-up to see that `url` will never be fetched.

    Names that only resolve to a private address are found out when the connection is opened.
    """
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port or _WEB_PORTS[parts.scheme]
    if is_admitted_host(host, port, allow_hosts):
        return
    is_number = ":" in host or _is_number(host)
    if port not in _WEB_PORTS.values() or _LOCAL_NAME.search(host) or (is_number and not is_public(host)):
        raise AddressRefused(f"{host}:{port} is not public")


def spellings(url: str) -> tuple[str, ...]:
    """The addresses under which one and the same feed is usually reachable, `url` first: either scheme, with and
    without `www.`, a slash at the end, and parameters that only track."""
    parts = urlsplit(canonical_url(url))
    bare = parts.netloc.removeprefix("www.")
    path = parts.path.rstrip("/")
    has_www = "." in bare and not _is_number(bare)
    found = [
        parse_web_url(parts._replace(scheme=scheme, netloc=host, path=end).geturl())
        for scheme in ("https", "http")
        for host in ((bare, f"www.{bare}") if has_www else (bare,))
        for end in (path, f"{path}/")
    ]
    return tuple(dict.fromkeys((url, *found)))


def _is_number(host: str) -> bool:
    """Whether a host is an IP address rather than a name."""
    return host.startswith("[") or re.fullmatch(r"[\d.]+(?::\d+)?", host) is not None
