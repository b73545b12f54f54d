"""The cards of /source: a preview before anything is followed, the list in pages, one source, an import, the packs."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import discord

from bot.discord_app.admin.presses import AdminAction, AdminItem, AdminPress, button, select
from bot.discord_app.cards.layout import Accent, Card, Group
from bot.discord_app.cards.panel import Row, pager, pages, panel
from bot.discord_app.cards.settings import notice_card
from bot.discord_app.dates import said_on_in_words, timestamp
from bot.discord_app.limits import CHOICE_TEXT, Part, cut
from bot.discord_app.sanitise import host, link, plain, web_address
from bot.domain.language import LANGS, Lang
from bot.domain.source import Followed, SourceState
from bot.i18n.catalog import text
from bot.sources.health import Judgement, Verdict, last_success_at
from bot.sources.offers import Offer, Prospect
from bot.sources.preview import PreviewEntry
from bot.sources.starter import Catalogue, Pack, StarterSource
from bot.sources.wording import facts, is_warning, shown_lang, verdict_text

OFFERS_SHOWN = 4
PER_PAGE = 8
REFUSED_PER_PAGE = 10
PACK_SOURCES_SHOWN = 40
_TITLE = 110


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """One line of an import that was not taken; `reason` is ready for Discord's markup."""

    title: str
    url: str
    reason: str


def preview_card(prospect: Prospect, reply_id: int, lang: Lang, followed: frozenset[int] = frozenset()) -> Card:
    """What following an address would mean. Nothing is followed before a button is pressed.

    `followed`: the ids of what this server follows already; of that there is nothing to add.
    """
    known = _followed_already(prospect, followed)
    title = "cards-source-followed-title" if known else "admin-preview-title"
    groups: list[Group] = [[Part(f"### {text(title, lang)}")]]
    buttons = []
    if prospect.article:
        article = prospect.article
        told = text("admin-preview-article", lang, title=link(article.title, article.url, _TITLE))
        groups.append([Part(told)])
        press = AdminPress(AdminAction.SOURCE_ADD, reply_id, "0")
        buttons.append(button(press, text("admin-button-follow-article", lang), discord.ButtonStyle.primary))
    for n, offer in enumerate(prospect.offers[:OFFERS_SHOWN], 1):
        is_best = n == 1
        groups.append(_offer(offer, n, lang, in_full=is_best))
        label = "admin-button-follow" if len(prospect.offers) == 1 else "admin-button-follow-n"
        style = discord.ButtonStyle.primary if is_best and not buttons else discord.ButtonStyle.secondary
        buttons.append(button(AdminPress(AdminAction.SOURCE_ADD, reply_id, str(n)), text(label, lang, n=n), style))
    if known:
        groups.append([Part(f"-# {text('cards-source-followed', lang)}")])
        return panel(groups, lang, [[_opens(known, lang)]])
    unshown = len(prospect.offers) - OFFERS_SHOWN
    further = max(0, unshown) + len(prospect.named)
    tail = [Part(f"-# {text('admin-preview-more', lang, n=further)}")] if further else []
    groups.append([*tail, Part(f"-# {text('admin-preview-how', lang)}")])
    return panel(groups, lang, [buttons])


def _followed_already(prospect: Prospect, followed: frozenset[int]) -> int | None:
    """The source that the address is, where it is one feed and followed here."""
    if prospect.article or len(prospect.offers) != 1:
        return None
    sources = [one.source for one in prospect.offers[0].judgements if one.verdict is Verdict.KNOWN and one.source]
    return next((one.source_id for one in sources if one.source_id in followed), None)


def _opens(source_id: int, lang: Lang) -> AdminItem:
    return button(AdminPress(AdminAction.SOURCE_OPEN, source_id, "0"), text("cards-button-open-source", lang))


def _offer(offer: Offer, n: int, lang: Lang, *, in_full: bool) -> Group:
    one = offer.preview
    target = web_address(one.url)
    where = plain(host(target)) if target else plain(one.url, 60)
    head = [Part(f"**{n}. {link(one.title or host(one.url), one.url)}**  {where}")]
    about = [Part(f"-# {plain(facts(one, lang))}", 1)]
    verdicts = [
        Part(text("admin-health", lang, verdict=verdict_text(judged, lang, plain))) for judged in offer.judgements
    ]
    if not in_full:
        return [*head, *about]
    newest = [Part(f"- {_entry(entry, lang)}", 2) for entry in one.newest]
    heading = [Part(f"-# {text('admin-preview-newest', lang)}", 2)] if newest else []
    return [*head, *about, *verdicts, *heading, *newest]


def _entry(entry: PreviewEntry, lang: Lang) -> str:
    when = timestamp(entry.published_at, "d") if entry.published_at else text("sources-no-date", lang)
    words = link(entry.title, entry.url, _TITLE) if entry.url else plain(entry.title, _TITLE)
    return f"{when} · {_language(entry.lang, lang)} · {words}"


def _language(tag: str, lang: Lang) -> str:
    return text("discord-language", lang, lang=tag) if tag in LANGS else plain(shown_lang(tag), 20)


def list_card(listed: Sequence[tuple[Followed, Judgement]], page: int, lang: Lang) -> Card:
    """One page of what a server follows, in the order given; a select opens one of them."""
    if not listed:
        return notice_card(text("discord-sources-title", lang, n=0), [text("discord-sources-none", lang)], lang)
    last = pages(len(listed), PER_PAGE) - 1
    page = min(page, last)
    shown = listed[page * PER_PAGE : (page + 1) * PER_PAGE]
    head = [Part(f"### {text('discord-sources-title', lang, n=len(listed))}")]
    care = sum(1 for _, judged in listed if is_warning(judged))
    if care:
        head.append(Part(f"-# {text('admin-sources-care', lang, n=care)}"))
    if last:
        head.append(Part(f"-# {text('admin-page', lang, n=page + 1, last=last + 1)}"))
    lines = [Part(source_lines(followed, judged, lang), i) for i, (followed, judged) in enumerate(shown)]
    options = [
        discord.SelectOption(
            label=cut(f"{one.source.source_id}: {one.source.title or one.source.url}", CHOICE_TEXT),
            value=str(one.source.source_id),
        )
        for one, _ in shown
    ]
    opens = select(AdminPress(AdminAction.SOURCE_OPEN, 0, str(page)), text("admin-sources-choose", lang), options)
    return panel([head, lines], lang, [[opens], pager(AdminAction.SOURCE_LIST, 0, page, last, lang)])


def source_lines(followed: Followed, judged: Judgement, lang: Lang) -> str:
    """One source: name, number, host, state and when it was read; below it how it does."""
    source = followed.source
    target = web_address(source.url)
    where = plain(host(target)) if target else plain(source.url, 60)
    facts_shown = [f"`{source.source_id}`", where, text("discord-source-state", lang, state=source.state.value)]
    read_at = last_success_at(source)
    if read_at is not None:
        facts_shown.append(text("discord-source-read", lang, when=timestamp(read_at, "R")))
    if followed.newest_at is not None:
        facts_shown.append(text("admin-source-newest", lang, when=timestamp(followed.newest_at, "R")))
    lines = [f"- **{link(source.title or host(source.url), source.url)}**", f"  -# {' · '.join(facts_shown)}"]
    if judged.verdict is not Verdict.OK:
        words = verdict_text(judged, lang, plain)
        lines.append(f"  {words}" if is_warning(judged) else f"  -# {words}")
    return "\n".join(lines)


def source_card(followed: Followed, judged: Judgement, page: int, lang: Lang, note: str | None = None) -> Card:
    """One source with what can be done to it. `note` (ready for markup) says what was just done."""
    source = followed.source
    groups: list[Group] = [
        [Part(f"### {text('admin-source-title', lang)}"), Part(source_lines(followed, judged, lang))],
        [Part(note)] if note else [],
    ]
    is_paused = source.state is SourceState.PAUSED

    def act(action: AdminAction, key: str, style: discord.ButtonStyle = discord.ButtonStyle.secondary) -> Any:
        return button(AdminPress(action, source.source_id, str(page)), text(key, lang), style)

    row = [
        act(AdminAction.SOURCE_TEST, "admin-button-test"),
        act(AdminAction.SOURCE_RESUME, "admin-button-resume")
        if is_paused
        else act(AdminAction.SOURCE_PAUSE, "admin-button-pause"),
        act(AdminAction.SOURCE_REMOVE, "admin-button-remove", discord.ButtonStyle.danger),
        button(AdminPress(AdminAction.SOURCE_LIST, page), text("admin-button-to-list", lang)),
    ]
    return panel(groups, lang, [row])


def import_card(
    counts: dict[str, int], refused: Sequence[RefusedRow], page: int, reply_id: int, lang: Lang, *, is_damaged: bool
) -> Card:
    """What became of a list from elsewhere: the sum, then every line that was not taken with its reason."""
    head = [Part(f"### {text('admin-import-title', lang)}"), Part(text("admin-imported", lang, taken=counts["taken"]))]
    if counts["known"] or counts["refused"]:
        head.append(Part(text("admin-imported-rest", lang, known=counts["known"], refused=counts["refused"])))
    if is_damaged:
        head.append(Part(text("admin-import-damaged", lang)))
    last = pages(len(refused), REFUSED_PER_PAGE) - 1
    page = min(page, last)
    shown = refused[page * REFUSED_PER_PAGE : (page + 1) * REFUSED_PER_PAGE]
    rows = [
        Part(f"- {plain(one.title or one.url, 80)}\n  -# {plain(one.url, 120)}\n  -# {one.reason}", i)
        for i, one in enumerate(shown)
    ]
    if last:
        head.append(Part(f"-# {text('admin-page', lang, n=page + 1, last=last + 1)}"))
    row: Row = pager(AdminAction.IMPORT_PAGE, reply_id, page, last, lang)
    return panel([head, rows], lang, [row])


def export_card(document: bytes, name: str, n: int, lang: Lang) -> Card:
    """The list as a file, to be saved from the message."""
    told = [Part(f"### {text('admin-export-title', lang)}"), Part(text("admin-export-about", lang, n=n))]
    view = panel([told], lang, [])
    view.add_item(discord.ui.File(f"attachment://{name}"))
    view.files.append(discord.File(BytesIO(document), filename=name))
    return view


def packs_card(catalogue: Catalogue, lang: Lang) -> Card:
    """The starter catalogue: its packs, and a select that opens one."""
    about = text("admin-packs-about", lang, day=said_on_in_words(str(catalogue.written_on), lang))
    lines = [
        Part(f"- **{pack.name[lang]}** · {text('admin-pack-size', lang, n=len(pack.sources))}\n  -# {pack.about[lang]}")
        for pack in catalogue.packs
    ]
    opens = select(
        AdminPress(AdminAction.STARTER_OPEN), text("admin-packs-choose", lang), pack_options(catalogue, lang)
    )
    return panel([[Part(f"### {text('admin-packs-title', lang)}"), Part(f"-# {about}")], lines], lang, [[opens]])


def pack_options(catalogue: Catalogue, lang: Lang, chosen: Sequence[str] = ()) -> list[discord.SelectOption]:
    return [
        discord.SelectOption(
            label=cut(text("admin-pack-option", lang, name=pack.name[lang], n=len(pack.sources)), CHOICE_TEXT),
            value=pack.id,
            description=cut(pack.about[lang], CHOICE_TEXT),
            default=pack.id in chosen,
        )
        for pack in catalogue.packs
    ]


def pack_card(pack: Pack, sources: Sequence[StarterSource], lang: Lang) -> Card:
    """What a pack holds, and the one button that follows it all."""
    names = text("admin-name-join", lang).join(plain(one.name[lang], 40) for one in sources[:PACK_SOURCES_SHOWN])
    head = [Part(f"### {pack.name[lang]}"), Part(f"-# {pack.about[lang]}")]
    row = [
        button(
            AdminPress(AdminAction.STARTER_FOLLOW, 0, pack.id),
            text("admin-button-follow-pack", lang, n=len(sources)),
            discord.ButtonStyle.primary,
        ),
        button(AdminPress(AdminAction.STARTER_OPEN), text("admin-button-to-packs", lang)),
    ]
    unchecked = [Part(f"-# {text('admin-pack-unchecked', lang)}")]
    return panel([head, [Part(names)], unchecked], lang, [row], Accent.SETTINGS)
