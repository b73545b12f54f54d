"""Makes a statement of a candidate: a stable id, a short quote, a summary in both languages; and knows it again."""

import hashlib
import re
from collections.abc import Iterable

from bot.domain.article import Article
from bot.domain.language import LANGS, Lang
from bot.domain.statement import Company, Speaker, Statement, StatementStatus
from bot.i18n.catalog import text
from bot.knowledge.extraction.candidate import Candidate
from bot.knowledge.file_format import CJK, MAX_QUOTE_CJK, MAX_QUOTE_WORDS
from bot.knowledge.vocabulary import shipped_vocabulary
from bot.text.normalise import fold

_OPENNESS = re.compile(r"open|weights|clos|propriet|licen|オープン|公開|重み|クローズド", re.IGNORECASE)
_SAME_DAYS = 3
_SHORTEST_SHARED = 12


def draft(candidate: Candidate, article: Article, company: Company) -> Statement:
    """The candidate as a statement that waits for review. The same article gives the same id again."""
    quote = short_quote(candidate.quote) if candidate.quote else None
    return Statement(
        statement_id=_statement_id(candidate, article),
        company=candidate.company,
        said_on=candidate.said_on,
        speaker=_speaker(candidate),
        provenance=candidate.provenance,
        modality=candidate.modality,
        scope=candidate.scope,
        stance=candidate.stance,
        quote=quote,
        quote_lang=article.lang if quote else None,
        summary=dict(candidate.summary or {lang: _summary(candidate, company, lang) for lang in LANGS}),
        publisher=article.outlet,
        article_title=" ".join(article.title.split()),
        url=article.url,
        verified=quote is not None,
        status=StatementStatus.CANDIDATE,
    )


def short_quote(quote: str) -> str:
    """A verbatim fragment within the data set's limits, around the first word on openness."""
    # A comma before the closing mark belongs to the sentence around the quote.
    line = quote.split("\n")[0].strip().rstrip(",、")
    match = _OPENNESS.search(line)
    at = match.start() if match else 0
    if CJK.search(line):
        start = max(0, min(at - MAX_QUOTE_CJK // 2, len(line) - MAX_QUOTE_CJK))
        return line[start : start + MAX_QUOTE_CJK].strip()
    words = list(re.finditer(r"\S+", line))
    if len(words) <= MAX_QUOTE_WORDS:
        return line
    near = next(number for number, word in enumerate(words) if word.end() > at)
    first = max(0, min(near - MAX_QUOTE_WORDS // 2, len(words) - MAX_QUOTE_WORDS))
    return line[words[first].start() : words[first + MAX_QUOTE_WORDS - 1].end()]


def find_same(new: Statement, known: Iterable[Statement]) -> list[Statement]:
    """Those of `known` that tell what `new` tells: by the words where both have some, else by day and reading."""
    return [one for one in known if _is_same(new, one)]


def _is_same(new: Statement, one: Statement) -> bool:
    if (new.company, new.provenance) != (one.company, one.provenance):
        return False
    if new.quote and one.quote and new.quote_lang == one.quote_lang:
        mine, theirs = fold(new.quote), fold(one.quote)
        shorter = min(mine, theirs, key=len)
        return mine == theirs or (len(shorter) >= _SHORTEST_SHARED and shorter in mine and shorter in theirs)
    near = abs((new.said_on.earliest - one.said_on.earliest).days) <= _SAME_DAYS and len(new.said_on.text) == len(
        one.said_on.text
    )
    return near and new.stance is one.stance


def _statement_id(candidate: Candidate, article: Article) -> str:
    told = "\n".join([article.canonical_url, candidate.provenance, candidate.stance, candidate.passage])
    digest = hashlib.sha256(told.encode()).hexdigest()[:10]
    return f"{candidate.company}-{candidate.said_on.text[:7]}-n{digest}"


def _speaker(candidate: Candidate) -> Speaker | None:
    if candidate.speaker is None or not candidate.provenance.is_own_word:
        return None
    name = " ".join(candidate.speaker.split())
    roles = {lang: candidate.role or text("review-role-unknown", lang) for lang in LANGS}
    return Speaker(name, name, roles["en"], roles["ja"])


def _summary(candidate: Candidate, company: Company, lang: Lang) -> str:
    vocabulary = shipped_vocabulary()
    return text(
        f"review-summary-{candidate.provenance.value.replace('_', '-')}",
        lang,
        company=company.names[lang],
        stance=vocabulary.name("stance", candidate.stance, lang),
        date=str(candidate.said_on),
    )
