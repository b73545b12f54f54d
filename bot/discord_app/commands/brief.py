"""/brief: today's edition, one story, a company's or a topic's news, or a link; and the menu entry on a message."""

import re
from typing import Any

import discord
from discord import app_commands

from bot.app import App
from bot.discord_app.cards.layout import Card
from bot.discord_app.commands.choices import (
    Choices,
    company_choices,
    find_story,
    lang_choices,
    story_choices,
    topic_choices,
)
from bot.discord_app.commands.reach import everywhere
from bot.discord_app.desk import Desk
from bot.discord_app.error_replies import OneAtATime
from bot.discord_app.gate import COSTLY
from bot.discord_app.progress import say_page_step
from bot.discord_app.reading import ReadingDesk
from bot.discord_app.replying import channel_lang, guild_of, reader_lang, show
from bot.discord_app.sanitise import web_address
from bot.discord_app.translator import label
from bot.domain.language import Lang
from bot.errors import NoLinkInMessage
from bot.i18n.catalog import text

Text = app_commands.Range[str, 1, 200]
Url = app_commands.Range[str, 1, 2000]
LINKS_OFFERED = 10
_LINK = re.compile(r"https?://[^\s<>|*`\"'\u3000-\u303f\uff00-\uffef]+", re.IGNORECASE)
_AFTER_LINK = ".,;:!?)]}"


def brief_command(app: App, desk: Desk, reading: ReadingDesk) -> app_commands.Command[Any, ..., Any]:
    async def offer_stories(interaction: discord.Interaction[Any], typed: str) -> Choices:
        return await story_choices(app, guild_of(interaction), reader_lang(interaction), typed)

    async def offer_companies(interaction: discord.Interaction[Any], typed: str) -> Choices:
        return await company_choices(app, reader_lang(interaction), typed)

    async def offer_topics(interaction: discord.Interaction[Any], typed: str) -> Choices:
        return topic_choices(reader_lang(interaction), typed)

    async def work(interaction: discord.Interaction[Any], lang: Lang, given: dict[str, str]) -> Card:
        guild_id = guild_of(interaction)
        if "url" in given:
            return await desk.brief_of_url(given["url"], lang, guild_id, on_step=say_page_step(interaction))
        if "story" in given:
            return await desk.brief(await find_story(app, guild_id, given["story"]), lang, guild_id)
        if given:
            return await reading.edition_about(guild_id, lang, **given)
        return await desk.todays_edition(guild_id, lang)

    @app_commands.command(name=label("discord-cmd-brief"), description=label("discord-cmd-brief-about"))
    @app_commands.rename(
        story=label("discord-cmd-brief-story"),
        company=label("discord-cmd-stance-company"),
        topic=label("reader-cmd-topic"),
        url=label("discord-cmd-brief-url"),
        lang=label("discord-cmd-lang"),
    )
    @app_commands.describe(
        story=label("discord-cmd-brief-story-about"),
        company=label("reader-cmd-company-about"),
        topic=label("reader-cmd-topic-about"),
        url=label("discord-cmd-brief-url-about"),
        lang=label("discord-cmd-lang-about"),
    )
    @app_commands.autocomplete(story=offer_stories, company=offer_companies, topic=offer_topics)
    @app_commands.choices(lang=lang_choices())
    @everywhere
    async def brief(
        interaction: discord.Interaction[Any],
        story: Text | None = None,
        company: Text | None = None,
        topic: Text | None = None,
        url: Url | None = None,
        lang: str | None = None,
    ) -> None:
        options = {"story": story, "company": company, "topic": topic, "url": url}
        given = {name: value for name, value in options.items() if value is not None}
        if len(given) > 1:
            raise OneAtATime
        shown: Lang = "ja" if lang == "ja" else "en" if lang == "en" else channel_lang(interaction)
        doing = None if url else text("reader-working-news", reader_lang(interaction))
        await show(interaction, lambda: work(interaction, shown, given), doing=doing)

    return brief


def brief_menu(desk: Desk, reading: ReadingDesk) -> app_commands.ContextMenu:
    async def brief_link(interaction: discord.Interaction[Any], message: discord.Message) -> None:
        async def work() -> Card:
            lang, room = reader_lang(interaction), guild_of(interaction)
            urls = links_in(message)
            if not urls:
                raise NoLinkInMessage
            if len(urls) > 1:
                return await reading.links(urls, lang, room, interaction.user.id)
            return await desk.brief_of_url(urls[0], lang, room, private=True, on_step=say_page_step(interaction))

        await show(interaction, work, private=True)

    menu = app_commands.ContextMenu(name=label("reader-cmd-menu"), callback=brief_link, extras={COSTLY: True})
    return everywhere(menu)


def links_in(message: discord.Message) -> list[str]:
    """The web addresses of a message in order, each once: those that are written, then those of its previews."""
    written = [_without_tail(found) for found in _LINK.findall(message.content or "")]
    previewed = [embed.url for embed in message.embeds if embed.url]
    usable = [url for url in (*written, *previewed) if web_address(url)]
    return list(dict.fromkeys(usable))[:LINKS_OFFERED]


def _without_tail(url: str) -> str:
    """Without the punctuation of the sentence around it; a closing bracket stays where its opening one is inside."""
    while url and url[-1] in _AFTER_LINK and not (url[-1] == ")" and url.count("(") >= url.count(")")):
        url = url[:-1]
    return url
