"""The gist of a story told in one language: reads as a sentence, gives each act to its own subject, and says no more."""

import re
from pathlib import Path

import pytest
import yaml

from bot.briefs.composer import people_of, read_story
from bot.briefs.extractive import LIMITS, brief_length
from bot.briefs.grounding import check_brief
from bot.domain.article import Article, Extent
from bot.domain.brief import Brief
from bot.knowledge.companies import CompanyIndex
from bot.knowledge.seed import SHIPPED, load_data_set

ROWS = yaml.safe_load((Path(__file__).parents[2] / "fixtures" / "one_language.yaml").read_text(encoding="utf-8"))
LEAST_TOLD = {"dev": 0.9, "test": 0.75}


@pytest.fixture(scope="module")
def record():
    return load_data_set(SHIPPED)


@pytest.fixture
def written(record, article, story):
    index = CompanyIndex(record.companies)

    def write(row: dict) -> Brief:
        told = Article(
            1, "https://n.example/1", "https://n.example/1", "Outlet 1", row["lang"], row["title"], row["text"],
            row["at"], row["at"], Extent.FULL,
        )  # fmt: skip
        briefs = read_story(story([told]), [told], index, frozenset(), None, people=people_of(record.statements)).local
        return briefs["ja" if row["lang"] == "en" else "en"]

    return write


@pytest.mark.parametrize("half", ["dev", "test"])
def test_a_gist_tells_what_the_facts_bear_and_never_the_wrong_deed(half, written):
    asked, missed = 0, 0
    for row in (row for row in ROWS if row["half"] == half):
        brief = written(row)
        gist = brief.points[0]
        shown = f"{brief.headline}\n{gist.text}"
        assert gist.lang is None, row["id"]
        assert not [bad for bad in row["never"] if re.search(bad, shown)], row["id"]
        assert brief_length(brief) <= LIMITS[brief.lang]
        assert check_brief(brief, {1: f"{row['title']}\n{row['text']}"}) == []
        assert all(point.lang == row["lang"] for point in brief.points[1:])
        asked += len(row["tells"])
        missed += sum(not re.search(wanted, shown) for wanted in row["tells"])
    assert 1 - missed / asked >= LEAST_TOLD[half]


def test_a_person_on_record_is_named_in_the_readers_script(written):
    row = next(row for row in ROWS if row["id"] == "en-funding")
    assert "ダリオ・アモデイ氏" in written(row).points[0].text


@pytest.mark.parametrize(
    ("lang", "sentence", "never"),
    [
        ("en", "Tarn AI has not released the weights of Fjord 3, its researchers wrote.", "公開した"),
        ("en", "Tarn AI's rival Osprey released the weights of Kite 2 under Apache 2.0.", "ターンAIが"),
        ("en", "Tarn AI and Osprey Labs sued Harrow Press over the use of model code.", "ターンAIが"),
        ("en", "Tarn AI published a paper on models with open weights and their risks.", "公開した"),
        ("ja", "ターンAIは、オスプレイ社がKite 2の重みを公開したと述べた。", "Tarn AI has released"),
        ("ja", "ターンAIはモデルの安全性に関する論文を公開した。", "has released"),
        ("ja", "ターンAIはFjord 3の重みを公開していない。", "has released"),
    ],
)
def test_an_act_is_given_to_nobody_but_its_subject(lang, sentence, never, article, story, index):
    articles = [article(1, lang, "Tarn AI news" if lang == "en" else "ターンAIの話題", sentence)]
    brief = read_story(story(articles), articles, index, frozenset(), None).local["ja" if lang == "en" else "en"]
    assert not re.search(never, f"{brief.headline}\n{brief.points[0].text}")


def test_what_is_planned_is_not_told_as_done(article, story, index):
    articles = [article(1, "en", "Tarn AI plans", "Tarn AI plans to release the weights of Fjord 4 under Apache 2.0.")]
    gist = read_story(story(articles), articles, index, frozenset(), None).local["ja"]
    assert "公開へ" in gist.headline
    assert "公開した" not in gist.points[0].text
