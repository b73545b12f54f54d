"""The colours of a chart: a dark ground of its own, so that it reads the same in Discord's dark and light modes.

The stances' colours differ in lightness as well as in hue, for readers who do not tell red from green; each also has
a shape and stands in words.
"""

from bot.domain.statement import Stance

GROUND = (35, 36, 41)
PANEL = (45, 47, 53)
INK = (242, 243, 245)
QUIET = (176, 180, 188)
GRID = (66, 69, 77)
ON_COLOUR = (20, 21, 24)
"""Words on a coloured span."""

STANCES: dict[Stance, tuple[int, int, int]] = {
    Stance.OPEN_SOURCE: (95, 214, 160),
    Stance.OPEN_WEIGHTS: (103, 183, 240),
    Stance.MIXED: (240, 212, 110),
    Stance.GATED_OR_STAGED: (240, 158, 88),
    Stance.CLOSED: (232, 106, 104),
    Stance.UNDECLARED: (124, 128, 138),
}
