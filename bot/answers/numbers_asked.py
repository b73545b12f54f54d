"""A question for a number is answered only by a statement that holds one."""

import re

from bot.answers.aspects import Aspect
from bot.answers.finding import Finding, Lead
from bot.answers.lexicon import phrase
from bot.answers.question import Question
from bot.domain.answer import AnswerKind

# `Acme 2`, `Apache 2.0`, 2025; 「潮3」「2025年4月」: numbers of names, licences and days.
_NUMBERED_NAME = re.compile(
    r"(?<![A-Za-z])(?!(?:The|About|Over|Some|Than|Of|To|In) )[A-Z][\w.-]*[ -]\d[\w.]*"
    r"|[ァ-ヺー一-鿿]+\d+(?:\.\d+)?(?![%％年月日人社件円カ])"
    r"|\b(?:19|20)\d\d\b|\d+\s?年|\d+\s?月(?:\d+日)?"
)
_NUMBER = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|fifty|ninety|hundred|thousand"
    r"|million|billion|half|third)\b|[一二三四五六七八九十百千]+(?:人|社|件|割|倍)|半[数分年]|分の",
    re.IGNORECASE,
)


def lacks_number(found: Finding, question: Question) -> bool:
    """Whether a number is asked for and what leads the answer has none but those of names, licences and days."""
    if found.kind is not AnswerKind.ANSWER or found.lead in (Lead.LIST, Lead.LIST_ON_TOPIC):
        return False
    if question.aspect is Aspect.COMPARISON or not phrase("quantity").search(question.text):
        return False
    texts = [text for statement in found.cited_in_lead for text in statement.summary.values()]
    return not any(_NUMBER.search(_NUMBERED_NAME.sub(" ", text)) for text in texts)
