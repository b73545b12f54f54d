"""The shape of one organisation's file, and the rules that hold inside it. Rules across files: see `collisions`."""

import re
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationInfo, field_validator, model_validator

from bot.domain.statement import Modality, PartialDate, Provenance, Scope, Stance

MAX_QUOTE_WORDS, MAX_QUOTE_CJK = 15, 30

CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff]")
_KANA = re.compile(r"[\u3040-\u30ff]")
_HALF_KANA = re.compile(r"[\uff66-\uff9f]")
_POLITE = re.compile(r"(?:です|ます|ました|ません|でした|でしょう)(?:が|ね|よ)?[。、」）]")
_WEB_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+\.[A-Za-z]{2,}(?::\d+)?(?:/[^\s<>\"]*)?")
_PRIVATE_HOST = re.compile(r"https?://(?:localhost|127\.|10\.|192\.168\.|169\.254\.)")


def _single_line(value: str) -> str:
    if not value.strip():
        raise ValueError("is empty")
    if value != value.strip() or "\n" in value or "\r" in value:
        raise ValueError("has a line break or outer blanks")
    return value


def _public_address(value: str) -> str:
    if not _WEB_ADDRESS.fullmatch(value) or _PRIVATE_HOST.match(value):
        raise ValueError(f"{value!r} is not a public http(s) address")
    return value


def _partial_date(value: str) -> str:
    PartialDate(value)
    return value


def _without_repeats(values: list[str]) -> list[str]:
    twice = sorted({value for value in values if values.count(value) > 1})
    if twice:
        raise ValueError(f"{', '.join(twice)} stands twice")
    return values


Line = Annotated[str, AfterValidator(_single_line)]
WebAddress = Annotated[str, AfterValidator(_public_address)]
DateText = Annotated[str, AfterValidator(_partial_date)]
Spellings = Annotated[list[Line], AfterValidator(_without_repeats)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class NamesEntry(_Strict):
    en: Line
    ja: Line


class ProductEntry(_Strict):
    name: Line
    ja: Line


class SpeakerEntry(_Strict):
    name: Line
    name_ja: Line
    role: Line
    role_ja: Line


class SourceEntry(_Strict):
    publisher: Line
    title: Line
    url: WebAddress | None


class SummaryEntry(_Strict):
    """One sentence in each language: plain English with a full stop, Japanese in である style."""

    en: Line
    ja: Line

    @field_validator("en")
    @classmethod
    def _is_english(cls, value: str) -> str:
        if CJK.search(value):
            raise ValueError("has Chinese, Japanese or Korean characters")
        if not value.endswith("."):
            raise ValueError("does not end with a full stop")
        return value

    @field_validator("ja")
    @classmethod
    def _is_japanese(cls, value: str) -> str:
        if not _KANA.search(value):
            raise ValueError("is not Japanese")
        if not value.endswith("。"):
            raise ValueError("does not end with 。")
        if _POLITE.search(value):
            raise ValueError("is not in である style")
        if _HALF_KANA.search(value):
            raise ValueError("has half-width kana")
        return value


class StatementEntry(_Strict):
    id: Line
    date: DateText
    speaker: SpeakerEntry | None
    provenance: Provenance
    modality: Modality
    scope: Annotated[list[Scope], Field(min_length=1), AfterValidator(_without_repeats)]
    stance: Stance
    quote: Line | None
    quote_lang: Annotated[str, Field(pattern=r"^[a-z]{2}$")] | None
    summary: SummaryEntry
    source: SourceEntry
    verified: Annotated[bool, Field(strict=True)]
    note: Line | None = None

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if self.speaker is None and self.provenance is Provenance.EXECUTIVE_QUOTE:
            raise ValueError("speaker: an executive quote needs one")
        if self.quote is None:
            if self.quote_lang is not None:
                raise ValueError("quote_lang: stands without a quote")
        else:
            self._check_quote(self.quote)
        return self

    def _check_quote(self, quote: str) -> None:
        if self.quote_lang is None:
            raise ValueError("quote_lang: a quote needs its language")
        if not self.verified:
            raise ValueError("quote: its words were not read (verified is false)")
        if self.provenance is Provenance.ANONYMOUS_REPORT:
            raise ValueError("quote: an anonymous report has no quotable words of the organisation")
        if CJK.search(quote):
            if len(quote) > MAX_QUOTE_CJK:
                raise ValueError(f"quote: {len(quote)} characters, more than {MAX_QUOTE_CJK}")
        elif len(quote.split()) > MAX_QUOTE_WORDS:
            raise ValueError(f"quote: {len(quote.split())} words, more than {MAX_QUOTE_WORDS}")


class CompanyFile(_Strict):
    """One file: an organisation with its names, products and statements."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    kind: Literal["company", "lab", "nonprofit", "government"]
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    homepage: WebAddress
    names: NamesEntry
    aliases: Spellings
    ambiguous_aliases: Spellings = []
    products: list[ProductEntry]
    statements: list[StatementEntry]

    @field_validator("statements")
    @classmethod
    def _ids_fit(cls, values: list[StatementEntry], info: ValidationInfo) -> list[StatementEntry]:
        company = info.data.get("id")
        if company is None:
            return values
        pattern = re.compile(re.escape(company) + r"-(\d{4}(?:-\d{2})?)-[a-z0-9]+(?:-[a-z0-9]+)*")
        for value in values:
            match = pattern.fullmatch(value.id)
            if match is None:
                raise ValueError(f"{value.id}: id is not {company}-yyyy[-mm]-slug")
            if not (value.date.startswith(match[1]) or match[1].startswith(value.date)):
                raise ValueError(f"{value.id}: id and date {value.date} disagree")
        return values

    @field_validator("statements")
    @classmethod
    def _stand_in_order(cls, values: list[StatementEntry]) -> list[StatementEntry]:
        earliest_after = None
        for value in reversed(values):
            said_on = PartialDate(value.date)
            if earliest_after is not None and said_on.earliest > earliest_after[0]:
                raise ValueError(f"{value.id}: not in order of date, {value.date} stands before {earliest_after[1]}")
            if earliest_after is None or said_on.latest < earliest_after[0]:
                earliest_after = (said_on.latest, value.date)
        return values


class DataSetNote(_Strict):
    """`dataset.yaml`, optional: what the data set is and the last day that it covers."""

    title: Line
    as_of: DateText
    licence: Line
