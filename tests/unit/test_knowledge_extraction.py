"""What the local extractor holds on every text: verbatim quotes, figures on the sets, traps that are no statements."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.article import Article, Extent
from bot.evaluation.extraction import PARTS, made_up_and_real, measure_extraction, triple_of
from bot.knowledge.extraction.local import extract_candidates

NOW = datetime(2026, 6, 1, tzinfo=UTC)


def article(text: str, lang: str = "en") -> Article:
    return Article(1, "https://a.example/1", "https://a.example/1", "A", lang, "Title", text, NOW, NOW, Extent.FULL)


@pytest.mark.parametrize("part", PARTS)
def test_the_sets_reach_the_aim(part: str) -> None:
    scores = measure_extraction(part)
    assert scores.f1 >= 0.75
    assert scores.verbatim


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        # A claim that is denied means its opposite.
        (
            "en",
            "Tessera Labs dismissed reports that it would close Mosaic 3.",
            "tessera/official_statement/open_weights",
        ),
        ("ja", "テッセラ・ラボは、重みを公開するとの報道を否定した。", "tessera/official_statement/closed"),
        # Data that is kept does not close a model.
        (
            "en",
            'Tessera Labs answered in a post: "We publish weights. We never promised to publish data."',
            "tessera/official_statement/open_weights",
        ),
        # The quote bears out what the sentence before it told.
        (
            "en",
            "Tessera Labs will publish the weights of Mosaic 4 in May. "
            '"They belong with everybody," chief executive Ingrid Halvorsen said.',
            "tessera/executive_quote/open_weights",
        ),
        # Who stands behind a report may be told a sentence later.
        (
            "ja",
            "コーヴェインは小型モデルの重みを公開する方向だ。会議に出た複数の関係者が明らかにした。",
            "corvane/anonymous_report/open_weights",
        ),
        # An expert who is only asked or listens is nobody's voice.
        (
            "en",
            'Speaking to analysts, Corvane\'s chief executive Desmond Achterberg said: "Our weights will stay closed."',
            "corvane/executive_quote/closed",
        ),
        # What was so before the news gives way to the news.
        (
            "en",
            "Tessera Labs has long argued that weights are too dangerous to publish. "
            "On Monday the company said it would release the weights of Mosaic 2.",
            "tessera/official_statement/open_weights",
        ),
        # Pictures of shutting out are an attack on others, and no stance of the speaker's.
        (
            "ja",
            "リュメン研究所のカミーユ・フルニエ所長は、コーヴェインについて「門を閉めて鍵を捨てた」と批判した。",
            "lumen/executive_quote/undeclared",
        ),
    ],
)
def test_who_said_what(lang: str, text: str, expected: str) -> None:
    found = {"/".join(triple_of(one)) for one in extract_candidates(article(text, lang), made_up_and_real())}
    assert expected in found


@pytest.mark.parametrize(
    "text",
    [
        "Orbisant will publish the weights of its model, its chief executive Rui Tavares said.",
        "Corvane's models were downloaded four million times, the company said.",
        "Corvane hired a head of open-source programmes.",
    ],
)
def test_what_is_no_statement_of_a_known_company(text: str) -> None:
    assert extract_candidates(article(text), made_up_and_real()) == []


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
