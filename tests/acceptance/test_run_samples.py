"""`run --once` on a fresh machine: the bundled sources over HTTP, the day's edition in both languages, cited answers."""

import re

import pytest

from tests.acceptance.conftest import Outcome, Program


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> tuple[Outcome, Outcome]:
    program = Program(tmp_path_factory.mktemp("samples"))
    return program("run", "--once", "--json"), program("run", "--once")


def test_it_ends_well_and_says_whose_clock_it_is(shown: tuple[Outcome, Outcome]) -> None:
    for outcome in shown:
        assert outcome.code == 0, outcome.err
        assert "Traceback" not in outcome.err
    assert "2025-07-16" in shown[1].out
    assert "not at today" in shown[1].out


def test_both_editions_tell_the_same_stories(shown: tuple[Outcome, Outcome]) -> None:
    editions = shown[0].document["editions"]
    told = {lang: [brief["story_id"] for brief in briefs] for lang, briefs in editions.items()}
    assert told["ja"] == told["en"]
    assert 3 <= len(told["en"]) <= 5
    for lang, limit in (("en", 900), ("ja", 450)):
        for brief in editions[lang]:
            words = brief["headline"] + "".join(point["text"] for point in brief["points"])
            assert len(words) <= limit
            assert 1 <= len(brief["points"]) <= 4
            assert all(point["citations"] for point in brief["points"])


def test_a_story_with_reports_in_both_languages_separates_reported_from_official(
    shown: tuple[Outcome, Outcome],
) -> None:
    editions = shown[0].document["editions"]
    [english] = [brief for brief in editions["en"] if "Behemoth" in str(brief)]
    [japanese] = [brief for brief in editions["ja"] if brief["story_id"] == english["story_id"]]
    for brief in (english, japanese):
        assert {"reported", "official"} <= {point["kind"] for point in brief["points"]}
    assert {source["url"] for source in english["sources"]} & {source["url"] for source in japanese["sources"]}


def test_every_point_stands_in_a_passage_that_it_cites(shown: tuple[Outcome, Outcome]) -> None:
    for briefs in shown[0].document["editions"].values():
        for brief in briefs:
            passages = {source["n"]: source["passage"] for source in brief["sources"]}
            for point in brief["points"]:
                cited = " ".join(passages[n] for n in point["citations"])
                for number in re.findall(r"\d[\d,.]*\d|\d", point["text"]):
                    assert number in cited, point["text"]


def test_three_cited_answers_and_one_abstention(shown: tuple[Outcome, Outcome]) -> None:
    answers = shown[0].document["answers"]
    assert [answer["kind"] for answer in answers] == ["answer", "answer", "answer", "abstention"]
    assert all(answer["citations"] for answer in answers[:3])
    for answer in answers:
        assert all(citation["said_on"][:10] <= "2025-07-16" for citation in answer["citations"])
