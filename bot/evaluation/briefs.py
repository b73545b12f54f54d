"""How good the local engine's briefs are: facts covered, nothing repeated, leaning, over-long or wrongly voiced."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from bot.briefs.composer import read_story
from bot.briefs.extractive import LIMITS, brief_length
from bot.briefs.wording import labelled
from bot.domain.article import Article, Extent
from bot.domain.brief import Brief, BriefPoint, PointKind
from bot.domain.language import LANGS, Lang
from bot.domain.story import Story
from bot.knowledge.companies import CompanyIndex
from bot.text.embedding import Embedder
from bot.text.similarity import cosine_matrix

SETS = Path(__file__).parent / "sets"

_SAME_WORDS = 0.6
"""Two points of one brief whose words are this alike tell the same twice."""

# Read apart from the engine's own rules, so that a fault of those shows here.
_LEANS = {
    "en": re.compile(
        r"^(?:[\"“]?(?:He|She|They|It|This|That|These|Those|His|Her|Their|Its)\b|"
        r"The (?:company|firm|start-?up|people|move|report|deal|model|latter|spokesperson)\b(?! (?:of|that|behind)\b)|"
        r"(?:But|And|However|Meanwhile|Moreover|Also)\b)"
    ),
    "ja": re.compile(
        r"^(?:同(?:社|氏|紙|省|庁|国|日|モデル)|これ|それ|その|この|そのため|このため|また|しかし|一方|さらに|ただ)"
    ),
}
_POLITE = re.compile(r"(?:ます|ました|ません|です|でした|でしょう|ください)(?:[。、が]|$)")


class _Sheet(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ArticleSheet(_Sheet):
    lang: str
    at: datetime
    outlet: str
    title: str
    text: str
    extent: str = "full"
    url: str | None = None
    is_new: bool = False
    """Whether it is one of the reports that make the story an update."""


class Fact(_Sheet):
    """A fact that a brief must tell: one pattern per language of the brief; without a pattern it is not asked there."""

    fact: str
    en: str | None = None
    ja: str | None = None

    def pattern(self, lang: Lang) -> str | None:
        return self.ja if lang == "ja" else self.en


class Voice(_Sheet):
    match: str
    kinds: list[PointKind]


class StorySheet(_Sheet):
    id: str
    articles: list[ArticleSheet]
    covers: list[Fact]
    never: list[str] = []
    voices: list[Voice] = []


@dataclass(frozen=True, slots=True)
class StoryOutcome:
    """What one story's two briefs got wrong, each as `lang: words`."""

    id: str
    asked: int
    missing: tuple[str, ...]
    agreed: int
    """Facts that both briefs tell, of those `told` by one of them at least."""
    told: int
    repeated: tuple[str, ...]
    too_long: tuple[str, ...]
    leaning: tuple[str, ...]
    misvoiced: tuple[str, ...]
    forbidden: tuple[str, ...]
    polite: tuple[str, ...]
    """Sentences of a Japanese brief's own in です・ます."""
    empty: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BriefScores:
    part: str
    outcomes: tuple[StoryOutcome, ...]

    def numbers(self) -> dict[str, object]:
        asked = sum(one.asked for one in self.outcomes)
        told = sum(one.told for one in self.outcomes)
        return {
            "briefs": self.part,
            "stories": len(self.outcomes),
            "coverage": round(1 - sum(len(one.missing) for one in self.outcomes) / asked, 3) if asked else 1.0,
            "agreement": round(sum(one.agreed for one in self.outcomes) / told, 3) if told else 1.0,
            "repeated": sum(len(one.repeated) for one in self.outcomes),
            "too_long": sum(len(one.too_long) for one in self.outcomes),
            "leaning": sum(len(one.leaning) for one in self.outcomes),
            "misvoiced": sum(len(one.misvoiced) for one in self.outcomes),
            "forbidden": sum(len(one.forbidden) for one in self.outcomes),
            "polite": sum(len(one.polite) for one in self.outcomes),
            "empty": sum(len(one.empty) for one in self.outcomes),
        }


def shipped_parts() -> list[str]:
    """The parts that there are stories for."""
    return [path.stem.removeprefix("briefs-") for path in sorted(SETS.glob("briefs-*.yaml"))]


def load_sheets(part: str) -> list[StorySheet]:
    """The stories of `dev` or `test`."""
    rows = yaml.safe_load((SETS / f"briefs-{part}.yaml").read_text(encoding="utf-8"))
    return [StorySheet.model_validate(row) for row in rows]


def briefs_of(sheet: StorySheet, index: CompanyIndex, embedder: Embedder | None) -> dict[Lang, Brief]:
    """Both briefs of a sheet's story, written by the local engine as the program writes them."""
    articles = [_article(number, row) for number, row in enumerate(sheet.articles, start=1)]
    ids = tuple(article.article_id for article in articles)
    story = Story(1, {}, ids, (), articles[0].published_at, articles[-1].published_at, len(articles))
    new = frozenset(one.article_id for one, row in zip(articles, sheet.articles, strict=True) if row.is_new)
    return dict(read_story(story, articles, index, frozenset(), embedder, new).local)


def measure_briefs(part: str, index: CompanyIndex, embedder: Embedder | None) -> BriefScores:
    return BriefScores(part, tuple(judge(sheet, briefs_of(sheet, index, embedder)) for sheet in load_sheets(part)))


def judge(sheet: StorySheet, briefs: dict[Lang, Brief]) -> StoryOutcome:
    shown = {lang: _shown(briefs[lang]) for lang in LANGS}
    asked = [(fact, lang, pattern) for fact in sheet.covers for lang in LANGS if (pattern := fact.pattern(lang))]
    found = {(fact.fact, lang) for fact, lang, pattern in asked if re.search(pattern, shown[lang])}
    both = [fact.fact for fact in sheet.covers if fact.en and fact.ja]
    return StoryOutcome(
        id=sheet.id,
        asked=len(asked),
        missing=tuple(f"{lang}: {fact.fact}" for fact, lang, _ in asked if (fact.fact, lang) not in found),
        agreed=sum(all((fact, lang) in found for lang in LANGS) for fact in both),
        told=sum(any((fact, lang) in found for lang in LANGS) for fact in both),
        repeated=tuple(f"{lang}: {words}" for lang in LANGS for words in _repeated(briefs[lang])),
        too_long=tuple(lang for lang in LANGS if brief_length(briefs[lang]) > LIMITS[lang]),
        leaning=tuple(_leaning(briefs)),
        misvoiced=tuple(_misvoiced(sheet, briefs)),
        forbidden=tuple(f"{lang}: {bad}" for lang in LANGS for bad in sheet.never if _holds(briefs[lang], bad)),
        polite=tuple(words for words in (briefs["ja"].headline, *_own_words(briefs["ja"])) if _POLITE.search(words)),
        empty=tuple(lang for lang in LANGS if not briefs[lang].points),
    )


def _own_words(brief: Brief) -> list[str]:
    return [re.sub(r"「[^」]*」", "「」", point.text) for point in brief.points if point.lang is None]


def _shown(brief: Brief) -> str:
    return "\n".join([brief.headline, *(labelled(point, brief.lang) for point in brief.points)])


def _holds(brief: Brief, bad: str) -> bool:
    lines = [brief.headline, *(point.text for point in brief.points if not point.kind.is_notice)]
    return any(re.search(bad, line) for line in lines)


def _repeated(brief: Brief) -> list[str]:
    """Points that say what another one said. A gist and the original that it is of are one point in two languages."""
    told = [point for point in brief.points if not point.kind.is_notice]
    likeness = cosine_matrix([point.text for point in told])
    return [told[j].text for i, j in combinations(range(len(told)), 2) if likeness[i, j] >= _SAME_WORDS]


def _leaning(briefs: dict[Lang, Brief]) -> Iterator[str]:
    for lang, point in _points(briefs):
        words_lang = point.lang or lang
        quotes = any(point.text.count(a) != point.text.count(b) for a, b in ("「」", "“”", "（）", "()"))
        if quotes or point.text.count('"') % 2 or (words_lang in _LEANS and _LEANS[words_lang].search(point.text)):
            yield f"{lang}: {point.text}"


def _misvoiced(sheet: StorySheet, briefs: dict[Lang, Brief]) -> Iterator[str]:
    for lang, point in _points(briefs):
        for voice in sheet.voices:
            if re.search(voice.match, point.text) and point.kind not in voice.kinds:
                yield f"{lang}: {point.kind.value}: {point.text}"


def _points(briefs: dict[Lang, Brief]) -> Iterator[tuple[Lang, BriefPoint]]:
    return ((lang, point) for lang in LANGS for point in briefs[lang].points)


def _article(number: int, row: ArticleSheet) -> Article:
    url = row.url or f"https://news.example/{number}"
    at = row.at.astimezone(UTC)
    return Article(
        article_id=number,
        url=url,
        canonical_url=f"{url}#{number}",
        outlet=row.outlet,
        lang=row.lang,
        title=row.title,
        text=row.text.strip(),
        published_at=at,
        fetched_at=at,
        extent=Extent(row.extent),
    )


def faults_of(scores: Sequence[BriefScores]) -> list[str]:
    """One line per story that is not perfect: what is missing and what should not stand there."""
    lines = []
    for score in scores:
        for one in score.outcomes:
            faults = [
                f"{name}={'; '.join(found)}"
                for name in ("missing", "repeated", "too_long", "leaning", "misvoiced", "forbidden", "polite", "empty")
                if (found := getattr(one, name))
            ]
            if faults:
                lines.append(f"{one.id}  {'  '.join(faults)}")
    return lines
