"""What holds of every brief of every labelled story: its length, its number of points, its citations and its register."""

import re

import pytest

from bot.briefs.extractive import LIMITS, MOST_POINTS, brief_length
from bot.briefs.plain_style import is_polite
from bot.domain.brief import Brief
from bot.domain.language import LANGS, Lang
from bot.evaluation.briefs import BriefScores, StorySheet, briefs_of, judge, load_sheets, shipped_parts
from bot.knowledge.companies import CompanyIndex
from bot.knowledge.seed import SHIPPED, load_data_set
from bot.text.embedding import open_embedder

AT_LEAST = {"dev": 0.9, "news-dev": 0.8, "news-test": 0.8, "fresh-dev": 0.9, "fresh-test": 0.75}
"""Share of the facts asked for that the briefs have to tell."""


@pytest.fixture(scope="module")
def written() -> dict[str, list[tuple[StorySheet, dict[Lang, Brief]]]]:
    index, embedder = CompanyIndex(load_data_set(SHIPPED).companies), open_embedder()
    return {
        part: [(sheet, briefs_of(sheet, index, embedder)) for sheet in load_sheets(part)] for part in shipped_parts()
    }


@pytest.mark.parametrize("part", shipped_parts())
def test_every_brief_keeps_its_shape(part, written):
    for sheet, briefs in written[part]:
        for lang in LANGS:
            brief = briefs[lang]
            told = [point for point in brief.points if not point.kind.is_notice]
            assert brief_length(brief) <= LIMITS[lang], sheet.id
            assert 1 <= len(told) <= MOST_POINTS, sheet.id
            numbers = [source.n for source in brief.sources]
            assert numbers == list(range(1, len(numbers) + 1)), sheet.id
            cited = {n for point in brief.points for n in point.citations}
            assert cited == set(numbers), sheet.id
            assert all(point.citations for point in brief.points), sheet.id
            assert all(source.outlet and source.published_at and source.lang for source in brief.sources), sheet.id
            assert brief.headline, sheet.id
            assert "\n" not in brief.headline + "".join(point.text for point in brief.points), sheet.id


@pytest.mark.parametrize("part", shipped_parts())
def test_a_japanese_brief_is_in_the_plain_style(part, written):
    for sheet, briefs in written[part]:
        own = [point.text for point in briefs["ja"].points if point.lang is None]
        assert not [text for text in own if is_polite(text)], sheet.id


@pytest.mark.parametrize("part", shipped_parts())
def test_a_story_told_in_both_languages_shows_at_most_one_foreign_sentence(part, written):
    for sheet, briefs in written[part]:
        for lang in LANGS:
            if any(article.lang == lang for article in sheet.articles):
                own = any(point.lang is None and not point.kind.is_notice for point in briefs[lang].points)
                foreign = [point for point in briefs[lang].points if point.lang is not None]
                assert len(foreign) <= 1 or not own, sheet.id


@pytest.mark.parametrize("part", shipped_parts())
def test_the_facts_asked_for_are_told_and_no_forbidden_words(part, written):
    numbers = BriefScores(part, tuple(judge(sheet, briefs) for sheet, briefs in written[part])).numbers()
    assert float(str(numbers["coverage"])) >= AT_LEAST[part]
    faults = ("repeated", "too_long", "leaning", "misvoiced", "forbidden", "polite", "empty")
    assert {name: numbers[name] for name in faults} == dict.fromkeys(faults, 0)


def test_a_headline_is_no_live_blog_and_no_diary(written):
    for part in shipped_parts():
        for sheet, briefs in written[part]:
            assert not re.search(r"^(?:live|watch)\b|\bI\b", briefs["en"].headline, re.IGNORECASE), sheet.id
