"""The measures themselves, and that the shipped rules reach what is promised on articles that they were not tuned on."""

import pytest

from bot.evaluation.clustering import PARTS, bcubed, load_labelled, measure, pair_score
from bot.knowledge.companies import CompanyIndex
from bot.knowledge.seed import SHIPPED, load_data_set
from bot.text.embedding import open_embedder


def test_bcubed_by_hand():
    expected = {1: "a", 2: "a", 3: "b"}
    assert bcubed(expected, {1: 1, 2: 1, 3: 3}).f1 == 1
    one = bcubed(expected, {1: 1, 2: 1, 3: 1})
    assert one.precision == pytest.approx((2 / 3 + 2 / 3 + 1 / 3) / 3)
    assert one.recall == 1
    apart = bcubed(expected, {1: 1, 2: 2, 3: 3})
    assert apart.precision == 1
    assert apart.recall == pytest.approx(2 / 3)


def test_pairs_by_hand():
    expected, found = {1: "a", 2: "a", 3: "b"}, {1: 1, 2: 1, 3: 1}
    score = pair_score(expected, found, [(1, 2), (1, 3)])
    assert (score.precision, score.recall) == (0.5, 1)
    assert score.f1 == pytest.approx(2 / 3)


def test_the_set_is_as_large_as_it_says_and_its_parts_share_no_event():
    dev, test = load_labelled("dev"), load_labelled("test")
    assert len(dev) + len(test) >= 60
    assert not {one.event for one in dev} & {one.event for one in test}
    assert {one.article.lang for one in dev} == {one.article.lang for one in test} == {"ja", "en"}


@pytest.fixture(scope="module")
def index():
    return CompanyIndex(load_data_set(SHIPPED).companies)


@pytest.mark.parametrize("part", PARTS)
def test_the_promise_is_kept(part, index):
    report = measure(part, open_embedder(), index.rank_companies)
    assert report.bcubed.f1 >= 0.92
    assert report.cross_language_pairs.f1 >= 0.9


@pytest.mark.parametrize("part", PARTS)
def test_companies_that_nobody_knows_are_told_apart_too(part):
    report = measure(part, open_embedder(), lambda _: ())
    assert report.bcubed.f1 >= 0.92
    assert report.cross_language_pairs.f1 >= 0.9
