"""/stories, /compare and /timeline: what is told about, and companies side by side."""

from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import discord
from discord import app_commands

from bot.app import App
from bot.discord_app.cards.layout import Card
from bot.discord_app.commands.choices import Choices, company_choices, day_choices, past_choices
from bot.discord_app.commands.options import read_day
from bot.discord_app.commands.reach import everywhere
from bot.discord_app.desk import ZONE_OF
from bot.discord_app.progress import say_step
from bot.discord_app.reading import ReadingDesk
from bot.discord_app.replying import channel_lang, guild_of, reader_lang, show
from bot.discord_app.translator import label
from bot.i18n.catalog import text

Name = app_commands.Range[str, 1, 200]
Day = app_commands.Range[str, 1, 40]


def stories_command(app: App, reading: ReadingDesk) -> app_commands.Command[Any, ..., Any]:
    async def offer_companies(interaction: discord.Interaction[Any], typed: str) -> Choices:
        return await company_choices(app, reader_lang(interaction), typed)

    async def offer_days(interaction: discord.Interaction[Any], typed: str) -> Choices:
        today = app.clock.now().date() + timedelta(days=1)  # east of Greenwich it may be tomorrow
        return day_choices(reader_lang(interaction), typed, today)

    @app_commands.command(name=label("reader-cmd-stories"), description=label("reader-cmd-stories-about"))
    @app_commands.rename(company=label("discord-cmd-stance-company"), day=label("reader-cmd-day"))
    @app_commands.describe(company=label("reader-cmd-company-about"), day=label("reader-cmd-day-about"))
    @app_commands.autocomplete(company=offer_companies, day=offer_days)
    @everywhere
    async def stories(
        interaction: discord.Interaction[Any], company: Name | None = None, day: Day | None = None
    ) -> None:
        on = read_day(day, _today(app, interaction))

        async def work() -> Card:
            room = guild_of(interaction)
            lang = channel_lang(interaction)
            return await reading.stories(room, lang, company=company, day=on)

        await show(interaction, work)

    return stories


def compare_command(app: App, reading: ReadingDesk) -> app_commands.Command[Any, ..., Any]:
    async def offer(interaction: discord.Interaction[Any], typed: str) -> Choices:
        return await company_choices(app, reader_lang(interaction), typed, without=_named(interaction))

    async def offer_days(interaction: discord.Interaction[Any], typed: str) -> Choices:
        return past_choices(reader_lang(interaction), typed, _today(app, interaction))

    @app_commands.command(name=label("reader-cmd-compare"), description=label("reader-cmd-compare-about"))
    @app_commands.rename(
        first=label("reader-cmd-company-1"),
        second=label("reader-cmd-company-2"),
        third=label("reader-cmd-company-3"),
        fourth=label("reader-cmd-company-4"),
        as_of=label("discord-cmd-as-of"),
    )
    @app_commands.describe(
        first=label("discord-cmd-stance-company-about"),
        second=label("discord-cmd-stance-company-about"),
        third=label("discord-cmd-stance-company-about"),
        fourth=label("discord-cmd-stance-company-about"),
        as_of=label("discord-cmd-as-of-about"),
    )
    @app_commands.autocomplete(first=offer, second=offer, third=offer, fourth=offer, as_of=offer_days)
    @everywhere
    async def compare(
        interaction: discord.Interaction[Any],
        first: Name,
        second: Name,
        third: Name | None = None,
        fourth: Name | None = None,
        as_of: Day | None = None,
    ) -> None:
        day = read_day(as_of, _today(app, interaction))
        names = [name for name in (first, second, third, fourth) if name]

        async def work() -> Card:
            room = guild_of(interaction)
            lang = channel_lang(interaction)
            return await reading.comparison(names, lang, day, room)

        await show(interaction, work, doing=text("reader-working-record", reader_lang(interaction)))

    return compare


def timeline_command(app: App, reading: ReadingDesk) -> app_commands.Command[Any, ..., Any]:
    async def offer(interaction: discord.Interaction[Any], typed: str) -> Choices:
        return await company_choices(app, reader_lang(interaction), typed, without=_named(interaction))

    async def offer_days(interaction: discord.Interaction[Any], typed: str) -> Choices:
        return past_choices(reader_lang(interaction), typed, _today(app, interaction))

    @app_commands.command(name=label("reader-cmd-timeline"), description=label("reader-cmd-timeline-about"))
    @app_commands.rename(
        first=label("reader-cmd-company-1"),
        second=label("reader-cmd-company-2"),
        third=label("reader-cmd-company-3"),
        fourth=label("reader-cmd-company-4"),
        fifth=label("reader-cmd-company-5"),
        since=label("reader-cmd-since"),
    )
    @app_commands.describe(
        first=label("discord-cmd-stance-company-about"),
        second=label("discord-cmd-stance-company-about"),
        third=label("discord-cmd-stance-company-about"),
        fourth=label("discord-cmd-stance-company-about"),
        fifth=label("discord-cmd-stance-company-about"),
        since=label("reader-cmd-since-about"),
    )
    @app_commands.autocomplete(first=offer, second=offer, third=offer, fourth=offer, fifth=offer, since=offer_days)
    @everywhere
    async def timeline(
        interaction: discord.Interaction[Any],
        first: Name,
        second: Name | None = None,
        third: Name | None = None,
        fourth: Name | None = None,
        fifth: Name | None = None,
        since: Day | None = None,
    ) -> None:
        start = read_day(since, _today(app, interaction))
        names = [name for name in (first, second, third, fourth, fifth) if name]

        async def work() -> Card:
            room = guild_of(interaction)
            lang = channel_lang(interaction)
            takes_files = interaction.guild_id is None or interaction.app_permissions.attach_files
            return await reading.chart(
                names, lang, room, since=start, with_picture=takes_files,
                on_drawing=lambda: say_step(interaction, "reader-working-picture"),
            )  # fmt: skip

        await show(interaction, work, doing=text("reader-working-record", reader_lang(interaction)))

    return timeline


def _today(app: App, interaction: discord.Interaction[Any]) -> date:
    return app.clock.now().astimezone(ZoneInfo(ZONE_OF[reader_lang(interaction)])).date()


def _named(interaction: discord.Interaction[Any]) -> frozenset[str]:
    """Companies that the other options name already: they are not offered twice."""
    given = vars(interaction.namespace).items()
    data: Any = interaction.data or {}
    focused = {one["name"] for one in data.get("options", ()) if one.get("focused")}
    return frozenset(str(value) for name, value in given if name not in focused and isinstance(value, str))
