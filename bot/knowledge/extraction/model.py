"""The model extractor's rules: which articles are worth a request, what the request holds, how the reply is read.

What of the reply stands is for `model_grounding` to say.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.domain.article import Article
from bot.domain.statement import Company
from bot.errors import ModelReplyUnusable
from bot.knowledge.companies import CompanyIndex, Mention
from bot.knowledge.extraction import manner, openness
from bot.knowledge.extraction.local import names_of
from bot.knowledge.extraction.voices import quotes_in, without_quotes
from bot.llm.prompt_library import INSTRUCTIONS, MESSAGE, Prompt
from bot.llm.quoting import as_json, as_lines
from bot.llm.replies import read_object
from bot.ports import TextRequest
from bot.text.sentences import SentenceSpan, sentence_spans

PROMPT = "statements"
MOST_SENTENCES = 120
MOST_CHARACTERS = 12_000
"""Of sentences in one request: about 3,000 tokens of English, 9,000 of Japanese."""
MOST_COMPANIES = 40
MOST_STATEMENTS = 20

_MAX_SENTENCE = 1500
# Words to a machine that reads: evidence of nothing, and nothing that another machine should read.
_TO_A_MACHINE = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b.{0,60}\b(?:instructions?|prompts?|previous|prior|rules?)\b"
    r"|\bsystem prompt\b|\b(?:note|message|instructions?|attention) (?:to|for) (?:all |any |the )?(?:AI|LLM|language)"
    r"|\b(?:language|AI) (?:model|system|assistant)s? (?:that|which|who)? ?(?:read|process|pars|summari[sz])\w*"
    r"|\bas an? (?:AI|language) (?:model|assistant)\b|\byou are (?:now|an AI|a language)\b"
    r"|^(?:please )?(?:record|extract|register|list) (?:that|this|the following)\b"
    r"|\b(?:output|return|reply with|respond with)\b.{0,30}\bjson\b"
    r"|(?:以前|上記|これまで|前|元)の(?:指示|命令|プロンプト)|(?:指示|命令|プロンプト|規則)を(?:無視|忘れ|上書き)|システムプロンプト"
    r"|(?:AI|エーアイ|人工知能|言語モデル|LLM)(?:システム|アシスタント)?(?:へ|への|に宛て|に対する|は必ず)[^。]{0,16}"
    r"(?:指示|命令|注意|お知らせ|記録|出力|回答)|(?:と|として)(?:記録|出力|回答|抽出)(?:せよ|しろ|しなさい|してください|すること)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One article as a model gets it. Sentence `n` is `sentences[n - 1]`."""

    article: Article
    sentences: tuple[SentenceSpan, ...]
    mentions: tuple[tuple[Mention, ...], ...]
    """Of each sentence, positions within it."""
    title_mentions: tuple[Mention, ...]
    companies: tuple[Company, ...]
    """On record, and named in the article."""

    @property
    def numbers(self) -> list[int]:
        """Of the sentences that are sent."""
        room = MOST_CHARACTERS
        numbers = []
        for n, span in enumerate(self.sentences, start=1):
            room -= len(span.text)
            if room < 0:
                break
            if not speaks_to_machines(span.text):
                numbers.append(n)
        return numbers


def read_article(article: Article, index: CompanyIndex, *, is_told: bool = False) -> Reading | None:
    """What a model would get of it; None where it is not worth asking: nobody on record is named, or no sentence
    speaks of openness. Pure, and cheap beside a request.

    `is_told`: something in it is known to speak of openness, so that no sentence needs to show it.
    """
    spans = tuple(
        span for span in sentence_spans(article.text, article.lang)[:MOST_SENTENCES] if len(span.text) <= _MAX_SENTENCE
    )
    mentions = tuple(tuple(index.find_mentions(span.text)) for span in spans)
    title_mentions = tuple(index.find_mentions(article.title))
    named = dict.fromkeys(mention.company_id for group in (title_mentions, *mentions) for mention in group)
    companies = tuple(index.get(company) for company in named)[:MOST_COMPANIES]
    if not companies or not (is_told or speak_of_openness([span.text for span in spans], companies)):
        return None
    return Reading(article, spans, mentions, title_mentions, companies)


def speak_of_openness(sentences: Iterable[str], companies: Sequence[Company]) -> bool:
    """Whether any of them does, or attacks somebody for shutting others out in whatever picture."""
    products = [name for company in companies for name in names_of(company)]
    return any(
        openness.is_about_openness(text, products, is_told=True)
        or (manner.is_critical(without_quotes(text)) and any(map(openness.is_barred, quotes_in(text))))
        for text in sentences
    )


def speaks_to_machines(text: str) -> bool:
    """Whether a sentence gives orders to whatever reads it."""
    return bool(_TO_A_MACHINE.search(text))


def build_request(prompt: Prompt, reading: Reading, mark: str, max_tokens: int) -> TextRequest:
    """Sentences keep their numbers where others are left out."""
    article = reading.article
    about = {
        "day": article.published_at.date().isoformat(),
        "weekday": article.published_at.strftime("%A"),
        "language": article.lang,
        "outlet": article.outlet,
        "headline": "" if speaks_to_machines(article.title) else article.title,
    }
    message = prompt.render(
        MESSAGE,
        mark=mark,
        article=as_json(about, mark),
        sentences=as_lines([as_json({"n": n, "text": reading.sentences[n - 1].text}, mark) for n in reading.numbers]),
        companies=as_json([_shown(company) for company in reading.companies], mark),
    )
    return prompt.request(max_tokens, prompt.render(INSTRUCTIONS), message)


def read_reply(text: str) -> Sequence[Any]:
    """The statements of a reply, unread. Raises ModelReplyUnusable where it is not what was asked for."""
    found = read_object(text).get("statements")
    if not isinstance(found, list):
        raise ModelReplyUnusable("statements: no list")
    if len(found) > MOST_STATEMENTS:
        raise ModelReplyUnusable(f"statements: {len(found)} of one article")
    return found


def _shown(company: Company) -> dict[str, object]:
    return {
        "id": company.company_id,
        "en": company.names["en"],
        "ja": company.names["ja"],
        "products": [product.name for product in company.products][:12],
    }
