"""What whoever hosts the bot learns of the model: doctor's line, and counters that do not forget at a restart."""

from pathlib import Path

import pytest

from bot.app import open_app
from bot.ops.health import Check, run_checks
from bot.ops.model_metrics import model_lines
from bot.ops.vitals import Vitals
from bot.ports import FixedClock
from bot.settings import Settings
from tests import model_server as fake
from tests.conftest import NOW
from tests.model_server import Turn, serve_model


async def model_check(settings: Settings, *, asks_model: bool = True) -> Check:
    checks = await run_checks(settings, FixedClock(NOW), asks_model=asks_model)
    return next(check for check in checks if check.name == "model")


async def test_a_model_that_answers_is_well_and_has_budget_left(tmp_path: Path) -> None:
    async with serve_model(['```json\n{"word": "Kawaraban"}\n```']) as server:
        settings = Settings(data_dir=tmp_path, model="tiny", model_url=server.url, model_price_in=1.0)
        check = await model_check(settings)
        assert check.ok
        assert check.detail.startswith("tiny answered in ")
        assert check.detail.endswith("998800 tokens left today (UTC)")
        assert len(str(server.requests[0]["messages"])) < 400

        async with open_app(settings, clock=FixedClock(NOW)) as app:
            lines = await model_lines(app)
            assert set(lines) <= set((await Vitals().metrics(app)).splitlines())
    assert 'kawaraban_model_requests_total{outcome="replied",purpose="check"} 1' in lines
    assert 'kawaraban_model_tokens_total{direction="in",purpose="check"} 1000' in lines
    assert 'kawaraban_model_cost_dollars_total{purpose="check"} 0.001' in lines
    assert "kawaraban_model_tokens_left 998800" in lines
    assert "kawaraban_model_paused 0" in lines


@pytest.mark.parametrize(
    ("turn", "key"),
    [
        (fake.status(401), "error-model-refused"),
        (fake.status(500), "error-model-unreachable"),
        (fake.hang, "error-model-unreachable"),
        ('{"word": "bread"}', "error-model-reply"),
        ("Kawaraban!", "error-model-reply"),
    ],
    ids=["key", "500", "time-out", "another word", "no JSON"],
)
async def test_a_model_that_does_not_is_not(tmp_path: Path, turn: Turn, key: str) -> None:
    async with serve_model([turn]) as server:
        seconds = 3.0 if turn is fake.hang else 60.0
        settings = Settings(data_dir=tmp_path, model="tiny", model_url=server.url, model_timeout=seconds)
        check = await model_check(settings)
    assert not check.ok
    assert check.error is not None
    assert check.error.key == key
    assert len(server.requests) == 1


async def test_a_drained_budget_and_a_bad_setting_are_told(tmp_path: Path) -> None:
    url = "http://127.0.0.1:9/v1"
    check = await model_check(Settings(data_dir=tmp_path, model="tiny", model_url=url, model_daily_tokens=10))
    assert check.error is not None
    assert check.error.key == "error-model-budget"
    check = await model_check(Settings(data_dir=tmp_path, model="tiny"))
    assert check.error is not None
    assert check.error.key == "error-bad-settings"


async def test_it_is_not_asked_where_nobody_wants_that(tmp_path: Path) -> None:
    url = "http://127.0.0.1:9/v1"
    check = await model_check(Settings(data_dir=tmp_path, model="tiny", model_url=url), asks_model=False)
    assert (check.ok, check.detail) == (True, "tiny, not asked")
    assert (await model_check(Settings(data_dir=tmp_path))).detail == "none: the local engine writes"
