"""A data set is read whole and checked: every fault names file and field, and the shipped set has none."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.domain.statement import Modality, Provenance, Scope, Stance
from bot.errors import DataSetError
from bot.knowledge.export import company_yaml
from bot.knowledge.seed import SHIPPED, load_data_set
from bot.knowledge.vocabulary import load_vocabulary, shipped_vocabulary


def statement(**changed: Any) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "id": "acme-2025-07-promise",
        "date": "2025-07-11",
        "speaker": None,
        "provenance": "official_statement",
        "modality": "commitment",
        "scope": ["frontier_models"],
        "stance": "open_weights",
        "quote": "we will publish the weights",
        "quote_lang": "en",
        "summary": {"en": "Acme promised weights.", "ja": "アクメは重みの公開を約束した。"},
        "source": {"publisher": "Acme", "title": "Blog", "url": "https://acme.example.com/a"},
        "verified": True,
    }
    return entry | changed


def organisation(**changed: Any) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "id": "acme",
        "kind": "company",
        "country": "US",
        "homepage": "https://acme.example.com/",
        "names": {"en": "Acme", "ja": "アクメ"},
        "aliases": ["Acme Labs"],
        "products": [{"name": "Rocket", "ja": "ロケット"}],
        "statements": [statement()],
    }
    return entry | changed


def write(folder: Path, *entries: dict[str, Any]) -> Path:
    for entry in entries:
        text = yaml.safe_dump(entry, allow_unicode=True, sort_keys=False)
        (folder / f"{entry['id']}.yaml").write_text(text, encoding="utf-8")
    return folder


def fault_of(folder: Path) -> str:
    with pytest.raises(DataSetError) as caught:
        load_data_set(folder)
    assert caught.value.values["reason"] == caught.value.detail
    return caught.value.detail


def test_a_folder_of_files_loads(tmp_path):
    data = load_data_set(write(tmp_path, organisation()))
    (company,), (said,) = data.companies, data.statements
    assert (company.company_id, company.names["ja"], company.products[0].name_ja) == ("acme", "アクメ", "ロケット")
    assert (said.company, said.stance, said.said_on.text) == ("acme", Stance.OPEN_WEIGHTS, "2025-07-11")
    assert said.recorded_at is None
    assert data.as_of is None
    assert re.fullmatch(r"undated\+[0-9a-f]{12}", data.version)


def test_a_folder_with_companies_inside_loads_the_same(tmp_path):
    inner = tmp_path / "companies"
    inner.mkdir()
    write(inner, organisation())
    (tmp_path / "questions-x.yaml").write_text("not: ours", encoding="utf-8")
    flat = tmp_path / "flat"
    flat.mkdir()
    assert load_data_set(tmp_path) == load_data_set(write(flat, organisation()))


def test_the_version_follows_the_contents(tmp_path):
    first = load_data_set(write(tmp_path, organisation()))
    again = load_data_set(write(tmp_path, organisation()))
    other = load_data_set(write(tmp_path, organisation(statements=[statement(stance="closed")])))
    assert first.version == again.version != other.version


FAULTS = [
    ({"extra": 1}, "extra"),
    ({"kind": "shop"}, "kind"),
    ({"country": "usa"}, "country"),
    ({"homepage": "ftp://a.example/"}, "homepage"),
    ({"homepage": "http://127.0.0.1/"}, "homepage"),
    ({"names": {"en": "Acme"}}, "names.ja"),
    ({"names": {"en": " ", "ja": "アクメ"}}, "names.en"),
    ({"aliases": ["A", "A"]}, "aliases"),
    ({"aliases": ["Rocket"]}, "aliases: Rocket is both"),
    ({"ambiguous_aliases": ["Acme Labs"]}, "ambiguous_aliases"),
    ({"products": [{"name": "R"}]}, "products[0].ja"),
    ({"statements": [statement(), statement()]}, "id is the same"),
    ({"statements": [statement(), statement(id="acme-2025-07-b", date="2025-07-01")]}, "not in order of date"),
]


@pytest.mark.parametrize(("changed", "place"), FAULTS)
def test_faults_of_an_organisation_name_file_and_field(tmp_path, changed, place):
    fault = fault_of(write(tmp_path, organisation(**changed)))
    assert fault.startswith("acme.yaml: ")
    assert place in fault


STATEMENT_FAULTS = [
    ({"mood": "good"}, "mood"),
    ({"id": "acme-promise"}, "acme-yyyy[-mm]-slug"),
    ({"id": "other-2025-07-promise"}, "acme-yyyy[-mm]-slug"),
    ({"date": "2024-07-11"}, "disagree"),
    ({"date": "2025-13"}, "date"),
    ({"date": "July 2025"}, "date"),
    ({"provenance": "rumour"}, "provenance"),
    ({"modality": "joke"}, "modality"),
    ({"stance": "ajar"}, "stance"),
    ({"scope": []}, "scope"),
    ({"scope": ["code", "code"]}, "scope"),
    ({"scope": ["moon"]}, "scope[0]"),
    ({"provenance": "executive_quote"}, "speaker"),
    ({"speaker": {"name": "A"}}, "speaker"),
    ({"quote": None}, "quote_lang"),
    ({"quote_lang": None}, "quote_lang"),
    ({"quote_lang": "eng"}, "quote_lang"),
    ({"verified": False}, "quote"),
    ({"verified": "yes"}, "verified"),
    ({"provenance": "anonymous_report"}, "quote"),
    ({"quote": "one " * 15 + "sixteen"}, "16 words"),
    ({"quote": "重" * 31, "quote_lang": "ja"}, "31 characters"),
    ({"summary": {"en": "No stop", "ja": "した。"}}, "summary.en"),
    ({"summary": {"en": "メタ said.", "ja": "した。"}}, "summary.en"),
    ({"summary": {"en": "It did.", "ja": "公開しました。"}}, "summary.ja"),
    ({"summary": {"en": "It did.", "ja": "公開した"}}, "summary.ja"),
    ({"summary": {"en": "It did.", "ja": "ﾒﾀは公開した。"}}, "summary.ja"),
    ({"summary": {"en": "It did.", "ja": "It did.。"}}, "summary.ja"),
    ({"source": {"publisher": "P", "title": "T", "url": "file:///etc/passwd"}}, "source.url"),
    ({"source": {"publisher": "P", "title": "two\nlines", "url": None}}, "source.title"),
]


@pytest.mark.parametrize(("changed", "place"), STATEMENT_FAULTS)
def test_faults_of_a_statement_name_file_statement_and_field(tmp_path, changed, place):
    entry = statement(**changed)
    fault = fault_of(write(tmp_path, organisation(statements=[entry])))
    assert fault.startswith("acme.yaml: ")
    assert str(entry["id"]) in fault
    assert place in fault


def test_an_unquoted_date_is_told(tmp_path):
    text = yaml.safe_dump(organisation(), allow_unicode=True).replace("'2025-07-11'", "2025-07-11")
    (tmp_path / "acme.yaml").write_text(text, encoding="utf-8")
    assert "statements[0].date" in fault_of(tmp_path)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("id: a\nid: b\n", "key twice: id"),
        ("id: [", "acme.yaml: "),
        ("- 1\n", "is not a mapping"),
        ("", "is not a mapping"),
        ("a: !!python/object/apply:os.getcwd []\n", "acme.yaml: "),
        ("id: 2025-02-31\n", "acme.yaml: "),
    ],
)
def test_bad_yaml_names_the_file(tmp_path, text, what):
    (tmp_path / "acme.yaml").write_text(text, encoding="utf-8")
    fault = fault_of(tmp_path)
    assert fault.startswith("acme.yaml: ")
    assert what in fault


def test_a_file_that_is_no_text_is_told(tmp_path):
    (tmp_path / "acme.yaml").write_bytes(b"\xff\xfe\x00id")
    assert fault_of(tmp_path).startswith("acme.yaml: ")


def test_the_file_name_is_the_id(tmp_path):
    write(tmp_path, organisation())
    (tmp_path / "acme.yaml").rename(tmp_path / "apex.yaml")
    assert fault_of(tmp_path).startswith("apex.yaml: id")


@pytest.mark.parametrize("missing", ["empty", "absent"])
def test_a_folder_without_files_is_told(tmp_path, missing):
    folder = tmp_path / missing
    if missing == "empty":
        folder.mkdir()
    assert missing in fault_of(folder)


def test_one_spelling_has_one_owner(tmp_path):
    other = organisation(id="apex", names={"en": "Apex", "ja": "エイペックス"}, products=[], statements=[])
    fault = fault_of(write(tmp_path, organisation(), other | {"aliases": ["ACME-LABS"]}))
    assert "several owners" in fault
    assert "acme: Acme Labs" in fault
    assert "apex: ACME-LABS" in fault
    shared = {"aliases": [], "ambiguous_aliases": ["Acme Labs"]}
    assert len(load_data_set(write(tmp_path, other | shared)).companies) == 2


def test_equal_summaries_and_quotes_are_told(tmp_path):
    twin = statement(id="acme-2025-08-again", date="2025-08-01")
    assert "summary.en is the same" in fault_of(write(tmp_path, organisation(statements=[statement(), twin])))
    twin["summary"] = {"en": "Acme said it again.", "ja": "アクメは再び約束した。"}
    assert "quote is the same" in fault_of(write(tmp_path, organisation(statements=[statement(), twin])))


def test_nothing_is_later_than_the_last_day_of_the_set(tmp_path):
    write(tmp_path, organisation())
    note = "title: T\nlicence: CC0\nas_of: '{}'\n"
    (tmp_path / "dataset.yaml").write_text(note.format("2025-07-10"), encoding="utf-8")
    assert "acme-2025-07-promise: date" in fault_of(tmp_path)
    (tmp_path / "dataset.yaml").write_text(note.format("2025-07-11"), encoding="utf-8")
    assert load_data_set(tmp_path).version.startswith("2025-07-11+")
    (tmp_path / "dataset.yaml").write_text("title: T\n", encoding="utf-8")
    assert fault_of(tmp_path).startswith("dataset.yaml: as_of")


def test_warnings_are_for_editors_and_stop_nothing(tmp_path):
    entry = statement(
        summary={"en": "Acme promised.", "ja": "アクメは約束した。公開する。"},
        provenance="third_party_analysis",
        source={"publisher": "P", "title": "T", "url": None},
        note="n" * 401,
    )
    warnings = load_data_set(write(tmp_path, organisation(statements=[entry]))).warnings
    assert [warning.split(": ")[2] for warning in warnings] == ["summary.ja", "quote", "source.url", "note"]
    assert load_data_set(write(tmp_path, organisation(statements=[]))).warnings == ("acme.yaml: statements: none",)


class TestShipped:
    def test_it_has_neither_faults_nor_warnings(self):
        data = load_data_set(SHIPPED)
        assert len(data.companies) >= 50
        assert len(data.statements) >= 200
        assert data.warnings == ()
        assert data.as_of is not None

    def test_its_readme_names_its_day(self):
        readme = (SHIPPED / "README.md").read_text(encoding="utf-8")
        licence = (SHIPPED / "LICENSE").read_text(encoding="utf-8")
        as_of = str(load_data_set(SHIPPED).as_of)
        assert f"As of **{as_of}**" in readme
        assert as_of in licence
        assert "creativecommons.org/licenses/by/4.0" in licence

    def test_writing_and_reading_change_nothing(self, tmp_path):
        data = load_data_set(SHIPPED)
        for company in data.companies:
            own = [each for each in data.statements if each.company == company.company_id]
            text = company_yaml(company, own)
            (tmp_path / f"{company.company_id}.yaml").write_text(text, encoding="utf-8")
        again = load_data_set(tmp_path)
        assert again.companies == data.companies
        assert {s.statement_id: s for s in again.statements} == {s.statement_id: s for s in data.statements}


class TestVocabulary:
    @pytest.mark.parametrize(
        ("kind", "members"), [("stance", Stance), ("provenance", Provenance), ("modality", Modality), ("scope", Scope)]
    )
    def test_its_ids_are_those_of_the_domain(self, kind, members):
        assert shipped_vocabulary().ids(kind) == tuple(member.value for member in members)

    def test_names_and_definitions_stand_in_both_languages(self):
        vocabulary = shipped_vocabulary()
        assert vocabulary.name("stance", "open_weights", "en") == "Open weights"
        assert vocabulary.name("stance", Stance.CLOSED, "ja") == "非公開（クローズド）"
        assert vocabulary.definition("provenance", "release", "en").startswith("What was")
        assert vocabulary.definition("modality", "denial", "ja").endswith("。")
        with pytest.raises(KeyError):
            vocabulary.name("stance", "ajar", "en")

    def test_a_bad_file_is_told(self, tmp_path):
        path = tmp_path / "vocabulary.yaml"
        path.write_text("stance: []\n", encoding="utf-8")
        with pytest.raises(DataSetError, match=r"vocabulary\.yaml: provenance"):
            load_vocabulary(path)
