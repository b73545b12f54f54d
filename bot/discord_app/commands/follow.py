"""/follow, /help and /privacy: what concerns one reader alone. Every reply is theirs only."""

from typing import Any

import discord
from discord import app_commands

from bot.app import App
from bot.discord_app.cards.layout import Card
from bot.discord_app.cards.personal import HELP_TOPICS, help_card
from bot.discord_app.commands.choices import Choices, choice, company_choices, find_story, fold, offered, story_choices
from bot.discord_app.commands.reach import everywhere
from bot.discord_app.following import Following
from bot.discord_app.readers import Readers
from bot.discord_app.reading import ReadingDesk
from bot.discord_app.replying import guild_of, reader_lang, show
from bot.discord_app.translator import label
from bot.domain.reader import Topic
from bot.i18n.catalog import text

Name = app_commands.Range[str, 1, 200]


def follow_commands(app: App, following: Following, reading: ReadingDesk) -> app_commands.Group:
    group = everywhere(
        app_commands.Group(name=label("reader-cmd-follow"), description=label("reader-cmd-follow-about"))
    )

    async def offer_companies(interaction: discord.Interaction[Any], typed: str) -> Choices:
        return await company_choices(app, reader_lang(interaction), typed)

    async def offer_stories(interaction: discord.Interaction[Any], typed: str) -> Choices:
        return await story_choices(app, guild_of(interaction), reader_lang(interaction), typed)

    async def offer_mine(interaction: discord.Interaction[Any], typed: str) -> Choices:
        lang = reader_lang(interaction)
        mine = await following.follow_names(interaction, lang)
        every = [(text("reader-everything", lang), "all")] if mine else []
        return offered((name, value) for name, value in (*mine, *every) if fold(typed) in fold(name))

    @group.command(name=label("reader-cmd-follow-company"), description=label("reader-cmd-follow-company-about"))
    @app_commands.rename(company=label("discord-cmd-stance-company"))
    @app_commands.describe(company=label("discord-cmd-stance-company-about"))
    @app_commands.autocomplete(company=offer_companies)
    async def follow_company(interaction: discord.Interaction[Any], company: Name) -> None:
        async def work() -> Card:
            lang = reader_lang(interaction)
            found = await reading.company(company, lang)
            return await following.follow(interaction, Topic.COMPANY, found.company_id, lang)

        await show(interaction, work, private=True)

    @group.command(name=label("reader-cmd-follow-story"), description=label("reader-cmd-follow-story-about"))
    @app_commands.rename(story=label("discord-cmd-brief-story"))
    @app_commands.describe(story=label("discord-cmd-brief-story-about"))
    @app_commands.autocomplete(story=offer_stories)
    async def follow_story(interaction: discord.Interaction[Any], story: Name) -> None:
        async def work() -> Card:
            story_id = await find_story(app, guild_of(interaction), story)
            return await following.follow(interaction, Topic.STORY, str(story_id), reader_lang(interaction))

        await show(interaction, work, private=True)

    @group.command(name=label("reader-cmd-follow-list"), description=label("reader-cmd-follow-list-about"))
    async def follow_list(interaction: discord.Interaction[Any]) -> None:
        await show(interaction, lambda: following.follows(interaction, reader_lang(interaction)), private=True)

    @group.command(name=label("reader-cmd-follow-stop"), description=label("reader-cmd-follow-stop-about"))
    @app_commands.rename(which=label("reader-cmd-follow-which"))
    @app_commands.describe(which=label("reader-cmd-follow-which-about"))
    @app_commands.autocomplete(which=offer_mine)
    async def follow_stop(interaction: discord.Interaction[Any], which: Name) -> None:
        async def work() -> Card:
            lang = reader_lang(interaction)
            mine = await following.follow_names(interaction, lang)
            # What was typed instead of chosen is found by its name.
            named = next((value for name, value in mine if fold(which) == fold(name)), which)
            return await following.stop(interaction, named, lang)

        await show(interaction, work, private=True)

    return group


def help_command() -> app_commands.Command[Any, ..., Any]:
    @app_commands.command(name=label("reader-cmd-help"), description=label("reader-cmd-help-about"))
    @app_commands.rename(topic=label("reader-cmd-help-topic"))
    @app_commands.describe(topic=label("reader-cmd-help-topic-about"))
    @app_commands.choices(topic=[choice(f"reader-help-name-{topic}", topic) for topic in HELP_TOPICS])
    @everywhere
    async def show_help(interaction: discord.Interaction[Any], topic: str | None = None) -> None:
        async def work() -> Card:
            return help_card(topic or HELP_TOPICS[0], reader_lang(interaction))

        await show(interaction, work, private=True)

    return show_help


def privacy_command(readers: Readers) -> app_commands.Command[Any, ..., Any]:
    @app_commands.command(name=label("reader-cmd-privacy"), description=label("reader-cmd-privacy-about"))
    @everywhere
    async def privacy(interaction: discord.Interaction[Any]) -> None:
        await show(interaction, lambda: readers.privacy(interaction, reader_lang(interaction)), private=True)

    return privacy
