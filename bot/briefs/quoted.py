"""Tells a sentence's own words from those that it quotes."""

import re


def outside_quotes(words: str) -> str:
    """The sentence with quoted words left out, quote marks kept."""
    return re.sub(r'"[^"]*"|“[^”]*”|「[^」]*」|『[^』]*』', '""', words)
