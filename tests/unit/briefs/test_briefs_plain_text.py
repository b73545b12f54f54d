"""A brief as the terminal shows it."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.briefs.plain_text import brief_lines
from bot.domain.article import Extent
from bot.domain.brief import LOCAL_ENGINE, Brief, BriefPoint, BriefSource, PointKind, StanceLine
from bot.domain.statement import Provenance, Stance

AT = datetime(2025, 7, 15, 3, tzinfo=UTC)
SOURCE = BriefSource(1, 5, "https://a.example/1", "朝の新聞", "ja", AT, "原文である。")
LINE = StanceLine("tarn", Stance.MIXED, Provenance.OFFICIAL_STATEMENT, "spokesperson", (1,), "Tarn AI")


BRIEF = Brief(
    story_id=1,
    lang="en",
    headline="Tarn AI speaks",
    points=(BriefPoint("Tarn AI spoke.", (1,), PointKind.OFFICIAL), BriefPoint("原文である。", (1,), lang="ja")),
    sources=(SOURCE,),
    engine=LOCAL_ENGINE,
    revision=1,
    article_ids=(5,),
    stance_lines=(LINE,),
)


def test_every_part_stands_on_its_line():
    assert brief_lines(BRIEF, "en") == [
        "■ Tarn AI speaks",
        "  From 1 report",
        "・Official: Tarn AI spoke. [1]",
        "・原文である。 (original, in Japanese) [1]",
        "◇ Stance: Tarn AI: Mixed (Official statement, spokesperson) [1]",
        "— Sources",
        "  [1] 朝の新聞 · 2025-07-15 · Japanese",
        "      https://a.example/1",
        "  Sentences chosen from the sources; nothing was written by a language model.",
    ]


def test_the_words_around_are_in_the_readers_language():
    lines = brief_lines(replace(BRIEF, article_ids=(5, 6, 7), engine="model:tiny", lang="ja"), "ja")
    assert lines[1].strip() == "報道3件から"
    assert "model:tiny" in lines[-1]
    assert any("公開・非公開の併用" in line for line in lines)


def test_a_source_of_which_only_the_opening_was_read_says_so():
    brief = replace(BRIEF, sources=(replace(SOURCE, extent=Extent.EXCERPT),))
    assert any("(opening only: the rest is behind a paywall)" in line for line in brief_lines(brief, "en"))
    assert any("（冒頭のみ。続きは有料または会員限定）" in line for line in brief_lines(brief, "ja"))
