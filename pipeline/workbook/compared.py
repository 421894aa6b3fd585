"""Comparisons of the corpus as a workbook, a sheet for each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ziping.pipeline.errors import UsageError
from ziping.pipeline.panel.comparisons import HEADINGS, MONEY, RATIOS, Comparison
from ziping.pipeline.store.durable import replacing
from ziping.pipeline.workbook.book import HEAD, PLAIN, WRAPPED, Book, new_book
from ziping.pipeline.workbook.language import Language
from ziping.pipeline.workbook.sheets import width_for

if TYPE_CHECKING:
    import pyarrow as pa

_WIDEST = 50


def write_comparisons(found: Sequence[tuple[Comparison, pa.Table]], file: Path, lang: str) -> None:
    """Writes what was compared.

    Args:
        found: Comparisons with their rows.
        file: The workbook.
        lang: zh or en.

    Raises:
        UsageError: when it cannot be written.
    """
    try:
        with replacing(file) as temporary, new_book(temporary, Language(lang)) as book:
            say = book.language.say
            about = book.sheet(say("about"))
            about.set_column(0, 0, 100)
            note = say("This describes, and accuses nobody: what looks alike may have innocent reasons.")
            for row, text in enumerate((note, *(say(c.title) for c, _ in found))):
                book.write(about, row, 0, text, WRAPPED)
            for comparison, rows in found:
                _sheet(book, comparison, rows)
    except OSError as error:
        raise UsageError(
            f"{file} cannot be written: {error.strerror or error}. Choose another name with --out."
        ) from error


def _sheet(book: Book, comparison: Comparison, rows: pa.Table) -> None:
    language = book.language
    sheet = book.sheet(language.say(comparison.title)[:31])  # longer names Excel refuses
    sheet.freeze_panes(1, 0)
    sheet.fit_to_pages(1, 0)
    sheet.autofilter(0, 0, rows.num_rows, rows.num_columns - 1)
    for place, name in enumerate(rows.column_names):
        heading, values = language.say(HEADINGS[name]), rows.column(name).to_pylist()
        sheet.set_column(
            place, place, width_for([heading, *(str(v) for v in values[:200] if isinstance(v, str))], _WIDEST)
        )
        book.write(sheet, 0, place, heading, HEAD)
    for number, row in enumerate(rows.to_pylist(), 1):
        for place, (name, value) in enumerate(row.items()):
            form = "0.0%" if name in RATIOS else "#,##0.00" if name in MONEY else "0.##"
            if isinstance(value, str):
                book.write(sheet, number, place, language.word(name, value) if name == "category" else value, WRAPPED)
            else:
                book.write(
                    sheet, number, place, value, PLAIN if isinstance(value, int) else {**PLAIN, "num_format": form}
                )
