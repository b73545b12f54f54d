"""Every spelling under which a text may name a company, with what the spelling demands of the text around it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from bot.domain.statement import Company, Product
from bot.text.normalise import fold

_PARENTHESIS = re.compile(r"\s*[(（]([^()（）]+)[)）]\s*")
_SEVERAL = re.compile(r"\s*[／/]\s*")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
# Words that an organisation's name ends with and that readers leave out on second mention.
_TAIL_EN = re.compile(
    r"\s+(?:AI|Labs?|Inc\.?|Corp\.?|Ltd\.?|Co\.?|LLC|Technologies|Technology|Research|Systems|Networks|Robotics|"
    r"Intelligence|Computing|Foundation|Institute|Group|Holdings)$"
)
_TAIL_JA = re.compile(
    r"・?(?:AI|ＡＩ|ラボズ?|テクノロジーズ?|リサーチ|システムズ|ネットワークス|グループ|研究所|財団)$"
)
_DROPPED = str.maketrans("", "", "_'’")


class Demand(Enum):
    """What must hold before a spelling counts."""

    NOTHING = "nothing"
    TOPIC = "topic"
    """A product that is an ordinary word (`Falcon`): its company, a version number or talk of AI near it."""
    CONTEXT = "context"
    """Listed as ambiguous (`FAIR`): the company or its products elsewhere, or a clear AI context."""
    COMPANY = "company"
    """A short form that we made (`Halcyon` of `Halcyon Labs`): the full name or a product elsewhere in the text."""


@dataclass(frozen=True, slots=True)
class Spelling:
    text: str
    company_id: str
    product: Product | None
    demand: Demand


def spellings_of(companies: Sequence[Company]) -> list[Spelling]:
    """All spellings, the firmest first where several read the same."""
    found = [spelling for company in companies for spelling in _listed(company)]
    firm = {key_of(spelling.text) for spelling in found}
    ambiguous = [Spelling(a, c.company_id, None, Demand.CONTEXT) for c in companies for a in c.ambiguous_aliases]
    taken = firm | {key_of(spelling.text) for spelling in ambiguous}
    short = [
        spelling for company in companies for spelling in _short_forms(company) if key_of(spelling.text) not in taken
    ]
    return [*found, *ambiguous, *short]


def key_of(text: str) -> str:
    """What the spellings of one name share: see `fold`; apostrophes, underscores and a dot at the end do not count."""
    return fold(text).translate(_DROPPED).rstrip(".")


def _listed(company: Company) -> Iterator[Spelling]:
    ambiguous = {key_of(alias) for alias in company.ambiguous_aliases}
    names = [part for name in company.names.values() for part in _parts(name)]
    for name in _once([*names, *company.aliases]):
        if key_of(name) not in ambiguous:
            yield Spelling(name, company.company_id, None, Demand.NOTHING)
    for product in company.products:
        for name in _once([*_parts(product.name), *_parts(product.name_ja)]):
            if key_of(name) not in ambiguous:
                demand = Demand.TOPIC if is_plain_word(name) else Demand.NOTHING
                yield Spelling(name, company.company_id, product, demand)


def _parts(name: str) -> list[str]:
    """`百度（バイドゥ）` is written either way, and so are the two names of `SoftBank / SB Intuitions`."""
    inner = [part for part in _PARENTHESIS.findall(name) if not re.search(r"[／/・、,]", part)]
    outer = _PARENTHESIS.sub(" ", name).strip()
    several = _SEVERAL.split(outer) if _SEVERAL.search(outer) else []
    return [part for part in (outer, *inner, *several) if part]


def _short_forms(company: Company) -> Iterator[Spelling]:
    english = _TAIL_EN.sub("", company.names["en"])
    if english == company.names["en"] or len(english) < 4:
        # A name written as one word (`OpenAI`) has no short form in Japanese either: 「オープン」 is a word of its own.
        return
    japanese = _TAIL_JA.sub("", company.names["ja"])
    for short in _once([english, japanese]):
        if short not in company.names.values() and len(short) >= 3:
            yield Spelling(short, company.company_id, None, Demand.COMPANY)


def is_plain_word(name: str) -> bool:
    """Whether the name may be an ordinary word or a person's name: one word in capitals, in kana or of two kanji."""
    return bool(
        re.fullmatch(
            r"[A-Z\u00c0-\u00de][a-z\u00df-\u024f]+|[A-Z]{3,5}|[ァ-ヴー]+|[ぁ-んー]+|[\u3400-\u9fff]{1,2}", name
        )
    )


def has_latin(text: str) -> bool:
    return _LATIN.search(text) is not None


def _once(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))
