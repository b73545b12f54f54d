"""A schedule's own topics in the words of a card."""

from bot.discord_app.cards.layout import Names
from bot.discord_app.sanitise import plain
from bot.domain.language import Lang
from bot.domain.watch import Watch
from bot.i18n.catalog import text

_SHOWN = 6
_NAME = 40


def topics_in_words(watch: Watch, lang: Lang, names: Names) -> str:
    """Companies, then keywords, and whether other stories stay out. Ready for Discord's markup."""
    every = [*sorted(names.company(one, lang) for one in watch.companies), *watch.keywords]
    joined = text("schedule-topics-join", lang).join(plain(name, _NAME) for name in every[:_SHOWN])
    if len(every) > _SHOWN:
        joined = text("schedule-topics-more", lang, names=joined, n=len(every) - _SHOWN)
    return text("schedule-topics", lang, names=joined, only="yes" if watch.tracked_only else "no")
