"""Who stands behind a sentence: reported, official, an executive's, opinion, deed; and never two of them at once."""

import pytest

from bot.briefs.organisations import organisations_in
from bot.briefs.point_kinds import executives_in, voice_of
from bot.domain.brief import PointKind

VOICES = [
    ("en", PointKind.REPORTED, "Tarn AI is weighing a sale, two people familiar with the matter said."),
    ("en", PointKind.REPORTED, "The Daily Crane, citing unnamed people, said leaders of the lab had discussed a sale."),
    ("en", PointKind.REPORTED, "Tarn AI will reportedly close its laboratory in Oslo by the end of the year."),
    ("en", PointKind.REPORTED, "According to sources close to the board, the round values Tarn AI at $2 billion."),
    ("en", PointKind.OFFICIAL, "A Tarn AI spokesperson said after the report that nothing had changed."),
    ("en", PointKind.OFFICIAL, "Tarn AI announced a partnership with three hospitals on Monday."),
    ("en", PointKind.OFFICIAL, "Tarn AI, the maker of Fjord, said it would keep training both kinds of models."),
    ("en", PointKind.OFFICIAL, "Tarn AI reported quarterly profit that more than doubled on Wednesday."),
    ("en", PointKind.OFFICIAL, "Tarn AI again denied that its servers had been entered."),
    ("en", PointKind.OFFICIAL, "Words are not a free good, Trade Minister Liv Aune said."),
    ("en", PointKind.FACT, "The system is faster, researchers at Oslo University reported in the journal Outlook."),
    ("en", PointKind.EXECUTIVE, "Chief executive Signe Halvorsen said the model would stay private."),
    ("en", PointKind.EXECUTIVE, 'Halvorsen wrote on July 11 that "weights cannot be recalled".'),
    ("en", PointKind.RELEASE, "Tarn AI published the weights of Fjord 3 under Apache 2.0 on July 11."),
    ("en", PointKind.RELEASE, "Fjord 3 was released on July 11 under a modified MIT licence."),
    ("en", PointKind.OPINION, "Analysts said the sale would make little sense for Tarn AI."),
    ("en", PointKind.FACT, "Tarn AI shares closed 4% higher in Oslo."),
    ("ja", PointKind.REPORTED, "ターンAIが部門の売却を検討していることが、関係者への取材で分かった。"),
    ("ja", PointKind.REPORTED, "米紙デイリー・クレーンは14日、ターンAIが売却を検討していると報じた。"),
    ("ja", PointKind.OFFICIAL, "報道を受け、ターンAIの広報担当者は立場に変更はないと説明した。"),
    ("ja", PointKind.OFFICIAL, "ターンAIは15日、三つの病院との提携を発表した。"),
    ("ja", PointKind.OFFICIAL, "経済産業相は「支援を続ける」と述べた。"),
    ("ja", PointKind.EXECUTIVE, "シグネ・ハルヴォルセンCEOは、最上位モデルは公開しないと述べた。"),
    ("ja", PointKind.EXECUTIVE, "ハルヴォルセン氏は11日、重みは取り戻せないと投稿した。"),
    ("ja", PointKind.RELEASE, "ターンAIは11日、Fjord 3の重みをApache 2.0で公開した。"),
    ("ja", PointKind.OPINION, "専門家の間では、売却は合理性に乏しいとの見方が多い。"),
    ("ja", PointKind.FACT, "ターンAIの株価は4％高で引けた。"),
]


@pytest.mark.parametrize(("lang", "kind", "sentence"), VOICES)
def test_the_wording_tells_the_voice(lang, kind, sentence):
    voice = voice_of(
        sentence, lang, companies=["Tarn AI", "ターンAI"], executives=["Halvorsen", "ハルヴォルセン", "Signe Halvorsen"]
    )
    assert (voice.kind, voice.is_blended) == (kind, False)


@pytest.mark.parametrize(("lang", "sentence"), [
    ("en", "Tarn AI said on Tuesday nothing had changed, a day after a newspaper reported that it would sell the unit."),
    ("en", "A spokesperson declined to comment on the plan, which two people familiar with the matter described."),
    ("ja", "関係者によると売却額は32億ドルで、広報担当者はコメントを控えた。"),
])  # fmt: skip
def test_a_report_and_an_official_word_in_one_sentence_are_blended(lang, sentence):
    assert voice_of(sentence, lang, companies=["Tarn AI"]).is_blended


@pytest.mark.parametrize(("lang", "sentence"), [
    ("en", "Tarn AI plans to publish the weights of Fjord 3 in October."),
    ("en", "The weights of Fjord 3 will be published in October."),
    ("ja", "ターンAIはFjord 3の重みを10月に公開する予定だ。"),
])  # fmt: skip
def test_a_plan_is_no_release(lang, sentence):
    assert voice_of(sentence, lang).kind is not PointKind.RELEASE


def test_a_column_is_opinion_unless_somebody_else_speaks():
    title = "Opinion: Open until it hurts"
    assert voice_of("The Fjord affair shows that promises are cheap.", "en", title=title).kind is PointKind.OPINION
    quoted = "Chief executive Signe Halvorsen said the model would stay private."
    assert voice_of(quoted, "en", title=title).kind is PointKind.EXECUTIVE
    assert voice_of("約束は安いものだ。", "ja", title="【社説】公開の約束").kind is PointKind.OPINION


def test_executives_are_found_by_their_posts_and_companies_are_none():
    text = "Tarn AI chief executive Signe Halvorsen spoke. Mats Lund, the company's chief scientist, did not."
    assert executives_in(text, "en", ["Tarn AI"]) >= {"Signe Halvorsen", "Halvorsen", "Mats Lund", "Lund"}
    assert "Tarn AI" not in executives_in(text, "en", ["Tarn AI"])
    assert executives_in("創業者の楠木涼氏とハルヴォルセンCEOが登壇した。", "ja") >= {"楠木涼", "ハルヴォルセン"}


def test_organisations_are_found_by_how_the_text_uses_them():
    assert "Veltrix" in organisations_in("Veltrix shares fell 6% on Wednesday.", "en")
    assert "ベルトリックス" in organisations_in("ベルトリックスの広報担当者は否定した。", "ja")
    assert "燈火AI" in organisations_in("燈火AIの久遠涼社長は上場の時期を示した。", "ja")
    assert "University of Malmberg" in organisations_in("A team at the University of Malmberg found it.", "en")
    assert organisations_in("The weather was fine and everybody was happy.", "en") == frozenset()
