"""What the language model was asked for, and what it cost, for Prometheus: read from the record of its requests."""

from bot.app import App
from bot.ops.metrics import Counter, counter_lines, gauge_lines


async def model_lines(app: App) -> list[str]:
    """Nothing where no model was ever asked. Raises StoreError."""
    requests, tokens, dollars, seconds = Counter(), Counter(), Counter(), Counter()
    for one in await app.model_calls.sums():
        requests.add(one.requests, purpose=one.purpose, outcome=one.outcome)
        tokens.add(one.input_tokens, purpose=one.purpose, direction="in")
        tokens.add(one.output_tokens, purpose=one.purpose, direction="out")
        dollars.add(one.microdollars / 1_000_000, purpose=one.purpose)
        seconds.add(one.seconds, purpose=one.purpose)
    lines = []
    if requests.counts:
        lines = [
            *counter_lines("kawaraban_model_requests_total", "Requests to the model by what became of them", requests),
            *counter_lines("kawaraban_model_tokens_total", "Tokens read and written by the model", tokens),
            *counter_lines("kawaraban_model_cost_dollars_total", "US dollars, by the prices of the settings", dollars),
            *counter_lines("kawaraban_model_seconds_total", "Time spent waiting for the model", seconds),
        ]
    if app.asker is not None:
        left = await app.asker.left_today()
        lines += gauge_lines("kawaraban_model_tokens_left", "Tokens that may still be spent today (UTC)", left.tokens)
        lines += gauge_lines("kawaraban_model_paused", "1 while it is not asked after failures", app.asker.is_paused)
    return lines
