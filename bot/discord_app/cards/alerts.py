"""The cards of alerts: a turn with its words before and after, a story that spreads fast, and what a server has set."""

from collections.abc import Sequence

from bot.discord_app.buttons import Action, CardButton, Press
from bot.discord_app.cards.layout import HEADLINE, Accent, Card, Group, Names, card, marks, toggle
from bot.discord_app.cards.settings import notice_card
from bot.discord_app.dates import said_on_in_words, timestamp
from bot.discord_app.limits import Part
from bot.discord_app.sanitise import link, plain
from bot.domain.alert import Alert, AlertRule, Notice
from bot.domain.brief import Brief
from bot.domain.language import Lang
from bot.domain.statement import Statement
from bot.i18n.catalog import has_text, text

QUOTE = 400
POINTS = 2
SOURCES = 5
ALERTS_SHOWN = 8


def alert_card(notice: Notice, reply_id: int, names: Names) -> Card:
    """What happened. The language button finds `reply_id` again."""
    if notice.brief is not None:
        return _breaking_card(notice.brief, reply_id)
    assert notice.before is not None
    assert notice.after is not None
    return _turn_card(notice, notice.before, notice.after, reply_id, names)


def _turn_card(notice: Notice, before: Statement, after: Statement, reply_id: int, names: Names) -> Card:
    lang = notice.lang
    company = plain(names.company(after.company, lang), 80)
    kind = text("alert-turn-kind", lang, kind="reversal" if notice.is_reversal else "partial")
    turn = text("alert-turn", lang, before=names.stance(before.stance, lang), after=names.stance(after.stance, lang))
    groups: list[Group] = [
        [Part(f"-# {kind}"), Part(f"## {text('alert-turn-title', lang, company=company)}"), Part(f"**{turn}**")],
        _said(text("alert-before", lang), before, lang, names, 2),
        _said(text("alert-after", lang), after, lang, names, 1),
    ]
    return card(groups, lang, Accent.CORRECTION, [toggle(Action.ALERT, reply_id, lang)])


def _said(heading: str, one: Statement, lang: Lang, names: Names, priority: int) -> Group:
    day = said_on_in_words(one.said_on.text, lang)
    speaker = one.speaker
    who = (speaker.name_ja if lang == "ja" else speaker.name) if speaker else names.company(one.company, lang)
    parts = [
        Part(f"**{heading}** · {names.stance(one.stance, lang)}"),
        Part(f"-# {day} · {plain(who, 80)} · {names.provenance(one.provenance, lang)}", priority),
        Part(plain(one.summary[lang], QUOTE), priority),
    ]
    if one.quote:
        shown: Lang = "ja" if one.quote_lang == "ja" else "en"
        parts.append(Part(f"> {text('discord-quoted', shown, quote=plain(one.quote, QUOTE))}", priority + 2))
    page = link(one.publisher, one.url) if one.url else plain(one.publisher, 60)
    parts.append(Part(f"-# {page}", priority))
    return parts


def _breaking_card(brief: Brief, reply_id: int) -> Card:
    lang = brief.lang
    outlets = list(dict.fromkeys(one.outlet for one in brief.sources))
    sources = brief.sources_by_article()[:SOURCES]
    groups: list[Group] = [
        [Part(f"-# {text('alert-breaking', lang, n=len(outlets))}"), Part(f"## {plain(brief.headline, HEADLINE)}")],
        [Part(f"- {plain(one.text, 500)}{marks(one.citations)}", i) for i, one in enumerate(brief.points[:POINTS])],
        [
            Part(f"-#{marks(numbers)} {link(one.outlet, one.url)} · {timestamp(one.published_at, 't')}", 4)
            for one, numbers in sources
        ],
    ]
    opens = CardButton(Press(Action.OPEN, brief.story_id, lang), text("discord-button-open", lang))
    return card(groups, lang, Accent.NEWS, [toggle(Action.ALERT, reply_id, lang), opens])


def alerts_card(rules: Sequence[AlertRule], alerts: Sequence[Alert], lang: Lang) -> Card:
    """What this server is told of at once and where, and what became of the last alerts, with reasons."""
    title = text("alert-list-title", lang)
    shown = [one for one in rules if one.active or one.stopped]
    if not shown:
        return notice_card(title, [text("alert-list-none", lang)], lang)
    groups: list[Group] = [[Part(f"### {title}")], [Part(rule_line(one, lang)) for one in shown]]
    if alerts:
        lines = [Part(_told(one, lang), 1 + i) for i, one in enumerate(alerts[:ALERTS_SHOWN])]
        groups.append([Part(f"**{text('alert-list-last', lang)}**", 1), *lines])
    return card(groups, lang, Accent.SETTINGS)


def rule_line(rule: AlertRule, lang: Lang) -> str:
    """One channel: what it is told, in which language, and why it is off where we switched it off."""
    kinds = text("discord-list-join", lang).join(text("alert-kind", lang, kind=kind) for kind in rule.kinds)
    language = text("discord-language", lang, lang=rule.lang)
    words = f"- {text('alert-rule', lang, channel=f'<#{rule.channel_id}>', kinds=kinds, language=language)}"
    if not rule.active:
        reason = text(rule.stopped, lang) if rule.stopped and has_text(rule.stopped, lang) else ""
        words += f"\n  -# {text('delivery-switched-off', lang, reason=reason)}"
    return words


def already_told(alerts: Sequence[tuple[Alert, str]], lang: Lang) -> list[str]:
    """Lines for the next brief: what this server was told of since the last one. Each alert with what it was about."""
    lines = []
    for alert, subject in alerts:
        words = text("alert-update", lang, subject=subject)
        if alert.message_id is not None:
            page = f"https://discord.com/channels/{alert.guild_id}/{alert.channel_id}/{alert.message_id}"
            words += f" {link(text('alert-update-link', lang), page)}"
        lines.append(words)
    return lines


def subject_of(notice: Notice, names: Names) -> str:
    """What an alert was about, in few words that are ready for Discord's markup."""
    if notice.brief is not None:
        return plain(notice.brief.headline, 160)
    assert notice.before is not None
    assert notice.after is not None
    lang = notice.lang
    turn = text(
        "alert-turn", lang,
        before=names.stance(notice.before.stance, lang), after=names.stance(notice.after.stance, lang),
    )  # fmt: skip
    return text("alert-subject", lang, company=plain(names.company(notice.after.company, lang), 80), turn=turn)


def _told(alert: Alert, lang: Lang) -> str:
    state = text("discord-delivery-state", lang, state=alert.state.value)
    kind = text("alert-kind", lang, kind=alert.event.kind)
    words = f"- {timestamp(alert.slot_at, 'f')} · {kind} · <#{alert.channel_id}> · {state}"
    if alert.reason:
        reason = text(alert.reason, lang) if has_text(alert.reason, lang) else plain(alert.reason, 120)
        words += f"\n  -# {reason}"
    return words
