"""Whom a question in a thread is about: the one spoken of before, or somebody new whom the record does not have."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.answers.responder import Responder
from bot.domain.answer import AnswerKind
from bot.domain.language import Lang
from tests.responders import open_responder

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
FIRST: dict[Lang, str] = {"ja": "ノールランドの立場は？", "en": "What is Norrland's stance?"}


@pytest.fixture
async def responder(tmp_path: Path) -> AsyncIterator[Responder]:
    async with open_responder(tmp_path, "fiction", NOW) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("霧崎堂の立場は？", "霧崎堂"),
        ("霧崎堂はオープンソースについてどう言っていますか。", "霧崎堂"),
        ("では、鳴門重機は？", "鳴門重機"),
        ("じゃあ、ヒバリノって公開していますか？", "ヒバリノ"),
        ("ヒバリノも同じ立場ですか？", "ヒバリノ"),
        ("鳴門重機がモデルを公開したのはいつですか？", "鳴門重機"),
        ("くろしお社はオープンウェイトに賛成ですか？", "くろしお社"),
        ("株式会社みずたまの立場を教えてください", "みずたま"),
        ("ほたるびの考えは？", "ほたるび"),
        ("あさぎ銀行は？", "あさぎ銀行"),
        ("霧崎さんについてはどうですか。", "霧崎"),
        ("木の実の方針は？", "木の実"),
        ("日本の霧崎堂は？", "霧崎堂"),
        ("オープンソースについて霧崎堂はどう言っていますか？", "霧崎堂"),
        ("ソノラ研究所のCEOは何と言った？", "ソノラ研究所"),
        ("Zenbikoの立場は？", "Zenbiko"),
        ("And Zenbiko?", "Zenbiko"),
        ("Zenbiko?", "Zenbiko"),
        ("what about zenbiko?", "zenbiko"),
        ("does zenbiko agree?", "zenbiko"),
        ("what is zenbiko's stance?", "zenbiko"),
    ],
)
async def test_somebody_not_on_record_is_not_taken_for_the_one_before(responder: Responder, question: str, name: str):
    lang: Lang = "en" if question.isascii() else "ja"
    await responder.answer(FIRST[lang], thread="a")
    answer = await responder.answer(question, thread="a")
    assert answer.kind is AnswerKind.ABSTENTION
    assert not answer.companies
    assert name in answer.lines[0].text
    later = await responder.answer("理由は？" if lang == "ja" else "why?", thread="a")
    assert later.kind is AnswerKind.ABSTENTION


@pytest.mark.parametrize(
    "question",
    [
        "その前は？", "理由は？", "ライセンスは？", "小型モデルは？", "CEOは何と？", "誰が言った？", "いつから？", "研究については？",
        "2024年は？", "重みは公開されていますか？", "同社の今の方針は？", "オープンソースの定義は？", "訓練データの公開は？",
        "競合他社と比べると？", "彼らの論文は？", "この会社は約束を守りましたか？", "社長の考えは？", "言い分は？", "画像モデルは？",
        "以前はどうだった？", "why?", "since when?", "and the licence?", "what about safety?", "details?", "has that changed?",
        "the founder's words?", "what about its newest model?",
    ],
)  # fmt: skip
async def test_what_names_nobody_is_about_the_one_before(responder: Responder, question: str):
    await responder.answer(FIRST["en" if question.isascii() else "ja"], thread="a")
    assert (await responder.answer(question, thread="a")).companies == ("norrland",)


@pytest.mark.parametrize(("first", "question"), [(FIRST["ja"], "日本では？"), (FIRST["en"], "and in Japan?")])
async def test_another_country_asks_for_its_organisations(responder: Responder, first: str, question: str):
    await responder.answer(first, thread="a")
    answer = await responder.answer(question, thread="a")
    assert answer.kind is AnswerKind.ANSWER
    assert answer.companies
    assert "norrland" not in answer.companies
