"""The cards of what is being told about: a list of stories, and one story with how it went on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import discord

from bot.discord_app.cards.deeds import (
    about_button,
    follow_button,
    opinion_buttons,
    page_buttons,
    page_count,
    page_toggle,
    share_button,
)
from bot.discord_app.cards.layout import HEADLINE, LINE, Accent, Card, Group, Names, card, fit_groups, marks
from bot.discord_app.dates import timestamp
from bot.discord_app.limits import Part
from bot.discord_app.reader_buttons import Deed, ReaderButton, ReaderPress, story_subject
from bot.discord_app.sanitise import link, plain
from bot.domain.article import Article
from bot.domain.brief import Brief
from bot.domain.language import Lang, other
from bot.domain.story import Story
from bot.i18n.catalog import text

STORIES_ON_PAGE = 6
REPORTS_IN_TIMELINE = 8
_TITLE = 140


@dataclass(frozen=True, slots=True)
class Listed:
    """A story in a list, and when its latest report there was published."""

    story: Story
    told_at: datetime


def stories_card(
    stories: Sequence[Listed], total: int, page: int, heading: str, reply_id: int, lang: Lang, names: Names
) -> Card:
    """One page of a list: each story with its companies, when it was last heard of, and a button that opens it."""
    title = Part(f"## {heading}")
    subject = f"r{reply_id}"
    if not stories:
        none = [title, Part(text("reader-stories-none", lang))]
        return card([none], lang, Accent.NEWS, [page_toggle(subject, lang, 1)])
    pages = page_count(total, STORIES_ON_PAGE)
    count = text("discord-edition-count", lang, n=total)
    if pages > 1:
        count = text("reader-stories-count", lang, n=total, page=page, of=pages)
    head = [title, Part(f"-# {count}")]
    texts = fit_groups([head, *(_listed(one, lang, names) for one in stories)], lang)
    view = Card()
    container: discord.ui.Container[Card] = discord.ui.Container(accent_colour=int(Accent.NEWS))
    container.add_item(discord.ui.TextDisplay(texts[0]))
    for listed, words in zip(stories, texts[1:], strict=True):
        press = ReaderPress(Deed.STORY, story_subject(listed.story.story_id), lang)
        button = ReaderButton(press, text("discord-button-open", lang))
        container.add_item(discord.ui.Section(discord.ui.TextDisplay(words), accessory=button))
    view.add_item(container)
    row: list[discord.ui.Item[Any]] = [page_toggle(subject, lang, page), *page_buttons(subject, lang, page, pages)]
    view.add_item(discord.ui.ActionRow(*row))
    return view


def _listed(listed: Listed, lang: Lang, names: Names) -> Group:
    story = listed.story
    companies = " · ".join(plain(names.company(one, lang), 40) for one in story.companies[:3])
    facts = [timestamp(listed.told_at, "f"), text("discord-reports", lang, n=len(story.article_ids)), companies]
    return [
        Part(f"**{plain(story.title(lang), _TITLE)}**"),
        Part(f"-# {' · '.join(fact for fact in facts if fact)}", 1),
    ]


def story_card(brief: Brief, reports: Sequence[Article], names: Names) -> Card:
    """One story: what it says now, what changed since the first report, and every report in order of time."""
    lang = brief.lang
    subject = story_subject(brief.story_id)
    changed = what_changed(brief, reports)
    first = [point for point in brief.points if point not in changed]
    groups: list[Group] = [
        [Part(f"## {plain(brief.headline, HEADLINE)}"), Part(f"-# {text('discord-reports', lang, n=len(reports))}")],
        [Part(f"- {plain(point.text, LINE)}{marks(point.citations)}", min(n, 3)) for n, point in enumerate(first)],
    ]
    if changed:
        lines = [Part(f"- {plain(point.text, LINE)}{marks(point.citations)}", n) for n, point in enumerate(changed)]
        groups.append([Part(f"### {text('reader-what-changed', lang)}"), *lines])
    groups.append([Part(f"### {text('reader-timeline', lang)}"), *_timeline(brief, reports, lang)])
    toggle = ReaderPress(Deed.STORY, subject, other(lang), 1)
    buttons: list[discord.ui.Item[Any]] = [
        ReaderButton(toggle, text("discord-button-this-language", other(lang))),
        about_button(subject, lang),
        follow_button(subject, lang),
        share_button(subject, lang),
    ]
    return card(groups, lang, Accent.NEWS, buttons, opinion_buttons(subject, lang, brief.revision))


def what_changed(brief: Brief, reports: Sequence[Article]) -> list[Any]:
    """The points that rest on later reports alone: what was not known when the story began."""
    if not reports:
        return []
    begun = reports[0].published_at
    article_of = {source.n: source.article_id for source in brief.sources}
    later = {one.article_id for one in reports if one.published_at > begun}
    return [
        point for point in brief.points if point.citations and all(article_of.get(n) in later for n in point.citations)
    ]


def _timeline(brief: Brief, reports: Sequence[Article], lang: Lang) -> list[Part]:
    """The newest reports, the oldest of them first; the first report of all always stays."""
    numbers: dict[int, str] = {}
    for source in brief.sources:
        numbers[source.article_id] = f"{numbers.get(source.article_id, '')} [{source.n}]"
    shown = [reports[0], *reports[1:][-(REPORTS_IN_TIMELINE - 1) :]] if reports else []
    lines = [
        Part(
            f"- {timestamp(one.published_at, 'f')} · {link(one.outlet, one.url)}{numbers.get(one.article_id, '')}\n"
            f"  {plain(one.title, _TITLE)}",
            0 if n == 0 else 2 + len(shown) - n,
        )
        for n, one in enumerate(shown)
    ]
    if len(shown) < len(reports):
        left_out = text("reader-timeline-more", lang, n=len(reports) - len(shown))
        lines.insert(1, Part(f"-# {left_out}", 1))
    return lines
