"""Reads a data set from a folder, whole and checked: the shipped set, and any that an operator loads."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from bot.domain.statement import Company, PartialDate, Product, Provenance, Speaker, Statement
from bot.errors import DataSetError
from bot.knowledge.collisions import find_collisions, find_duplicates
from bot.knowledge.file_format import CompanyFile, DataSetNote, StatementEntry
from bot.knowledge.yaml_files import read_yaml, reason_of

SHIPPED = Path(__file__).parent / "data"

_NOTE_FILE = "dataset.yaml"
_MAX_NOTE = 400


@dataclass(frozen=True, slots=True)
class DataSet:
    companies: tuple[Company, ...]
    statements: tuple[Statement, ...]
    """In order of company file, then as they stand there (order of date)."""
    version: str
    """`<as_of or undated>+<hash of the contents>`: two sets with equal contents have equal versions."""
    as_of: date | None = None
    """Last day that it covers, where it says so."""
    warnings: tuple[str, ...] = ()
    """What an editor should look at, as `file: field: what`; nothing that prevents its use."""


def load_data_set(folder: Path) -> DataSet:
    """Read `folder/companies/*.yaml`, or `folder/*.yaml` where there is no such sub-folder.

    Raises DataSetError naming file and field of the first faults. Nothing is read in part.
    """
    paths = _company_paths(folder)
    note = _read_note(folder)
    files = [_read_company(path) for path in paths]
    companies = tuple(_company(file) for file in files)
    faults = [*find_duplicates(files), *find_collisions(companies), *_later_than(files, note)]
    if faults:
        raise _fault("; ".join(faults[:3]) + (f"; +{len(faults) - 3}" if len(faults) > 3 else ""))
    as_of = PartialDate(note.as_of).latest if note else None
    return DataSet(
        companies=companies,
        statements=tuple(_statement(file.id, entry) for file in files for entry in file.statements),
        version=f"{as_of or 'undated'}+{_digest(files)}",
        as_of=as_of,
        warnings=tuple(_warnings(files)),
    )


def _company_paths(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise _fault(f"{folder.name}: is not a folder")
    inner = folder / "companies"
    if inner.is_dir():
        paths = sorted(inner.glob("*.yaml"))
    else:
        others = {_NOTE_FILE, "vocabulary.yaml"}
        paths = sorted(p for p in folder.glob("*.yaml") if p.name not in others and not p.name.startswith("questions"))
    if not paths:
        raise _fault(f"{folder.name}: holds no company files (*.yaml)")
    return paths


def _read_company(path: Path) -> CompanyFile:
    raw = read_yaml(path)
    if not isinstance(raw, dict):
        raise _fault(f"{path.name}: is not a mapping")
    try:
        file = CompanyFile.model_validate(raw)
    except ValidationError as problem:
        raise _fault(f"{path.name}: {_with_ids(raw, problem)}") from None
    if file.id != path.stem:
        raise _fault(f"{path.name}: id: {file.id!r} does not match the file name")
    return file


def _with_ids(raw: dict[object, object], problem: ValidationError) -> str:
    """The reason, with the id of the statement in which the first fault is."""
    loc = problem.errors()[0]["loc"]
    statements = raw.get("statements")
    if len(loc) > 1 and loc[0] == "statements" and isinstance(loc[1], int) and isinstance(statements, list):
        entry = statements[loc[1]]
        if isinstance(entry, dict) and isinstance(entry.get("id"), str):
            return f"{entry['id']}: {reason_of(problem)}"
    return reason_of(problem)


def _read_note(folder: Path) -> DataSetNote | None:
    path = folder / _NOTE_FILE
    if not path.exists():
        return None
    try:
        return DataSetNote.model_validate(read_yaml(path))
    except ValidationError as problem:
        raise _fault(f"{_NOTE_FILE}: {reason_of(problem)}") from None


def _later_than(files: Sequence[CompanyFile], note: DataSetNote | None) -> Iterable[str]:
    if note is None:
        return
    last = PartialDate(note.as_of).latest
    for file in files:
        for entry in file.statements:
            if PartialDate(entry.date).earliest > last:
                yield f"{file.id}.yaml: {entry.id}: date: {entry.date} is after the data set's as_of {note.as_of}"


def _warnings(files: Sequence[CompanyFile]) -> Iterable[str]:
    for file in files:
        if not file.statements:
            yield f"{file.id}.yaml: statements: none"
        for entry in file.statements:
            place = f"{file.id}.yaml: {entry.id}"
            if entry.summary.ja.count("。") > 1:
                yield f"{place}: summary.ja: more than one sentence"
            if entry.quote and entry.provenance is Provenance.THIRD_PARTY_ANALYSIS:
                yield f"{place}: quote: in a third party's analysis; are these the organisation's own words?"
            if entry.source.url is None:
                yield f"{place}: source.url: none"
            if entry.note and len(entry.note) > _MAX_NOTE:
                yield f"{place}: note: {len(entry.note)} characters"


def _company(file: CompanyFile) -> Company:
    return Company(
        company_id=file.id,
        kind=file.kind,
        country=file.country,
        homepage=file.homepage,
        names={"en": file.names.en, "ja": file.names.ja},
        aliases=tuple(file.aliases),
        ambiguous_aliases=tuple(file.ambiguous_aliases),
        products=tuple(Product(product.name, product.ja) for product in file.products),
    )


def _statement(company: str, entry: StatementEntry) -> Statement:
    speaker = entry.speaker
    return Statement(
        statement_id=entry.id,
        company=company,
        said_on=PartialDate(entry.date),
        speaker=Speaker(speaker.name, speaker.name_ja, speaker.role, speaker.role_ja) if speaker else None,
        provenance=entry.provenance,
        modality=entry.modality,
        scope=tuple(entry.scope),
        stance=entry.stance,
        quote=entry.quote,
        quote_lang=entry.quote_lang,
        summary={"en": entry.summary.en, "ja": entry.summary.ja},
        publisher=entry.source.publisher,
        article_title=entry.source.title,
        url=entry.source.url,
        verified=entry.verified,
        note=entry.note,
    )


def _digest(files: Sequence[CompanyFile]) -> str:
    digest = hashlib.sha256()
    for file in sorted(files, key=lambda file: file.id):
        digest.update(file.model_dump_json().encode())
        digest.update(b"\n")
    return digest.hexdigest()[:12]


def _fault(reason: str) -> DataSetError:
    return DataSetError(reason, reason=reason)
