"""Whether an article names a speaker where a model says so, and for whom it has that person speak."""

import re
import unicodedata

from bot.knowledge.extraction.model import Reading
from bot.knowledge.extraction.voices import ROLE_EN, ROLE_JA, Person, surname_of, without_quotes

# "Acme's chief executive Jane Roe", "Jane Roe, head of research at Acme".
# 「アクメの山田花子社長」, 「アクメCEOの山田花子氏」.
_BEFORE = re.compile(
    rf"(?:['’]s?)? ?(?:,? ?(?i:{ROLE_EN})(?: and (?i:{ROLE_EN}))?,? )?|の?(?:{ROLE_JA})?(?:の|である|で|、)?"
)
_AFTER = re.compile(
    rf",? (?:(?:who is |the |an? |its )?(?:[\w-]+ ){{0,2}}?(?i:{ROLE_EN})(?: and (?i:{ROLE_EN}))? ?(?:of|at|for|with)?"
    r"|of|at|from) ?(?:the )?|, ",
)
_UNLISTED_AFTER = re.compile(
    rf"(?:, (?:the |an? )?(?:[\w-]+ ){{0,2}}?(?i:{ROLE_EN})(?: and (?i:{ROLE_EN}))?)? (?:of|at|for|from) (?:the )?"
    r"(?P<org>[A-Z][\w&.-]+)"
)
_UNLISTED_BEFORE = re.compile(rf"(?P<org>[A-Z][\w&.-]+)(?:['’]s)? (?i:{ROLE_EN})(?: and (?i:{ROLE_EN}))?,? $")
_UNLISTED_BEFORE_JA = re.compile(rf"(?P<org>[A-Za-z0-9ァ-ヺー一-龥]{{2,24}})(?:{ROLE_JA})?の$")
_NO_ORGANISATION = re.compile(
    rf"^(?:同|当|自|[A-Z]$|.*(?:{ROLE_JA}|出身|在住|担当|責任者)$)|^(?:The|A|An|Its|In|On|As|But)$"
)


def is_named_near(speaker: str, article_text: str, near: list[str]) -> bool:
    """Whether the name stands in the article letter by letter, and it or what later sentences call the person near."""
    if _same(speaker) not in _same(article_text):
        return False
    words = _same("\n".join(near))
    return _same(speaker) in words or _same(surname_of(Person(speaker, None))) in words


def speaks_for_another(speaker: str, company: str, reading: Reading) -> bool:
    """Whether the sentences that name the speaker in full tie the person to organisations, and not to this one.

    A post or "of" beside the name decides; without either, an organisation anywhere in such a sentence does.
    """
    tied: set[str | None] = set()
    beside: set[str] = set()
    for span, mentions in zip(reading.sentences, reading.mentions, strict=True):
        text = span.text
        start = text.find(speaker)
        if start < 0 or speaker not in without_quotes(text):
            continue
        end = start + len(speaker)
        outside = without_quotes(text)
        for mention in mentions:
            if mention.surface in outside:
                beside.add(mention.company_id)
            if mention.end <= start and _BEFORE.fullmatch(text[mention.end : start]):
                tied.add(mention.company_id)
            if mention.start >= end and _AFTER.fullmatch(text[end : mention.start]):
                tied.add(mention.company_id)
        if _is_of_unlisted(text, start, end, [(mention.start, mention.end) for mention in mentions]):
            tied.add(None)
    if tied:
        return company not in tied
    return bool(beside) and company not in beside


def _is_of_unlisted(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    """Whether the name is tied to an organisation that is not on record."""
    found = (
        _UNLISTED_AFTER.match(text, end),
        _UNLISTED_BEFORE.search(text[:start]),
        _UNLISTED_BEFORE_JA.search(text[:start]),
    )
    for match in found:
        if match is None or _NO_ORGANISATION.search(match["org"]):
            continue
        if not any(first < match.end("org") and match.start("org") < last for first, last in spans):
            return True
    return False


def _same(words: str) -> str:
    return " ".join(unicodedata.normalize("NFC", words).split())
