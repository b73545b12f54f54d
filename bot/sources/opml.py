"""Lists of feeds as other readers write and read them (OPML 2.0, http://opml.org/spec2.opml)."""

from collections.abc import Iterable

from lxml import etree

from bot.domain.source import Source, SourceKind
from bot.errors import BadOpml, BadUrl
from bot.ingest.canonical_url import parse_web_url
from bot.ingest.plain_text import plain_title

MAX_OUTLINES = 10_000
_MAX_BYTES = 5_000_000


def read_opml(document: bytes) -> list[tuple[str, str]]:
    """(title, URL) of every feed in the file, at any depth, each URL once; outlines without a web address are left out.

    Raises BadOpml for what is not OPML, is too large, or declares a document type (entities, external files).
    """
    if len(document) > _MAX_BYTES:
        raise BadOpml(f"{len(document)} bytes")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(document, parser)
    except (etree.XMLSyntaxError, ValueError) as problem:
        raise BadOpml(str(problem)) from problem
    if root.getroottree().docinfo.doctype or root.tag != "opml":
        raise BadOpml("a document type, or another root than opml")
    found: dict[str, str] = {}
    for position, outline in enumerate(root.iter("outline")):
        if position >= MAX_OUTLINES:
            raise BadOpml(f"more than {MAX_OUTLINES} outlines")
        # Readers agree on the attribute's name but not on its case.
        attributes = {name.lower(): value for name, value in outline.attrib.items()}
        try:
            url = parse_web_url(attributes.get("xmlurl", ""))
        except BadUrl:
            continue
        found.setdefault(url, plain_title(attributes.get("title") or attributes.get("text") or ""))
    return [(title, url) for url, title in found.items()]


def write_opml(sources: Iterable[Source]) -> bytes:
    """The feeds among `sources` as a UTF-8 OPML 2.0 file; single pages are no feeds and left out."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = "Kawaraban"
    body = etree.SubElement(root, "body")
    for source in sources:
        if source.kind is SourceKind.FEED:
            title = plain_title(source.title) or source.url
            etree.SubElement(body, "outline", type="rss", text=title, title=title, xmlUrl=source.url)
    written: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return written
