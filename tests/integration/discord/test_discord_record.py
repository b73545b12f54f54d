"""/ask and /stance from the shipped record; their buttons, also after a restart."""

import pytest

from tests.integration.discord.conftest import World, buttons, shown


async def test_a_question_is_answered_with_its_sources(world: World):
    result = await world.ken.slash(world.channel, "ask", question="メタは今、オープンウェイトについてどんな立場ですか")
    assert result.acknowledged
    words = shown(result.response)
    assert "> メタは今、オープンウェイトについてどんな立場ですか" in words
    assert "**回答** · 2025年7月16日（水）時点" in words
    assert "[1]" in words
    assert "](https://" in words
    assert "English" in buttons(result.response)

    [label] = [name for name in buttons(result.response) if name.startswith("出典")]
    sources = await world.alex.click(result.response, label=label)
    assert sources.response.ephemeral
    assert "### 回答の出典" in shown(sources.response)
    assert "**[1]**" in shown(sources.response)


async def test_the_toggle_keeps_the_question_and_its_day_after_a_restart(world: World):
    asked = await world.ken.slash(
        world.channel, "ask", question="メタのオープンウェイトについての立場は？", as_of="2025-03-01"
    )
    assert "2025年3月1日（土）時点" in shown(asked.response)
    await world.restart()
    await world.ken.click(asked.response, label="English")
    words = shown(asked.response)
    assert "**Answer** · as of Saturday, March 1, 2025" in words
    assert "メタのオープンウェイトについての立場は？" in words
    [label] = [name for name in buttons(asked.response) if name.startswith("Sources")]
    assert "### Sources of the answer" in shown((await world.ken.click(asked.response, label=label)).response)


async def test_what_is_not_on_record_is_not_answered(world: World):
    result = await world.alex.slash(
        world.channel, "ask", question="What did Zorblax Intelligence say about open weights?"
    )
    assert "**Not on record**" in shown(result.response)
    assert "日本語" in buttons(result.response)


async def test_a_stance_tells_how_it_came_to_be_by_its_day_in_both_languages(world: World):
    told = (await world.ken.slash(world.channel, "stance", company="OpenAI", as_of="2025-07-16")).response
    _, history = shown(told).split("**これまでの変化**")
    changes = [line for line in history.splitlines() if "→" in line]
    assert "2025年7月11日" in changes[0]
    assert len(changes) == 3
    await world.restart()
    await world.ken.click(told, label="English")
    assert "**How it changed**\n- Jul 11, 2025" in shown(told)
    before = shown((await world.ken.slash(world.channel, "stance", company="OpenAI", as_of="2025-03-01")).response)
    assert "2025年7月11日" not in before
    asked = (await world.ken.slash(world.channel, "ask", question="OpenAIの今の立場は？")).response
    assert "これまでの変化" not in shown(asked)


async def test_a_stance_by_autocomplete(world: World):
    offered = await world.ken.autocomplete(world.channel, "stance", "company", "みす")
    assert offered
    assert all(len(one["name"]) <= 100 for one in offered)
    [meta] = [
        one
        for one in await world.ken.autocomplete(world.channel, "stance", "company", "メタ")
        if one["value"] == "meta"
    ]
    assert meta["name"] == "メタ"
    [meta] = [
        one
        for one in await world.alex.autocomplete(world.channel, "stance", "company", "met")
        if one["value"] == "meta"
    ]
    assert meta["name"] == "Meta"
    assert len(await world.alex.autocomplete(world.channel, "stance", "company", "")) == 25

    result = await world.ken.slash(world.channel, "stance", company=meta["value"])
    words = shown(result.response)
    assert words.startswith("### メタ：")
    assert "[1]" in words
    await world.restart()
    await world.ken.click(result.response, label="English")
    assert shown(result.response).startswith("### Meta: ")


@pytest.mark.parametrize("typed", ["Meta", "メタ", "フェイスブック"])
async def test_a_company_may_be_typed_by_any_of_its_names(world: World, typed: str):
    result = await world.alex.slash(world.channel, "stance", company=typed, as_of="2025/07/16")
    assert shown(result.response).startswith("### Meta: ")


async def test_an_unknown_company_gets_suggestions(world: World):
    result = await world.alex.slash(world.channel, "stance", company="Anthropik **x** <@1>")
    words = shown(result.response)
    assert "That did not work" in words
    assert "<@1>" not in words
    assert "Anthropik" in words


@pytest.mark.parametrize(("command", "option"), [("ask", "question"), ("stance", "company")])
@pytest.mark.parametrize("day", ["some day", "2025-13-01", "2025-02-30"])
async def test_a_day_that_is_none_is_refused_to_the_asker_only(world: World, command: str, option: str, day: str):
    result = await world.ken.slash(world.channel, command, **{option: "Meta"}, as_of=day)
    assert result.response.ephemeral
    assert f"「{day}」は日付として読めません" in shown(result.response)


async def test_days_as_the_japanese_write_them(world: World):
    result = await world.ken.slash(world.channel, "stance", company="Meta", as_of="２０２５年３月１日")
    assert "2025年3月1日（土）時点" in shown(result.response)


async def test_a_blank_question_is_refused(world: World):
    result = await world.ken.slash(world.channel, "ask", question="　 ")
    assert "質問が空です" in shown(result.response)


async def test_a_hostile_question_is_repeated_as_words(world: World):
    result = await world.alex.slash(
        world.channel, "ask", question="@everyone # **Meta** <@1> [x](https://evil.example)?"
    )
    words = shown(result.response)
    assert "@everyone" not in words
    assert "<@1>" not in words
    assert "](https://evil.example)" not in words


async def test_questions_may_be_asked_in_a_direct_message(world: World):
    solo = world.env.create_user("solo")
    result = await solo.slash("ask", question="What is Meta's stance on open weights?")
    assert "**Answer**" in shown(result.response)
    await solo.click(result.response, label="日本語")
    assert "**回答**" in shown(result.response)


async def test_a_reply_of_another_server_cannot_be_had(world: World):
    await world.ken.slash(world.channel, "ask", question="メタのオープンウェイトの立場は？")
    other = world.env.create_guild("Other")
    room = other.create_text_channel("other")
    eve = world.person("eve", "en-US", other)
    theirs = (await eve.slash(room, "ask", question="What is OpenAI's stance?")).response
    for custom_id in ("v1:answer:1:en", "v1:citations:1:en", "v1:edition:1:en", "v1:answer:99999:en"):
        stored = world.env.backend.get_message(room.id, theirs.id)
        stored.components = [
            {"type": 1, "id": 1, "components": [{"type": 2, "id": 2, "style": 2, "label": "x", "custom_id": custom_id}]}
        ]
        pressed = await eve.click(theirs, label="x")
        words = shown((pressed.followups or [pressed.response])[-1])
        assert "no longer in our records" in words
