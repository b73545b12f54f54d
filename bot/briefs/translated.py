"""Translates the originals of a one-language story for its reader, by machine, where the translation is faithful."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import replace

from bot.briefs.extractive import LIMITS, brief_length
from bot.briefs.grounding import check_brief
from bot.briefs.grounding.evidence import FindMentions
from bot.domain.brief import Brief
from bot.errors import TranslationUnavailable
from bot.text.translation import Translator

log = logging.getLogger(__name__)


async def translate_originals(
    brief: Brief, texts: Mapping[int, str], find_mentions: FindMentions, translator: Translator
) -> Brief:
    """The brief with each original sentence translated, if grounding holds it to its passage and the brief still fits.

    A sentence that fails stays the original, and so do all where the translator cannot be used; the log says so.
    """
    places = [place for place, point in enumerate(brief.points) if point.lang not in (None, brief.lang)]
    sources = {point.lang for place, point in enumerate(brief.points) if place in places and point.lang}
    # A brief that has sentences of its own language tells the news by them.
    is_gist = all(source.lang != brief.lang for source in brief.sources)
    if len(sources) != 1 or not is_gist or not translator.has(source := sources.pop(), brief.lang):
        return brief
    try:
        told = await translator.translate([brief.points[place].text for place in places], source, brief.lang)
    except TranslationUnavailable as problem:
        log.warning("translation.unavailable story=%d reason=%s", brief.story_id, problem)
        return brief
    return await asyncio.to_thread(_kept, brief, dict(zip(places, told, strict=True)), source, texts, find_mentions)


def _kept(
    brief: Brief, told: Mapping[int, str], source: str, texts: Mapping[int, str], find_mentions: FindMentions
) -> Brief:
    for place, words in told.items():
        point = replace(brief.points[place], text=" ".join(words.split()), lang=None, translated_from=source)
        changed = replace(brief, points=(*brief.points[:place], point, *brief.points[place + 1 :]))
        faults = [one for one in check_brief(changed, texts, find_mentions=find_mentions) if one.place == place]
        if not point.text or faults or brief_length(changed) > LIMITS[brief.lang]:
            reason = faults[0].fault if faults else "length"
            log.info("translation.refused story=%d place=%d reason=%s", brief.story_id, place, reason)
            continue
        brief = changed
    return brief
