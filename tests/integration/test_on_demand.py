"""A link that somebody wants briefed: an ordinary page at once, a page that drips with a sentence that says what to do."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiohttp import web

from bot.app import App, open_app
from bot.errors import PageTooSlow
from bot.i18n.catalog import error_text
from bot.pipeline import PageStep
from bot.ports import FixedClock
from bot.settings import Settings
from tests.integration.ingest_site import Site, open_site

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
ARTICLE = (
    '<!doctype html><html lang="en"><head><title>Oakvale raises 140 million euros</title>'
    '<meta property="article:published_time" content="2026-11-23T09:00:00Z"></head><body><article>'
    "<h1>Oakvale raises 140 million euros</h1>"
    "<p>Oakvale Systems has raised 140 million euros in a round led by Fennel Capital, the Belgian company said on "
    "Monday. The round values the company at 1.2 billion euros.</p>"
    "<p>Chief executive Ines Verhaegen said that Oakvale Systems would spend most of the money on computing capacity "
    "in Ghent, where it employs 210 people and trains its Larkspur models.</p></article></body></html>"
)


@pytest.fixture
async def site():
    async with open_site() as opened:
        yield opened


@pytest.fixture
async def app(site: Site, tmp_path: Path):
    settings = Settings(data_dir=tmp_path, allow_hosts=(site.host,))
    async with open_app(settings, clock=FixedClock(NOW)) as opened:
        yield opened


async def test_an_ordinary_page_is_read_placed_and_briefed(site: Site, app: App):
    steps: list[PageStep] = []
    story = await app.pipeline.read_page(site.put("/a", ARTICLE), on_step=steps.append)
    brief = await app.composer.brief_story(story.story_id, "en")
    assert steps == [PageStep.FETCHING, PageStep.PLACING]
    assert "140 million euros" in brief.headline
    assert brief.points


async def test_a_page_that_drips_is_given_up_with_a_clear_sentence_and_read_later(site: Site, app: App):
    is_slow = True

    async def drip(request: web.Request) -> web.StreamResponse:
        if not is_slow:
            return web.Response(text=ARTICLE, content_type="text/html")
        response = web.StreamResponse(headers={"Content-Type": "text/html"})
        await response.prepare(request)
        for letter in ARTICLE:
            await response.write(letter.encode())
            await asyncio.sleep(0.05)
        return response

    url = site.handle("/slow", drip)
    with pytest.raises(PageTooSlow) as raised:
        await app.pipeline.read_page(url, patience=0.5)
    assert "Give the link again" in error_text(raised.value, "en")
    assert "もう一度" in error_text(raised.value, "ja")
    is_slow = False
    story = await app.pipeline.read_page(url)
    assert story.article_ids
