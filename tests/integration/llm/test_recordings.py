"""Replies written by hand to the program's own requests, good and bad, replayed over HTTP: what stands and what does not.

A recording holds the passages that went out, so that a change of their choice or order shows here and is not taken for
a change of the judgement.
"""

import json
from pathlib import Path
from typing import Literal

import pytest
import yaml
from pydantic import BaseModel, ConfigDict

from bot.briefs.extractive import LIMITS, brief_length
from bot.briefs.grounding import check_brief
from bot.domain.brief import Brief
from bot.domain.language import LANGS, Lang
from bot.settings import Settings
from tests.model_server import ModelServer, serve_model
from tests.story_cases import HOURS_LATER, Newsroom, expected, last_published, open_newsroom, story_cases

FOLDER = Path(__file__).parents[2] / "fixtures" / "model"
NAMES = sorted(path.stem for path in FOLDER.glob("*.yaml"))
MARK = "MARK-0123456789ab"


class Outcome(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    engine: Literal["model", "local"]
    written: str
    requests: int
    dropped: int


class Recording(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    case: str
    about: str
    passages: list[str]
    outcome: Outcome
    replies: list[str]


def recording(name: str) -> Recording:
    return Recording.model_validate(yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8")))


async def replay(
    name: str, folder: Path, model: str = "by-hand"
) -> tuple[Recording, dict[Lang, Brief], ModelServer, Outcome, list[str]]:
    one = recording(name)
    case = story_cases()[one.case]
    async with serve_model(one.replies) as server:
        settings = Settings(model=model, model_url=server.url)
        async with open_newsroom(folder, settings, last_published(case) + HOURS_LATER) as room:
            story_id = await room.tell(case)
            briefs = {lang: await room.composer.brief_story(story_id, lang) for lang in LANGS}
            [writing] = await room.writings.list_writings(story_id)
            faults = await _faults(room, story_id, briefs)
    engine: Literal["model", "local"] = "local" if briefs["en"].engine == "local" else "model"
    found = Outcome(
        engine=engine,
        written=writing.outcome or "",
        requests=len(server.requests),
        dropped=writing.points_dropped,
    )
    return one, briefs, server, found, faults


async def _faults(room: Newsroom, story_id: int, briefs: dict[Lang, Brief]) -> list[str]:
    texts = {one.article_id: f"{one.title}\n{one.text}" for one in await room.articles_of(story_id)}
    return [
        f"{lang}: {failure.fault} {failure.detail}"
        for lang, brief in briefs.items()
        for failure in check_brief(brief, texts, find_mentions=room.index.find_mentions)
    ]


def test_there_are_good_ones_and_bad_ones() -> None:
    outcomes = [recording(name).outcome for name in NAMES]
    assert sum(one.engine == "model" and one.requests == 1 for one in outcomes) >= 5
    assert sum(one.engine == "model" and one.requests == 2 for one in outcomes) >= 5
    assert sum(one.engine == "local" for one in outcomes) >= 5
    assert {recording(name).case for name in NAMES} == set(story_cases())


@pytest.mark.parametrize("name", NAMES)
async def test_a_recorded_reply_comes_to_what_is_on_record(name: str, tmp_path: Path) -> None:
    one, briefs, server, found, faults = await replay(name, tmp_path)
    assert found == one.outcome
    assert _passages_sent(server) == one.passages
    assert faults == []
    ja, en = briefs["ja"], briefs["en"]
    assert ja.engine == en.engine
    assert all(2 <= len(brief.points) <= 4 and brief_length(brief) <= LIMITS[brief.lang] for brief in (ja, en))
    if found.engine == "model":
        assert ja.engine == "model:by-hand@brief.en-1"
        assert [point.citations for point in ja.points] == [point.citations for point in en.points]
        assert [point.kind for point in ja.points] == [point.kind for point in en.points]
        assert {(source.n, source.passage) for source in ja.sources} == {(s.n, s.passage) for s in en.sources}
    wanted = expected(story_cases()[one.case])
    for lang, brief in briefs.items():
        told = "\n".join([brief.headline, *(point.text for point in brief.points)])
        assert [words for words in wanted.never[lang] if words in told] == []
        if name.startswith("good"):
            assert [words for words in wanted.tells[lang] if words not in told] == []
    if found.requests == 2:
        _check_second_request(server)


async def test_the_model_name_of_a_vendor_shows_in_the_engine(tmp_path: Path) -> None:
    # A name with a slash, as hubs have them, at an endpoint of one's own.
    _, briefs, _, _, _ = await replay("good-letter", tmp_path, model="acme/tiny-7b")
    assert briefs["ja"].engine == "model:acme/tiny-7b@brief.en-1"


def _check_second_request(server: ModelServer) -> None:
    """It is the first one, and behind it what was wrong, as data between lines of the mark."""
    first, second = server.message(0), server.message(1)
    assert second.startswith(first)
    _, draft, faults, _ = second.removeprefix(first).split(f"\n{MARK}\n")
    told = json.loads(faults)
    assert told
    assert all(set(fault) == {"point", "language", "reason"} for fault in told)
    assert "https://" not in faults
    json.loads(draft)


def _passages_sent(server: ModelServer) -> list[str]:
    block = server.message(0).split(f"{MARK}\n")[1]
    return [f"{one['n']} {one['outlet']}: {one['text']}" for one in json.loads(block)]
