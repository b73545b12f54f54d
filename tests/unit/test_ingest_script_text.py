"""Articles that stand only in the data that a page carries for its scripts."""

import json

import pytest
from lxml import etree
from lxml.html import HTMLParser

from bot.errors import NoArticle
from bot.ingest.article_extractor import extract_article
from bot.ingest.script_text import script_text

PARAGRAPHS = [
    f"The laboratory said in part {n} of its notice that the weights of the new model may be used by anyone."
    for n in range(1, 6)
]
TEXT = "\n".join(PARAGRAPHS)
HTML = "".join(f"<p>{one}</p>" for one in PARAGRAPHS)


def _page(script: str) -> bytes:
    return (
        f"<html lang='en'><head><title>News</title></head><body><div id='app'></div>{script}"
        "<footer><p>All rights reserved. No part of this page may be used without leave of the house.</p></footer>"
        "</body></html>"
    ).encode()


def _data(document: object, attributes: str = 'type="application/json"') -> str:
    return f"<script {attributes}>{json.dumps(document)}</script>"


@pytest.mark.parametrize(
    "script",
    [
        _data({"props": {"page": {"article": {"title": "News", "body": HTML}}}}, 'id="d" type="application/json"'),
        _data(
            {"article": {"blocks": [{"type": "p", "text": one} for one in PARAGRAPHS]}, "next": [{"text": "Other."}]}
        ),
        f"<script>window.__STATE__ = {json.dumps({'post': {'content': HTML}})};</script>",
        f"<script>self.data['a'] = {json.dumps({'post': {'content': HTML}})}; start();</script>",
    ],
    ids=["one string", "a list of blocks", "assigned", "assigned, with more after it"],
)
def test_the_article_is_found_in_the_data(script):
    page = extract_article(_page(script), url="https://outlet.example/1", content_type="text/html")
    assert page.text == TEXT


@pytest.mark.parametrize(
    "script",
    [
        "<script>start();</script>",
        _data({"title": "News", "description": PARAGRAPHS[0]}),
        '<script type="application/json">{"body": "' + "x" * 500 + "</script>",
        _data({"licence": ["word" * 200]}),
        f"<script>{'[' * 100_000}</script>",
    ],
    ids=["no data", "a description", "broken", "no sentence", "nested without end"],
)
def test_data_without_an_article_gives_none(script):
    root = etree.fromstring(_page(script), HTMLParser(huge_tree=True))
    assert script_text(root) == ""


def test_what_the_page_shows_counts_before_its_data():
    other = _data(
        {"body": "".join(f"<p>Another article's sentence number {n} stands in the data.</p>" for n in range(40))}
    )
    shown = f"<article>{HTML}{HTML.replace('part', 'section')}</article>"
    page = extract_article(_page(shown + other), url="https://outlet.example/1", content_type="text/html")
    assert page.text.startswith(TEXT)
    assert "Another" not in page.text


def test_a_page_with_neither_is_no_article():
    with pytest.raises(NoArticle):
        extract_article(
            b"<html><body><p>Short.</p><script>start();</script></body></html>",
            url="https://outlet.example/1",
            content_type="text/html",
        )
