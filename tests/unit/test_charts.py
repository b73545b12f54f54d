"""The timeline as a picture: what stands in it, that it is the same each time, and that it can be told in words."""

import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bot.answers.timeline_chart import chart_in_words, said_on_in_words, timeline_chart
from bot.charts.axis import MOST_TICKS, Axis, tick_days
from bot.charts.chart import MarkKind
from bot.charts.drawing import WIDTH, draw_chart
from bot.charts.fonts import shortened, width
from bot.charts.palette import GROUND, INK, ON_COLOUR, QUIET, STANCES
from bot.domain.language import LANGS
from bot.domain.statement import Company, PartialDate, Stance
from tests.unit.test_knowledge_timeline import RELEASE, REPORT, said

UNTIL = date(2026, 6, 30)
DAYS = st.dates(date(2012, 1, 1), date(2030, 12, 31))


def company(company_id: str = "acme", en: str = "Acme AI", ja: str = "アクメAI") -> Company:
    return Company(company_id, "company", "JP", "https://acme.example/", {"en": en, "ja": ja}, (), (), ())


def turned():
    return [
        said("2023-05-02", Stance.CLOSED, slug="a"),
        said("2024-03", Stance.MIXED, slug="b"),
        said("2025-07-11", Stance.OPEN_WEIGHTS, slug="c"),
        said("2024-09-01", Stance.CLOSED, slug="d", provenance=REPORT),
        said("2025-08-01", Stance.OPEN_SOURCE, slug="e", provenance=RELEASE),
        said("2026-07-01", Stance.CLOSED, slug="later"),
    ]


def test_spans_follow_own_words_only_and_marks_show_everything_until_the_day() -> None:
    [row] = timeline_chart([company()], turned(), "en", until=UNTIL).rows
    assert [(span.stance, span.start, span.end) for span in row.spans] == [
        (Stance.CLOSED, date(2023, 5, 2), date(2024, 3, 31)),  # a month counts once it is over
        (Stance.MIXED, date(2024, 3, 31), date(2025, 7, 11)),
        (Stance.OPEN_WEIGHTS, date(2025, 7, 11), UNTIL),
    ]
    assert [mark.kind for mark in row.marks].count(MarkKind.REPORTED) == 1
    assert [mark.kind for mark in row.marks].count(MarkKind.RELEASED) == 1
    assert [mark.label for mark in row.marks if mark.is_turn] == ["Mar 2024", "Jul 11, 2025"]
    assert len(row.marks) == 5
    assert row.now is Stance.OPEN_WEIGHTS


def test_a_chart_may_begin_later() -> None:
    chart = timeline_chart([company()], turned(), "en", until=UNTIL, since=date(2025, 1, 1))
    [row] = chart.rows
    assert chart.start == date(2025, 1, 1)
    assert [span.start for span in row.spans] == [date(2025, 1, 1), date(2025, 7, 11)]
    assert len(row.marks) == 2


def test_it_is_told_in_words_in_both_languages() -> None:
    chart = timeline_chart([company()], turned(), "ja", until=UNTIL)
    words = chart_in_words(chart, "ja")
    assert "アクメAI：2023年5月から非公開、2024年3月から公開・非公開を併用、2025年7月から重みを公開。" in words
    chart = timeline_chart([company()], turned(), "en", until=UNTIL)
    assert "Acme AI: Closed from May 2023, Mixed from Mar 2024, Open weights from Jul 2025. Now: Open weights." in (
        chart_in_words(chart, "en")
    )
    many = [company(f"c{n}", "x" * 80) for n in range(40)]
    assert len(chart_in_words(timeline_chart(many, [], "en", until=UNTIL), "en")) <= 1024


@pytest.mark.parametrize(("text", "en", "ja"), [("2024", "2024", "2024年"), ("2024-03", "Mar 2024", "2024年3月")])
def test_dates_are_told_as_exactly_as_they_are_known(text: str, en: str, ja: str) -> None:
    assert said_on_in_words(PartialDate(text), "en") == en
    assert said_on_in_words(PartialDate(text), "ja") == ja


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("n", [1, 3, 8])
def test_the_picture_is_the_same_each_time_and_fits_a_phone(n: int, lang: str) -> None:
    companies = [
        company(f"c{i}", "A very long name of a research institute " * 3, "長い名前の研究所" * 9) for i in range(n)
    ]
    statements = [
        said("2024-05-01", stance, slug=f"{i}", company=f"c{i}") for i, stance in zip(range(n), Stance, strict=False)
    ]
    chart = timeline_chart(companies, statements, lang, until=UNTIL)  # type: ignore[arg-type]
    drawn = draw_chart(chart)
    assert drawn == draw_chart(chart)
    picture = Image.open(io.BytesIO(drawn))
    assert picture.format == "PNG"
    assert picture.width == WIDTH
    assert picture.height < 2 * WIDTH
    assert len(drawn) < 1_000_000


def test_nothing_on_record_is_a_picture_too() -> None:
    chart = timeline_chart([company()], [], "en", until=UNTIL)
    assert draw_chart(chart)
    assert "nothing on record" in chart_in_words(chart, "en")


@given(DAYS, DAYS)
def test_ticks_are_few_and_stand_on_the_axis(one: date, two: date) -> None:
    start, end = min(one, two), max(one, two)
    days = tick_days(start, end)
    assert len(days) <= MOST_TICKS
    axis = Axis(start, end, 10, 100)
    assert all(start <= day <= end and day.day == 1 and 10 <= axis.x(day) <= 100 for day in days)


@given(st.text(max_size=60), st.integers(0, 300))
def test_shortened_words_fit(words: str, room: int) -> None:
    assert width(shortened(words, room, 26), 26) <= room or not shortened(words, room, 26)


def test_colours_can_be_read() -> None:
    """WCAG's contrast: 4.5 for words, 3 for shapes."""
    assert contrast(INK, GROUND) > 7
    assert contrast(QUIET, GROUND) > 4.5
    for stance, colour in STANCES.items():
        assert contrast(colour, GROUND) > 3, stance
        assert contrast(ON_COLOUR, colour) > 4.5, stance


def contrast(one: tuple[int, int, int], two: tuple[int, int, int]) -> float:
    light, dark = sorted((luminance(one), luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: tuple[int, int, int]) -> float:
    parts = [part / 255 for part in colour]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
