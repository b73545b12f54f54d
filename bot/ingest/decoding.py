"""Bytes of a feed or page to text, whatever encoding they are in and whatever they claim to be in.

Valid UTF-8 is believed before any claim: other encodings almost never look like it, and servers often claim wrongly.
"""

import codecs
import re

_HEAD = 2_048
_XML_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']""")
_HTML_DECLARED = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_HTTP_DECLARED = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_ISO_2022_JP = re.compile(rb"\x1b(?:\$[@B]|\([JI])")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What is served under a name is often the vendors' superset of it (https://encoding.spec.whatwg.org/#names-and-labels).
_SUPERSETS = {
    "shift_jis": "cp932",
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "euc_kr": "cp949",
    "iso2022_jp": "iso2022_jp_ext",
    "euc_jp": "euc_jis_2004",
    "iso8859-9": "cp1254",
    "tis-620": "cp874",
}
# Names that Python does not know, from the same list and from older servers.
_OTHER_NAMES = {
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "x-euc-jp": "euc_jp",
    "x-gbk": "gb18030",
    "x-x-big5": "big5hkscs",
    "csmacintosh": "mac_roman",
    "mac": "mac_roman",
    "x-mac-roman": "mac_roman",
    "ms-cyrl": "cp1251",
    "x-cp1251": "cp1251",
    "x-cp1252": "cp1252",
    "unicode": "utf-16",
}
_GUESSES = ("cp932", "euc_jis_2004", "gb18030", "cp949")
_READABLE = re.compile(r"[\u3041-\u30ff\u4e00-\u9fff\uac00-\ud7af\u3000-\u303f\uff01-\uff5e]")
_COMMON = re.compile(r"[\u3041-\u30ff\u3001\u3002]")
_HANGUL = re.compile(r"[\uac00-\ud7af]")
_MOSTLY = 0.8
"""Share of Hangul from which a text is Korean: Chinese and Japanese read as Korean give Chinese characters as well."""
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,300}\?>")


def decode(body: bytes, content_type: str = "") -> str:
    """The text of `body`: by byte order mark, else as UTF-8 where it is valid, else as declared, else by best guess."""
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, "replace")
    wide = _wide(body)
    if wide:
        return body.decode(wide, "replace")
    if _ISO_2022_JP.search(body[:200_000]) and body.isascii():
        return body.decode("iso2022_jp_ext", "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        pass
    return _decode_legacy(body, _declared(body, content_type))


def without_xml_declaration(text: str) -> str:
    """`text` without `<?xml …?>`, whose encoding is wrong once the bytes are decoded, and without what precedes it."""
    return _XML_DECLARATION.sub("", text, count=1).lstrip("\ufeff \t\r\n\x00")


def _wide(body: bytes) -> str | None:
    """UTF-16 without a mark: markup begins with `<`, so every other byte of its beginning is zero."""
    if body[:4] == b"<\x00?\x00" or (body[:1] == b"<" and body[1:2] == b"\x00"):
        return "utf-16-le"
    return "utf-16-be" if body[:2] == b"\x00<" else None


def _declared(body: bytes, content_type: str) -> list[str]:
    head = body[:_HEAD]
    found = [
        *(match[1].decode("ascii") for match in (_XML_DECLARED.search(head), _HTML_DECLARED.search(head)) if match),
        *_HTTP_DECLARED.findall(content_type),
    ]
    names = []
    for name in found:
        try:
            normal = codecs.lookup(_OTHER_NAMES.get(name.lower(), name)).name
        except LookupError:
            continue
        if normal != "utf-8":
            names.append(_SUPERSETS.get(normal, normal))
    return list(dict.fromkeys(names))


def _decode_legacy(body: bytes, declared: list[str]) -> str:
    for encoding in declared:
        text = body.decode(encoding, "replace")
        if text.count("\ufffd") * 200 <= len(text) and not _is_east_asian_in_disguise(encoding, body):
            return text
    # Mostly UTF-8 with a few broken bytes (a cut in the middle of a character) beats every guess.
    utf8 = body.decode("utf-8", "replace")
    multibyte = sum(1 for char in utf8[:200_000] if char > "\x7f" and char != "\ufffd")
    if multibyte and utf8[:200_000].count("\ufffd") * 10 < multibyte:
        return utf8
    guess = _guess_east_asian(body)
    return body.decode(guess or "cp1252", "replace")


def _is_east_asian_in_disguise(encoding: str, body: bytes) -> bool:
    """A single-byte encoding decodes anything, so a Japanese text that claims one has to be found by its shape."""
    return encoding.startswith(("cp125", "iso8859", "latin")) and _guess_east_asian(body) is not None


def _guess_east_asian(body: bytes) -> str | None:
    sample = body[:60_000]
    non_ascii = sum(1 for byte in sample if byte > 0x7F)
    best, best_score = None, 0.0
    for encoding in _GUESSES:
        text = sample.decode(encoding, "replace")
        high = [char for char in text if char > "\x7f"]
        if not high or text.count("\ufffd") * 50 > len(high):
            continue
        # Two bytes per character, most of them characters that people use, and kana where it is Japanese.
        readable = sum(1 for char in high if _READABLE.match(char)) / len(high)
        common = sum(1 for char in high if _COMMON.match(char)) / len(high)
        hangul = sum(1 for char in high if _HANGUL.match(char)) / len(high)
        density = non_ascii / len(high)
        score = readable + common + (hangul if hangul > _MOSTLY else 0.0)
        if readable > 0.8 and density > 1.5 and score > best_score:
            best, best_score = encoding, score
    return best
