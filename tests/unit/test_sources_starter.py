"""The starter catalogue holds together; whether its feeds still answer, only a fetch can tell."""

from collections import Counter

import pytest

from bot.domain.language import LANGS
from bot.errors import UnknownPack
from bot.ingest.canonical_url import parse_web_url
from bot.sources.address import check_public
from bot.sources.starter import feed_of_home, find_pack, follows_of_pack, read_starter, sources_of_pack

CATALOGUE = read_starter()


def test_nothing_in_it_claims_to_have_been_checked_live():
    assert CATALOGUE.checked_live is False
    assert CATALOGUE.written_on.year >= 2025


@pytest.mark.parametrize("source", CATALOGUE.sources, ids=lambda source: source.id)
def test_every_source_is_complete(source):
    assert set(source.name) == set(LANGS)
    assert all(name.strip() == name and name for name in source.name.values())
    for url in (source.home, source.feed):
        assert url.startswith("https://")
        assert parse_web_url(url) == url
        check_public(url, ())


def test_ids_and_feeds_are_unique():
    for values in ((one.id for one in CATALOGUE.sources), (one.feed for one in CATALOGUE.sources)):
        assert [value for value, n in Counter(values).items() if n > 1] == []


@pytest.mark.parametrize("pack", CATALOGUE.packs, ids=lambda pack: pack.id)
def test_every_pack_is_complete(pack):
    assert set(pack.name) == set(pack.about) == set(LANGS)
    assert len(set(pack.sources)) == len(pack.sources) >= 10
    assert len(sources_of_pack(pack)) == len(pack.sources)


def test_every_source_is_in_a_pack_and_both_languages_are_served():
    packed = {source for pack in CATALOGUE.packs for source in pack.sources}
    assert packed == {source.id for source in CATALOGUE.sources}
    by_lang = Counter(source.lang for source in CATALOGUE.sources)
    assert min(by_lang[lang] for lang in LANGS) >= 40


def test_a_pack_is_followed_under_names_of_the_readers_language():
    pack = find_pack(" Starter-JA ")
    in_japanese, in_english = (follows_of_pack(pack, lang) for lang in ("ja", "en"))
    assert [one.url for one in in_japanese] == [one.url for one in in_english]
    assert in_japanese[0].folders == ((pack.name["ja"],),)
    assert in_japanese[0].title != in_english[0].title


def test_an_unknown_pack_names_the_ones_there_are():
    with pytest.raises(UnknownPack) as caught:
        find_pack("nope")
    assert "starter-en" in str(caught.value.values["packs"])


def test_the_page_of_an_outlet_leads_to_its_feed():
    source = CATALOGUE.sources[0]
    assert feed_of_home(source.home) == (source.feed,)
    assert feed_of_home("https://oakvale.example/") == ()
