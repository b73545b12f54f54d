"""What an amount is told per: a month, a year, an hour."""

import re

from bot.text.normalise import lowered

_PERIODS = (
    ("minute", r"\b(?:per|a|each|every) (?:\w+ )?minute\b|1分(?:に|当|あ|ごと)|毎分|分当たり"),
    ("hour", r"\b(?:per|an|each|every) (?:\w+ )?hour\b|\bhourly\b|1時間(?:に|当|あ|ごと)|毎時|時給"),
    ("day", r"\b(?:per|a|each|every) day\b|\bdaily\b|1日(?:に|当|あ|ごと|\d|最大|約)|毎日|日量"),
    ("week", r"\b(?:per|a|each|every) week\b|\bweekly\b|毎週|週(?:に|当|\d)|1週間(?:に|当)"),
    ("month", (r"\b(?:per|a|each|every) month\b|\bmonthly\b|月額|毎月|"
        r"月(?:に)?\d+(?:\.\d+)?(?:万|億|千)?(?:円|ドル|ユーロ|ポンド|人民元|元)|1カ月(?:に|当)|月間")),
    ("quarter", r"\b(?:per|a|each|every) quarter\b|\bquarterly\b|四半期"),
    ("year", (r"\b(?:per|a|each|every) year\b|\b(?:annual|annually|yearly)\b|年額|毎年|年間(?!で最)|"
        r"年(?=\d+(?:\.\d+)?[万億千]*(?:円|ドル))|1年(?:に|当)|年商")),
)  # fmt: skip
_PERIOD_PATTERNS = [(name, re.compile(words)) for name, words in _PERIODS]


def periods_in(text: str) -> frozenset[str]:
    """What amounts are told per: `month` for "a month" and 月額."""
    normal = re.sub(
        r"\b(?:earlier|ago|a year (?:earlier|ago|before|later)|of the (?:year|month))\b", " ", lowered(text)
    )
    return frozenset(name for name, pattern in _PERIOD_PATTERNS if pattern.search(normal))
