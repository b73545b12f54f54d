"""What readers do for themselves: ask on, follow, rate, share, see and delete what is kept; nobody else's, ever."""

from typing import Any

import discord
import pytest
from simcord.results import ResponseMessage
from sqlalchemy import select

from bot.app import App
from bot.discord_app.messenger import DiscordMessenger
from bot.domain.reader import Fault, Rating, Topic, room_of
from bot.storage.feedback import FeedbackStore
from bot.storage.personal_follows import PersonalFollowStore
from bot.storage.story_history import Shape, StoryHistory
from bot.storage.tables import metadata
from tests.conftest import NOW
from tests.integration.discord.conftest import World, buttons, shown
from tests.integration.discord.test_discord_brief import EN, JA, TITLES, story_in
from tests.integration.discord.test_discord_reading import lists


async def everything(app: App) -> str:
    async with app.database.reader() as connection:
        return str(
            [[tuple(row) for row in await connection.execute(select(table))] for table in metadata.sorted_tables]
        )


async def brief_of(world: World, reader: Any) -> Any:
    story_id = await story_in(world)
    return (await reader.slash(world.channel, "brief", story=str(story_id))).response


@pytest.mark.parametrize(
    ("reader", "label", "question", "answered"),
    [
        ("ken", "これについて質問", "その立場はいつからですか", "**回答**"),
        ("alex", "Ask about this", "What is its stance now?", "**Answer**"),
    ],
)
async def test_a_question_about_an_answer_is_understood_by_it(
    world: World, reader: str, label: str, question: str, answered: str
):
    person = getattr(world, reader)
    stance = (await person.slash(world.channel, "stance", company="Meta")).response
    form = await person.click(stance, label=label)
    assert form.modal is not None
    await world.restart()  # a form that was opened before still is read
    reply = (await person.submit_modal(form, {"question": question})).response
    assert reply.ephemeral
    assert answered in shown(reply)
    assert "メタ" in shown(reply) or "Meta" in shown(reply)
    share = "ここに共有" if reader == "ken" else "Share here"
    await person.click(reply, label="English" if reader == "ken" else "日本語")
    assert {"ここに共有", "Share here"} & set(buttons(reply))
    await person.click(reply, label="日本語" if reader == "ken" else "English")
    public = (await person.click(reply, label=share)).response
    assert not public.ephemeral
    assert answered in shown(public)


async def test_a_question_about_a_story_and_an_empty_one(world: World):
    brief = await brief_of(world, world.alex)
    form = await world.alex.click(brief, label="Ask about this")
    reply = (await world.alex.submit_modal(form, {"question": "What has Meta said about open weights?"})).response
    assert "**Answer**" in shown(reply)
    form = await world.alex.click(brief, label="Ask about this")
    assert "question is empty" in shown((await world.alex.submit_modal(form, {"question": "　"})).response).lower()


async def test_whoever_may_not_post_may_not_share(world: World):
    denied = discord.PermissionOverwrite(send_messages=False)
    quiet = world.guild.create_text_channel("read-only", overwrites={world.ken: denied})
    story_id = await story_in(world)
    brief = (await world.admin.slash(quiet, "brief", story=str(story_id))).response
    opened = (await world.ken.click(brief, label="経過")).response
    refused = await world.ken.click(opened, label="ここに共有")
    words = shown((refused.followups or [refused.response])[-1])
    assert "「メッセージを送信」" in words
    assert JA[1] not in words


@pytest.mark.parametrize(
    ("reader", "follow", "agree", "stop"),
    [
        ("ken", "フォロー", "はい、受け取ります", "停止"),
        ("alex", "Follow", "Yes, send me direct messages", "Stop"),
    ],
)
async def test_following_needs_a_yes_first_and_is_stopped_by_a_button(
    world: World, reader: str, follow: str, agree: str, stop: str
):
    person = getattr(world, reader)
    store = PersonalFollowStore(world.app.database)
    brief = await brief_of(world, person)
    asked = (await person.click(brief, label=follow)).response
    assert asked.ephemeral
    assert await store.list_of(person.id) == []
    await world.restart()
    await person.click(asked, label=agree)
    assert len(await store.list_active()) == 1
    again = (await person.click(brief, label=follow)).response
    assert agree not in buttons(again)
    listed = (await person.slash(world.channel, "follow list")).response
    assert (JA if reader == "ken" else EN)[1] in shown(listed)
    await person.click(listed, label=stop)
    assert await store.list_of(person.id) == []


@pytest.mark.parametrize(("reader", "agree"), [("ken", "はい、"), ("alex", "Yes, ")])
async def test_an_old_id_of_a_story_leads_on_in_every_command_and_button(world: World, reader: str, agree: str):
    person = getattr(world, reader)
    source = await world.follow("paper")
    kept, gone = await world.story(source, EN, titles=TITLES), await world.story(source, JA, titles=TITLES, key="b")
    edition = (await person.slash(world.channel, "brief")).response
    before = (await person.slash(world.channel, "brief", story=str(gone.story_id))).response
    shape = Shape({"ja": TITLES["ja"], "en": TITLES["en"]}, ())
    assert await StoryHistory(world.app.database).merge(kept.story_id, gone.story_id, shape, NOW)
    asked = (await person.slash(world.channel, "follow story", story=str(gone.story_id))).response
    [yes] = [label for label in buttons(asked) if label.startswith(agree)]
    await person.click(asked, label=yes)
    store = PersonalFollowStore(world.app.database)
    assert [one.subject for one in await store.list_of(person.id)] == [str(kept.story_id)]
    for label in ("フォロー", "経過", "👍") if reader == "ken" else ("Follow", "Timeline", "👍"):
        pressed = (await person.click(before, label=label)).response
        assert not {"**うまくいきませんでした**", "**That did not work**"} & set(shown(pressed).split("\n"))
    assert len(await store.list_of(person.id)) == 1
    await person.click(edition, label="English" if reader == "ken" else "日本語")
    assert shown(edition).count("### ") == 1  # two of its stories are one now


async def test_follow_by_command_with_autocomplete_list_and_stop_all(world: World):
    store = PersonalFollowStore(world.app.database)
    consent = (await world.alex.slash(world.channel, "follow company", company="Meta")).response
    await world.alex.click(consent, label="Yes, send me direct messages")
    story_id = await story_in(world)
    await world.alex.slash(world.channel, "follow story", story=str(story_id))
    offered = await world.alex.autocomplete(world.channel, "follow stop", "which", "")
    assert [one["name"] for one in offered] == ["Meta", EN[1], "Everything"]
    assert await world.ken.autocomplete(world.channel, "follow stop", "which", "") == []
    stopped = await world.alex.slash(world.channel, "follow stop", which="Meta")
    assert "no longer follow Meta" in shown(stopped.response)
    listed = (await world.alex.slash(world.channel, "follow list")).response
    await world.alex.click(listed, label="Stop everything")
    assert await store.list_of(world.alex.id) == []
    assert not await store.has_agreed(world.alex.id)
    unknown = await world.alex.slash(world.channel, "follow stop", which="999")
    assert "You do not follow it any more" in shown(unknown.response)


async def test_nobody_stops_what_another_follows(world: World):
    consent = (await world.alex.slash(world.channel, "follow company", company="Meta")).response
    await world.alex.click(consent, label="Yes, send me direct messages")
    [follow] = await PersonalFollowStore(world.app.database).list_of(world.alex.id)
    stopped = await world.ken.slash(world.channel, "follow stop", which=str(follow.follow_id))
    assert "もうフォローしていません" in shown(stopped.response)
    assert len(await PersonalFollowStore(world.app.database).list_of(world.alex.id)) == 1


async def told(world: World, reader: Any) -> Any:
    """Follow the story, let it go on, and return the direct message about it."""
    source = await world.follow("paper")
    story = await world.story(source, JA, titles=TITLES)
    store = PersonalFollowStore(world.app.database)
    await store.agree(reader.id, world.app.clock.now())
    follow = await store.follow(
        reader.id,
        world.guild.id,
        Topic.STORY,
        str(story.story_id),
        "ja",
        world.app.clock.now(),
        limit=9,
    )
    assert follow
    notice = await store.claim(follow, story.story_id, story.article_ids[-1], world.app.clock.now())
    assert notice

    class News:
        is_last_today = True

    news = News()
    news.follow = follow  # type: ignore[attr-defined]
    await DiscordMessenger(world.env.bot).tell(notice, news)  # type: ignore[arg-type]


async def test_the_direct_message_says_why_it_came_and_its_buttons_work_there(world: World):
    await told(world, world.ken)
    posts = [one for one in world.env.http_requests if one.method == "POST" and one.path.endswith("/messages")]
    body = str(posts[-1].json)
    assert "フォロー中の話題" in body
    assert JA[1] in body
    assert "本日のお知らせはここまでです" in body
    channel_id = int(posts[-1].path.split("/")[-2])
    [stored] = world.env.backend.messages[channel_id].values()
    message = ResponseMessage(world.env, stored)
    reader = world.ken.user
    await world.restart()
    await reader.click(message, label="English")  # as the server saw it that they were told in
    assert "-# 1 report" in shown(message)
    form = await reader.click(message, label="Ask about this")
    assert form.modal is not None


@pytest.mark.parametrize(("reader", "words"), [("ken", "どこに問題がありましたか"), ("alex", "What is wrong with it?")])
async def test_opinions_are_kept_with_their_reason(world: World, reader: str, words: str):
    person = getattr(world, reader)
    store = FeedbackStore(world.app.database)
    brief = await brief_of(world, person)
    await person.click(brief, label="👍")
    [kept] = await store.list_feedback(world.guild.id)
    assert (kept.rating, kept.engine, kept.revision) == (Rating.GOOD, "local", 2)
    asked = (await person.click(brief, label="👎")).response
    assert asked.ephemeral
    assert words in shown(asked)
    assert len(lists(asked)[0]["options"]) == 5
    await world.restart()
    await person.select(asked, ["unsupported"])
    [kept] = await store.list_feedback(world.guild.id)
    assert (kept.rating, kept.fault) == (Rating.BAD, Fault.UNSUPPORTED)
    answer = (await person.slash(world.channel, "stance", company="Meta")).response
    await person.click(answer, label="👍")
    assert len(await store.list_feedback()) == 2


async def test_what_is_kept_is_shown_and_deleted_after_a_second_yes(world: World):
    consent = (await world.ken.slash(world.channel, "follow company", company="Meta")).response
    await world.ken.click(consent, label="はい、受け取ります")
    asked = (await world.ken.slash(world.channel, "ask", question="メタのオープンウェイトの立場は？")).response
    await world.ken.click(asked, label="👍")
    kept = (await world.ken.slash(world.channel, "privacy")).response
    assert kept.ephemeral
    assert "フォロー1件" in shown(kept)
    assert "このサーバーのデータを削除" not in buttons(kept)
    sure = (await world.ken.click(kept, label="自分のデータを削除")).response
    assert str(world.ken.id) in await everything(world.app)
    await world.restart()
    await world.ken.click(sure, label="はい、自分のデータを削除します")
    assert "削除しました" in shown(sure)
    assert str(world.ken.id) not in await everything(world.app)
    gone = await world.ken.click(asked, label="English")
    assert "記録が残っていません" in shown((gone.followups or [gone.response])[-1])


async def test_a_servers_data_goes_with_a_managers_second_yes_and_nobody_elses(world: World):
    await story_in(world)
    await world.ken.slash(world.channel, "brief")
    other = world.env.create_guild("Other")
    await world.follow("other", other.id)
    kept = (await world.admin.slash(world.channel, "privacy")).response
    sure = (await world.admin.click(kept, label="このサーバーのデータを削除")).response
    stored = world.env.backend.get_message(world.channel.id, kept.id)
    public = (await world.alex.slash(world.channel, "stance", company="Meta")).response
    board = world.env.backend.get_message(world.channel.id, public.id)
    board.components = stored.components
    for custom_id in ("v1:forget-server:-:en", "v1:forget-server-now:-:en"):
        board.components = [
            {"type": 1, "id": 1, "components": [{"type": 2, "id": 2, "style": 2, "label": "x", "custom_id": custom_id}]}
        ]
        refused = await world.alex.click(public, label="x")
        assert "Manage Server" in shown((refused.followups or [refused.response])[-1])
    assert str(world.guild.id) in await everything(world.app)
    await world.admin.click(sure, label="はい、このサーバーのデータを削除します")
    assert str(world.guild.id) not in await everything(world.app)
    assert await world.app.sources.list_sources(other.id)


async def test_a_direct_messages_reader_deletes_their_room(world: World):
    solo = world.env.create_user("solo")
    await solo.slash("ask", question="What is Meta's stance on open weights?")
    assert str(room_of(solo.id)) in await everything(world.app)
    kept = (await solo.slash("privacy")).response
    sure = (await solo.click(kept, label="Delete my data")).response
    await solo.click(sure, label="Yes, delete my data")
    assert str(solo.id) not in await everything(world.app)
