"""The cards of the record: an answer, an abstention, a correction, and what they cite."""

from bot.discord_app.buttons import Action, CardButton, Press
from bot.discord_app.cards.layout import LINE, Accent, Card, Group, Names, card, marks, toggle
from bot.discord_app.dates import day_in_words, said_on_in_words
from bot.discord_app.limits import Part
from bot.discord_app.sanitise import host, link, plain, web_address
from bot.domain.answer import Answer, AnswerKind, Citation, Section
from bot.domain.language import Lang
from bot.i18n.catalog import text

QUESTION = 300
QUOTE = 400
CITATIONS_ON_ANSWER = 6
CITATIONS_IN_LIST = 12

_ACCENT = {
    AnswerKind.ANSWER: Accent.ANSWER,
    AnswerKind.ABSTENTION: Accent.ABSTENTION,
    AnswerKind.CORRECTION: Accent.CORRECTION,
}
# What goes first where an answer is too long; the lead always stays.
_RANK = {
    Section.LEAD: 0,
    Section.EVIDENCE: 1,
    Section.REPORTED: 3,
    Section.RELEASED: 3,
    Section.NEAREST: 1,
    Section.NOTE: 2,
}


def answer_card(answer: Answer, reply_id: int, names: Names) -> Card:
    """A reply to a question: what kind of reply it is, the lines under their headings, and what they cite."""
    lang = answer.lang
    groups: list[Group] = [_head(answer, names)]
    for section in Section:
        lines = [line for line in answer.lines if line.section is section]
        if not lines:
            continue
        rank = _RANK[section]
        group = [] if section in (Section.LEAD, Section.NOTE) else [Part(f"**{_heading(section, lang)}**", rank)]
        bullet = {Section.LEAD: "", Section.NOTE: "-# "}.get(section, "- ")
        for i, line in enumerate(lines):
            # A lead of more than three lines gives up its last ones rather than the whole card.
            group.append(Part(f"{bullet}{plain(line.text, LINE)}{marks(line.citations)}", rank or max(0, i - 2)))
        groups.append(group)
    cited = answer.citations[:CITATIONS_ON_ANSWER]
    groups.append([Part(f"-# [{one.n}] {_cited_in_short(one, lang, names)}", 4) for one in cited])
    buttons = [toggle(Action.ANSWER, reply_id, lang)]
    if answer.citations:
        label = text("discord-button-sources", lang, n=len(answer.citations))
        buttons.append(CardButton(Press(Action.CITATIONS, reply_id, lang), label))
    return card(groups, lang, _ACCENT[answer.kind], buttons)


def citations_card(answer: Answer, names: Names) -> Card:
    """What an answer cites: who, when, how it reached us, the exact words, and where they stand."""
    lang = answer.lang
    groups: list[Group] = [[Part(f"### {text('discord-citations-of', lang)}"), *_question(answer)]]
    for i, one in enumerate(answer.citations[:CITATIONS_IN_LIST]):
        group = [Part(f"**[{one.n}]** {_who_when(one, lang, names)}", i)]
        if one.quote:
            quote = text("discord-quoted", _quote_lang(one, lang), quote=plain(one.quote, QUOTE))
            group.append(Part(f"> {quote}", i))
        group.append(Part(f"-# {_where(one, lang)}", i))
        groups.append(group)
    return card(groups, lang, _ACCENT[answer.kind])


def _quote_lang(citation: Citation, shown: Lang) -> Lang:
    """The language whose quotation marks fit the quoted words."""
    return "ja" if citation.quote_lang == "ja" else "en" if citation.quote_lang else shown


def _head(answer: Answer, names: Names) -> Group:
    kind = text("discord-answer-kind", answer.lang, kind=answer.kind.value)
    day = text("discord-as-of", answer.lang, day=day_in_words(answer.as_of, answer.lang))
    head = [*_question(answer), Part(f"-# {kind} · {day}")]
    if answer.stance is not None and len(answer.companies) == 1:
        company = plain(names.company(answer.companies[0], answer.lang), 80)
        head.append(Part(f"### {company}: {names.stance(answer.stance, answer.lang)}"))
    return head


def _question(answer: Answer) -> Group:
    return [Part(f"> {plain(answer.question, QUESTION)}")] if answer.question.strip() else []


def _heading(section: Section, lang: Lang) -> str:
    return text("discord-section", lang, section=section.value)


def _cited_in_short(one: Citation, lang: Lang, names: Names) -> str:
    return f"{_who_when(one, lang, names)} · {_page(one)}"


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
