"""Reads the prompts: files in prompts/, a typed front matter and sections of text with `{{ name }}` to fill in.

A prompt is text and data, never code: there are no conditions, loops or look-ups in it. Everything is checked when it
is read, so that a fault shows at the start of the program and not in the middle of a night.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.domain.language import Lang
from bot.errors import PromptError
from bot.ports import TextRequest

_HERE = Path(__file__).parent
FOLDERS = (_HERE / "prompts", _HERE.parents[1] / "prompts")
"""Inside of an installed package, and in a checkout."""

_FRONT = re.compile(r"\A---\n(.*?)\n---\n(.*)\Z", re.DOTALL)
_SECTION = re.compile(r"^=== ([a-z]+) ===$", re.MULTILINE)
_VARIABLE = re.compile(r"\{\{ ([a-z_]+) \}\}")
_BRACES = re.compile(r"\{\{|\}\}")
INSTRUCTIONS, MESSAGE = "instructions", "message"


class _Front(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(pattern=r"^[a-z_]+$")
    version: int = Field(ge=1)
    language: Lang
    about: str = Field(min_length=1)


class BaseFront(_Front):
    """Of the prompt as it was written first: what goes in and what comes out."""

    inputs: dict[str, str] = Field(min_length=1)
    """Name to what it holds."""
    output: dict[str, Any]
    """JSON Schema of the reply; every object in it closed and complete, as the strict modes of the vendors ask."""


class VariantFront(_Front):
    """Of the same prompt in another language: inputs and output are those of the base."""

    translates: int = Field(ge=1)
    """The version of the base that it says in its language."""


class Case(BaseModel):
    """One example beside the prompt: what is given, and what a good reply must and must not hold."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z0-9-]+$")
    about: str = Field(min_length=1)
    given: dict[str, Any] = Field(min_length=1)
    expect: dict[str, Any] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Prompt:
    name: str
    version: int
    language: Lang
    sections: Mapping[str, str]
    schema: Mapping[str, Any]
    is_stale: bool = False
    """A variant whose base has moved on."""

    @property
    def ref(self) -> str:
        return f"{self.name}.{self.language}-{self.version}"

    def render(self, section: str, **values: str) -> str:
        """The section with every variable filled in. Raises PromptError where one is missing or not known."""
        words = self.sections.get(section)
        if words is None:
            raise PromptError(f"{self.ref}: no section {section!r}")
        wanted = set(_VARIABLE.findall(words))
        if wanted != set(values):
            raise PromptError(f"{self.ref}: {section} wants {sorted(wanted)}, not {sorted(values)}")
        # In one pass: what is filled in is never read for variables itself.
        return _VARIABLE.sub(lambda found: values[found[1]], words)

    def request(self, max_tokens: int, instructions: str, *message: str) -> TextRequest:
        """A request made of rendered sections."""
        return TextRequest(self.ref, instructions, "\n\n".join(message), self.schema, max_tokens)


@dataclass(frozen=True, slots=True)
class PromptLibrary:
    prompts: Mapping[tuple[str, Lang], Prompt]
    cases: Mapping[str, Sequence[Case]]
    bases: Mapping[str, Lang]

    def get(self, name: str, language: Lang) -> Prompt:
        """The prompt in this language; the base where it has none, or a stale one. Raises PromptError."""
        if name not in self.bases:
            raise PromptError(f"no prompt {name!r}")
        found = self.prompts.get((name, language))
        return self.prompts[name, self.bases[name]] if found is None or found.is_stale else found

    def stale(self) -> list[str]:
        return [prompt.ref for prompt in self.prompts.values() if prompt.is_stale]


def load_prompts(folder: Path | None = None) -> PromptLibrary:
    """Read and check every prompt and its cases. Raises PromptError that names the file."""
    folder = folder or next((one for one in FOLDERS if one.is_dir()), FOLDERS[-1])
    read = [_read_prompt(path) for path in sorted(folder.glob("*.md")) if path.name != "README.md"]
    fronts = {front.name: front for front, _ in read if isinstance(front, BaseFront)}
    prompts: dict[tuple[str, Lang], Prompt] = {}
    for front, sections in read:
        base = fronts.get(front.name)
        if base is None:
            raise PromptError(f"{front.name}.{front.language}.md: it translates a prompt that is not there")
        _check_sections(front, base, sections)
        is_stale = isinstance(front, VariantFront) and front.translates != base.version
        prompts[front.name, front.language] = Prompt(
            front.name, front.version, front.language, sections, base.output, is_stale
        )
    if sum(isinstance(front, BaseFront) for front, _ in read) > len(fronts):
        raise PromptError("a prompt has two bases: one of them must say which version it translates")
    if not fronts:
        raise PromptError(f"no prompts in {folder.name}/")
    cases = {path.name.removesuffix(".cases.yaml"): _read_cases(path) for path in sorted(folder.glob("*.cases.yaml"))}
    if unknown := sorted(set(cases) - set(fronts)):
        raise PromptError(f"{unknown[0]}.cases.yaml: cases of a prompt that is not there")
    return PromptLibrary(prompts, cases, {name: front.language for name, front in fronts.items()})


def _read_prompt(path: Path) -> tuple[BaseFront | VariantFront, dict[str, str]]:
    try:
        found = _FRONT.match(path.read_text(encoding="utf-8"))
        if found is None:
            raise PromptError(f"{path.name}: it does not begin with a front matter between two lines ---")
        raw = yaml.safe_load(found[1])
        kind = VariantFront if isinstance(raw, dict) and "translates" in raw else BaseFront
        front = kind.model_validate(raw)
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValidationError) as problem:
        raise PromptError(f"{path.name}: {_first_line(problem)}") from problem
    if path.name != f"{front.name}.{front.language}.md":
        raise PromptError(f"{path.name}: it says that it is {front.name}.{front.language}.md")
    if isinstance(front, BaseFront):
        for fault in _schema_faults(front.output, "output"):
            raise PromptError(f"{path.name}: {fault}")
    return front, _sections(path.name, found[2])


def _sections(file: str, body: str) -> dict[str, str]:
    pieces = _SECTION.split(body)
    if pieces[0].strip():
        raise PromptError(f"{file}: words before the first section")
    sections = {name: words.strip() for name, words in zip(pieces[1::2], pieces[2::2], strict=True)}
    if len(sections) < len(pieces) // 2 or not all(sections.values()):
        raise PromptError(f"{file}: a section stands twice, or is empty")
    for needed in (INSTRUCTIONS, MESSAGE):
        if needed not in sections:
            raise PromptError(f"{file}: no section {needed!r}")
    return sections


def _check_sections(front: BaseFront | VariantFront, base: BaseFront, sections: Mapping[str, str]) -> None:
    file = f"{front.name}.{front.language}.md"
    used: set[str] = set()
    for section, words in sections.items():
        used |= set(_VARIABLE.findall(words))
        if _BRACES.search(_VARIABLE.sub("", words)):
            raise PromptError(f"{file}: {section}: double braces that are no variable, as {{{{ name }}}}")
    if unknown := sorted(used - set(base.inputs)):
        raise PromptError(f"{file}: unknown variable {unknown[0]!r}")
    if missing := sorted(set(base.inputs) - used):
        raise PromptError(f"{file}: the input {missing[0]!r} is not used")


def _schema_faults(schema: Any, where: str) -> Iterator[str]:
    """Objects must be closed and name all their properties as required: the strict modes refuse others."""
    if not isinstance(schema, dict) or "type" not in schema:
        yield f"{where}: not a schema with a type"
        return
    if where == "output" and schema["type"] != "object":
        yield "output: a reply is an object"
    if schema["type"] == "object":
        properties = schema.get("properties")
        if not isinstance(properties, dict) or not properties:
            yield f"{where}: an object without properties"
            return
        if schema.get("additionalProperties") is not False or set(schema.get("required", ())) != set(properties):
            yield f"{where}: it must be closed (additionalProperties: false) and require all of its properties"
        for name, inner in properties.items():
            yield from _schema_faults(inner, f"{where}.{name}")
    elif schema["type"] == "array":
        yield from _schema_faults(schema.get("items"), f"{where}[]")


def _read_cases(path: Path) -> tuple[Case, ...]:
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
        if not isinstance(raw, list):
            raise PromptError(f"{path.name}: not a list of cases")
        cases = tuple(Case.model_validate(one) for one in raw)
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValidationError) as problem:
        raise PromptError(f"{path.name}: {_first_line(problem)}") from problem
    if len({case.id for case in cases}) < len(cases):
        raise PromptError(f"{path.name}: two cases have one id")
    return cases


def _first_line(problem: Exception) -> str:
    if isinstance(problem, ValidationError):
        first = problem.errors(include_input=False, include_url=False)[0]
        return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
    return str(problem).splitlines()[0]
