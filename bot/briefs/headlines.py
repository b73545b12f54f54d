"""Picks a story's headline among those of its articles: the one closest to what the brief tells, plain news first."""

import re
from collections.abc import Sequence

from bot.briefs.point_kinds import is_column, is_explainer
from bot.briefs.presentable import is_safe
from bot.domain.article import Article
from bot.domain.brief import PointKind
from bot.domain.language import Lang
from bot.i18n.catalog import text
from bot.text.numbers_and_dates import find_numbers
from bot.text.similarity import cosine_matrix

LONGEST = {"en": 140, "ja": 64}

_READ = 500
_SMALL = 10

_OUTLET_TAIL = re.compile(r"\s+[|｜–—]\s+[^|｜–—]{2,40}$")
_MARK = re.compile(
    r"^[【［\[][^】］\]]{1,12}[】］\]]\s*|^(?:CORRECT(?:ED|ION|S)|UPDATED?|EXCLUSIVE|BREAKING|WATCH|LIVE)"
    r"(?: ?\d)?\s*[:：|–—-]\s*",
    re.IGNORECASE,
)
_LIVE = re.compile(
    r"^(?:live|watch|listen|recap)\b\s*[:|–—-]|\beverything (?:announced|you need)|"
    r"^what (?:i|we)\b|\b(?:I|my)\b|ライブ|実況|まとめ$|\bhands[- ]on\b|\btakeaways\b|^review\b|\bthings to know\b|"
    r"\bin (?:\d+|one|two|three|four|five|six|seven|eight|nine|ten) "
    r"(?:charts?|graphs?|numbers?|pictures?|photos?|quotes?)\b|"
    r"図解|グラフで|(?:試|使)ってみ",
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
# What the news did to a share price is news of another day, unless the brief tells nothing else.
_MARKETS = re.compile(r"\bshares?\b|\bstocks?\b|株(?:が|価|は|、|安|高)|急騰|急落", re.IGNORECASE)
_WIRE_SHORT = ((re.compile(r"(?<=\d) ?bln\b"), " billion"), (re.compile(r"(?<=\d) ?mln\b"), " million"), (
    re.compile(r"(?<=\d) ?trln\b"), " trillion"))  # fmt: skip
_SAID_TAIL = re.compile(
    r",[\"”]? (?:[^,\"“”]{2,60} )?(?:said|says|announced|confirmed|wrote)(?: (?:on|in|at) [^,]{2,40})?\.?$"
)
_QUESTION = re.compile(r"[?？]\s*$|^(?:why|how|what)\b|なぜ|のか$", re.IGNORECASE)


def clean_title(title: str, outlet: str = "") -> str:
    """The headline in one line without the outlet's name at its end and without marks such as 【解説】."""
    words = re.sub(r"[^\S\u3000]+", " ", title[:_READ]).strip()  # the full-width blank is Japanese punctuation
    if outlet and words.casefold().endswith(outlet.casefold()) and len(words) > len(outlet):
        words = words[: -len(outlet)].rstrip(" |｜-–—:：")
    words = _MARK.sub("", _OUTLET_TAIL.sub("", words)).strip()
    for short, whole in _WIRE_SHORT:
        words = short.sub(whole, words)
    return words


_LEANS = re.compile(r"(?:The|This|That|These|Those|It|Its|They|Their|He|She)\b (?=[a-z])")
"""A headline is read first: "The licence adds one duty" asks which licence."""


def choose_headline(
    articles: Sequence[Article],
    told: Sequence[str],
    lead: PointKind,
    lang: Lang,
    *,
    is_answered: bool = False,
    led_by: int | None = None,
) -> str | None:
    """The best headline in `lang`, or None where no article of that language has a usable one.

    `told` are the sentences of the brief, the first the most important; `lead` is its voice: what was only reported is
    headed as such, unless it `is_answered`: the answer, where a headline gives it, is the news then, in both languages.
    `led_by` is the id of the article that the first sentence is from. Where no article is headed as news is, the
    first sentence that is short enough heads the brief.
    """
    own = [article for article in articles if article.lang == lang]
    titles = [(article, clean_title(article.title, article.outlet)) for article in own]
    usable = [(article, title) for article, title in titles if title and is_safe(title)]
    if not usable:
        return _first_fitting(told, lang)
    likeness = cosine_matrix([title for _, title in usable] + list(told))[: len(usable), len(usable) :]
    newest = max(article.published_at for article, _ in usable)
    known = frozenset().union(*(_figures(sentence, lang) for sentence in told))
    scores = []
    for i, (article, title) in enumerate(usable):
        score = float(likeness[i].sum())
        score -= _unfitness(article)
        score += 0.6 * (is_answered and bool(_ANSWERED.search(title)))
        score -= 0.5 * (lead is not PointKind.REPORTED and not is_answered and bool(_HEDGED.search(title)))
        score -= 0.3 * len(_figures(title, lang) - known)
        if told and not is_answered:
            score += 0.5 * float(likeness[i][0]) + 0.3 * (article.article_id == led_by)
        score -= 0.5 * (bool(_MARKETS.search(title)) and not (told and _MARKETS.search(told[0])))
        score += 0.1 * (article.published_at == newest)
        score -= 0.02 * max(0, len(title) - LONGEST[lang])
        scores.append((score, i))
    best, title = usable[max(scores)[1]]
    if _unfitness(best) and (sentence := _first_fitting(told, lang)) is not None:
        title = sentence
    shown = _shortened(title, lang)
    if lead is PointKind.REPORTED and not _HEDGED.search(shown) and not _ANSWERED.search(shown):
        return text("briefs-report-headline", lang, title=shown)
    return shown


def _unfitness(article: Article) -> float:
    """How little an article's headline is one of plain news: a column, a question, a live page, somebody's diary."""
    title = article.title
    return (
        0.6 * is_column(title)
        + 0.3 * is_explainer(title)
        + 0.25 * bool(_QUESTION.search(clean_title(title, article.outlet)))
        + 0.5 * bool(_LIVE.search(title))
    )


def _figures(words: str, lang: Lang) -> frozenset[str]:
    """Amounts and larger counts, as both languages write them."""
    return frozenset(
        f"{read.value.normalize():f}" for read in find_numbers(words, lang) if read.unit or abs(read.value) > _SMALL
    )


def _first_fitting(told: Sequence[str], lang: Lang) -> str | None:
    return next((words for one in told if (words := _as_headline(one, lang)) is not None), None)


def _as_headline(sentence: str, lang: Lang) -> str | None:
    """A sentence of the brief as its headline, without who said it at its end; None where it is too long for one."""
    words = sentence.rstrip("。").rstrip(".")
    if lang == "en":
        words = _SAID_TAIL.sub("", words)
        if _LEANS.match(words):
            return None
    return words if words and len(words) <= LONGEST[lang] else None


def _shortened(title: str, lang: Lang) -> str:
    """Cut between words at the language's limit; a headline is seldom longer."""
    limit = LONGEST[lang]
    if len(title) <= limit:
        return title
    cut = title[: limit - 1]
    if lang == "en" and " " in cut:
        cut = cut.rsplit(" ", 1)[0]
    return cut.rstrip(" 　、,") + "…"
