"""Puts the record of some companies into a chart of their stances over time, and the chart into words."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from bot.charts.axis import tick_days
from bot.charts.chart import Chart, Legend, Mark, MarkKind, Row, Span, Tick
from bot.domain.language import Lang
from bot.domain.statement import Company, PartialDate, Provenance, Stance, Statement
from bot.i18n.catalog import text
from bot.knowledge.timeline import changes, history, is_own_position, reading

MOST_COMPANIES = 8
LONGEST = timedelta(days=6 * 365)
"""How far back a chart goes by itself: older words are told at its left edge."""
_LEAST = timedelta(days=180)
_WORDS = 1024
"""Discord's limit for the description of a picture."""


def timeline_chart(
    companies: Sequence[Company],
    statements: Sequence[Statement],
    lang: Lang,
    *,
    until: date,
    since: date | None = None,
) -> Chart:
    """The chart of up to MOST_COMPANIES, from their first statement (or `since`) to `until`.

    `statements` are approved ones, as this server holds them; those after `until` are left out.
    """
    told = {one.company_id: history(statements, one.company_id, until) for one in companies}
    start = since or _start([said for one in told.values() for said in one], until)
    start = min(start, until - timedelta(days=1))
    rows = tuple(_row(one, told[one.company_id], start, until, lang) for one in companies)
    title = text("chart-title", lang)
    if len(companies) == 1:
        title = text("chart-title-of-one", lang, company=companies[0].names[lang])
    kinds = {mark.kind for row in rows for mark in row.marks}
    stances = {span.stance for row in rows for span in row.spans} | {m.stance for row in rows for m in row.marks}
    return Chart(
        title=title,
        subtitle=text("chart-subtitle", lang, **{"from": month_in_words(start, lang)}, until=day_in_words(until, lang)),
        start=start,
        end=until,
        rows=rows,
        ticks=_ticks(start, until, lang),
        legend=Legend(
            tuple((one, stance_word(one, lang)) for one in Stance if one in stances),
            tuple((one, text("chart-mark", lang, kind=one.value)) for one in MarkKind if one in kinds),
        ),
        nothing=text("chart-nothing", lang),
    )


def chart_in_words(chart: Chart, lang: Lang) -> str:
    """What the chart shows, for a reader who does not see it, in at most 1024 characters."""
    lines = [chart.title + ("。" if lang == "ja" else ".")]
    for row in chart.rows:
        if not row.spans:
            lines.append(text("chart-words-nothing", lang, company=row.name))
            continue
        spans = [
            text("chart-words-span", lang, stance=span.word, **{"from": month_in_words(span.start, lang)})
            for span in row.spans
        ]
        joined = text("chart-words-join", lang).join(spans)
        lines.append(text("chart-words-of", lang, company=row.name, spans=joined, now=row.now_word))
    lines.append(text("chart-words-marks", lang, n=sum(len(row.marks) for row in chart.rows)))
    words = ("" if lang == "ja" else " ").join(lines)
    return words if len(words) <= _WORDS else words[: _WORDS - 1] + "…"


def stance_word(stance: Stance, lang: Lang) -> str:
    return text("chart-stance", lang, stance=stance.value)


def day_in_words(on: date, lang: Lang) -> str:
    return text("chart-day", lang, year=str(on.year), month=_month(on, lang), day=str(on.day))


def month_in_words(on: date, lang: Lang) -> str:
    return text("chart-month", lang, year=str(on.year), month=_month(on, lang))


def said_on_in_words(said_on: PartialDate, lang: Lang) -> str:
    """To the precision that is known."""
    precision = said_on.text.count("-")
    if precision == 0:
        return text("chart-year", lang, year=str(said_on.earliest.year))
    return (month_in_words if precision == 1 else day_in_words)(said_on.earliest, lang)


def _month(on: date, lang: Lang) -> str:
    return text("chart-month-name", lang, month=f"m{on.month}")


def _start(statements: Sequence[Statement], until: date) -> date:
    first = min((one.said_on.earliest for one in statements), default=until)
    first = min(max(first, until - LONGEST), until - _LEAST)
    return first.replace(day=1)


def _ticks(start: date, end: date, lang: Lang) -> tuple[Tick, ...]:
    ticks = []
    for on in tick_days(start, end):
        if on.month == 1:
            label = text("chart-tick-year", lang, year=str(on.year))
        else:
            label = text("chart-tick-month", lang, month=_month(on, lang))
        ticks.append(Tick(on, label))
    if ticks and not any(on.on.month == 1 for on in ticks):
        ticks[0] = Tick(ticks[0].on, month_in_words(ticks[0].on, lang))
    return tuple(ticks)


def _row(company: Company, said: Sequence[Statement], start: date, until: date, lang: Lang) -> Row:
    spans = _spans(company.company_id, said, start, until, lang)
    turns = {change.after.statement_id for change in changes(said, company.company_id, until)}
    marks = tuple(
        Mark(
            earliest=one.said_on.earliest,
            latest=min(one.said_on.latest, until),
            kind=_kind(one),
            stance=one.stance,
            label=said_on_in_words(one.said_on, lang),
            is_turn=one.statement_id in turns,
        )
        for one in said
        if one.said_on.latest >= start
    )
    now = reading(said, company.company_id, until).stance
    return Row(company.names[lang], spans, marks, now, stance_word(now, lang))


def _spans(company: str, said: Sequence[Statement], start: date, until: date, lang: Lang) -> tuple[Span, ...]:
    """Runs of equal readings. A reading can only change on a day on which an own word begins to count."""
    own = [one for one in said if is_own_position(one)]
    days = {day for one in own for day in (one.said_on.earliest, one.said_on.latest) if start < day <= until}
    edges = [start, *sorted(days), until + timedelta(days=1)]
    spans: list[Span] = []
    for day, end in pairwise(edges):
        stance = reading(own, company, day).stance
        shown_end = min(end, until)
        if spans and spans[-1].stance is stance:
            spans[-1] = Span(spans[-1].start, shown_end, stance, spans[-1].word)
        elif shown_end > day or stance is not Stance.UNDECLARED:
            spans.append(Span(day, shown_end, stance, stance_word(stance, lang)))
    return tuple(span for span in spans if span.stance is not Stance.UNDECLARED)


def _kind(one: Statement) -> MarkKind:
    if one.provenance is Provenance.RELEASE:
        return MarkKind.RELEASED
    return MarkKind.OWN if one.provenance.is_own_word else MarkKind.REPORTED
