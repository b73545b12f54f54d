"""The cards of a server's settings (sources, schedule), notices and errors."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from bot.discord_app.cards.layout import Accent, Card, Group, Names, card
from bot.discord_app.cards.topics import topics_in_words
from bot.discord_app.dates import timestamp, weekdays_in_words
from bot.discord_app.limits import Part
from bot.discord_app.sanitise import host, link, plain, web_address
from bot.domain.delivery import EVERY_DAY, Delivery, Schedule
from bot.domain.language import Lang
from bot.domain.source import Source, SourceState
from bot.i18n.catalog import has_text, text
from bot.sources.health import Judgement, Verdict
from bot.sources.wording import is_warning, verdict_text

SOURCES_SHOWN = 30
DELIVERIES_SHOWN = 12


def notice_card(title: str, lines: Sequence[str], lang: Lang, accent: Accent = Accent.SETTINGS) -> Card:
    """A short message of ours: `title` and `lines` are ready for Discord's markup."""
    return card([[Part(f"### {title}"), *(Part(line) for line in lines)]], lang, accent)


def error_card(sentence: str, lang: Lang, error_id: str | None = None) -> Card:
    """What went wrong and what to do. `sentence` is ready for Discord's markup; the id is what the log has, too."""
    parts = [Part(f"**{text('discord-error-title', lang)}**"), Part(sentence)]
    if error_id is not None:
        parts.append(Part(f"-# {text('discord-error-id', lang, id=error_id)}"))
    return card([parts], lang, Accent.PROBLEM)


def sources_card(sources: Sequence[Source], lang: Lang, judgements: Mapping[int, Judgement] | None = None) -> Card:
    """What a server follows, in the order given, and what is wrong with those that fail. `judgements` tells by source
    id how each does."""
    if not sources:
        return notice_card(text("discord-sources-title", lang, n=0), [text("discord-sources-none", lang)], lang)
    shown = sources[:SOURCES_SHOWN]
    known = judgements or {}
    lines = [Part(_source(source, lang, known.get(source.source_id)), i) for i, source in enumerate(shown)]
    groups: list[Group] = [[Part(f"### {text('discord-sources-title', lang, n=len(sources))}")], lines]
    if len(sources) > len(shown):
        groups.append([Part(f"-# {text('discord-sources-more', lang, n=len(sources) - len(shown))}")])
    return card(groups, lang, Accent.SETTINGS)


def _source(source: Source, lang: Lang, judgement: Judgement | None) -> str:
    target = web_address(source.url)
    where = plain(host(target)) if target else plain(source.url, 60)
    state = text("discord-source-state", lang, state=source.state.value)
    facts = [f"`{source.source_id}`", where, state]
    if source.last_fetched_at is not None and source.state is SourceState.ACTIVE:
        facts.append(text("discord-source-read", lang, when=timestamp(source.last_fetched_at, "R")))
    lines = [f"- **{link(source.title or host(source.url), source.url)}**", f"  -# {' · '.join(facts)}"]
    if judgement is not None:
        if is_warning(judgement) or judgement.verdict is Verdict.UNREAD:
            lines.append(f"  -# {verdict_text(judgement, lang, plain)}")
    elif source.error:
        reason = text(source.error, lang) if has_text(source.error, lang) else text("error-fetch", lang)
        lines.append(f"  -# {text('discord-source-failing', lang, reason=reason)}")
    return "\n".join(lines)


def schedules_card(
    schedules: Sequence[Schedule], next_slot: Callable[[Schedule], datetime], lang: Lang, names: Names
) -> Card:
    """When and where this server's briefs are posted; those too that we switched off ourselves, and why."""
    title = text("discord-schedule-title", lang)
    shown = [one for one in schedules if one.active or one.stopped]
    if not shown:
        return notice_card(title, [text("discord-schedule-none", lang)], lang)
    lines = [Part(_listed(one, next_slot, lang, names), i) for i, one in enumerate(shown)]
    return card([[Part(f"### {title}")], lines], lang, Accent.SETTINGS)


def status_card(deliveries: Sequence[Delivery], schedules: Sequence[Schedule], lang: Lang, names: Names) -> Card:
    """What became of the last briefs, and why of each that was late, left out or failed. Of `schedules` the topics are
    told, where one has its own."""
    title = text("discord-deliveries-title", lang)
    if not deliveries:
        return notice_card(title, [text("delivery-none", lang)], lang)
    topics = {one.schedule_id: topics_in_words(one.watch, lang, names) for one in schedules if one.watch}
    shown = deliveries[:DELIVERIES_SHOWN]
    lines = [Part(delivery_line(one, lang, topics.get(one.schedule_id)), i) for i, one in enumerate(shown)]
    return card([[Part(f"### {title}")], lines], lang, Accent.SETTINGS)


def _listed(schedule: Schedule, next_slot: Callable[[Schedule], datetime], lang: Lang, names: Names) -> str:
    if schedule.active:
        return schedule_line(schedule, next_slot(schedule), lang, names)
    reason = text(schedule.stopped, lang) if schedule.stopped and has_text(schedule.stopped, lang) else ""
    switched_off = text("delivery-switched-off", lang, reason=reason)
    return f"{schedule_line(schedule, None, lang, names)}\n  -# {switched_off}"


def schedule_line(schedule: Schedule, next_at: datetime | None, lang: Lang, names: Names) -> str:
    """One schedule in some lines: what is set, its own topics, and when it is posted next, if it is, in the reader's
    own zone."""
    languages = text("discord-list-join", lang).join(text("discord-language", lang, lang=one) for one in schedule.langs)
    first = text(
        "discord-schedule-line",
        lang,
        channel=f"<#{schedule.channel_id}>",
        time=f"{schedule.at:%H:%M}",
        zone=plain(schedule.timezone),
        languages=languages,
        n=schedule.top,
    )
    facts = [weekdays_in_words(schedule.weekdays, lang)] if schedule.weekdays != EVERY_DAY else []
    if len(schedule.langs) > 1:
        facts.append(text("delivery-one-message" if schedule.together else "delivery-two-messages", lang))
    if schedule.tells_quiet:
        facts.append(text("delivery-tells-quiet", lang))
    words = f"- `{schedule.schedule_id}` {first}"
    if facts:
        words += f"\n  -# {' · '.join(facts)}"
    if schedule.watch is not None:
        words += f"\n  -# {topics_in_words(schedule.watch, lang, names)}"
    if next_at is not None:
        words += f"\n  -# {text('discord-schedule-next', lang, when=timestamp(next_at, 'F'))}"
    return words


def delivery_line(delivery: Delivery, lang: Lang, topics: str | None = None) -> str:
    """One slot: when, where, on which topics if its schedule has its own, what became of it; below that why."""
    state = text("discord-delivery-state", lang, state=delivery.state.value)
    place = f"<#{delivery.channel_id}> ({topics})" if topics else f"<#{delivery.channel_id}>"
    words = f"- {timestamp(delivery.slot_at, 'f')} · {place} · {state}"
    if delivery.reason:
        reason = text(delivery.reason, lang) if has_text(delivery.reason, lang) else plain(delivery.reason, 120)
        words += f"\n  -# {reason}"
    return words
