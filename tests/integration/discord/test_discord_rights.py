"""Who may do what: roles put in charge of admins' work, and buttons that do what a restricted command does."""

from typing import Any

import pytest

from bot.discord_app.publisher import DiscordPublisher
from bot.domain.server import Area
from tests.conftest import NOW
from tests.integration.discord.conftest import World, buttons, shown
from tests.integration.discord.test_discord_brief import story_in
from tests.integration.discord.test_discord_review import TEXT, all_told, found, waiting
from tests.integration.discord.test_discord_source_rooms import post_button

NOT_YOURS = {"ja": "「/{}」を使えるロールが決まっています", "en": "“/{}” is for certain roles only"}
JA_NAMES = {
    "brief": "ブリーフ",
    "ask": "質問",
    "stance": "立場",
    "stories": "話題一覧",
    "compare": "比較",
    "follow": "フォロー",
}
LACKS = {"ja": "「サーバー管理」権限が必要です", "en": "“Manage Server”"}
NEEDS_CHARGE = {"ja": "担当ロールが必要です", "en": "a role that an admin put in charge"}


def not_yours(command: str, lang: str) -> str:
    return NOT_YOURS[lang].format(JA_NAMES[command] if lang == "ja" else command)


def helper(world: World, role: Any, locale: str, name: str = "helper") -> Any:
    member = world.guild.add_member(world.env.create_user(name), roles=[role])
    world.locales[member.id] = locale
    return member


@pytest.mark.parametrize(("locale", "lang"), [("ja", "ja"), ("en-US", "en")])
@pytest.mark.parametrize(
    ("area", "command", "options"),
    [
        (Area.SOURCES, "source list", {}),
        (Area.SCHEDULE, "schedule list", {}),
        (Area.SCHEDULE, "watch add", {"name": "Sakana AI"}),
        (Area.SCHEDULE, "alerts list", {}),
        (Area.REVIEW, "review", {}),
    ],
)
async def test_a_role_in_charge_may_do_that_work_and_no_other(
    world: World, locale: str, lang: str, area: Area, command: str, options: dict[str, str]
):
    role = world.guild.create_role("helpers")
    member = helper(world, role, locale)
    for one in ("source", "schedule", "watch", "alerts", "review", "settings", "audit", "status"):
        world.open_to(one, member)
    assert LACKS[lang] in all_told(await member.slash(world.channel, command, **options))
    await world.admin.slash(world.channel, "settings charge", work=area.value, role=role)
    told = all_told(await member.slash(world.channel, command, **options))
    assert LACKS[lang] not in told
    assert NEEDS_CHARGE[lang] not in told
    others = {"source list": Area.SOURCES, "schedule list": Area.SCHEDULE, "review": Area.REVIEW}
    for other in [one for one, of in others.items() if of is not area] + ["settings show", "audit", "status"]:
        assert LACKS[lang] in all_told(await member.slash(world.channel, other)), other
    await world.admin.slash(world.channel, "settings charge", work=area.value, role=role, allowed=False)
    assert LACKS[lang] in all_told(await member.slash(world.channel, command, **options))


async def test_the_reply_says_what_is_left_to_click_and_the_audit_who_gave_what(world: World):
    role = world.guild.create_role("helpers")
    boss = world.person("boss", "en-US", manage_guild=True)
    ja = shown((await world.admin.slash(world.channel, "settings charge", work="schedule", role=role)).response)
    assert f"「連携サービス」→ このボットを開き、/定期配信 /速報 /追跡 のそれぞれに <@&{role.id}> を追加" in ja
    assert f"配信・追跡・速報の設定：<@&{role.id}>" in ja
    en = shown((await boss.slash(world.channel, "settings charge", work="sources", role=role)).response)
    assert f"Server Settings → Integrations → this bot, and add <@&{role.id}> to each of /source" in en
    taken = shown((await boss.slash(world.channel, "settings charge", work="sources")).response)
    assert "All roles: no longer in charge of “Sources”" in taken
    assert "Sources: " not in taken
    refused = await boss.slash(world.channel, "settings charge", work="sources", role=world.guild.default_role)
    assert "Choose a role that only people you trust have" in all_told(refused)
    entries = await world.app.audit.list_entries(world.guild.id, limit=9)
    given = [(one.details["work"], one.details.get("role")) for one in entries if one.action == "settings charge"]
    assert given[-3:] == [("sources", None), ("sources", "@helpers"), ("schedule", "@helpers")]


async def test_every_press_asks_for_the_charge_anew_and_is_written_down(world: World):
    await found(world, TEXT)
    role = world.guild.create_role("reviewers")
    member = helper(world, role, "ja")
    world.open_to("review", member)
    await world.admin.slash(world.channel, "settings charge", work="review", role=role)
    queue = (await member.slash(world.channel, "review")).response
    await member.click(queue, label="1件ずつ確認する")
    await world.restart()
    await world.admin.slash(world.channel, "settings charge", work="review", role=role, allowed=False)
    assert LACKS["ja"] in all_told(await member.click(queue, label="承認"))
    assert len(await waiting(world)) == 1
    other = world.guild.create_role("others")
    await world.admin.slash(world.channel, "settings charge", work="review", role=other)
    assert NEEDS_CHARGE["ja"] in all_told(await member.click(queue, label="承認"))
    await world.admin.slash(world.channel, "settings charge", work="review", role=role)
    await member.click(queue, label="承認")
    assert await waiting(world) == []
    [approved] = [one for one in await world.app.audit.list_entries(world.guild.id, limit=9) if "appr" in one.action]
    assert approved.actor_id == member.id
    foreign = "v1:a-starter-follow:0:labs"
    message = await post_button(world, foreign)
    assert LACKS["ja"] in all_told(await member.click(message, custom_id=foreign))
    assert len(await world.app.registry.list(world.guild.id)) == 1  # the source of the article, and no pack


async def test_completion_offers_a_helper_what_they_are_in_charge_of(world: World):
    source = await world.follow("paper")
    role = world.guild.create_role("helpers")
    member = helper(world, role, "ja")
    for one in ("source", "schedule"):
        world.open_to(one, member)
    assert await member.autocomplete(world.channel, "source remove", "source", "") == []
    await world.admin.slash(world.channel, "settings charge", work="sources", role=role)
    offered = await member.autocomplete(world.channel, "source remove", "source", "")
    assert [one["value"] for one in offered] == [str(source.source_id)]
    await world.admin.slash(world.channel, "schedule set", time="08:00", timezone="Asia/Tokyo")
    assert await member.autocomplete(world.channel, "schedule off", "schedule", "") == []


@pytest.mark.parametrize(("reader", "lang"), [("ken", "ja"), ("alex", "en")])
async def test_a_restricted_commands_buttons_are_for_its_roles(world: World, reader: str, lang: str):
    member = getattr(world, reader)
    role = world.guild.create_role("readers")
    story_id = await story_in(world)
    brief = (await world.admin.slash(world.channel, "brief", story=str(story_id))).response
    question = "What is Meta's stance on open weights?"
    answer = (await world.admin.slash(world.channel, "ask", question=question)).response
    stance = (await world.admin.slash(world.channel, "stance", company="Meta")).response
    stories = (await world.admin.slash(world.channel, "stories")).response
    compare = (await world.admin.slash(world.channel, "compare", company1="Meta", company2="Mistral AI")).response
    before = {id(one): shown(one) for one in (brief, answer, stance, stories, compare)}
    for command in ("brief", "ask", "stance", "stories", "compare", "follow"):
        await world.admin.slash(world.channel, "settings access", command=command, role=role)
    ways = [
        (brief, "English", "brief"),
        (brief, "出典", "brief"),
        (brief, "経過", "brief"),
        (brief, "これについて質問", "ask"),
        (brief, "フォロー", "follow"),
        (answer, "English", "ask"),
        (answer, "出典", "ask"),
        (stance, "English", "stance"),
        (stories, "English", "stories"),
        (compare, "English", "compare"),
    ]
    for message, start, command in ways:
        [label] = [one for one in buttons(message) if one.startswith(start)]
        result = await member.click(message, label=label)
        assert not_yours(command, lang) in all_told(result), (start, command)
        assert result.modal is None
    assert {id(one): shown(one) for one in (brief, answer, stance, stories, compare)} == before
    allowed = helper(world, role, "ja")
    await allowed.click(brief, label="English")
    assert shown(brief) != before[id(brief)]
    rated = all_told(await member.click(brief, label="👍"))
    assert not_yours("brief", lang) not in rated


async def test_a_form_that_was_opened_before_is_judged_when_it_is_sent(world: World):
    brief = (await world.admin.slash(world.channel, "brief", story=str(await story_in(world)))).response
    form = await world.ken.click(brief, label="これについて質問")
    role = world.guild.create_role("readers")
    await world.admin.slash(world.channel, "settings access", command="ask", role=role)
    refused = all_told(await world.ken.submit_modal(form, {"question": "メタの立場は？"}))
    assert not_yours("ask", "ja") in refused


async def test_what_the_server_posted_itself_is_read_on_by_everybody(world: World):
    await story_in(world)
    edition = await world.app.editor.edition(world.guild.id, "ja", on=NOW.date())
    assert edition.briefs
    await DiscordPublisher(world.env.bot).publish(world.channel.id, [edition], nonce="n1")
    post = world.channel.last_message
    role = world.guild.create_role("readers")
    for command in ("brief", "ask", "stories"):
        await world.admin.slash(world.channel, "settings access", command=command, role=role)
    opened = (await world.ken.click(post, label="読む")).response
    assert opened.ephemeral
    await world.ken.click(opened, label="English")
    assert "Ask about this" in buttons(opened)
    refused = await world.ken.click(opened, label="Ask about this")
    assert not_yours("ask", "ja") in all_told(refused)
    await world.ken.click(post, label="English")
    refused = await world.ken.click(world.channel.last_message, label="All stories")  # in English by now
    assert not_yours("stories", "ja") in all_told(refused)
