"""Looks up a sentence by its key and language. The texts stand in texts/<lang>/<area>.ftl (https://projectfluent.org)."""

from functools import cache
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource

from bot.domain.language import LANGS, Lang
from bot.errors import KawarabanError
from bot.text.redaction import redact

TEXTS = Path(__file__).parent / "texts"

Value = str | int | float


class MissingText(LookupError):
    """A key that no file has, or a placeholder that the caller did not fill: a fault of ours, found by tests."""


@cache
def _bundle(lang: Lang) -> FluentBundle:
    # Isolation marks (U+2068/9) protect mixed-direction text; neither language needs them and terminals show them.
    bundle = FluentBundle([lang], use_isolating=False)
    for path in sorted((TEXTS / lang).glob("*.ftl")):
        bundle.add_resource(FluentResource(path.read_text(encoding="utf-8")))
    return bundle


def text(key: str, lang: Lang, /, **values: Value) -> str:
    """The sentence `key` in `lang`, with `{ $name }` filled from `values`. Raises MissingText."""
    bundle = _bundle(lang)
    if not bundle.has_message(key):
        raise MissingText(f"{lang}: no text {key!r}")
    pattern = bundle.get_message(key).value
    if pattern is None:
        raise MissingText(f"{lang}: {key!r} has no value")
    shown, problems = bundle.format_pattern(pattern, dict(values))
    if problems:
        raise MissingText(f"{lang}: {key!r}: {problems[0]}")
    return str(shown)


def has_text(key: str, lang: Lang) -> bool:
    return _bundle(lang).has_message(key)


def error_text(error: KawarabanError, lang: Lang) -> str:
    """What went wrong and what to do, in the reader's language; addresses in it show no secret."""
    shown = {name: redact(value) if isinstance(value, str) else value for name, value in error.values.items()}
    return text(error.sentence or error.key, lang, **shown)


def check_texts() -> None:
    """Load both languages. Raises MissingText where a file does not parse."""
    for lang in LANGS:
        _bundle(lang)
