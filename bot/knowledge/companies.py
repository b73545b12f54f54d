"""Recognises companies in text, in Japanese and English, and finds the one that a reader means by a name."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.domain.statement import Company, Product
from bot.knowledge.close_names import CloseNames
from bot.knowledge.name_context import keep_names
from bot.knowledge.name_scan import NameScan
from bot.knowledge.spellings import key_of, spellings_of
from bot.knowledge.widths import Plain

_HONORIFIC = re.compile(
    r"(?:\s*(?:さん|様|社|氏|くん|ちゃん)|,?\s+(?:Inc|Corp|Ltd|LLC|Co|PBC|AI)\.?|'s)$", re.IGNORECASE
)
_LEGAL_FORM = re.compile(r"^(?:株式会社|合同会社|米国?|the\s+)|(?:株式会社|合同会社)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a text that names a company or one of its products. `text[start:end] == surface`."""

    company_id: str
    start: int
    end: int
    surface: str
    product: Product | None = None
    version: str | None = None
    """The version as written after a product's listed name: `4` in `Llama 4`. It is a part of `surface`."""
    is_ambiguous: bool = False
    """The word alone would not name the company; the context does."""


class CompanyIndex:
    """All companies with all their spellings. Immutable; build a new one when the record changes."""

    def __init__(self, companies: Sequence[Company]) -> None:
        self._companies = {company.company_id: company for company in companies}
        spellings = spellings_of(companies)
        self._scan = NameScan(spellings)
        self._by_key: dict[str, dict[str, None]] = {}
        for spelling in spellings:
            self._by_key.setdefault(key_of(spelling.text), {})[spelling.company_id] = None
        for company in companies:
            self._by_key.setdefault(key_of(company.company_id), {})[company.company_id] = None
        self._close = CloseNames([(spelling.text, spelling.company_id) for spelling in spellings])

    def __iter__(self) -> Iterator[Company]:
        return iter(self._companies.values())

    def __len__(self) -> int:
        return len(self._companies)

    def get(self, company_id: str) -> Company:
        """Raises KeyError for an id that is not on record."""
        return self._companies[company_id]

    def find_mentions(self, text: str, *, typed_by_user: bool = False) -> list[Mention]:
        """Every mention, from left to right, never overlapping; the longest spelling wins.

        `typed_by_user`: the text is a reader's question, in which nobody troubles about capitals, and a word that may
        be a company probably is one.
        """
        plain = Plain(text)
        found = list(self._scan.find(plain, typed_by_user=typed_by_user))
        mentions = []
        for each, owner, is_ambiguous in keep_names(plain.text, found, typed_by_user=typed_by_user):
            start, end = plain.original_span(each.start, each.full_end)
            version = each.version.strip(" -") if each.version else None
            surface = text[start:end]
            mentions.append(Mention(owner.company_id, start, end, surface, owner.product, version, is_ambiguous))
        return mentions

    def rank_companies(self, text: str, *, typed_by_user: bool = False) -> tuple[str, ...]:
        """Ids of the companies that the text names, the most mentioned first, then the earliest."""
        mentions = self.find_mentions(text, typed_by_user=typed_by_user)
        counts = Counter(mention.company_id for mention in mentions)
        first = {mention.company_id: mention.start for mention in reversed(mentions)}
        return tuple(sorted(counts, key=lambda company: (-counts[company], first[company])))

    def resolve(self, name: str) -> Company | None:
        """The one company that `name` means: a name, alias, product or id, with or without 社, さん, Inc. and the like.

        None where no company or more than one is meant.
        """
        for form in name_forms(name):
            owners = self._by_key.get(key_of(form), {})
            if len(owners) == 1:
                return self._companies[next(iter(owners))]
            if owners:
                return None
        named = set(self.rank_companies(name, typed_by_user=True))
        return self._companies[named.pop()] if len(named) == 1 else None

    def suggest(self, name: str, n: int = 3) -> list[Company]:
        """Up to `n` companies whose spellings are close to `name`, the closest first; for "did you mean …?"."""
        exact = self._by_key.get(key_of(name), {})
        ids = list(dict.fromkeys([*exact, *self._close.find(name, n)]))
        return [self._companies[company_id] for company_id in ids[:n]]


def name_forms(name: str) -> Iterator[str]:
    """`name` as it stands, then without its honorifics and legal forms, one after the other."""
    form = " ".join(Plain(name).text.split())
    while form:
        yield form
        shorter = _HONORIFIC.sub("", _LEGAL_FORM.sub("", form)).strip()
        if shorter == form:
            return
        form = shorter
