"""Picks a story's headline among those of its articles: the one closest to what the brief tells, plain news first."""

import re
from collections.abc import Sequence

from bot.briefs.point_kinds import is_column, is_explainer
from bot.briefs.presentable import is_safe
from bot.domain.article import Article
from bot.domain.brief import PointKind
from bot.domain.language import Lang
from bot.i18n.catalog import text
from bot.text.similarity import cosine_matrix

LONGEST = {"en": 140, "ja": 64}

_READ = 500

_OUTLET_TAIL = re.compile(r"\s+[|｜–—]\s+[^|｜–—]{2,40}$")
_MARK = re.compile(
    r"^[【［\[][^】］\]]{1,12}[】］\]]\s*|^(?:CORRECT(?:ED|ION|S)|UPDATED?|EXCLUSIVE|BREAKING|WATCH|LIVE)"
    r"(?: ?\d)?\s*[:：|–—-]\s*",
    re.IGNORECASE,
)
_LIVE = re.compile(
    r"^(?:live|watch|listen|recap)\b\s*[:|–—-]|\beverything (?:announced|you need)|"
    r"^what (?:i|we)\b|\b(?:I|my)\b|ライブ|実況|まとめ$",
    re.IGNORECASE,
)
_HEDGED = re.compile(
    r"\b(?:reports?|reported(?:ly)?|sources?|said to|weighs?|weighing|considers?|considering|discuss\w*|may|might|"
    r"could)\b|"
    r"報道|報じ|関係者|検討|議論|とみられ|か[　\s]|か$",
    re.IGNORECASE,
)
# The answer to a report heads a story by itself: it is somebody's own word.
_ANSWERED = re.compile(
    r"\b(?:(?<!report )(?<!reports )(?<!sources )(?:says?|said)|"
    r"den(?:y|ies|ied)|confirms?|announces?|responds?|rejects?)\b|"
    r"否定|発表|説明|表明|反論|認める",
    re.IGNORECASE,
)
_QUESTION = re.compile(r"[?？]\s*$|^(?:why|how|what)\b|なぜ|のか$", re.IGNORECASE)


def clean_title(title: str, outlet: str = "") -> str:
    """The headline in one line without the outlet's name at its end and without marks such as 【解説】."""
    words = re.sub(r"[^\S\u3000]+", " ", title[:_READ]).strip()  # the full-width blank is Japanese punctuation
    if outlet and words.casefold().endswith(outlet.casefold()) and len(words) > len(outlet):
        words = words[: -len(outlet)].rstrip(" |｜-–—:：")
    return _MARK.sub("", _OUTLET_TAIL.sub("", words)).strip()


def choose_headline(
    articles: Sequence[Article], told: Sequence[str], lead: PointKind, lang: Lang, *, is_answered: bool = False
) -> str | None:
    """The best headline in `lang`, or None where no article of that language has a usable one.

    `told` are the sentences of the brief; `lead` is the voice of the first: what was only reported is headed as such,
    unless it `is_answered`: the answer, where a headline gives it, is the news then, in both languages.
    """
    own = [article for article in articles if article.lang == lang]
    titles = [(article, clean_title(article.title, article.outlet)) for article in own]
    usable = [(article, title) for article, title in titles if title and is_safe(title)]
    if not usable:
        return None
    likeness = cosine_matrix([title for _, title in usable] + list(told))[: len(usable), len(usable) :]
    scores = []
    for i, (article, title) in enumerate(usable):
        score = float(likeness[i].sum())
        score -= (
            0.6 * is_column(article.title) + 0.3 * is_explainer(article.title) + 0.25 * bool(_QUESTION.search(title))
        )
        score -= 0.5 * bool(_LIVE.search(article.title))
        score += 0.6 * (is_answered and bool(_ANSWERED.search(title)))
        score -= 0.02 * max(0, len(title) - LONGEST[lang])
        scores.append((score, i))
    title = usable[max(scores)[1]][1]
    shown = _shortened(title, lang)
    if lead is PointKind.REPORTED and not _HEDGED.search(shown) and not _ANSWERED.search(shown):
        return text("briefs-report-headline", lang, title=shown)
    return shown


def _shortened(title: str, lang: Lang) -> str:
    """Cut between words at the language's limit; a headline is seldom longer."""
    limit = LONGEST[lang]
    if len(title) <= limit:
        return title
    cut = title[: limit - 1]
    if lang == "en" and " " in cut:
        cut = cut.rsplit(" ", 1)[0]
    return cut.rstrip(" 　、,") + "…"
