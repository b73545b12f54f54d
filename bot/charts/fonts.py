"""The one font of the charts: Noto Sans JP, which holds Latin and Japanese in one design, from an installed package."""

from functools import cache
from importlib.resources import as_file, files

from PIL import ImageFont

_FONT = ("fonts", "ofl", "notosansjp", "NotoSansJP[wght].ttf")
REGULAR, BOLD = 450, 700
"""Weights on the font's own axis. Light text on a dark ground needs a little more than the usual 400."""


@cache
def font(size: int, weight: int = REGULAR) -> ImageFont.FreeTypeFont:
    """The font at `size` pixels. Opening it reads ten megabytes, so each is opened once."""
    with as_file(files("justmytype_intl_cjk").joinpath(*_FONT)) as path:
        # The basic layout is in every build of Pillow, so a picture is the same everywhere, and it takes any character.
        opened = ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)
    opened.set_variation_by_axes([weight])
    return opened


def width(words: str, size: int, weight: int = REGULAR) -> float:
    return font(size, weight).getlength(words)


def shortened(words: str, room: float, size: int, weight: int = REGULAR) -> str:
    """`words`, ended with an ellipsis where they do not fit into `room` pixels; "" where nothing does."""
    if width(words, size, weight) <= room:
        return words
    for end in range(len(words) - 1, 0, -1):
        cut = words[:end].rstrip() + "…"
        if width(cut, size, weight) <= room:
            return cut
    return ""
