"""The sheet of findings: what a clerk reads first, with links to the rows that each is about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ziping.pipeline.formats.selection import Audit, Row
from ziping.pipeline.formats.text import message_in, slip_in
from ziping.pipeline.present.figures import Form
from ziping.pipeline.present.terminal_text import width
from ziping.pipeline.reviews.overlay import SPECS
from ziping.pipeline.workbook.book import HEAD, LINK, PLAIN, SEVERITY_FORMATS, WRAPPED, Book, CellFormat
from ziping.pipeline.workbook.sheets import FILLED, Cited, number_format, width_for

_LINKS = 6  # rows that a finding leads to; a sum of twenty parts leads to its first ones
_MOST_LINKS = 65_000  # of a sheet that Excel takes, nearly
_WIDE, _NARROW, _FIGURES = 42, 18, 15  # columns of sentences, of words and of figures: a longer text goes over lines
_LINE, _MOST_LINES = 15, 12  # points of a line; how high a row may become
_JUDGED = 200  # findings that the width of a column is judged by
_RATES = frozenset({"execution-rate", "breakdown-share", "count-share", "growth", "completion"})
_POINTS = frozenset(
    {"score-total", "weight-total", "section-score", "section-weight", "score-range", "score-formula", "target-met",
     "grade-band", "execution-score"}
)  # fmt: skip
_YUAN = frozenset({"funding-total", "overspent"})


@dataclass(frozen=True, slots=True)
class _Column:
    heading: str
    value: Callable[[Row], str | Decimal | None]
    wide: bool = False


class FindingsSheet:
    """Failures first, then what was only within rounding or could not be checked."""

    def __init__(self, book: Book, found: Audit, *, links: int = _LINKS) -> None:
        """Args:
        book: The workbook that it is added to.
        found: What it shows.
        links: How many columns lead to the rows that a finding is about; 0 where the workbook has none of them.
        """
        self._book, self._found, self._links_shown = book, found, links
        language = book.language
        say, word = language.say, language.word
        self._columns = (
            _Column(say("severity"), lambda f: word("severity", f["severity"])),
            _Column(say("outcome"), lambda f: word("status", f["status"])),
            _Column(say("rule"), lambda f: word("rule", f["rule"])),
            _Column(say("what is checked"), lambda f: f["subject"]),
            _Column(say("finding"), lambda f: message_in(language.lang, f), wide=True),
            _Column(say("as reported"), lambda f: f["stated"]),
            _Column(say("recomputed"), lambda f: f["computed"]),
            _Column(say("difference"), lambda f: f["difference"]),
            _Column(say("unit"), lambda f: say(_unit(f["rule"]))),
            _Column(say("verdict"), lambda f: word("verdict", f["verdict"] or "")),
            _Column(
                say("possible reason (for reference, nothing was changed)"),
                lambda f: say("; ").join(slip_in(language.lang, s) for s in f["explanations"] or ()),
                wide=True,
            ),
            _Column(say("file"), found.path_of),
            _Column(say("page"), _pages),
            _Column(
                say("review"), lambda f: word("act", getattr(found.reviewed.get(f["check_id"]), "act", None) or "")
            ),
            _Column(say("remark"), lambda f: getattr(found.reviewed.get(f["check_id"]), "remark", None)),
            _Column(say("id of the check"), lambda f: f["check_id"]),
        )
        self._sheet = book.sheet(say("findings"))
        self._widths: list[int] = []
        self._head()

    def _head(self) -> None:
        say, sheet = self._book.language.say, self._sheet
        headings = [
            *(c.heading for c in self._columns),
            *(say(f"evidence {n}") for n in range(1, self._links_shown + 1)),
        ]
        sample = self._found.findings[:_JUDGED]
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(self._found.findings), len(headings) - 1)
        sheet.fit_to_pages(1, 0)
        sheet.print_area(0, 0, len(self._found.findings), len(self._columns) - 2)
        for number, name in enumerate(headings):
            texts = [name]
            if number < len(self._columns):
                column = self._columns[number]
                texts += [str(column.value(f) or "") for f in sample]
            else:
                texts.append("绩效指标 第100行")
            self._widths.append(width_for(texts, self._widest(number, sample)))
            sheet.set_column(number, number, self._widths[-1])
            self._book.write(sheet, 0, number, name, HEAD)

    def _widest(self, number: int, sample: Sequence[Row]) -> int:
        if number >= len(self._columns):
            return _NARROW
        column = self._columns[number]
        if column.wide:
            return _WIDE
        return _FIGURES if any(isinstance(column.value(f), Decimal) for f in sample) else _NARROW

    def fill(self, cited: Cited) -> None:
        """Writes the findings, now that it is known where the rows are that they lead to."""
        for row, finding in enumerate(self._found.findings, 1):
            values = [column.value(finding) for column in self._columns]
            self._sheet.set_row(row, _LINE * min(max(map(self._lines, range(len(values)), values)), _MOST_LINES))
            for place, value in enumerate(values):
                self._book.write(self._sheet, row, place, value, self._format_of(finding, place, value))
            if row * max(self._links_shown, 1) <= _MOST_LINKS:
                self._links(row, finding, cited)

    def _lines(self, place: int, value: str | Decimal | None) -> int:
        """Over how many lines a text goes: not every program makes its rows as high as that takes."""
        return -(-width(value) // (self._widths[place] - 2)) if isinstance(value, str) and value else 1

    def _format_of(self, finding: Row, place: int, value: str | Decimal | None) -> CellFormat:
        if isinstance(value, Decimal):
            form = Form.RATIO if finding["rule"] in _RATES else Form.NUMBER
            return {**PLAIN, "num_format": number_format(form, value)}
        if place == 0 and finding["status"] in FILLED:
            return SEVERITY_FORMATS.get(finding["severity"], PLAIN)
        return WRAPPED

    def _links(self, row: int, finding: Row, cited: Cited) -> None:
        language = self._book.language
        rows = dict.fromkeys((e["table"], e["row_id"]) for e in finding["evidence"] or ())
        there = [(table, cited.found[table, key]) for table, key in rows if (table, key) in cited.found]
        for place, (table, (title, number)) in enumerate(there[: self._links_shown], len(self._columns)):
            text = language.say(f"{language.sheet(SPECS[table])}, row {number}")
            self._sheet.write_url(row, place, f"internal:'{title}'!A{number}", self._book.format_of(LINK), text)


def _unit(rule: str) -> str:
    """The unit of a rule's figures; "" where it is now this, now that."""
    if rule in _RATES:
        return "%"
    return "points" if rule in _POINTS else "yuan" if rule in _YUAN else ""


def _pages(finding: Row) -> str:
    pages = sorted({e["page"] for e in finding["evidence"] or () if e["page"] is not None})
    return ", ".join(map(str, pages))
