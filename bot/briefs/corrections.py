"""Reads what sources took back: corrected or withdrawn articles, and the sentences that may not be told any more.

A correction never deletes silently: its notice becomes the brief's first point.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.article import Article
from bot.text.notices import CORRECTED, CORRECTED_TITLE, RETRACTED, RETRACTED_TITLE, is_marked
from bot.text.numbers_and_dates import find_numbers
from bot.text.sentences import sentence_spans
from bot.text.similarity import cosine_matrix

_READ = 30_000
_SAME_PAGE = 0.6
"""Words that a later version of a page shares with the earlier one, by cosine."""

_PIECE = r"(?:article|story|report|post|column|piece)"
_OWN_RETRACTION = re.compile(
    r"(.{2,80}?)\b(?:has |have )?(?:retracted|withdrew|withdrawn|withdraws|retracts) (?:its|the|their)\b"
    rf"[^.]{{0,40}}?\b{_PIECE}\b",
    re.IGNORECASE,
)
_OWN_RETRACTION_JA = re.compile(r"(.{2,40}?)は[^。]{0,40}(?:記事|報道)を(?:撤回|取り?消)")
"""Somebody withdraws a report: a notice only where that is the outlet itself, and news otherwise."""
_NEXT_OF_NOTICE = 2
"""Sentences that a notice goes on for at most."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One source's notice. `words` is the notice, exactly as the article has it."""

    article: Article
    words: str
    is_retraction: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """What is left of a story's articles once the corrections are read."""

    corrections: tuple[Correction, ...]
    withdrawn: frozenset[int]
    """Ids of articles of which nothing may be told: retracted, or replaced by a later version of the page."""
    wrong_values: frozenset[str]
    """Numbers that a notice calls wrong."""

    def holds(self, article: Article, sentence: str) -> bool:
        """Whether `sentence` may still be told: it is no notice, and repeats nothing that was taken back."""
        if article.article_id in self.withdrawn or any(
            sentence in one.words or is_notice(sentence, article.outlet) for one in self.corrections
        ):
            return False
        if self.wrong_values & _values(sentence, article.lang):
            return False
        return not any(
            one.is_retraction and _name(one.article.outlet) in sentence.casefold() and _is_earlier(article, one.article)
            for one in self.corrections
        )


def is_notice(sentence: str, outlet: str) -> bool:
    """Whether a sentence of this outlet's article is about the article itself."""
    return bool(CORRECTED.search(sentence)) or _is_retraction(sentence, outlet)


def _is_retraction(sentence: str, outlet: str) -> bool:
    if RETRACTED.search(sentence):
        return True
    told = _OWN_RETRACTION.match(sentence) or _OWN_RETRACTION_JA.match(sentence)
    return told is not None and told[1].casefold().strip(" 　、,").removeprefix("the ").endswith(_name(outlet))


def _name(outlet: str) -> str:
    return outlet.casefold().removeprefix("the ").strip()


def read_standing(articles: Sequence[Article]) -> Standing:
    """The corrections among `articles`, the newest first, and what they withdraw."""
    newest = sorted(articles, key=lambda article: (article.published_at, article.article_id), reverse=True)
    corrections = [found for article in newest if (found := _correction_in(article)) is not None]
    withdrawn = _retracted(corrections, newest) | _replaced(newest)
    wrong = frozenset().union(*(_wrong_values(one) for one in corrections if not one.is_retraction), frozenset())
    return Standing(tuple(corrections), frozenset(withdrawn), wrong)


def _correction_in(article: Article) -> Correction | None:
    spans = sentence_spans(article.text[:_READ], article.lang)
    is_retraction = bool(RETRACTED_TITLE.search(article.title.strip()))
    for number, span in enumerate(spans):
        if is_retraction or is_notice(span.text, article.outlet):
            last = number
            line_end = article.text.find("\n", span.start)
            while (
                last + 1 < len(spans)
                and last - number < _NEXT_OF_NOTICE
                and (line_end == -1 or spans[last + 1].start < line_end)
            ):
                last += 1
            retracts = is_retraction or _is_retraction(span.text, article.outlet)
            last = number if retracts else last
            return Correction(article, article.text[span.start : spans[last].end], retracts)
    if CORRECTED_TITLE.search(article.title.strip()):
        return Correction(article, article.title, is_retraction=False)
    return None


def _retracted(corrections: Sequence[Correction], articles: Sequence[Article]) -> set[int]:
    """The earlier articles of an outlet that withdrew its report."""
    return {
        article.article_id
        for one in corrections
        if one.is_retraction
        for article in articles
        if article.outlet == one.article.outlet and _is_earlier(article, one.article)
    }


def _is_earlier(article: Article, later: Article) -> bool:
    """By the day of publication; a page's later version often keeps its day."""
    return (article.published_at, article.article_id) < (later.published_at, later.article_id)


def _replaced(newest: Sequence[Article]) -> set[int]:
    """Earlier versions of a page: the same outlet, the same language and mostly the same words."""
    gone: set[int] = set()
    for i, later in enumerate(newest):
        for earlier in newest[i + 1 :]:
            if earlier.outlet == later.outlet and earlier.lang == later.lang and _is_marked_or_same(later, earlier):
                gone.add(earlier.article_id)
    return gone


def _is_marked_or_same(later: Article, earlier: Article) -> bool:
    likeness = cosine_matrix([later.text[:_READ], earlier.text[:_READ]])[0, 1]
    return bool(likeness >= (_SAME_PAGE if is_marked(later.title) or later.url == earlier.url else 0.9))


def _wrong_values(one: Correction) -> frozenset[str]:
    """Numbers of the notice that its article, which stands corrected, does not hold elsewhere."""
    body = f"{one.article.title}\n{one.article.text}".replace(one.words, " ")
    return _values(one.words, one.article.lang) - _values(body, one.article.lang)


def _values(words: str, lang: str) -> frozenset[str]:
    return frozenset(f"{read.value.normalize():f}" for read in find_numbers(words, lang))
