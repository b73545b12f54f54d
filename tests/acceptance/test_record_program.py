"""`ask`, `stance`, `timeline` and `kb` as a machine calls them, on a record that is not the shipped one too."""

import json
from pathlib import Path

import yaml

from tests.acceptance.conftest import Program

COMPANY = {
    "id": "oakvale",
    "kind": "company",
    "country": "BE",
    "homepage": "https://oakvale.example.org/",
    "names": {"en": "Oakvale Systems", "ja": "オークベール"},
    "aliases": ["Oakvale", "オークベール社"],
    "products": [{"name": "Larkspur", "ja": "ラークスパー"}],
    "statements": [
        {
            "id": "oakvale-2024-05-closed",
            "date": "2024-05-14",
            "speaker": {
                "name": "Ines Verhaegen",
                "name_ja": "イネス・フェルハーヘン",
                "role": "CEO",
                "role_ja": "最高経営責任者",
            },
            "provenance": "executive_quote",
            "modality": "position",
            "scope": ["frontier_models"],
            "stance": "closed",
            "quote": "we will keep our weights to ourselves",
            "quote_lang": "en",
            "summary": {
                "en": "Verhaegen said that Oakvale would keep the weights of its models private.",
                "ja": "フェルハーヘン氏は、オークベールのモデルの重みを公開しないと述べた。",
            },
            "source": {"publisher": "Harbour Wire", "title": "No weights", "url": "https://wire.example.org/a"},
            "verified": True,
        },
        {
            "id": "oakvale-2026-03-larkspur2-plan",
            "date": "2026-03-03",
            "speaker": None,
            "provenance": "official_statement",
            "modality": "commitment",
            "scope": ["frontier_models"],
            "stance": "open_weights",
            "quote": "will release the weights of Larkspur 2",
            "quote_lang": "en",
            "summary": {
                "en": "Oakvale announced that it will release the weights of Larkspur 2 under Apache 2.0.",
                "ja": "オークベールは、Larkspur 2の重みをApache 2.0で公開すると発表した。",
            },
            "source": {"publisher": "Oakvale blog", "title": "Opening", "url": "https://oakvale.example.org/b"},
            "verified": True,
        },
    ],
}


def write(folder: Path) -> Path:
    (folder / "companies").mkdir(parents=True)
    (folder / "companies" / "oakvale.yaml").write_text(yaml.safe_dump(COMPANY, allow_unicode=True), encoding="utf-8")
    return folder


def test_a_loaded_record_is_read_as_of_a_day(program: Program, tmp_path: Path) -> None:
    loaded = program("kb", "load", str(write(tmp_path / "kb")), "--json")
    assert (loaded.code, loaded.document["added"]) == (0, 2), loaded.err
    assert program("stance", "Oakvale", "--as-of", "2025-01-01", "--json").document["stance"] == "closed"
    now = program("stance", "オークベール", "--as-of", "2026-04-01", "--json").document
    assert now["stance"] == "open_weights"
    assert now["basis"][0]["statement_id"] == "oakvale-2026-03-larkspur2-plan"
    before = program("ask", "What did Oakvale say about weights by the end of 2023?", "--json").document
    assert before["kind"] == "abstention"
    changes = program("timeline", "Oakvale", "--json").document["changes"]
    assert changes == [{"before": "oakvale-2024-05-closed", "after": "oakvale-2026-03-larkspur2-plan"}]


def test_a_batch_answers_in_each_rows_language(program: Program, tmp_path: Path) -> None:
    program("kb", "load", str(write(tmp_path / "kb")), "--json")
    rows = [
        {"id": "a", "question": "Who at Oakvale said it would keep its weights to itself, and when?", "lang": "en"},
        {"id": "b", "question": "オークベールは公開についての考えを変えましたか。", "lang": "ja"},
        {"id": "c", "question": "", "lang": "en"},
        {"id": "d", "question": "What does Vellum Dynamics say about open weights?", "lang": "en"},
    ]
    file = tmp_path / "questions.jsonl"
    file.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    done = program("ask", "--batch", str(file), "--json")
    assert done.code == 0, done.err
    answers = {row["id"]: row for row in done.documents}
    assert [citation["statement_id"] for citation in answers["a"]["citations"]] == ["oakvale-2024-05-closed"]
    assert "Ines Verhaegen" in answers["a"]["text"]
    assert {citation["statement_id"] for citation in answers["b"]["citations"]} == {
        "oakvale-2024-05-closed",
        "oakvale-2026-03-larkspur2-plan",
    }
    assert answers["b"]["lang"] == "ja"
    assert answers["c"]["error"] == "error-empty-question"
    assert answers["d"]["kind"] == "abstention"


def test_the_record_goes_out_and_comes_back_the_same(program: Program, tmp_path: Path) -> None:
    program("kb", "load", str(write(tmp_path / "kb")), "--replace", "--json")
    out = tmp_path / "out"
    assert program("kb", "export", str(out), "--json").code == 0
    again = program("kb", "load", str(out), "--json").document
    assert (again["added"], again["updated"]) == (0, 0)
    listed = program("kb", "statements", "--company", "Oakvale", "--json").documents
    assert [row["statement_id"] for row in listed] == ["oakvale-2024-05-closed", "oakvale-2026-03-larkspur2-plan"]


def test_a_rejected_statement_is_no_longer_the_record(program: Program, tmp_path: Path) -> None:
    program("kb", "load", str(write(tmp_path / "kb")), "--json")
    assert program("kb", "review", "oakvale-2026-03-larkspur2-plan", "reject", "--json").document["reviewed"] == 1
    assert program("stance", "Oakvale", "--as-of", "2026-04-01", "--json").document["stance"] == "closed"


def test_the_record_is_read_as_it_was_known(program: Program, tmp_path: Path) -> None:
    """What had been said is one question, what we held of it another."""
    program("kb", "load", str(write(tmp_path / "kb")), "--json", "--now", "2026-11-20T00:00:00Z")
    program("kb", "review", "oakvale-2026-03-larkspur2-plan", "reject", "--json", "--now", "2026-11-23T00:00:00Z")

    def held(at: str) -> int:
        rows = program("kb", "statements", "--company", "Oakvale", "--known-at", at, "--json").documents
        return len(rows)

    assert (held("2026-11-22T00:00:00Z"), held("2026-11-24T00:00:00Z")) == (2, 1)
    wrong = program("kb", "statements", "--known-at", "2026-11-22T00:00:00Z", "--status", "candidate")
    assert wrong.code == 2


def test_a_broken_data_set_loads_nothing(program: Program, tmp_path: Path) -> None:
    folder = write(tmp_path / "kb")
    broken = COMPANY | {"kind": "club"}
    (folder / "companies" / "oakvale.yaml").write_text(yaml.safe_dump(broken), encoding="utf-8")
    outcome = program("kb", "load", str(folder))
    assert outcome.code == 1
    assert "oakvale" in outcome.err
    assert "kind" in outcome.err


def test_backup_and_restore(program: Program, tmp_path: Path) -> None:
    program("kb", "load", str(write(tmp_path / "kb")), "--json")
    copy = tmp_path / "copy.db"
    assert program("db", "backup", str(copy), "--json").code == 0
    program("kb", "review", "oakvale-2026-03-larkspur2-plan", "reject", "--json")
    assert program("db", "restore", str(copy), "--json").code == 0
    assert program("stance", "Oakvale", "--as-of", "2026-04-01", "--json").document["stance"] == "open_weights"


def test_doctor_is_well(program: Program) -> None:
    outcome = program("doctor", "--json")
    assert outcome.code == 0, outcome.out
    assert outcome.document["ok"] is True


def test_the_timeline_is_drawn_as_a_picture(program: Program, tmp_path: Path):
    file = tmp_path / "turns.png"
    *_, drawn = program("timeline", "Meta", "Mistral AI", "--png", str(file), "--lang", "ja", "--json").documents
    assert drawn["png"] == str(file)
    assert "メタ" in drawn["alt"]
    assert file.read_bytes().startswith(b"\x89PNG")
    nowhere = tmp_path / "no" / "such" / "folder.png"
    assert program("timeline", "Meta", "--png", str(nowhere), "--json").code == 2
