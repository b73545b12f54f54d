"""The wire form of what is known of sources: previews, health, outcomes of adding and importing."""

from datetime import datetime

from bot.cli.documents import Document, source_document
from bot.domain.language import LANGS
from bot.domain.source import Followed, Source
from bot.errors import KawarabanError
from bot.sources.health import Judgement, last_success_at
from bot.sources.offers import Added, Checkup, Imported, Offer, Prospect
from bot.sources.preview import Preview
from bot.sources.refusals import reason_key, refusal_text
from bot.sources.wording import verdict_text


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def judgement_document(judgement: Judgement) -> Document:
    return {
        "verdict": judgement.verdict.value,
        "message": {lang: verdict_text(judgement, lang) for lang in LANGS},
        "days": judgement.days or None,
        "source_id": judgement.source.source_id if judgement.source else None,
    }


def preview_document(preview: Preview) -> Document:
    return {
        "url": preview.url,
        "title": preview.title,
        "lang": preview.lang,
        "kind": preview.sort.value,
        "home_url": preview.home_url,
        "entries": preview.entries,
        "newest_at": _iso(preview.newest_at),
        "interval_seconds": round(preview.rhythm.total_seconds()) if preview.rhythm else None,
        "text": preview.carries.value,
        "newest": [
            {"title": one.title, "url": one.url, "published_at": _iso(one.published_at), "lang": one.lang}
            for one in preview.newest
        ],
    }


def offer_document(offer: Offer, n: int) -> Document:
    verdicts = [judgement_document(one) for one in offer.judgements]
    found = {"n": n, **preview_document(offer.preview), "verdict": verdicts[0]["verdict"], "verdicts": verdicts}
    return found | {"duplicate_of": offer.twin.source_id if offer.twin and offer.is_duplicate else None}


def prospect_document(prospect: Prospect) -> Document:
    """Of `sources preview`: `kind` is what would be followed, `feeds` is best first."""
    article = prospect.article
    return {
        "url": prospect.url,
        "kind": "page" if article else "feed",
        "article": article
        and {
            "url": article.url,
            "title": article.title,
            "lang": article.lang,
            "published_at": _iso(article.published_at),
        },
        "feeds": [offer_document(offer, n) for n, offer in enumerate(prospect.offers, 1)],
        "named": list(prospect.named),
        "error": None,
    }


def refusal_document(url: str, error: KawarabanError) -> Document:
    return {
        "url": url,
        "error": error.key,
        "reason": reason_key(error),
        "message": {lang: refusal_text(error, lang) for lang in LANGS},
    }


def health_document(followed: Followed, judgement: Judgement) -> Document:
    """A line of `sources list`: the contract's fields, and how the source does."""
    source = followed.source
    return source_document(source) | {
        "verdict": judgement.verdict.value,
        "message": {lang: verdict_text(judgement, lang) for lang in LANGS},
        "failures": source.failures,
        "last_success_at": _iso(last_success_at(source)),
        "last_fetched_at": _iso(source.last_fetched_at),
        "newest_article_at": _iso(followed.newest_at),
        "next_due_at": _iso(source.next_due_at),
        "home_url": followed.home_url,
        "folders": [list(path) for path in followed.folders],
    }


def added_document(added: Added) -> Document:
    status = "known" if added.was_followed else "duplicate" if added.offer and added.offer.is_duplicate else "added"
    found = source_document(added.source) | {"status": status, "preview": None, "others": []}
    if added.offer:
        found |= {"preview": offer_document(added.offer, added.offers.index(added.offer) + 1)}
    return found | {"others": [offer_document(one, n) for n, one in added.others]}


def import_document(status: str, title: str, url: str, source: Source | None, reason: Document | None) -> Document:
    """A line of `sources import`: the source where there is one, what became of the line, and why it was refused."""
    empty: Document = {"source_id": None, "url": url, "title": title, "lang": None, "state": None, "kind": None}
    document = source_document(source) | {"title": title or source.title} if source else empty | {"error": None}
    return document | {"status": status} | (reason or {})


def imported_document(imported: Imported) -> Document:
    one = imported.wanted
    folders: Document = {"folders": [list(path) for path in one.folders]}
    reason = refusal_document(one.url, imported.problem) if imported.problem else None
    return import_document(import_status(imported), one.title, one.url, imported.source, reason) | folders


def import_status(imported: Imported) -> str:
    if imported.source is None:
        return "refused"
    return "known" if imported.was_followed else "taken"


def checkup_document(checkup: Checkup) -> Document:
    """Of `sources test`: the source as stored, and what stands there now."""
    now = refusal_document(checkup.source.url, checkup.problem) if checkup.problem else None
    return source_document(checkup.source) | {
        "stored": judgement_document(checkup.judgement),
        "works": checkup.problem is None,
        "now": offer_document(checkup.offer, 1) if checkup.offer else None,
        "problem": now,
    }
