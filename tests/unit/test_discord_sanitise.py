"""Nothing that a stranger wrote is live in Discord, and it still reads as they wrote it."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.discord_app.limits import BUTTON_URL, length
from bot.discord_app.sanitise import host, link, plain, web_address
from tests.unit.discord_markup import read

HOSTILE = [
    "a](https://evil.example) [b",
    "[click\nme](https://evil.example)",
    "<@123> <@!123> <@&123> <#123> </brief:123> <t:1752537600:R> <:x:123> <a:x:123> <id:customize> @everyone @here",
    "https://evil.example/path?x=1 and HTTP://EVIL.example, steam://run/1",
    "<https://evil.example> <mailto:a@b.example> <a@b.example>",
    "join discord.gg/abcdef now, or DISCORD.com/invite/abc",
    "# heading",
    "-# subtext",
    "- item\n* item\n+ item\n1. item\n2) item",
    "> quote\n>>> block",
    "**bold** __under__ *it* _it_ ~~gone~~ ||spoiler|| `code` ```block```",
    "\\*already escaped\\* \\[x](y)",
    ":tada: at 12:30:45, ratio 3:2:1, :thumbsup::skin-tone-2:",
    "\\",
    "\\\\<@1>",
    "`\\`",
    "a < b, <3, x <= y, i<j",
    "#",
    "1.",
    "\u202ereversed\u202c zero\u200bwidth \ufeffbom",
    "　全角の　見出し、「引用」（注）",
]
ALPHABET = st.text(
    alphabet=st.one_of(st.sampled_from(list("\\*_~|`[]()<>#-+.:/@!&t1 \nhtps")), st.characters(codec="utf-8")),
    max_size=80,
)
SNIPPETS = st.lists(
    st.one_of(st.sampled_from([*HOSTILE, "](", "<@", "1>", "https", "://", "**", "\\", "\n"]), ALPHABET)
).map("".join)
FRAMES = ["{}", "- {} [1] [2]", "> {}", "**{}**", "-# [1] {} · x", "### {}", "{}\n{}"]


def _ours(frame: str) -> list[str]:
    return sorted(token.kind for token in read(frame.replace("{}", "x"))[0])


@given(SNIPPETS, st.sampled_from(FRAMES))
@example("*", "**{}**")
@example("#", "{}")
@example("[x](y", "- {} [1] [2]")
def test_plain_text_is_never_live(text: str, frame: str):
    shown = plain(text)
    live, _ = read(frame.replace("{}", shown) if shown else frame.replace("{}", "x"))
    assert sorted(token.kind for token in live) == _ours(frame), (shown, live)


@given(SNIPPETS)
def test_plain_text_of_several_lines_is_never_live(text: str):
    live, _ = read(plain(text, keep_lines=True))
    assert live == []


@pytest.mark.parametrize(
    "text",
    [
        "OpenAI delays its open-weights model (again) by 1.5 weeks",
        "Meta’s “Behemoth”: 2,000,000,000,000 parameters, 50% – maybe",
        "#1 in the ranking; -5 % since May; 3) is last",
        "メタ、最大モデル「ベヒーモス」の公開を検討中と報じられる（ニューヨーク・タイムズ）",
        "C* and D_1 ~ [sic] `x` | y \\ z",
        "12:30:45 UTC, https://example.com/a_b",
    ],
)
def test_readers_see_the_words_as_they_were(text: str):
    assert read(plain(text))[1] == text


def test_ordinary_headlines_carry_no_backslashes():
    for headline in ("GPT-4.5 beats Llama-3 (barely) - report", "1.5 billion people, 2 models: 100% open?", "AI + law"):
        assert plain(headline) == headline


def test_what_has_no_place_in_a_line_is_dropped():
    assert plain("a\u202eb\u200bc\x00d\n\n e\t f") == "abcd e f"
    assert plain(" \u200b\n ") == ""
    assert plain("z" + "\u0301" * 40) == "ź" + "\u0301" * 3
    assert plain("\ud800x") == "x"


def test_lines_are_kept_where_they_are_wanted():
    assert plain("one\r\n\r\n\n two \u2028three", keep_lines=True) == "one\ntwo\nthree"


@given(st.text(max_size=300), st.integers(min_value=2, max_value=60))
def test_the_limit_bounds_what_the_reader_sees(text: str, limit: int):
    assert length(read(plain(text, limit))[1].replace("＠", "@")) <= limit


def test_a_cut_never_leaves_half_an_escape():
    assert read(plain("*" * 50, 10))[0] == []
    assert plain("<@1234567890>" * 5, 9).endswith("…")


URLS = st.one_of(
    st.text(max_size=60),
    st.from_regex(r"\Ahttps?://[a-z]{1,8}\.example(/[^\n]{0,40})?\Z"),
    st.sampled_from(
        [
            "javascript:alert(1)",
            "https://user:pass@evil.example/",
            "https://ex.example/a_(b)?q=[1]<>&x=y z#f",
            "https://例え.example/記事?題=瓦版",
            "http://[2001:db8::1]:8080/x",
            "https://ex.example/" + "a" * 600,
            "//evil.example",
            "https://",
            "data:text/html,x",
        ]
    ),
)
_WHOLE_LINK = re.compile(r"\[[^\[\]\\*_~`|<>\n]+\]\(https?://[^\s()<>\[\]]+\)")


@given(SNIPPETS, URLS)
@example("https://label.example", "https://ex.example")
@example("", "https://ex.example")
@example("🎉 party [x](y) :tada: @everyone", "https://ex.example/(a)")
def test_a_link_is_one_link_or_none(label: str, url: str):
    shown = link(label, url)
    live, _ = read(f"- {shown} [1]")
    links = [token for token in live if token.kind != "block"]
    if shown.startswith("[") and "](" in shown:
        assert [token.kind for token in links] == ["link"]
        assert _WHOLE_LINK.fullmatch(shown), shown
        assert "://" not in shown.split("](")[0]
        assert "@everyone" not in shown.split("](")[0]
    else:
        assert links == []


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://Example.COM/a b", "https://example.com/a%20b"),
        ("https://ex.example/a_(b)", "https://ex.example/a_%28b%29"),
        ("https://ex.example/%E7%93%A6?x=1&y=%20", "https://ex.example/%E7%93%A6?x=1&y=%20"),
        ("https://例え.example/記事", "https://xn--r8jz45g.example/%E8%A8%98%E4%BA%8B"),
        ("http://127.0.0.1:8080/x", "http://127.0.0.1:8080/x"),
        ("https://user@evil.example", None),
        ("ftp://ex.example", None),
        ("javascript:alert(1)", None),
        ("https://ex.example:99999/", None),
        ("http://[2001:db8::1]/", None),
        ("https://" + "a" * 600 + ".example", None),
        ("", None),
    ],
)
def test_addresses(url: str, address: str | None):
    assert web_address(url) == address


@given(URLS)
def test_an_address_is_short_and_plain(url: str):
    address = web_address(url)
    assert address is None or (length(address) <= BUTTON_URL and re.fullmatch(r"https?://[!-~]+", address))


def test_the_host_is_shown_without_www():
    assert host("https://www.example.com:8080/x") == "example.com"
