"""Tries the prompt `brief` on the model of the environment: `python -m tests.real_model [CASE]...`

Not a test: what a model writes is not ours to promise. It prints, for each story beside the prompt, what stood, what was
found wrong with the rest, and what it took. docs/model.md says how to set a model up.
"""

import asyncio
import logging
import sys
import tempfile
from pathlib import Path

from bot.briefs.plain_text import brief_lines
from bot.domain.language import LANGS
from bot.llm.prompt_library import Case
from bot.settings import Settings, load_settings
from tests.story_cases import HOURS_LATER, expected, last_published, open_newsroom, story_cases


async def try_case(case: Case, settings: Settings) -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with open_newsroom(Path(folder), settings, last_published(case) + HOURS_LATER) as room:
            story_id = await room.tell(case)
            briefs = {lang: await room.composer.brief_story(story_id, lang) for lang in LANGS}
            for writing in await room.writings.list_writings(story_id):
                tokens = f"{writing.input_tokens}+{writing.output_tokens} tokens"
                print(
                    f"== {case.id}: {writing.outcome}, {writing.requests} requests, {tokens}, {writing.seconds:.1f} s, "
                    f"{writing.points_dropped} points dropped, shown: {briefs['en'].engine}"
                )
    wanted = expected(case)
    for lang, brief in briefs.items():
        told = "\n".join([brief.headline, *(point.text for point in brief.points)])
        for words in wanted.tells[lang]:
            if words not in told:
                print(f"   {lang}: does not tell {words!r}")
        for words in wanted.never[lang]:
            if words in told:
                print(f"   {lang}: tells {words!r}")
        print("\n".join(f"   {line}" for line in brief_lines(brief, lang)))


async def main(names: list[str]) -> None:
    logging.basicConfig(level=logging.INFO, format="   %(message)s")
    logging.getLogger("httpx2").setLevel(logging.WARNING)
    settings, cases = load_settings(), story_cases()
    for name in names or cases:
        await try_case(cases[name], settings)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
