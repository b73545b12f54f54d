"""Numbers the statements that an answer shows, in the order in which it shows them."""

from collections.abc import Iterable

from bot.domain.answer import Citation
from bot.domain.language import Lang
from bot.domain.statement import Statement
from bot.knowledge.companies import CompanyIndex


class Numbering:
    """Gives each statement one number, the same wherever it is cited."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._statements: list[Statement] = []

    def mark(self, statements: Iterable[Statement]) -> tuple[int, ...]:
        """Their numbers, each once; new ones are counted on."""
        numbers = []
        for statement in statements:
            if statement.statement_id not in self._numbers:
                self._statements.append(statement)
                self._numbers[statement.statement_id] = len(self._statements)
            numbers.append(self._numbers[statement.statement_id])
        return tuple(dict.fromkeys(numbers))

    def citations(self, index: CompanyIndex, lang: Lang) -> tuple[Citation, ...]:
        """All of them, in order of number."""
        return tuple(_citation(n, statement, index, lang) for n, statement in enumerate(self._statements, 1))


def _citation(n: int, statement: Statement, index: CompanyIndex, lang: Lang) -> Citation:
    company = index.get(statement.company)
    return Citation(
        n=n,
        statement_id=statement.statement_id,
        url=statement.url,
        said_on=statement.said_on.text,
        speaker=statement.speaker.name_in(lang) if statement.speaker else company.names[lang],
        provenance=statement.provenance.value,
        quote=statement.quote,
        quote_lang=statement.quote_lang,
        publisher=statement.publisher,
        title=statement.article_title,
        company=statement.company,
    )
