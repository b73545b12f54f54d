"""When to ask a model again: pauses between tries, and a circuit that stops asking one that keeps failing.

Rules only: the time and the dice are arguments.
"""

from dataclasses import dataclass
from datetime import timedelta

_FIRST_PAUSE = 1.0
_LONGEST_PAUSE = 20.0
OPENS_AFTER = 4
"""Failed requests in a row."""
_FIRST_REST = 60.0
_LONGEST_REST = 900.0


def pause_before(tries: int, retry_after: timedelta | None, left: float, dice: float) -> float | None:
    """Seconds to wait after `tries` failed requests; None where the `left` seconds are too few to wait and ask again.

    Doubling from one second, half of it by `dice` (0..1), so that many who failed at once do not come back at once. An
    endpoint that names its own pause gets that, and a little more.
    """
    pause = min(_LONGEST_PAUSE, _FIRST_PAUSE * 2 ** (tries - 1)) * (0.5 + 0.5 * dice)
    if retry_after is not None:
        pause = retry_after.total_seconds() + 0.25 * dice
    return pause if pause < left else None


@dataclass(slots=True)
class Circuit:
    """Closed: requests go through. Open: none until a time. Then one may try, and its outcome decides.

    `now` is any clock that never goes back, in seconds.
    """

    failures: int = 0
    opened: int = 0
    """How often in a row it opened without a success in between."""
    closed_until: float = 0.0
    is_trying: bool = False

    def may_ask(self, now: float) -> bool:
        """Whether a request may go out now. Who gets a yes reports back with `succeed`, `fail` or `let_go`."""
        if self.opened == 0:
            return True
        if now < self.closed_until or self.is_trying:
            return False
        self.is_trying = True
        return True

    def succeed(self) -> None:
        self.failures = self.opened = 0
        self.is_trying = False

    def fail(self, now: float, *, is_lasting: bool = False, rest: timedelta | None = None) -> None:
        """One more failure. It opens after OPENS_AFTER of them, after a failed trial, or where the fault `is_lasting`;
        for `rest` where the endpoint named a time longer than ours."""
        self.failures += 1
        if self.is_trying or is_lasting or self.failures >= OPENS_AFTER:
            seconds = _LONGEST_REST if is_lasting else min(_LONGEST_REST, _FIRST_REST * 2**self.opened)
            self.closed_until = now + max(seconds, rest.total_seconds() if rest else 0.0)
            self.opened += 1
            self.failures = 0
        self.is_trying = False

    def let_go(self) -> None:
        """The request told nothing about the endpoint: it was given up from our side, or no money was left for it."""
        self.is_trying = False

    def is_open(self, now: float) -> bool:
        return self.opened > 0 and now < self.closed_until
