"""Draws a chart: at twice its size and then scaled down, so that edges are smooth. Takes tenths of a second: call it
off the event loop. The same chart gives the same bytes.
"""

from datetime import date
from io import BytesIO
from threading import Lock

from PIL import Image, ImageDraw

from bot.charts import palette
from bot.charts.axis import Axis
from bot.charts.chart import Chart, Mark, Row, Span
from bot.charts.fonts import BOLD, REGULAR, font, shortened, width
from bot.charts.shapes import draw_mark, draw_stance

WIDTH = 960
"""Pixels. A phone shows it at about 0.38 of that, where the smallest words (26) are still ten pixels high."""
_SCALE = 2
_EDGE = 36
_TITLE, _NAME, _WORD, _SMALL, _TINY = 40, 33, 27, 26, 22
_HEAD = 132
_ROW, _ROW_OF_FEW = 164, 206
_FEW = 3
"""Up to so many rows have room for two lines of dates each."""
_LANE = 32
_BAR = 44
_AXIS = 58
_LEGEND_LINE = 46
_MARK = 19
_drawing = Lock()
"""FreeType's fonts are shared and must not be used by two threads at once."""


def draw_chart(chart: Chart) -> bytes:
    """The chart as PNG."""
    with _drawing:
        return _Canvas(chart).png()


class _Canvas:
    """All lengths are given in pixels of the finished picture."""

    def __init__(self, chart: Chart) -> None:
        self._chart = chart
        self._row_height = _ROW_OF_FEW if len(chart.rows) <= _FEW else _ROW
        self._bottom = _HEAD + self._row_height * len(chart.rows)
        self._legend = self._arranged_legend()
        lines = max((line for _, _, line in self._legend), default=0) + 1
        self._height = self._bottom + _AXIS + 24 + lines * _LEGEND_LINE + 20
        self._image = Image.new("RGB", (WIDTH * _SCALE, self._height * _SCALE), palette.GROUND)
        self._draw = ImageDraw.Draw(self._image)
        self._axis = Axis(chart.start, chart.end, _EDGE, WIDTH - _EDGE)

    def png(self) -> bytes:
        self._words(_EDGE, 24, shortened(self._chart.title, _inner(), _TITLE, BOLD), _TITLE, weight=BOLD)
        self._words(_EDGE, 80, shortened(self._chart.subtitle, _inner(), _SMALL), _SMALL, palette.QUIET)
        self._grid()
        for n, row in enumerate(self._chart.rows):
            self._row(row, _HEAD + n * self._row_height)
        self._explain()
        small = self._image.resize((WIDTH, self._height), Image.Resampling.LANCZOS)
        file = BytesIO()
        small.save(file, "PNG", optimize=True)
        return file.getvalue()

    def _grid(self) -> None:
        top = _HEAD + 4
        self._line(_EDGE, self._bottom, WIDTH - _EDGE, self._bottom, palette.GRID, 2)
        free = 0.0
        for tick in self._chart.ticks:
            x = self._axis.x(tick.on)
            self._line(x, top, x, self._bottom + 8, palette.GRID, 1)
            room = width(tick.label, _SMALL)
            left = min(max(x - room / 2, _EDGE - 12), WIDTH - 12 - room)
            if left >= free:
                self._words(left, self._bottom + 12, tick.label, _SMALL, palette.QUIET)
                free = left + room + 14

    def _row(self, row: Row, top: float) -> None:
        colour = palette.STANCES[row.now]
        now = shortened(row.now_word, _inner() * 0.55, _WORD, BOLD)
        room = width(now, _WORD, BOLD)
        name = shortened(row.name, _inner() - room - 60, _NAME, BOLD)
        self._words(_EDGE, top + 4, name, _NAME, weight=BOLD, ground=palette.GROUND)
        right = WIDTH - _EDGE
        self._words(right - room, top + 8, now, _WORD, colour, weight=BOLD, ground=palette.GROUND)
        self._shape(right - room - 22, top + 29, 22, row, colour)
        bar = top + 54
        self._box(_EDGE, bar, right, bar + _BAR, palette.PANEL)
        if not row.spans and not row.marks:
            self._words(_EDGE + 14, bar + 4, self._chart.nothing, _WORD, palette.QUIET)
        for span in row.spans:
            self._span(span, bar)
        self._marks(row, bar + _BAR + 17)

    def _shape(self, x: float, y: float, size: float, row: Row, colour: tuple[int, int, int]) -> None:
        draw_stance(self._draw, x * _SCALE, y * _SCALE, size * _SCALE, row.now, colour)

    def _span(self, span: Span, top: float) -> None:
        left, right = self._axis.x(span.start), self._axis.x(span.end)
        self._box(left, top, right, top + _BAR, palette.STANCES[span.stance])
        # A thin gap tells one span from the next where their colours look alike.
        self._line(left, top, left, top + _BAR, palette.GROUND, 3)
        room = right - left
        if room < 30:
            return
        at = left + 24
        centre = ((at) * _SCALE, (top + _BAR / 2) * _SCALE)
        draw_stance(self._draw, *centre, 20 * _SCALE, span.stance, palette.ON_COLOUR)
        for size, down in ((_WORD, 3), (_TINY, 7)):
            if width(span.word, size, BOLD) <= room - 50:
                self._words(at + 18, top + down, span.word, size, palette.ON_COLOUR, weight=BOLD)
                return

    def _marks(self, row: Row, y: float) -> None:
        self._line(_EDGE, y, WIDTH - _EDGE, y, palette.GRID, 1)
        for mark in row.marks:
            left, right = self._axis.x(mark.earliest), self._axis.x(mark.latest)
            if right - left > _MARK:  # known to the month or year only: the days that it can mean
                self._line(left, y, right, y, palette.STANCES[mark.stance], 3)
        for mark in row.marks:
            x = self._axis.x(_middle(mark))
            colour = palette.STANCES[mark.stance]
            draw_mark(self._draw, x * _SCALE, y * _SCALE, _MARK * _SCALE, mark.kind, colour)
        lanes: list[list[tuple[float, float]]] = [[] for _ in range(2 if len(self._chart.rows) <= _FEW else 1)]
        # The turns get their dates first, then the newest of the others that find room.
        for mark in sorted(row.marks, key=lambda mark: (not mark.is_turn, -_middle(mark).toordinal())):
            room = width(mark.label, _SMALL)
            x = self._axis.x(_middle(mark))
            left = min(max(x - room / 2, _EDGE), WIDTH - _EDGE - room)
            for n, taken in enumerate(lanes):
                if all(left > end + 16 or left + room < start - 16 for start, end in taken):
                    shade = palette.INK if mark.is_turn else palette.QUIET
                    self._words(left, y + 9 + n * _LANE, mark.label, _SMALL, shade, ground=palette.GROUND)
                    taken.append((left, left + room))
                    break

    def _arranged_legend(self) -> list[tuple[str, float, int]]:
        """(words, x, line) of each entry, wrapped to the width; the marks begin a line of their own."""
        placed: list[tuple[str, float, int]] = []
        line = 0
        for entries in (self._chart.legend.stances, self._chart.legend.marks):
            x = float(_EDGE)
            for _, words in entries:
                shown = shortened(words, _inner() - 40, _SMALL)
                room = 36 + width(shown, _SMALL)
                if x > _EDGE and x + room > WIDTH - _EDGE:
                    x, line = float(_EDGE), line + 1
                placed.append((shown, x, line))
                x += room + 30
            line += 1
        return placed

    def _explain(self) -> None:
        top = self._bottom + _AXIS + 16
        stances = len(self._chart.legend.stances)
        for n, (words, x, line) in enumerate(self._legend):
            y = top + line * _LEGEND_LINE
            centre = ((x + 13) * _SCALE, (y + 20) * _SCALE)
            if n < stances:
                stance = self._chart.legend.stances[n][0]
                draw_stance(self._draw, *centre, 22 * _SCALE, stance, palette.STANCES[stance])
            else:
                kind = self._chart.legend.marks[n - stances][0]
                draw_mark(self._draw, *centre, _MARK * _SCALE, kind, palette.INK)
            self._words(x + 36, y, words, _SMALL, palette.INK)

    def _words(
        self,
        x: float,
        y: float,
        words: str,
        size: int,
        colour: tuple[int, int, int] = palette.INK,
        *,
        weight: int = REGULAR,
        ground: tuple[int, int, int] | None = None,
    ) -> None:
        """`ground`: what is painted behind the words, so that no line of the grid goes through them."""
        if ground:
            room = width(words, size, weight)
            self._box(x - 4, y + 2, x + room + 4, y + size * 1.4, ground)
        self._draw.text((x * _SCALE, y * _SCALE), words, fill=colour, font=font(size * _SCALE, weight))

    def _line(self, x0: float, y0: float, x1: float, y1: float, colour: tuple[int, int, int], thick: int) -> None:
        points = (x0 * _SCALE, y0 * _SCALE, x1 * _SCALE, y1 * _SCALE)
        self._draw.line(points, fill=colour, width=thick * _SCALE)

    def _box(self, x0: float, y0: float, x1: float, y1: float, colour: tuple[int, int, int]) -> None:
        self._draw.rectangle((x0 * _SCALE, y0 * _SCALE, max(x1, x0 + 1) * _SCALE, y1 * _SCALE), fill=colour)


def _inner() -> float:
    return WIDTH - 2 * _EDGE


def _middle(mark: Mark) -> date:
    return mark.earliest + (mark.latest - mark.earliest) / 2
