"""The sample outlets over loopback HTTP: formats, encodings, validators, and data that keeps its own rules."""

import json
import xml.etree.ElementTree as ET

import httpx
import pytest

from bot.samples.library import SAMPLE_NOW, read_articles, read_outlets
from bot.samples.server import serve_samples


async def test_every_feed_and_every_page_is_served_with_working_links():
    async with serve_samples() as site, httpx.AsyncClient() as http:
        assert len(site.feed_urls) == 6
        found = 0
        for url in site.feed_urls:
            answer = await http.get(url)
            assert answer.status_code == 200
            for link in _links(answer):
                assert link.startswith(site.base_url)
                page = await http.get(link)
                assert page.status_code == 200
                assert f'<link rel="canonical" href="{link}">' in page.text
                found += 1
        assert found == len(read_articles())


def _links(answer: httpx.Response) -> list[str]:
    if "json" in answer.headers["Content-Type"]:
        return [item["url"] for item in json.loads(answer.content)["items"]]
    root = ET.fromstring(answer.content) if "shift_jis" not in answer.headers["Content-Type"] else _decoded(answer)
    urls = []
    for element in root.iter():
        name = element.tag.rpartition("}")[2]
        if name in ("item", "entry"):
            link = next(child for child in element if child.tag.rpartition("}")[2] == "link")
            urls.append(link.get("href") or link.text or "")
    return urls


def _decoded(answer: httpx.Response) -> ET.Element:
    # Expat knows no Shift_JIS: the declaration names it, and readers have to decode it themselves.
    text = answer.content.decode("shift_jis")
    assert "shift_jis" in text.splitlines()[0]
    return ET.fromstring(text.split("?>", 1)[1])


async def test_validators_answer_304_and_a_stale_one_answers_200():
    async with serve_samples() as site, httpx.AsyncClient() as http:
        url = site.feed_urls[0]
        first = await http.get(url)
        by_etag = await http.get(url, headers={"If-None-Match": first.headers["ETag"]})
        by_date = await http.get(url, headers={"If-Modified-Since": first.headers["Last-Modified"]})
        stale = await http.get(url, headers={"If-None-Match": '"other"'})
        older = await http.get(url, headers={"If-Modified-Since": "Mon, 01 Jan 2024 00:00:00 GMT"})
        garbled = await http.get(url, headers={"If-Modified-Since": "yesterday"})
        assert [by_etag.status_code, by_date.status_code] == [304, 304]
        assert by_etag.content == b""
        assert [stale.status_code, older.status_code, garbled.status_code] == [200, 200, 200]
        assert (await http.get(f"{site.base_url}/nowhere")).status_code == 404


def test_the_data_keeps_its_own_rules():
    outlets = {outlet.id: outlet for outlet in read_outlets()}
    articles = read_articles()
    assert len(outlets) == 6
    assert {outlet.feed for outlet in outlets.values()} == {"rss2", "rss1", "atom", "jsonfeed"}
    assert sum(outlet.encoding != "utf-8" for outlet in outlets.values()) == 1
    assert sum(outlet.carries == "full" for outlet in outlets.values()) == 1
    assert len(articles) >= 18
    assert len({article.id for article in articles}) == len(articles)
    for article in articles:
        assert article.lang == outlets[article.outlet].lang
        assert article.changed_at < SAMPLE_NOW
        assert 5 <= len(article.paragraphs) <= 9, article.id


@pytest.mark.parametrize("outlet", [outlet for outlet in read_outlets() if outlet.encoding != "utf-8"])
def test_everything_in_an_old_encoding_can_be_written_in_it(outlet):
    for article in read_articles():
        if article.outlet == outlet.id:
            "\n".join((article.title, article.author, *article.paragraphs)).encode(outlet.encoding)
