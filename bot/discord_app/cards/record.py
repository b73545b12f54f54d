"""The cards of the record: an answer, an abstention, a correction, and what they cite."""

import re
from collections.abc import Sequence
from typing import Any

import discord

from bot.discord_app.buttons import Action, CardButton, Press
from bot.discord_app.cards.deeds import about_button, follow_button, opinion_buttons, share_button
from bot.discord_app.cards.layout import LINE, Accent, Card, Group, Names, card, marks, toggle
from bot.discord_app.cards.turns import turn_lines
from bot.discord_app.dates import day_in_words, said_on_in_words
from bot.discord_app.limits import Part
from bot.discord_app.reader_buttons import company_subject, reply_subject
from bot.discord_app.sanitise import host, link, plain, web_address
from bot.domain.answer import Answer, AnswerKind, AnswerLine, Citation, Section
from bot.domain.language import Lang
from bot.domain.statement import Stance
from bot.i18n.catalog import text
from bot.knowledge.timeline import StanceChange

# "date · who · provenance: words", as answers word it in either language.
_WHO_SAID = re.compile(r"^([^：\n]{1,200}?)(：|:(?= )) ?(?=\S)")
_IN_BOLD = r"**\1\2** "
QUESTION = 300
QUOTE = 400
CITATIONS_ON_ANSWER = 6
CITATIONS_IN_LIST = 12

_ACCENT = {
    AnswerKind.ANSWER: Accent.ANSWER,
    AnswerKind.ABSTENTION: Accent.ABSTENTION,
    AnswerKind.CORRECTION: Accent.CORRECTION,
}
_LEADING = (Section.LEAD,)
_EVIDENCE = (Section.EVIDENCE, Section.REPORTED, Section.RELEASED, Section.NEWS, Section.NEAREST)
_NOTES = (Section.NOTE,)
# What goes first where an answer is too long; the lead always stays.
_RANK = {
    Section.LEAD: 0,
    Section.EVIDENCE: 1,
    Section.REPORTED: 3,
    Section.RELEASED: 3,
    Section.NEWS: 1,
    Section.NEAREST: 1,
    Section.NOTE: 2,
}


def answer_card(
    answer: Answer,
    reply_id: int,
    names: Names,
    *,
    asked: bool = True,
    private: bool = False,
    turned: Sequence[StanceChange] = (),
) -> Card:
    """A reply: what kind of reply it is, its lines, and where they stand.

    `asked`: a question was asked, and is shown; else a company's stance was looked up, and its name and stance are.
    `private`: only the presser sees it, and may share it. `turned`: how the stance that was looked up came to be.
    """
    lang = answer.lang
    head = _head(answer) if asked else _stance_head(answer, names)
    pages = [Part(f"-# [{one.n}] {_page(one)}", 4) for one in answer.citations[:CITATIONS_ON_ANSWER]]
    groups: list[Group] = [
        head,
        _lines(answer, _LEADING),
        _lines(answer, _EVIDENCE),
        _history(turned, lang),
        _lines(answer, _NOTES) + pages,
    ]
    subject = reply_subject(reply_id)
    buttons: list[discord.ui.Item[Any]] = [toggle(Action.ANSWER, reply_id, lang)]
    if answer.citations:
        label = text("discord-button-sources", lang, n=len(answer.citations))
        buttons.append(CardButton(Press(Action.CITATIONS, reply_id, lang), label))
    buttons.append(about_button(subject, lang))
    if answer.companies:
        buttons.append(follow_button(company_subject(answer.companies[0]), lang))
    opinions = [*opinion_buttons(subject, lang), *([share_button(subject, lang)] if private else [])]
    return card(groups, lang, _ACCENT[answer.kind], buttons, opinions)


def citations_card(answer: Answer, names: Names, *, asked: bool = True) -> Card:
    """What an answer cites: who, when, how it reached us, the exact words, and where they stand."""
    lang = answer.lang
    groups: list[Group] = [[Part(f"### {text('discord-citations-of', lang)}"), *(_question(answer) if asked else ())]]
    for i, one in enumerate(answer.citations[:CITATIONS_IN_LIST]):
        group = [Part(f"**[{one.n}]** {_who_when(one, lang, names)}", i), Part(f"-# {_where(one, lang)}", i)]
        if one.quote:
            quote = text("discord-quoted", _quote_lang(one, lang), quote=plain(one.quote, QUOTE))
            group.append(Part(f"> {quote}", i))
        groups.append(group)
    return card(groups, lang, _ACCENT[answer.kind])


def _quote_lang(citation: Citation, shown: Lang) -> Lang:
    """The language whose quotation marks fit the quoted words."""
    return "ja" if citation.quote_lang == "ja" else "en" if citation.quote_lang else shown


def _head(answer: Answer) -> Group:
    kind = text("discord-answer-kind", answer.lang, kind=answer.kind.value)
    return [Part(f"-# {kind} · {_as_of(answer)}"), *_question(answer)]


def _stance_head(answer: Answer, names: Names) -> Group:
    company = plain(names.company(answer.companies[0], answer.lang), 80) if answer.companies else ""
    stance = names.stance(answer.stance or Stance.UNDECLARED, answer.lang)
    head = text("discord-stance-head", answer.lang, company=company, stance=stance)
    return [Part(f"### {head}"), Part(f"-# {_as_of(answer)}")]


def _history(turned: Sequence[StanceChange], lang: Lang) -> Group:
    return [Part(f"**{text('cards-stance-history', lang)}**", 5), *turn_lines(turned, lang, 5)] if turned else []


def _as_of(answer: Answer) -> str:
    return text("discord-as-of", answer.lang, day=day_in_words(answer.as_of, answer.lang))


def _question(answer: Answer) -> Group:
    return [Part(f"> {plain(answer.question, QUESTION)}")] if answer.question.strip() else []


def _lines(answer: Answer, sections: Sequence[Section]) -> list[Part]:
    """The lines of these sections, section by section."""
    parts = []
    for section in sections:
        lines = [line for line in answer.lines if line.section is section]
        # A lead of more than three lines gives up its last ones rather than the whole card.
        parts += [Part(_line(line), _RANK[section] or max(0, i - 2)) for i, line in enumerate(lines)]
    return parts


def _line(line: AnswerLine) -> str:
    """The lead as it is, a note small, evidence in a list with its date, speaker and provenance in bold."""
    words = plain(line.text, LINE)
    if line.section is Section.NOTE:
        words = f"-# {words}"
    elif line.section is not Section.LEAD:
        words = f"- {_WHO_SAID.sub(_IN_BOLD, words)}"
    return f"{words}{marks(line.citations)}"


def _who_when(one: Citation, lang: Lang, names: Names) -> str:
    who = plain(one.speaker or names.company(one.company, lang), 80)
    return f"{who} · {said_on_in_words(one.said_on, lang)} · {names.provenance(one.provenance, lang)}"


def _page(one: Citation) -> str:
    label = one.publisher or one.title
    return link(label, one.url) if one.url else plain(label, 60)


def _where(one: Citation, lang: Lang) -> str:
    target = web_address(one.url) if one.url else None
    title = plain(one.title, 120)
    if target is None:
        shown = (title, plain(one.publisher, 60), text("discord-no-link", lang))
    else:
        shown = (title, link(one.publisher, target), plain(host(target)))
    return " · ".join(words for words in shown if words)
