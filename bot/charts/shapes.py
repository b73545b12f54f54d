"""The shapes that stand for stances and marks where colours cannot be told apart."""

from PIL import ImageDraw

from bot.charts import palette
from bot.charts.chart import MarkKind
from bot.domain.statement import Stance

Colour = tuple[int, int, int]


def draw_stance(draw: ImageDraw.ImageDraw, x: float, y: float, size: float, stance: Stance, colour: Colour) -> None:
    """Open is a ring and closed a filled square; what is between is between: half discs, stairs, a dash."""
    r, line = size / 2, max(2, round(size / 6))
    box = (x - r, y - r, x + r, y + r)
    match stance:
        case Stance.OPEN_SOURCE:
            draw.ellipse(box, outline=colour, width=line)
        case Stance.OPEN_WEIGHTS:
            draw.ellipse(box, outline=colour, width=line)
            dot = r * 0.42
            draw.ellipse((x - dot, y - dot, x + dot, y + dot), fill=colour)
        case Stance.MIXED:
            draw.pieslice(box, 90, 270, fill=colour)
            draw.ellipse(box, outline=colour, width=line)
        case Stance.GATED_OR_STAGED:
            step = size / 3
            for n in range(3):
                left = x - r + n * step
                draw.rectangle((left, y + r - (n + 1) * step, left + step * 0.72, y + r), fill=colour)
        case Stance.CLOSED:
            edge = r * 0.9
            draw.rectangle((x - edge, y - edge, x + edge, y + edge), fill=colour)
        case Stance.UNDECLARED:
            draw.rectangle((x - r, y - line / 2, x + r, y + line / 2), fill=colour)


def draw_mark(draw: ImageDraw.ImageDraw, x: float, y: float, size: float, kind: MarkKind, colour: Colour) -> None:
    """An own word is a disc, a report an empty ring, a release a diamond."""
    r = size / 2
    line = max(2, round(size / 6))
    box = (x - r, y - r, x + r, y + r)
    match kind:
        case MarkKind.OWN:
            draw.ellipse(box, fill=colour, outline=palette.GROUND, width=max(1, line // 2))
        case MarkKind.REPORTED:
            draw.ellipse(box, fill=palette.GROUND, outline=colour, width=line)
        case MarkKind.RELEASED:
            r *= 1.2
            corners = [(x, y - r), (x + r, y), (x, y + r), (x - r, y)]
            draw.polygon(corners, fill=colour, outline=palette.GROUND)
