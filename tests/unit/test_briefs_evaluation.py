"""The labelled points are well formed, kept apart, and the checker holds its promise on the ones it was tuned on."""

import pytest

from bot.errors import DataSetError
from bot.evaluation.grounding import load_grounding_set, measure_grounding, shipped_grounding_sets, wilson
from bot.knowledge.companies import CompanyIndex
from bot.knowledge.seed import SHIPPED, load_data_set


@pytest.fixture(scope="module")
def sets():
    return {each.name: each for each in shipped_grounding_sets()}


def test_the_sets_are_large_and_share_no_passage(sets):
    cases = {name: sum(len(group.cases) for group in each.groups) for name, each in sets.items()}
    assert cases["dev"] >= 200
    assert cases["test"] >= 300
    assert cases["wide-test"] >= 600
    assert cases["minimal-test"] >= 300
    passages = [{source.passage for group in each.groups for source in group.sources} for each in sets.values()]
    assert sum(map(len, passages)) == len(set().union(*passages))


def test_the_checker_holds_its_promise_on_the_tuning_set(sets):
    find_mentions = CompanyIndex(load_data_set(SHIPPED).companies).find_mentions
    row = measure_grounding(sets["dev"], find_mentions).rows()[0]
    assert float(str(row["recall"])) >= 0.95
    assert float(str(row["precision"])) >= 0.95


def test_an_interval_holds_its_share():
    low, high = wilson(9, 10)
    assert 0 < low < 0.9 < high < 1


def test_an_unknown_label_is_refused(tmp_path):
    path = tmp_path / "grounding-bad.yaml"
    path.write_text(
        "groups:\n  - id: a\n    sources: [{outlet: A, lang: en, day: 2026-01-01, title: T, passage: P}]\n"
        "    cases: [[en, silly, text]]\n",
        encoding="utf-8",
    )
    with pytest.raises(DataSetError, match=r"grounding-bad\.yaml"):
        load_grounding_set(path)
