"""What sources take back leads the brief, and is told no more."""

import pytest

from bot.briefs.composer import read_story
from bot.briefs.corrections import read_standing
from bot.briefs.grounding import check_brief
from bot.briefs.plain_text import brief_lines
from bot.domain.brief import PointKind
from bot.text.notices import is_marked

FIRST = """\
Kestrel Robotics raised 3.2 billion dollars in a round led by Fenwick Partners, the company said on Monday.
The money will pay for two data centres in Tromso, chief executive Mara Lindqvist said in a statement.
Kestrel said that it will publish the weights of its Talon model in November."""
CORRECTED = """\
Kestrel Robotics raised 2.3 billion dollars in a round led by Fenwick Partners, the company said on Monday.
The money will pay for two data centres in Tromso, chief executive Mara Lindqvist said in a statement.
Kestrel said that it will publish the weights of its Talon model in November.
Correction: An earlier version of this article said that Kestrel had raised 3.2 billion dollars."""
FIRST_JA = """\
ケストレル・ロボティクスは月曜日、フェンウィック・パートナーズの主導で32億ドルを調達したと発表した。
資金はトロムソに建てる2つのデータセンターにあてる。
同社は11月に「タロン」モデルの重みを公開するとしている。"""
CORRECTED_JA = (
    FIRST_JA.replace("32億", "23億")
    + "\n【訂正】記事の初出時、調達額を32億ドルとしていましたが、正しくは23億ドルでした。お詫びして訂正します。"
)


def told(articles, story, index):
    briefs = read_story(story(articles), articles, index, frozenset(), None).local
    texts = {article.article_id: f"{article.title}\n{article.text}" for article in articles}
    for brief in briefs.values():
        assert check_brief(brief, texts) == []
    return briefs


def test_a_correction_leads_both_briefs_and_its_wrong_number_is_gone(article, story, index):
    articles = [
        article(1, "en", "Kestrel raises $3.2 billion", FIRST, outlet="Daily Crane"),
        article(2, "ja", "ケストレル、32億ドルを調達", FIRST_JA, outlet="朝の新聞"),
        article(
            3, "en", "Kestrel raises $2.3 billion", CORRECTED, at="2025-09-03T12:00:00+00:00", outlet="Daily Crane"
        ),
    ]
    briefs = told(articles, story, index)
    for brief in briefs.values():
        assert brief.points[0].kind is PointKind.CORRECTION
        assert "Daily Crane" in brief.points[0].text
        rest = [brief.headline, *(point.text for point in brief.points[1:])]
        assert not [line for line in rest if "3.2" in line or "32億" in line]
        assert any(source.passage.startswith("Correction:") for source in brief.sources)


def test_a_japanese_correction_likewise(article, story, index):
    articles = [
        article(1, "en", "Kestrel raises $3.2 billion", FIRST, outlet="Daily Crane"),
        article(2, "ja", "ケストレル、23億ドルを調達", CORRECTED_JA, at="2025-09-03T12:00:00+00:00", outlet="朝の新聞"),
    ]
    for lang, brief in told(articles, story, index).items():
        lead = {
            "ja": "・【訂正】朝の新聞が記事を訂正した。",
            "en": "・Correction: A source in Japanese has corrected its report.",
        }
        assert brief_lines(brief, lang)[2].startswith(lead[lang])
        assert not [point.text for point in brief.points[1:] if "3.2" in point.text or "32億" in point.text]


def test_nothing_of_a_withdrawn_report_is_told(article, story, index):
    withdrawal = "The Daily Crane has withdrawn its report on Kestrel Robotics because a document was forged."
    articles = [
        article(
            1, "en", "Kestrel to close its Talon model", FIRST.replace("publish", "withhold"), outlet="The Daily Crane"
        ),
        article(
            2,
            "en",
            "Retraction: Kestrel and Talon",
            withdrawal,
            at="2025-09-04T09:00:00+00:00",
            outlet="The Daily Crane",
        ),
        article(3, "ja", "ケストレル、23億ドルを調達", CORRECTED_JA.split("\n【")[0], outlet="朝の新聞"),
    ]
    for brief in told(articles, story, index).values():
        assert brief.points[0].kind is PointKind.RETRACTION
        assert "withhold" not in brief.headline + "".join(point.text for point in brief.points)
        assert 1 not in {source.article_id for source in brief.sources}
        assert len(brief.points) > 1


@pytest.mark.parametrize(
    ("title", "sentence"),
    [
        (
            "Kestrel withdraws bid",
            "Kestrel Robotics withdrew its bid for the harbour site and its report to the regulator.",
        ),
        (
            "Correction in AI shares deepens",
            "The correction: shares fell by a tenth, and Kestrel was corrected the most.",
        ),
        ("Withdrawn bill returns", "The ministry withdrew the report on open weights that it had published in May."),
        (
            "Journal retracts paper",
            "The journal Neural Letters has retracted the article of Kestrel's chief scientist.",
        ),
        ("Patch released", "The Talon model was updated to correct a fault in its tokenizer."),
        ("ケストレルが提案を撤回", "ケストレルは提案を撤回し、報道陣に「それは誤りです」と述べた。"),
        ("決算を訂正", "同社は第2四半期の決算を訂正しました。"),
        ("別の新聞が記事を撤回", "夕刊ヴェルテは、ケストレルについての記事を撤回した。"),
        ("誤報と主張", "同社は一部の報道を誤報だと主張している。"),
    ],
)
def test_news_about_corrections_and_withdrawals_is_news(article, title, sentence):
    lang = "en" if sentence.isascii() or "’" in sentence else "ja"
    standing = read_standing([article(1, lang, title, f"{FIRST if lang == 'en' else FIRST_JA}\n{sentence}")])
    assert (standing.corrections, standing.withdrawn, is_marked(title)) == ((), frozenset(), False)


@pytest.mark.parametrize(
    ("title", "words", "is_retraction"),
    [
        ("Kestrel", "This story has been corrected to give the right date.", False),
        ("Kestrel", "An earlier version of this post misspelled the name of the model.", False),
        ("Kestrel (corrected)", "Kestrel spoke.", False),
        ("Kestrel", "This article has since been retracted.", True),
        ("Kestrel", "We are retracting this article, which does not meet our standards.", True),
        ("ケストレル", "記事の見出しを訂正しました。", False),
        ("【おわびと訂正】ケストレル", "重みの公開日を誤って伝えた。", False),
        ("ケストレル", "本記事は取材の経緯に問題があったため撤回します。", True),
    ],
)
def test_what_a_notice_is(article, title, words, is_retraction):
    lang = "en" if words.isascii() else "ja"
    body = FIRST if lang == "en" else FIRST_JA
    [found] = read_standing([article(1, lang, title, f"{body}\n{words}")]).corrections
    assert (found.words in (words, title), found.is_retraction) == (True, is_retraction)


@pytest.mark.timeout(20)
@pytest.mark.parametrize("piece", ["the report ", "withdrew its ", "we have ", "記事を", "初出時", "本記事"])
def test_no_text_takes_long_to_judge(article, piece):
    read_standing([article(1, "ja" if not piece.isascii() else "en", piece * 50, piece * 5_000)])
