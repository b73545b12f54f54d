"""The cards of /review: the queue, one statement with its passage in context, several decided together."""

import re
from collections.abc import Sequence
from typing import Any

import discord

from bot.discord_app.admin.presses import AdminAction, AdminPress, button, select
from bot.discord_app.cards.layout import Accent, Card, Group, Names
from bot.discord_app.cards.panel import pager, pages, panel
from bot.discord_app.cards.settings import notice_card
from bot.discord_app.dates import said_on_in_words, timestamp
from bot.discord_app.limits import CHOICE_TEXT, Part, cut
from bot.discord_app.sanitise import host, link, plain, web_address
from bot.domain.language import LANGS, Lang
from bot.domain.source import HOUSE
from bot.domain.statement import Statement, StatementStatus
from bot.i18n.catalog import text
from bot.knowledge.review import Found, Item
from bot.knowledge.vocabulary import shipped_vocabulary
from bot.storage.candidates import Event

PER_PAGE = 8
FOUND_SHOWN = 2
EVENTS_SHOWN = 4
_QUOTE, _AROUND, _PASSAGE = 160, 200, 500
_USER = re.compile(r"discord:([0-9]{1,20})")


def reviewer(user_id: int) -> str:
    """Who decides, as it is kept in the history."""
    return f"discord:{user_id}"


def queue_card(
    shown: Sequence[tuple[int, Statement]],
    page: int,
    total: int,
    left_out: int,
    reply_id: int,
    lang: Lang,
    names: Names,
) -> Card:
    """One page of what waits, each with its number from 0. `left_out`: how many wait beyond this kept queue."""
    title = text("admin-review-title", lang, n=total)
    if not total or not shown:
        return notice_card(text("admin-review-title", lang, n=0), [text("admin-review-empty", lang)], lang)
    last = pages(total, PER_PAGE) - 1
    head = [Part(f"### {title}"), Part(f"-# {text('admin-review-how', lang)}")]
    if last:
        head.append(Part(f"-# {text('admin-page', lang, n=page + 1, last=last + 1)}"))
    if left_out:
        head.append(Part(f"-# {text('admin-review-left-out', lang, n=left_out)}"))
    lines = [Part(f"{n + 1}\\. {_in_short(one, lang, names)}", i) for i, (n, one) in enumerate(shown)]
    options = [
        discord.SelectOption(
            label=cut(f"{n + 1}. {names.company(one.company, lang)}: {names.stance(one.stance, lang)}", CHOICE_TEXT),
            value=str(n),
            description=cut(one.quote or one.summary[lang], CHOICE_TEXT),
        )
        for n, one in shown
    ]
    pick = select(
        AdminPress(AdminAction.REVIEW_PICK, reply_id, str(page)),
        text("admin-review-choose", lang),
        options,
        most=PER_PAGE,
    )
    opens = button(
        AdminPress(AdminAction.REVIEW_OPEN, reply_id, str(shown[0][0])),
        text("admin-button-review-from", lang),
        discord.ButtonStyle.primary,
    )
    row = [opens, *pager(AdminAction.REVIEW_QUEUE, reply_id, page, last, lang)]
    return panel([head, lines], lang, [[pick], row])


def item_card(
    item: Item, index: int, total: int, reply_id: int, lang: Lang, names: Names, *,
    note: str | None = None, undo: int | None = None,
) -> Card:  # fmt: skip
    """One statement. `note` says what was just done; `undo` is the number of the statement that it was done to."""
    one = item.statement
    waits = one.status is StatementStatus.CANDIDATE
    head = [Part(f"### {text('admin-review-item', lang, n=index + 1, total=total)}")]
    if note:
        head.insert(0, Part(f"**{note}**"))
    groups: list[Group] = [
        head,
        _statement(one, lang, names),
        *(_found(found, lang) for found in item.found[:FOUND_SHOWN]),
    ]
    groups.append(_history(item.events, lang))

    def act(action: AdminAction, key: str, style: Any = discord.ButtonStyle.secondary) -> Any:
        return button(AdminPress(action, reply_id, str(index)), text(key, lang), style)

    decide = [
        act(AdminAction.REVIEW_APPROVE, "admin-button-approve", discord.ButtonStyle.success),
        act(AdminAction.REVIEW_REJECT, "admin-button-reject", discord.ButtonStyle.danger),
    ]
    edit = [
        act(AdminAction.REVIEW_EDIT, "cards-button-edit-reading"),
        act(AdminAction.REVIEW_WORDS, "cards-button-edit-words"),
    ]
    ways = [
        button(
            AdminPress(AdminAction.REVIEW_QUEUE, reply_id, str(index // PER_PAGE)), text("admin-button-to-queue", lang)
        )
    ]
    if index + 1 < total:
        ways.insert(
            0, button(AdminPress(AdminAction.REVIEW_OPEN, reply_id, str(index + 1)), text("admin-button-next", lang))
        )
    own = any(event.guild_id != HOUSE and event.old_status is not None for event in item.events)
    target = undo if undo is not None else index if own else None
    if target is not None:
        ways.append(button(AdminPress(AdminAction.REVIEW_UNDO, reply_id, str(target)), text("admin-button-undo", lang)))
    return panel(groups, lang, [[*decide, *edit] if waits else edit, ways], Accent.SETTINGS)


def done_card(note: str, reply_id: int, index: int, lang: Lang) -> Card:
    """The queue is through; the last decision can still be taken back."""
    undo = button(AdminPress(AdminAction.REVIEW_UNDO, reply_id, str(index)), text("admin-button-undo", lang))
    groups: list[Group] = [
        [Part(f"### {text('admin-review-title', lang, n=0)}"), Part(note)],
        [Part(text("admin-review-empty", lang))],
    ]
    return panel(groups, lang, [[undo]])


def batch_card(chosen: Sequence[Statement], reply_id: int, lang: Lang, names: Names) -> Card:
    """Several statements, to be decided at one stroke."""
    lines = [Part(f"- {_in_short(one, lang, names)}", i) for i, one in enumerate(chosen)]
    row = [
        button(
            AdminPress(AdminAction.BATCH_APPROVE, reply_id),
            text("admin-button-approve-n", lang, n=len(chosen)),
            discord.ButtonStyle.success,
        ),
        button(
            AdminPress(AdminAction.BATCH_REJECT, reply_id),
            text("admin-button-reject-n", lang, n=len(chosen)),
            discord.ButtonStyle.danger,
        ),
    ]
    return panel([[Part(f"### {text('admin-review-batch', lang, n=len(chosen))}")], lines], lang, [row])


def batch_done_card(note: str, reply_id: int, lang: Lang, *, may_undo: bool) -> Card:
    undo = button(AdminPress(AdminAction.BATCH_UNDO, reply_id), text("admin-button-undo", lang))
    groups: list[Group] = [[Part(f"### {text('admin-review-done', lang)}"), Part(note)]]
    return panel(groups, lang, [[undo] if may_undo else []])


def _in_short(one: Statement, lang: Lang, names: Names) -> str:
    said = said_on_in_words(str(one.said_on), lang)
    company = plain(names.company(one.company, lang), 60)
    words = f"**{company}** · {names.stance(one.stance, lang)}"
    if one.status is not StatementStatus.CANDIDATE:
        words += f" · {text('admin-review-status', lang, status=one.status.value)}"
    words += f"\n-# {names.provenance(one.provenance, lang)} · {said}"
    return f"{words} · {_quoted(one.quote, one.quote_lang, lang, _QUOTE)}" if one.quote else words


def _quoted(quote: str, quote_lang: str | None, lang: Lang, most: int) -> str:
    marks: Lang = next((known for known in LANGS if quote_lang == known), lang)
    return text("discord-quoted", marks, quote=plain(quote, most))


def _statement(one: Statement, lang: Lang, names: Names) -> Group:
    vocabulary = shipped_vocabulary()
    who = one.speaker
    speaker = plain(who.name_in(lang) if who else names.company(one.company, lang), 80)
    if who and who.role_in(lang):
        speaker = text("cards-review-role", lang, speaker=speaker, role=plain(who.role_in(lang), 80))
    rows = (
        ("company", plain(names.company(one.company, lang), 80)),
        ("stance", names.stance(one.stance, lang)),
        ("provenance", names.provenance(one.provenance, lang)),
        ("said-on", said_on_in_words(str(one.said_on), lang)),
        ("speaker", speaker),
        ("summary", plain(one.summary[lang], 400)),
    )
    parts = [Part(text(f"admin-review-{name}", lang, value=value)) for name, value in rows]
    scopes = text("cards-list-join", lang).join(vocabulary.name("scope", scope, lang) for scope in one.scope)
    modality = vocabulary.name("modality", one.modality, lang)
    parts.insert(3, Part(text("cards-review-modality", lang, value=modality)))
    parts.insert(4, Part(text("cards-review-scope", lang, value=scopes)))
    if one.quote:
        parts.append(Part(text("admin-review-quote", lang, value=_quoted(one.quote, one.quote_lang, lang, 400))))
    return parts


def _found(found: Found, lang: Lang) -> Group:
    seen = found.appearance
    target = web_address(seen.url)
    where = f"{plain(seen.outlet, 60)} · {plain(host(target)) if target else ''} · {timestamp(seen.published_at)}"
    before = f"…{plain(_whole_words(found.before[-_AROUND:]), _AROUND)} " if found.before else ""
    after = f" {plain(found.after, _AROUND)}" if found.after else ""
    return [
        Part(f"{text('admin-review-found', lang)} {link(seen.title, seen.url, 100)}", 2),
        Part(f"-# {where}", 3),
        Part(f"> {before}**{plain(seen.passage, _PASSAGE)}**{after}", 1),
    ]


def _whole_words(before: str) -> str:
    """Without the piece of a word that it begins with, where words are set apart."""
    _, space, rest = before.partition(" ")
    return rest if space and len(rest) > len(before) * 0.6 else before


def _history(events: Sequence[Event], lang: Lang) -> Group:
    return [Part(f"-# {_event(event, lang)}", 4) for event in events[-EVENTS_SHOWN:]]


def _event(event: Event, lang: Lang) -> str:
    found = _USER.fullmatch(event.changed_by)
    by = (
        f"<@{found[1]}>"
        if found
        else text("admin-review-by-house", lang)
        if event.guild_id == HOUSE
        else plain(event.changed_by, 40)
    )
    change = "found" if event.old_status is None else "edited" if event.was_edited else event.new_status.value
    return text("admin-review-event", lang, when=timestamp(event.changed_at, "f"), by=by, change=change)
