"""Names and descriptions of commands in Japanese, from the same texts as everything else that people read."""

import discord
from discord import app_commands

from bot.domain.language import Lang
from bot.i18n.catalog import text


def label(key: str) -> app_commands.locale_str:
    """A command's name or description: English is Discord's default text, the key finds the others."""
    return app_commands.locale_str(text(key, "en"), key=key)


def lang_of(locale: discord.Locale) -> Lang:
    """The language of ours that a reader with this locale gets."""
    return "ja" if locale is discord.Locale.japanese else "en"


class CatalogTranslator(app_commands.Translator):
    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        key = string.extras.get("key")
        if locale is not discord.Locale.japanese or key is None:
            return None
        return text(key, "ja")
