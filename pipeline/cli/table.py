"""Tables for terminals: columns that line up also with Chinese in them. In a pipe the same, plain, each row a line."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence

from ziping.pipeline.present.terminal_text import cut, one_line

_INDENT = "  "
_UNBOUNDED = 100_000  # columns of a pipe: nothing is folded there


def table(
    heads: Sequence[str], rows: Iterable[Sequence[str]], *, head: bool = True, widest: int = 100
) -> Iterator[str]:
    """Rows in columns that line up; figures to the right. A terminal folds what is too wide for it within its column.

    Args:
        heads: What stands over the columns.
        rows: Texts; control characters in them are made visible.
        head: Whether the heads are shown.
        widest: Columns of the terminal that a cell may take.
    """
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    body = [[cut(one_line(cell), widest) for cell in row] for row in rows]
    right = [bool(body) and all(_is_figure(row[i]) for row in body) for i in range(len(heads))]
    made = Table(box=None, padding=(0, len(_INDENT), 0, 0), pad_edge=False, show_header=head, header_style="bold")
    for heading, to_right in zip(heads, right, strict=True):
        made.add_column(Text(heading), justify="right" if to_right else "left", no_wrap=to_right, overflow="fold")
    for row in body:
        made.add_row(*map(Text, row))
    shown = sys.stdout.isatty()
    columns = shutil.get_terminal_size().columns - len(_INDENT) if shown else _UNBOUNDED
    text = io.StringIO()
    Console(file=text, width=max(columns, 20), force_terminal=shown, color_system="standard" if shown else None).print(
        made
    )
    for line in text.getvalue().splitlines():
        yield (_INDENT + line).rstrip()


def _is_figure(cell: str) -> bool:
    return not cell or cell.replace(".", "", 1).replace(",", "").replace("-", "", 1).isdigit()
