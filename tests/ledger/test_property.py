"""Forms and passages with something in them that nobody can know: it is a value, is in `extra`, or is a warning, always."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.generator import form, prose
from tests.generator.dice import Chance, Dice
from ziping.parsers.ledger.placed import values_of
from ziping.parsers.parse import parse
from ziping.pipeline.execution.failures import FailureCollector
from ziping.pipeline.inputs.discovery import read_source
from ziping.pipeline.inputs.types import Input
from ziping.pipeline.layout import lay_out
from ziping.pipeline.ocr import PageReader
from ziping.pipeline.options import Options
from ziping.pipeline.reading import open_pdf
from ziping.schemas.document import Document, Paragraph, Table
from ziping.schemas.geometry import Box
from ziping.schemas.report import Report
from ziping.schemas.text import Piece, Printed, Text

FIGURES = ("73.917", "4,817", "61.37%", "88.73分", "317.9万元", "2937家", "≥71.93%", "-71.39", "7319匝")
CLAUSES = ("另计{}。", "（其他{}）", "，某某度量为{}", "。{}由各方核定", "：{}")
UNKNOWN = ("寰宇度量", "甲乙合参", "壬值")
DRAWN = {"form": form.draw, "prose": prose.draw}


@pytest.fixture(scope="module", params=[(kind, seed) for kind in DRAWN for seed in range(8)], ids=str)
def drawn(request, tmp_path_factory) -> Document:
    kind, seed = request.param
    path = tmp_path_factory.mktemp("drawn") / "drawn.pdf"
    path.write_bytes(DRAWN[kind](Dice(Chance(f"ledger-{seed}"), {"font": "embedded"})).pdf)
    with open_pdf(path) as pdf:
        pages = list(PageReader(pdf, Options(ocr="never"), FailureCollector(path)).pages())
    return lay_out(read_source(Input(path, path.name)), pages)


def text_in(string: str, page: int, box: Box) -> Text:
    return Text.of([Piece(string, page, box)])


def with_block(document: Document, index: int, block: Paragraph | Table) -> Document:
    blocks = list(document.blocks)
    blocks[index] = block
    return replace(document, blocks=tuple(blocks))


def with_figure(document: Document, dice: random.Random, figure: str) -> tuple[Document, Printed] | None:
    """The document with a figure in a cell that was blank, or at the end of a paragraph."""
    index = dice.randrange(len(document.blocks))
    block = document.blocks[index]
    if isinstance(block, Paragraph):
        last = block.text.pieces[-1]
        clause = dice.choice(CLAUSES).format(figure)
        piece = Piece(clause, last.page, Box(last.box.x1, last.box.top, last.box.x1 + 8 * len(clause), last.box.bottom))
        added = Text.of([piece])
        start = clause.index(figure)
        changed = replace(block, text=Text.of([*block.text.pieces, piece]))
        return with_block(document, index, changed), added.printed(start, start + len(figure))[0]
    blank = [n for n, c in enumerate(block.cells) if not c.text]
    if not blank:
        return None
    number = dice.choice(blank)
    cells = list(block.cells)
    place = cells[number].places[0]
    box = Box(place.box.x0 + 1, place.box.top + 1, place.box.x1 - 1, min(place.box.bottom - 1, place.box.top + 12))
    cells[number] = replace(cells[number], text=text_in(figure, place.page, box))
    return with_block(document, index, replace(block, cells=tuple(cells))), Printed(figure, place.page, box)


def is_said(report: Report, figure: Printed) -> bool:
    """Whether a value or a warning lies on a figure and says its digits."""
    digits = "".join(c for c in figure.text if c.isdigit())
    notes = (p for n in report.notes for p in n.printed)
    prints = [*(v.printed for v in values_of(report)), *notes, *labels(report)]
    return any(p.page == figure.page and overlaps(p.box, figure.box) and digits in digits_of(p.text) for p in prints)


def labels(report: Report) -> Iterator[Printed]:
    """Figures within the names of facts are kept as a part of the name."""
    for evaluation in report.evaluations:
        for fact in evaluation.facts:
            yield from (p for p in fact.clause if any(c.isdigit() for c in fact.label))


def overlaps(one: Box, other: Box) -> bool:
    return one.x0 < other.x1 and other.x0 < one.x1 and one.top < other.bottom and other.top < one.bottom


def digits_of(string: str) -> str:
    return "".join(c for c in string if c.isdigit())


def evaluated(report: Report) -> set[int]:
    return {page for e in report.evaluations for page in range(e.first_page, e.last_page + 1)}


def test_a_figure_in_an_odd_place_is_never_lost(drawn):
    for seed in range(12):
        dice = random.Random(seed)
        figure = dice.choice(FIGURES)
        found = with_figure(drawn, dice, figure)
        if found is None:
            continue
        changed, printed = found
        report = parse(changed)
        if printed.page in evaluated(report):
            noted = any(n.code == "unread-table" for n in report.notes)
            assert noted or is_said(report, printed), f"{figure} at {printed}"
            assert report.figures_unread == 0 or report.notes


def test_figures_below_a_heading_that_nobody_knows_are_never_lost(drawn):
    for seed in range(6):
        dice = random.Random(seed)
        tables = [(n, b) for n, b in enumerate(drawn.blocks) if isinstance(b, Table)]
        if not tables:
            return
        index, block = dice.choice(tables)
        worded = [n for n, c in enumerate(block.cells) if 2 <= len(c.text) <= 8 and not digits_of(c.text.string)]
        number = dice.choice(worded)
        cells = list(block.cells)
        piece = cells[number].text.pieces[0]
        cells[number] = replace(cells[number], text=text_in(dice.choice(UNKNOWN), piece.page, piece.box))
        report = parse(with_block(drawn, index, replace(block, cells=tuple(cells))))
        below = [c for c in cells if c.column == cells[number].column and c.row > cells[number].row]
        for cell in below:
            string = cell.text.string
            # figures that stand alone with a unit at most; numbers of items and dates are none
            if not string or not string[0].isdigit() or len(digits_of(string)) * 3 < len(string) or "年" in string:
                continue
            for printed in cell.text.printed():
                noted = any(n.code == "unread-table" for n in report.notes)
                assert noted or is_said(report, printed) or printed.page not in evaluated(report), (
                    f"{string} below {cells[number].text.string}"
                )
