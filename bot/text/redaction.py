"""Takes secrets out of addresses before anybody reads them: in logs, in messages, in errors.

Feeds of members are secret by their address alone: a token in the query or a long random segment of the path.
"""

import re
from itertools import pairwise
from urllib.parse import urlsplit, urlunsplit

HIDDEN = "[hidden]"

_URL = re.compile(r"\b[a-z][a-z0-9+.-]{1,20}://[^\s<>\"'`「」、。]+", re.IGNORECASE)
_SECRET_NAME = re.compile(
    r"(?:^|[_.-])(?:api|access|auth|private|secret|session|client|user|rss|feed)?[_-]?"
    r"(?:key|token|secret|sig|signature|password|passwd|passphrase|pass|pwd|pw|auth|authorization|credentials?|jwt|hmac"
    r"|sid|session|code|hash|ticket|otp|pin|sas|expires)$",
    re.IGNORECASE,
)
_LONG = 16
"""Characters from which a value or segment may be a secret by its looks."""
_HEX = re.compile(r"[0-9a-f]{16,}", re.IGNORECASE)
_ALPHABET = re.compile(r"[A-Za-z0-9_=~+-]{16,}")


def redact_url(url: str) -> str:
    """`url` with user, password and whatever looks like a key replaced by HIDDEN."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return HIDDEN
    host = parts.netloc.rpartition("@")[2]
    netloc = f"{HIDDEN}@{host}" if "@" in parts.netloc else host
    path = "/".join(HIDDEN if _looks_secret(segment) else segment for segment in parts.path.split("/"))
    query = "&".join(_pair(pair) for pair in parts.query.split("&")) if parts.query else ""
    fragment = HIDDEN if _looks_secret(parts.fragment) or "=" in parts.fragment else parts.fragment
    return urlunsplit((parts.scheme, netloc, path, query, fragment))


def redact(words: str) -> str:
    """The text with every address in it redacted."""
    return _URL.sub(lambda found: redact_url(found[0]), words) if "://" in words else words


def _pair(pair: str) -> str:
    name, equals, value = pair.partition("=")
    if equals and value and (_SECRET_NAME.search(name) or _looks_secret(value)):
        return f"{name}={HIDDEN}"
    return HIDDEN if not equals and _looks_secret(pair) else pair


def _looks_secret(word: str) -> bool:
    """Long, without the hyphens of a headline, and with digits among letters as no word has them."""
    if len(word) < _LONG or not _ALPHABET.fullmatch(word):
        return False
    if _HEX.fullmatch(word):
        return not word.isdigit()
    pieces = re.split(r"[-_]", word)
    if len(pieces) > 2 and max(map(len, pieces)) < _LONG:
        return False
    changes = sum(a.isdigit() != b.isdigit() for a, b in pairwise(word))
    mixed = any(char.isupper() for char in word[1:]) and any(char.islower() for char in word)
    return changes >= 4 or (changes >= 2 and mixed)
