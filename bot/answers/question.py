"""Understands a question: its language, who and what it names, the days it means, and what it wants to know."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from bot.answers.aspects import Aspect, Turns, read_aspect, read_turns, without_phrase
from bot.answers.dates import DateSpan, read_dates
from bot.answers.lexicon import phrase, table
from bot.answers.names import NamedThing, blank, read_other_names, read_paired_names, read_products
from bot.answers.people import Person, SpeakerDirectory, find_strangers, read_roles
from bot.answers.record import Record
from bot.answers.terms import question_terms
from bot.domain.language import Lang
from bot.errors import EmptyQuestion, QuestionTooLong
from bot.knowledge.companies import Mention

MAX_CHARACTERS = 500

_JAPANESE = re.compile(r"[ぁ-ゖァ-ヺ一-鿿ｦ-ﾟ]")
_TALKS_OF = re.compile(
    r"\b(?:says?|said|thinks?|thought|told|argue[ds]?|claim(?:ed|s)?|views?|opinions?|comment(?:ed|s)?|remark(?:ed|s)?|position"
    r"|stance|writes?|wrote|react\w*|respon\w+)\b[^?]*?\b(?:about|on|of|regarding|towards?|to|concerning)\b"
    r"(?:\s+(?!and\b)[\w'’-]+){0,3}\s*$",
    re.IGNORECASE,
)
_ACTS_ON = re.compile(
    r"\b(?:criticis|criticiz|attack|accus|blam|prais|respond(?:ed)? to)\w*(?:\s+\w+){0,2}\s*$", re.IGNORECASE
)
_IS_TALKED_OF = re.compile(
    r"(?:の[^、。はが]{0,20}?)?(?:について|に関して|に対して|をめぐって|を(?:批判|評価|称賛|非難|どう))"
)
# A second question is no part of what the first is about: "on the data, and does it still hold?"
_AFTER_ABOUT = re.compile(
    r"[ ]*((?:(?!,? (?:and|but|so) (?:do|did|does|is|are|was|has|have|when|who|why|how|what)\b)[^?.!;\n])+)",
    re.IGNORECASE,
)
_BEFORE_ABOUT = re.compile(r"([^、。?\n]{2,60})$")
_ASKS_IN_ENGLISH = re.compile(
    r"\s*(?:who|what|when|where|why|which|how|did|does|do|is|was|has|have)\s+(?:[a-z'’]+\s+){0,3}", re.IGNORECASE
)
_FOREIGN_WORDS = re.compile(r"[ぁ-ゖァ-ヺー一-鿿、々]{8,200}")
_QUOTED = re.compile(r"[“\"「『]([^“”\"「」『』]{6,200}|(?=[^”\"」』]{0,5}[ぁ-ゖ一-鿿])[^“”\"「」『』]{3,5})[”\"」』]")


@dataclass(frozen=True, slots=True)
class Question:
    text: str
    lang: Lang
    aspect: Aspect
    turns: Turns = field(default_factory=Turns)
    companies: tuple[str, ...] = ()
    """Who is asked about, in the order named."""
    named: tuple[str, ...] = ()
    """Those that are named themselves, not by a product."""
    topics: tuple[str, ...] = ()
    """Companies that are spoken of, not speaking: the EU in "what did X say about the EU's rules"."""
    people: tuple[Person, ...] = ()
    roles: tuple[re.Pattern[str], ...] = ()
    products: tuple[NamedThing, ...] = ()
    other_names: tuple[NamedThing, ...] = ()
    governments: tuple[str, ...] = ()
    """Governments named that are not on record."""
    strangers: tuple[Person, ...] = ()
    """People named who do not speak in the record."""
    dates: DateSpan = field(default_factory=DateSpan)
    terms: frozenset[str] = frozenset()
    about: frozenset[str] = frozenset()
    """Those of the terms that the question puts as its topic ("about …", 〜について)."""
    quoted: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    only_orders: bool = False
    """It gives orders to the bot and asks nothing."""
    is_on_openness: bool = False
    """It says itself that it is about openness, of weights or otherwise."""
    only: tuple[str, ...] = ()
    """Ids of the statements just shown, where it asks for their words, speaker or source and nothing else."""
    continues: bool = False
    """Its company is that of the question before it."""

    @property
    def speakers(self) -> frozenset[str]:
        return frozenset(name for person in self.people for name in person.names)


def detect_lang(text: str) -> Lang:
    """Japanese where any Japanese character stands outside quotation marks, unless it is asked in English words."""
    if (
        _ASKS_IN_ENGLISH.match(text)
        and _FOREIGN_WORDS.search(text)
        and not re.search(r"(?:か|は|を|です|ます)[。?？\s]*$", text)
    ):
        return "en"
    bare = re.sub(r"[「『“\"][^」』”\"]*[」』”\"]", "", text)
    return "ja" if _JAPANESE.search(bare) else "en"


def check_length(text: str) -> str:
    """The question as it is read: NFKC, single blanks. Raises EmptyQuestion; QuestionTooLong over 500 characters."""
    if len(text) > MAX_CHARACTERS * 4:
        raise QuestionTooLong(limit=MAX_CHARACTERS)
    cleaned = " ".join(_without_controls(unicodedata.normalize("NFKC", text)).split())
    if not re.search(r"\w", cleaned):
        raise EmptyQuestion
    if len(cleaned) > MAX_CHARACTERS:
        raise QuestionTooLong(limit=MAX_CHARACTERS)
    return cleaned


def _without_controls(text: str) -> str:
    return "".join(
        " " if unicodedata.category(character) in ("Cc", "Cf", "Zl", "Zp") else character for character in text
    )


def read_question(text: str, record: Record, speakers: SpeakerDirectory, *, today: date, lang: Lang | None) -> Question:
    """Read a question that has passed `check_length`. `today` is the day that "now" and "last year" mean."""
    wording = detect_lang(text)
    mentions = [
        mention
        for mention in record.index.find_mentions(text, typed_by_user=True)
        if not (mention.is_ambiguous and mention.surface.islower() and re.search(r"\w.*[A-Z]", text))
    ]
    companies = tuple(dict.fromkeys(mention.company_id for mention in mentions))
    named = tuple(dict.fromkeys(mention.company_id for mention in mentions if mention.product is None))
    products = read_products(text, mentions)
    people = speakers.find(blank(text, [(m.start, m.end) for m in mentions]), companies)
    dates = read_dates(text, today=today)
    taken = [(m.start, m.end) for m in mentions] + [(t.start, t.end) for t in products]
    taken += [(p.start, p.end) for p in people] + list(dates.spans)
    strangers = find_strangers(blank(text, taken), is_japanese=wording == "ja")
    taken += [(p.start, p.end) for p in strangers]
    quoted = tuple(match.group(1) for match in _QUOTED.finditer(text))
    if wording == "en" and not quoted:
        quoted = tuple(match.group() for match in _FOREIGN_WORDS.finditer(text))
    hidden = taken + [match.span(1) for match in _QUOTED.finditer(text)]
    hidden += [match.span() for match in phrase("licence_name").finditer(text)]
    others = read_other_names(text, hidden, is_japanese=wording == "ja")
    others += read_paired_names(text, mentions, hidden)
    states, governments = _governments(text, taken, record)
    companies = tuple(dict.fromkeys([*companies, *states]))
    turns = read_turns(text)
    if phrase("stands_for").search(text) and not any(thing.is_versioned for thing in products):
        products = []  # only whose they are is asked
    speaking, topics = _split_topic(text, mentions, companies, has_person=bool(people), wording=wording)
    offices = [match.span() for pattern in table("roles_asked").values() for match in pattern.finditer(text)]
    bare = blank(text, [*taken, *((t.start, t.end) for t in others), *offices])
    models = len({thing.surface for thing in products})
    aspect = read_aspect(
        blank(text, [match.span(1) for match in _QUOTED.finditer(text)]),
        turns=turns,
        sides=max(len(speaking), models, len({person.names for person in people})),
        has_person=bool(people or strangers),
        models=models,
    )
    # In "who said …" every word is one that must have been said.
    is_on_openness = aspect is not Aspect.WHO and bool(phrase("on_openness").search(bare))
    if not named and products and aspect in (Aspect.STANCE, Aspect.CHANGE, Aspect.SAID):
        products = [] if all(not t.is_versioned for t in products) else products
    return Question(
        text=text,
        lang=lang or detect_lang(text),
        aspect=aspect,
        turns=turns,
        companies=speaking,
        named=named,
        topics=topics,
        people=tuple(people),
        roles=tuple(read_roles(text, [*people, *strangers])),
        products=tuple(products),
        other_names=tuple(others),
        governments=tuple(governments),
        strangers=tuple(strangers),
        dates=dates,
        terms=_telling(question_terms(without_phrase(bare, aspect)), record, is_on_openness=is_on_openness),
        about=_about(bare, wording),
        is_on_openness=is_on_openness,
        quoted=quoted,
        mentions=tuple(mentions),
    )


def _telling(terms: frozenset[str], record: Record, *, is_on_openness: bool) -> frozenset[str]:
    """Without words that no statement has, where the question says in other words that it is about openness."""
    return frozenset(term for term in terms if term.startswith("c:") or record.has(term)) if is_on_openness else terms


def _governments(text: str, taken: Sequence[tuple[int, int]], record: Record) -> tuple[list[str], list[str]]:
    """Governments named by their country: ids of those on record, and the words for those that are not."""
    blanked = blank(text, taken)
    known = {company.country: company.company_id for company in record.index if company.kind == "government"}
    on_record, unknown = [], []
    for code, country in table("countries").items():
        state = phrase("state").pattern
        named = re.compile(
            rf"(?:{country.pattern})(?:['’]s?)?\s*(?:\w+\s)?の?(?:{state})"
            rf"|(?:{state}) of (?:the )?(?:{country.pattern})",
            re.IGNORECASE,
        )
        match = named.search(blanked)
        if match and code in known:
            on_record.append(known[code])
        elif match:
            unknown.append(match.group())
    return on_record, unknown


def _about(bare: str, wording: Lang) -> frozenset[str]:
    """The terms of what follows "about" and the like, or stands before について and the like."""
    topics = []
    for match in phrase("about").finditer(bare):
        near = _BEFORE_ABOUT.search(bare[: match.start()]) if wording == "ja" else _AFTER_ABOUT.match(bare, match.end())
        topics.append(near.group(1) if near else "")
    return question_terms("\n".join(topics))


def _split_topic(
    text: str, mentions: Sequence[Mention], companies: tuple[str, ...], *, has_person: bool, wording: Lang
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who speaks and who is only spoken of. Of two companies the one after "about" (before について) is the topic."""
    if len(companies) < 2 and not (has_person and companies):
        return companies, ()
    topics: list[str] = []
    for mention in mentions:
        before, after = text[: mention.start], text[mention.end :]
        if wording == "en":
            is_topic = bool(_TALKS_OF.search(before) or _ACTS_ON.search(before))
        else:
            is_topic = bool(_IS_TALKED_OF.match(after))
        if is_topic and mention.company_id not in topics:
            topics.append(mention.company_id)
    speaking = tuple(company for company in companies if company not in topics)
    if not speaking and (not has_person or all(mention.product for mention in mentions)):
        return companies, ()
    if _names_pair(text, mentions):
        return companies, ()
    return speaking, tuple(topics)


def _names_pair(text: str, mentions: Sequence[Mention]) -> bool:
    """Whether two companies are named side by side ("A and B", AとB): both speak."""
    for first, second in pairwise(mentions):
        between = text[first.end : second.start].strip().lower()
        if first.company_id != second.company_id and re.fullmatch(
            r"(?:['’]s?\s*)?(?:and|or|versus|vs\.?|,|,? and|と|や|、|対|および|及び|&|/|・)", between
        ):
            return True
    return False
