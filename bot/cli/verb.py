"""Makes a verb of the program out of a coroutine: the options that every verb has are named once, here."""

from collections.abc import Awaitable, Callable
from inspect import Parameter, signature
from pathlib import Path
from typing import Any, Concatenate, ParamSpec

from bot.cli.invocation import DataDirOption, Invocation, JsonOption, NowOption, run_verb

P = ParamSpec("P")

_COMMON = {"as_json": (JsonOption, False), "data_dir": (DataDirOption, None), "now": (NowOption, None)}


def as_verb(verb: Callable[Concatenate[Invocation, P], Awaitable[object]]) -> Callable[..., None]:
    """What Typer shall call: `verb` with the call first, its own arguments, and --json, --data-dir and --now."""
    own = [one for name, one in signature(verb).parameters.items() if name != "call"]
    common = [
        Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=option)
        for name, (option, default) in _COMMON.items()
    ]

    def run(*, as_json: bool, data_dir: Path | None, now: str | None, **options: Any) -> None:
        run_verb(lambda call: verb(call, **options), as_json=as_json, data_dir=data_dir, now=now)  # type: ignore[call-arg]

    # Typer reads names, order, types and help of a command from these.
    run.__name__, run.__doc__, run.__module__ = verb.__name__, verb.__doc__, verb.__module__
    run.__signature__ = signature(verb).replace(parameters=[*_by_keyword(own), *common], return_annotation=None)  # type: ignore[attr-defined]
    run.__annotations__ = {one.name: one.annotation for one in (*own, *common)}
    return run


def _by_keyword(parameters: list[Parameter]) -> list[Parameter]:
    """So that those without a default may stand after those with one."""
    return [one.replace(kind=Parameter.KEYWORD_ONLY) for one in parameters]
