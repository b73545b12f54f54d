"""Tells a sentence's own words from those that it quotes."""

import re

_OPENERS, _CLOSERS = "「『“", "」』”"


def outside_quotes(words: str) -> str:
    """The sentence with quoted words left out, quote marks kept."""
    return re.sub(r'"[^"]*"|“[^”]*”|「[^」]*」|『[^』]*』', '""', words)


def is_quoted(words: str, at: int) -> bool:
    """Whether the character at `at` stands within quote marks, be they closed behind it or not."""
    before = words[:at]
    opened = sum(map(before.count, _OPENERS)) - sum(map(before.count, _CLOSERS))
    return opened > 0 or before.count('"') % 2 == 1
