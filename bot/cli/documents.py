"""The wire form of our types: the JSON documents of the command line's contract. Boring on purpose."""

from collections.abc import Sequence
from datetime import date

from bot.briefs.why import why_line
from bot.domain.answer import Answer
from bot.domain.article import Article
from bot.domain.brief import Brief
from bot.domain.language import Lang
from bot.domain.source import IngestOutcome, Source
from bot.domain.statement import Reading, Statement
from bot.domain.story import Story
from bot.knowledge.companies import CompanyIndex
from bot.knowledge.doubts import doubts_of
from bot.knowledge.timeline import because, readings_by_scope
from bot.stories.selection import Verdict

Document = dict[str, object]


def source_document(source: Source) -> Document:
    return {
        "source_id": source.source_id,
        "url": source.url,
        "title": source.title,
        "lang": source.lang,
        "state": source.state.value,
        "kind": source.kind.value,
        "error": source.error,
    }


def outcome_document(outcome: IngestOutcome) -> Document:
    return {
        "source_id": outcome.source_id,
        "url": outcome.url,
        "status": outcome.status.value,
        "http_status": outcome.http_status,
        "new_articles": outcome.new_articles,
        "error": outcome.error,
    }


def article_document(article: Article) -> Document:
    return {
        "article_id": article.article_id,
        "url": article.url,
        "canonical_url": article.canonical_url,
        "outlet": article.outlet,
        "lang": article.lang,
        "title": article.title,
        "published_at": article.published_at.isoformat(),
        "updated_at": article.updated_at.isoformat() if article.updated_at else None,
        "extent": article.extent.value,
        "text": article.text,
    }


def story_document(story: Story, urls: list[str]) -> Document:
    return {
        "story_id": story.story_id,
        "title": {"ja": story.titles.get("ja"), "en": story.titles.get("en")},
        "article_ids": list(story.article_ids),
        "urls": urls,
        "companies": list(story.companies),
        "first_seen_at": story.first_seen_at.isoformat(),
        "updated_at": story.updated_at.isoformat(),
        "revision": story.revision,
    }


def brief_document(brief: Brief) -> Document:
    return {
        "story_id": brief.story_id,
        "lang": brief.lang,
        "headline": brief.headline,
        "points": [
            {"text": point.text, "citations": list(point.citations), "kind": point.kind.value, "lang": point.lang}
            for point in brief.points
        ],
        "stances": [
            {
                "company": line.company,
                "stance": line.stance.value,
                "provenance": line.provenance.value,
                "speaker": line.speaker,
                "citations": list(line.citations),
            }
            for line in brief.stance_lines
        ],
        "sources": [
            {
                "n": source.n,
                "url": source.url,
                "outlet": source.outlet,
                "lang": source.lang,
                "published_at": source.published_at.isoformat(),
                "passage": source.passage,
                "extent": source.extent.value,
            }
            for source in brief.sources
        ],
        "engine": brief.engine,
        "revision": brief.revision,
        "update": brief.is_update,
    }


def why_document(verdict: Verdict, index: CompanyIndex) -> Document:
    """What became of a story in an edition, and why in one line of each language."""

    def line(lang: Lang) -> str:
        return why_line(verdict, lang, lambda company: index.get(company).names[lang])

    return {"standing": verdict.standing.value, "place": verdict.place, "ja": line("ja"), "en": line("en")}


def answer_document(answer: Answer, question_id: str | None = None) -> Document:
    return {
        "id": question_id,
        "kind": answer.kind.value,
        "text": answer.text,
        "lang": answer.lang,
        "companies": list(answer.companies),
        "as_of": answer.as_of.isoformat(),
        "stance": answer.stance.value if answer.stance else None,
        "citations": [
            {
                "n": citation.n,
                "statement_id": citation.statement_id,
                "url": citation.url,
                "said_on": citation.said_on,
                "speaker": citation.speaker,
                "provenance": citation.provenance,
                "quote": citation.quote,
            }
            for citation in answer.citations
        ],
        "engine": answer.engine,
        "elapsed_ms": round(answer.elapsed_ms, 3),
    }


def statement_document(statement: Statement) -> Document:
    return {
        "statement_id": statement.statement_id,
        "company": statement.company,
        "said_on": str(statement.said_on),
        "speaker": statement.speaker.name if statement.speaker else None,
        "provenance": statement.provenance.value,
        "modality": statement.modality.value,
        "scope": [scope.value for scope in statement.scope],
        "stance": statement.stance.value,
        "quote": statement.quote,
        "status": statement.status.value,
        "article_url": statement.url,
    }


def reading_document(reading: Reading) -> Document:
    return {
        "company": reading.company,
        "as_of": reading.as_of.isoformat(),
        "stance": reading.stance.value,
        "basis": [statement_document(statement) for statement in reading.basis],
        "reported": [statement_document(statement) for statement in reading.reported],
        "released": [statement_document(statement) for statement in reading.released],
    }


def reasons_document(statements: Sequence[Statement], company: str, as_of: date) -> Document:
    """The rule that decided a reading, with the statement, and the readings of its scopes."""
    reason = because(statements, company, as_of)
    doubts = doubts_of(statements, company, as_of)
    return {
        "because": {
            "rule": reason.rule.value,
            "deciding": reason.deciding.statement_id if reason.deciding else None,
            "before": reason.before.statement_id if reason.before else None,
            "doubts": [kind.value for kind in doubts.kinds],
            "done_otherwise": doubts.release.statement_id if doubts.release else None,
        },
        "by_scope": {
            scope.value: {"stance": read.stance.value, "statement_id": read.basis[0].statement_id}
            for scope, read in readings_by_scope(statements, company, as_of).items()
        },
    }
