"""Who stands behind a sentence as the data set calls it, and whether it tells of a release rather than of words."""

import re
from collections.abc import Sequence

from bot.domain.statement import Provenance, Stance
from bot.knowledge.companies import Mention
from bot.knowledge.extraction.openness import without_other_openings
from bot.knowledge.extraction.voices import Voice, without_quotes

_I = re.IGNORECASE
_RELEASED = re.compile(
    r"(?<!be )(?<!not )(?<!never )\b(?:released|published|uploaded|open-?sourced|opened)\b|\bis releasing\b"
    r"|available for download|\bput\b.{0,60}\b(?:on (?:Hugging Face|GitHub|the web)|online)\b|"
    r"\bmade\b.{0,60}\bavailable\b|\bweights\b.{0,40}\bare (?:now )?available"
    r"|公開した(?!い|ら|とし|とす|との)|公開している"
    r"|公開され(?!て(?:い)?(?:な|ま)|ず|な|る)"
    r"|公開を始めた|"
    r"\b(?:placed|put) .{1,80} (?:in|into) the public domain|"
    r"(?:ダウンロード|入手)できるように(?:した|なった)|配布した|"
    r"リリースした|提供を始めた|配布を始めた|アップロードした|オープンソース化した|公開し、",
    _I,
)
_SOLD_WITHOUT = re.compile(
    r"\b(?:launch|arriv|offer|sell|sold|introduc|debut|releas|ship)\w*\b.{0,80}\b(?:without (?:the |its "
    r"|any )?weights|API only|no weights)"
    r"|\b(?:without (?:the |its |any )?weights|no weights)\b.{0,80}\b(?:API|cloud|subscri\w+)"
    r"|\b(?:API|cloud|subscri\w+|service)\b.{0,40}\b(?:without (?:the |its |any )?weights|no weights"
    r"|weights (?:are|were) not)"
    r"|重みなしで(?:投入|提供|発売|公開)|APIのみで(?:提供|投入|発売)し",
    _I,
)
_CAN_BE_HAD = re.compile(
    r"github|weights|download|open[- ]?(?:weight|source)|licen[cs]e|hugging face|重み|オープン(?:ウェイト|ソース)"
    r"|ライセンス|ダウンロード",
    _I,
)
_REFERS_BACK = re.compile(
    r"\b(?:the (?:company|firm|lab|startup|start-up|institute|group)|it|they|its)\b|同社|同研究所|同グループ", _I
)
_PROVENANCE = {
    Voice.PERSON: Provenance.EXECUTIVE_QUOTE,
    Voice.SPOKESPERSON: Provenance.OFFICIAL_STATEMENT,
    Voice.ORGANISATION: Provenance.OFFICIAL_STATEMENT,
    Voice.UNNAMED: Provenance.ANONYMOUS_REPORT,
    Voice.OUTSIDER: Provenance.THIRD_PARTY_ANALYSIS,
}


def provenance_of(text: str, voice: Voice, stance: Stance, mentions: Sequence[Mention]) -> Provenance | None:
    """What kind of statement the sentence is; None for one that is nobody\'s, or a deed of somebody unnamed."""
    outside = without_quotes(text)
    if stance is Stance.CLOSED and voice in (Voice.NOBODY, Voice.ORGANISATION) and _SOLD_WITHOUT.search(text):
        return Provenance.RELEASE
    told = _RELEASED.search(without_other_openings(text if voice is Voice.NOBODY else outside))
    if told and voice in (Voice.NOBODY, Voice.ORGANISATION) and stance not in (Stance.CLOSED, Stance.UNDECLARED):
        # Whose release it is stands before the verb: by name, or referred back to.
        named = any(text.find(mention.surface) < told.start() for mention in mentions)
        if _CAN_BE_HAD.search(text) and (named or _REFERS_BACK.search(text[: told.start()])):
            return Provenance.RELEASE
        if not named and mentions:
            return None
    return _PROVENANCE.get(voice)
