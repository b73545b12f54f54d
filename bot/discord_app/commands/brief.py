"""/brief: today's edition, one story, or a link that the reader gives."""

from typing import Any

import discord
from discord import app_commands

from bot.app import App
from bot.discord_app.cards.layout import Card
from bot.discord_app.commands.choices import Choices, find_story, lang_choices, story_choices
from bot.discord_app.desk import Desk
from bot.discord_app.replying import channel_lang, guild_of, reader_lang, show
from bot.discord_app.translator import label
from bot.domain.language import Lang
from bot.errors import UsageError

Text = app_commands.Range[str, 1, 200]
Url = app_commands.Range[str, 1, 2000]


def brief_command(app: App, desk: Desk) -> app_commands.Command[Any, ..., Any]:
    async def offer_stories(interaction: discord.Interaction[Any], typed: str) -> Choices:
        return await story_choices(app, guild_of(interaction), reader_lang(interaction), typed)

    async def work(guild_id: int, lang: Lang, story: str | None, url: str | None) -> Card:
        if story is not None and url is not None:
            raise UsageError("both a story and a link")
        if url is not None:
            return await desk.brief_of_url(url, lang, guild_id)
        if story is not None:
            return await desk.brief(await find_story(app, guild_id, story), lang, guild_id)
        return await desk.todays_edition(guild_id, lang)

    @app_commands.command(name=label("discord-cmd-brief"), description=label("discord-cmd-brief-about"))
    @app_commands.rename(
        story=label("discord-cmd-brief-story"), url=label("discord-cmd-brief-url"), lang=label("discord-cmd-lang")
    )
    @app_commands.describe(
        story=label("discord-cmd-brief-story-about"),
        url=label("discord-cmd-brief-url-about"),
        lang=label("discord-cmd-lang-about"),
    )
    @app_commands.autocomplete(story=offer_stories)
    @app_commands.choices(lang=lang_choices())
    @app_commands.guild_only()
    async def brief(
        interaction: discord.Interaction[Any],
        story: Text | None = None,
        url: Url | None = None,
        lang: str | None = None,
    ) -> None:
        shown: Lang = "ja" if lang == "ja" else "en" if lang == "en" else channel_lang(interaction)
        await show(interaction, lambda: work(guild_of(interaction), shown, story, url))

    return brief
