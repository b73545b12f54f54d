"""How well companies are recognised, on labelled sentences in both languages: precision and recall per part."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.knowledge.companies import CompanyIndex
from bot.knowledge.seed import SHIPPED, load_data_set

Case = dict[str, Any]

SET: dict[str, list[Case]] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def index():
    return CompanyIndex(load_data_set(SHIPPED).companies)


def expected(case: Case) -> list[tuple[str, str]]:
    return [next(iter(pair.items())) for pair in case["names"]]


def recognised(index: CompanyIndex, case: Case) -> list[tuple[str, str]]:
    mentions = index.find_mentions(case["text"], typed_by_user=case.get("typed", False))
    return [(mention.surface, mention.company_id) for mention in mentions]


def score(index: CompanyIndex, part: str) -> tuple[float, float, list[str]]:
    """Precision, recall and the faults of one part of the set."""
    hits = wanted = got = 0
    faults = []
    for case in SET[part]:
        right, found = Counter(expected(case)), Counter(recognised(index, case))
        hits += (right & found).total()
        wanted += right.total()
        got += found.total()
        if right != found:
            faults.append(f"{case['text']}\n   missed {list(right - found)} wrong {list(found - right)}")
    return hits / got, hits / wanted, faults


@pytest.mark.parametrize(("part", "precision", "recall"), [("dev", 0.97, 0.95), ("test", 0.97, 0.95)])
def test_recognises_companies(index, part, precision, recall):
    measured_precision, measured_recall, faults = score(index, part)
    report = f"precision {measured_precision:.3f}, recall {measured_recall:.3f}\n" + "\n".join(faults)
    assert measured_precision >= precision, report
    assert measured_recall >= recall, report


def test_the_set_is_large_and_bilingual():
    cases = [case for part in SET.values() for case in part]
    japanese = sum(not case["text"].isascii() for case in cases)
    assert len(cases) >= 60
    assert min(japanese, len(cases) - japanese) >= 30
    assert len({case["text"] for case in cases}) == len(cases)
