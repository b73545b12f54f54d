"""Where an article ends and the page's lists begin."""

import pytest

from bot.ingest.endmatter import without_endmatter

ARTICLE = "\n".join(
    f"The laboratory said in part {n} of its notice that the weights of the new model may be used by anyone."
    for n in range(1, 8)
)
KIJI = "\n".join(
    f"研究所は発表の第{n}部で、新しいモデルの重みを誰でも使えるようにすると説明した。" for n in range(1, 10)
)


@pytest.mark.parametrize(
    "heading",
    [
        "Related articles", "You might also like", "More from Technology", "RECOMMENDED FOR YOU", "Most popular",
        "Other Opinion Columns", "Share on Facebook", "Sign up for our daily newsletter", "Comments (12)", "12 comments",
        "Read next", "Editor's picks",
    ],
)  # fmt: skip
def test_a_list_under_an_english_article_is_cut_off(heading):
    assert without_endmatter(f"{ARTICLE}\n{heading}\nStorm nears the coast\nTrains run again") == ARTICLE


@pytest.mark.parametrize(
    "heading",
    [
        "関連記事", "【関連ニュース】", "■あわせて読みたい", "おすすめ記事", "アクセスランキング", "この記事をシェアする",
        "人気記事ランキング", "コメント（3件）", "最新ニュース一覧", "▼もっと見る",
    ],
)  # fmt: skip
def test_a_list_under_a_japanese_article_is_cut_off(heading):
    assert without_endmatter(f"{KIJI}\n{heading}\n台風が接近\n電車の運転を再開") == KIJI


@pytest.mark.parametrize(
    ("article", "heading"), [(ARTICLE, "Related work"), (ARTICLE, "Most popular"), (KIJI, "関連企業"), (KIJI, "広告")]
)
def test_a_heading_with_prose_after_it_is_the_articles_own(article, heading):
    text = f"{article}\n{heading}\n{article}\n{article}"
    assert without_endmatter(text) == text


def test_a_heading_that_comes_before_the_article_ends_nothing():
    text = f"Related articles\nTrending\n{ARTICLE}"
    assert without_endmatter(text) == text


def test_what_others_wrote_is_no_part_of_it_however_long():
    assert without_endmatter(f"{ARTICLE}\nLeave a comment\n{ARTICLE}") == ARTICLE


@pytest.mark.parametrize(
    "line", ["(READ MORE: Storm nears the coast)", "Related: Trains run again", "関連：台風が接近"]
)
def test_a_pointer_between_two_paragraphs_goes_alone(line):
    first, second = ARTICLE.split("\n")[:2]
    assert without_endmatter(f"{first}\n{line}\n{second}") == f"{first}\n{second}"


@pytest.mark.parametrize(
    "line", ["More: what the laboratory did not say is which data it used.", "参考：重みは無償だ。"]
)
def test_a_sentence_that_begins_like_a_pointer_stays(line):
    first, second = ARTICLE.split("\n")[:2]
    assert without_endmatter(f"{first}\n{line}\n{second}") == f"{first}\n{line}\n{second}"


def test_an_article_that_is_nothing_but_pointers_is_left_alone():
    assert without_endmatter("Related: one") == "Related: one"
