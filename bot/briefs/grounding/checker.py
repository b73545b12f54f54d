"""The conductor of grounding's rules: reads a brief with its passages, asks each rule, and drops what fails."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.briefs.dated import dated
from bot.briefs.gist import mark_of
from bot.briefs.grounding.alignment import likeness, signs_of
from bot.briefs.grounding.attributions import check_attributions
from bot.briefs.grounding.choices import check_choices
from bot.briefs.grounding.clauses import sentences_of
from bot.briefs.grounding.contradiction import check_contradiction
from bot.briefs.grounding.contrasts import check_contrasts
from bot.briefs.grounding.converses import check_converses
from bot.briefs.grounding.dates import check_dates
from bot.briefs.grounding.evidence import Evidence, FindMentions, evidence_of
from bot.briefs.grounding.faults import Failure, Fault
from bot.briefs.grounding.language import check_language
from bot.briefs.grounding.moods import check_moods
from bot.briefs.grounding.names import check_names
from bot.briefs.grounding.nearness import Stretch, nearest
from bot.briefs.grounding.numbers import check_numbers
from bot.briefs.grounding.pairs import check_pairs
from bot.briefs.grounding.places_in_deeds import check_places
from bot.briefs.grounding.polarity import check_polarity
from bot.briefs.grounding.quotes import check_quotes, folded
from bot.briefs.grounding.relations import check_relations
from bot.briefs.grounding.safety import is_harmless
from bot.briefs.grounding.speakers import check_speakers
from bot.briefs.grounding.tenses import check_tenses
from bot.briefs.plain_style import plain_style
from bot.briefs.point_kinds import voice_of
from bot.briefs.presentable import cleaned
from bot.domain.brief import LOCAL_ENGINE, Brief, BriefSource
from bot.domain.language import LANGS, Lang
from bot.text.normalise import plain

_LONGEST = 900
"""Characters of a point: a whole brief has no more."""
_SOMETHING = 0.8
"""Likeness below which a passage tells nothing of a point."""
_RELATED = 0.45
"""Cosine from which a stretch of the passages tells of what the point does."""
_CONNECTIVE = re.compile(
    r"but|and|yet|so|still|however|meanwhile|also|separately|moreover|furthermore|nevertheless|nonetheless|instead|"
    r"inaddition|bycontrast|incontrast|ontheotherhand|atthesametime|fornow|indeed|ofcourse|notably|importantly|"
    r"(?:その)?一方で?|また|さらに|ただし?|しかし|だが|つまり|なお|そして|もっとも|このほか|加えて|他方|とはいえ|それでも|"
    r"実際|なかでも|とりわけ|例えば|たとえば"
)
"""As `folded` leaves it: what the local engine takes off the front of a sentence."""
_TELLING = 5.0
"""Weight of signs that a point needs before their absence in another language's passage says anything."""


def check_brief(
    brief: Brief,
    article_texts: Mapping[int, str] | None = None,
    *,
    titles: Mapping[int, str] | None = None,
    find_mentions: FindMentions | None = None,
    check_headline: bool = False,
) -> list[Failure]:
    """Every fault of every point, and of the headline where `check_headline`.

    `article_texts` by article id: passages must stand in them word for word. `titles` by article id: headlines may hold
    names and figures that a passage leaves out; without them the first line of an article's text is its headline.
    `find_mentions` finds organisations on record, whose names are then compared by who is meant.
    """
    texts = article_texts or {}
    altered = _altered(brief.sources, texts)
    known_titles = titles if titles is not None else {key: words.split("\n", 1)[0] for key, words in texts.items()}
    failures = []
    for place, point in enumerate(brief.points):
        lang = point.lang or brief.lang
        cited, fault = _cited(point.citations, brief)
        found = [fault] if fault else [(Fault.ALTERED_PASSAGE, str(one.n)) for one in cited if one.n in altered]
        if not fault:
            evidence = evidence_of(cited, known_titles, find_mentions)
            is_own = brief.engine == LOCAL_ENGINE and point.translated_from is None
            is_gist = is_own and _is_gist(point.text, lang, cited)
            # A notice of ours frames what an outlet says of its own report: no passage tells that frame.
            is_frame = is_gist or (is_own and point.kind.is_notice)
            found += (_value_faults if is_frame else _faults)(point.text, lang, cited, evidence)
            # A gist names the press that reports a company's own words: two voices, each called by its name.
            if not is_gist and voice_of(point.text, lang).is_blended and not _stands_in(point.text, cited):
                found.append((Fault.BLENDED, point.kind.value))
        failures += [Failure(place, kind, detail) for kind, detail in found]
    if check_headline and brief.headline:
        told = {n for point in brief.points for n in point.citations}
        cited = [source for source in brief.sources if source.n in told] or list(brief.sources)
        evidence = evidence_of(cited, known_titles, find_mentions)
        failures += [
            Failure(None, kind, detail)
            for kind, detail in _faults(brief.headline, brief.lang, cited, evidence, is_headline=True)
        ]
    return failures


def grounded(
    brief: Brief,
    article_texts: Mapping[int, str] | None = None,
    *,
    titles: Mapping[int, str] | None = None,
    find_mentions: FindMentions | None = None,
) -> Brief:
    """The brief without the points that fail, and without the stance lines and sources that nothing cites any more."""
    failures = check_brief(brief, article_texts, titles=titles, find_mentions=find_mentions)
    failed = {failure.place for failure in failures if failure.place is not None}
    if not failed:
        return brief
    points = tuple(point for place, point in enumerate(brief.points) if place not in failed)
    told = {n for point in points for n in point.citations}
    lines = tuple(line for line in brief.stance_lines if set(line.citations) <= told)
    kept = [source for source in brief.sources if source.n in told]
    numbers = {source.n: n for n, source in enumerate(kept, start=1)}
    return replace(
        brief,
        points=tuple(replace(p, citations=tuple(numbers[n] for n in p.citations)) for p in points),
        stance_lines=tuple(replace(line, citations=tuple(numbers[n] for n in line.citations)) for line in lines),
        sources=tuple(replace(source, n=numbers[source.n]) for source in kept),
    )


def _cited(citations: Sequence[int], brief: Brief) -> tuple[list[BriefSource], tuple[Fault, str] | None]:
    by_number = {source.n: source for source in brief.sources}
    if not citations:
        return [], (Fault.UNCITED, "")
    unknown = [n for n in citations if n not in by_number]
    if unknown:
        return [], (Fault.UNKNOWN_SOURCE, str(unknown[0]))
    return [by_number[n] for n in citations], None


def _faults(
    words: str, lang: str, cited: Sequence[BriefSource], evidence: Evidence, *, is_headline: bool = False
) -> list[tuple[Fault, str]]:
    text = plain(words)
    if len(text) > _LONGEST:
        return [(Fault.TOO_LONG, "")]
    faults = list(check_language(text, lang, evidence))
    if not is_harmless(text, evidence.known):
        faults.append((Fault.UNSAFE, ""))
    # A sentence taken over word for word says what its passage says.
    if faults or _stands_in(words, cited):
        return faults
    if _tells_nothing(text, lang, evidence):
        return [(Fault.UNRELATED, "")]
    faults += check_names(text, lang, evidence)
    faults += check_numbers(text, evidence)
    faults += check_dates(text, lang, evidence)
    faults += check_quotes(text, evidence)
    faults += check_relations(text, lang, evidence)
    faults += check_places(text, lang, evidence)
    faults += check_converses(text, lang, evidence)
    faults += check_choices(text, lang, evidence)
    faults += check_pairs(text, lang, evidence)
    faults += check_polarity(text, lang, evidence)
    faults += check_contradiction(text, lang, evidence)
    faults += check_contrasts(text, lang, evidence, is_headline=is_headline)
    faults += check_moods(text, lang, evidence)
    faults += check_tenses(text, lang, evidence)
    if not is_headline:
        faults += check_speakers(text, lang, evidence)
        faults += check_attributions(text, lang, evidence)
    return faults


def _value_faults(words: str, lang: str, cited: Sequence[BriefSource], evidence: Evidence) -> list[tuple[Fault, str]]:
    """Of what our own texts frame: a gist with names and values of the passages, or a notice."""
    text = plain(words)
    faults = list(check_language(text, lang, evidence))
    if not is_harmless(text, evidence.known):
        faults.append((Fault.UNSAFE, ""))
    return [*faults, *check_numbers(text, evidence), *check_dates(text, lang, evidence), *check_quotes(text, evidence)]


def _is_gist(words: str, lang: str, cited: Sequence[BriefSource]) -> bool:
    if lang not in LANGS or any(source.lang == lang for source in cited):
        return False
    shown: Lang = "ja" if lang == "ja" else "en"
    return any(mark_of(source.lang, shown) in words for source in cited)


def _tells_nothing(text: str, lang: str, evidence: Evidence) -> bool:
    ours = signs_of(text, lang)
    if lang not in evidence.langs and ours.weight < _TELLING:
        return False
    if nearest(Stretch(text, lang), evidence)[0] >= _RELATED:
        return False
    return all(likeness(ours, signs_of(f"{one.text} {one.title}", one.lang)) < _SOMETHING for one in evidence.passages)


def _stands_in(words: str, cited: Sequence[BriefSource]) -> bool:
    """Whether the words are a passage or whole sentences of one, but for a leading connective."""
    told = folded(words)
    return any(_is_taken_over(told, source) for source in cited)


def _is_taken_over(told: str, source: BriefSource) -> bool:
    whole = [folded(source.passage), *(folded(one) for one in sentences_of(plain(source.passage), source.lang))]
    whole += [folded(one) for one in _as_shown(source)]
    return any(
        each == told or (each.endswith(told) and _CONNECTIVE.fullmatch(each.removesuffix(told)) is not None)
        for each in whole
    )


def _as_shown(source: BriefSource) -> list[str]:
    """The passage as the local engine shows it: without a dateline, in the plain style, with the dates of its days."""
    shown = cleaned(source.passage, source.lang)
    if shown is None:
        return []
    styles = [shown, plain_style(shown)] if source.lang == "ja" else [shown]
    return [*styles, *(dated(one, source.lang, source.published_at.date()) for one in styles)]


def _altered(sources: Sequence[BriefSource], article_texts: Mapping[int, str]) -> set[int]:
    return {
        source.n
        for source in sources
        if source.article_id in article_texts and source.passage not in article_texts[source.article_id]
    }
