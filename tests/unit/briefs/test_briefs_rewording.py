"""What a point may say in other words than its passages, and whom it may not put in another's place."""

from datetime import UTC, datetime

import pytest

from bot.briefs.grounding import Fault, check_brief
from bot.briefs.grounding.converses import sides_of
from bot.briefs.grounding.evidence import evidence_of
from bot.briefs.grounding.nearness import Stretch, nearest
from bot.briefs.presentable import is_safe
from bot.domain.brief import Brief, BriefPoint, BriefSource
from bot.domain.language import Lang

AT = datetime(2026, 5, 20, 12, tzinfo=UTC)


def _faults(text: str, told_in: Lang, passage: str, lang: str) -> set[Fault]:
    source = BriefSource(1, 1, "https://a.example/1", "Ledger", lang, AT, passage)
    brief = Brief(1, told_in, "", (BriefPoint(text, (1,)),), (source,), "model:test", 1, (1,))
    return {failure.fault for failure in check_brief(brief)}


@pytest.mark.parametrize(
    ("told_in", "text", "lang", "passage"),
    [
        (
            "en",
            "It was Tolland's second price rise this year.",
            "ja",
            "トランドは運賃を引き上げた。値上げは今年2回目となる。",
        ),
        ("en", "Takings were about $20 million before.", "en", "Takings doubled to $40 million at the Fennick line."),
        ("en", "It asked for a limit of 12.", "ja", "漁協は時速12キロへの引き上げを求めた。"),
        ("en", "The talks could still fall through.", "en", "The talks may yet come to nothing."),
        ("ja", "従わなければ、1日3000ユーロを科される。", "en", "It must comply or pay 3,000 euros a day."),
        ("ja", "英ダンロスのフェニック社が船を増やす。", "en", "Fennick, a ferry line from Dunross, is adding boats."),
    ],
)
def test_what_only_another_wording_tells_passes(told_in: Lang, text: str, lang: str, passage: str) -> None:
    assert _faults(text, told_in, passage, lang) == set()


def test_another_time_round_is_still_a_number() -> None:
    passage = "Tolland Ferry raised fares on Monday, its second rise this year."
    assert Fault.NUMBER in _faults("値上げは今年3回目となる。", "ja", passage, "en")


@pytest.mark.parametrize(
    "text",
    ["Dockers said that no berth would be closed.", "港湾労働組合は、閉鎖する岸壁はないとしている。"],
)
def test_a_denial_stays_with_the_one_of_two_who_makes_it(text: str) -> None:
    told_in: Lang = "en" if text.isascii() else "ja"
    passage = "Unions fear for 40 jobs on the quay; the government says that no berth will be closed."
    said = text.replace("Dockers", "Unions")
    assert Fault.SPEAKER in _faults(said, told_in, passage, "en")


@pytest.mark.parametrize(
    ("text", "lang", "deed", "gives"),
    [
        ("Fennick will pay Tolland 4 million euros", "en", "pay", True),
        ("Fennick will be paid 4 million euros", "en", "pay", False),
        ("Fennick was bought by Tolland", "en", "sell", True),
        ("フェニックはトランド汽船を買収した", "ja", "sell", False),
        ("フェニックは提訴された", "ja", "sue", False),
    ],
)
def test_a_deed_with_two_sides_shows_on_which_its_subject_stands(text: str, lang: str, deed: str, gives: bool) -> None:
    assert {side.deed: side.gives for side in sides_of(text, lang)}[deed] is gives


def test_the_payer_is_not_the_paid() -> None:
    passage = "Fennick will pay Tolland Ferry 4 million euros for the pier."
    assert _faults("Tolland Ferry will receive 4 million euros from Fennick.", "en", passage, "en") == set()
    assert Fault.DIRECTION in _faults("Fennick will receive 4 million euros for the pier.", "en", passage, "en")


def test_what_few_stretches_share_decides_which_is_retold() -> None:
    passage = "The outage hit 20 million users in Europe for hours. Users in Asia were spared altogether."
    source = BriefSource(1, 1, "https://a.example/1", "Ledger", "en", AT, passage)
    _, near = nearest(Stretch("アジアの利用者に影響が出た", "ja"), evidence_of([source], {}, None))
    assert any("Asia" in one.text for one in near)
    assert not any("Europe" in one.text for one in near)


def test_our_own_line_on_who_tells_a_story_is_no_page_furniture() -> None:
    assert is_safe("This story is told by Japanese-language outlets only.")
    assert not is_safe("This story is brought to you by our partners; it was originally published elsewhere.")
