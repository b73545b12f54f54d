"""The two languages that the product speaks, as BCP 47 tags (`ja`, never `jp`)."""

from typing import Literal

Lang = Literal["ja", "en"]
LANGS: tuple[Lang, ...] = ("ja", "en")


def other(lang: Lang) -> Lang:
    """The other one of the two."""
    return "en" if lang == "ja" else "ja"
