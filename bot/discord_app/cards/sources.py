"""The card of a source that was just added: what it is, its newest entries, and what is to be said against it."""

from bot.discord_app.cards.layout import Accent, Card, Group, card
from bot.discord_app.dates import timestamp
from bot.discord_app.limits import Part
from bot.discord_app.sanitise import link, plain
from bot.domain.language import Lang
from bot.domain.source import SourceKind
from bot.i18n.catalog import text
from bot.sources.health import Verdict
from bot.sources.offers import Added, Offer
from bot.sources.preview import PreviewEntry
from bot.sources.wording import added_text, facts, verdict_text

OTHERS_SHOWN = 4
_TITLE = 120


def added_card(added: Added, lang: Lang) -> Card:
    """What was followed. Titles are strangers' and made inert; dates are shown in the reader's own zone."""
    key = "discord-source-added-page" if added.source.kind is SourceKind.PAGE else "discord-source-added"
    told = text(key, lang, source=link(added.source.title, added.source.url))
    if added.was_followed or (added.offer and added.offer.twin):
        told = added_text(added, lang, lambda words: link(words, added.source.url))
    groups: list[Group] = [[Part(f"### {text('discord-source-added-title', lang)}"), Part(told)]]
    if added.offer:
        groups.append(_offer(added.offer, lang))
    if added.others:
        lines = [f"- {plain(one.preview.title, 60)}\n  -# {plain(one.preview.url, 200)}" for _, one in added.others]
        heading = text("sources-others-by-address", lang)
        groups.append([Part(heading, 2), *(Part(line, 3) for line in lines[:OTHERS_SHOWN])])
    return card(groups, lang, Accent.SETTINGS)


def _offer(offer: Offer, lang: Lang) -> list[Part]:
    verdicts = [f"-# {verdict_text(one, lang, plain)}" for one in offer.judgements if one.verdict is not Verdict.OK]
    return [
        Part(f"-# {plain(facts(offer.preview, lang))}", 1),
        *(Part(_entry(one, lang), 2) for one in offer.preview.newest),
        *(Part(line) for line in verdicts),
    ]


def _entry(entry: PreviewEntry, lang: Lang) -> str:
    when = timestamp(entry.published_at, "d") if entry.published_at else text("sources-no-date", lang)
    words = link(entry.title, entry.url, _TITLE) if entry.url else plain(entry.title, _TITLE)
    return f"- {when} · {words}"
