"""A one-language story with an offline translator: translated sentences that hold, originals where they do not."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.app import open_app
from bot.briefs.plain_text import brief_lines
from bot.domain.article import Extent, NewArticle
from bot.domain.source import SourceKind
from bot.ops.health import run_checks
from bot.ports import FixedClock
from bot.settings import Settings
from bot.text.translation import Translator

NOW = datetime(2025, 9, 5, tzinfo=UTC)
GUILD = 11
RAISED = "Norrland AI has raised $450 million in a funding round, the Swedish AI start-up announced on Thursday."
OPENED = "Norrland AI published the weights of its model Fjell 2 under the Apache 2.0 licence."
FAITHFUL = "ノールランドAIは4億5000万ドルを調達したと発表した。"
FALSE = "ノールランドAIはFjell 7の重みをApache 2.0ライセンスで公開した。"


class Recited:
    """A translator that knows two sentences, one of them wrongly."""

    def translate(self, text: str, /) -> str:
        return {RAISED: FAITHFUL, OPENED: FALSE}[text]


class Raising:
    def translate(self, text: str, /) -> str:
        raise ValueError("bad tensor")


async def brief_with(tmp_path: Path, engine: object):
    (tmp_path / "models" / "en-ja").mkdir(parents=True)
    translator = Translator(tmp_path / "models", lambda path: engine)
    settings = Settings(data_dir=tmp_path / "data")
    async with open_app(settings, clock=FixedClock(NOW), translator=translator) as app:
        source = await app.sources.add_source("https://o.example/feed", "Outlet", "en", SourceKind.FEED, NOW)
        await app.sources.follow(GUILD, source.source_id, NOW)
        url, title = "https://o.example/a", "Norrland AI raises $450 million"
        new = NewArticle(None, url, url, "Outlet", "en", title, f"{RAISED}\n{OPENED}", NOW, NOW, Extent.FULL)
        [article] = await app.articles.add_articles(source.source_id, [new], [[f"url:{url}"]], NOW)
        story = await app.stories.create_story(
            article, vector=None, model=None, signature=None, companies=(), titles={"en": title}, now=NOW
        )
        brief = await app.composer.brief_story(story.story_id, "ja", GUILD)
        assert await app.composer.brief_story(story.story_id, "ja", GUILD) == brief
    translator.close()
    return brief


async def test_a_faithful_sentence_is_shown_translated_and_a_false_one_as_the_original(tmp_path):
    brief = await brief_with(tmp_path, Recited())
    gist, *points = brief.points
    assert gist.translated_from is None
    assert {(point.text, point.lang, point.translated_from) for point in points} == {
        (FAITHFUL, None, "en"),
        (OPENED, "en", None),
    }
    translated = next(point for point in points if point.translated_from)
    assert [source.passage for source in brief.sources if source.n in translated.citations] == [RAISED]
    lines = "\n".join(brief_lines(brief, "ja"))
    assert f"{FAITHFUL}（英語からの機械翻訳）" in lines
    assert f"{OPENED}（英語の原文）" in lines
    assert "機械翻訳したもの" in lines


async def test_a_translator_that_fails_leaves_the_originals(tmp_path, caplog):
    brief = await brief_with(tmp_path, Raising())
    assert [point.lang for point in brief.points[1:]] == ["en", "en"]
    assert not brief.is_translated
    assert "translation.unavailable" in caplog.text


@pytest.mark.parametrize(
    ("prepared", "ok", "fault"), [(None, True, None), ("", False, "empty"), ("ja-en", False, "files")]
)
async def test_doctor_says_how_the_translator_does(tmp_path, prepared, ok, fault):
    folder = tmp_path / "models"
    if prepared is not None:
        (folder / prepared).mkdir(parents=True, exist_ok=True)
    settings = Settings(data_dir=tmp_path / "data", translation_dir=folder if prepared is not None else None)
    checks = await run_checks(settings, FixedClock(NOW), asks_model=False)
    [check] = [check for check in checks if check.name == "translation"]
    assert check.ok is ok
    assert (check.error.values["fault"] if check.error else None) == fault
