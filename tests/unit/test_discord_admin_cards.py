"""The admins' cards: within what Discord takes and inert, whatever strangers wrote and however much there is."""

import re
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.discord_app.cards.layout import Card
from bot.discord_app.cards.review import batch_card, batch_done_card, done_card, item_card, queue_card
from bot.discord_app.cards.server import (
    Status,
    audit_card,
    returned_card,
    server_status_card,
    settings_card,
    setup_card,
    setup_done_card,
)
from bot.discord_app.cards.source_panels import (
    RefusedRow,
    import_card,
    list_card,
    pack_card,
    packs_card,
    preview_card,
    source_card,
)
from bot.discord_app.limits import message_faults
from bot.domain.delivery import Delivery, DeliveryState, Schedule
from bot.domain.language import LANGS, Lang
from bot.domain.server import AuditEntry, AuditOutcome, AuditWay, ErrorReport, ServerSettings, SetupDraft
from bot.domain.source import Followed, Source, SourceKind, SourceState
from bot.domain.statement import (
    Modality,
    PartialDate,
    Provenance,
    Scope,
    Speaker,
    Stance,
    Statement,
    StatementStatus,
)
from bot.knowledge.review import Found, Item
from bot.sources.health import Judgement, Verdict
from bot.sources.offers import Offer, Prospect
from bot.sources.preview import Carries, FeedSort, Preview, PreviewEntry
from bot.sources.scout import PageLook
from bot.sources.starter import read_starter, sources_of_pack
from bot.storage.candidates import Appearance, Event
from tests.unit.discord_markup import read
from tests.unit.test_discord_cards import HOSTILE, Names, components, texts

AT = datetime(2025, 7, 15, 3, 0, tzinfo=UTC)
BIG = 2**63 - 1
REPLY = 10**18 - 1


def a_source(words: str, n: int) -> Source:
    return Source(
        n, f"https://o{n}.example/{words}", words, "en", SourceKind.FEED, SourceState.ACTIVE, "error-unreachable", 4,
        None, None, AT, AT, AT,
    )  # fmt: skip


def a_statement(words: str, n: int, status: StatementStatus = StatementStatus.CANDIDATE) -> Statement:
    return Statement(
        f"s{n}", "lab", PartialDate("2025-07"), Speaker(words, words, words, words), Provenance.EXECUTIVE_QUOTE,
        Modality.POSITION, (Scope.UNSPECIFIED,), Stance.CLOSED, words, "en", {"ja": words, "en": words}, words, words,
        f"https://o{n}.example/{words}", True, status=status,
    )  # fmt: skip


def an_item(words: str, n: int) -> Item:
    seen = Appearance(1, f"https://o1.example/{words}", words, words, AT, words, words, True)
    events = [
        Event("s1", guild_id, StatementStatus.CANDIDATE, StatementStatus.APPROVED, by, AT, was_edited=False)
        for guild_id, by in ((0, words), (7, words), (7, f"discord:{BIG}"))
    ]
    return Item(a_statement(words, 1), tuple(Found(seen, words, words) for _ in range(n)), tuple(events * n))


def a_preview(words: str, n: int) -> Preview:
    entry = PreviewEntry(words, f"https://o1.example/{words}", AT, words)
    return Preview(
        f"https://o{n % 10}.example/{words}", words, words, None, FeedSort.NEWS, 10_000, (entry, entry, entry), AT,
        timedelta(days=1), 9, 9, Carries.TITLES, None, "https://o1.example/", (), (), AT,
    )  # fmt: skip


def every_card(words: str, n: int, lang: Lang) -> dict[str, Card]:
    names, pack = Names(), read_starter().packs[0]
    judged = Judgement(Verdict.FAILING, failures=3, reason="error-unreachable", source=a_source(words, 1))
    followed = [(Followed(a_source(words, i + 1), (), None, AT), judged) for i in range(n)]
    twin = Judgement(Verdict.DUPLICATE, source=a_source(words, 1))
    offers = tuple(Offer(a_preview(words, i), (twin,), None) for i in range(n))
    schedule = Schedule(1, 7, BIG, time(8), "Asia/Tokyo", LANGS, 5, True, AT)
    delivery = Delivery(1, 1, 7, BIG, AT, DeliveryState.FAILED, words, (), AT, AT, 1)
    status = Status(followed, [(schedule, AT)] * n, [delivery] * n, n, [ErrorReport(words, words, AT)] * n)
    entries = [
        AuditEntry(i, 7, BIG, words, {words: words, "url": words}, AuditWay.COMMAND, AuditOutcome.FAILED, None, AT)
        for i in range(min(n, 10))
    ]
    draft = SetupDraft(BIG, "08:00", "Asia/Tokyo", LANGS, tuple(one.id for one in read_starter().packs))
    zones = [(words[:60] + str(i), words + str(i)) for i in range(min(n, 25))]
    queue = [(i, a_statement(words, i)) for i in range(min(n, 8))]
    several = [one for _, one in queue]
    refused = [RefusedRow(words, words, "x")] * n
    chosen = ServerSettings(
        "ja", False, frozenset(range(BIG - 5 * n, BIG)), {"ask": frozenset(range(BIG - 5 * n, BIG))}
    )
    counts = {"taken": n, "known": n, "refused": n}

    def name_of(name: str, lang: Lang) -> str:
        return name

    return {
        "preview": preview_card(Prospect("u", offers, None, (words,) * n), REPLY, lang),
        "article": preview_card(Prospect("u", (), PageLook("https://o1.example/", words, "en", AT), ()), REPLY, lang),
        "list": list_card(followed, 0, lang),
        "source": source_card(*followed[0], 3, lang, "note"),
        "import": import_card(counts, refused, 0, REPLY, lang, is_damaged=True),
        "packs": packs_card(read_starter(), lang),
        "pack": pack_card(pack, sources_of_pack(pack), lang),
        "queue": queue_card(queue, 0, n, n, REPLY, lang, names),
        "item": item_card(an_item(words, n), 0, n + 1, REPLY, lang, names, note="note", undo=0),
        "done": done_card("note", REPLY, 0, lang),
        "batch": batch_card(several, REPLY, lang, names),
        "batch done": batch_done_card("note", REPLY, lang, may_undo=True),
        "settings": settings_card(chosen, name_of, lang, "note"),
        "status": server_status_card(status, lang, Names()),
        "audit": audit_card(entries, 0, n, name_of, lang),
        "setup": setup_card(draft, ["08:00", "08:30"], zones, read_starter(), lang),
        "setup done": setup_done_card(schedule, AT, n, n, lang, Names()),
        "returned": returned_card(n, n, lang),
    }


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("n", [1, 3, 40])
@pytest.mark.parametrize("words", ["x", HOSTILE, "*" * 5000, "長い文。" * 2000, "😀" * 3000, "word " * 2000])
def test_every_card_is_within_what_discord_takes(words: str, n: int, lang: Lang):
    made = every_card(words, n, lang)
    assert {name: message_faults(components(card)) for name, card in made.items()} == {name: [] for name in made}


@pytest.mark.parametrize("lang", LANGS)
def test_no_card_lets_a_strangers_markup_live(lang: Lang):
    usual = every_card("w: x", 3, lang)
    for name, card in every_card(HOSTILE, 3, lang).items():
        live = read(texts(card))[0]
        ours = re.compile(rf"<(?:#|@|@&){str(BIG)[:10]}\d+>")
        strange = [
            one
            for one in live
            if one.kind not in {"block", "emphasis", "link", "timestamp", "code"} and not ours.fullmatch(one.source)
        ]
        assert strange == [], name
        targets = [re.search(r"\]\(https://([^/]+)", one.source) for one in live if one.kind == "link"]
        assert all(target and re.fullmatch(r"o\d\.example", target[1]) for target in targets), name
        was = read(texts(usual[name]))[0]
        for kind in ("emphasis", "link", "timestamp", "code"):
            assert sum(one.kind == kind for one in live) == sum(one.kind == kind for one in was), (name, kind)


@pytest.mark.parametrize("lang", LANGS)
def test_labels_do_not_undo_themselves(lang: Lang):
    """Bold with Japanese punctuation just inside its end is shown with its asterisks by some readers."""
    for name, card in every_card("x", 3, lang).items():
        assert not re.search(r"[：、。）」]\*\*(?=\w)", texts(card)), name
