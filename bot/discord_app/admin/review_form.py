"""The forms in which a reviewer corrects a statement: what they show first, and what was meant by what came back.

Discord takes five fields to a form, so there are two: how the words are to be read, and the words themselves.
"""

from collections.abc import Iterable, Mapping

import discord

from bot.discord_app.admin.presses import AdminPress
from bot.domain.language import LANGS, Lang
from bot.domain.statement import Modality, PartialDate, Provenance, Scope, Speaker, Stance, Statement
from bot.errors import BadDate
from bot.i18n.catalog import text
from bot.knowledge.review import Edit
from bot.knowledge.vocabulary import Kind, shipped_vocabulary

SUMMARY, QUOTE, SPEAKER = 600, 400, 200
_DAY = 10
_BETWEEN = " / "
"""Between a name as it is written in English and in Japanese."""


def reading_form(one: Statement, press: AdminPress, lang: Lang) -> discord.ui.Modal:
    """Stance, provenance, modality, scope and day."""
    form = discord.ui.Modal(title=text("cards-form-reading", lang), custom_id=press.custom_id)
    form.add_item(_choose("stance", Stance, [one.stance], lang))
    form.add_item(_choose("provenance", Provenance, [one.provenance], lang))
    form.add_item(_choose("modality", Modality, [one.modality], lang))
    form.add_item(_choose("scope", Scope, one.scope, lang, most=len(Scope)))
    form.add_item(_write("said-on", str(one.said_on), _DAY, lang))
    return form


def words_form(one: Statement, press: AdminPress, lang: Lang) -> discord.ui.Modal:
    """Quote, speaker, role, and the summary in both languages, the reader's own first."""
    form = discord.ui.Modal(title=text("cards-form-words", lang), custom_id=press.custom_id)
    who = one.speaker
    form.add_item(_write("quote", one.quote or "", QUOTE, lang, long=True))
    form.add_item(_write("speaker", _both(who.name, who.name_ja) if who else "", SPEAKER, lang))
    form.add_item(_write("role", _both(who.role, who.role_ja) if who else "", SPEAKER, lang))
    for own in sorted(LANGS, key=lambda each: each != lang):
        form.add_item(_write(f"summary-{own}", one.summary[own], SUMMARY, lang, long=True))
    return form


def read_edit(typed: Mapping[str, str]) -> Edit:
    """What a filled form changes. An emptied field leaves what there was, but for the speaker: without one the words
    are the organisation's own. Raises BadDate."""
    speaker = _speaker(typed)
    return Edit(
        stance=Stance(typed["stance"]) if typed.get("stance") else None,
        provenance=Provenance(typed["provenance"]) if typed.get("provenance") else None,
        modality=Modality(typed["modality"]) if typed.get("modality") else None,
        scope=tuple(Scope(one) for one in typed["scope"].split(",")) if typed.get("scope") else None,
        said_on=_day(typed.get("said-on", "")),
        quote=typed.get("quote", "").strip() or None,
        summary_en=typed.get("summary-en", "").strip() or None,
        summary_ja=typed.get("summary-ja", "").strip() or None,
        speaker=speaker,
        is_nobodys=speaker is None and "speaker" in typed,
    )


def _choose(
    name: Kind, values: Iterable[str], chosen: Iterable[str], lang: Lang, *, most: int = 1
) -> discord.ui.Label[discord.ui.Modal]:
    vocabulary, known = shipped_vocabulary(), frozenset(chosen)
    options = [
        discord.SelectOption(label=vocabulary.name(name, each, lang), value=each, default=each in known)
        for each in values
    ]
    listed: discord.ui.Select[discord.ui.Modal] = discord.ui.Select(custom_id=name, options=options, max_values=most)
    about = text(f"cards-form-{name}-about", lang) if most > 1 else None
    return discord.ui.Label(text=text(f"cards-form-{name}", lang), description=about, component=listed)


def _write(name: str, value: str, most: int, lang: Lang, *, long: bool = False) -> discord.ui.Label[discord.ui.Modal]:
    style = discord.TextStyle.paragraph if long else discord.TextStyle.short
    field: discord.ui.TextInput[discord.ui.Modal] = discord.ui.TextInput(
        custom_id=name, style=style, default=value[:most] or None, max_length=most, required=False
    )
    about = text(f"cards-form-{name}-about", lang)
    return discord.ui.Label(text=text(f"cards-form-{name}", lang), description=about, component=field)


def _both(en: str, ja: str) -> str:
    return en if en == ja else f"{en}{_BETWEEN}{ja}"


def _speaker(typed: Mapping[str, str]) -> Speaker | None:
    name, name_ja = _parted(typed.get("speaker", ""))
    return Speaker(name, name_ja, *_parted(typed.get("role", ""))) if name else None


def _parted(typed: str) -> tuple[str, str]:
    """(in English, in Japanese); one that stands alone is both."""
    en, _, ja = typed.replace("／", "/").partition("/")
    return (en.strip() or ja.strip()), (ja.strip() or en.strip())


def _day(typed: str) -> PartialDate | None:
    day = typed.strip().replace("/", "-")
    try:
        return PartialDate(day) if day else None
    except ValueError as problem:
        raise BadDate(str(problem), value=typed) from None
