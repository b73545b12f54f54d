"""Polite Japanese is put into the plain style, verb by verb, and quotes stay as they were said."""

import pytest

from bot.briefs.plain_style import is_polite, plain_style


@pytest.mark.parametrize(
    ("polite", "plain"),
    [
        ("点検支援サービスを全国120の工場に提供します。", "点検支援サービスを全国120の工場に提供する。"),
        ("料金を11月1日より改定いたします。", "料金を11月1日より改定する。"),
        ("業務提携契約を締結したことをお知らせいたします。", "業務提携契約を締結したことを明らかにした。"),
        ("計算コストを約6割削減しました。", "計算コストを約6割削減した。"),
        (
            "「800病院」としていましたが、正しくは「80病院」でした。",
            "「800病院」としていたが、正しくは「80病院」だった。",
        ),
        ("省力化が求められています。", "省力化が求められている。"),
        ("利用者は約320万人です。", "利用者は約320万人だ。"),
        ("対象は中小企業ではありません。", "対象は中小企業ではない。"),
        ("年間で3割増えました。", "年間で3割増えた。"),
        ("2027年の黒字化を目指します。", "2027年の黒字化を目指す。"),
        ("個人情報は含みません。", "個人情報は含まない。"),
        ("精度が高いです。", "精度が高い。"),
        ("仕組みを示しました。", "仕組みを示した。"),
        ("来春に始まります。", "来春に始まる。"),
        ("モデルを用います。", "モデルを用いる。"),
        ("契約を結びました。", "契約を結んだ。"),
        ("学習には使っておりません。", "学習には使っていない。"),
        ("生産を行いました。", "生産を行った。"),
        ("無料でご利用いただけます。", "無料で利用できる。"),
        ("影響はありませんでした。", "影響はなかった。"),
        ("導入が進みましたが、課題もあります。", "導入が進んだが、課題もある。"),
    ],
)
def test_polite_forms_become_plain(polite, plain):
    assert is_polite(polite)
    assert plain_style(polite) == plain
    assert not is_polite(plain)


def test_a_quote_stays_as_it_was_said():
    told = "社長は「安心してお使いいただけます」と述べました。"
    assert plain_style(told) == "社長は「安心してお使いいただけます」と述べた。"
    assert not is_polite(plain_style(told))


def test_a_form_that_is_not_sure_stays():
    assert is_polite(plain_style("詳しくは公式サイトを確認してください。"))


def test_a_plain_sentence_stays_as_it_is():
    for sentence in (
        "A社は5日、新モデルを公開した。",
        "ますます競争が激しくなるとみられる。",
        "利用は無料で、登録も要らない。",
    ):
        assert plain_style(sentence) == sentence
