"""Text from strangers (headlines, quotes, questions, error details) made inert for Discord's markup.

Only these two functions may put such text into a message. `discord.utils.escape_markdown` is not enough: it leaves
links broken open by a bracket, timestamps, command mentions and emoji tokens alone.
"""

import re
import unicodedata
from urllib.parse import quote, urlsplit

from bot.discord_app.limits import BUTTON_URL, cut

_DROPPED = ("Cc", "Cf", "Cs", "Co")
"""Controls, bidi and zero-width marks, lone surrogates, private use: none of them says anything in a headline."""
_STACKED_MARKS = 3
_BREAKS = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BLANKS = re.compile(r"[^\S\n]+")
_MARKUP = re.compile(r"[\\*_~|`\[\]]")
# What can open <@id>, <#id>, <:emoji:id>, <t:…>, </command:id>, <id:…>, <https://…>; "a < b", "<3" and "<=" cannot.
_ANGLE = re.compile(r"<(?![\s\d=\-])")
_SCHEME = re.compile(r"(?<=[A-Za-z0-9+.\-]):(?=//)")
_INVITE = re.compile(r"(discord(?:app)?\.(?:gg|com|me))/", re.IGNORECASE)
_EVERYBODY = re.compile(r"@(?=everyone|here)")
_SHORTCODE = re.compile(r":(?=[A-Za-z0-9_+\-]*[A-Za-z+\-][A-Za-z0-9_+\-]*(?:::[a-z0-9\-]+)?:)")
# Headings, subtext, lists and quotes live at the start of a line, in front of a space or of nothing.
_LINE_START = re.compile(r"^(?=(?:#{1,6}|-#|[-+]|>{1,3})(?:\s|$))", re.MULTILINE)
_NUMBERED = re.compile(r"^(\d{1,9})(?=[.)](?:\s|$))", re.MULTILINE)
_LABEL_MARKUP = re.compile(r"[\\*_~`|<>]")
_LABEL_SCHEME = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.\-]*)?:?//+")
_URL_SAFE = "%/:?#@!$&'+,;=~-._"
_HOST = re.compile(r"[a-z0-9.\-_]+")  # an IPv6 address in brackets would end the link around it


def plain(text: str, limit: int | None = None, *, keep_lines: bool = False) -> str:
    """`text` as inert words in Discord's markup, on one line unless `keep_lines`.

    `limit` bounds what the reader sees, in UTF-16 units; escapes come on top, so messages are measured after this.
    A text without one visible character becomes "".
    """
    words = _visible(text)
    if keep_lines:
        words = "\n".join(line for line in (one.strip() for one in _BLANKS.sub(" ", words).split("\n")) if line)
    else:
        words = " ".join(words.split())
    if limit is not None:
        words = cut(words, limit)
    words = _MARKUP.sub(r"\\\g<0>", words)
    words = _SCHEME.sub(r"\\:", words)
    words = _INVITE.sub(r"\1\\/", words)
    words = _EVERYBODY.sub("＠", words)
    words = _SHORTCODE.sub(r"\\:", words)
    words = _NUMBERED.sub(r"\1\\", words)
    words = _LINE_START.sub(r"\\", words)
    return _ANGLE.sub("＜", words)


def _visible(text: str) -> str:
    kept: list[str] = []
    marks = 0
    for character in _BREAKS.sub("\n", unicodedata.normalize("NFC", text)).replace("\t", " "):
        category = unicodedata.category(character)
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if character == "\n" or (category not in _DROPPED and marks <= _STACKED_MARKS):
            kept.append(character)
    return "".join(kept)


def link(label: str, url: str, limit: int = 60) -> str:
    """A masked link with a label from strangers; only the label where `url` is not a plain web address.

    Discord shows backslashes inside a label, so its markup is replaced there, not escaped.
    """
    words = _LABEL_MARKUP.sub("", _LABEL_SCHEME.sub("", " ".join(_visible(label).split())))
    words = words.replace("[", "［").replace("]", "］")
    words = "".join(character for character in words if not _is_emoji(character)).strip()
    words = _EVERYBODY.sub("＠", _SHORTCODE.sub("：", words))
    words = cut(words, limit)
    target = web_address(url)
    if target is None:
        return plain(words)
    return f"[{words or host(target)}]({target})"


def web_address(url: str) -> str | None:
    """`url` as it may stand in a masked link or on a link button; None where it is no plain web address."""
    try:
        parts = urlsplit(url.strip())
        name = (parts.hostname or "").encode("idna").decode("ascii")
        port = f":{parts.port}" if parts.port is not None else ""
        rest = quote(parts.path, safe=_URL_SAFE)
        rest += "?" + quote(parts.query, safe=_URL_SAFE) if parts.query else ""
        rest += "#" + quote(parts.fragment, safe=_URL_SAFE) if parts.fragment else ""
    except (ValueError, UnicodeError):
        return None
    if parts.scheme.lower() not in ("http", "https") or parts.username is not None or parts.password is not None:
        return None
    if not _HOST.fullmatch(name):
        return None
    address = f"{parts.scheme.lower()}://{name}{port}{rest}"
    return address if len(address) <= BUTTON_URL else None


def host(url: str) -> str:
    """The host that a link leads to, for showing beside it."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _is_emoji(character: str) -> bool:
    return unicodedata.category(character) == "So" or "\U0001f3fb" <= character <= "\U0001f3ff" or character == "\ufe0f"
