"""/ask and /stance: what companies have said about openness, from the record."""

from typing import Any

import discord
from discord import app_commands

from bot.app import App
from bot.discord_app.commands.choices import Choices, company_choices, past_choices
from bot.discord_app.commands.options import read_day
from bot.discord_app.commands.reach import everywhere
from bot.discord_app.desk import Desk
from bot.discord_app.replying import channel_lang, guild_of, reader_lang, show
from bot.discord_app.translator import label
from bot.i18n.catalog import text

Question = app_commands.Range[str, 1, 1000]
Name = app_commands.Range[str, 1, 200]
Day = app_commands.Range[str, 1, 40]


def ask_command(desk: Desk) -> app_commands.Command[Any, ..., Any]:
    async def offer_days(interaction: discord.Interaction[Any], typed: str) -> Choices:
        lang = reader_lang(interaction)
        return past_choices(lang, typed, desk.day_now(lang))

    @app_commands.command(name=label("discord-cmd-ask"), description=label("discord-cmd-ask-about"))
    @app_commands.rename(question=label("discord-cmd-ask-question"), as_of=label("discord-cmd-as-of"))
    @app_commands.describe(question=label("discord-cmd-ask-question-about"), as_of=label("discord-cmd-as-of-about"))
    @app_commands.autocomplete(as_of=offer_days)
    @everywhere
    async def ask(interaction: discord.Interaction[Any], question: Question, as_of: Day | None = None) -> None:
        day = read_day(as_of, desk.day_now(reader_lang(interaction)))
        lang = channel_lang(interaction)
        asker = interaction.user.id
        # A follow-up is understood by what the same person asked before in the same channel or thread.
        thread = f"{interaction.channel_id}:{asker}"
        doing = text("reader-working-record", reader_lang(interaction))
        room = guild_of(interaction)
        await show(interaction, lambda: desk.answer(question, lang, day, room, thread, user_id=asker), doing=doing)

    return ask


def stance_command(app: App, desk: Desk) -> app_commands.Command[Any, ..., Any]:
    async def offer_companies(interaction: discord.Interaction[Any], typed: str) -> Choices:
        return await company_choices(app, reader_lang(interaction), typed)

    async def offer_days(interaction: discord.Interaction[Any], typed: str) -> Choices:
        lang = reader_lang(interaction)
        return past_choices(lang, typed, desk.day_now(lang))

    @app_commands.command(name=label("discord-cmd-stance"), description=label("discord-cmd-stance-about"))
    @app_commands.rename(company=label("discord-cmd-stance-company"), as_of=label("discord-cmd-as-of"))
    @app_commands.describe(company=label("discord-cmd-stance-company-about"), as_of=label("discord-cmd-as-of-about"))
    @app_commands.autocomplete(company=offer_companies, as_of=offer_days)
    @everywhere
    async def stance(interaction: discord.Interaction[Any], company: Name, as_of: Day | None = None) -> None:
        day = read_day(as_of, desk.day_now(reader_lang(interaction)))
        lang = channel_lang(interaction)
        await show(interaction, lambda: desk.stance(company, lang, day, guild_of(interaction)))

    return stance
