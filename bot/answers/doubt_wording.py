"""Puts into words why a reading stands on thin ground: after a stance, beside a side compared, apart in a list."""

from collections.abc import Sequence
from datetime import date

from bot.domain.language import Lang
from bot.domain.statement import Statement
from bot.i18n.catalog import text
from bot.knowledge.doubts import Doubt, Doubts


def doubt_sentences(doubts: Doubts, lang: Lang, said: Statement, as_of: date, released: tuple[str, str]) -> str:
    """Sentences to follow the first line of a stance. `released`: stance and day of the differing release, in words."""
    stance, day = released
    months = max(1, (as_of - said.said_on.latest).days // 30)
    told = [text(f"doubts-stance-{kind.value}", lang, stance=stance, date=day, months=months) for kind in doubts.kinds]
    return "".join(text("answers-join", lang) + sentence for sentence in told)


def doubt_side(doubts: Doubts, lang: Lang) -> str:
    """What follows the day of a side's record in the brackets after its stance; empty where it is firm.

    Short, since it stands in brackets: beside a graver doubt the day alone tells how old the words are, and a line
    below tells what was released.
    """
    kinds = [kind for kind in doubts.kinds if kind is not Doubt.OLD] or doubts.kinds
    told = [text(f"doubts-side-{kind.value}", lang) for kind in kinds]
    return "".join(text("doubts-join", lang) + phrase for phrase in told)


def doubt_list(named: Sequence[tuple[str, Doubts]], lang: Lang) -> str:
    """The sentence that names the doubtful of a list, grouped by their gravest doubt; empty where there is none."""
    groups: dict[str, list[str]] = {}
    for name, doubts in named:
        groups.setdefault(doubts.kinds[0].value, []).append(name)
    told = [
        text("doubts-list-group", lang, companies=text("answers-list", lang).join(names),
             why=text(f"doubts-why-{kind}", lang))
        for kind, names in groups.items()
    ]  # fmt: skip
    return text("doubts-list", lang, groups=text("doubts-list-join", lang).join(told)) if told else ""
