"""The prompts that ship: whole, translated, and not changed under an old version."""

from hashlib import sha256
from pathlib import Path

import yaml
from pydantic import BaseModel

from bot.answers import retelling as answers
from bot.briefs.abstractive import AGAIN, MOST_PASSAGES, PROMPT, BriefReply, ReplyPoint
from bot.domain.brief import PointKind
from bot.llm.prompt_library import INSTRUCTIONS, load_prompts
from tests.story_cases import Expected, Given, story_cases

LIBRARY = load_prompts()
DIGESTS = Path(__file__).parent / "prompt_digests.yaml"


def test_no_translation_is_stale() -> None:
    assert LIBRARY.stale() == []


def test_a_changed_text_has_a_new_version() -> None:
    known = yaml.safe_load(DIGESTS.read_text(encoding="utf-8"))
    now = {
        prompt.ref: sha256(repr((sorted(prompt.sections.items()), prompt.schema)).encode()).hexdigest()[:16]
        for prompt in LIBRARY.prompts.values()
    }
    assert now == known, "raise the version of what changed, and note the new digest here"


def test_the_brief_speaks_both_languages() -> None:
    english, japanese = LIBRARY.get(PROMPT, "en"), LIBRARY.get(PROMPT, "ja")
    assert (english.language, japanese.language) == ("en", "ja")
    assert set(english.sections) == set(japanese.sections) == {INSTRUCTIONS, "message", AGAIN}


def test_nothing_from_outside_stands_among_the_instructions() -> None:
    for prompt in LIBRARY.prompts.values():
        prompt.render(INSTRUCTIONS)


def test_the_schema_that_is_sent_is_the_one_that_is_read() -> None:
    schema = LIBRARY.get(PROMPT, "en").schema
    assert set(schema["properties"]) == _keys(BriefReply)
    point = schema["properties"]["points"]["items"]["properties"]
    assert set(point) == _keys(ReplyPoint)
    assert set(point["kind"]["enum"]) == {kind.value for kind in PointKind if not kind.is_notice}
    assert MOST_PASSAGES >= 4


def _keys(model: type[BaseModel]) -> set[str]:
    return set(model.model_fields)


def test_every_case_says_what_is_given_and_expected() -> None:
    assert len(story_cases()) >= 6
    for case in story_cases().values():
        Given.model_validate(case.given)
        told = Expected.model_validate(case.expect)
        assert all(told.tells[lang] and told.never[lang] for lang in ("ja", "en"))


def test_the_schema_of_an_answer_is_the_one_that_is_read() -> None:
    schema = LIBRARY.get(answers.PROMPT, "en").schema
    assert set(schema["properties"]) == _keys(answers.AnswerReply)
    assert set(schema["properties"]["sentences"]["items"]["properties"]) == _keys(answers.Sentence)
    for lang in ("en", "ja"):
        assert set(LIBRARY.get(answers.PROMPT, lang).sections) == {INSTRUCTIONS, "message", answers.AGAIN}
