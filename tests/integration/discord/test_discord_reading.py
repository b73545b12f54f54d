"""/stories, /compare, /timeline, /brief by company and topic, /help, the menu entry on a message; both locales."""

from datetime import timedelta
from typing import Any

import pytest

from bot.domain.article import Extent, NewArticle
from tests.conftest import NOW
from tests.integration.discord.conftest import Site, World, buttons, shown
from tests.integration.discord.test_discord_brief import EN, JA, PAGE, TITLES


def lists(message: Any) -> list[dict[str, Any]]:
    return [one for one in walk(message.components) if one["type"] == 3]


def pictures(message: Any) -> list[dict[str, Any]]:
    return [picture for one in walk(message.components) if one["type"] == 12 for picture in one["items"]]


def walk(components: Any):
    for one in components:
        yield one
        yield from walk(one.get("components") or [])


async def many_stories(world: World, n: int) -> None:
    source = await world.follow("paper")
    for i in range(n):
        await world.story(
            source, ("en", f"AI story {i}", "Example Lab said on Tuesday that its AI is here."), key=f"s{i}"
        )


async def about_meta(world: World) -> int:
    source = await world.follow("paper")
    story = await world.story(source, JA, EN, titles=TITLES)
    await world.app.stories.join_story(
        story.story_id,
        await report(world, source),
        vector=None,
        model=None,
        signature=None,
        companies=("meta",),
        story_companies=("meta",),
        titles={"ja": JA[1], "en": EN[1]},
        now=NOW,
    )
    return story.story_id


async def report(world: World, source: Any):
    url = "https://paper.example/late"
    text = "Example Lab said on Wednesday that the Kinuta AI model would be released in October 2025."
    at = NOW - timedelta(minutes=10)
    new = NewArticle(None, url, url, "Paper", "en", "Kinuta AI model gets a date", text, at, at, Extent.FULL)
    [article] = await world.app.articles.add_articles(source.source_id, [new], [[url]], NOW)
    return article


@pytest.mark.parametrize(("reader", "heading"), [("ken", "## 話題一覧"), ("alex", "## Stories")])
async def test_stories_are_listed_page_by_page(world: World, reader: str, heading: str):
    await many_stories(world, 8)
    person = getattr(world, reader)
    first = (await person.slash(world.channel, "stories")).response
    assert heading in shown(first)
    assert shown(first).count("**AI story") == 6
    await world.restart()
    onward = next(label for label in buttons(first) if label.endswith("→"))
    second = (await person.click(first, label=onward)).response
    assert second.ephemeral  # others go on reading the first page
    assert shown(second).count("**AI story") == 2
    back = next(label for label in buttons(second) if label.startswith("←"))
    await person.click(second, label=back)
    assert shown(second).count("**AI story") == 6
    other = "English" if reader == "ken" else "日本語"
    await person.click(first, label=other)
    assert heading not in shown(first)


async def test_stories_of_a_company_and_of_a_day(world: World):
    await about_meta(world)
    result = await world.ken.slash(world.channel, "stories", company="Meta")
    assert "## メタに関する話題" in shown(result.response)
    assert JA[1] in shown(result.response)
    assert "この条件に合う話題はありません" in shown(
        (await world.ken.slash(world.channel, "stories", company="OpenAI")).response
    )
    days = await world.alex.autocomplete(world.channel, "stories", "day", "2025-07-16")
    assert [one["value"] for one in days] == ["2025-07-16"]
    today = await world.ken.slash(world.channel, "stories", day="2025-07-16")
    assert "2025年7月16日（水）" in shown(today.response)
    assert JA[1] in shown(today.response)
    assert JA[1] not in shown((await world.ken.slash(world.channel, "stories", day="2025-07-10")).response)
    refused = await world.alex.slash(world.channel, "stories", company="Zorblax")
    assert "That did not work" in shown(refused.response)


async def test_a_story_opens_with_how_it_went_on(world: World):
    await about_meta(world)
    listed = (await world.ken.slash(world.channel, "stories")).response
    opened = (await world.ken.click(listed, label="読む")).response
    assert opened.ephemeral
    words = shown(opened)
    assert "### 経過" in words
    assert "Kinuta AI model gets a date" in words
    await world.restart()
    await world.ken.click(opened, label="English")
    words = shown(opened)
    assert "### Timeline" in words
    assert words.index("delays its Kinuta") < words.index("gets a date")
    assert "### What changed" in words
    assert "October 2025" in words[words.index("### What changed") : words.index("### Timeline")]


async def test_the_edition_leads_to_all_stories_of_its_day(world: World):
    await many_stories(world, 3)
    edition = (await world.alex.slash(world.channel, "brief")).response
    every = (await world.alex.click(edition, label="All stories")).response
    assert every.ephemeral
    assert "Wednesday, July 16, 2025" in shown(every)
    assert "AI story 1" in shown(every)


async def test_a_companys_and_a_topics_news_in_short(world: World):
    await about_meta(world)
    result = (await world.ken.slash(world.channel, "brief", company="メタ")).response
    assert "メタに関する最近の話題" in shown(result)
    await world.ken.click(result, label="English")
    assert "Latest news about Meta" in shown(result)
    offered = await world.alex.autocomplete(world.channel, "brief", "topic", "dela")
    assert offered[0] == {"name": "Delays", "value": "delay"}
    assert EN[1] in shown((await world.alex.slash(world.channel, "brief", topic="delay")).response)
    assert EN[1] in shown((await world.alex.slash(world.channel, "brief", topic="kinuta")).response)
    nothing = await world.alex.slash(world.channel, "brief", topic="zeppelin")
    assert "Nothing is told about “zeppelin”" in shown(nothing.response)


@pytest.mark.parametrize(("reader", "words"), [("ken", "## 立場の比較"), ("alex", "## Stances compared")])
async def test_companies_are_compared_as_of_a_day(world: World, reader: str, words: str):
    person = getattr(world, reader)
    options = {"company1": "Meta", "company2": "ミストラル", "company3": "OpenAI", "as_of": "2025-07-01"}
    compared = (await person.slash(world.channel, "compare", **options)).response
    assert words in shown(compared)
    assert shown(compared).count("###") == 3
    assert "[1]" in shown(compared)
    assert "](https://" in shown(compared)
    await world.restart()
    await person.click(compared, label="English" if reader == "ken" else "日本語")
    assert words not in shown(compared)
    assert shown(compared).count("###") == 3


async def test_a_comparison_needs_two_that_are_known(world: World):
    same = await world.alex.slash(world.channel, "compare", company1="Meta", company2="メタ")
    assert "needs two different companies" in shown(same.response)
    unknown = await world.ken.slash(world.channel, "compare", company1="Meta", company2="ゾルブラックス")
    assert "うまくいきませんでした" in shown(unknown.response) or "ゾルブラックス" in shown(unknown.response)
    offered = await world.alex.autocomplete(world.channel, "compare", "company2", "met", company1="meta")
    assert "meta" not in [one["value"] for one in offered]


@pytest.mark.parametrize(
    ("reader", "heading", "other"), [("ken", "立場の移り変わり", "English"), ("alex", "Stances over time", "日本語")]
)
async def test_a_timeline_is_a_picture_that_is_told_in_words(world: World, reader: str, heading: str, other: str):
    person = getattr(world, reader)
    drawn = (await person.slash(world.channel, "timeline", company1="Meta", company2="Mistral AI")).response
    assert f"## {heading}" in shown(drawn)
    [picture] = pictures(drawn)
    assert ("Meta" if reader == "alex" else "メタ") in picture["description"]
    [file] = drawn.attachments
    assert (await file.read()).startswith(b"\x89PNG")
    await world.restart()
    await person.click(drawn, label=other)
    assert heading not in shown(drawn)
    assert len(pictures(drawn)) == 1


@pytest.mark.parametrize(("reader", "words"), [("ken", "## はじめに"), ("alex", "## Getting started")])
async def test_help_by_topic_in_both_languages(world: World, reader: str, words: str):
    person = getattr(world, reader)
    helped = (await person.slash(world.channel, "help")).response
    assert helped.ephemeral
    assert words in shown(helped)
    await world.restart()
    await person.select(helped, ["privacy"])
    assert "/privacy" in shown(helped)
    await person.click(helped, label="English" if reader == "ken" else "日本語")
    assert "/privacy" in shown(helped)
    direct = (await person.slash(world.channel, "help", topic="record")).response
    assert "/compare" in shown(direct)


MENU = "Brief this link"


async def test_the_link_of_a_message_is_briefed_for_the_asker_alone(world: World, site: Site):
    url = site.put("/news/1", PAGE.format(title=JA[1], text=JA[2]))
    message = await world.alex.send(world.channel, f"見て（{url}）。")
    result = await world.ken.context_menu(world.channel, MENU, message)
    assert result.response.ephemeral
    assert f"## {JA[1]}" in shown(result.response)
    shared = await world.ken.click(result.response, label="ここに共有")
    assert not shared.response.ephemeral
    assert "kenさんが共有しました" in shown(shared.response)


async def test_of_several_links_one_is_chosen_also_after_a_restart(world: World, site: Site):
    one = site.put("/news/1", PAGE.format(title=JA[1], text=JA[2]))
    two = site.put(
        "/news/2", PAGE.format(title="例示ラボが新しいAI半導体を発表", text="例示ラボは新しいAI半導体を発表した。")
    )
    message = await world.alex.send(world.channel, f"{one} {two} {one}")
    asked = (await world.ken.context_menu(world.channel, MENU, message)).response
    [menu] = lists(asked)
    assert [option["label"] for option in menu["options"]] == [one, two]
    await world.restart()
    chosen = await world.ken.select(asked, ["1"])
    assert "AI半導体" in shown(chosen.response)


async def test_a_message_without_a_link_says_so(world: World):
    message = await world.alex.send(world.channel, "javascript:alert(1) no link here")
    result = await world.alex.context_menu(world.channel, MENU, message)
    assert "no web address in that message" in shown(result.response)


async def test_the_servers_language_is_spoken_where_everybody_reads(world: World):
    await world.app.guilds.set_language(world.guild.id, "en", NOW)
    assert "Stances compared" in shown(
        (await world.ken.slash(world.channel, "compare", company1="Meta", company2="OpenAI")).response
    )
    assert "はじめに" in shown((await world.ken.slash(world.channel, "help")).response)


async def test_in_a_direct_message_all_of_it_works(world: World, site: Site):
    solo = world.env.create_user("solo")
    world.locales[solo.id] = "ja"
    url = site.put("/news/1", PAGE.format(title=JA[1], text=JA[2]))
    mine = (await solo.slash("brief", url=url)).response
    assert f"## {JA[1]}" in shown(mine)
    await solo.click(mine, label="English")
    assert "Sources" in str(buttons(mine))
    for command, options in (
        ("compare", {"company1": "Meta", "company2": "OpenAI"}),
        ("timeline", {"company1": "Meta"}),
    ):
        assert "メタ" in shown((await solo.slash(command, **options)).response)
    assert JA[1] in shown((await solo.slash("stories")).response)
    # Nobody else sees what one reader had read for themselves, and neither does any server.
    nosy = world.env.create_user("nosy")
    assert JA[1] not in shown((await nosy.slash("stories")).response)
    assert JA[1] not in shown((await world.ken.slash(world.channel, "stories")).response)


async def test_lists_and_pages_of_another_server_cannot_be_had(world: World):
    await about_meta(world)
    await world.ken.slash(world.channel, "stories")
    other = world.env.create_guild("Other")
    room = other.create_text_channel("other")
    eve = world.person("eve", "en-US", other)
    theirs = (await eve.slash(room, "stories")).response
    for custom_id in (
        "v1:page:r1:en-1",
        "v1:story:s1:en",
        "v1:day:r1:en",
        "v1:share:s1:en",
        "v1:share:r1:en-1",
        "v1:good:s1:en-1",
        "v1:follow:s1:en",
    ):
        stored = world.env.backend.get_message(room.id, theirs.id)
        stored.components = [
            {"type": 1, "id": 1, "components": [{"type": 2, "id": 2, "style": 2, "label": "x", "custom_id": custom_id}]}
        ]
        pressed = await eve.click(theirs, label="x")
        words = shown((pressed.followups or [pressed.response])[-1])
        assert "That did not work" in words, custom_id
        assert "Kinuta" not in words
        assert "キヌタ" not in words
