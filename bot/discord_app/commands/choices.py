"""What autocomplete offers. An error here offers nothing: the reader can still type."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import cache
from itertools import islice
from zoneinfo import ZoneInfo, available_timezones

from discord import app_commands

from bot.app import App
from bot.briefs.topics import TOPICS
from bot.discord_app.commands.options import find_weekdays
from bot.discord_app.dates import day_in_words, weekdays_in_words
from bot.discord_app.limits import CHOICE_TEXT, CHOICES, cut
from bot.domain.language import Lang
from bot.domain.source import SourceState
from bot.domain.statement import Company
from bot.errors import UnknownStory
from bot.i18n.catalog import text
from bot.sources.starter import read_starter
from bot.text.normalise import fold as fold_name
from bot.watches.naming import find_company_named
from bot.watches.topics import ends_list, split_topics

RECENT_STORIES = 200
DAYS_OFFERED = 14
_ZONES_FIRST: dict[Lang, tuple[str, ...]] = {
    "ja": ("Asia/Tokyo", "UTC", "America/New_York", "America/Los_Angeles", "Europe/London", "Asia/Singapore"),
    "en": ("America/New_York", "America/Los_Angeles", "Europe/London", "Europe/Berlin", "UTC", "Asia/Tokyo"),
}

Choices = list[app_commands.Choice[str]]


# Japanese is typed as hiragana until it is converted, and choices are asked for at every key.
_KATAKANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}


def fold(words: str) -> str:
    return fold_name(words).translate(_KATAKANA)


def lang_choices() -> Choices:
    return [choice("discord-choice-ja", "ja"), choice("discord-choice-en", "en")]


def choice(key: str, value: str) -> app_commands.Choice[str]:
    """A fixed choice whose name is localized by the translator."""
    return app_commands.Choice(name=app_commands.locale_str(text(key, "en"), key=key), value=value)


async def story_choices(app: App, guild_id: int, lang: Lang, typed: str) -> Choices:
    """The newest stories whose headline, in either language, holds what was typed."""
    wanted = fold(typed)
    stories = await app.stories.list_stories(guild_id, limit=RECENT_STORIES)
    found = [story for story in stories if any(wanted in fold(title) for title in story.titles.values())]
    return offered((story.title(lang), str(story.story_id)) for story in found)


async def find_story(app: App, guild_id: int, typed: str) -> int:
    """The story that was picked, or typed as a number or as words of its headline. Raises UnknownStory."""
    if typed.strip().isdecimal():
        return int(typed)
    [*found] = await story_choices(app, guild_id, "en", typed)
    if not found or not fold(typed):
        raise UnknownStory(typed, story=typed)
    return int(found[0].value)


async def company_choices(app: App, lang: Lang, typed: str, *, without: frozenset[str] = frozenset()) -> Choices:
    """Companies that start with what was typed, then those that hold it, then those that are close to it.

    `without`: ids of companies that are named already.
    """
    index = await app.catalogue.index()
    wanted = fold(typed)

    def spellings(company: Company) -> list[str]:
        return [fold(name) for name in (*company.names.values(), *company.aliases)]

    starting = [one for one in index if any(name.startswith(wanted) for name in spellings(one))]
    holding = [one for one in index if any(wanted in name for name in spellings(one))]
    close = index.suggest(typed) if wanted else []
    by_id = {one.company_id: one for one in (*starting, *holding, *close)}
    return offered((one.names[lang], one.company_id) for one in by_id.values() if one.company_id not in without)


async def watched_choices(app: App, lang: Lang, typed: str) -> Choices:
    """Lists of companies and keywords: what was typed up to the last comma, and for the piece behind it the companies
    that it may become, or itself as a keyword. A choice fills the option with its name, so its value is the same."""
    *named, piece = split_topics(typed) if typed.strip() and not ends_list(typed) else [*split_topics(typed), ""]
    index = await app.catalogue.index()
    known = {company.company_id for one in named if (company := find_company_named(index, one))}
    join = text("schedule-topics-join", lang)
    offers = [one.name for one in await company_choices(app, lang, piece, without=frozenset(known))]
    whole = [] if not piece or any(fold(one) == fold(piece) for one in offers) else [piece]
    lists = [join.join([*named, one]) for one in (*whole, *offers)]
    return offered((one, one) for one in lists if len(one) <= CHOICE_TEXT)


def topic_choices(lang: Lang, typed: str) -> Choices:
    """The topics that are known, and the words that were typed as they are."""
    wanted = fold(typed)
    named = [(text("reader-topic", lang, topic=topic), topic) for topic in TOPICS]
    found = [(name, topic) for name, topic in named if wanted in fold(name)]
    own = [(typed.strip(), typed.strip())] if typed.strip() else []
    return offered((*found, *own))


def day_choices(lang: Lang, typed: str, latest: date) -> Choices:
    """The last days, the latest first, as the reader writes them."""
    days = [latest - timedelta(days=n) for n in range(DAYS_OFFERED)]
    named = [(day_in_words(day, lang), day.isoformat()) for day in days]
    return offered((name, iso) for name, iso in named if fold(typed) in fold(name) or typed.strip() in iso)


async def source_choices(app: App, guild_id: int, typed: str, state: SourceState | None = None) -> Choices:
    """What this server follows, in one state or in any."""
    wanted = fold(typed)
    sources = [one for one in await app.registry.list(guild_id) if state in (None, one.state)]
    found = [one for one in sources if wanted in fold(one.title) or wanted in fold(one.url)]
    return offered((f"{one.source_id}: {one.title or one.url}", str(one.source_id)) for one in found)


def pack_choices(lang: Lang, typed: str) -> Choices:
    """The packs of the starter catalogue."""
    wanted = fold(typed)
    packs = [one for one in read_starter().packs if wanted in fold(one.name[lang]) or wanted in fold(one.id)]
    return offered((text("admin-pack-option", lang, name=one.name[lang], n=len(one.sources)), one.id) for one in packs)


def command_choices(names: Iterable[tuple[str, str]], typed: str) -> Choices:
    """Commands for members: (name that Discord shows, name)."""
    wanted = fold(typed)
    return offered((f"/{shown}", name) for shown, name in names if wanted in fold(shown) or wanted in fold(name))


def weekday_choices(lang: Lang, typed: str) -> Choices:
    """The usual sets of weekdays, then each single day; what was typed where it can be read."""
    read = find_weekdays(typed)
    sets = [read] if read else [(1, 2, 3, 4, 5, 6, 7), (1, 2, 3, 4, 5), (6, 7), *((day,) for day in range(1, 8))]
    return offered((weekdays_in_words(days, lang), "".join(map(str, days))) for days in sets)


async def schedule_choices(app: App, guild_id: int, lang: Lang, typed: str, names: dict[int, str]) -> Choices:
    """This server's schedules by number, place and time. `names` are those of its channels."""
    found = [
        (f"{one.schedule_id}: #{names.get(one.channel_id, one.channel_id)} {one.at:%H:%M} {one.timezone}", one)
        for one in await app.schedules.list_schedules(guild_id)
    ]
    return offered((name, str(one.schedule_id)) for name, one in found if fold(typed) in fold(name))


def zone_choices(lang: Lang, typed: str, now: datetime, *, likely: Lang | None = None) -> Choices:
    """Zones that hold what was typed, those likely for a server of this language first, with their present offsets."""
    wanted = fold(typed)
    names = [name for name in dict.fromkeys((*_ZONES_FIRST[likely or lang], *_zones())) if wanted in fold(name)]
    return offered((_zone_in_words(name, lang, now), name) for name in names[:CHOICES])


def _zone_in_words(name: str, lang: Lang, now: datetime) -> str:
    offset = f"{now.astimezone(ZoneInfo(name)):%z}"
    return text("discord-zone-choice", lang, zone=name, offset=f"{offset[:3]}:{offset[3:5]}")


@cache
def _zones() -> tuple[str, ...]:
    """The zones that people live in: `Area/City`, without the technical and the old ones."""
    return tuple(sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/")))


def offered(found: Iterable[tuple[str, str]]) -> Choices:
    """As many as Discord takes. Names are shown as they are: there is no markup in a choice."""
    shown = ((cut(" ".join(name.split()), CHOICE_TEXT), value) for name, value in found)
    fitting = ((name, value) for name, value in shown if name and len(value) <= CHOICE_TEXT)
    return [app_commands.Choice(name=name, value=value) for name, value in islice(fitting, CHOICES)]
