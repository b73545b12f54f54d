"""The card of a server's watch list."""

from collections.abc import Sequence

from bot.discord_app.cards.layout import Accent, Card, Group, card
from bot.discord_app.cards.settings import notice_card
from bot.discord_app.limits import Part
from bot.discord_app.sanitise import plain
from bot.domain.language import Lang
from bot.domain.watch import Coverage, WatchKind
from bot.i18n.catalog import text
from bot.watches.watchlist import Named

_NAME = 80


def watch_card(tracked: Sequence[Named], coverage: Coverage, lang: Lang) -> Card:
    """What a server tracks, companies and keywords apart, and what that means for its briefs."""
    title = text("discord-watch-title", lang, n=len(tracked))
    if not tracked:
        return notice_card(title, [text("discord-watch-none", lang)], lang)
    groups: list[Group] = [[Part(f"### {title}"), Part(f"-# {text('watch-coverage', lang, coverage=coverage.value)}")]]
    for kind, heading in ((WatchKind.COMPANY, "companies"), (WatchKind.KEYWORD, "keywords")):
        names = [named.name(lang) for named in tracked if named.entry.kind is kind]
        if names:
            lines = [Part(f"- {plain(name, _NAME)}", i) for i, name in enumerate(names)]
            groups.append([Part(f"**{text(f'discord-watch-{heading}', lang)}**"), *lines])
    return card(groups, lang, Accent.SETTINGS)
