"""Replies written by hand, replayed against the labelled articles: what stands of them, and what the slips come to.

Their writer knew the labels: the figures are an upper bound that shows what the grounding costs, and measure no model.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from bot.domain.statement import Statement
from bot.evaluation.extraction import Triple, load_articles, made_up_and_real, triple_of
from bot.knowledge.drafting import draft
from bot.knowledge.extraction.candidate import Candidate
from bot.knowledge.extraction.local import extract_candidates
from bot.knowledge.extraction.model import read_article, read_reply
from bot.knowledge.extraction.model_grounding import Grounded, ground
from bot.knowledge.model_miner import pair_up

REPLIES: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parents[1] / "fixtures" / "statements" / "by-hand.yaml").read_text(encoding="utf-8")
)
LABELLED = {
    f"{part}/{one.row_id}": one for part in {key.partition("/")[0] for key in REPLIES} for one in load_articles(part)
}
INDEX = made_up_and_real()


def replayed(key: str) -> Grounded:
    reading = read_article(LABELLED[key].article, INDEX, is_told=True)
    if reading is None:
        return Grounded((), ())
    return ground(read_reply(json.dumps({"statements": REPLIES[key]})), reading, INDEX)


def merged(key: str) -> set[Triple]:
    """As the review queue has it in the end: the local statements that the model's did not take the place of, and its."""
    article = LABELLED[key].article

    def drafted(candidates: Iterable[Candidate]) -> list[tuple[Statement, str]]:
        return [(draft(one, article, INDEX.get(one.company)), one.passage) for one in candidates]

    told, held = drafted(replayed(key).candidates), drafted(extract_candidates(article, INDEX))
    taken = [each.statement_id for each in pair_up(told, held) if each is not None]
    left = [one for one, _ in held if one.statement_id not in taken]
    return {(one.company, one.provenance.value, one.stance.value) for one in [*left, *(one for one, _ in told)]}


def f1(found: dict[str, set[Triple]]) -> float:
    right = sum(len(found[key] & LABELLED[key].expected) for key in found)
    told = sum(map(len, found.values()))
    return 2 * right / (told + sum(len(LABELLED[key].expected) for key in found))


def test_the_slips_go_and_the_rest_stays() -> None:
    faults = {key: [fault.reason for fault in replayed(key).faults] for key in REPLIES}
    assert {key: reasons for key, reasons in faults.items() if reasons} == {
        "dev/d-en-10": ["speaker_of_another"],
        "dev/d-en-12": ["quote_not_in_article"],
        "dev/d-ja-06": ["summary"],
        "news-dev/fn-04": ["unnamed_source"],
        "news-dev/fn-12": ["date_cut"],
    }


def test_every_quotation_stands_in_its_article() -> None:
    quoted = [(one.quote, LABELLED[key].article.text) for key in REPLIES for one in replayed(key).candidates]
    assert sum(quote is not None for quote, _ in quoted) >= 9
    assert all(quote in text for quote, text in quoted if quote is not None)


def test_every_day_that_the_labels_tell_is_right() -> None:
    days = {
        (key, triple): (str(one.said_on), LABELLED[key].said_on[triple])
        for key in REPLIES
        for one in replayed(key).candidates
        if (triple := triple_of(one)) in LABELLED[key].said_on
    }
    assert len(days) >= 4
    assert all(told == labelled for told, labelled in days.values())


def test_what_it_comes_to() -> None:
    alone = {key: {triple_of(one) for one in replayed(key).candidates} for key in REPLIES}
    local = {key: {triple_of(one) for one in extract_candidates(LABELLED[key].article, INDEX)} for key in REPLIES}
    together = {key: merged(key) for key in REPLIES}
    print({"articles": len(REPLIES), "local": f1(local), "by hand": f1(alone), "together": f1(together)})
    assert f1(alone) >= 0.9
    assert f1(together) >= 0.9
