"""How a company's stance turned, in lines that cards of the record share."""

from collections.abc import Sequence

from bot.answers.timeline_chart import said_on_in_words, stance_word
from bot.discord_app.limits import Part
from bot.discord_app.sanitise import link
from bot.domain.language import Lang
from bot.i18n.catalog import text
from bot.knowledge.timeline import StanceChange

CHANGES_SHOWN = 3


def turn_lines(turned: Sequence[StanceChange], lang: Lang, rank: int = 1) -> list[Part]:
    """The last turns, the newest first, each with the page that it stands on. `rank` is the newest one's."""
    parts = []
    for n, change in enumerate(reversed(turned[-CHANGES_SHOWN:])):
        said = change.after
        source = f" · {link(said.publisher, said.url)}" if said.url else ""
        words = text(
            "reader-turn",
            lang,
            day=said_on_in_words(said.said_on, lang),
            before=stance_word(change.before.stance, lang),
            after=stance_word(said.stance, lang),
        )
        parts.append(Part(f"- {words}{source}", rank + n))
    return parts
