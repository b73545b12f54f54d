"""Understands a question: its language, who and what it names, the days it means, and what it wants to know."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from bot.answers.aspects import Aspect, Turns, read_aspect, read_turns, without_phrase
from bot.answers.dates import DateSpan, read_dates
from bot.answers.lexicon import table
from bot.answers.names import NamedThing, blank, read_other_names, read_products
from bot.answers.people import Person, SpeakerDirectory, find_strangers, read_roles
from bot.answers.record import Record
from bot.answers.terms import question_terms
from bot.domain.language import Lang
from bot.errors import EmptyQuestion, QuestionTooLong
from bot.knowledge.companies import Mention

MAX_CHARACTERS = 500

_JAPANESE = re.compile(r"[ぁ-ゖァ-ヺ一-鿿ｦ-ﾟ]")
_QUOTED = re.compile(r"[“\"「『]([^“”\"「」『』]{6,200})[”\"」』]")
_ABOUT_EN = re.compile(
    r"\b(?:about|regarding|concerning|on|toward|towards|over|support(?:s|ed|ing)?|favou?r(?:s|ed)?|oppos(?:e|es|ed|ing)|against"
    r"|advocat(?:e|es|ed|ing)(?: for)?|call(?:s|ed|ing)? for|demand(?:s|ed)?|want(?:s|ed)?|require[sd]?|criticis(?:e|es|ed|ing)"
    r"|criticiz(?:e|es|ed|ing)|react(?:ed|ion)? to|respon(?:d|ded|se) to)\s+(.+?)(?:[?.!;]|$)",
    re.IGNORECASE,
)
_ABOUT_JA = re.compile(
    r"([^、。？?]{2,60}?)(?:について|に関し|に関する|をめぐ|を巡|に対し|に対する|への(?:賛否|立場|姿勢|見解|考え|態度|反対|支持)|に(?:賛成|反対|賛同|同意)|を(?:支持|批判|求め|提唱|懸念))"
)
_STATE = r"(?:governments?|administration|ministry|parliament|regulators?|polic(?:y|ies)|laws?|officials?|authorities|政府|当局|内閣|議会|政策|政権|法律)"
_STANDS_FOR = re.compile(
    r"\b(?:maker|makers|developer|developers|company|creator|creators|team|firm|lab|owner|people) (?:of|behind)\b|[’']s (?:maker|developer|creator|company|parent|owner)"
    r"|開発元|開発(?:し|する)|提供元|作っ|作る|手がけ|運営|の会社|を出|メーカー|開発企業|開発会社",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Question:
    text: str
    lang: Lang
    aspect: Aspect
    turns: Turns
    companies: tuple[str, ...]
    """Who is asked about, in the order named."""
    topics: tuple[str, ...]
    """Companies that are spoken of, not speaking: the EU in "what did X say about the EU's rules"."""
    people: tuple[Person, ...]
    roles: tuple[re.Pattern[str], ...]
    products: tuple[NamedThing, ...]
    other_names: tuple[NamedThing, ...]
    governments: tuple[str, ...]
    """Governments named that are not on record."""
    strangers: tuple[Person, ...]
    dates: DateSpan
    terms: frozenset[str]
    about: frozenset[str]
    """Those of the terms that the question puts as its topic ("about …", 〜について)."""
    quoted: tuple[str, ...]
    mentions: tuple[Mention, ...]

    @property
    def speakers(self) -> frozenset[str]:
        return frozenset(name for person in self.people for name in person.names)


def detect_lang(text: str) -> Lang:
    """Japanese where any Japanese character stands outside quotation marks."""
    bare = re.sub(r"[「『“\"][^」』”\"]*[」』”\"]", "", text)
    return "ja" if _JAPANESE.search(bare) else "en"


def check_length(text: str) -> str:
    """The question as it is read: NFKC, single blanks. Raises EmptyQuestion and QuestionTooLong (over 500 characters)."""
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
    hidden = taken + [match.span(1) for match in _QUOTED.finditer(text)]
    others = read_other_names(text, hidden, is_japanese=wording == "ja")
    states, governments = _governments(text, taken, record)
    companies = tuple(dict.fromkeys([*companies, *states]))
    turns = read_turns(text)
    speaking, topics = _split_topic(text, mentions, companies, has_person=bool(people), wording=wording)
    bare = blank(text, taken + [(t.start, t.end) for t in others])
    sides = max(len(speaking), len({t.surface for t in products}), len({p.names for p in people}))
    aspect = read_aspect(blank(text, [m.span(1) for m in _QUOTED.finditer(text)]) if quoted else text,
                         turns=turns, sides=sides, has_person=bool(people or strangers))  # fmt: skip
    if not named and products and aspect in (Aspect.STANCE, Aspect.CHANGE, Aspect.SAID):
        products = [] if all(not t.is_versioned for t in products) else products
    if _STANDS_FOR.search(text) and not any(t.is_versioned for t in products):
        products = []
    return Question(
        text=text,
        lang=lang or detect_lang(text),
        aspect=aspect,
        turns=turns,
        companies=speaking,
        topics=topics,
        people=tuple(people),
        roles=tuple(read_roles(text, [*people, *strangers])),
        products=tuple(products),
        other_names=tuple(others),
        governments=tuple(governments),
        strangers=tuple(strangers),
        dates=dates,
        terms=question_terms(without_phrase(bare, aspect)),
        about=_about(bare, wording),
        quoted=quoted,
        mentions=tuple(mentions),
    )


def _governments(text: str, taken: Sequence[tuple[int, int]], record: Record) -> tuple[list[str], list[str]]:
    """Governments named by their country: ids of those on record, and the words for those that are not."""
    blanked = blank(text, taken)
    known = {company.country: company.company_id for company in record.index if company.kind == "government"}
    on_record, unknown = [], []
    for code, country in table("countries").items():
        named = re.compile(
            rf"(?:{country.pattern})(?:['’]s?)?\s*(?:\w+\s)?(?:の)?{_STATE}|(?<![A-Za-z]){_STATE} of (?:the )?(?:{country.pattern})",
            re.IGNORECASE,
        )
        match = named.search(blanked)
        if match and code in known:
            on_record.append(known[code])
        elif match:
            unknown.append(match.group())
    return on_record, unknown


def _about(bare: str, wording: Lang) -> frozenset[str]:
    pattern = _ABOUT_JA if wording == "ja" else _ABOUT_EN
    return question_terms("\n".join(match.group(1) for match in pattern.finditer(bare)))


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
            is_topic = bool(re.search(
                r"\b(?:say|said|says|think|thinks|thought|told|argue[ds]?|claim(?:ed|s)?|view|views|opinion|comment(?:ed|s)?|remark(?:ed|s)?"
                r"|criticis\w+|criticiz\w+|respon\w+|react\w*|position|stance|write|wrote)\b[^?]*?\b(?:about|on|of|regarding|toward|towards|to|concerning)\b"
                r"(?:\s+(?!and\b)[\w'’-]+){0,3}\s*$", before, re.IGNORECASE)) or bool(
                re.search(r"\b(?:criticis|criticiz|attack|accus|blam|prais|respond(?:ed)? to)\w*(?:\s+\w+){0,2}\s*$", before, re.IGNORECASE))  # fmt: skip
        else:
            is_topic = bool(
                re.match(
                    r"(?:の[^、。はが]{0,20}?)?(?:について|に関して|に対して|をめぐって|を(?:批判|評価|称賛|非難|どう))",
                    after,
                )
            )
        if is_topic and mention.company_id not in topics:
            topics.append(mention.company_id)
    speaking = tuple(company for company in companies if company not in topics)
    if not speaking and not has_person:
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
