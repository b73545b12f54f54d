"""The cards of a server as a whole: what its admins chose, how it does, what they did, and its set-up guide."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import discord

from bot.discord_app.admin.presses import AdminAction, AdminPress, button, channel_select, select
from bot.discord_app.cards.layout import Accent, Card, Group, Names, card
from bot.discord_app.cards.panel import pager, pages, panel
from bot.discord_app.cards.settings import delivery_line, schedule_line
from bot.discord_app.cards.source_panels import pack_options, source_lines
from bot.discord_app.dates import timestamp
from bot.discord_app.limits import CHOICE_TEXT, Part, cut
from bot.discord_app.sanitise import plain
from bot.domain.delivery import Delivery, Schedule
from bot.domain.language import LANGS, Lang
from bot.domain.server import AuditEntry, AuditOutcome, ErrorReport, ServerSettings, SetupDraft
from bot.domain.source import Followed
from bot.i18n.catalog import has_text, text
from bot.sources.health import Judgement, needs_care
from bot.sources.starter import Catalogue
from bot.sources.wording import is_warning

AUDIT_PER_PAGE = 10
LISTED = 25
CARE_SHOWN, DELIVERIES_SHOWN, ERRORS_SHOWN = 5, 5, 3
_DETAIL = 80

NameOf = Callable[[str, Lang], str]
"""(a command's full name, language) to the name that Discord shows."""


@dataclass(frozen=True, slots=True)
class Status:
    """How a server does, as it is now."""

    listed: Sequence[tuple[Followed, Judgement]]
    schedules: Sequence[tuple[Schedule, datetime]]
    """Those that are on, each with its next slot."""
    deliveries: Sequence[Delivery]
    waiting: int
    """Statements that wait for review."""
    errors: Sequence[ErrorReport]
    lines: Sequence[str] = ()
    """Further facts, ready for Discord's markup."""


def settings_card(chosen: ServerSettings, name_of: NameOf, lang: Lang, note: str | None = None) -> Card:
    """Everything that can be set, each with the command that sets it. `note` says what was just changed."""
    language = (
        text("discord-language", lang, lang=chosen.language)
        if chosen.language
        else text("admin-settings-own-language", lang)
    )
    where = "private" if chosen.answers_private else "public"
    channels = _listed(chosen.other_channels, "#")
    answers = text("admin-settings-answers-value", lang, where=where)
    if channels:
        answers += "\n" + text("admin-settings-answers-except", lang, where=where, channels=channels)
    roles = [
        text(
            "admin-settings-role-line",
            lang,
            command=f"/{name_of(command, lang)}",
            roles=_listed(ids, "@&"),
        )
        for command, ids in sorted(chosen.roles.items())
    ]
    rows = (
        ("language", language),
        ("answers", answers),
        ("access", "\n".join(roles) or text("admin-settings-everybody", lang)),
        ("news", text("admin-settings-news-value", lang, on="on" if chosen.news_answers else "off")),
    )
    head = [Part(f"### {text('admin-settings-title', lang)}"), *([Part(note)] if note else [])]
    groups: list[Group] = [head]
    groups += [[Part(f"**{text(f'admin-settings-{name}', lang)}**"), Part(value)] for name, value in rows]
    return card(groups, lang, Accent.SETTINGS)


def _listed(ids: Collection[int], kind: str) -> str:
    """Channels or roles as Discord names them; of very many, how many more there are."""
    shown = [f"<{kind}{one}>" for one in sorted(ids)[:LISTED]]
    return " ".join([*shown, f"+{len(ids) - LISTED}"] if len(ids) > LISTED else shown)


def server_status_card(status: Status, lang: Lang, names: Names) -> Card:
    """Sources, next slots, last deliveries, what waits, faults: what needs a look first in each."""
    groups: list[Group] = [
        [Part(f"### {text('admin-status-title', lang)}"), *(Part(line) for line in status.lines)],
        _sources(status.listed, lang),
        _slots(status.schedules, lang, names),
        _deliveries(status.deliveries, lang),
        [Part(text("admin-status-waiting", lang, n=status.waiting))],
        _errors(status.errors, lang),
    ]
    return card(groups, lang, Accent.SETTINGS)


def _sources(listed: Sequence[tuple[Followed, Judgement]], lang: Lang) -> Group:
    if not listed:
        return [Part(f"**{text('admin-status-sources', lang)}**"), Part(text("discord-sources-none", lang))]
    counts = Counter("failing" if needs_care(one) else "warned" if is_warning(one) else "fine" for _, one in listed)
    told = text(
        "admin-status-sources-count",
        lang,
        n=len(listed),
        fine=counts["fine"],
        warned=counts["warned"],
        failing=counts["failing"],
    )
    worst = [one for one in listed if needs_care(one[1])][:CARE_SHOWN]
    return [
        Part(f"**{text('admin-status-sources', lang)}**"),
        Part(told),
        *(Part(source_lines(followed, judged, lang), 2 + i) for i, (followed, judged) in enumerate(worst)),
    ]


def _slots(schedules: Sequence[tuple[Schedule, datetime]], lang: Lang, names: Names) -> Group:
    lines = [Part(schedule_line(one, at, lang, names), 1 + i) for i, (one, at) in enumerate(schedules)]
    return [Part(f"**{text('admin-status-slots', lang)}**"), *(lines or [Part(text("discord-schedule-none", lang))])]


def _deliveries(deliveries: Sequence[Delivery], lang: Lang) -> Group:
    lines = [Part(delivery_line(one, lang), 1 + i) for i, one in enumerate(deliveries[:DELIVERIES_SHOWN])]
    return [Part(f"**{text('discord-deliveries-title', lang)}**"), *(lines or [Part(text("delivery-none", lang))])]


def _errors(errors: Sequence[ErrorReport], lang: Lang) -> Group:
    heading = Part(f"**{text('admin-status-errors', lang)}**")
    lines = [
        Part(f"- {timestamp(one.at, 'f')} · `{plain(one.error_id, 20)}` · {plain(one.action, 60)}", 2 + i)
        for i, one in enumerate(errors[:ERRORS_SHOWN])
    ]
    return [heading, *(lines or [Part(text("admin-status-no-errors", lang))])]


def audit_card(entries: Sequence[AuditEntry], page: int, total: int, name_of: NameOf, lang: Lang) -> Card:
    """One page of what was done here by whom, the newest first."""
    last = pages(total, AUDIT_PER_PAGE) - 1
    head = [Part(f"### {text('admin-audit-title', lang, n=total)}")]
    if last:
        head.append(Part(f"-# {text('admin-page', lang, n=page + 1, last=last + 1)}"))
    lines = [Part(_entry(one, name_of, lang), i) for i, one in enumerate(entries)]
    if not lines:
        lines = [Part(text("admin-audit-empty", lang))]
    return panel([head, lines], lang, [pager(AdminAction.AUDIT_PAGE, 0, page, last, lang)])


def _entry(one: AuditEntry, name_of: NameOf, lang: Lang) -> str:
    who = f"<@{one.actor_id}>" if one.actor_id else text("admin-audit-nobody", lang)
    key = f"admin-audit-action-{one.action.replace(' ', '-')}"
    what = text(key, lang) if has_text(key, lang) else f"/{plain(name_of(one.action, lang), 60)}"
    words = f"- {timestamp(one.at, 'f')} · {who} · **{what}**"
    if one.outcome is not AuditOutcome.DONE:
        words += f" · {text('admin-audit-outcome', lang, outcome=one.outcome.value)}"
    details = " · ".join(
        text("admin-audit-detail", lang, name=_detail(one.action, name, name_of, lang), value=plain(value, _DETAIL))
        for name, value in one.details.items()
    )
    return f"{words}\n  -# {details}" if details else words


def _detail(action: str, name: str, name_of: NameOf, lang: Lang) -> str:
    """What a detail is of: the option's own name, or a word of ours."""
    key = f"admin-audit-detail-{name}"
    if has_text(key, lang):
        return text(key, lang)
    return plain(name_of(f"{action} {name}", lang).split(" ")[-1], 30)


def setup_card(
    draft: SetupDraft, times: Sequence[str], zones: Sequence[tuple[str, str]], catalogue: Catalogue, lang: Lang, *,
    note: str | None = None,
) -> Card:  # fmt: skip
    """The whole set-up on one card: five things to choose, all chosen already, and a button that takes them.

    `zones` are (name, name with its offset). `note` is a line of ours on top.
    """

    def press(action: AdminAction) -> AdminPress:
        return AdminPress(action, 0, lang)

    def of(values: Mapping[str, str], chosen: str) -> list[discord.SelectOption]:
        return [
            discord.SelectOption(label=cut(label, CHOICE_TEXT), value=value, default=value == chosen)
            for value, label in values.items()
        ]

    langs: dict[str, str] = {
        ",".join(LANGS): text("discord-choice-both", lang),
        **{one: text("discord-language", lang, lang=one) for one in LANGS},
    }
    channel = f"<#{draft.channel_id}>" if draft.channel_id else text("admin-setup-no-channel", lang)
    packs = [pack.name[lang] for pack in catalogue.packs if pack.id in draft.packs]
    facts = (
        ("channel", channel),
        (
            "time",
            f"{draft.time}（{plain(draft.timezone)}）" if lang == "ja" else f"{draft.time} ({plain(draft.timezone)})",
        ),
        ("langs", langs[",".join(draft.langs)]),
        ("packs", text("admin-name-join", lang).join(packs) or text("admin-setup-no-packs", lang)),
    )
    groups: list[Group] = [
        [Part(f"## {text('admin-setup-title', lang)}"), Part(note or text("admin-setup-about", lang))],
        [Part(text(f"admin-setup-fact-{name}", lang, value=value)) for name, value in facts],
        [Part(f"-# {text('admin-setup-how', lang)}")],
    ]
    rows = [
        [channel_select(press(AdminAction.SETUP_CHANNEL), text("admin-setup-channel", lang), draft.channel_id)],
        [
            select(
                press(AdminAction.SETUP_TIME),
                text("admin-setup-time", lang),
                of({one: one for one in times}, draft.time),
            )
        ],
        [select(press(AdminAction.SETUP_ZONE), text("admin-setup-zone", lang), of(dict(zones), draft.timezone))],
        [select(press(AdminAction.SETUP_LANGS), text("admin-setup-langs", lang), of(langs, ",".join(draft.langs)))],
        [
            select(
                press(AdminAction.SETUP_PACKS),
                text("admin-setup-packs", lang),
                pack_options(catalogue, lang, draft.packs),
                most=len(catalogue.packs),
            )
        ],
        [button(press(AdminAction.SETUP_FINISH), text("admin-button-finish", lang), discord.ButtonStyle.success)],
    ]
    return panel(groups, lang, rows)


def setup_done_card(schedule: Schedule, next_at: datetime, taken: int, others: int, lang: Lang, names: Names) -> Card:
    """What was set up, when the first brief comes, and what can be done now. `others` is how many further schedules
    post in this channel."""
    groups: list[Group] = [
        [
            Part(f"## {text('admin-setup-done', lang)}"),
            Part(schedule_line(schedule, next_at, lang, names)),
            *([Part(f"-# {text('delivery-others-in-channel', lang, n=others)}")] if others else []),
        ],
        [Part(text("admin-setup-done-sources", lang, n=taken)), Part(text("admin-setup-done-next", lang))],
    ]
    return card(groups, lang, Accent.SETTINGS)


def returned_card(schedules: int, sources: int, lang: Lang) -> Card:
    """Greets a server that had us before: what was kept, and what goes on."""
    told = text("admin-returned-about", lang, schedules=schedules, sources=sources)
    groups: list[Group] = [
        [Part(f"## {text('admin-returned-title', lang)}"), Part(told)],
        [Part(text("admin-returned-next", lang))],
    ]
    return card(groups, lang, Accent.SETTINGS)
