"""Prompts are checked when they are read: every fault of a file is named before anybody is asked anything."""

from pathlib import Path

import pytest

from bot.errors import PromptError
from bot.llm.prompt_library import load_prompts

GOOD = """---
name: greet
version: 2
language: en
about: Greets.
inputs:
  who: A name.
output:
  type: object
  properties:
    words: {type: string}
  required: [words]
  additionalProperties: false
---
=== instructions ===
Greet.
=== message ===
Greet {{ who }}.
"""
VARIANT = """---
name: greet
version: 1
language: ja
about: 挨拶する。
translates: 2
---
=== instructions ===
挨拶せよ。
=== message ===
{{ who }}に挨拶せよ。
"""


def write(folder: Path, **files: str) -> Path:
    for name, words in files.items():
        (folder / name.replace("__", ".")).write_text(words, encoding="utf-8")
    return folder


def test_what_is_filled_in_is_never_read_itself(tmp_path: Path) -> None:
    prompt = load_prompts(write(tmp_path, greet__en__md=GOOD)).get("greet", "ja")
    assert prompt.ref == "greet.en-2"
    assert prompt.render("message", who="{{ who }} {{ secret }}") == "Greet {{ who }} {{ secret }}."
    request = prompt.request(50, prompt.render("instructions"), prompt.render("message", who="Ai"))
    assert (request.message, request.max_tokens, request.ref) == ("Greet Ai.", 50, "greet.en-2")
    assert request.schema["required"] == ["words"]


@pytest.mark.parametrize(("section", "values"), [("message", {}), ("message", {"who": "a", "x": "b"}), ("again", {})])
def test_a_call_must_fit(tmp_path: Path, section: str, values: dict[str, str]) -> None:
    prompt = load_prompts(write(tmp_path, greet__en__md=GOOD)).get("greet", "en")
    with pytest.raises(PromptError):
        prompt.render(section, **values)


def test_a_variant_stands_in_until_its_base_moves_on(tmp_path: Path) -> None:
    write(tmp_path, greet__en__md=GOOD, greet__ja__md=VARIANT)
    library = load_prompts(tmp_path)
    assert library.get("greet", "ja").ref == "greet.ja-1"
    assert library.stale() == []
    write(tmp_path, greet__en__md=GOOD.replace("version: 2", "version: 3"))
    library = load_prompts(tmp_path)
    assert library.stale() == ["greet.ja-1"]
    assert library.get("greet", "ja").ref == "greet.en-3"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("version: 2", "version: two"),
        ("about: Greets.", "about: Greets.\ntemperature: 1"),
        ("language: en", "language: fr"),
        ("{{ who }}", "{{ whom }}"),
        ("{{ who }}", "nobody"),
        ("{{ who }}", "{{ who }} {{who}}"),
        ("{{ who }}", "{{ who }} {{ who.name }}"),
        ("additionalProperties: false", "additionalProperties: true"),
        ("required: [words]", "required: []"),
        ("{type: string}", "{type: object, properties: {a: {type: string}}}"),
        ("{type: string}", "{}"),
        ("  type: object", "  type: array"),
        ("=== message ===", "=== message ===\n=== message ==="),
        ("=== instructions ===\nGreet.", "=== instructions ==="),
        ("=== instructions ===\nGreet.\n", ""),
        ("=== instructions ===", "Hello\n=== instructions ==="),
        ("---\nname", "name"),
        ("name: greet", "name: part"),
    ],
)
def test_every_fault_of_a_file_is_named(tmp_path: Path, old: str, new: str) -> None:
    assert old in GOOD
    with pytest.raises(PromptError) as caught:
        load_prompts(write(tmp_path, greet__en__md=GOOD.replace(old, new, 1)))
    assert "greet.en" in caught.value.detail


def test_a_folder_must_fit_together(tmp_path: Path) -> None:
    with pytest.raises(PromptError):
        load_prompts(tmp_path)
    with pytest.raises(PromptError):
        load_prompts(write(tmp_path, greet__ja__md=VARIANT))
    write(tmp_path, greet__en__md=GOOD, greet__ja__md=GOOD.replace("language: en", "language: ja"))
    with pytest.raises(PromptError):
        load_prompts(tmp_path)


@pytest.mark.parametrize(
    "cases",
    [
        "- {id: a, about: b, given: {x: 1}}",
        "- {id: a, about: b, given: {x: 1}, expect: {y: 1}, more: 2}",
        "- {id: a, about: b, given: {x: 1}, expect: {y: 1}}\n- {id: a, about: b, given: {x: 1}, expect: {y: 1}}",
        "a: b",
        "[",
    ],
)
def test_cases_are_checked_too(tmp_path: Path, cases: str) -> None:
    with pytest.raises(PromptError):
        load_prompts(write(tmp_path, greet__en__md=GOOD, greet__cases__yaml=cases))


def test_cases_belong_to_a_prompt(tmp_path: Path) -> None:
    good = "- {id: a, about: b, given: {x: 1}, expect: {y: 1}}"
    assert load_prompts(write(tmp_path, greet__en__md=GOOD, greet__cases__yaml=good)).cases["greet"][0].id == "a"
    with pytest.raises(PromptError):
        load_prompts(write(tmp_path, part__cases__yaml=good))
