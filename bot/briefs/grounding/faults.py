"""What can be wrong with a point, and how to tell its writer."""

from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    UNCITED = "uncited"
    UNKNOWN_SOURCE = "unknown_source"
    ALTERED_PASSAGE = "altered_passage"
    UNRELATED = "unrelated"
    NAME = "name"
    NUMBER = "number"
    UNIT = "unit"
    DATE = "date"
    QUOTE = "quote"
    NEGATION = "negation"
    MODALITY = "modality"
    DIRECTION = "direction"
    SPEAKER = "speaker"
    PROVENANCE = "provenance"
    BLENDED = "blended"
    LANGUAGE = "language"
    UNSAFE = "unsafe"
    TOO_LONG = "too_long"


_REASONS = {
    Fault.UNCITED: "The point cites no passage.",
    Fault.UNKNOWN_SOURCE: "The point cites passage {detail}, which does not exist.",
    Fault.ALTERED_PASSAGE: "Passage {detail} does not stand in its article word for word.",
    Fault.UNRELATED: "The cited passages do not tell what the point says.",
    Fault.NAME: "The name “{detail}” is not in the cited passages.",
    Fault.NUMBER: "The amount “{detail}” is not what the cited passages say.",
    Fault.UNIT: "The unit of “{detail}” is not the one in the cited passages.",
    Fault.DATE: "The time “{detail}” is not the one in the cited passages.",
    Fault.QUOTE: "The quoted words “{detail}” are not word for word in the passages; paraphrase without quotation "
    "marks.",
    Fault.NEGATION: "The point affirms what the passages deny, or the other way round: “{detail}”.",
    Fault.MODALITY: "The point makes it more or less certain than the passages do: “{detail}”.",
    Fault.DIRECTION: "The point turns round who does what to whom, or which way it went: “{detail}”.",
    Fault.SPEAKER: "The passages do not have “{detail}” say or do this.",
    Fault.PROVENANCE: "The point must say, as the passages do, whose word this is: {detail}.",
    Fault.BLENDED: "The point mixes what was reported with what was officially said.",
    Fault.LANGUAGE: "The point is not wholly in its language: {detail}.",
    Fault.TOO_LONG: "The point is longer than a phone screen; write one sentence.",
    Fault.UNSAFE: "The point holds a link, a mention, markup, or words addressed to a reader or a machine.",
}
_LONGEST_DETAIL = 80


@dataclass(frozen=True, slots=True)
class Failure:
    """`place` is the index of the point, or None for the headline and the brief as a whole."""

    place: int | None
    fault: Fault
    detail: str

    @property
    def reason(self) -> str:
        """One English sentence for a model's second try. It quotes the point's own words only, cut short."""
        detail = " ".join(self.detail.split())[:_LONGEST_DETAIL]
        return _REASONS[self.fault].format(detail=detail)
