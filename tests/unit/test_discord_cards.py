"""Cards: what readers are shown, whatever strangers wrote, within what Discord takes."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from bot.discord_app import reader_buttons
from bot.discord_app.buttons import Action, Press, read_press
from bot.discord_app.cards.layout import Card
from bot.discord_app.cards.news import brief_card, brief_sources_card, edition_card, together_card
from bot.discord_app.cards.record import answer_card, citations_card
from bot.discord_app.cards.settings import error_card, schedules_card, sources_card, status_card
from bot.discord_app.dates import day_in_words, said_on_in_words
from bot.discord_app.limits import message_faults
from bot.domain.answer import Answer, AnswerKind, AnswerLine, Citation, Section
from bot.domain.article import Extent
from bot.domain.brief import Brief, BriefPoint, BriefSource, Edition, PointKind, StanceLine
from bot.domain.delivery import Delivery, DeliveryState, Schedule
from bot.domain.language import LANGS, Lang
from bot.domain.source import Source, SourceKind, SourceState
from bot.domain.statement import Provenance, Stance
from bot.domain.watch import Coverage, Watch
from bot.knowledge.vocabulary import shipped_vocabulary
from tests.unit.discord_markup import read

AT = datetime(2025, 7, 15, 3, 0, tzinfo=UTC)
HOSTILE = "**x** <@1> @everyone <t:1:R> </a:1> [b](https://evil.example) https://evil.example/x `c` <:e:1> :tada: \n# h\n- i\n> q"


class Names:
    def company(self, company_id: str, lang: Lang) -> str:
        return {"ja": "例示ラボ", "en": "Example Lab"}[lang]

    def stance(self, stance: str, lang: Lang) -> str:
        return shipped_vocabulary().name("stance", stance, lang)

    def provenance(self, provenance: str, lang: Lang) -> str:
        return shipped_vocabulary().name("provenance", provenance, lang)


def make_brief(
    lang: Lang = "ja", words: str = "例示ラボは新モデルの公開を延期した。", n: int = 3, **over: Any
) -> Brief:
    kinds = list(PointKind)
    made: dict[str, Any] = {
        "story_id": 12,
        "lang": lang,
        "headline": words,
        "points": tuple(BriefPoint(words, (1, 2), kinds[i % len(kinds)]) for i in range(n)),
        "sources": tuple(
            BriefSource(i + 1, i, f"https://outlet{i}.example/{words}", words, lang, AT, words) for i in range(n)
        ),
        "engine": "local",
        "revision": 1,
        "article_ids": tuple(range(n)),
        "stance_lines": (StanceLine("lab", Stance.OPEN_WEIGHTS, Provenance.OFFICIAL_STATEMENT, words, (1,)),),
    }
    return Brief(**(made | over))


def make_answer(lang: Lang = "ja", words: str = "公開すると述べた。", n: int = 2, **over: Any) -> Answer:
    made: dict[str, Any] = {
        "kind": AnswerKind.ANSWER,
        "lang": lang,
        "question": words,
        "lines": tuple(AnswerLine(section, words, (1,)) for section in Section for _ in range(n)),
        "citations": tuple(
            Citation(i + 1, f"s{i}", f"https://o{i}.example/{words}", "2025-07", words, "executive_quote", words, "en",
                     words, words, "lab")
            for i in range(n)
        ),
        "companies": ("lab",),
        "as_of": date(2025, 7, 15),
        "stance": Stance.MIXED,
        "engine": "local",
    }  # fmt: skip
    return Answer(**(made | over))


def make_source(n: int, words: str = "例示新聞", **over: Any) -> Source:
    made: dict[str, Any] = {
        "source_id": n, "url": f"https://o{n}.example/{words}", "title": words, "lang": "ja", "kind": SourceKind.FEED,
        "state": SourceState.ACTIVE, "error": "error-fetch-timeout", "failures": 1, "etag": None, "last_modified": None,
        "last_fetched_at": AT, "next_due_at": AT, "added_at": AT,
    }  # fmt: skip
    return Source(**(made | over))


def make_schedule(n: int = 1, watch: Watch | None = None) -> Schedule:
    return Schedule(n, 7, 100 + n, time(8, 5), "Asia/Tokyo", LANGS, 5, True, AT, watch=watch)


def make_delivery(reason: str | None) -> Delivery:
    return Delivery(1, 1, 7, 101, AT, DeliveryState.FAILED, reason, (), AT, AT, 1)


def components(card: Card) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = card.to_components()
    return made


def texts(card: Card) -> str:
    def walk(found: list[dict[str, Any]]) -> list[str]:
        return [
            words
            for one in found
            for words in ([one["content"]] if one["type"] == 10 else walk(one.get("components", [])))
        ]

    return "\n".join(walk(components(card)))


def presses(card: Card) -> list[Press]:
    def walk(found: list[dict[str, Any]]) -> list[str]:
        ids = []
        for one in found:
            ids += [one["custom_id"]] if "custom_id" in one else []
            ids += walk([*one.get("components", []), *([one["accessory"]] if "accessory" in one else [])])
        return ids

    ids = walk(components(card))
    assert all(read_press(one) or reader_buttons.read_press(one) for one in ids)
    return [press for one in ids if (press := read_press(one))]


def every_card(words: str, n: int) -> dict[str, Card]:
    cards: dict[str, Card] = {}
    for lang in LANGS:
        brief = make_brief(lang, words, n)
        sources = [make_source(i, words) for i in range(n)]
        deliveries = [make_delivery(words) for _ in range(n)]
        schedules = [make_schedule(i, Watch(frozenset({"lab"}), (words,) * n, Coverage.TRACKED)) for i in range(n)]
        cards |= {
            f"brief {lang}": brief_card(brief, Names()),
            f"sources of brief {lang}": brief_sources_card(brief, 7),
            f"edition {lang}": edition_card(Edition(7, date(2025, 7, 16), lang, distinct(brief, n)), 5),
            f"preview {lang}": edition_card(
                Edition(7, date(2025, 7, 16), lang, distinct(brief, n)), 5, is_preview=True
            ),
            f"answer {lang}": answer_card(make_answer(lang, words, n), 5, Names()),
            f"citations {lang}": citations_card(make_answer(lang, words, n), Names()),
            f"sources {lang}": sources_card(sources, lang),
            f"schedule {lang}": schedules_card(schedules, lambda _: AT, lang, Names()),
            f"status {lang}": status_card(deliveries, schedules, lang, Names()),
        }
    return cards


def distinct(brief: Brief, n: int) -> tuple[Brief, ...]:
    return tuple(
        Brief(i, brief.lang, brief.headline, brief.points, brief.sources, brief.engine, i, brief.article_ids)
        for i in range(n)
    )


@pytest.mark.parametrize("n", [1, 3, 40])
@pytest.mark.parametrize("words", ["x", HOSTILE, "*" * 5000, "長い文。" * 2000, "😀" * 3000, "word " * 2000])
def test_every_card_is_within_what_discord_takes(words: str, n: int):
    assert {name: message_faults(components(card)) for name, card in every_card(words, n).items()} == {
        name: [] for name in every_card("x", 1)
    }


ALLOWED = {"block", "emphasis", "link", "timestamp", "code"}


def test_no_card_lets_a_strangers_markup_live():
    ours = every_card("w: x", 3)
    for name, card in every_card(HOSTILE, 3).items():
        live = read(texts(card))[0]
        # The channel of a schedule and the number of a source are ours; everything else that is live is, too.
        strange = [one for one in live if one.kind not in ALLOWED and not one.source.startswith("<#")]
        assert strange == [], name
        targets = [re.search(r"\]\(https://([^/]+)", one.source) for one in live if one.kind == "link"]
        assert all(target and re.fullmatch(r"o(utlet)?\d\.example", target[1]) for target in targets), name
        count = {kind: sum(one.kind == kind for one in live) for kind in ("emphasis", "link", "timestamp", "code")}
        usual = read(texts(ours[name]))[0]
        assert count == {kind: sum(one.kind == kind for one in usual) for kind in count}, name


def test_a_brief_says_what_kind_each_point_is_and_cites_it():
    shown = texts(brief_card(make_brief(n=6), Names()))
    assert "- 例示ラボは新モデルの公開を延期した。 [1] [2]" in shown
    for kind in ("【公式】", "【幹部の発言】", "【報道】", "【見方】", "【公開】"):
        assert f"- **{kind}** 例示ラボは" in shown
    assert "**例示ラボ**：オープンウェイト（重み公開）（公式声明）" in shown
    assert f"<t:{int(AT.timestamp())}:d>" in shown


def test_a_point_in_the_other_language_is_marked():
    point = BriefPoint("The lab delayed its model.", (1,), lang="en")
    assert "The lab delayed its model.（英語の原文） [1]" in texts(brief_card(make_brief(points=(point,)), Names()))
    assert "original" not in texts(brief_card(make_brief("en", points=(point,)), Names()))


def test_the_buttons_of_a_brief_name_its_story_and_revision():
    assert presses(brief_card(make_brief(revision=3), Names())) == [
        Press(Action.BRIEF, 12, "en"),
        Press(Action.SOURCES, 12, "ja", 3),
    ]


def test_sources_of_a_story_that_went_on_say_so():
    assert "続報が入りました" in texts(brief_sources_card(make_brief(revision=3), 2))
    assert "続報が入りました" not in texts(brief_sources_card(make_brief(revision=3), 3))


def test_a_passage_stands_beside_its_outlet_and_host():
    source = BriefSource(1, 1, "https://www.paper.example/a", "例示新聞", "ja", AT, "延期すると広報担当者は述べた。")
    shown = texts(brief_sources_card(make_brief(sources=(source,)), 1))
    assert "**[例示新聞](https://www.paper.example/a)**" in shown
    assert " · paper.example" in shown
    assert "> **[1]** 延期すると広報担当者は述べた。" in shown


@pytest.mark.parametrize(("lang", "mark"), [("ja", "冒頭のみ"), ("en", "opening only")])
def test_both_cards_mark_a_source_of_which_only_the_opening_was_read(lang: Lang, mark: str):
    source = BriefSource(1, 1, "https://paper.example/a", "例示新聞", "ja", AT, "延期すると述べた。", Extent.EXCERPT)
    brief = make_brief(lang, sources=(source,))
    assert mark in texts(brief_card(brief, Names()))
    assert mark in texts(brief_sources_card(brief, 1))
    whole = make_brief(lang, sources=(replace(source, extent=Extent.FULL),))
    assert mark not in texts(brief_card(whole, Names())) + texts(brief_sources_card(whole, 1))


def test_an_edition_names_each_outlet_once_and_only_those_that_it_cites():
    passages = [("例示新聞", 1), ("例示通信", 2), ("例示新聞", 3), ("例示放送", 4)]
    sources = tuple(BriefSource(n, n, f"https://o{n}.example/", outlet, "ja", AT, "x") for outlet, n in passages)
    brief = make_brief(
        sources=sources, points=(BriefPoint("一。", (1, 2)), BriefPoint("二。", (3,)), BriefPoint("三。", (4,)))
    )
    shown = texts(edition_card(Edition(7, date(2025, 7, 16), "ja", (brief,)), 5))
    assert "-# [1] [3] 例示新聞 · [2] 例示通信" in shown
    assert "例示放送" not in shown


def test_an_edition_opens_each_story_and_toggles_as_a_whole():
    edition = Edition(7, date(2025, 7, 16), "en", distinct(make_brief("en", "Words."), 3))
    card = edition_card(edition, 5)
    assert "AI industry brief · Wednesday, July 16, 2025" in texts(card)
    assert presses(card) == [*(Press(Action.OPEN, n, "en") for n in range(3)), Press(Action.EDITION, 5, "ja")]


def test_an_edition_of_too_many_stories_says_how_many_are_left_out():
    edition = Edition(7, date(2025, 7, 16), "ja", distinct(make_brief(), 11))
    card = edition_card(edition, 5)
    assert "ほかに3件の話題があります。" in texts(card)
    assert len(presses(card)) == 9


def test_an_empty_edition_says_what_to_do():
    assert "/source" in texts(edition_card(Edition(7, date(2025, 7, 16), "en", ()), 5))


@pytest.mark.parametrize(
    ("kind", "word"), [("answer", "**回答**"), ("abstention", "**回答保留**"), ("correction", "**前提の訂正**")]
)
def test_the_kind_of_reply_stands_in_words(kind: str, word: str):
    shown = texts(answer_card(make_answer(kind=AnswerKind(kind)), 5, Names()))
    assert f"{word} · 2025年7月15日（火）時点" in shown


def test_an_answer_shows_its_parts_in_order_with_who_said_it_in_bold():
    words = {
        Section.NOTE: "Checked.",
        Section.RELEASED: "Done · 2025-05 · Lab: weights",
        Section.LEAD: "It is mixed: so they say.",
        Section.EVIDENCE: "2025-07 · A. Person: “we will”",
    }
    lines = tuple(AnswerLine(section, line, (1,)) for section, line in words.items())
    shown = texts(answer_card(make_answer("en", "Will they?", lines=lines), 5, Names()))
    assert shown.split("\n")[:6] == [
        "-# **Answer** · as of Tuesday, July 15, 2025",
        "> Will they?",
        "It is mixed: so they say. [1]",
        "- **2025-07 · A. Person:** “we will” [1]",
        "- **Done · 2025-05 · Lab:** weights [1]",
        "-# Checked. [1]",
    ]
    assert "-# [1] [Will they?](https://o0.example/Will%20they)" in shown


def test_a_stance_that_was_looked_up_stands_as_the_heading():
    shown = texts(answer_card(make_answer("en", "lab"), 5, Names(), asked=False))
    assert shown.startswith("### Example Lab: Mixed\n-# as of Tuesday, July 15, 2025")
    assert "> lab" not in shown


def test_an_abstention_without_citations_has_no_sources_button():
    lines = (AnswerLine(Section.LEAD, "記録にありません。"),)
    card = answer_card(make_answer(kind=AnswerKind.ABSTENTION, lines=lines, citations=(), stance=None), 5, Names())
    assert presses(card) == [Press(Action.ANSWER, 5, "en")]


def test_a_quote_keeps_its_own_quotation_marks():
    shown = texts(citations_card(make_answer("ja", "We will open it."), Names()))
    assert "> “We will open it.”" in shown


def test_a_citation_without_a_page_says_so():
    citation = Citation(1, "s", None, "2025", "広報担当者", "official_statement", None, None, "紙の書簡", "書簡", "lab")
    shown = texts(citations_card(make_answer(citations=(citation,)), Names()))
    assert "書簡 · 紙の書簡 · 公開リンクなし" in shown
    assert "2025年 · 公式声明" in shown


def test_a_failing_source_says_why():
    assert "サーバーの応答に時間がかかりすぎました" in texts(sources_card([make_source(3)], "ja"))
    unknown = make_source(3, error="no-such-key")
    assert "ページを読み込めませんでした" in texts(sources_card([unknown], "ja"))
    assert "`3`" in texts(sources_card([unknown], "ja"))


def test_a_schedule_shows_its_place_zone_and_next_slot():
    shown = texts(schedules_card([make_schedule()], lambda _: AT, "ja", Names())) + texts(
        status_card([make_delivery("delivery-refused")], [], "ja", Names())
    )
    assert "<#101>　08:05（Asia/Tokyo）　日本語・英語　話題は最大5件" in shown
    assert f"次回：<t:{int(AT.timestamp())}:F>" in shown
    assert "失敗" in shown
    assert "delivery-refused" not in shown


def test_a_schedules_own_topics_are_told_in_both_languages():
    own = make_schedule(1, Watch(frozenset({"lab"}), ("輸出規制",)))
    only = make_schedule(1, Watch(frozenset({"lab"}), tuple(f"word {n}" for n in range(9)), Coverage.TRACKED))
    shown = texts(schedules_card([own], lambda _: AT, "ja", Names()))
    assert "-# 例示ラボ、輸出規制に関する話題を優先" in shown
    shown = texts(schedules_card([only], lambda _: AT, "en", Names()))
    assert "-# only about Example Lab, word 0, word 1, word 2, word 3, word 4 and 4 more" in shown
    slots = [make_delivery("delivery-late")]
    assert "(only about Example Lab" in texts(status_card(slots, [only], "en", Names()))
    assert "Example Lab" not in texts(status_card(slots, [make_schedule()], "en", Names()))


def test_a_preview_says_that_it_is_one():
    edition = Edition(7, date(2025, 7, 16), "ja", (make_brief(),))
    assert texts(edition_card(edition, 5, is_preview=True)).startswith("# プレビュー：AI業界ブリーフ")
    assert "プレビュー" not in texts(edition_card(edition, 5))
    empty = Edition(7, date(2025, 7, 16), "en", ())
    shown = texts(edition_card(empty, 5, "a note", is_preview=True))
    assert shown.startswith("## Preview: ")
    assert "a note" in shown
    assert texts(together_card([empty, edition], 5, is_preview=True)).count("Preview: ") == 1


def test_an_empty_edition_of_tracked_stories_does_not_blame_the_sources():
    empty = Edition(7, date(2025, 7, 16), "en", (), left_untracked=True)
    assert "about what this brief tracks" in texts(edition_card(empty, 5))
    assert "/source" not in texts(edition_card(empty, 5)) + texts(together_card([empty], 5))


def test_an_error_shows_its_number():
    assert "エラー番号 abcd1234" in texts(error_card("だめでした。", "ja", "abcd1234"))
    assert "番号" not in texts(error_card("だめでした。", "ja"))


@pytest.mark.parametrize(
    ("said_on", "ja", "en"),
    [
        ("2025", "2025年", "2025"),
        ("2025-07", "2025年7月", "July 2025"),
        ("2025-07-05", "2025年7月5日", "July 5, 2025"),
    ],
)
def test_days_in_words(said_on: str, ja: str, en: str):
    assert (said_on_in_words(said_on, "ja"), said_on_in_words(said_on, "en")) == (ja, en)


def test_every_weekday_and_month_has_its_name():
    days = [date(2024, month, 1) for month in range(1, 13)] + [date(2024, 1, day) for day in range(1, 8)]
    assert [day_in_words(day, "en") for day in days] == [f"{day:%A, %B} {day.day}, 2024" for day in days]
    assert day_in_words(date(2024, 2, 3), "ja") == "2024年2月3日（土）"


@pytest.mark.parametrize(
    "custom_id",
    ["v2:brief:1:ja", "v1:drop:1:ja", "v1:brief:x:ja", "v1:brief:1:fr", "v1:brief:1:ja:x", "v1:brief:-1:ja", ""],
)
def test_other_ids_are_not_ours(custom_id: str):
    assert read_press(custom_id) is None
