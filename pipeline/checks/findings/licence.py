"""Which failures may be called errors of the document: those around which everything was read, too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from ziping.pipeline.checks.arithmetic.identities import Sum
from ziping.pipeline.checks.arithmetic.operands import Evidence, Operand
from ziping.pipeline.checks.findings.finding import (
    Finding,
    Remark,
    Status,
    as_warning,
)
from ziping.pipeline.checks.findings.other_readings import has_other_reading
from ziping.pipeline.checks.loading.rows import Case, Doubt

# What may be a part that was not read; a cell without figures is none.
_PARTS = frozenset(("unread-table", "unread-cell", "unread-figure", "unclaimed-figure", "unreadable-cell", "open-list"))
_UNREADABLE = frozenset(("unreadable-cell", "unread-table", "open-list"))
# What leaves open what a figure is, or in which unit.
_MEANING = frozenset(("two-readings", "unknown-unit", "unreadable-cell", "unknown-column"))
# What may be the words that a row lacks.
_CELLS = frozenset(("unread-cell", "unread-table", "unknown-column", "unreadable-cell"))
_POINTS = re.compile(r"\d+(?:\.\d+)?")
_AMOUNT = re.compile(r"\d{2,}(?:\.\d+)?|\d\.\d+")  # a single digit fits by chance
_SCALES = (Decimal(1000), Decimal(10) ** 4, Decimal(10) ** 8)  # yuan of 千元, 万元, 亿元
_DIGIT = re.compile(r"\d")
_HALF = 2
_SLACK = 2.0  # points by which boxes of one row may differ
_FOOT = 1e6  # below every page
_UNREAD = Remark("旁边有未读出的数字，不能确定是否列全", "a figure beside these was not read: they need not be all")
_OTHER = Remark(
    "旁边另有数字使等式成立，不能确定所指", "another figure told beside these fits: it may be the one that is meant"
)
_NO_PAGE = Remark("相邻页面未能读出，不能确定是否列全", "a page beside these could not be read: they need not be all")
_DOUBTFUL = Remark("读取有疑问，请对照原页", "the reading is in doubt: see the page")


@dataclass(frozen=True, slots=True)
class _Band:
    """The part of a page on which the figures of an identity stand, with the columns that they stand in."""

    page: int
    top: float
    bottom: float
    columns: tuple[tuple[float, float], ...]

    def beside(self, doubt: Doubt) -> bool:
        """Whether it stands in the rows of the figures, in whichever column."""
        place = doubt.place
        if place.page != self.page or place.top is None or place.bottom is None:
            return False
        return min(place.bottom, self.bottom) - max(place.top, self.top) > (place.bottom - place.top) / _HALF

    def is_below(self, doubt: Doubt) -> bool:
        """Whether it stands above the figures in one of their columns: in a block of the same points column."""
        place = doubt.place
        if place.page != self.page or place.bottom is None or place.x0 is None or place.x1 is None:
            return False
        return place.bottom <= self.top and any(min(place.x1, x1) > max(place.x0, x0) for x0, x1 in self.columns)

    def holds(self, doubt: Doubt) -> bool:
        """Whether what was not understood stands among the figures: in their rows, and in one of their columns."""
        place = doubt.place
        if place.page != self.page or place.top is None or place.bottom is None or place.x0 is None or place.x1 is None:
            return False
        if min(place.bottom, self.bottom) <= max(place.top, self.top):
            return False
        across = any(min(place.x1, x1) > max(place.x0, x0) for x0, x1 in self.columns)
        return across or doubt.code == "unread-table"


def licensed(case: Case, finding: Finding) -> Finding:
    """The finding, if the reading gives leave to accuse; else what is left of it.

    A sum that lacks something while a figure among its parts was not read is `unchecked`, and one that has too much is a
    warning; so is a failure where it is in doubt what one of its figures is. Next to a page that was not read no sum is
    decided.
    """
    if finding.status is not Status.FAIL:
        return finding
    if has_other_reading(case, finding):
        return _open(finding, _OTHER)
    if isinstance(finding.identity, Sum) and _goes_on_unread(case, finding):
        return _open(finding, _NO_PAGE)
    doubts = _doubts_near(case, finding)
    if not doubts:
        return finding
    if isinstance(finding.identity, Sum):
        held = _sum(doubts, finding)
    elif _in_one_row(finding.operands):
        held = _row(doubts, finding)
    else:
        held = _words(doubts, finding) if finding.identity is None else finding
    if held is finding and any(d.code in _MEANING and any(_on(d.place, o) for o in finding.operands) for d in doubts):
        return as_warning(finding, _DOUBTFUL)
    return held


def _goes_on_unread(case: Case, finding: Finding) -> bool:
    """Whether a page among those of a sum, or next to them, was not read: parts of it may stand there."""
    pages = [e.page for o in finding.operands for e in o.evidence if e.page is not None]
    return bool(pages) and any(min(pages) - 1 <= p <= max(pages) + 1 for p in case.unread_pages)


@lru_cache(maxsize=1)
def _doubts_by_page(case: Case) -> dict[int | None, list[Doubt]]:
    found: dict[int | None, list[Doubt]] = {}
    for doubt in case.doubts:
        found.setdefault(doubt.place.page, []).append(doubt)
    return found


def _doubts_near(case: Case, finding: Finding) -> tuple[Doubt, ...]:
    """What was not understood on the pages of the figures: a document of hundreds of pages has much more of it."""
    doubts = _doubts_by_page(case) if case.doubts else {}
    pages = dict.fromkeys(e.page for o in finding.operands for e in o.evidence) if doubts else ()
    return tuple(d for page in pages for d in doubts.get(page, ()))


def _sum(near: Sequence[Doubt], finding: Finding) -> Finding:
    """A sum: what it lacks may be what was not read among its parts."""
    bands = tuple(_bands(finding.operands))
    doubts = [d for d in near if _may_be_part(d) and not _is_no_part(d, finding)]
    short = finding.difference is not None and finding.difference > 0
    if short and any(
        (b.is_below(d) and _fills(d, finding)) or _is_amount_of(d, finding) for d in doubts for b in bands
    ):
        return _open(finding, _UNREAD)
    if not any(b.holds(d) for d in doubts for b in bands):
        return finding
    return _open(finding, _UNREAD) if short else as_warning(finding, _UNREAD)


def _row(near: Sequence[Doubt], finding: Finding) -> Finding:
    """Figures of one row: one that was not read may be the one that is meant."""
    bands = tuple(_bands(finding.operands))
    codes = _PARTS if finding.identity is not None else _PARTS | _CELLS
    beside = (d for d in near if d.code in codes and any(b.beside(d) for b in bands))
    if finding.identity is None:
        return _open(finding, _DOUBTFUL) if next(beside, None) is not None else finding
    return _open(finding, _DOUBTFUL) if any(_may_be_part(d) for d in beside) else finding


def _words(near: Sequence[Doubt], finding: Finding) -> Finding:
    """What is said of several rows: a cell that was not read may say otherwise."""
    bands = tuple(_bands(finding.operands))
    beside = any(d.code in _CELLS and any(b.beside(d) for b in bands) for d in near)
    return _open(finding, _DOUBTFUL) if beside else finding


def _open(finding: Finding, why: Remark) -> Finding:
    """The finding as one that was not decided; `computed` is kept."""
    return replace(
        finding,
        status=Status.UNCHECKED,
        identity=None,
        severity=None,
        lower=None,
        upper=None,
        words=None,
        remarks=(why,),
    )


def _is_no_part(doubt: Doubt, finding: Finding) -> bool:
    """Whether a figure that was not read is the total told again, or more points than the sum lacks."""
    stated = finding.operands[0]
    if doubt.text.strip() == stated.text.strip():
        return True
    if stated.column not in ("score", "weight", "total_score", "full_score") or not _POINTS.fullmatch(
        doubt.text.strip()
    ):
        return False
    return finding.difference is not None and Decimal(doubt.text.strip()) > abs(finding.difference)


def _fills(doubt: Doubt, finding: Finding) -> bool:
    """Whether a figure that was not read is just what a sum lacks."""
    text = doubt.text.strip()
    return bool(_POINTS.fullmatch(text)) and Decimal(text) == finding.difference


def _is_amount_of(doubt: Doubt, finding: Finding) -> bool:
    """Whether an amount that was not read, in whatever unit, is just what a sum of money lacks on its page."""
    text, gap = doubt.text.replace(",", "").strip(), finding.difference
    if (
        not _AMOUNT.fullmatch(text)
        or gap is None
        or not any(e.page == doubt.place.page for o in finding.operands for e in o.evidence)
    ):
        return False
    return any(Decimal(text) * scale == gap for scale in _SCALES)


def _in_one_row(operands: Iterable[Operand]) -> bool:
    """Whether the figures are those of one row of a table."""
    rows = {(e.table, o.row_id) for o in operands for e in o.evidence if o.row_id}
    return len(rows) == 1 and next(iter(rows))[0] in ("funding", "indicators", "sections")


def _may_be_part(doubt: Doubt) -> bool:
    return doubt.code in _PARTS and (doubt.code in _UNREADABLE or bool(_DIGIT.search(doubt.text)))


def _bands(operands: Iterable[Operand]) -> Iterator[_Band]:
    """Page by page; a list that goes on overleaf reaches to the foot of the page."""
    places = [e for o in operands for e in o.evidence if e.page is not None and e.top is not None]
    pages = sorted({e.page for e in places if e.page is not None})
    for page in pages:
        here = [e for e in places if e.page == page]
        tops, bottoms = [e.top or 0.0 for e in here], [e.bottom or 0.0 for e in here]
        columns = tuple((e.x0, e.x1) for e in here if e.x0 is not None and e.x1 is not None)
        yield _Band(
            page,
            min(tops) - _SLACK if page == pages[0] else 0.0,
            max(bottoms) + _SLACK if page == pages[-1] else _FOOT,
            columns,
        )


def _on(place: Evidence, operand: Operand) -> bool:
    """Whether a place is that of the figure."""
    return any(
        e.page == place.page
        and None not in (e.x0, e.x1, e.top, e.bottom, place.x0, place.x1, place.top, place.bottom)
        and min(e.x1 or 0, place.x1 or 0) > max(e.x0 or 0, place.x0 or 0)
        and min(e.bottom or 0, place.bottom or 0) > max(e.top or 0, place.top or 0)
        for e in operand.evidence
    )
