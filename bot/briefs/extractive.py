"""The local engine: writes a story's brief in both languages from chosen sentences, without a model.

Both briefs tell the same units of evidence in the same order; each shows them in its own language's sentences. Pure and
deterministic: the same articles give the same briefs.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from bot.briefs.corrections import Correction, Standing, read_standing
from bot.briefs.evidence import after_what_they_need
from bot.briefs.gist import People, gist_of
from bot.briefs.headlines import choose_headline, clean_title
from bot.briefs.passages import Passage
from bot.briefs.plain_style import plain_style
from bot.briefs.stance_lines import stance_in
from bot.briefs.units import Unit
from bot.briefs.wording import correction_words, labelled
from bot.domain.article import Article
from bot.domain.brief import LOCAL_ENGINE, Brief, BriefPoint, BriefSource, PointKind, StanceLine
from bot.domain.language import Lang, other
from bot.domain.story import Story
from bot.i18n.catalog import text
from bot.text.notices import is_marked

LIMITS: dict[Lang, int] = {"en": 900, "ja": 450}
"""Characters of headline and points together, labels included: one phone screen."""
FEWEST, MOST_POINTS = 2, 4
"""Points of a brief, notices of corrections aside."""
MOST_CORRECTIONS = 1
"""The newest notice leads a brief; older ones are in its sources' past."""


class CompanyNames(Protocol):
    def __call__(self, company: str, lang: Lang, /) -> str: ...


@dataclass(frozen=True, slots=True)
class Told:
    """What the writer reads: the story as the server sees it, its articles and the chosen units, in telling order."""

    story: Story
    articles: Sequence[Article]
    units: Sequence[Unit]
    new: frozenset[int] = frozenset()
    """Ids of the articles that make it an update: they give the headline."""
    people: People = field(default_factory=dict)


def write_briefs(told: Told, company_name: CompanyNames) -> dict[Lang, Brief]:
    """Both briefs of a story. They tell the same units, as many as fit in both."""
    units = list(told.units)
    while True:
        drafts: dict[Lang, Brief] = {
            lang: _write(replace(told, units=units), lang, company_name) for lang in ("ja", "en")
        }
        if len(units) <= 1 or all(_fits(draft) for draft in drafts.values()):
            return drafts
        # The least valuable goes, but an official response stays as long as something else can go.
        last = min(units, key=lambda unit: (unit.kind is PointKind.OFFICIAL and len(units) > FEWEST, unit.score))
        units.remove(last)
        units = [unit for unit in units if all(any(each.holds({one}) for each in units) for one in unit.needs())]


def brief_length(brief: Brief) -> int:
    """Characters of the headline and the points as shown, without citation numbers."""
    return len(brief.headline) + sum(len(labelled(point, brief.lang)) for point in brief.points)


def _fits(brief: Brief) -> bool:
    return brief_length(brief) <= LIMITS[brief.lang]


def _write(told: Told, lang: Lang, company_name: CompanyNames) -> Brief:
    sources = _Sources()
    standing = read_standing(told.articles)
    corrected = [_correction_point(one, lang, sources) for one in standing.corrections[:MOST_CORRECTIONS]]
    is_gist = not any(unit.best_in(lang) for unit in told.units)
    if not told.units:
        headline, points = _title_only(told, lang, sources, standing)
    elif is_gist:
        noticed = sum(len(labelled(point, lang)) for point in corrected)
        headline, points = _gist(told, lang, sources, company_name, noticed)
    else:
        headline, points = _own(told, lang, sources)
    stance_lines = _stance_lines(told.units, lang, sources, company_name)
    return Brief(
        story_id=told.story.story_id,
        lang=lang,
        headline=headline,
        points=(*corrected, *points),
        sources=sources.listed(),
        engine=LOCAL_ENGINE,
        revision=told.story.revision,
        article_ids=told.story.article_ids,
        companies=told.story.companies,
        stance_lines=tuple(stance_lines),
        new_article_ids=tuple(sorted(told.new)),
    )


def _own(told: Told, lang: Lang, sources: "_Sources") -> tuple[str, list[BriefPoint]]:
    # What another language alone tells comes last: a reader who meets it has the news by then. An update is led by
    # what is new all the same.
    order = sorted(told.units, key=lambda unit: (not _is_led_by(unit, told.new), unit.best_in(lang) is None))
    units = after_what_they_need(order)
    words = [_in_style(own, lang) for unit in units if (own := unit.best_in(lang))]
    lead = told.units[0].kind
    is_answered = lead is PointKind.REPORTED and any(
        unit.kind is PointKind.OFFICIAL and not unit.is_background for unit in told.units
    )
    standing = read_standing(told.articles)
    fit = [
        article
        for article in told.articles
        if standing.holds(article, article.title) or (is_marked(article.title) and not standing.withdrawn)
    ]
    led = [article for article in fit if article.article_id in told.new and article.lang == lang]
    first = units[0].best_in(lang)
    headline = choose_headline(
        led or fit or told.articles,
        words[:1] if told.new else words,
        lead,
        lang,
        is_answered=is_answered,
        led_by=first.article.article_id if first else None,
    )
    headline = headline or _any_title(fit or told.articles)
    if not is_answered and not told.new:
        units = _as_headed(units, headline, lang)
    return headline, [_point(unit, lang, sources) for unit in units]


def _as_headed(units: Sequence[Unit], headline: str, lang: Lang) -> list[Unit]:
    """`units` with the one in front that opens the report whose headline is the brief's.

    So the later of two reports leads where it heads the brief. An update has its own order.
    """
    for unit in units:
        shown = unit.best_in(lang)
        if shown is None or shown.place or shown.leans_on or unit.is_background:
            continue
        if clean_title(shown.article.title, shown.article.outlet) == headline:
            return after_what_they_need([unit, *(other for other in units if other is not unit)])
    return list(units)


def _is_led_by(unit: Unit, new: frozenset[int]) -> bool:
    """Whether the articles that make it an update tell it as news; of what is no update, all units are alike."""
    return not new or (not unit.is_background and any(passage.article.article_id in new for passage in unit.passages))


def _point(unit: Unit, lang: Lang, sources: "_Sources") -> BriefPoint:
    """The unit's sentence in `lang`, citing it and the same thing as the other language's reports have it."""
    own, parallel = unit.best_in(lang), unit.best_in(other(lang))
    shown = own or parallel or unit.passages[0]
    cited = [shown] if own is None or parallel is None else [own, parallel]
    original = None if shown.lang == lang else shown.lang
    # An original stands as it was written; a brief's own Japanese is in its own style.
    words = shown.shown if original else _in_style(shown, lang)
    return BriefPoint(words, sources.cite(cited), _kind(cited), original)


def _in_style(own: Passage, lang: Lang) -> str:
    return plain_style(own.shown) if lang == "ja" else own.shown


def _kind(shown: Sequence[Passage]) -> PointKind:
    """The voice of both sentences: where one names the speaker by post or as a company, so is the other meant."""
    kinds = [passage.kind for passage in shown]
    return next((kind for kind in kinds if kind is not PointKind.FACT), PointKind.FACT)


def _gist(
    told: Told, lang: Lang, sources: "_Sources", company_name: CompanyNames, noticed: int
) -> tuple[str, list[BriefPoint]]:
    """No report in `lang`: what it is about in the reader's language, then the originals that fit, marked as such.

    `noticed` is how many characters the notices above it have.
    """
    shown = [unit.passages[0] for unit in told.units]
    gist = gist_of(shown, lang, company_name, told.people)
    kinds = {passage.kind for passage in shown}
    kind = kinds.pop() if len(kinds) == 1 else PointKind.FACT
    points = [BriefPoint(gist.text, sources.cite(shown), kind)]
    used = len(gist.headline) + len(labelled(points[0], lang)) + noticed
    for unit in told.units:
        point = _point(unit, lang, sources)
        if used + len(labelled(point, lang)) > LIMITS[lang] or len(points) == MOST_POINTS:
            continue
        used += len(labelled(point, lang))
        points.append(point)
    headline = gist.headline
    taken_back = next((one for one in read_standing(told.articles).corrections if one.is_retraction), None)
    if taken_back is not None:
        outlet = correction_words(taken_back, lang, is_headline=True)
        headline = (
            text("gist-headline-retracted", lang, notice=outlet, subject=gist.subject) if gist.subject else outlet
        )
    return headline, points


def _correction_point(one: Correction, lang: Lang, sources: "_Sources") -> BriefPoint:
    kind = PointKind.RETRACTION if one.is_retraction else PointKind.CORRECTION
    return BriefPoint(correction_words(one, lang), sources.cite_words(one.article, one.words), kind)


def _title_only(told: Told, lang: Lang, sources: "_Sources", standing: Standing) -> tuple[str, list[BriefPoint]]:
    """No sentence can stand alone (a feed that gives headlines only): the newest headlines are all there is to cite."""
    left = [
        article
        for article in told.articles
        if article.article_id not in standing.withdrawn and not is_marked(article.title)
    ]
    newest = sorted(left, key=lambda article: (article.lang != lang, -article.published_at.timestamp()))[:FEWEST]
    points = []
    for article in newest:
        words = clean_title(article.title, article.outlet)
        if words:
            original = None if article.lang == lang else article.lang
            points.append(BriefPoint(words, sources.cite_title(article), PointKind.FACT, original))
    if not points and standing.corrections:
        return correction_words(standing.corrections[0], lang, is_headline=True), []
    return points[0].text if points else text("briefs-gist-unnamed", lang), points


def _any_title(articles: Sequence[Article]) -> str:
    newest = max(articles, key=lambda article: (article.published_at, article.article_id))
    return clean_title(newest.title, newest.outlet)


def _stance_lines(
    units: Sequence[Unit], lang: Lang, sources: "_Sources", company_name: CompanyNames
) -> list[StanceLine]:
    lines: dict[str, StanceLine] = {}
    for unit in units:
        found = stance_in(unit)
        shown = unit.best_in(lang) or unit.passages[0]
        if found is None or found[0] in lines or not sources.holds(shown):
            continue
        company, stance, provenance = found
        speaker = shown.speaker if shown.lang == lang else None
        if unit.kind is PointKind.OFFICIAL and any(_has_spokesperson(passage) for passage in unit.passages):
            speaker = text("briefs-spokesperson", lang)
        name = company_name(company, lang)
        lines[company] = StanceLine(company, stance, provenance, speaker, sources.cite([shown]), name)
    return list(lines.values())


def _has_spokesperson(passage: Passage) -> bool:
    return "spokes" in passage.shown.lower() or "広報" in passage.shown


class _Sources:
    """Numbers the cited sentences in the order of their first citation."""

    def __init__(self) -> None:
        self._numbered: dict[tuple[int, str], BriefSource] = {}

    def cite(self, passages: Sequence[Passage]) -> tuple[int, ...]:
        """The numbers of these sentences and of those before them that they lean on."""
        told = [(passage.article, words) for passage in passages for words in (passage.text, passage.leans_on) if words]
        return tuple(dict.fromkeys(self._number(article, words) for article, words in told))

    def cite_words(self, article: Article, words: str) -> tuple[int, ...]:
        return (self._number(article, words),)

    def cite_title(self, article: Article) -> tuple[int, ...]:
        return (self._number(article, article.title),)

    def holds(self, passage: Passage) -> bool:
        return (passage.article.article_id, passage.text) in self._numbered

    def listed(self) -> tuple[BriefSource, ...]:
        return tuple(self._numbered.values())

    def _number(self, article: Article, words: str) -> int:
        key = (article.article_id, words)
        if key not in self._numbered:
            n = len(self._numbered) + 1
            self._numbered[key] = BriefSource(
                n,
                article.article_id,
                article.url,
                article.outlet,
                article.lang,
                article.published_at,
                words,
                article.extent,
            )
        return self._numbered[key].n
