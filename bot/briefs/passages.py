"""The sentences of a story's articles with all that the local engine needs to know of each: voice, facts, place."""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.briefs.antecedents import Antecedent, antecedent_in, goes_on, is_continued, named
from bot.briefs.corrections import Standing, read_standing
from bot.briefs.dated import dated
from bot.briefs.facts import Facts, facts_of
from bot.briefs.furniture import is_release, news_lines
from bot.briefs.organisations import organisations_in
from bot.briefs.point_kinds import executives_in, is_column, voice_of
from bot.briefs.presentable import cleaned, is_clear
from bot.briefs.standing_alone_en import points_elsewhere_en
from bot.briefs.standing_alone_ja import points_elsewhere_ja
from bot.domain.article import Article
from bot.domain.brief import PointKind
from bot.knowledge.companies import Mention
from bot.text.sentences import sentence_spans

MOST_ARTICLES = 12
MOST_SENTENCES = 40
"""Per article, from its top: news stands there, and the work stays bounded."""
MOST_PASSAGES = 150
"""Per story, those nearest to the top of their articles: comparing them all costs the square."""
OLD_NEWS = timedelta(days=21)

FindMentions = Callable[[str], Sequence[Mention]]

_LONGEST = 1000
_READ = 30_000
"""Characters of a sentence, and of an article, beyond which nothing is a news text any more: a page of junk must not
cost a rule its square."""

_VAGUE_PAST = re.compile(
    r"\b(?:last year|years? ago|in the past|previously|formerly|(?:once|earlier|already) (?:said|called|promised|"
    r"wrote))\b|"
    r"昨年|一昨年|年前に|かつて|以前(?:は|から|に)|これまで",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence that may be shown, and where it stands."""

    article: Article
    place: int
    """Its number in the article, from 0."""
    text: str
    """Exactly as the article has it."""
    shown: str
    """The same as a brief shows it: see presentable.cleaned, antecedents.named for a name, dated for a day's date."""
    kind: PointKind
    facts: Facts
    is_background: bool
    """An earlier statement or event, retold; it carries its own date."""
    speaker: str | None = None
    """The executive whose words they are, as the sentence names them."""
    leans_on: str | None = None
    """A sentence before it, exactly as the article has it, that says whom or what it means."""
    follows: bool = False
    """Whether it can only be told after the sentence that it leans on."""
    organisations: tuple[str, ...] = ()
    """The organisations that it names, as it spells them, from left to right."""
    company_ids: tuple[tuple[str, str], ...] = ()
    """Of those on record: (as spelt, company id)."""

    @property
    def lang(self) -> str:
        return self.article.lang


def read_passages(
    articles: Sequence[Article], find_mentions: FindMentions, known_executives: Collection[str] = ()
) -> list[Passage]:
    """The presentable sentences of the newest articles, in order of publication and place.

    `find_mentions` finds organisations and products in a text; `known_executives` are names of people on record.
    """
    newest = sorted(articles, key=lambda article: (article.published_at, article.article_id))[-MOST_ARTICLES:]
    if not newest:
        return []
    begun_on, told_on = newest[0].published_at.date(), newest[-1].published_at.date()
    executives = frozenset(known_executives).union(
        *(
            executives_in(article.text[:_READ], article.lang, _company_names(find_mentions(article.text[:_READ])))
            for article in newest
        )
    )
    organisations = frozenset().union(
        *(organisations_in(article.text[:_READ], article.lang, executives) for article in newest)
    )
    passages: list[Passage] = []
    standing = read_standing(newest)
    for article in newest:
        passages += _of_article(article, find_mentions, executives, organisations, (begun_on, told_on), standing)
    if len(passages) > MOST_PASSAGES:
        deepest = sorted(passage.place for passage in passages)[MOST_PASSAGES - 1]
        passages = [passage for passage in passages if passage.place <= deepest][:MOST_PASSAGES]
    return passages


def _of_article(
    article: Article,
    find_mentions: FindMentions,
    executives: frozenset[str],
    organisations: frozenset[str],
    days: tuple[date, date],
    standing: Standing,
) -> list[Passage]:
    """`days`: those of the story's first and newest report."""
    passages: list[Passage] = []
    (begun_on, told_on), published_on = days, article.published_at.date()
    own_release = is_release(article.text[:_READ])
    before: Antecedent | None = None
    opening: tuple[int, str] | None = None
    for place, sentence in enumerate(_sentences(article)):
        mentions = find_mentions(sentence)
        unlisted = {name for name in organisations - executives if _names(name, sentence)}
        companies = _company_names(mentions) | unlisted
        present = {name for name in executives if _names(name, sentence)}
        names = (present | unlisted).union(mention.surface for mention in mentions)
        shown, leans_on, follows = _shown(sentence, article.lang, names, before, opening, place)
        before = antecedent_in(sentence, place, companies) if companies else before
        if shown is None or not standing.holds(article, sentence):
            continue
        if opening is None and leans_on is None:
            opening = (place, sentence)
        voice = voice_of(shown, article.lang, title=article.title, companies=companies, executives=present)
        kind = PointKind.OFFICIAL if own_release and voice.kind is PointKind.FACT else voice.kind
        facts = facts_of(shown, article.lang, mentions, published_on)
        is_old = facts.is_before(begun_on - OLD_NEWS)
        if voice.is_blended or (not facts.has_year and _VAGUE_PAST.search(sentence)):
            continue
        speaker = max(present, key=len, default=None) if kind is PointKind.EXECUTIVE else None
        said_by = tuple(sorted(_whole_names(companies), key=sentence.find))
        on_record = tuple((mention.surface, mention.company_id) for mention in mentions if mention.product is None)
        shown = dated(shown, article.lang, published_on, told_on)
        passages.append(
            Passage(
                article, place, sentence, shown, kind, facts, is_old, speaker, leans_on, follows, said_by, on_record
            )
        )
    return passages


def _sentences(article: Article) -> list[str]:
    """The first sentences of the article's news, exactly as it has them."""
    found = [
        span.text
        for _, line in news_lines(article.text[:_READ])
        for span in sentence_spans(line, article.lang)
        if len(span.text) <= _LONGEST
    ]
    return found[:MOST_SENTENCES]


def _shown(
    sentence: str,
    lang: str,
    names: Collection[str],
    before: Antecedent | None,
    opening: tuple[int, str] | None,
    place: int,
) -> tuple[str | None, str | None, bool]:
    """The sentence as a brief shows it, the one before that it leans on, and whether that has to be told first."""
    shown = cleaned(sentence, lang)
    if shown is None or is_clear(shown, lang, names):
        return shown, None, False
    completed = named(shown, lang, before, place)
    if before is not None and completed is not None and is_clear(completed, lang, {*names, before.name}):
        return completed, before.text, False
    if points_elsewhere_ja(shown, names) if lang == "ja" else points_elsewhere_en(shown):
        return None, None, False
    if before is not None and lang == "ja" and is_continued(shown, before, place):
        return shown, before.text, True
    if opening is not None and goes_on(shown, lang, opening, place):
        return shown, opening[1], True
    return None, None, False


def _whole_names(names: Collection[str]) -> list[str]:
    return [name for name in names if not any(name != other and name in other for other in names)]


def _company_names(mentions: Sequence[Mention]) -> frozenset[str]:
    return frozenset(mention.surface for mention in mentions if mention.product is None)


def is_from_column(passage: Passage) -> bool:
    return is_column(passage.article.title)


def _names(name: str, text: str) -> bool:
    """Whether `text` has the name as a word of its own: Li is not in Licence."""
    if not name.isascii():
        return name in text
    return name in text and re.search(rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z])", text) is not None
