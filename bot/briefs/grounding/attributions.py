"""Words stay with the one who said them: the subject of the verb of saying, in point and passage, is one."""

import re
from collections.abc import Iterator

from bot.briefs.grounding.alignment import signs_of
from bot.briefs.grounding.clauses import sentences_of
from bot.briefs.grounding.evidence import Evidence
from bot.briefs.grounding.faults import Fault
from bot.briefs.grounding.name_spellings import reads
from bot.briefs.grounding.nearness import Stretch, nearest, nearest_sentences, stretches_of
from bot.briefs.grounding.relations import same_name
from bot.briefs.grounding.speech import Speakers, families_of, groups_in, names_in, said_in, speakers_of

_RELATED = 0.22
_SEGMENT = re.compile(r";\s|,?\s(?:but|while|whereas|although|though)\s|(?<=が)、|(?<=一方)、?|(?<=のに対し)、")
_KANJI_ONLY = re.compile(r"[一-龥々]+")
_ANYBODY = frozenset({"company", "members", "officials"})
"""Kinds that a name or another kind may belong to."""


def check_attributions(text: str, lang: str, evidence: Evidence) -> Iterator[tuple[Fault, str]]:
    for sentence in (part for one in sentences_of(text, lang) for part in _SEGMENT.split(one) if part):
        ours = speakers_of(sentence, lang)
        if not ours.is_known:
            continue
        theirs = [one for each in _retold(sentence, lang, evidence) for one in _speakers_at(each, evidence)]
        if not theirs:
            theirs = _speakers_beside(sentence, lang, evidence, ours)
        if theirs and all(_is_other(ours, one, evidence) for one in theirs):
            yield Fault.SPEAKER, ", ".join(ours.names or sorted(ours.groups))
            return


def _retold(sentence: str, lang: str, evidence: Evidence) -> tuple[Stretch, ...]:
    """The stretches that the words said retell; who is told as their speaker may not draw near what is his."""
    is_contested = len(_voices_of(evidence)) > 1
    parts = (Stretch(said_in(sentence, lang), lang),) if is_contested else stretches_of(sentence, lang)
    likeness, near, said = max(((*nearest(one, evidence), one) for one in parts), key=lambda each: each[0])
    if likeness < _RELATED:
        return ()
    figures = signs_of(said.text, lang).numbers
    sharing = [one for one in near if figures & signs_of(one.text, one.lang).numbers]
    return tuple(sharing) or near


def _voices_of(evidence: Evidence) -> frozenset[Speakers]:
    """Who speaks in the passages; with one voice alone nothing can be drawn to another's words."""
    found = (
        speakers_of(sentence, each.lang)
        for each in evidence.passages
        for sentence in sentences_of(each.text, each.lang)
    )
    return frozenset(one for one in found if one.is_known)


def _speakers_at(one: Stretch, evidence: Evidence) -> list[Speakers]:
    """Who says what `one` says: the speaker of its own part of the sentence, else of the sentence as a whole."""
    found = []
    for passage in evidence.passages:
        for sentence in sentences_of(passage.text, passage.lang):
            if passage.lang != one.lang or one.text[:10] not in sentence:
                continue
            segments = [each for each in _SEGMENT.split(sentence) if each and one.text[:10] in each]
            speakers = [speakers_of(each, one.lang) for each in (*segments, sentence)]
            found += [each for each in speakers if each.is_known][:1]
    return found


def _speakers_beside(sentence: str, lang: str, evidence: Evidence, ours: Speakers) -> list[Speakers]:
    likeness, near = nearest_sentences(Stretch(sentence, lang), evidence)
    if likeness < _RELATED:
        return []
    named = [name for one in near for name in names_in(one.text, one.lang)]
    if any(same_name(a, b) for a in ours.names for b in named):
        return []
    return [one for one in (speakers_of(each.text, each.lang) for each in near) if one.is_known]


def _is_other(ours: Speakers, theirs: Speakers, evidence: Evidence) -> bool:
    if ours.groups & theirs.groups or any(_same(a, b) for a in ours.names for b in theirs.names):
        return False
    # リンドグレン氏側 speaks through lawyers and officers as well.
    if not theirs.names and any(name.endswith("側") for name in ours.names):
        return False
    kinds, others = ours.groups - _ANYBODY, theirs.groups - _ANYBODY
    if (ours.groups and not kinds and not ours.names) or (theirs.groups and not others and not theirs.names):
        # 会社側 may be any firm by its name, but no union.
        return bool(kinds or others) and not (ours.names or theirs.names)
    if kinds and others:
        return not families_of(kinds) & families_of(others) or bool(kinds & groups_in(evidence.text))
    return _is_known(ours, evidence)


def _same(ours: str, theirs: str) -> bool:
    """後藤芳光 is Yoshimitsu Goto: of a person in kanji a part that may be read so is enough."""
    kanji, latin = (ours, theirs) if theirs.isascii() else (theirs, ours)
    return same_name(ours, theirs) or (
        latin.isascii()
        and _KANJI_ONLY.fullmatch(kanji) is not None
        and any(reads(kanji, word) is not False for word in latin.split())
    )


def _is_known(ours: Speakers, evidence: Evidence) -> bool:
    """Whether the passages speak of the one told as the speaker: a strange name is another rule's business."""
    if ours.groups & groups_in(evidence.text):
        return True
    if any(name in evidence.text for name in ours.names):
        return True
    held = [name for passage in evidence.passages for name in names_in(passage.text, passage.lang)]
    return any(same_name(a, b) for a in ours.names for b in held)
