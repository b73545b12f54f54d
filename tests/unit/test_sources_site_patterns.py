"""Where services keep their feeds. The expected addresses are the ones that the services document."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import BadUrl
from bot.ingest.canonical_url import parse_web_url
from bot.sources.site_patterns import expand_shorthand, known_place, read_patterns, usual_places

CHANNEL = "UCabcdefghij0123456789_-"


@pytest.mark.parametrize(
    ("url", "feed"),
    [
        (f"https://www.youtube.com/channel/{CHANNEL}/videos", f"https://www.youtube.com/feeds/videos.xml?channel_id={CHANNEL}"),
        ("https://www.youtube.com/playlist?list=PLabcdefghij12", "https://www.youtube.com/feeds/videos.xml?playlist_id=PLabcdefghij12"),
        ("https://www.youtube.com/watch?v=abcdefghijk&list=PLabcdefghij12", "https://www.youtube.com/feeds/videos.xml?playlist_id=PLabcdefghij12"),
        ("https://github.com/oakvale/larkspur", "https://github.com/oakvale/larkspur/releases.atom"),
        ("https://github.com/oakvale/larkspur.git", "https://github.com/oakvale/larkspur/releases.atom"),
        ("https://github.com/oakvale/larkspur/releases/tag/v2", "https://github.com/oakvale/larkspur/releases.atom"),
        ("https://github.com/oakvale/larkspur/tags", "https://github.com/oakvale/larkspur/tags.atom"),
        ("https://github.com/oakvale/larkspur/commits/main", "https://github.com/oakvale/larkspur/commits/main.atom"),
        ("https://github.com/orgs/oakvale/repositories", "https://github.com/oakvale.atom"),
        ("https://github.com/oakvale/", "https://github.com/oakvale.atom"),
        ("https://gitlab.com/oakvale/larkspur", "https://gitlab.com/oakvale/larkspur/-/tags?format=atom"),
        ("https://huggingface.co/blog", "https://huggingface.co/blog/feed.xml"),
        ("https://oakvale.substack.com/archive", "https://oakvale.substack.com/feed"),
        ("https://substack.com/@oakvale", "https://oakvale.substack.com/feed"),
        ("https://medium.com/@oakvale", "https://medium.com/feed/@oakvale"),
        ("https://medium.com/oakvale-lab", "https://medium.com/feed/oakvale-lab"),
        ("https://medium.com/tag/open-weights", "https://medium.com/feed/tag/open-weights"),
        ("https://oakvale.medium.com/", "https://oakvale.medium.com/feed"),
        ("https://old.reddit.com/r/LocalModels/", "https://www.reddit.com/r/LocalModels/.rss"),
        ("https://www.reddit.com/r/LocalModels/new/", "https://www.reddit.com/r/LocalModels/new/.rss"),
        ("https://www.reddit.com/user/oak_vale/", "https://www.reddit.com/user/oak_vale/.rss"),
        ("https://bsky.app/profile/oakvale.example", "https://bsky.app/profile/oakvale.example/rss"),
        ("https://bsky.app/profile/did:plc:abc123", "https://bsky.app/profile/did:plc:abc123/rss"),
        ("https://news.ycombinator.com/", "https://news.ycombinator.com/rss"),
        ("https://news.ycombinator.com/newest", "https://hnrss.org/newest"),
        ("https://hn.algolia.com/?q=open%20weights", "https://hnrss.org/newest?q=open%20weights"),
        ("https://note.com/oakvale", "https://note.com/oakvale/rss"),
        ("https://note.com/oakvale/m/m0123abcd", "https://note.com/oakvale/m/m0123abcd/rss"),
        ("https://zenn.dev/topics/生成ai", "https://zenn.dev/topics/%E7%94%9F%E6%88%90ai/feed"),
        ("https://zenn.dev/p/oakvale", "https://zenn.dev/p/oakvale/feed"),
        ("https://zenn.dev/oakvale", "https://zenn.dev/oakvale/feed"),
        ("https://qiita.com/tags/llm", "https://qiita.com/tags/llm/feed.atom"),
        ("https://qiita.com/oakvale", "https://qiita.com/oakvale/feed.atom"),
        ("https://oakvale.hatenablog.com/", "https://oakvale.hatenablog.com/feed"),
        ("https://b.hatena.ne.jp/hotentry/it", "https://b.hatena.ne.jp/hotentry/it.rss"),
        ("https://ameblo.jp/oakvale/", "http://rssblog.ameba.jp/oakvale/rss20.xml"),
        ("https://arxiv.org/list/cs.CL/recent", "https://rss.arxiv.org/rss/cs.CL"),
        ("https://arxiv.org/list/cond-mat.stat-mech/new", "https://rss.arxiv.org/rss/cond-mat.stat-mech"),
        ("https://news.google.com/search?q=生成AI&hl=ja&gl=JP&ceid=JP:ja", "https://news.google.com/rss/search?q=%E7%94%9F%E6%88%90AI&hl=ja&gl=JP&ceid=JP:ja"),
        ("https://oakvale.blogspot.com/", "https://oakvale.blogspot.com/feeds/posts/default"),
        ("https://oakvale.tumblr.com/", "https://oakvale.tumblr.com/rss"),
        ("https://stackoverflow.com/questions/tagged/c%2B%2B", "https://stackoverflow.com/feeds/tag?tagnames=c%2B%2B&sort=newest"),
    ],
)  # fmt: skip
def test_a_page_of_a_service_leads_to_its_feed(url: str, feed: str):
    assert known_place(parse_web_url(url)).feeds[0] == feed


@pytest.mark.parametrize(
    "path", ["/@oakvale", "/c/oakvale", "/user/oakvale", "/watch?v=abcdefghijk", "/shorts/abcdefghijk"]
)
def test_some_pages_have_to_be_read_for_the_channel(path: str):
    place = known_place(f"https://www.youtube.com{path}")
    assert place.feeds == ()
    assert place.feeds_of_page(f'… "externalId":"{CHANNEL}" …') == (
        f"https://www.youtube.com/feeds/videos.xml?channel_id={CHANNEL}",
    )
    assert place.feeds_of_page('"channelId":"UC../../evil"') == ()


@pytest.mark.parametrize(
    "url",
    [
        "https://oakvale.substack.com/p/an-article",
        "https://note.com/oakvale/n/n0123abcd",
        "https://zenn.dev/oakvale/articles/abc",
        "https://qiita.com/oakvale/items/abc",
        "https://medium.com/@oakvale/an-article-0123",
        "https://oakvale.hatenablog.com/entry/2025/07/15/1",
        "https://github.com/topics/llm",
        "https://github.com/oakvale/larkspur/issues/1",
        "https://huggingface.co/oakvale/larkspur-2",
        "https://oakvale.example/news",
    ],
)
def test_an_article_or_an_unknown_page_is_read_instead(url: str):
    assert known_place(url).feeds == ()


def test_a_federated_profile_is_a_guess_at_any_host():
    assert known_place("https://social.example/@nao").guesses == ("https://social.example/@nao.rss",)
    assert known_place("https://www.youtube.com/@nao").guesses == ()


@pytest.mark.parametrize(
    "url", ["https://x.com/oakvale", "https://www.instagram.com/oakvale/", "https://www.tiktok.com/@o"]
)
def test_services_without_feeds_are_known(url: str):
    assert known_place(url).has_no_feeds


def test_shorthands():
    assert expand_shorthand("r/LocalModels") == "https://www.reddit.com/r/LocalModels/"
    assert expand_shorthand("https://r/x") == "https://r/x"


def test_usual_places_begin_in_the_pages_own_folder_and_with_its_generator():
    assert usual_places("https://a.example/blog/", "Hugo 0.120")[0] == "https://a.example/blog/index.xml"
    assert usual_places("https://a.example/", "WordPress 6.1")[0] == "https://a.example/feed/"
    assert usual_places("https://a.example/news/index.html")[0] == "https://a.example/news/feed"
    assert "https://a.example/feed" in usual_places("https://a.example/news")


HOSTS = sorted(
    {host.replace("*.", "nao.") for service in read_patterns().services for host in service.hosts if host != "*"}
)


@given(st.sampled_from(HOSTS), st.text(st.sampled_from("ab0/@.%2F{}?&=#'\"<>:+ あ-_\\"), max_size=40))
def test_whatever_is_asked_for_stays_a_web_address_of_a_known_host(host: str, path: str):
    try:
        url = parse_web_url(f"https://{host}/{path}")
    except BadUrl:
        return
    place = known_place(url)
    for feed in (*place.feeds, *place.guesses):
        assert parse_web_url(feed) == feed
        assert "{" not in feed.replace("%7B", "")


def test_no_rule_is_slow_on_a_hostile_path():
    for host in HOSTS:
        known_place(parse_web_url(f"https://{host}/" + "a/" * 400 + "%41" * 300))
