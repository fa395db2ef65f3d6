"""Tables over pages: hairlines between the rows, the head again on every page."""

from collections.abc import Sequence
from itertools import accumulate

from annotations.brief.charts.tables import Table
from annotations.brief.flow import Cell, Flow, slots
from annotations.brief.setting import Setting, plain
from annotations.brief.typography import LINE, SMALL, TABLE, TABLE_BOLD

_APART, _ABOVE, _AFTER = 8.0, 5.0, 2.0
_FEW = 2
Columns = Sequence[tuple[float, float]]


def draw_table(flow: Flow, table: Table) -> None:
    """Draw a table; neither its head nor its last row stands alone on a page."""
    columns = _columns(flow, table)
    head = [plain(text, SMALL, width) for text, (_, width) in zip(table.head, columns, strict=True)]
    rows = []
    for n, row in enumerate(table.rows):
        style = TABLE_BOLD if n in table.strong else TABLE
        rows.append([plain(text, style, width) for text, (_, width) in zip(row, columns, strict=True)])
    heights = [_height(row) for row in rows]
    flow.need(_height(head) + sum(heights[:_FEW]))
    with flow.table():
        with flow.heads():
            _row(flow, table, head, columns, rule="")
        for n, settings in enumerate(rows):
            last = heights[n:] if len(heights) - n <= _FEW else heights[n : n + 1]
            if n and flow.room < min(sum(last), flow.top - flow.bottom - _height(head)):
                flow.new_page()
                with flow.sheet.artifact():
                    _row(flow, table, head, columns, rule="")
            _row(flow, table, settings, columns, rule=LINE)


def _columns(flow: Flow, table: Table) -> Columns:
    """Start and width of each column, nothing left free after the last."""
    starts = list(accumulate(table.shares, initial=0.0))
    room = flow.width + _APART
    return [(start * room, share * room - _APART) for start, share in zip(starts, table.shares, strict=False)]


def _height(row: Sequence[Setting]) -> float:
    return max((setting.height for setting in row), default=0.0) + _ABOVE + _AFTER


def _row(flow: Flow, table: Table, row: Sequence[Setting], columns: Columns, *, rule: str) -> None:
    cells = []
    for n, (setting, (x, width)) in enumerate(zip(row, columns, strict=True)):
        widest = max((setting.width(line) for line in range(len(setting.lines))), default=0.0)
        cells.append(Cell(x if n in table.words else x + width - widest, slots(setting)))
    flow.row(cells, after=_AFTER, rule=rule)
