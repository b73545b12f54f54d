"""Whatever becomes of the model, the edition goes out: marked with who wrote it, and the model is not asked in vain."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.brief import LOCAL_ENGINE, Brief, Edition
from bot.domain.model_call import Allowance, PlannedCall, Purpose, Spending
from bot.errors import StoreBusy
from bot.settings import Settings
from bot.storage.briefs import BriefStore
from bot.storage.stories import StoryStore
from tests import model_server as fake
from tests.integration.llm.test_recordings import recording
from tests.model_server import ModelServer, Turn, serve_model
from tests.story_cases import HOURS_LATER, Newsroom, last_published, open_newsroom, story_cases

GUILD, OTHER = 11, 22
CASE = story_cases()["gpt-oss"]
NOW = last_published(CASE) + HOURS_LATER
GOOD = recording("good-gpt-oss").replies[0]


@asynccontextmanager
async def newsroom(
    folder: Path, turns: Sequence[Turn], **settings: object
) -> AsyncIterator[tuple[Newsroom, ModelServer, int]]:
    async with serve_model(turns) as server:
        given = {"model": "tiny", "model_url": server.url, "model_tries": 1} | settings
        async with open_newsroom(folder, Settings.model_validate(given), NOW) as room:
            story_id = await room.tell(CASE, (GUILD, OTHER))
            yield room, server, story_id


async def edition(room: Newsroom, guild_id: int = GUILD) -> Edition:
    return await room.editor.edition(guild_id, "ja", on=NOW.date())


@pytest.mark.parametrize(
    ("turn", "outcome", "requests"),
    [
        (fake.hang, "unreachable", 1),
        (fake.drip, "unreachable", 1),
        (fake.drop, "unreachable", 1),
        (fake.flood, "unreachable", 1),
        (fake.status(429, Retry_After="3600"), "unreachable", 1),
        (fake.status(500), "unreachable", 1),
        (fake.status(503), "unreachable", 1),
        (fake.status(401), "refused", 1),
        (fake.status(404), "refused", 1),
        (fake.status(400, "context length"), "refused", 2),
        (fake.raw("<html>", "text/html"), "unusable", 1),
        (fake.raw('{"choices": [{"mess'), "unreachable", 1),
        ("", "unusable", 1),
        ("瓦版" * 3_000, "unusable", 2),
        (GOOD[:300], "unusable", 2),
        (fake.truncated(GOOD[:300]), "unusable", 2),
        ('{"headline": {"ja": "", "en": ""}, "points": []}', "rejected", 2),
    ],
    ids=[
        "time-out", "drip", "connection drop", "flood", "429", "500", "503", "401", "404", "400", "html", "half http",
        "empty", "garbage", "truncated", "cut off", "nothing in it",
    ],
)  # fmt: skip
async def test_the_edition_goes_out(tmp_path: Path, turn: Turn, outcome: str, requests: int) -> None:
    # Patience ends soon where it is what is looked at; a busy machine takes its time for everything else.
    seconds = 3.0 if turn in (fake.hang, fake.drip) else 60.0
    async with newsroom(tmp_path, [turn], model_timeout=seconds) as (room, server, story_id):
        [brief] = (await edition(room)).briefs
        assert brief.engine == LOCAL_ENGINE
        assert len(brief.points) >= 2
        assert len(server.requests) == requests
        [writing] = await room.writings.list_writings(story_id)
        # One request to our eyes is two to an endpoint that may have refused the schema.
        assert (writing.outcome, writing.requests) == (outcome, 1 if outcome == "refused" else requests)
        # What failed is remembered: nobody asks for the same again at once, in either language.
        await edition(room)
        await room.composer.brief_story(story_id, "en", OTHER)
        assert len(server.requests) == requests


async def test_after_the_pause_it_is_asked_again(tmp_path: Path) -> None:
    async with newsroom(tmp_path, [fake.status(500), GOOD], model_pause_minutes=30) as (room, server, story_id):
        assert (await room.composer.brief_story(story_id, "ja", GUILD)).engine == LOCAL_ENGINE
        room.clock.set(NOW + timedelta(minutes=29))
        assert (await room.composer.brief_story(story_id, "ja", GUILD)).engine == LOCAL_ENGINE
        room.clock.set(NOW + timedelta(minutes=30))
        assert (await room.composer.brief_story(story_id, "ja", GUILD)).engine == "model:tiny@brief.en-1"
        assert len(server.requests) == 2


async def test_what_is_written_is_never_written_again(tmp_path: Path) -> None:
    async with newsroom(tmp_path, [GOOD]) as (room, server, story_id):
        first = (await edition(room)).briefs
        assert [brief.engine for brief in first] == ["model:tiny@brief.en-1"]
        room.clock.set(NOW + timedelta(hours=9))
        assert (await edition(room, OTHER)).briefs == first
        await room.composer.brief_story(story_id, "en", GUILD)
        assert len(server.requests) == 1
        [writing] = await room.writings.list_writings(story_id)
        assert (writing.outcome, writing.requests, writing.input_tokens, writing.output_tokens) == (
            "written",
            1,
            1000,
            200,
        )


async def test_many_who_ask_at_once_get_one_brief(tmp_path: Path) -> None:
    async def slow(request: object, body: dict[str, object]) -> object:
        await asyncio.sleep(0.2)
        return fake.completion(body, GOOD)

    async with newsroom(tmp_path, [slow]) as (room, server, story_id):
        asked = [
            room.composer.brief_story(story_id, lang, guild)
            for lang in ("ja", "en")
            for guild in (GUILD, OTHER)
            for _ in range(5)
        ]
        briefs = await asyncio.gather(*asked)
        assert {brief.engine for brief in briefs} == {"model:tiny@brief.en-1"}
        assert len(server.requests) == 1


async def test_another_process_that_writes_is_not_waited_for(tmp_path: Path) -> None:
    async with newsroom(tmp_path, [GOOD]) as (room, server, story_id):
        story = await StoryStore(room.database).get_story(story_id, GUILD)
        claimed = await room.writings.claim(
            story, "model:tiny@brief.en-1", OTHER, NOW, until=NOW + timedelta(minutes=6)
        )
        assert claimed
        assert (await room.composer.brief_story(story_id, "ja", GUILD)).engine == LOCAL_ENGINE
        assert server.requests == []
        # It went without a word: somebody else may.
        room.clock.set(NOW + timedelta(minutes=6))
        assert (await room.composer.brief_story(story_id, "ja", GUILD)).engine != LOCAL_ENGINE


async def test_a_drained_day_leaves_the_local_engine(tmp_path: Path) -> None:
    async with newsroom(tmp_path, [GOOD], model_daily_tokens=100) as (room, server, story_id):
        [brief] = (await edition(room)).briefs
        assert brief.engine == LOCAL_ENGINE
        assert server.requests == []
        [writing] = await room.writings.list_writings(story_id)
        assert writing.outcome == "budget"
        await edition(room)
        # Tomorrow is another day.
        room.clock.set(NOW + timedelta(days=1))
        assert room.asker is not None
        assert (await room.asker.left_today()).tokens == 100
        assert room.asker.may_ask(GUILD)


async def test_a_drained_server_does_not_keep_another_from_its_brief(tmp_path: Path) -> None:
    async with newsroom(tmp_path, [GOOD], model_server_tokens=7_500) as (room, server, _):
        spent = PlannedCall(GUILD, Purpose.ANSWER, "tiny", "x.en-1", Spending(7_400), NOW)
        await room.calls.reserve(spent, Allowance(7_400, 7_400))
        assert (await edition(room)).briefs[0].engine == LOCAL_ENGINE
        assert server.requests == []
        assert (await edition(room, OTHER)).briefs[0].engine == "model:tiny@brief.en-1"
        # It is the same evidence: what the other server paid for, this one reads too.
        assert (await edition(room)).briefs[0].engine == "model:tiny@brief.en-1"
        assert len(server.requests) == 1


async def test_an_open_circuit_costs_no_time(tmp_path: Path) -> None:
    async with newsroom(tmp_path, [fake.status(401)]) as (room, server, _):
        assert (await edition(room)).briefs[0].engine == LOCAL_ENGINE
        assert room.asker is not None
        assert room.asker.is_paused
        other = await room.tell(story_cases()["letter"], (GUILD,))
        assert (await room.composer.brief_story(other, "ja", GUILD)).engine == LOCAL_ENGINE
        assert len(server.requests) == 1


async def test_a_first_reply_of_which_enough_stands_needs_no_second_to_come(tmp_path: Path) -> None:
    bad = recording("polite").replies[0]
    async with newsroom(tmp_path, [bad, fake.status(503)]) as (room, server, story_id):
        brief = await room.composer.brief_story(story_id, "ja", GUILD)
        assert brief.engine == "model:tiny@brief.en-1"
        assert len(brief.points) == 2
        assert len(server.requests) == 2


async def test_a_brief_that_could_not_be_kept_is_not_taken_for_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = BriefStore.save_brief

    async def save_local(self: BriefStore, brief: Brief, now: datetime) -> None:
        if brief.engine != LOCAL_ENGINE:
            raise StoreBusy("locked")
        await kept(self, brief, now)

    async with newsroom(tmp_path, [GOOD]) as (room, server, story_id):
        with monkeypatch.context() as patched:
            patched.setattr(BriefStore, "save_brief", save_local)
            with pytest.raises(StoreBusy):
                await room.composer.brief_story(story_id, "ja", GUILD)
        room.clock.set(NOW + timedelta(minutes=6))
        assert (await room.composer.brief_story(story_id, "ja", GUILD)).engine != LOCAL_ENGINE
        assert len(server.requests) == 2


async def test_a_story_of_one_sentence_is_not_worth_a_request(tmp_path: Path) -> None:
    short = CASE.given["articles"][0] | {"text": "OpenAI on Tuesday released two open-weight language models."}
    async with newsroom(tmp_path, [GOOD]) as (room, server, _):
        story_id = await room.tell(CASE.model_copy(update={"id": "short", "given": {"articles": [short]}}), (GUILD,))
        for _n in range(2):
            assert (await room.composer.brief_story(story_id, "en", GUILD)).engine == LOCAL_ENGINE
        assert server.requests == []
        [writing] = await room.writings.list_writings(story_id)
        assert writing.outcome == "too_little"


async def test_a_busy_endpoint_gets_the_pause_that_it_asks_for(tmp_path: Path) -> None:
    async with newsroom(tmp_path, [fake.status(429, Retry_After="0"), GOOD], model_tries=3) as (room, server, story_id):
        assert (await room.composer.brief_story(story_id, "en", GUILD)).engine == "model:tiny@brief.en-1"
        assert len(server.requests) == 2
