"""What the local extractor holds on every text: verbatim quotes, figures on the sets, traps that are no statements."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.article import Article, Extent
from bot.evaluation.extraction import made_up_and_real, measure_extraction
from bot.knowledge.extraction.local import extract_candidates

NOW = datetime(2026, 6, 1, tzinfo=UTC)


def article(text: str, lang: str = "en") -> Article:
    return Article(1, "https://a.example/1", "https://a.example/1", "A", lang, "Title", text, NOW, NOW, Extent.FULL)


@pytest.mark.parametrize("part", ["dev", "test"])
def test_the_sets_reach_the_aim(part: str) -> None:
    scores = measure_extraction(part)
    assert scores.f1 >= 0.75
    assert scores.verbatim


_PIECES = [
    "Tessera Labs",
    " said ",
    '"',
    "“",
    "」",
    "「",
    "we will open the weights",
    "公開する",
    "と述べた",
    "。",
    ". ",
    "Jane Doe",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=30).map("".join), st.sampled_from(["en", "ja"]))
def test_quotes_and_passages_are_parts_of_the_article(text: str, lang: str) -> None:
    for found in extract_candidates(article(text, lang), made_up_and_real()):
        assert text[found.start : found.end] == found.passage
        assert found.quote is None or found.quote in found.passage


def test_a_question_is_no_statement() -> None:
    assert (
        extract_candidates(article("Will Tessera Labs release its weights, Jane Doe asked?"), made_up_and_real()) == []
    )
