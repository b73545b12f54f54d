"""Statements as flat rows, for tables and other programs: every field of the data set, one statement a row."""

import csv
import io
from collections.abc import Sequence

from bot.domain.statement import Statement

# A cell that begins with one of these is a formula to spreadsheets.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def statement_row(statement: Statement) -> dict[str, object]:
    """Plain values; `scope` is joined by a blank so that the row fits a table. `statement_id` is the public id."""
    speaker = statement.speaker
    return {
        "statement_id": statement.statement_id,
        "company": statement.company,
        "said_on": str(statement.said_on),
        "speaker": speaker.name if speaker else None,
        "speaker_ja": speaker.name_ja if speaker else None,
        "role": speaker.role if speaker else None,
        "role_ja": speaker.role_ja if speaker else None,
        "provenance": statement.provenance.value,
        "modality": statement.modality.value,
        "scope": " ".join(scope.value for scope in statement.scope),
        "stance": statement.stance.value,
        "quote": statement.quote,
        "quote_lang": statement.quote_lang,
        "summary_en": statement.summary["en"],
        "summary_ja": statement.summary["ja"],
        "publisher": statement.publisher,
        "title": statement.article_title,
        "url": statement.url,
        "verified": statement.verified,
        "note": statement.note,
        "recorded_at": statement.recorded_at.isoformat() if statement.recorded_at else None,
    }


def statements_csv(statements: Sequence[Statement]) -> str:
    """RFC 4180 with a head row. Cells that a spreadsheet would run as a formula get an apostrophe before them."""
    rows = [statement_row(statement) for statement in statements]
    if not rows:
        return ""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
    return out.getvalue()


def _cell(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
