"""Whether a report brings material news to what was told before, or tells the same again: a pure decision.

What counts is headline and lead: how far their meaning is from that of every earlier report, amounts that none of them
states, words for a turn of events (denied, settled, withdrawn …) that none of their openings has, and the days between.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import lru_cache

import numpy as np

from bot.domain.article import Article
from bot.stories.features import lead_of, telling_numbers
from bot.stories.near_duplicates import SAME_TEXT, signature, similarity

# `python -m bot eval` prints how well the two are told apart; tuned on the dev half only.
_MATERIAL = 0.45
_ALIKE = 0.76
"""Cosine of two openings in one language from which they tell the same."""
_ALIKE_ACROSS = 0.45
_PER_COSINE = 5.0
_PER_COSINE_ACROSS = 2.0
_MOST_BY_MEANING = 1.0
_NEW_AMOUNT = 0.4
_SHARED_AMOUNT = 0.2
_MOST_SHARED = 2
_TURN = 0.3
_PER_DAY = 0.15
_MOST_DAYS = 3
_SAME_DAY = timedelta(hours=24)
_OPENING = 400
_REMEMBERED = 1_024
"""Articles whose words stay read: each is compared with every one that comes after it in its story."""

_TURNS: dict[str, re.Pattern[str]] = {
    name: re.compile(pattern, re.IGNORECASE)
    for name, pattern in {
        "confirmed": r"\bconfirm\w*\b|認めた|認める|正式に",
        "denied": r"\b(?:den(?:y|ies|ied)|disput\w+|reject\w*|refus\w+)\b|否定|拒否|反論|却下",
        "withdrawn": r"\b(?:withdr[ae]w\w*|retract\w*|recall\w*|drops?|dropped|cancel\w*|abandon\w*|scrap\w*)\b"
        r"|撤回|取り下げ|中止|回収|白紙|断念|解消",
        "delayed": r"\b(?:delay\w*|postpon\w*|push(?:es|ed)? back)\b|延期|先送り|遅れ",
        "halted": r"\b(?:halt\w*|suspend\w*|paus\w+|shut\w* down|block\w*|ban(?:s|ned)?)\b"
        r"|停止|差し止め|禁止|中断|凍結",
        "settled": r"\b(?:settl\w+|agree\w*|deal|sign(?:s|ed)?)\b|和解|合意|妥結|締結|契約",
        "approved": r"\b(?:approv\w+|clear(?:s|ed)|pass(?:es|ed)|grant\w*)\b|承認|可決|認可|成立",
        "examined": r"\b(?:investigat\w+|inquir\w+|prob(?:e|es|ed)|audit\w*|raid\w*)\b|調査|捜査|審査|立ち入り",
        "sued": r"\b(?:su(?:es|ed|ing)|lawsuit|appeal\w*|charg(?:es|ed))\b|提訴|訴え|控訴|起訴",
        "ruled": r"\b(?:rul(?:es|ed|ing)|verdict|fin(?:es|ed)|convict\w*|acquit\w*)\b|判決|罰金|制裁金|命じた",
        "left": r"\b(?:resign\w*|quits?|steps? down|fir(?:es|ed)|oust\w*)\b|辞任|退任|解任|退社",
        "corrected": r"\b(?:correct(?:s|ed|ion)|apologi[sz]\w+|fix(?:es|ed)|patch\w*)\b|訂正|修正|謝罪|陳謝",
        "released": r"\b(?:releas\w+|launch\w*|available|opens?)\b|公開|発売|提供開始|稼働|開始",
        "failed": r"\b(?:crash\w*|fail\w*|collaps\w*|leak\w*|breach\w*)\b|墜落|失敗|破綻|流出|漏えい|漏洩",
        "resumed": r"\b(?:resum\w+|restor\w+|reinstat\w+|lift(?:s|ed))\b|再開|復旧|復帰|解除",
    }.items()
}


@dataclass(frozen=True, slots=True, eq=False)
class Report:
    """What is compared of an article."""

    article: Article
    vector: np.ndarray | None = None
    """Of its headline and lead, as the clusterer stores it."""


@dataclass(frozen=True, slots=True)
class News:
    """What one article, or several, brought to what was told before."""

    is_material: bool
    score: float
    """0 and below: the same again; from about a half on it is news."""
    amounts: tuple[str, ...] = ()
    turns: tuple[str, ...] = ()
    article_ids: tuple[int, ...] = field(default=())
    """Those of the new articles that are material, the most telling first."""


NOTHING_NEW = News(False, 0.0)


def what_is_new(new: Sequence[Report], old: Sequence[Report]) -> News:
    """What `new` brings to `old`, each article judged by itself: two reports of one turn are both news."""
    if not new:
        return NOTHING_NEW
    if not old:
        return News(True, 1.0, article_ids=tuple(report.article.article_id for report in new))
    known = _Known(old)
    judged = sorted((_judge(report, old, known) for report in new), key=lambda news: -news.score)
    material = [news for news in judged if news.is_material]
    return News(
        is_material=bool(material),
        score=judged[0].score,
        amounts=tuple(dict.fromkeys(amount for news in material for amount in news.amounts)),
        turns=tuple(dict.fromkeys(turn for news in material for turn in news.turns)),
        article_ids=tuple(article_id for news in material for article_id in news.article_ids),
    )


@dataclass(frozen=True, slots=True)
class _Words:
    """What the words of an article hold."""

    amounts: frozenset[str]
    turns: frozenset[str]
    signature: bytes


@lru_cache(_REMEMBERED)
def _words(title: str, body: str, lang: str) -> _Words:
    whole = f"{title}\n{body}"
    return _Words(telling_numbers(whole, lang), _turns(title, body), signature(whole))


def _words_of(article: Article) -> _Words:
    return _words(article.title, article.text, article.lang)


class _Known:
    """What the earlier reports hold together."""

    def __init__(self, old: Sequence[Report]) -> None:
        read = [_words_of(one.article) for one in old]
        self.amounts = frozenset[str]().union(*(one.amounts for one in read))
        self.turns = frozenset[str]().union(*(one.turns for one in read))
        self.signatures = [one.signature for one in read]
        self.last_at = max(one.article.published_at for one in old)


def _judge(report: Report, old: Sequence[Report], known: _Known) -> News:
    article = report.article
    own = _words_of(article)
    if any(similarity(own.signature, other) >= SAME_TEXT for other in known.signatures):
        return News(False, -1.0, article_ids=(article.article_id,))
    stated = telling_numbers(lead_of(article), article.lang)
    amounts, shared = stated - known.amounts, stated & known.amounts
    turns = own.turns - known.turns
    apart = max(timedelta(), article.published_at - known.last_at)
    score = _by_meaning(report, old)
    score += _NEW_AMOUNT * bool(amounts) - _SHARED_AMOUNT * min(len(shared), _MOST_SHARED) + _TURN * bool(turns)
    score += _PER_DAY * min(_MOST_DAYS, apart / _SAME_DAY)
    return News(score >= _MATERIAL, score, tuple(sorted(amounts)), tuple(sorted(turns)), (article.article_id,))


def _by_meaning(report: Report, old: Sequence[Report]) -> float:
    """How far the opening is from those before it: against reports in its own language, where there are any."""
    if report.vector is None:
        return 0.0
    nearest: dict[bool, float] = {}
    for other in old:
        if other.vector is not None and other.vector.shape == report.vector.shape:
            is_same_language = other.article.lang == report.article.lang
            cosine = float(np.dot(report.vector, other.vector))
            nearest[is_same_language] = max(nearest.get(is_same_language, -1.0), cosine)
    if True in nearest:
        return min(_MOST_BY_MEANING, _PER_COSINE * (_ALIKE - nearest[True]))
    if False in nearest:
        return min(_MOST_BY_MEANING, _PER_COSINE_ACROSS * (_ALIKE_ACROSS - nearest[False]))
    return 0.0


def _turns(title: str, body: str) -> frozenset[str]:
    """The turns of events that a headline and the first sentences speak of."""
    opening = unicodedata.normalize("NFKC", f"{title}\n{body[:_OPENING]}")
    return frozenset(name for name, pattern in _TURNS.items() if pattern.search(opening))
