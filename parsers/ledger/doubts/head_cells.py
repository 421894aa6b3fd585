"""What an evaluation lacks of a form's head, though a cell that went nowhere may hold it: bodies, goals, a name, a grade, a year."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ziping.parsers.ledger.cells import has_value, is_placed, is_word_of_forms, says_nothing
from ziping.parsers.ledger.doubts.context import ReadContext
from ziping.parsers.lexicon import GRADES
from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.text.normalise import plain
from ziping.parsers.text.punctuation import DIGIT
from ziping.schemas.document import Cell, Table
from ziping.schemas.report import Evaluation, Note

_LONGEST_LABEL = 16  # characters
_PASSAGE = 14  # characters from which on a cell tells something
_LONGEST_NAME = 40
_YEAR = re.compile(r"\(?(?:19|20)\d\d年?度?\)?")
_PERIOD = re.compile(r"20\d\d[年./]\d{1,2}.{0,6}[-—–－~至到]+.{0,2}(?:20\d\d[年./])?\d{1,2}.{0,6}")
_SENTENCE = re.compile(r"^[^（(].*[，。；,;]")
_BOXES = re.compile(r"[□☑☐√✓✔■●○]")
_CODE = re.compile(r"^[\[(]?[A-Za-z]?\d{3,}[\])]?[-_]?|[\[(][A-Za-z]?\d{3,}[\])]$")
_WHOLE_BODY = shaped("{doubts.body}")
_OTHER_BODY = shaped("{doubts.other_body}")
_NO_GOALS = shaped("{doubts.no_goal_label}")
_PLACE = re.compile(r"[一-龥]{2,5}[省市县区旗州镇乡][一-龥]{3,}")


@dataclass(frozen=True, slots=True)
class Entry:
    """A cell that went nowhere, with the cells left of it and above it.

    `in_head` says that it stands above all rows with values of indicators, sections and money, `among_rows` that it stands
    between two of them.
    """

    cell: Cell
    left: Cell | None
    above: Cell | None
    in_head: bool
    among_rows: bool

    @property
    def labels(self) -> tuple[Cell, ...]:
        return tuple(c for c in (self.left, self.above) if c is not None and c.text)


@dataclass(frozen=True, slots=True)
class Kind:
    """A value that a cell may hold, by its words.

    Attributes:
        columns: The columns of evaluations: an evaluation lacks it where one of them is empty.
        words: What it may be, for a person.
    """

    columns: tuple[str, ...]
    fits: Callable[[Entry], bool]
    words: str


def is_body(string: str) -> bool:
    """Whether a text is the name of a body and nothing else but its code (甲县水利局, [231]甲市文化馆)."""
    return _WHOLE_BODY.fullmatch(_CODE.sub("", plain(string))) is not None


def _is_body(entry: Entry) -> bool:
    """The name of a body, or of something of a place beside a word that nobody knows, whose label does not say that it is
    another's."""
    other = entry.left is not None and _OTHER_BODY.search(entry.left.text.string)
    return not other and (is_body(entry.cell.text.string) or (_is_name(entry) and _of_place(entry.cell.text.string)))


def _of_place(string: str) -> bool:
    return _PLACE.match(plain(string)) is not None


def _is_passage(entry: Entry) -> bool:
    """Running text below or beside a word that nobody knows."""
    string = entry.cell.text.string
    if len(string) < _PASSAGE or not _SENTENCE.search(string):
        return False
    elsewhere = any(_NO_GOALS.search(c.text.string) for c in entry.labels)
    return not elsewhere and any(_may_label(c) for c in entry.labels)


def _may_label(cell: Cell) -> bool:
    string = cell.text.string
    return len(string) <= _LONGEST_LABEL and not DIGIT.search(string) and not is_word_of_forms(string)


def _is_name(entry: Entry) -> bool:
    """Words in the head beside a word that nobody knows."""
    left = entry.left
    return (
        entry.in_head
        and left is not None
        and bool(left.text)
        and _may_label(left)
        and len(entry.cell.text) <= _LONGEST_NAME
    )


def _is_grade(entry: Entry) -> bool:
    return not entry.among_rows and GRADES.meaning(plain(entry.cell.text.string)) is not None


def _is_year(entry: Entry) -> bool:
    return _YEAR.fullmatch(plain(entry.cell.text.string)) is not None


def _is_period(entry: Entry) -> bool:
    return entry.in_head and _PERIOD.fullmatch(plain(entry.cell.text.string)) is not None


KINDS = (
    Kind(("agency", "supervising_department"), _is_body, "a body that reports or is in charge"),
    Kind(("goal_text", "outcome_text"), _is_passage, "a goal, or what came of it"),
    Kind(("subject",), _is_name, "the name of what is evaluated"),
    Kind(("grade", "grade_text"), _is_grade, "the grade"),
    Kind(("fiscal_year",), _is_year, "the year"),
    Kind(("period_start", "period_end"), _is_period, "the period of what is evaluated"),
)


def unread_entries(context: ReadContext) -> Iterator[Note]:
    """One note for each kind of value and table; figures are the ledger's own."""
    by_page = _by_page(context.report.evaluations)
    for table in context.own_tables:
        numbers = sorted({n for place in table.places for n in by_page.get(place.page, ())})
        own = [context.report.evaluations[n] for n in numbers]
        lacking = _lacking(own)
        said: set[str] = set()
        for entry in _unplaced(context, table, _bodies(own)) if lacking else ():
            kind = next((k for k in lacking if k.words not in said and k.fits(entry)), None)
            if kind is not None:
                said.add(kind.words)
                message = (
                    f"“{entry.cell.text.string}” may be {kind.words}, which is not known, but nothing was made of it"
                )
                yield Note("unread-cell", message, entry.cell.text.printed())


def _by_page(evaluations: Sequence[Evaluation]) -> dict[int, list[int]]:
    """The numbers of the evaluations that stand on each page."""
    found: dict[int, list[int]] = {}
    for number, evaluation in enumerate(evaluations):
        for page in range(evaluation.first_page, evaluation.last_page + 1):
            found.setdefault(page, []).append(number)
    return found


def _lacking(evaluations: Sequence[Evaluation]) -> list[Kind]:
    return [k for k in KINDS if any(getattr(e, c) is None for e in evaluations for c in k.columns)]


def _bodies(evaluations: Sequence[Evaluation]) -> frozenset[str]:
    """The bodies that some evaluations name."""
    stated = (b for e in evaluations for b in (e.agency, e.supervising_department, e.subject) if b is not None)
    return frozenset(plain(b.value) for b in stated)


def _unplaced(context: ReadContext, table: Table, bodies: frozenset[str]) -> Iterator[Entry]:
    squares = {(r, c): cell for cell in table.cells for r in cell.rows for c in cell.columns}
    rows = _rows_with_values(context, table)
    for cell in table.cells:
        string = cell.text.string
        known = says_nothing(string) or is_word_of_forms(string) or _BOXES.search(string) is not None
        if not string or known:
            continue
        # a body that another part of the document names says nothing of who is in charge here
        elsewhere = is_body(string) and plain(string) not in bodies and not has_value(cell, context.places)
        if is_placed(cell, context.places) and not elsewhere:
            continue
        yield Entry(cell, _beside(squares, cell), _above(squares, cell), cell.row < rows.start, cell.row in rows[:-1])


def _rows_with_values(context: ReadContext, table: Table) -> range:
    """From the first to the last row with a value of an indicator, a section or a line of money."""
    tables = ("indicators", "sections", "funding")
    rows = [
        cell.row
        for cell in table.cells
        for printed in cell.text.printed()
        if any(v.table in tables for v in context.places.over(printed))
    ]
    return range(min(rows), max(rows) + 1) if rows else range(table.rows, table.rows)


def _beside(squares: Mapping[tuple[int, int], Cell], cell: Cell) -> Cell | None:
    return squares.get((cell.row, cell.column - 1))


def _above(squares: Mapping[tuple[int, int], Cell], cell: Cell) -> Cell | None:
    return squares.get((cell.row - 1, cell.column))
