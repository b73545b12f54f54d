"""A small reader of Discord's markup, for tests only: what a client would make live, and what it would show as words.

It follows the documented formatting rules and is stricter than a client where they leave room: whatever *might* be
live counts as live.
"""

import re
from dataclasses import dataclass

_ESCAPE = re.compile(r"\\([^0-9A-Za-z\s])")
_LIVE: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("code", re.compile(r"(`+)(?!`)(?:.|\n)*?(?<!`)\1(?!`)")),
    ("link", re.compile(r"\[(?:\[[^\]]*\]|[^\[\]])*\]\([^)]*\)")),
    ("mention", re.compile(r"<@[!&]?\d+>|<#\d+>|@everyone|@here")),
    ("command", re.compile(r"</[^>:]+:\d+>")),
    ("timestamp", re.compile(r"<t:-?\d+(?::[tTdDfFsSR])?>")),
    ("emoji", re.compile(r"<a?:\w+:\d+>")),
    ("shortcode", re.compile(r":[A-Za-z0-9_+\-]*[A-Za-z+\-][A-Za-z0-9_+\-]*(?:::[a-z0-9\-]+)?:")),
    ("navigation", re.compile(r"<id:\w+(?::\d+)?>|<sound:\d+:\d+>")),
    ("autolink", re.compile(r"<[A-Za-z][A-Za-z0-9+.\-]*:[^\s>]+>|<[^\s<>@]+@[^\s<>]+>")),
    ("url", re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*://[^\s<]+")),
    ("invite", re.compile(r"discord(?:app)?\.(?:gg|com|me)/\S+", re.IGNORECASE)),
    ("emphasis", re.compile(r"(\*\*\*|\*\*|\*|___|__|_|~~|\|\|)(?=\S)(?:(?!\1)(?:\\.|.|\n))+?\1")),
)
_BLOCK = re.compile(r"(?:#{1,3}|-#|[-*+]|>|>>>|\d+[.)])(?:\s|$)")


@dataclass(frozen=True)
class Live:
    kind: str
    source: str


def read(text: str) -> tuple[list[Live], str]:
    """The live tokens of `text`, and the words that remain of it with the escapes resolved."""
    live: list[Live] = []
    words: list[str] = []
    at, line_start = 0, True
    while at < len(text):
        if line_start and (block := _BLOCK.match(text, at)):
            live.append(Live("block", block[0]))
            at, line_start = block.end(), True
            continue
        line_start = text[at] == "\n" or (line_start and text[at].isspace())
        if escaped := _ESCAPE.match(text, at):
            words.append(escaped[1])
            at = escaped.end()
            continue
        for kind, pattern in _LIVE:
            if found := pattern.match(text, at):
                live.append(Live(kind, found[0]))
                words.append(found[0])
                at = found.end()
                break
        else:
            words.append(text[at])
            at += 1
    return live, "".join(words)
