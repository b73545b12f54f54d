"""What a feed says about itself beside its entries: the address it calls its own, and whether it is a podcast."""

import json
import re
from dataclasses import dataclass

from bot.ingest.canonical_url import absolute_url
from bot.ingest.decoding import decode

_HEAD = 60_000
_ITEM = re.compile(r"<(?:[\w.-]+:)?(?:item|entry)(?=[\s/>])")
_LINK = re.compile(r"<(?:[\w.-]+:)?link\s[^<>]{1,2000}>")
_SELF = re.compile(r"""\srel\s*=\s*["']self["']""")
_HREF = re.compile(r"""\shref\s*=\s*["']([^"'<>]{1,2000})["']""")
_JSON_SELF = re.compile(r'"feed_url"\s*:\s*("(?:[^"\\]|\\.){1,2000}")')
_AUDIO = re.compile(r"""<enclosure\s[^<>]{0,2000}?type\s*=\s*["']audio/""")
_READ = 2_000_000


@dataclass(frozen=True, slots=True)
class FeedMarks:
    self_url: str | None
    is_podcast: bool


def read_marks(body: bytes, *, url: str, content_type: str) -> FeedMarks:
    """The marks of the feed in `body`, fetched from `url`."""
    text = decode(body, content_type)[:_READ]
    first = _ITEM.search(text)
    head = text[: min(first.start() if first else _HEAD, _HEAD)]
    items = sum(1 for _ in _ITEM.finditer(text))
    is_podcast = items > 0 and len(_AUDIO.findall(text)) * 2 >= items
    return FeedMarks(absolute_url(url, _self_link(head)), is_podcast)


def _self_link(head: str) -> str | None:
    for link in _LINK.findall(head):
        if _SELF.search(link) and (found := _HREF.search(link)):
            return found[1].replace("&amp;", "&")
    if found := _JSON_SELF.search(head):
        try:
            return str(json.loads(found[1]))
        except ValueError:
            return None
    return None
