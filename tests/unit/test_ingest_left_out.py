"""Paragraphs that an extractor left out although they stand among those that it took."""

import pytest
from lxml import etree
from lxml.html import HTMLParser

from bot.ingest.left_out import with_left_out

FIRST = "The laboratory opened the weights of its new model on Tuesday, after months of talks."
SECOND = "Anyone may use them, the company said, and sell what they make of them."
THIRD = "It keeps the data that the model learnt from to itself, as it always did."


def _page(body: str) -> "etree._Element":
    return etree.fromstring(f"<html><body>{body}</body></html>", HTMLParser())


@pytest.mark.parametrize(
    ("body", "taken", "whole"),
    [
        (f"<div><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></div>", [SECOND, THIRD], [FIRST, SECOND, THIRD]),
        (f"<div><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></div>", [FIRST, THIRD], [FIRST, SECOND, THIRD]),
        (f"<div><p>{FIRST}</p>{SECOND}<p>{THIRD}</p></div>", [FIRST, THIRD], [FIRST, SECOND, THIRD]),
        (
            f"<div><p>{FIRST}</p><p>{SECOND}</p><ul><li>Name of it: Breeze</li></ul><p>{THIRD}</p></div>",
            [FIRST, SECOND, THIRD],
            [FIRST, SECOND, "Name of it: Breeze", THIRD],
        ),
    ],
    ids=["the first", "one between", "bare text", "a list"],
)
def test_what_stands_among_taken_paragraphs_is_put_back(body, taken, whole):
    assert with_left_out(_page(body), "\n".join(taken)).split("\n") == whole


def test_a_paragraph_of_which_only_a_part_was_taken_is_there_whole():
    cut = "its new model on Tuesday, after months of talks."
    body = f"<div><p>The laboratory opened the weights of <a href='/m'></a>{cut}</p><p>{SECOND}</p></div>"
    assert with_left_out(_page(body), f"{cut}\n{SECOND}") == f"{FIRST}\n{SECOND}"


@pytest.mark.parametrize(
    "stranger",
    [
        f'<p class="photo-caption">{THIRD}</p>',
        f'<p><a href="/other">{THIRD}</a></p>',
        "<p>Follow the laboratory's news wherever you go, on every device that you own.</p>",
        "<p>続きを読むには会員登録が必要です。登録は無料で、いつでもやめられます。</p>",
        "<p>15 July 2025</p>",
        f"<aside><p>{THIRD}</p></aside>",
        f"<script>var text = '{THIRD}';</script>",
        f"<figure><figcaption>{THIRD}</figcaption></figure>",
        f"<div><p>{THIRD}</p></div>",
    ],
    ids=[
        "a caption",
        "a link",
        "an offer",
        "an offer in Japanese",
        "a date",
        "an aside",
        "a script",
        "a figure",
        "a box",
    ],
)
def test_what_only_stands_near_by_stays_out(stranger):
    text = f"{FIRST}\n{SECOND}"
    assert with_left_out(_page(f"<div><p>{FIRST}</p>{stranger}<p>{SECOND}</p></div>"), text) == text


def test_what_follows_the_last_taken_paragraph_is_left_to_the_extractor():
    text = f"{FIRST}\n{SECOND}"
    assert with_left_out(_page(f"<div><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></div>"), text) == text


@pytest.mark.timeout(20)
def test_a_page_of_endless_paragraphs_takes_no_harm():
    body = "".join(f"<p>{FIRST} {n}</p>" for n in range(20_000))
    assert with_left_out(_page(f"<div>{body}</div>"), FIRST).startswith(FIRST)


@pytest.mark.timeout(20)
def test_deep_nesting_takes_no_harm():
    page = etree.fromstring(f"<html><body>{'<div>' * 5_000}{FIRST}", HTMLParser(huge_tree=True))
    assert with_left_out(page, FIRST) == FIRST
