"""What editors of a data set use: the difference of two versions, and tables that spreadsheets open safely."""

import csv
import io
from dataclasses import replace

from bot.domain.statement import Stance
from bot.knowledge.data_set_diff import differences
from bot.knowledge.flat_export import statements_csv
from bot.knowledge.seed import SHIPPED, load_data_set

DATA = load_data_set(SHIPPED)


def test_a_data_set_does_not_differ_from_itself() -> None:
    assert differences(DATA, DATA) == []


def test_additions_removals_and_changes_are_told_by_public_id() -> None:
    first, second, *others = DATA.statements
    other_stance = Stance.CLOSED if second.stance is not Stance.CLOSED else Stance.MIXED
    old = replace(DATA, statements=(second, *others))
    new = replace(DATA, statements=(first, replace(second, stance=other_stance), *others[1:]))
    found = {(one.change, one.name, one.changed_fields) for one in differences(old, new)}
    assert found == {
        ("added", first.statement_id, ()),
        ("changed", second.statement_id, ("stance",)),
        ("removed", others[0].statement_id, ()),
    }


def test_a_table_holds_every_statement_and_no_formula() -> None:
    hostile = replace(DATA.statements[0], article_title='=HYPERLINK("x")', note="line, with comma")
    rows = list(csv.DictReader(io.StringIO(statements_csv([hostile, *DATA.statements[1:]]))))
    assert [row["statement_id"] for row in rows] == [one.statement_id for one in DATA.statements]
    assert rows[0]["title"] == '\'=HYPERLINK("x")'
    assert rows[0]["note"] == "line, with comma"
