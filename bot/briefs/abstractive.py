"""The model engine's rules: what a model is given, how its reply is read, and which of it stands.

The passages go out numbered, as data between two lines that nobody can guess. One reply holds both languages, point by
point with shared citations, so that both briefs tell the same from the same evidence.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.briefs.extractive import LIMITS, brief_length
from bot.briefs.judging import Complaint, Judged, judge
from bot.briefs.passages import Passage
from bot.briefs.units import Unit
from bot.domain.article import Article
from bot.domain.brief import Brief, BriefPoint, BriefSource, PointKind, StanceLine
from bot.domain.language import LANGS, Lang
from bot.domain.story import Story
from bot.errors import ModelReplyUnusable
from bot.knowledge.companies import CompanyIndex
from bot.llm.prompt_library import INSTRUCTIONS, MESSAGE, Prompt
from bot.llm.quoting import as_json, as_lines
from bot.llm.replies import read_object
from bot.ports import TextRequest

PROMPT = "brief"
AGAIN = "again"
MOST_PASSAGES = 24
"""A story's worth: more of them cost more and tell the same again."""
PASSAGES_OF_A_UNIT = 4
MOST_POINTS = 4
FEWEST_POINTS = 2

_ABBREVIATED = re.compile(r"(?:\b\w\.)+$|\b(?:Inc|Corp|Ltd|Co)\.$")


@dataclass(frozen=True, slots=True)
class StoryRead:
    """What one server may read of a story, read once for all engines."""

    story: Story
    articles: Sequence[Article]
    passages: Sequence[Passage]
    units: Sequence[Unit]
    """Those that the local engine chose, in telling order."""
    index: CompanyIndex
    local: Mapping[Lang, Brief]
    """As the local engine wrote it: notices of corrections and stance lines are taken from it."""

    @property
    def texts(self) -> dict[int, str]:
        return {article.article_id: f"{article.title}\n{article.text}" for article in self.articles}


@dataclass(frozen=True, slots=True)
class Numbered:
    """The passages as the model knows them, from 1."""

    passages: tuple[Passage, ...]

    def sources(self) -> tuple[BriefSource, ...]:
        return tuple(_source(n, passage) for n, passage in enumerate(self.passages, start=1))


class Bilingual(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)

    ja: str = Field(max_length=2_000)
    en: str = Field(max_length=2_000)

    def in_(self, lang: Lang) -> str:
        return self.ja if lang == "ja" else self.en


class ReplyPoint(Bilingual):
    citations: tuple[int, ...] = Field(max_length=MOST_PASSAGES)
    kind: Literal["reported", "official", "executive", "opinion", "release", "fact"]


class BriefReply(BaseModel):
    """The reply as the prompt asks for it. Surplus keys are ignored: they reach nobody."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    headline: Bilingual
    points: tuple[ReplyPoint, ...] = Field(max_length=20)


def choose_passages(passages: Sequence[Passage], units: Sequence[Unit]) -> Numbered:
    """What the model reads: the local engine's choice, then what stands nearest to the top of each article.

    In order of publication and place, so that a story reads as it was told.
    """
    chosen = {
        _key(passage): passage
        for unit in units
        for passage in unit.passages[:PASSAGES_OF_A_UNIT]
        if not passage.follows
    }
    nearest = sorted(
        passages, key=lambda passage: (passage.is_background, passage.place, -passage.article.published_at.timestamp())
    )
    for passage in nearest:
        if len(chosen) >= MOST_PASSAGES:
            break
        # A sentence that leans on another tells a model less than it seems to.
        if passage.leans_on is None:
            chosen.setdefault(_key(passage), passage)
    told = sorted(
        chosen.values(),
        key=lambda passage: (passage.article.published_at, passage.article.article_id, passage.place),
    )
    return Numbered(tuple(told[:MOST_PASSAGES]))


def build_request(
    prompt: Prompt,
    numbered: Numbered,
    names: Sequence[Mapping[Lang, str]],
    mark: str,
    max_tokens: int,
    failed: "tuple[BriefReply | None, Sequence[Complaint]] | None" = None,
) -> TextRequest:
    """The request; with `failed`, the second one, which tells what was wrong with the first reply."""
    message = [
        prompt.render(
            MESSAGE,
            mark=mark,
            passages=as_lines([_shown(n, passage, mark) for n, passage in enumerate(numbered.passages, start=1)]),
            names=json.dumps([dict(each) for each in names], ensure_ascii=False),
        )
    ]
    if failed is not None:
        reply, complaints = failed
        draft = as_json(reply.model_dump() if reply else None, mark)
        faults = as_lines([as_json(one.for_model(), mark) for one in complaints])
        message.append(prompt.render(AGAIN, mark=mark, draft=draft, faults=faults))
    return prompt.request(max_tokens, prompt.render(INSTRUCTIONS), *message)


def read_reply(text: str) -> BriefReply:
    """Raises ModelReplyUnusable where it is not what was asked for."""
    try:
        return BriefReply.model_validate(read_object(text))
    except ValidationError as problem:
        first = problem.errors(include_input=False, include_url=False)[0]
        raise ModelReplyUnusable(f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from None


def judge_reply(reply: BriefReply, read: StoryRead, numbered: Numbered, engine: str) -> Judged:
    """Which points stand, and what is wrong with the others. Takes up to a second."""
    drafts = {lang: _draft(reply, read, numbered, engine, lang) for lang in LANGS}
    return judge(drafts, numbered.passages, read.texts, read.index.find_mentions)


def assemble(judged: Judged, read: StoryRead, engine: str) -> dict[Lang, Brief] | None:
    """Both briefs of the points that stand, behind the notices of corrections; None where too few stand."""
    kept = list(judged.kept[:MOST_POINTS])
    while len(kept) >= FEWEST_POINTS and judged.is_headline_grounded:
        briefs = {lang: _assembled(judged.drafts[lang], kept, read, engine, lang) for lang in LANGS}
        if all(brief_length(brief) <= LIMITS[lang] for lang, brief in briefs.items()):
            return briefs
        kept.pop()
    return None


def _draft(reply: BriefReply, read: StoryRead, numbered: Numbered, engine: str, lang: Lang) -> Brief:
    """The whole reply as a brief over all passages, so that its citations mean what the model meant."""
    return Brief(
        story_id=read.story.story_id,
        lang=lang,
        headline=_headline(reply.headline.in_(lang), lang),
        points=tuple(
            BriefPoint(_finished(point.in_(lang), lang), tuple(dict.fromkeys(point.citations)), PointKind(point.kind))
            for point in reply.points
        ),
        sources=numbered.sources(),
        engine=engine,
        revision=read.story.revision,
        article_ids=read.story.article_ids,
        companies=read.story.companies,
    )


def _assembled(draft: Brief, kept: Sequence[int], read: StoryRead, engine: str, lang: Lang) -> Brief:
    local = read.local[lang]
    sources: dict[tuple[int, str], BriefSource] = {}

    def cite(numbers: Sequence[int], of: Brief) -> tuple[int, ...]:
        by_number = {source.n: source for source in of.sources}
        found = []
        for number in numbers:
            source = by_number[number]
            key = (source.article_id, source.passage)
            sources.setdefault(key, replace(source, n=len(sources) + 1))
            found.append(sources[key].n)
        return tuple(dict.fromkeys(found))

    notices = [replace(one, citations=cite(one.citations, local)) for one in local.points if one.kind.is_notice]
    points = [replace(draft.points[n], citations=cite(draft.points[n].citations, draft)) for n in kept]
    lines: list[StanceLine] = [replace(one, citations=cite(one.citations, local)) for one in local.stance_lines]
    return replace(
        draft, points=(*notices, *points), stance_lines=tuple(lines), sources=tuple(sources.values()), engine=engine
    )


def _headline(words: str, lang: Lang) -> str:
    """In one line, without a stop at its end; "U.S." and "Inc." keep theirs."""
    line = _one_line(words)
    if lang == "ja":
        return line.rstrip("。")
    return line if _ABBREVIATED.search(line) else line.removesuffix(".")


def _finished(words: str, lang: Lang) -> str:
    line = _one_line(words)
    return f"{line}。" if lang == "ja" and line and not re.search(r"[。！？!?」』）)]$", line) else line


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _source(n: int, passage: Passage) -> BriefSource:
    article = passage.article
    return BriefSource(
        n,
        article.article_id,
        article.url,
        article.outlet,
        article.lang,
        article.published_at,
        passage.text,
        article.extent,
    )


def _key(passage: Passage) -> tuple[int, int]:
    return passage.article.article_id, passage.place


def _shown(n: int, passage: Passage, mark: str) -> str:
    return as_json(
        {
            "n": n,
            "outlet": passage.article.outlet,
            "language": passage.lang,
            "day": passage.article.published_at.date().isoformat(),
            "voice": passage.kind.value,
            "text": passage.text,
        },
        mark,
    )
