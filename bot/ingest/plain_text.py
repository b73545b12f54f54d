"""HTML of strangers to plain text: entities decoded, markup gone, one line per paragraph."""

import re
from html import unescape

from lxml import etree

LINE_LIMIT = 200_000
"""Longest text kept, in characters: no article is longer, and a hostile one must not fill the store."""
TITLE_LIMIT = 300

_ANY_MARKUP = re.compile(r"<[a-zA-Z/!?]|&(?:#\d+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);")
_INLINE_TAG = re.compile(
    r"</?(?:a|abbr|b|bdi|big|br|cite|code|del|div|em|font|h[1-6]|i|img|ins|kbd|mark|p|q|rb|rp|rt|ruby|s|small|span"
    r"|strike|strong|sub|sup|tt|u|wbr)(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)
_RUBY_READING = re.compile(r"<(rt|rp)\b[^<>]{0,500}>[^<]{0,500}</\1>", re.IGNORECASE)
_FRAME = re.compile(r"</?(?:iframe|object|embed)\b[^<>]{0,4000}>", re.IGNORECASE)
"""Browsers take everything after a frame that is not closed for a part of it; feeds rarely close theirs."""
_COMMENT = re.compile(r"<!--.*?(?:-->|$)", re.DOTALL)
_CONTROLS = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2060\ufeff\ufffe\uffff\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_SPACES = re.compile(r"[ \t\r\n\f\v\xa0\u2000-\u200a\u2028\u2029\u3000]+")
_DROPPED = {"script", "style", "noscript", "template", "svg", "math", "head", "form", "rt", "rp"}
BLOCKS = {
    "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "figure", "footer", "h1",
    "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "td", "th",
    "tr", "ul",
}  # fmt: skip


def plain_title(text: str) -> str:
    """A headline on one line of at most TITLE_LIMIT characters. What only looks like markup (`5 < 6`) is kept."""
    text = text[: TITLE_LIMIT * 20]
    if "<" in text:
        text = _INLINE_TAG.sub("", _RUBY_READING.sub("", text))
    if "&" in text:
        text = unescape(text)
        # Encoded twice: frequent enough, and no headline speaks of entities.
        text = unescape(text) if re.search(r"&(?:amp|quot|lt|gt|apos|nbsp|#\d{2,5});", text) else text
        text = _INLINE_TAG.sub("", text) if "<" in text else text
    return shorten(one_line(text), TITLE_LIMIT)


def plain_text(html: str) -> str:
    """The text of an HTML fragment or of plain text, paragraphs separated by one newline."""
    html = html[: LINE_LIMIT * 5]
    return paragraphs(_from_html(html) if _ANY_MARKUP.search(html) else html)


def paragraphs(text: str) -> str:
    """Plain text with tidy lines: nothing in it is read as markup."""
    lines = (one_line(line) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)[:LINE_LIMIT]


def one_line(text: str) -> str:
    """White space runs to one space; control and invisible direction characters gone."""
    if is_tidy(text):
        return text.strip()
    return _SPACES.sub(" ", _CONTROLS.sub("", _SPACES.sub(" ", text))).strip()


def is_tidy(text: str) -> bool:
    """Whether nothing is there to tidy, as in most lines: `isprintable` knows no white space but the plain blank."""
    return text.isprintable() and "  " not in text


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters, ending in an ellipsis where something was cut."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def _from_html(html: str) -> str:
    # Comments go first: libxml2 ends a malformed one elsewhere than browsers do.
    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(f"<div>{_cleared(html)}</div>", parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        return unescape(re.sub(r"<[^<>]*>", " ", html))
    return "".join(_pieces(root))


def _cleared(html: str) -> str:
    html = _COMMENT.sub("", html) if "<!--" in html else html
    html = _FRAME.sub(" ", html)
    return html if html.replace("\n", " ").isprintable() else _CONTROLS.sub("", html)


def _spaced(text: str | None) -> str:
    if not text or is_tidy(text):
        return text or ""
    return _SPACES.sub(" ", text)


def _pieces(root: "etree._Element") -> list[str]:
    """Walks without recursion: a hostile page may nest deeper than Python's stack."""
    pieces: list[str] = []
    skipping: object = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else "comment"
        if event == "start" and skipping is None:
            if tag in _DROPPED:
                skipping = element
                continue
            pieces.append("\n" if tag in BLOCKS else "")
            pieces.append(_spaced(element.text))
        elif event == "end":
            if skipping is not None and skipping is not element:
                continue
            skipping = None
            pieces.append("\n" if tag in BLOCKS else "")
            pieces.append(_spaced(element.tail))
    return pieces
