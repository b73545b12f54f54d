"""/review: what was found waits, is decided by buttons, taken back, corrected; nothing unreviewed is spoken."""

from typing import Any

import pytest

from bot.domain.statement import Modality, Provenance, Scope, Speaker, Stance, StatementStatus
from bot.knowledge.keeper import Keeper
from bot.knowledge.recorder import Recorder
from bot.storage.candidates import CandidateStore
from tests.integration.discord.conftest import World, buttons, shown
from tests.integration.discord.test_discord_source_rooms import boss_of, control, post_button

QUOTE = "We will never publish the weights of Claude"
TEXT = f'Anthropic held an event. "{QUOTE}," said Dana Whitlock, its chief policy officer. Lunch was served.'
OTHER = (
    'Mistral AI met the press. "We will keep publishing our weights openly," said Arthur Mensch, its chief executive.'
)


READING = {"stance": ["closed"], "provenance": ["executive_quote"], "modality": ["denial"], "scope": ["data"]}


async def found(world: World, *texts: str, name: str = "paper", guild_id: int | None = None) -> None:
    """Articles of a source of the server's, mined as the pipeline does."""
    source = await world.follow(name, guild_id)
    recorder = Recorder(
        world.app.catalogue, Keeper(world.app.statements, CandidateStore(world.app.database), world.app.clock)
    )
    for n, text in enumerate(texts):
        article = await world._article(source, f"{name}-{n}", "en", f"Event {n}", text)
        await recorder.mine([article])


async def waiting(world: World) -> list[Any]:
    return await world.app.review.queue(world.guild.id)


async def test_the_queue_shows_what_waits_and_an_item_its_passage_in_context(world: World):
    await found(world, TEXT)
    queue = (await world.admin.slash(world.channel, "review")).response
    assert queue.ephemeral
    assert "### 確認待ちの発言（1件）" in shown(queue)
    assert "アンソロピック" in shown(queue)
    await world.restart()
    await world.admin.click(queue, label="1件ずつ確認する")
    words = shown(queue)
    assert f"“{QUOTE}”" in words
    assert "Lunch was served" in words
    assert "**発言者**：Dana Whitlock" in words
    assert "[Event 0](https://paper.example/paper-0)" in words
    assert "記事から検出" in words
    boss = await boss_of(world)
    english = (await boss.slash(world.channel, "review")).response
    await boss.select(english, ["0"], custom_id=control(english, "v1:a-review-pick"))
    assert "**Who:** Dana Whitlock" in shown(english)


async def test_nothing_is_spoken_until_it_is_approved_and_then_in_this_server_only(world: World):
    await found(world, TEXT)
    await world.admin.slash(world.channel, "settings news", enabled=False)
    question = "What did Anthropic's Dana Whitlock say about the weights of Claude?"
    assert QUOTE not in shown((await world.alex.slash(world.channel, "ask", question=question)).response)
    spoken = {one.statement_id for one in await world.app.catalogue.statements(guild_id=world.guild.id)}
    [one] = await waiting(world)
    assert one.statement_id not in spoken
    queue = (await world.admin.slash(world.channel, "review")).response
    await world.admin.click(queue, label="1件ずつ確認する")
    await world.admin.click(queue, label="承認")
    assert "承認しました：アンソロピック" in shown(queue)
    spoken = {each.statement_id for each in await world.app.catalogue.statements(guild_id=world.guild.id)}
    assert one.statement_id in spoken
    assert QUOTE in shown((await world.alex.slash(world.channel, "ask", question=question)).response)
    elsewhere = {each.statement_id for each in await world.app.catalogue.statements(guild_id=world.guild.id + 1)}
    assert one.statement_id not in elsewhere


async def test_a_decision_is_taken_back_and_its_history_says_who_and_when(world: World):
    await found(world, TEXT)
    boss = await boss_of(world)
    queue = (await boss.slash(world.channel, "review")).response
    await boss.click(queue, label="Review one by one")
    await boss.click(queue, label="Reject")
    assert "Rejected: Anthropic" in shown(queue)
    assert await waiting(world) == []
    await world.restart()
    await boss.click(queue, label="Undo")
    assert "The last decision was taken back" in shown(queue)
    assert f"<@{boss.id}>: rejected" in shown(queue)
    assert f"<@{boss.id}>: put back into the queue" in shown(queue)
    [one] = await waiting(world)
    assert one.status is StatementStatus.CANDIDATE


async def test_the_next_one_follows_a_decision(world: World):
    await found(world, TEXT, OTHER)
    assert len(await waiting(world)) == 2
    queue = (await world.admin.slash(world.channel, "review")).response
    await world.admin.click(queue, label="1件ずつ確認する")
    assert "発言 1／2" in shown(queue)
    await world.admin.click(queue, label="承認")
    assert "発言 2／2" in shown(queue)
    await world.admin.click(queue, label="却下")
    assert "確認待ちの発言はありません" in shown(queue)


async def test_several_are_decided_together_and_taken_back_together(world: World):
    await found(world, TEXT, OTHER)
    queue = (await world.admin.slash(world.channel, "review")).response
    await world.admin.select(queue, ["0", "1"], custom_id=control(queue, "v1:a-review-pick"))
    assert "選択した発言（2件）" in shown(queue)
    await world.admin.click(queue, label="2件すべて承認")
    assert "2件を承認しました" in shown(queue)
    assert await waiting(world) == []
    await world.admin.click(queue, label="取り消す")
    assert len(await waiting(world)) == 2
    await world.admin.click(queue, label="2件すべて却下")
    assert "2件を却下しました" in shown(queue)
    actions = [one.action for one in await world.app.audit.list_entries(world.guild.id, limit=9)]
    assert actions == ["review rejected", "review undo", "review approved"]


async def test_what_another_admin_decided_meanwhile_is_not_decided_again(world: World):
    await found(world, TEXT)
    boss = await boss_of(world)
    mine = (await world.admin.slash(world.channel, "review")).response
    theirs = (await boss.slash(world.channel, "review")).response
    await boss.click(theirs, label="Review one by one")
    await world.admin.click(mine, label="1件ずつ確認する")
    await world.admin.click(mine, label="承認")
    await boss.click(theirs, label="Reject")
    assert "Somebody decided about this one before" in shown(theirs)
    assert "Reject" not in buttons(theirs)
    every = await world.app.catalogue.all_statements(guild_id=world.guild.id)
    [status] = [one.status for one in every if one.quote == QUOTE]
    assert status is StatementStatus.APPROVED


@pytest.mark.parametrize(
    ("reader", "start", "edit", "saved"),
    [
        ("ja", "1件ずつ確認する", ("分類を編集", "文面を編集"), "保存しました"),
        ("en-US", "Review one by one", ("Edit the reading", "Edit the words"), "Saved"),
    ],
)
async def test_every_field_is_corrected_in_two_forms_that_outlive_a_restart(
    world: World, reader: str, start: str, edit: tuple[str, str], saved: str
):
    await found(world, TEXT)
    boss = world.person("boss", reader, manage_guild=True)
    queue = (await boss.slash(world.channel, "review")).response
    await boss.click(queue, label=start)
    form = await boss.click(queue, label=edit[0])
    await world.restart()
    reading = {
        "stance": ["gated_or_staged"],
        "provenance": ["official_statement"],
        "modality": ["conditional"],
        "scope": ["small_models", "code"],
        "said-on": "2025-07",
    }
    await boss.submit_modal(form, reading)
    assert saved in shown(queue)
    form = await boss.click(queue, label=edit[1])
    await world.restart()
    words = {
        "quote": "never publish the weights",
        "speaker": "Dana Whitlock / ダナ・ホイットロック",
        "role": "CEO／最高経営責任者",
        "summary-ja": "幹部が重みを公開しないと述べた。",
        "summary-en": "An executive said that it keeps its weights.",
    }
    await boss.submit_modal(form, words)
    [one] = await waiting(world)
    assert (one.stance, one.provenance) == (Stance.GATED_OR_STAGED, Provenance.OFFICIAL_STATEMENT)
    assert (one.modality, one.scope) == (Modality.CONDITIONAL, (Scope.SMALL_MODELS, Scope.CODE))
    assert (str(one.said_on), one.quote) == ("2025-07", "never publish the weights")
    assert one.speaker == Speaker("Dana Whitlock", "ダナ・ホイットロック", "CEO", "最高経営責任者")
    assert one.summary == {"ja": words["summary-ja"], "en": words["summary-en"]}
    told = ("条件付き", "小型・特化モデル、コード・ツール", "ダナ・ホイットロック（最高経営責任者）")
    told_en = ("Conditional", "Small and specialised models, Code and tools", "Dana Whitlock (CEO)")
    assert [words for words in (told if reader == "ja" else told_en) if words not in shown(queue)] == []
    actions = [entry.action for entry in await world.app.audit.list_entries(world.guild.id, limit=9)]
    assert actions == ["review edit", "review edit"]


async def test_a_persons_words_need_a_person(world: World):
    await found(world, TEXT)
    before = await waiting(world)
    queue = (await world.admin.slash(world.channel, "review")).response
    await world.admin.click(queue, label="1件ずつ確認する")
    form = await world.admin.click(queue, label="文面を編集")
    told = all_told(await world.admin.submit_modal(form, {"speaker": "", "role": ""}))
    assert "発言者が必要です" in told
    assert await waiting(world) == before
    form = await world.admin.click(queue, label="分類を編集")
    await world.admin.submit_modal(form, {**READING, "provenance": ["official_statement"]})
    form = await world.admin.click(queue, label="文面を編集")
    await world.admin.submit_modal(form, {"speaker": "", "role": ""})
    assert (await waiting(world))[0].speaker is None
    assert "**発言者**：アンソロピック" in shown(queue)


@pytest.mark.parametrize(
    ("form_label", "values", "words"),
    [
        ("文面を編集", {"quote": "words that nobody said", "speaker": "Dana Whitlock"}, "どの記事にも"),
        ("分類を編集", {**READING, "said-on": "yesterday"}, "yesterday"),
    ],
)
async def test_what_cannot_be_saved_is_told_and_changes_nothing(
    world: World, form_label: str, values: dict[str, Any], words: str
):
    await found(world, TEXT)
    before = await waiting(world)
    queue = (await world.admin.slash(world.channel, "review")).response
    await world.admin.click(queue, label="1件ずつ確認する")
    form = await world.admin.click(queue, label=form_label)
    assert words in all_told(await world.admin.submit_modal(form, values))
    assert await waiting(world) == before


def all_told(result: Any) -> str:
    return "\n".join(shown(one) for one in (*result.followups, *([result.response] if result.response else [])))


async def test_one_companys_statements_are_reviewed_alone(world: World):
    await found(world, TEXT, OTHER)
    [offered] = await world.admin.autocomplete(world.channel, "review", "company", "Mistral")
    queue = (await world.admin.slash(world.channel, "review", company=offered["value"])).response
    assert "（1件）" in shown(queue)
    assert "ミストラルAI" in shown(queue)
    assert "アンソロピック" not in shown(queue)
    unknown = (await world.admin.slash(world.channel, "review", company="Nobody Inc")).response
    assert "うまくいきませんでした" in shown(unknown)


async def test_another_server_neither_sees_nor_decides(world: World):
    await found(world, TEXT)
    queue = (await world.admin.slash(world.channel, "review")).response
    other = world.env.create_guild("Other", preferred_locale="en-US")
    there = other.create_text_channel("general")
    rival = world.person("rival", "en-US", guild=other, manage_guild=True)
    own = (await rival.slash(there, "review")).response
    assert "Nothing to review" in shown(own)
    for action in ("open", "approve", "reject", "undo", "edit", "words"):
        custom_id = control(queue, "v1:a-review-open").replace("review-open", f"review-{action}")
        message = await post_button(world, custom_id, there)
        result = await rival.click(message, custom_id=custom_id)
        told = "\n".join(shown(one) for one in result.followups) or shown(result.response)
        assert "no longer in our records" in told, action
    assert len(await waiting(world)) == 1


async def test_members_cannot_press_a_reviewers_buttons(world: World):
    await found(world, TEXT)
    queue = (await world.admin.slash(world.channel, "review")).response
    custom_id = control(queue, "v1:a-review-open").replace("review-open", "review-approve")
    message = await post_button(world, custom_id)
    result = await world.ken.click(message, custom_id=custom_id)
    told = "\n".join(shown(one) for one in result.followups) or shown(result.response)
    assert "「サーバー管理」権限が必要です" in told
    assert len(await waiting(world)) == 1
