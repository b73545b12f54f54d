"""What was found for a question, before it is put into words: which statements stand where, and what leads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bot.domain.answer import AnswerKind
from bot.domain.statement import Stance, Statement
from bot.knowledge.doubts import Doubts


class Lead(StrEnum):
    """What the first line of an answer says. Each has its sentence in the texts, `answers-lead-<value>`."""

    # answers
    STANCE = "stance"
    STANCE_BY_CRITICISM = "stance-by-criticism"
    """Nothing on its own practice, but words about others."""
    SAID = "said"
    NEVER_SAID = "never-said"
    """Asked whether it ever said so: it did not, and its words read the other way."""
    ON_TOPIC = "on-topic"
    WHO = "who"
    WHO_COMPANY = "who-company"
    SINCE = "since"
    SINCE_DEED = "since-deed"
    """The same by what was released."""
    CHANGED = "changed"
    CHANGED_BACK = "changed-back"
    """It turned in between and reads now as it did at first."""
    UNCHANGED = "unchanged"
    COMPARED = "compared"
    COMPARED_TERMS = "compared-terms"
    """Releases or licences side by side: what each says, not how it is labelled."""
    RELEASED = "released"
    LICENCE = "licence"
    NOT_THAT_LICENCE = "not-that-licence"
    NOT_YET_RELEASED = "not-yet-released"
    REASON = "reason"
    ARGUED = "argued"
    """No reason is spelled out, but what was argued on the very matter is on record."""
    OFFICIAL = "official"
    WITHDRAWN = "withdrawn"
    """Said in its own name, and taken back."""
    LEAKED = "leaked"
    """Words that the record knows from a leak: nobody announced them."""
    ONLY_REPORTED = "only-reported"
    REPORTED_THEN_ANNOUNCED = "reported-then-announced"
    """First only reported, then said by the organisation itself."""
    REPORTED_AND_ANSWERED = "reported-and-answered"
    """Reported, and the organisation's own words on it are on record too."""
    KEPT = "kept"
    NOT_ON_RECORD_AS_DONE = "not-on-record-as-done"
    DONE_OTHERWISE = "done-otherwise"
    """Promised to be open, and on record as not open."""
    ONLY_DONE = "only-done"
    DONE_WITHOUT_WORDS = "done-without-words"
    IN_PERIOD = "in-period"
    PLAN = "plan"
    PLAN_REPORTED = "plan-reported"
    LIST = "list"
    LIST_ON_TOPIC = "list-on-topic"
    FACT = "fact"
    # corrections
    OTHER_LICENCE = "other-licence"
    OTHER_SPEAKER = "other-speaker"
    OTHER_COMPANY = "other-company"
    IS_OPEN = "is-open"
    IS_CLOSED = "is-closed"
    COMPANY_IS_OPEN = "company-is-open"
    COMPANY_IS_CLOSED = "company-is-closed"
    NOT_GIVEN = "not-given"
    """Released, but without the part that it asks for."""
    NOT_ANNOUNCED = "not-announced"
    # abstentions
    UNKNOWN_NAME = "unknown-name"
    NO_COMPANY = "no-company"
    NO_WORDS_OF = "no-words-of"
    BEFORE_FIRST = "before-first"
    NOTHING_IN_PERIOD = "nothing-in-period"
    NAME_NOT_ON_RECORD = "name-not-on-record"
    NO_POSITION = "no-position"
    NO_TOPIC = "no-topic"
    NO_TOPIC_BY = "no-topic-by"
    NO_REASON = "no-reason"
    NO_LICENCE = "no-licence"
    NO_RELEASE = "no-release"
    NO_PLAN = "no-plan"
    NO_QUOTE = "no-quote"
    NO_CHANGE = "no-change"
    NO_SUCH_PROMISE = "no-such-promise"
    NO_SUCH_REPORT = "no-such-report"
    NO_SIDE = "no-side"
    NO_LIST = "no-list"
    JUDGEMENT = "judgement"
    INSTRUCTION = "instruction"
    """It asks nothing and orders the bot to say or do something."""


@dataclass(frozen=True, slots=True)
class Finding:
    kind: AnswerKind
    lead: Lead
    companies: tuple[str, ...] = ()
    cited_in_lead: tuple[Statement, ...] = ()
    evidence: tuple[Statement, ...] = ()
    """Own words (and, for a release, nothing else): shown in the order given."""
    reported: tuple[Statement, ...] = ()
    released: tuple[Statement, ...] = ()
    nearest: tuple[Statement, ...] = ()
    stance: Stance | None = None
    name: str = ""
    """Whatever the lead speaks of by name, as the question wrote it."""
    day: date | None = None
    """The day that the lead speaks of, where it is not the "as of" day."""
    stances: tuple[Stance, ...] = field(default=())
    """First and last stance of a change, or one stance for each side compared."""
    doubts: Mapping[str, Doubts] = field(default_factory=dict)
    """Where a reading stands on thin ground, by the id of the statement that decided it; firm ones are left out."""
    more: int = 0
    """How many further ones fit a list, or lie between the turns shown, and are left out."""

    @property
    def shown(self) -> tuple[Statement, ...]:
        return (*self.cited_in_lead, *self.evidence, *self.reported, *self.released, *self.nearest)


def abstain(
    lead: Lead,
    companies: Sequence[str] = (),
    nearest: Sequence[Statement] = (),
    *,
    name: str = "",
    day: date | None = None,
) -> Finding:
    return Finding(AnswerKind.ABSTENTION, lead, companies=tuple(companies), nearest=tuple(nearest), name=name, day=day)
