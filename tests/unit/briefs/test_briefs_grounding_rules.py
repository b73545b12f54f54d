"""Each kind of error, and the paraphrases that look like one, on passages that no labelled set holds."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.briefs.grounding import Fault, check_brief
from bot.domain.brief import Brief, BriefPoint, BriefSource

AT = datetime(2026, 3, 12, 9, tzinfo=UTC)  # a Thursday
EN = (
    "Pellucid Systems sued rival Ondine Labs in Boston on Tuesday, saying that it had copied more than 40,000 designs. "
    "Ondine denies the claim. Pellucid chief executive Mara Holt said the firm does not plan to cut jobs."
)
JA = (
    "キツネ電機は11日、画像モデル「Hatsune 3」の重みを4月末までに公開すると発表した。"
    "学習費用は約12億円で、社員の3割が開発に加わった。山本太郎社長は「データは公開しない」と述べた。"
)
REPORT = "Vireo AI is weighing a sale of its chip unit, two people familiar with the matter said."


def faults(text: str, passage: str, lang: str, *, told_in: str) -> set[Fault]:
    source = BriefSource(1, 1, "https://a.example/1", "Ledger", lang, AT, passage)
    point = BriefPoint(text, (1,))
    brief = Brief(1, "ja" if told_in == "ja" else "en", "", (point,), (source,), "model:test", 1, (1,))
    return {failure.fault for failure in check_brief(brief)}


@pytest.mark.parametrize("text", [
    "ペルシド・システムズは10日、4万点を超える設計を複製したとして競合のオンディーヌ・ラボをボストンで提訴した。",
    "ペルシドのマラ・ホルトCEOは、人員削減の予定はないと述べた。",
    "オンディーヌは主張を否定している。",
])  # fmt: skip
def test_a_true_japanese_point_on_english_passages_passes(text):
    assert faults(text, EN, "en", told_in="ja") == set()


@pytest.mark.parametrize("text", [
    "Kitsune Denki said on Wednesday it would release the weights of its Hatsune 3 image model by the end of April.",
    "Training cost about 1.2 billion yen and involved 30% of the staff.",
    "The data will not be released, president Taro Yamamoto said.",
])  # fmt: skip
def test_a_true_english_point_on_japanese_passages_passes(text):
    assert faults(text, JA, "ja", told_in="en") == set()


@pytest.mark.parametrize(("text", "fault"), [
    ("オンディーヌ・ラボは10日、ペルシド・システムズをボストンで提訴した。", Fault.DIRECTION),
    ("ペルシドは、4万点に満たない設計を複製されたと訴えている。", Fault.NUMBER),
    ("ペルシドは、40万点を超える設計を複製されたと訴えている。", Fault.NUMBER),
    ("ペルシドは11日、オンディーヌをボストンで提訴した。", Fault.DATE),
    ("マラ・ホルトCEOは人員を削減する計画だと述べた。", Fault.NEGATION),
    ("ベルダントのマラ・ホルトCEOは人員削減の予定はないと述べた。", Fault.NAME),
    ("ペルシドの広報担当者は、人員削減の予定はないと述べた。", Fault.SPEAKER),
    ("オンディーヌは「訴えは根拠がない」と反論した。", Fault.QUOTE),
    ("Pellucid sued Ondine Labs in Boston.", Fault.LANGUAGE),
    ("ペルシドは复制された設計を巡りオンディーヌを提訴した。", Fault.LANGUAGE),
])  # fmt: skip
def test_a_wrong_japanese_point_on_english_passages_is_found(text, fault):
    assert fault in faults(text, EN, "en", told_in="ja")


@pytest.mark.parametrize(("text", "fault"), [
    ("Training cost about 12 billion yen.", Fault.NUMBER),
    ("Training cost about $1.2 billion.", Fault.UNIT),
    ("Kitsune Denki will release the weights by the end of May.", Fault.DATE),
    ("Kitsune Denki will release the weights of Hatsune 4.", Fault.NAME),
    ("President Taro Yamada said the data will not be released.", Fault.NAME),
    ("President Taro Yamamoto said the data will be released.", Fault.NEGATION),
    ("Kitsune Denki has released the weights of its Hatsune 3 image model.", Fault.MODALITY),
    ("Kitsune Denki is considering releasing the weights of Hatsune 3.", Fault.MODALITY),
    ("Kitsune Denki released 重みを公開すると発表した Hatsune 3.", Fault.LANGUAGE),
])  # fmt: skip
def test_a_wrong_english_point_on_japanese_passages_is_found(text, fault):
    assert fault in faults(text, JA, "ja", told_in="en")


@pytest.mark.parametrize(("text", "told_in", "fault"), [
    ("Vireo AI is weighing a sale of its chip unit.", "en", Fault.PROVENANCE),
    ("Vireo AI announced that it is weighing a sale of its chip unit.", "en", Fault.PROVENANCE),
    ("ビレオAIは半導体部門の売却を検討していると発表した。", "ja", Fault.PROVENANCE),
    ("Vireo AI has decided to sell its chip unit, people familiar with the matter said.", "en", Fault.MODALITY),
])  # fmt: skip
def test_a_report_stays_a_report(text, told_in, fault):
    assert fault in faults(text, REPORT, "en", told_in=told_in)


def test_a_report_told_as_one_passes():
    told = "関係者2人によると、ビレオAIは半導体部門の売却を検討している。"
    assert faults(told, REPORT, "en", told_in="ja") == set()


@pytest.mark.parametrize("text", [
    "Pellucid sued Ondine; see pellucid-news.example for more.",
    "**Pellucid** sued Ondine in Boston.",
    "As an AI language model, I note that Pellucid sued Ondine.",
    "Here is the summary: Pellucid sued Ondine in Boston.",
    "<@1234> Pellucid sued Ondine in Boston.",
])  # fmt: skip
def test_what_speaks_to_a_reader_or_a_machine_is_unsafe(text):
    assert Fault.UNSAFE in faults(text, EN, "en", told_in="en")


def test_a_point_on_something_else_is_unrelated():
    assert Fault.UNRELATED in faults("It rained for a while near the old harbour wall.", EN, "en", told_in="en")


def test_a_point_longer_than_a_brief_is_refused_unread():
    assert faults("from 3 to " * 200, EN, "en", told_in="en") == {Fault.TOO_LONG}


def test_words_before_an_attribution_are_no_verbatim_copy():
    passage = "Vireo AI will close its lab, a person close to the firm said."
    assert Fault.PROVENANCE in faults("Vireo AI will close its lab", passage, "en", told_in="en")
    assert faults(passage, passage, "en", told_in="en") == set()


def test_a_headline_is_checked_where_asked():
    source = BriefSource(1, 1, "https://a.example/1", "Ledger", "en", AT, EN)
    points = (BriefPoint("Pellucid Systems sued Ondine Labs in Boston.", (1,)),)
    brief = Brief(1, "en", "Ondine Labs sues Pellucid Systems", points, (source,), "model:test", 1, (1,))
    assert check_brief(brief) == []
    failure, *_ = check_brief(brief, check_headline=True)
    assert (failure.place, failure.fault) == (None, Fault.DIRECTION)


def test_a_reason_is_one_short_sentence_for_every_fault():
    from bot.briefs.grounding import Failure

    for fault in Fault:
        reason = Failure(0, fault, "x\ny " * 100).reason
        assert reason.endswith(".")
        assert "\n" not in reason
        assert len(reason) < 250


@given(st.integers(min_value=2, max_value=9999), st.sampled_from(["万", "億", "兆"]))
@settings(max_examples=60, deadline=None)
def test_one_amount_in_both_scales_agrees_and_a_tenfold_does_not(count, scale):
    value = count * {"万": 10**4, "億": 10**8, "兆": 10**12}[scale]
    passage = f"同社の売上高は{count}{scale}円だった。"
    assert faults(f"Sales came to {value:,} yen.", passage, "ja", told_in="en") == set()
    assert Fault.NUMBER in faults(f"Sales came to {value * 10:,} yen.", passage, "ja", told_in="en")


@given(st.text(max_size=200))
@settings(max_examples=80, deadline=None)
def test_any_text_is_judged_without_an_error(text):
    faults(text, text or "x", "en", told_in="ja")
    faults(text, EN, "en", told_in="en")
