"""The verbs about what readers think of replies: `feedback list`."""

from collections import Counter
from typing import Annotated

import typer

from bot.cli.invocation import Invocation
from bot.cli.verb import as_verb
from bot.domain.reader import Rating
from bot.errors import UsageError
from bot.i18n.catalog import text
from bot.storage.feedback import FeedbackStore

verbs = typer.Typer(no_args_is_help=True, help="What readers think of replies: 👍, 👎 and why.")


@verbs.command("list")
@as_verb
async def list_feedback(
    call: Invocation,
    guild: Annotated[
        int | None, typer.Option("--guild", metavar="ID", help="Of one server only.", show_default=False)
    ] = None,
    rating: Annotated[
        str | None, typer.Option("--rating", metavar="good|bad", help="Only these.", show_default=False)
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many at most, the newest first.")] = 100,
) -> None:
    """Opinions, the newest first: which reply, who wrote it, and what is wrong with it. Readers are not named."""
    if rating not in (None, *Rating):
        raise UsageError(f"no rating {rating!r}")
    async with call.open_app() as app:
        store = FeedbackStore(app.database)
        found = await store.list_feedback(guild, rating=Rating(rating) if rating else None, limit=limit)
    if call.as_json:
        for one in found:
            call.put_json(
                {
                    "guild_id": one.guild_id,
                    "subject": one.subject,
                    "rating": one.rating.value,
                    "reason": one.fault.value if one.fault else None,
                    "lang": one.lang,
                    "engine": one.engine,
                    "revision": one.revision,
                    "given_at": one.given_at.isoformat(),
                }
            )
        return
    counts = Counter(one.rating for one in found)
    summary = text("reader-feedback-counts", call.lang, good=counts[Rating.GOOD], bad=counts[Rating.BAD])
    call.out.print(summary, style="bold", markup=False)
    for one in found:
        why = text("reader-fault", call.lang, fault=one.fault.value) if one.fault else ""
        mark = "👍" if one.rating is Rating.GOOD else "👎"
        facts = (f"{one.given_at:%Y-%m-%d %H:%M}", mark, one.subject, one.lang, one.engine, why)
        call.out.print("  ".join(fact for fact in facts if fact), markup=False, highlight=False, soft_wrap=True)
