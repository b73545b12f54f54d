"""Writes the timeline of stances as a picture, and says in words what it shows."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

from bot.answers.timeline_chart import MOST_COMPANIES, chart_in_words, timeline_chart
from bot.app import App
from bot.charts.drawing import draw_chart
from bot.cli.invocation import Invocation
from bot.cli.lookup import find_company
from bot.domain.language import Lang
from bot.errors import TooManyCompanies, Unwritable


async def draw_timeline(
    call: Invocation, app: App, names: Sequence[str], file: Path, lang: Lang, guild_id: int
) -> None:
    """Raises TooManyCompanies and Unwritable."""
    found = {one.company_id: one for one in [await find_company(app, name) for name in names]}
    if len(found) > MOST_COMPANIES:
        raise TooManyCompanies(n=len(found), most=MOST_COMPANIES)
    statements = await app.catalogue.statements(guild_id=guild_id)
    chart = timeline_chart(list(found.values()), statements, lang, until=app.clock.now().date())
    picture = await asyncio.to_thread(draw_chart, chart)
    try:
        await asyncio.to_thread(file.write_bytes, picture)
    except OSError as problem:
        raise Unwritable(str(problem), path=str(file)) from problem
    words = chart_in_words(chart, lang)
    if call.as_json:
        call.put_json({"png": str(file), "alt": words})
    else:
        call.out.print(f"{file}\n{words}", markup=False, highlight=False, soft_wrap=True)
