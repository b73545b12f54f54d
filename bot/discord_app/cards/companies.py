"""The cards that set companies side by side: a comparison as of a day, and the timeline as a picture."""

from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import Any

import discord

from bot.answers.timeline_chart import stance_word
from bot.discord_app.cards.deeds import about_button, opinion_buttons, page_toggle, share_button
from bot.discord_app.cards.layout import LINE, Accent, Card, Group, Names, card, fit_groups
from bot.discord_app.cards.turns import turn_lines
from bot.discord_app.dates import day_in_words
from bot.discord_app.limits import Part
from bot.discord_app.reader_buttons import company_subject
from bot.discord_app.sanitise import link, plain
from bot.domain.answer import Answer, AnswerKind, Section
from bot.domain.language import Lang
from bot.domain.statement import Company, Stance
from bot.i18n.catalog import text
from bot.knowledge.timeline import StanceChange

PICTURE = "timeline.png"
_SIGN = {
    Stance.OPEN_SOURCE: "○",
    Stance.OPEN_WEIGHTS: "◎",
    Stance.MIXED: "◐",
    Stance.GATED_OR_STAGED: "◒",
    Stance.CLOSED: "■",
    Stance.UNDECLARED: "―",
}
"""Shapes like those of the picture, beside the words."""
EVIDENCE_SHOWN = 2


def comparison_card(
    answers: Sequence[Answer], as_of: date, reply_id: int, lang: Lang, names: Names, *, private: bool = False
) -> Card:
    """Each company's stance with what it rests on, one under the other, as of one day."""
    groups: list[Group] = [
        [
            Part(f"## {text('reader-comparison', lang)}"),
            Part(f"-# {text('discord-as-of', lang, day=day_in_words(as_of, lang))}"),
        ]
    ]
    n = 0
    for answer in answers:
        group, n = _side(answer, n, lang, names)
        groups.append(group)
    subject = f"r{reply_id}"
    buttons: list[discord.ui.Item[Any]] = [page_toggle(subject, lang, 1), about_button(subject, lang)]
    opinions = [*opinion_buttons(subject, lang), *([share_button(subject, lang)] if private else [])]
    return card(groups, lang, Accent.ANSWER, buttons, opinions)


def _side(answer: Answer, before: int, lang: Lang, names: Names) -> tuple[Group, int]:
    """One company, its citations numbered on from those before it."""
    stance = answer.stance or Stance.UNDECLARED
    company = plain(names.company(answer.companies[0], lang), 80) if answer.companies else ""
    parts = [Part(f"### {company}"), Part(f"{_SIGN[stance]} **{names.stance(stance, lang)}**")]
    if answer.kind is AnswerKind.ABSTENTION:
        lead = next((line.text for line in answer.lines if line.section is Section.LEAD), "")
        return [*parts, Part(plain(lead, LINE), 1)], before
    evidence = [line for line in answer.lines if line.section is Section.EVIDENCE][:EVIDENCE_SHOWN]
    cited = sorted({n for line in evidence for n in line.citations})
    numbers = {old: before + i for i, old in enumerate(cited, 1)}
    for rank, line in enumerate(evidence):
        shown = "".join(f" [{numbers[n]}]" for n in line.citations)
        parts.append(Part(f"- {plain(line.text, 300)}{shown}", 1 + 2 * rank))
    sources = [one for one in answer.citations if one.n in numbers]
    if sources:
        pages = [f"[{numbers[one.n]}] {link(one.publisher or one.title, one.url or '')}" for one in sources]
        parts.append(Part(f"-# {' · '.join(pages)}", 2))
    return parts, before + len(cited)


def chart_card(
    companies: Sequence[Company],
    now: Mapping[str, Stance],
    turned: Mapping[str, Sequence[StanceChange]],
    picture: bytes | None,
    alt: str,
    as_of: date,
    reply_id: int,
    lang: Lang,
    *,
    private: bool = False,
) -> Card:
    """The picture with its description, and the turns in words with their sources.

    `picture` is None where the channel takes no files from us; the words then stand alone, and say so.
    """
    head: Group = [
        Part(f"## {text('reader-timeline-of', lang)}"),
        Part(f"-# {text('discord-as-of', lang, day=day_in_words(as_of, lang))}"),
    ]
    bodies = [_turns(one, now[one.company_id], turned[one.company_id], lang) for one in companies]
    notes: Group = [] if picture else [Part(f"-# {text('reader-no-pictures', lang)}")]
    texts = fit_groups([head, *bodies, notes], lang)
    view = Card()
    container: discord.ui.Container[Card] = discord.ui.Container(accent_colour=int(Accent.ANSWER))
    container.add_item(discord.ui.TextDisplay(texts[0]))
    if picture:
        view.files = [discord.File(BytesIO(picture), PICTURE, description=alt)]
        container.add_item(
            discord.ui.MediaGallery(discord.MediaGalleryItem(f"attachment://{PICTURE}", description=alt))
        )
    for words in texts[1:]:
        container.add_item(discord.ui.TextDisplay(words))
    view.add_item(container)
    subject = f"r{reply_id}"
    row: list[discord.ui.Item[Any]] = [page_toggle(subject, lang, 1)]
    about = company_subject(companies[0].company_id) if len(companies) == 1 else subject
    row.append(about_button(about, lang))
    if private:
        row.append(share_button(subject, lang))
    view.add_item(discord.ui.ActionRow(*row))
    return view


def _turns(company: Company, now: Stance, turned: Sequence[StanceChange], lang: Lang) -> Group:
    """How it reads now, and its last turns: the newest first, each with the page that it stands on."""
    name = plain(company.names[lang], 80)
    return [Part(f"**{name}** {_SIGN[now]} {stance_word(now, lang)}"), *turn_lines(turned, lang)]
