"""Where a text stands on an axis, in both languages, and what may therefore not be told of it."""

from datetime import UTC, datetime

import pytest

from bot.briefs.grounding import check_brief
from bot.briefs.grounding.axes import places_on_axes
from bot.domain.brief import Brief, BriefPoint, BriefSource


@pytest.mark.parametrize(
    ("text", "lang", "axis", "sign"),
    [
        ("the ferry line banned scooters", "en", "allow", -1),
        ("the ferry line has not banned scooters", "en", "allow", 1),
        ("the city lifted its ban on scooters", "en", "allow", 1),
        ("渡船会社は持ち込みを禁じていなかった", "ja", "allow", 1),
        ("渡船会社は持ち込みを禁じた", "ja", "allow", -1),
        ("停止していた運航を再開する", "ja", "resume", 1),
        ("no permit had been granted", "en", "grant", -1),
        ("目標に届かなかった", "ja", "beat", -1),
        ("three weeks later than planned", "en", "early", -1),
        ("予定より3週間早く着いた", "ja", "early", 1),
    ],
)
def test_a_denial_turns_the_place_on_an_axis(text: str, lang: str, axis: str, sign: int) -> None:
    assert {place.axis: place.sign for place in places_on_axes(text, lang)}[axis] == sign


def test_english_that_says_both_ways_has_no_place() -> None:
    assert "beat" not in {place.axis for place in places_on_axes("above one rival and below another", "en")}


@pytest.mark.parametrize(
    ("lang", "passage", "told_lang", "right", "wrong"),
    [
        (
            "en",
            "A harbour court turned down the ferry line's request for damages on Monday.",
            "ja",
            "港の裁判所は月曜日、渡船会社の損害賠償の請求を退けた。",
            "港の裁判所は月曜日、渡船会社の損害賠償の請求を認めた。",
        ),
        (
            "ja",
            "渡船会社の四半期の赤字は前年より縮小した。",
            "en",
            "The ferry line's quarterly loss narrowed.",
            "The ferry line's quarterly loss widened.",
        ),
        (
            "en",
            "The dockers' union criticised the ferry line's chatbot.",
            "en",
            "The dockers' union was critical of the chatbot.",
            "The dockers' union welcomed the chatbot.",
        ),
    ],
)
def test_what_is_put_the_other_way_fails(lang: str, passage: str, told_lang: str, right: str, wrong: str) -> None:
    assert _faults(passage, lang, right, told_lang) == []
    assert {"direction", "negation"} & set(_faults(passage, lang, wrong, told_lang))


def _faults(passage: str, lang: str, told: str, told_lang: str) -> list[str]:
    source = BriefSource(1, 1, "https://news.example/1", "Example", lang, datetime(2026, 3, 2, 12, tzinfo=UTC), passage)
    brief = Brief(1, told_lang, "", (BriefPoint(told, (1,)),), (source,), "model:set", 1, (1,))  # type: ignore[arg-type]
    return [failure.fault.value for failure in check_brief(brief)]


@pytest.mark.parametrize(
    ("lang", "passage", "told_lang", "right", "wrong", "fault"),
    [
        (
            "en",
            "The dockers' union said the harbour was unsafe. The government wants a second inspection of the cranes.",
            "ja",
            "政府はクレーンの再点検を求めている。",
            "労組はクレーンの再点検を求めている。",
            "speaker",
        ),
        (
            "en",
            "Customs officers will install forty cameras at the northern pier next spring.",
            "en",
            "Forty cameras will be installed at the northern pier next spring.",
            "Forty cameras have been installed at the northern pier.",
            "modality",
        ),
    ],
)
def test_words_stay_with_their_speaker_and_plans_stay_plans(
    lang: str, passage: str, told_lang: str, right: str, wrong: str, fault: str
) -> None:
    assert _faults(passage, lang, right, told_lang) == []
    assert fault in _faults(passage, lang, wrong, told_lang)
