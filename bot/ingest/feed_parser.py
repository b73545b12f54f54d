"""Bytes of a feed to entries reduced to text: RSS, Atom, RDF, JSON Feed, in any encoding, broken or not."""

from hashlib import sha256

from bot.domain.source import Entry, ParsedFeed
from bot.errors import NotAFeed
from bot.ingest.canonical_url import absolute_url, entry_url
from bot.ingest.dates import parse_date, usual_zone
from bot.ingest.decoding import decode, without_xml_declaration
from bot.ingest.json_feed import read_json_feed
from bot.ingest.plain_text import plain_text, plain_title
from bot.ingest.raw_feed import RawEntry, RawFeed
from bot.ingest.xml_feed import read_xml_feed
from bot.text.language import primary_tag

MAX_ENTRIES = 10_000
"""More than any honest feed carries in the largest document that we accept."""
GUID_LIMIT = 500


def parse_feed(body: bytes, *, content_type: str, url: str) -> ParsedFeed:
    """The feed in `body`, fetched from `url`; every entry that it lists, in the document's order.

    Pure and picklable, for a worker process. Raises NotAFeed.
    """
    text = without_xml_declaration(decode(body, content_type))
    if not text:
        raise NotAFeed("empty document")
    raw = read_json_feed(text) if text[0] in "{[" else read_xml_feed(text, url)
    lang = primary_tag(raw.lang)
    home_url = absolute_url(url, raw.home_link)
    entries = tuple(_entry(one, raw, url, lang) for one in raw.entries[:MAX_ENTRIES])
    return ParsedFeed(title=plain_title(raw.title), lang=lang, home_url=home_url, entries=entries, ttl=raw.ttl)


def _entry(raw: RawEntry, feed: RawFeed, url: str, feed_lang: str | None) -> Entry:
    lang = primary_tag(raw.lang) or feed_lang
    zone = usual_zone(lang)
    link = entry_url(url, raw.link)
    if link is None and raw.guid and raw.guid.startswith(("http://", "https://")):
        link = entry_url(url, raw.guid)
    return Entry(
        guid=_guid(raw.guid),
        url=link,
        title=plain_title(raw.title),
        summary=plain_text(raw.summary),
        content=plain_text(raw.content),
        published_at=parse_date(raw.published, zone=zone),
        updated_at=parse_date(raw.updated, zone=zone),
        lang=lang,
    )


def _guid(guid: str | None) -> str | None:
    guid = (guid or "").strip()
    if len(guid) > GUID_LIMIT:
        return "sha256:" + sha256(guid.encode("utf-8", "replace")).hexdigest()
    return guid or None
