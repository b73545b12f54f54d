"""Whether the language model can be used: it is reachable, answers a tiny structured request, and has budget left."""

from bot.app import App
from bot.domain.model_call import Purpose
from bot.domain.source import HOUSE
from bot.errors import ModelReplyUnusable
from bot.llm.asker import Asker
from bot.llm.prompt_library import INSTRUCTIONS, MESSAGE
from bot.llm.replies import read_object
from bot.settings import Settings

PROMPT = "check"
WORD = "kawaraban"
_SECONDS = 20.0
_TOKENS = 400
"""Some models think before they say a word."""


def hurried(settings: Settings) -> Settings:
    """The same settings for somebody who stands and waits: one try, and not for long."""
    return settings.model_copy(
        update={
            "model_tries": 1,
            "model_timeout": min(settings.model_timeout, _SECONDS),
            "model_deadline": min(settings.model_deadline, _SECONDS),
        }
    )


async def try_model(app: App, asker: Asker) -> str:
    """Ask once; about 150 tokens. What is known then, in a line. Raises ModelError."""
    prompt = app.prompts.get(PROMPT, app.settings.model_prompts)
    request = prompt.request(_TOKENS, prompt.render(INSTRUCTIONS), prompt.render(MESSAGE, word=WORD))
    asked = await asker.ask(request, guild_id=HOUSE, purpose=Purpose.CHECK)
    if WORD not in str(read_object(asked.text).get("word", "")).lower():
        raise ModelReplyUnusable("it does not repeat a word that it was asked to repeat")
    left = await asker.left_today()
    money = f" and ${left.microdollars / 1_000_000:.2f}" if app.settings.model_daily_cost is not None else ""
    return f"{asker.name} answered in {asked.seconds:.1f} s; {left.tokens} tokens{money} left today (UTC)"
