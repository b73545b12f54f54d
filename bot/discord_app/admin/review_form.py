"""The form in which a reviewer corrects a statement: what it shows first, and what was meant by what came back."""

from collections.abc import Mapping
from typing import Any

import discord

from bot.discord_app.admin.presses import AdminPress
from bot.domain.language import Lang
from bot.domain.statement import PartialDate, Provenance, Stance, Statement
from bot.errors import BadDate
from bot.i18n.catalog import text
from bot.knowledge.review import Edit
from bot.knowledge.vocabulary import Kind, shipped_vocabulary

SUMMARY, QUOTE = 600, 400
_DAY = 10


def fill_form(one: Statement, press: AdminPress, lang: Lang) -> discord.ui.Modal:
    """As many fields as Discord takes: stance, provenance, day, quote, and the summary in the reader's language."""
    form = discord.ui.Modal(title=text("admin-form-title", lang), custom_id=press.custom_id)
    vocabulary = shipped_vocabulary()

    def choose(name: Kind, values: Any, chosen: str) -> discord.ui.Label[Any]:
        options = [
            discord.SelectOption(label=vocabulary.name(name, each, lang), value=each, default=each == chosen)
            for each in values
        ]
        listed: discord.ui.Select[Any] = discord.ui.Select(custom_id=name, options=options)
        return discord.ui.Label(text=text(f"admin-form-{name}", lang), component=listed)

    def write(name: str, value: str, most: int, *, long: bool = False) -> discord.ui.Label[Any]:
        style = discord.TextStyle.paragraph if long else discord.TextStyle.short
        field: discord.ui.TextInput[Any] = discord.ui.TextInput(
            custom_id=name, style=style, default=value[:most] or None, max_length=most, required=False
        )
        about = text(f"admin-form-{name}-about", lang)
        return discord.ui.Label(text=text(f"admin-form-{name}", lang), description=about, component=field)

    form.add_item(choose("stance", list(Stance), one.stance))
    form.add_item(choose("provenance", list(Provenance), one.provenance))
    form.add_item(write("said-on", str(one.said_on), _DAY))
    form.add_item(write("quote", one.quote or "", QUOTE, long=True))
    form.add_item(write("summary", one.summary[lang], SUMMARY, long=True))
    return form


def read_edit(typed: Mapping[str, str], lang: Lang) -> Edit:
    """What the filled form changes; an emptied field leaves what there was. Raises BadDate."""
    summary = typed.get("summary", "").strip() or None
    return Edit(
        stance=Stance(typed["stance"]) if typed.get("stance") else None,
        provenance=Provenance(typed["provenance"]) if typed.get("provenance") else None,
        said_on=_day(typed.get("said-on", "")),
        quote=typed.get("quote", "").strip() or None,
        summary_en=summary if lang == "en" else None,
        summary_ja=summary if lang == "ja" else None,
    )


def _day(typed: str) -> PartialDate | None:
    day = typed.strip().replace("/", "-")
    try:
        return PartialDate(day) if day else None
    except ValueError as problem:
        raise BadDate(str(problem), value=typed) from None
