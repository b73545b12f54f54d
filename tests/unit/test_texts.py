"""Both languages say everything: same files, same keys, same placeholders, and every key that the code names exists."""

import ast
import re
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, visitor
from fluent.syntax import ast as ftl

from bot import errors
from bot.domain.language import LANGS, Lang
from bot.i18n.catalog import TEXTS, MissingText, has_text, text

KANA_OR_KANJI = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
HALF_WIDTH_STOP = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff][.,!?](\s|$)")


class Placeholders(visitor.Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:  # noqa: N802 - the library's name
        self.names.add(node.id.name)


def messages(lang: Lang) -> dict[str, tuple[str, set[str], str]]:
    found = {}
    for path in sorted((TEXTS / lang).glob("*.ftl")):
        source: str = path.read_text(encoding="utf-8")
        for entry in FluentParser().parse(source).body:
            assert not isinstance(entry, ftl.Junk), f"{path}: {entry.annotations[0].message}"
            if isinstance(entry, ftl.Message):
                seen = Placeholders()
                seen.visit(entry)
                body = source[entry.span.start : entry.span.end] if entry.span else ""
                assert entry.id.name not in found, f"{entry.id.name} stands twice"
                found[entry.id.name] = (path.name, seen.names, body)
    return found


def test_both_languages_have_the_same_keys_in_the_same_files() -> None:
    ja, en = messages("ja"), messages("en")
    assert {key: file for key, (file, _, _) in ja.items()} == {key: file for key, (file, _, _) in en.items()}


# A date is what the languages write from different parts: the caller gives the parts and the ISO form.
DATE_FORMATS = {"answers-day", "answers-month"}


def test_both_languages_use_the_same_placeholders() -> None:
    ja, en = messages("ja"), messages("en")
    for key in en.keys() - DATE_FORMATS:
        assert ja[key][1] == en[key][1], key


def test_japanese_has_no_words_for_a_singular_that_it_does_not_tell() -> None:
    """Japanese has one plural category, so that `[one]` is never chosen; the figure is `[1]`. Unicode CLDR."""
    for key, (_, _, body) in messages("ja").items():
        assert "[one]" not in body, key


def test_japanese_is_japanese_and_uses_full_width_stops() -> None:
    for key, (_, _, body) in messages("ja").items():
        value = body.partition("=")[2]
        assert not HALF_WIDTH_STOP.search(value), f"{key}: half-width punctuation after Japanese"
    for key, (_, _, body) in messages("en").items():
        allowed = ("瓦版", "日本語", "さくら")
        value = body.partition("=")[2]
        for word in allowed:
            value = value.replace(word, "")
        assert not KANA_OR_KANJI.search(value), f"{key}: Japanese in the English text"


@pytest.mark.parametrize("lang", LANGS)
def test_every_error_has_its_sentence(lang: Lang) -> None:
    classes = [value for value in vars(errors).values() if isinstance(value, type)]
    for error in classes:
        if issubclass(error, errors.KawarabanError):
            assert has_text(error.key, lang), error.__name__
            assert error.sentence is None or has_text(error.sentence, lang), error.__name__


def literal_keys() -> set[str]:
    """The keys that stand as literals in calls of `text(…)` in the code."""
    keys = set()
    for path in Path("bot").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", None) == "text" and len(node.args) > 1:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    keys.add(first.value)
    return keys


def test_every_key_that_the_code_names_exists() -> None:
    known = set(messages("en"))
    assert literal_keys()
    assert not literal_keys() - known


def test_a_missing_key_or_placeholder_is_an_error_of_ours() -> None:
    with pytest.raises(MissingText):
        text("no-such-key", "en")
    with pytest.raises(MissingText):
        text("error-bad-url", "ja")
