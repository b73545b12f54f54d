"""The readers' cards hold Discord's limits and let no stranger's markup live, whatever stands in headlines and names."""

import re
from datetime import date
from typing import Any

import pytest

from bot.discord_app.cards.companies import chart_card, comparison_card
from bot.discord_app.cards.layout import Card
from bot.discord_app.cards.personal import (
    HELP_TOPICS,
    confirm_card,
    consent_card,
    followed_card,
    follows_card,
    help_card,
    links_card,
    news_card,
    privacy_card,
    reason_card,
)
from bot.discord_app.cards.stories import STORIES_ON_PAGE, Listed, stories_card, story_card, what_changed
from bot.discord_app.limits import message_faults
from bot.discord_app.reader_buttons import Deed, ReaderPress, read_press
from bot.domain.article import Article, Extent
from bot.domain.language import LANGS
from bot.domain.reader import PersonalFollow, Topic
from bot.domain.statement import Company, Stance
from bot.domain.story import Story
from tests.unit.discord_markup import read
from tests.unit.test_discord_cards import ALLOWED, AT, HOSTILE, Names, components, make_answer, make_brief, texts

ON = date(2025, 7, 16)


def report(n: int, words: str, at: Any = AT) -> Article:
    url = f"https://o{n}.example/a"
    return Article(n, url, url, words, "en", words, words, at, AT, Extent.FULL)


def follow(n: int = 1, topic: Topic = Topic.COMPANY) -> PersonalFollow:
    return PersonalFollow(n, 5, 7, topic, "acme" if topic is Topic.COMPANY else "3", "ja", AT)


def every_card(words: str, n: int) -> dict[str, Card]:
    cards: dict[str, Card] = {}
    company = Company("acme", "company", "JP", "https://a.example", {"en": words, "ja": words}, (), (), ())
    for lang in LANGS:
        brief = make_brief(lang, words, n)
        listed = [
            Listed(Story(i, {"en": words, "ja": words}, (1, 2), ("acme",) * 5, AT, AT, 2), AT)
            for i in range(1, min(n, STORIES_ON_PAGE) + 1)
        ]
        answers = [make_answer(lang, words, n) for _ in range(min(n, 4))]
        cards |= {
            f"stories {lang}": stories_card(listed, n, 1, "Stories", 5, lang, Names()),
            f"no stories {lang}": stories_card([], 0, 1, "Stories", 5, lang, Names()),
            f"story {lang}": story_card(brief, [report(i, words) for i in range(n)], Names()),
            f"comparison {lang}": comparison_card(answers, ON, 5, lang, Names(), private=True),
            f"chart {lang}": chart_card(
                [company], {"acme": Stance.MIXED}, {"acme": []}, b"png", "x" * 1024, ON, 5, lang, private=True
            ),
            f"words of a chart {lang}": chart_card(
                [company], {"acme": Stance.MIXED}, {"acme": []}, None, "", ON, 5, lang
            ),
            f"news {lang}": news_card(brief, Names(), follow(), is_last=True),
            f"consent {lang}": consent_card(words, "s1", lang, 10),
            f"followed {lang}": followed_card(follow(), words, lang),
            f"follows {lang}": follows_card([(follow(i), words) for i in range(n)], lang, is_closed=True),
            f"reason {lang}": reason_card("s1", lang),
            f"links {lang}": links_card([f"https://o{i}.example/{'x' * 300}" for i in range(min(n, 10))], 5, lang),
            f"privacy {lang}": privacy_card({}, lang, may_manage=True, grace_days=30),
            f"confirm {lang}": confirm_card(Deed.FORGET_ME, lang),
            f"confirm server {lang}": confirm_card(Deed.FORGET_SERVER, lang),
            **{f"help {topic} {lang}": help_card(topic, lang) for topic in HELP_TOPICS},
        }
    return cards


@pytest.mark.parametrize("n", [1, 3, 40])
@pytest.mark.parametrize("words", ["x", HOSTILE, "*" * 5000, "長い文。" * 2000, "😀" * 3000])
def test_every_card_is_within_what_discord_takes(words: str, n: int):
    faults = {name: message_faults(components(card)) for name, card in every_card(words, n).items()}
    assert {name: found for name, found in faults.items() if found} == {}


def test_no_card_lets_a_strangers_markup_live():
    usual = every_card("w: x", 3)
    for name, card in every_card(HOSTILE, 3).items():
        live = read(texts(card))[0]
        assert [one for one in live if one.kind not in ALLOWED] == [], name
        targets = [re.search(r"\]\(https://([^/]+)", one.source) for one in live if one.kind == "link"]
        assert all(target and re.fullmatch(r"o(utlet)?\d\.example", target[1]) for target in targets), name
        kinds = ("emphasis", "link", "timestamp", "code")
        count = {kind: sum(one.kind == kind for one in live) for kind in kinds}
        plain = read(texts(usual[name]))[0]
        assert count == {kind: sum(one.kind == kind for one in plain) for kind in kinds}, name


@pytest.mark.parametrize(
    "custom_id",
    ["v1:page:r12:ja-2", "v1:story:s3:en", "v1:agree:c.acme-labs:ja", "v1:stop:f9:en-1", "v1:forget-me-now:-:ja"],
)
def test_ids_are_read_back_as_they_were_written(custom_id: str):
    press = read_press(custom_id)
    assert press
    assert press.custom_id == custom_id


@pytest.mark.parametrize(
    "custom_id",
    [
        "v2:page:r1:ja",
        "v1:page:r1",
        "v1:drop:r1:ja",
        "v1:page:x1:ja",
        "v1:page:r1:fr",
        "v1:follow:c.A;B:ja",
        "v1:good:s1:ja-x",
    ],
)
def test_other_ids_are_not_ours(custom_id: str):
    assert read_press(custom_id) is None


def test_what_changed_rests_on_later_reports_alone():
    brief = make_brief("en", "x", 3)
    first, *later = sorted({source.article_id for source in brief.sources})
    reports = [report(first, "a"), *(report(one, "b", AT.replace(hour=AT.hour + 1)) for one in later)]
    for point in what_changed(brief, reports):
        cited = {source.article_id for source in brief.sources if source.n in point.citations}
        assert first not in cited
    assert what_changed(brief, []) == []
    assert ReaderPress(Deed.STORY, "s3", "ja").number == 3
