"""Lists of feeds as other readers write and read them (OPML 1.x and 2.0, http://opml.org/spec2.opml).

Readers differ in the case of attributes, in what they do with folders, and in how carefully they write XML; what is
meant is read wherever it is safe to, and every line that is not taken is reported with its reason.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html.entities import html5

from lxml import etree

from bot.domain.source import Followed, NewFollow, Source, SourceKind
from bot.errors import BadOpml, BadUrl, OpmlIsFeed, OpmlTooLarge, OpmlWithEntities
from bot.ingest.canonical_url import absolute_url
from bot.ingest.decoding import decode, without_xml_declaration
from bot.ingest.plain_text import one_line, plain_title
from bot.sources.address import read_address

MAX_OUTLINES = 10_000
_MAX_BYTES = 5_000_000
_MAX_DEPTH = 16
_NAME_LIMIT = 100
_ROOT = re.compile(r"<(?![?!])(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
_PROLOG = {"<!--": "-->", "<?": "?>"}
_DOCTYPE = re.compile(r"<!DOCTYPE\s+\w{1,20}\s*>", re.IGNORECASE)
_FEED_ROOTS = {"rss", "feed", "rdf"}
_AMPERSAND = re.compile(r"&(#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z]\w{1,31};)?")
_XML_ENTITIES = {"amp", "lt", "gt", "quot", "apos"}
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """An outline that is no feed that could be followed."""

    title: str
    url: str
    reason: str
    """Key of its sentence."""


@dataclass(frozen=True, slots=True)
class FeedList:
    feeds: tuple[NewFollow, ...]
    """Each address once, in the file's order, with every folder that it stands in."""
    refused: tuple[RefusedLine, ...]
    is_damaged: bool
    """Whether the file broke off or had to be guessed at: there may have been more."""


def read_opml(document: bytes) -> list[tuple[str, str]]:
    """(title, URL) of every feed in the file: `read_feed_list` without folders and reasons."""
    return [(feed.title, feed.url) for feed in read_feed_list(document).feeds]


def read_feed_list(document: bytes) -> FeedList:
    """The feeds of an OPML file in any encoding, at any depth, with folders, `category` paths and home pages.

    Raises OpmlTooLarge, OpmlWithEntities, OpmlIsFeed, or BadOpml for what is no list of feeds.
    """
    if len(document) > _MAX_BYTES:
        raise OpmlTooLarge(f"{len(document)} bytes", limit=f"{_MAX_BYTES // 1_000_000} MB")
    text = without_xml_declaration(decode(document))
    root, is_damaged = _parse(_from_root(text))
    found: dict[str, NewFollow] = {}
    refused: list[RefusedLine] = []
    for attributes, folders in _outlines(root):
        line = _read_line(attributes, folders)
        if line is None:
            continue
        if isinstance(line, RefusedLine):
            refused.append(line)
        elif line.url in found:
            earlier = found[line.url]
            both = tuple(dict.fromkeys((*earlier.folders, *line.folders)))
            found[line.url] = replace(earlier, folders=both, title=earlier.title or line.title)
            if not set(line.folders) - set(earlier.folders):
                refused.append(RefusedLine(line.title, line.url, "sources-line-repeated"))
        else:
            found[line.url] = line
    if is_damaged and not found:
        raise BadOpml("damaged, and no feed could be read")
    return FeedList(tuple(found.values()), tuple(refused), is_damaged)


def _from_root(text: str) -> str:
    """The document from its root element on, without comments and instructions in front of it. A bare
    `<!DOCTYPE opml>` says nothing and is dropped; one that declares anything is refused."""
    start = 0
    while True:
        start += len(text[start : start + 10_000]) - len(text[start : start + 10_000].lstrip())
        end = next((end for mark, end in _PROLOG.items() if text.startswith(mark, start)), None)
        if end is not None and (found := text.find(end, start)) >= 0:
            start = found + len(end)
        elif bare := _DOCTYPE.match(text, start):
            start = bare.end()
        else:
            break
    if text[start : start + 9].upper() == "<!DOCTYPE" or "<!ENTITY" in text:
        raise OpmlWithEntities("declares a document type")
    return text[start:]


def _parse(text: str) -> tuple["etree._Element", bool]:
    """The root element, and whether the document is damaged. A bare `&`, HTML's own entities and control characters
    are mended first; a file that breaks off is read as far as it goes."""
    root_name = _ROOT.match(text)
    if root_name and root_name[1].lower() in _FEED_ROOTS:
        raise OpmlIsFeed(f"root {root_name[1]}")
    if root_name is None or root_name[1].lower() != "opml":
        raise BadOpml("another root than opml")
    mended = _CONTROLS.sub("", _AMPERSAND.sub(_mend_entity, text)).encode("utf-8", "replace")
    for recover in (False, True):
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=recover, encoding="utf-8"
        )
        try:
            root = etree.fromstring(mended, parser)
        except (etree.XMLSyntaxError, ValueError) as problem:
            if recover:
                raise BadOpml(str(problem)) from problem
            continue
        if root is not None:
            # A prefix that nobody declared is an offence against XML, but nothing is missing for it.
            return root, recover and not all(one.type_name.startswith("NS_") for one in parser.error_log)
    raise BadOpml("no XML")


def _mend_entity(found: re.Match[str]) -> str:
    name = found[1]
    if name is None:
        return "&amp;"
    if name.startswith("#") or name[:-1] in _XML_ENTITIES:
        return found[0]
    meant = html5.get(name)
    return meant.replace("&", "&amp;").replace("<", "&lt;") if meant else f"&amp;{name}"


def _outlines(root: "etree._Element") -> Iterator[tuple[dict[str, str], tuple[str, ...]]]:
    """(attributes in lower case, names of the folders around) of each outline that is not a folder itself.

    Raises OpmlTooLarge.
    """
    folders: list[tuple[etree._Element, str]] = []
    seen = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if not isinstance(element.tag, str) or etree.QName(element).localname.lower() != "outline":
            continue
        if event == "end":
            if folders and folders[-1][0] is element:
                folders.pop()
            continue
        seen += 1
        if seen > MAX_OUTLINES:
            raise OpmlTooLarge(f"more than {MAX_OUTLINES} outlines", limit=str(MAX_OUTLINES))
        # Attributes of a reader's own namespace, declared or not, are its settings.
        attributes = {name.lower(): value for name, value in element.attrib.items() if not {"}", ":"} & set(name)}
        if len(element) and not attributes.get("xmlurl", "").strip():
            folders.append((element, _name(attributes)))
            continue
        yield attributes, tuple(name for _, name in folders if name)[:_MAX_DEPTH]


def _read_line(attributes: dict[str, str], folders: tuple[str, ...]) -> NewFollow | RefusedLine | None:
    title = plain_title(attributes.get("title") or attributes.get("text") or "")
    written = attributes.get("xmlurl", "").strip()
    if not written:
        return _no_feed(attributes, title)
    try:
        address = read_address(written)
    except BadUrl as problem:
        return RefusedLine(title, one_line(str(problem.values.get("url", ""))), problem.sentence or problem.key)
    # Readers write the scheme; where one did not, its own reader will have tried plain HTTP.
    url = address.or_else or address.url
    # Some readers name the folder once more as the feed's category.
    categories = (path for path in _categories(attributes) if path != folders[-1:])
    paths = dict.fromkeys((*((folders,) if folders else ()), *categories))
    home = absolute_url(url, attributes.get("htmlurl"))
    return NewFollow(url, title, tuple(paths), home)


def _no_feed(attributes: dict[str, str], title: str) -> RefusedLine | None:
    """Why an outline without a feed's address is not taken; None for a folder without content."""
    other = one_line((attributes.get("url") or attributes.get("htmlurl") or "")[:200])
    kind = attributes.get("type", "").strip().lower()
    if kind == "include":
        return RefusedLine(title, other, "sources-line-include")
    if kind == "link":
        return RefusedLine(title, other, "sources-line-link")
    is_folder = not (other or kind or "xmlurl" in attributes)
    return None if is_folder else RefusedLine(title, other, "sources-line-no-address")


def _categories(attributes: dict[str, str]) -> tuple[tuple[str, ...], ...]:
    """Folder paths of OPML 2.0's `category`: separated by commas, each with slashes between its names; a word without
    a slash in front is a tag, which is a folder to us."""
    paths = []
    for one in attributes.get("category", "").split(",")[:20]:
        names = [name for part in one.split("/") if (name := _folder_name(part))]
        if names:
            paths.append(tuple(names[:_MAX_DEPTH]))
    return tuple(paths)


def _name(attributes: dict[str, str]) -> str:
    return _folder_name(attributes.get("text") or attributes.get("title") or "")


def _folder_name(name: str) -> str:
    return plain_title(name)[:_NAME_LIMIT].strip()


def write_opml(followed: Iterable[Followed | Source]) -> bytes:
    """The feeds as a UTF-8 OPML 2.0 file: folders as nested outlines, a feed in several folders once in each (as
    readers do it); single pages are no feeds and left out."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = "Kawaraban"
    body = etree.SubElement(root, "body")
    folders: dict[tuple[str, ...], etree._Element] = {(): body}
    for given in followed:
        one = given if isinstance(given, Followed) else Followed(given, (), None, None)
        if one.source.kind is SourceKind.FEED:
            for path in one.folders or ((),):
                etree.SubElement(_folder(folders, path), "outline", _attributes(one))
    written: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return written


def _folder(folders: dict[tuple[str, ...], "etree._Element"], path: Sequence[str]) -> "etree._Element":
    """The outline of this folder, made with those around it where it is new."""
    element = folders[()]
    for depth in range(1, len(path) + 1):
        here = tuple(path[:depth])
        if here not in folders:
            name = plain_title(here[-1])
            folders[here] = etree.SubElement(element, "outline", text=name, title=name)
        element = folders[here]
    return element


def _attributes(one: Followed) -> dict[str, str]:
    title = plain_title(one.source.title) or one.source.url
    attributes = {"type": "rss", "text": title, "title": title, "xmlUrl": one.source.url}
    return attributes | ({"htmlUrl": one.home_url} if one.home_url else {})
