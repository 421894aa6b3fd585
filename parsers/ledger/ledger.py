"""`keep_ledger`: asks the records of a report for every printed figure, and says what is left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ziping.parsers.ledger.cells import unread_cells, unreadable_cells
from ziping.parsers.ledger.derived import with_derived
from ziping.parsers.ledger.doubts import doubts
from ziping.parsers.ledger.doubts.units import FOREIGN
from ziping.parsers.ledger.entries import Entry, entries
from ziping.parsers.ledger.placed import Places
from ziping.schemas.document import Document, Table
from ziping.schemas.report import Note, Report


@dataclass(frozen=True, slots=True)
class Ledger:
    """What became of the figures of a document.

    Attributes:
        entries: All figures of the parts that were read.
        notes: A warning for each that went nowhere; one for a table of which nothing was read.
    """

    entries: tuple[Entry, ...]
    notes: tuple[Note, ...]

    @property
    def figures(self) -> int:
        """How many figures are printed in the parts that were read."""
        return len(self.entries)

    @property
    def unread(self) -> int:
        """How many of them went nowhere."""
        return sum(e.unread for e in self.entries)


def keep_ledger(document: Document, report: Report) -> Ledger:
    """The ledger of what a document says. Linear in the number of figures and values."""
    places = Places.of(report)
    every = with_derived(document, tuple(entries(document, report, places)), places)
    notes = (
        *_notes(document, report, every),
        *unreadable_cells(document, report, every),
        *unread_cells(document, report, every, places),
        *doubts(document, report, every, places),
    )
    return Ledger(every, notes)


def _notes(document: Document, report: Report, every: Sequence[Entry]) -> Iterator[Note]:
    for index, group in groupby(every, key=lambda e: e.block):
        found = tuple(group)
        left = [e for e in found if e.unread]
        block = document.blocks[index]
        if isinstance(block, Table) and left and not any(e.value is not None for e in found):
            if not _is_noted(report.notes, block):
                yield _unread_table(block, left)
        else:
            yield from (_unread_figure(e) for e in left)


def _unread_figure(entry: Entry) -> Note:
    token = entry.printed[0].text if entry.printed else ""
    if FOREIGN.match(entry.text.partition(token)[2]):
        return Note("unknown-unit", f"“{entry.text}”: in a unit of money that is not known", entry.printed)
    message = f"nothing was made of the figure in “{entry.text}”: look it up"
    return Note("unread-figure", message, entry.printed)


def _unread_table(table: Table, left: Sequence[Entry]) -> Note:
    first = next(c for c in table.cells if c.text)
    message = f"nothing was made of a table of {table.rows} rows with {len(left)} figures"
    return Note("unread-table", message, first.text.printed())


def _is_noted(notes: Iterable[Note], table: Table) -> bool:
    """Whether a reader has said so already."""
    places = {p.page: p.box for p in table.places}
    prints = (p for n in notes if n.code == "unread-table" for p in n.printed)
    return any(p.page in places and places[p.page].holds(*p.box.middle) for p in prints)
