"""/brief: today's edition, one story, one link; its buttons; nothing of another server."""

from typing import Any

import pytest

from bot.domain.source import HOUSE
from tests.conftest import NOW
from tests.integration.discord.conftest import Site, World, buttons, shown

JA = (
    "ja",
    "例示ラボ、新モデル「キヌタ」の公開を延期",
    "例示ラボは15日、新しいAIモデル「キヌタ」の公開を延期すると発表した。安全性の試験に時間が必要だと説明している。",
)
EN = ("en", "Example Lab delays its Kinuta AI model", "Example Lab said on Tuesday that it would delay its new AI model Kinuta. It needs more time for safety tests, the company said.")  # fmt: skip
TITLES = {"ja": JA[1], "en": EN[1]}


async def story_in(world: World, **over: Any) -> int:
    source = await world.follow("paper")
    return (await world.story(source, JA, EN, titles=TITLES, **over)).story_id


async def test_todays_edition_in_the_readers_language_and_back(world: World):
    await story_in(world)
    result = await world.ken.slash(world.channel, "brief")
    assert result.acknowledged
    assert not result.response.ephemeral
    assert "# AI業界ブリーフ　2025年7月16日（水）" in shown(result.response)
    assert "キヌタ" in shown(result.response)
    assert set(buttons(result.response)) == {"読む", "English", "すべての話題"}

    await world.ken.click(result.response, label="English")
    assert "# AI industry brief · Wednesday, July 16, 2025" in shown(result.response)
    assert "Kinuta" in shown(result.response)
    await world.ken.click(result.response, label="日本語")
    assert "AI業界ブリーフ" in shown(result.response)


async def test_english_reader_gets_english(world: World):
    await story_in(world)
    result = await world.alex.slash(world.channel, "brief")
    assert "AI industry brief" in shown(result.response)


async def test_the_language_can_be_chosen(world: World):
    await story_in(world)
    result = await world.alex.slash(world.channel, "brief", lang="ja")
    assert "AI業界ブリーフ" in shown(result.response)


async def test_a_story_of_an_edition_opens_for_the_presser_only(world: World):
    await story_in(world)
    edition = (await world.ken.slash(world.channel, "brief")).response
    opened = await world.ken.click(edition, label="読む")
    assert opened.response.ephemeral
    assert f"## {JA[1]}" in shown(opened.response)
    assert {"English", "出典（1）"} <= set(buttons(opened.response)) or "出典（2）" in buttons(opened.response)


async def test_a_day_without_news_says_so(world: World):
    result = await world.ken.slash(world.channel, "brief")
    assert "直近24時間のAI業界ニュースがありませんでした" in shown(result.response)


async def test_one_story_by_autocomplete_in_either_language(world: World):
    story_id = await story_in(world)
    for typed in ("kinu", "キヌ", ""):
        offered = await world.ken.autocomplete(world.channel, "brief", "story", typed)
        assert [(one["name"], one["value"]) for one in offered] == [(JA[1], str(story_id))]
    assert await world.ken.autocomplete(world.channel, "brief", "story", "ない言葉") == []
    offered = await world.alex.autocomplete(world.channel, "brief", "story", "kinu")
    assert offered[0]["name"] == EN[1]

    result = await world.alex.slash(world.channel, "brief", story=str(story_id))
    assert f"## {EN[1]}" in shown(result.response)
    assert "Kinuta" in shown(result.response)


async def test_autocomplete_offers_no_more_than_discord_takes(world: World):
    source = await world.follow("paper")
    for n in range(30):
        await world.story(source, ("en", f"AI story {n} " + "x" * 300, "Text."), key=f"s{n}")
    offered = await world.alex.autocomplete(world.channel, "brief", "story", "ai")
    assert len(offered) == 25
    assert all(len(one["name"]) <= 100 for one in offered)


async def test_typed_words_find_a_story_and_unknown_ones_say_so(world: World):
    await story_in(world)
    result = await world.alex.slash(world.channel, "brief", story="delays its kinuta")
    assert f"## {EN[1]}" in shown(result.response)
    for typed in ("nothing like this", "999999", "-"):
        result = await world.alex.slash(world.channel, "brief", story=typed)
        assert "There is no story" in shown(result.response)


async def test_the_toggle_and_the_sources_of_a_brief(world: World):
    story_id = await story_in(world)
    brief = (await world.ken.slash(world.channel, "brief", story=str(story_id))).response
    await world.ken.click(brief, label="English")
    assert f"## {EN[1]}" in shown(brief)
    [label] = [name for name in buttons(brief) if name.startswith("Sources")]
    sources = await world.alex.click(brief, label=label)
    assert sources.response.ephemeral
    assert "### Sources" in shown(sources.response)
    assert "https://paper.example/a/1" in shown(sources.response)
    assert "paper.example" in shown(sources.response)


async def test_buttons_work_after_a_restart(world: World):
    story_id = await story_in(world)
    edition = (await world.ken.slash(world.channel, "brief")).response
    brief = (await world.ken.slash(world.channel, "brief", story=str(story_id))).response
    await world.restart()
    await world.ken.click(edition, label="English")
    assert "AI industry brief" in shown(edition)
    await world.ken.click(brief, label="English")
    assert f"## {EN[1]}" in shown(brief)
    [label] = [name for name in buttons(brief) if name.startswith("Sources")]
    assert "### Sources" in shown((await world.ken.click(brief, label=label)).response)


async def test_sources_of_a_story_that_went_on_say_so(world: World):
    source = await world.follow("paper")
    story = await world.story(source, JA)
    brief = (await world.ken.slash(world.channel, "brief", story=str(story.story_id))).response
    await world.story_goes_on(story, source, EN)
    pressed = await world.ken.click(brief, label="出典（1）")
    assert "続報が入りました" in shown(pressed.response)


async def test_a_server_sees_only_what_its_own_sources_brought(world: World):
    story_id = await story_in(world)
    other = world.env.create_guild("Other")
    room = other.create_text_channel("other")
    eve = world.person("eve", "en-US", other)
    assert await eve.autocomplete(room, "brief", "story", "") == []
    assert "no news" in shown((await eve.slash(room, "brief")).response).lower()
    for typed in (str(story_id), "kinuta"):
        assert "There is no story" in shown((await eve.slash(room, "brief", story=typed)).response)


async def test_a_press_is_judged_by_the_server_that_it_comes_from(world: World):
    """A button that names another server's edition or story shows nothing of it."""
    await story_in(world)
    await world.ken.slash(world.channel, "brief")
    other = world.env.create_guild("Other")
    room = other.create_text_channel("other")
    eve = world.person("eve", "en-US", other)
    await world.follow("other", other.id)
    theirs = (await eve.slash(room, "brief")).response
    for custom_id in ("v1:edition:1:en", "v1:brief:1:en", "v1:sources:1:en-1", "v1:open:1:en"):
        stored = world.env.backend.get_message(room.id, theirs.id)
        stored.components = [
            {"type": 1, "id": 1, "components": [{"type": 2, "id": 2, "style": 2, "label": "x", "custom_id": custom_id}]}
        ]
        pressed = await eve.click(theirs, label="x")
        words = shown((pressed.followups or [pressed.response])[-1])
        assert "Kinuta" not in words
        assert "キヌタ" not in words
        assert "That did not work" in words


PAGE = """<html lang="ja"><head><title>{title}</title><meta property="og:site_name" content="例示通信">
<meta property="article:published_time" content="2025-07-15T09:00:00+09:00"></head>
<body><article><h1>{title}</h1><p>{text}</p><p>{text}</p><p>担当者は取材に、今後も段階的に公開を進めると述べた。</p></article></body></html>"""


async def test_a_link_is_read_and_briefed(world: World, site: Site):
    url = site.put("/news/1", PAGE.format(title=JA[1], text=JA[2]))
    result = await world.ken.slash(world.channel, "brief", url=url)
    assert "キヌタ" in shown(result.response)
    assert "例示通信" in shown(result.response)


@pytest.mark.parametrize(
    ("path", "words"),
    [("http://127.0.0.1:1/x", "非公開または許可されていない"), ("not an address", "ウェブのアドレスではありません")],
)
async def test_a_link_that_cannot_be_read_says_why(world: World, path: str, words: str):
    result = await world.ken.slash(world.channel, "brief", url=path)
    assert words in shown(result.response)


async def test_a_link_is_briefed_whichever_of_its_addresses_is_given_and_again(world: World, site: Site):
    page = PAGE.format(title=JA[1], text=JA[2]).replace("<head>", '<head><link rel="canonical" href="/news/main">')
    final = site.put("/news/1", page)
    asked = [site.put("/short", final, "redirect"), final, f"{final}#top"]
    asked += [site.put("/news/1?utm_source=mail", page)]
    for url in asked * 2:
        result = await world.ken.slash(world.channel, "brief", url=url)
        assert f"## {JA[1]}" in shown(result.response), url


async def test_a_member_cannot_make_the_server_follow_a_feed(world: World, site: Site):
    item = "<item><title>AI</title><link>https://x.example/1</link><guid>1</guid><description>x</description></item>"
    feed = f"<?xml version='1.0'?><rss version='2.0'><channel><title>F</title>{item}</channel></rss>"
    address = site.put("/feed", feed, "application/rss+xml")
    front = (
        f'<html><head><link rel="alternate" type="application/rss+xml" href="{address}"></head><body>Hi</body></html>'
    )
    followed = await world.follow("paper", world.guild.id + 1)
    for url in (address, site.put("/", front), followed.url):
        result = await world.alex.slash(world.channel, "brief", url=url)
        assert "No article text was found on this page" in shown(result.response), url
    assert await world.app.registry.list(world.guild.id) == []


async def test_an_article_that_the_server_has_is_not_read_again(world: World):
    await story_in(world)
    result = await world.alex.slash(world.channel, "brief", url="https://paper.example/a/1?utm_source=x")
    assert f"## {EN[1]}" in shown(result.response)
    assert len(await world.app.registry.list(world.guild.id)) == 1


async def test_a_page_that_is_gone_says_so(world: World, site: Site):
    result = await world.alex.slash(world.channel, "brief", url=f"http://{site.host}/missing")
    assert "The server answered with an error" in shown(result.response)


async def test_a_story_and_a_link_at_once_are_too_many(world: World):
    result = await world.alex.slash(world.channel, "brief", story="1", url="https://x.example/")
    assert "Name one thing only" in shown(result.response)


async def test_hostile_headlines_stay_words(world: World):
    source = await world.follow("paper")
    title = "@everyone <@1> **x** [free](https://evil.example) <t:1:R> AI model"
    await world.story(source, ("en", title, f"{title}. The AI company Example Lab said so on Tuesday, July 15."))
    words = shown((await world.alex.slash(world.channel, "brief")).response)
    assert "@everyone" not in words
    assert "<@1>" not in words
    assert "<t:1:R>" not in words
    assert "](https://evil.example)" not in words


async def test_in_a_direct_message_the_operators_news_are_told(world: World):
    solo = world.env.create_user("solo")
    source = await world.follow("paper")
    await world.story(source, JA, EN, titles=TITLES)
    assert "no news" in shown((await solo.slash("brief")).response).lower()
    await world.app.sources.follow(HOUSE, source.source_id, NOW)
    assert EN[1] in shown((await solo.slash("brief")).response)
