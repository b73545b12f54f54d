"""The cards of the news: one story's brief, its sources, and an edition."""

from collections.abc import Sequence
from typing import Any

import discord

from bot.briefs.wording import extent_mark, kind_label, language_name, translation_mark, written_by
from bot.discord_app.buttons import Action, CardButton, Press
from bot.discord_app.cards.deeds import (
    about_button,
    day_button,
    follow_button,
    opinion_buttons,
    page_buttons,
    page_count,
    page_toggle,
    share_button,
    story_button,
)
from bot.discord_app.cards.layout import HEADLINE, LINE, Accent, Card, Group, Names, card, fit_groups, marks, toggle
from bot.discord_app.dates import day_in_words, timestamp
from bot.discord_app.limits import MESSAGE_TEXT, Part
from bot.discord_app.reader_buttons import reply_subject, story_subject
from bot.discord_app.sanitise import host, link, plain, web_address
from bot.domain.brief import LOCAL_ENGINE, Brief, BriefPoint, BriefSource, Edition, PointKind, StanceLine
from bot.domain.language import Lang, other
from bot.i18n.catalog import text

STORIES_IN_EDITION = 8
POINTS_IN_EDITION = 2
HEADLINE_IN_EDITION = 160
SOURCES_IN_LIST = 12
PASSAGE = 280
ENGINE = 60


def brief_card(brief: Brief, names: Names, *, private: bool = False) -> Card:
    """One story: headline, cited points, what companies said, and where it was read.

    `private`: only the presser sees it, and may share it.
    """
    lang = brief.lang
    subject = story_subject(brief.story_id)
    groups: list[Group] = [
        [Part(f"## {_headline(brief, HEADLINE)}"), Part(f"-# {_origin(brief)}")],
        _points(brief.points, lang),
        [Part(_stance_line(line, lang, names), 5) for line in brief.stance_lines],
        [
            Part(f"-#{marks(numbers)} {_source_link(one)} · {timestamp(one.published_at)}{extent_mark(one, lang)}", 6)
            for one, numbers in brief.sources_by_article()
        ],
    ]
    buttons = [
        toggle(Action.BRIEF, brief.story_id, lang),
        _sources_button(brief),
        story_button(brief.story_id, lang),
        about_button(subject, lang),
        follow_button(subject, lang),
    ]
    opinions = [*opinion_buttons(subject, lang, brief.revision), *([share_button(subject, lang)] if private else [])]
    return card(groups, lang, Accent.NEWS, buttons, opinions)


def brief_sources_card(brief: Brief, shown_revision: int | None) -> Card:
    """The sources of a brief: each with the passage that the points rest on."""
    lang = brief.lang
    head = [Part(f"### {text('discord-sources-of', lang)}"), Part(f"**{plain(brief.headline, HEADLINE)}**")]
    if shown_revision is not None and shown_revision != brief.revision:
        head.append(Part(f"-# {text('discord-story-went-on', lang)}"))
    groups: list[Group] = [head]
    for i, (source, numbers) in enumerate(brief.sources_by_article()[:SOURCES_IN_LIST]):
        where = f"-# {timestamp(source.published_at, 'f')} · {_address(source.url)}{extent_mark(source, lang)}"
        passages = [one for one in brief.sources if one.n in numbers]
        quoted = [Part(f"> **[{one.n}]** {plain(one.passage, PASSAGE)}", i) for one in passages]
        groups.append([Part(f"**{_source_link(source)}**", i), Part(where, i), *quoted])
    groups.append([Part(f"-# {written_by(brief, lang, plain(brief.engine))}")])
    return card(groups, lang, Accent.NEWS)


def edition_card(
    edition: Edition, reply_id: int, note: str | None = None, page: int = 1, *, is_preview: bool = False
) -> Card:
    """The day's stories in short, each with a button that opens it. The language button finds `reply_id` again.

    `note` is a line of ours under the title. A page after the first shows what the first had no room for.
    A preview, which nobody else sees, says so in its title.
    """
    lang = edition.lang
    title = _edition_title(edition, is_preview=is_preview)
    noted: Group = [Part(f"-# {note}")] if note else []
    if not edition.briefs:
        # With its button it is found again after a crash, as every other post.
        shown = noted if is_preview else []
        quiet = [[Part(f"## {title}"), *shown, Part(_empty(edition))]]
        return card(quiet, lang, Accent.NEWS, [toggle(Action.EDITION, reply_id, lang)])
    pages = page_count(len(edition.briefs), STORIES_IN_EDITION)
    page = min(max(page, 1), pages)
    before = (page - 1) * STORIES_IN_EDITION
    briefs = edition.briefs[before : before + STORIES_IN_EDITION]
    left_out = len(edition.briefs) - before - len(briefs)
    count = text("discord-edition-count", lang, n=len(edition.briefs))
    head: Group = [
        Part(f"# {title}"),
        Part(f"-# {count} · {_writers(briefs, lang)}"),
        *noted,
    ]
    tail: Group = [Part(f"-# {text('discord-edition-more', lang, n=left_out)}")] if left_out else []
    texts = fit_groups([head, *(_in_short(brief) for brief in briefs), tail], lang)

    view = Card()
    container: discord.ui.Container[Card] = discord.ui.Container(accent_colour=int(Accent.NEWS))
    container.add_item(discord.ui.TextDisplay(texts[0]))
    for brief, words in zip(briefs, texts[1:], strict=False):
        press = Press(Action.OPEN, brief.story_id, lang)
        button = CardButton(press, text("discord-button-open", lang))
        container.add_item(discord.ui.Section(discord.ui.TextDisplay(words), accessory=button))
    for words in texts[1 + len(briefs) :]:
        container.add_item(discord.ui.TextDisplay(words))
    view.add_item(container)
    subject = reply_subject(reply_id)
    same = toggle(Action.EDITION, reply_id, lang) if page == 1 else page_toggle(subject, lang, page)
    row: list[discord.ui.Item[Any]] = [same, *page_buttons(subject, lang, page, pages), day_button(subject, lang)]
    view.add_item(discord.ui.ActionRow(*row))
    return view


def together_card(
    editions: Sequence[Edition], reply_id: int, note: str | None = None, *, is_preview: bool = False
) -> Card:
    """One message with an edition for each language, one under the other; the buttons show one language in full."""
    view = Card()
    for edition in editions:
        title = _edition_title(edition, is_preview=is_preview)
        head: Group = [Part(f"## {title}"), *([Part(f"-# {note}")] if note and edition is editions[0] else [])]
        empty: Group = [Part(_empty(edition))]
        told = [_in_short(brief) for brief in edition.briefs[:STORIES_IN_EDITION]] or [empty]
        container: discord.ui.Container[Card] = discord.ui.Container(accent_colour=int(Accent.NEWS))
        for words in fit_groups([head, *told], edition.lang, MESSAGE_TEXT // len(editions)):
            container.add_item(discord.ui.TextDisplay(words))
        view.add_item(container)
    view.add_item(discord.ui.ActionRow(*(toggle(Action.EDITION, reply_id, other(one.lang)) for one in editions)))
    return view


def _empty(edition: Edition) -> str:
    key = "schedule-edition-untracked" if edition.left_untracked else "discord-edition-empty"
    return text(key, edition.lang)


def _edition_title(edition: Edition, *, is_preview: bool) -> str:
    title = text("discord-edition-title", edition.lang, day=day_in_words(edition.on, edition.lang))
    return text("schedule-preview-title", edition.lang, title=title) if is_preview else title


def _headline(brief: Brief, room: int) -> str:
    headline = plain(brief.headline, room)
    return text("stories-update-headline", brief.lang, headline=headline) if brief.is_update else headline


def _in_short(brief: Brief) -> Group:
    points = brief.points[:POINTS_IN_EDITION]
    return [
        Part(f"### {_headline(brief, HEADLINE_IN_EDITION)}"),
        *(Part(_point(point, brief.lang), 1 + i) for i, point in enumerate(points)),
        Part(f"-# {_outlets(brief.sources, points)}", 4),
    ]


def _outlets(sources: Sequence[BriefSource], points: Sequence[BriefPoint]) -> str:
    """Who is behind the numbers of these points, each outlet once."""
    cited = {n for point in points for n in point.citations}
    numbers: dict[str, str] = {}
    for one in sources:
        if one.n in cited:
            numbers[one.outlet] = f"{numbers.get(one.outlet, '')}[{one.n}] "
    return " · ".join(f"{shown}{plain(outlet, 40)}" for outlet, shown in numbers.items())


def _points(points: Sequence[BriefPoint], lang: Lang) -> Group:
    """The first point always stays; the others go from the last."""
    return [Part(_point(point, lang), min(i, 3)) for i, point in enumerate(points)]


def _point(point: BriefPoint, lang: Lang) -> str:
    words = plain(point.text, LINE)
    if point.lang is not None and point.lang != lang:
        words = text("briefs-original", lang, words=words, language=language_name(point.lang, lang))
    words = translation_mark(point, lang, words)
    if point.kind is not PointKind.FACT:
        words = f"**{kind_label(point.kind, lang)}** {words}"
    return f"- {words}{marks(point.citations)}"


def _origin(brief: Brief) -> str:
    return f"{text('discord-reports', brief.lang, n=len(brief.article_ids))} · {_writers([brief], brief.lang)}"


def _writers(briefs: Sequence[Brief], lang: Lang) -> str:
    """Who wrote them, each engine once."""
    engines = dict.fromkeys(brief.engine for brief in briefs)
    shown = [text("model-mark-local", lang) if engine == LOCAL_ENGINE else plain(engine, ENGINE) for engine in engines]
    if any(brief.is_translated for brief in briefs):
        shown.append(text("gist-mark-translated", lang))
    return ", ".join(shown)


def _stance_line(line: StanceLine, lang: Lang, names: Names) -> str:
    words = text(
        "discord-stance-line",
        lang,
        company=plain(line.company_name or names.company(line.company, lang), 80),
        stance=names.stance(line.stance, lang),
        provenance=names.provenance(line.provenance, lang),
    )
    if line.speaker:
        words += text("discord-stance-speaker", lang, speaker=plain(line.speaker, 80))
    return f"{words}{marks(line.citations)}"


def _source_link(source: BriefSource) -> str:
    return link(source.outlet, source.url)


def _address(url: str) -> str:
    target = web_address(url)
    return plain(host(target)) if target else plain(url, 80)


def _sources_button(brief: Brief) -> CardButton:
    press = Press(Action.SOURCES, brief.story_id, brief.lang, brief.revision)
    return CardButton(press, text("discord-button-sources", brief.lang, n=len(brief.sources_by_article())))
