"""The cards that concern one reader alone: what they follow, what they think, what is kept about them, how to go on."""

from collections.abc import Mapping, Sequence
from typing import Any

import discord

from bot.discord_app.buttons import Action
from bot.discord_app.cards.layout import HEADLINE, LINE, Accent, Card, Group, Names, card, marks, toggle
from bot.discord_app.cards.settings import notice_card
from bot.discord_app.dates import timestamp
from bot.discord_app.limits import Part
from bot.discord_app.reader_buttons import NOTHING, Deed, ReaderButton, ReaderList, ReaderPress
from bot.discord_app.sanitise import link, plain
from bot.domain.brief import Brief
from bot.domain.language import Lang, other
from bot.domain.reader import Fault, PersonalFollow, Topic
from bot.i18n.catalog import text

FOLLOWS_SHOWN = 8
HELP_TOPICS = ("start", "news", "record", "follow", "buttons", "server", "privacy")
_DANGER = discord.ButtonStyle.danger


def consent_card(name: str, subject: str, lang: Lang, limit: int) -> Card:
    """What following means, before anything is followed; nothing is sent without the button."""
    lines = [
        Part(f"### {text('reader-consent-title', lang, name=plain(name, 120))}"),
        Part(text("reader-consent", lang, limit=limit)),
        Part(f"-# {text('reader-consent-stop', lang)}"),
    ]
    agree = ReaderButton(
        ReaderPress(Deed.AGREE, subject, lang), text("reader-button-agree", lang), discord.ButtonStyle.primary
    )
    return card([lines], lang, Accent.SETTINGS, [agree])


def followed_card(follow: PersonalFollow, name: str, lang: Lang) -> Card:
    lines = [
        Part(f"### {text('reader-followed-title', lang, name=plain(name, 120))}"),
        Part(text("reader-followed", lang)),
    ]
    stop = ReaderButton(ReaderPress(Deed.STOP, f"f{follow.follow_id}", lang), text("reader-button-stop", lang))
    return card([lines], lang, Accent.SETTINGS, [stop])


def follows_card(follows: Sequence[tuple[PersonalFollow, str]], lang: Lang, *, is_closed: bool) -> Card:
    """What the reader follows, each with a button that ends it. `is_closed`: direct messages do not arrive."""
    title = text("reader-follows-title", lang, n=len(follows))
    if not follows:
        return notice_card(title, [text("reader-follows-none", lang)], lang)
    view = Card()
    container: discord.ui.Container[Card] = discord.ui.Container(accent_colour=int(Accent.SETTINGS))
    head = f"### {title}"
    if is_closed:
        head += f"\n{text('reader-follows-closed', lang)}"
    if len(follows) > FOLLOWS_SHOWN:
        head += f"\n-# {text('reader-follows-more', lang, n=len(follows) - FOLLOWS_SHOWN)}"
    container.add_item(discord.ui.TextDisplay(head))
    for follow, name in follows[:FOLLOWS_SHOWN]:
        topic = text("reader-follow-topic", lang, topic=follow.topic.value)
        press = ReaderPress(Deed.STOP, f"f{follow.follow_id}", lang, 1)
        container.add_item(
            discord.ui.Section(
                discord.ui.TextDisplay(f"**{plain(name, 120)}**\n-# {topic}"),
                accessory=ReaderButton(press, text("reader-button-stop", lang)),
            )
        )
    view.add_item(container)
    stop_all = ReaderPress(Deed.STOP_ALL, NOTHING, lang)
    view.add_item(discord.ui.ActionRow(ReaderButton(stop_all, text("reader-button-stop-all", lang))))
    return view


def reason_card(subject: str, lang: Lang) -> Card:
    """Asks what is wrong with a reply that was rated bad."""
    view = card(
        [[Part(f"### {text('reader-reason-title', lang)}"), Part(text("reader-reason", lang))]], lang, Accent.SETTINGS
    )
    options = [(text("reader-fault", lang, fault=one.value), one.value) for one in Fault]
    press = ReaderPress(Deed.REASON, subject, lang)
    view.add_item(discord.ui.ActionRow(ReaderList(press, text("reader-reason-choose", lang), options)))
    return view


def links_card(urls: Sequence[str], reply_id: int, lang: Lang) -> Card:
    """The links of a message to choose one from."""
    view = card(
        [[Part(f"### {text('reader-links-title', lang, n=len(urls))}"), Part(text("reader-links", lang))]],
        lang,
        Accent.NEWS,
    )
    options = [(url, str(n)) for n, url in enumerate(urls)]
    press = ReaderPress(Deed.PICK, f"r{reply_id}", lang)
    view.add_item(discord.ui.ActionRow(ReaderList(press, text("reader-links-choose", lang), options)))
    return view


def help_card(topic: str, lang: Lang) -> Card:
    """One topic of the help; a list leads to the others."""
    shown = topic if topic in HELP_TOPICS else HELP_TOPICS[0]
    heading = text("reader-help-topic", lang, topic=shown)
    view = card(_paragraphs(f"## {heading}", text(f"reader-help-{shown}", lang)), lang, Accent.SETTINGS)
    options = [(text("reader-help-topic", lang, topic=one), one) for one in HELP_TOPICS]
    press = ReaderPress(Deed.HELP, f"t.{shown}", lang)
    view.add_item(discord.ui.ActionRow(ReaderList(press, text("reader-help-choose", lang), options)))
    toggle = ReaderButton(
        ReaderPress(Deed.PAGE, f"t.{shown}", other(lang), 1), text("discord-button-this-language", other(lang))
    )
    view.add_item(discord.ui.ActionRow(toggle))
    return view


def privacy_card(counts: Mapping[str, int], lang: Lang, *, may_manage: bool, grace_days: int) -> Card:
    """What is kept, what is kept of this reader, and the buttons that delete it.

    `grace_days`: how long a server's data is kept after it removed us.
    """
    mine = text(
        "reader-privacy-mine",
        lang,
        follows=counts.get("personal_follows", 0),
        notices=counts.get("personal_notices", 0),
        opinions=counts.get("feedback", 0),
        replies=counts.get("replies", 0),
    )
    groups: list[Group] = [
        *_paragraphs(f"## {text('reader-privacy-title', lang)}", text("reader-privacy", lang, days=grace_days)),
        [Part(f"### {text('reader-privacy-mine-title', lang)}"), Part(mine)],
    ]
    buttons: list[discord.ui.Item[Any]] = [_forget(Deed.FORGET_ME, lang)]
    if may_manage:
        buttons.append(_forget(Deed.FORGET_SERVER, lang))
    return card(groups, lang, Accent.SETTINGS, buttons)


def confirm_card(deed: Deed, lang: Lang) -> Card:
    """Asks once more before something is deleted for good."""
    yes = Deed.FORGET_ME_NOW if deed is Deed.FORGET_ME else Deed.FORGET_SERVER_NOW
    lines = [line for line in text(f"reader-{deed.value}-sure", lang).split("\n") if line]
    title = Part(f"### {text(f'reader-button-{deed.value}', lang)}")
    return card([[title, *(Part(line) for line in lines)]], lang, Accent.PROBLEM, [_forget(yes, lang)])


def _paragraphs(heading: str, words: str) -> list[Group]:
    """The heading and the lines below it; what follows a list stands apart, or it would be read as its last entry."""
    groups: list[list[Part]] = [[Part(heading)]]
    for line in filter(None, words.split("\n")):
        ends_list = not line.startswith("- ") and groups[-1][-1].text.startswith("- ")
        if ends_list:
            groups.append([])
        groups[-1].append(Part(line))
    return list(groups)


def _forget(deed: Deed, lang: Lang) -> ReaderButton:
    return ReaderButton(ReaderPress(deed, NOTHING, lang), text(f"reader-button-{deed.value}", lang), _DANGER)


def news_card(brief: Brief, names: Names, follow: PersonalFollow, *, is_last: bool) -> Card:
    """A direct message: why it came, the story in short, its sources, and the button that ends it."""
    lang = brief.lang
    why = brief.headline if follow.topic is Topic.STORY else names.company(follow.subject, lang)
    head = [
        Part(f"-# {text('reader-news-why', lang, topic=follow.topic.value, name=plain(why, 100))}"),
        Part(f"## {plain(brief.headline, HEADLINE)}"),
    ]
    points = [Part(f"- {plain(one.text, LINE)}{marks(one.citations)}", min(n, 3)) for n, one in enumerate(brief.points)]
    sources = [
        Part(f"-#{marks(numbers)} {link(one.outlet, one.url)} · {timestamp(one.published_at)}", 6)
        for one, numbers in brief.sources_by_article()
    ]
    groups: list[Group] = [head, points, sources]
    if is_last:
        groups.append([Part(f"-# {text('reader-news-last', lang)}")])
    subject = f"s{brief.story_id}"
    buttons: list[discord.ui.Item[Any]] = [
        toggle(Action.BRIEF, brief.story_id, lang),
        ReaderButton(ReaderPress(Deed.STORY, subject, lang), text("reader-button-story", lang)),
        ReaderButton(ReaderPress(Deed.ABOUT, subject, lang), text("reader-button-about", lang)),
        ReaderButton(ReaderPress(Deed.STOP, f"f{follow.follow_id}", lang), text("reader-button-stop", lang)),
    ]
    return card(groups, lang, Accent.NEWS, buttons)
