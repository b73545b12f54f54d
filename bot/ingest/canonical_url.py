"""One spelling per web address: what is fetched (`parse_web_url`) and what makes two addresses one article
(`canonical_url`)."""

import re
import socket
from functools import lru_cache
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urljoin, urlsplit, urlunsplit

from bot.domain.article import without_device
from bot.errors import BadUrl

URL_LIMIT = 2_048
"""Longest address that is accepted, in characters."""

_REMEMBERED = 1_024
"""Addresses whose spelling is kept: each link of a feed is spelt when it is read, and again to find its article."""
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")
_WHOLE_LINK = re.compile(r"https?://[a-z0-9][\x21-:<-\x7e]*")
_HOST_NAME = re.compile(r"[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*")
_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")
_DEFAULT_PORTS = {"http": 80, "https": 443}
_PATH_SAFE = "/%:@!$&'()*+,;=~-._[]|"
_QUERY_SAFE = "/%:@!$&'()*+,;=~-._?[]|"
_LEGACY_IPV4 = re.compile(r"(?:[\w-]+\.)*(?:\d+|0x[0-9a-f]*)")
"""What ends in a number is read as an IPv4 address or not at all (https://url.spec.whatwg.org/#host-parsing)."""
_TRACKING = re.compile(
    r"""utm_\w+ | fbclid | gclid | gclsrc | dclid | gbraid | wbraid | msclkid | yclid | twclid | ttclid | igshid | igsh
      | mc_[ce]id | mkt_tok | _hs(?:enc|mi) | vero_(?:id|conv) | wt\.?mc\w* | wtmc | s_cid | cmpid | icid | ncid
      | ref_?src | ref_?url | spm | _ga | _gl | oly_(?:anon|enc)_id | at_(?:medium|campaign)\w* | __twitter_impression
      | guccounter | guce_referrer\w* | ns_\w+ | sr_share | smid | smtyp | share_?(?:id|source|token) | n_cid | rss
    """,
    re.VERBOSE | re.IGNORECASE,
)
_FIRST_AMP_FOLDERS = re.compile(r"^(?:/amp)+(?=/[^/]+/[^/])")
"""Before two folders at least: a site that sells amplifiers has pages at `/amp/name`."""
_AMP_FOLDERS = re.compile(r"(?<=[^/])(?:/(?:amp|print))+/?$")
_AMP_SUFFIXES = re.compile(r"(?:\.amp)+(?=\.html?$|$)")
_NOISE_PAIRS = {
    *(("amp", value) for value in ("", "1", "true")),
    *((name, value) for name in ("ref", "from", "source") for value in ("rss", "feed", "atom")),
    *((name, value) for name in ("print", "printable", "printerfriendly") for value in ("", "1", "true", "yes")),
    *((name, value) for name in ("outputtype", "output", "format", "view", "mode") for value in ("amp", "print")),
}


@lru_cache(_REMEMBERED)
def parse_web_url(url: str) -> str:
    """`url` in its normal spelling: lower-case scheme and host (IDNA), no default port, no fragment, percent-encoded.

    Raises BadUrl when it is not an http(s) address, carries a user name or password, or is too long.
    """
    shown = url.strip()[:200]
    text = url.strip()
    if len(text) > URL_LIMIT or _CONTROLS.search(text):
        raise BadUrl("too long or with control characters", url=shown)
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as problem:
        raise BadUrl(str(problem), url=shown) from problem
    if parts.scheme.lower() not in _DEFAULT_PORTS or not parts.hostname:
        raise BadUrl("not http(s) or without a host", url=shown)
    if parts.username is not None or parts.password is not None:
        # The secret is not repeated in the message.
        raise BadUrl("credentials in the address", url=f"{parts.scheme}://…@{parts.hostname}")
    if port == 0:
        raise BadUrl("port 0", url=shown)
    return _spell(parts, _spell_host(parts.hostname, shown), port)


def canonical_url(url: str, page_canonical: str | None = None, *, trusted: bool = False) -> str:
    """The address under which the page at `url` is one article, however it was reached.

    Drops tracking parameters, fragments, AMP and print markers and sorts the query. `page_canonical` is what the page
    itself claims (absolute or relative): believed for another path of the same site only, else a page could take the
    place of a stranger's article; `trusted` lets a page speak for any site (hosts that the operator admitted by name).
    Raises BadUrl.
    """
    base = _without_noise(parse_web_url(url))
    if not page_canonical:
        return base
    try:
        claimed = _without_noise(parse_web_url(urljoin(parse_web_url(url), page_canonical.strip())))
    except (BadUrl, ValueError):
        return base
    if not (trusted or _site(claimed) == _site(base)):
        return base
    # A front page as the canonical address of an inner page is a template's mistake: it would fold a whole site.
    is_front = urlsplit(claimed).path in ("", "/") and not urlsplit(claimed).query
    return base if is_front and urlsplit(base).path not in ("", "/") else claimed


def absolute_url(base: str, link: str | None) -> str | None:
    """`link` as a page or feed at `base` gives it, in normal spelling; None where it leads to no web page."""
    if not link or not link.strip():
        return None
    try:
        # Nearly every link is whole: joining it would take it apart and put it together to the same.
        return parse_web_url(link if _WHOLE_LINK.fullmatch(link) else urljoin(base, link.strip()))
    except (BadUrl, ValueError):
        return None


def entry_url(base: str, link: str | None) -> str | None:
    """`link` as `absolute_url` reads it, with the fragment that names a part of the page (one change in a list)."""
    url = absolute_url(base, link)
    fragment = (link or "").strip().partition("#")[2]
    if url is None or not fragment:
        return url
    whole = f"{url}#{_spell_percent(quote(fragment, safe=_QUERY_SAFE))}"
    return whole if len(whole) <= URL_LIMIT else url


def host_of(url: str) -> str:
    """Host of a web address without its `www.`: the name of an outlet that gives no other."""
    host = urlsplit(url).hostname or url
    return host.removeprefix("www.")


def _spell_host(host: str, shown: str) -> str:
    host = host.lower().rstrip(".")
    if ":" in host:
        return f"[{host}]"
    try:
        ascii_host = host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError as problem:
        raise BadUrl("host is not a name", url=shown) from problem
    if _LEGACY_IPV4.fullmatch(ascii_host):
        return _spell_ipv4(ascii_host, shown)
    if not _HOST_NAME.fullmatch(ascii_host) or len(ascii_host) > 253:
        raise BadUrl("host is not a name", url=shown)
    return ascii_host


def _spell_ipv4(host: str, shown: str) -> str:
    """Decimal, octal, hexadecimal and short forms mean an address to the resolver, so they are written as one."""
    try:
        return socket.inet_ntoa(socket.inet_aton(host))
    except OSError as problem:
        raise BadUrl("neither a name nor an address", url=shown) from problem


def _spell(parts: SplitResult, host: str, port: int | None) -> str:
    scheme = parts.scheme.lower()
    netloc = host if port in (None, _DEFAULT_PORTS[scheme]) else f"{host}:{port}"
    path = _spell_percent(quote(parts.path, safe=_PATH_SAFE)) or "/"
    query = _spell_percent(quote(parts.query, safe=_QUERY_SAFE))
    return urlunsplit((scheme, netloc, path, query, ""))


def _spell_percent(text: str) -> str:
    """Upper-case escapes, unreserved characters unescaped, a stray `%` escaped (RFC 3986 §6.2.2)."""

    def respell(found: re.Match[str]) -> str:
        char = unquote(found[0])
        return char if _UNRESERVED.fullmatch(char) else found[0].upper()

    return _ESCAPE.sub(respell, _STRAY_PERCENT.sub("%25", text)) if "%" in text else text


def _without_noise(url: str) -> str:
    parts = urlsplit(url)
    pairs = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _is_noise(*pair)]
    path, before = parts.path, None
    # Until nothing is left: a spelling that changes when it is spelt again would make one page two articles.
    while path != before:
        before = path
        path = _AMP_SUFFIXES.sub("", _AMP_FOLDERS.sub("", _FIRST_AMP_FOLDERS.sub("", path)))
    return urlunsplit((parts.scheme, parts.netloc, path or "/", urlencode(sorted(pairs)), ""))


def _is_noise(name: str, value: str) -> bool:
    if _TRACKING.fullmatch(name):
        return True
    name, value = name.lower(), value.lower()
    return (name, value) in _NOISE_PAIRS


def _site(url: str) -> str:
    return without_device(urlsplit(url).netloc)
