"""What speaks for a story in an edition, and whether it is about AI at all."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.article import Article, Extent
from bot.domain.story import Story
from bot.stories.ranking import Novelty, count_independent, merits_of
from bot.stories.topic import about_ai, is_about_ai

NOW = datetime(2026, 4, 20, 12, tzinfo=UTC)


def article(article_id, *, outlet="Gazette", lang="en", hours=2.0, title="AI lab says a thing", text=None):
    url = f"https://outlet.example/{article_id}"
    at = NOW - timedelta(hours=hours)
    body = text if text is not None else f"The AI lab said {article_id} things."
    return Article(article_id, url, url, outlet, lang, title, body, at, at, Extent.FULL)


def story(story_id, *article_ids, companies=()):
    return Story(story_id, {"en": "x"}, article_ids, companies, NOW, NOW, len(article_ids))


def merits(*members, companies=(), **given):
    return merits_of(story(1, *(one.article_id for one in members), companies=companies), members, NOW, **given)


def test_copies_and_one_outlets_repeats_are_one_voice():
    text = "A long report on how the lab trained its model, whom it paid, what it cost and why it was late again."
    copies = [article(1, outlet="A", text=text), article(2, outlet="B", text=text + " (Wire)")]
    assert count_independent(copies) == 1
    assert (
        count_independent([article(1, outlet="A"), article(2, outlet="A", text="Other words of the same paper.")]) == 1
    )
    assert count_independent([article(1, outlet="A"), article(2, outlet="B", text="Other words.")]) == 2
    assert count_independent([]) == 0


def test_each_merit_raises_by_itself():
    plain = merits(article(1, hours=10))
    official = merits(article(1, hours=10, text="The AI lab confirmed it in a statement."))
    assert official.is_official
    for better in (
        official,
        merits(article(1, hours=1)),
        merits(article(1, hours=10), article(2, outlet="Post", hours=10, text="Other words.")),
        merits(article(1, hours=10), article(2, hours=10, lang="ja")),
        merits(article(1, hours=10), companies=("acme",)),
    ):
        assert better.score > plain.score
    assert merits(article(1), keywords=("x",)).score > merits(article(1)).score
    scores = [merits(article(1), novelty=novelty).score for novelty in Novelty]
    assert scores == sorted(scores, reverse=True)


def test_an_update_is_weighed_by_what_is_new():
    many = [article(n, outlet=f"Outlet {n}", hours=60, text=f"Words of outlet {n}.") for n in range(5)]
    update = article(9, outlet="Wire", hours=1, text="Words of the wire.")
    assert merits(*many, update, news=[update]).outlets == 1
    assert merits(*many, update, news=[update]).hours == 1


ABOUT_AI = [
    ("Start-up raises $20m for radiology", "Its software uses AI to read scans, trained on public datasets.", ()),
    ("政府、生成ＡＩの指針を改定", "新たな指針は来月適用される。", ()),
    ("Chip giant posts record quarter", "Sales of accelerators for data centres rose.", ("acme",)),
    ("新モデルの重みを公開", "研究者は推論用コードも入手できる。", ("acme",)),
    ("Lab opens weights of speech system", "The open-weight release covers five languages.", ()),
    ("作家、学習利用をめぐり提訴", "言語モデルの学習に無断で使われたと主張している。", ()),
    ("Why GPUs are scarce", "Training and inference both need chips, and robots will need more.", ()),
    ("xAI rents more power", "The company signed a lease in Memphis.", ("xai",)),
    ("対話型サービスの利用者が倍増", "若者の利用が目立つ。", ()),
    ("Graphics firm's revenue rises 38%", "Demand from data centres held up.", ("acme",)),
    ("最大モデルの料金を半額に", "推論の費用が下がったためとしている。", ("acme",)),
    ("Voters fooled by deepfake call", "The voice was synthetic.", ()),
]
NOT_ABOUT_AI = [
    ("Rain delays the cup final", "The match will be played on Tuesday, weather permitting.", ()),
    ("列島で猛暑日、熱中症に注意", "気象庁は外出を控えるよう呼びかけた。AIを使った予報も参考にした。", ()),
    ("Fashion models walk in Milan", "Agents said the season was strong.", ()),
    ("Phone maker opens shop in Kyoto", "The shop sells phones and watches.", ("acme",)),
    ("通信大手、料金プランを改定", "家族割引を拡充する。", ("acme",)),
    ("Chip shop fined over fat", "The owner will pay 400 pounds.", ()),
    ("高校野球、決勝は14日", "延長の末に勝ち上がった。", ()),
    ("Phone maker shows new model", "The handset has a brighter screen and costs 900 dollars.", ("acme",)),
    ("ホークスが3連勝", "新人投手が好投した。", ("acme",)),
    ("Museum said it reopens", "Visitors waited in the rain at the main gate.", ()),
    ("THAI airline adds flights", "HAIR salons are busy in DUBAI.", ()),
]


@pytest.mark.parametrize(("title", "text", "companies"), ABOUT_AI)
def test_about_ai(title, text, companies):
    assert is_about_ai(title, text, companies)


@pytest.mark.parametrize(("title", "text", "companies"), NOT_ABOUT_AI)
def test_not_about_ai(title, text, companies):
    assert not is_about_ai(title, text, companies)


def test_a_specialist_outlet_is_believed_about_a_known_company():
    deal = {"title": "Bank signs with Acme", "text": "The contract runs for four years."}
    pieces = {n: article(n, outlet="Model Weekly") for n in (1, 2, 3)}
    specialist = {**pieces, 4: article(4, outlet="Model Weekly", **deal)}
    assert 4 in about_ai(specialist, {4: ("acme",)})
    assert 4 not in about_ai(specialist, {})
    assert 4 not in about_ai({**pieces, 4: article(4, outlet="Daily Bread", **deal)}, {4: ("acme",)})
