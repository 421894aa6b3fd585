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
IN_FRONT = ("寰宇度量{}。", "{}；", "壬值：{}，")  # a clause before all others
LINES = ("寰宇度量：{}", "甲乙合参{}，壬值另计。", "{}")  # a paragraph of its own
IN_CELLS = ("{}（壬值）", "寰宇{}", "{}/{}", "甲：{}")  # beside what a cell holds already
UNKNOWN = ("寰宇度量", "甲乙合参", "壬值", "榧橼", "檗薜蘅")
DRAWN = {"form": form.draw, "prose": prose.draw}


@pytest.fixture(scope="module", params=[(kind, seed) for kind in DRAWN for seed in range(12)], ids=str)
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


def with_clause_in_front(document: Document, dice: random.Random, figure: str) -> tuple[Document, Printed] | None:
    """The document with a clause that nobody knows before the words of a paragraph."""
    paragraphs = [n for n, b in enumerate(document.blocks) if isinstance(b, Paragraph)]
    if not paragraphs:
        return None
    index = dice.choice(paragraphs)
    block = document.blocks[index]
    first = block.text.pieces[0]
    clause = dice.choice(IN_FRONT).format(figure)
    box = Box(first.box.x0 - 8 * len(clause), first.box.top, first.box.x0, first.box.bottom)
    piece = Piece(clause, first.page, box)
    start = clause.index(figure)
    printed = Text.of([piece]).printed(start, start + len(figure))[0]
    changed = replace(block, text=Text.of([piece, *block.text.pieces]))
    return with_block(document, index, changed), printed


def with_line(document: Document, dice: random.Random, figure: str) -> tuple[Document, Printed] | None:
    """The document with a paragraph of its own between two blocks."""
    index = dice.randrange(1, len(document.blocks) + 1)
    before = document.blocks[index - 1]
    place = before.places[-1] if isinstance(before, Table) else before.text.pieces[-1]
    line = dice.choice(LINES).format(figure)
    top = place.box.bottom + 1
    text = text_in(line, place.page, Box(place.box.x0, top, place.box.x0 + 10 * len(line), top + 10))
    start = line.index(figure)
    blocks = (*document.blocks[:index], Paragraph(text), *document.blocks[index:])
    return replace(document, blocks=blocks), text.printed(start, start + len(figure))[0]


def with_more_in_a_cell(document: Document, dice: random.Random, figure: str) -> tuple[Document, Printed] | None:
    """The document with a figure behind the words of a cell."""
    tables = [n for n, b in enumerate(document.blocks) if isinstance(b, Table)]
    if not tables:
        return None
    index = dice.choice(tables)
    block = document.blocks[index]
    cells = list(block.cells)
    number = dice.choice([n for n, c in enumerate(cells) if c.text])
    last = cells[number].text.pieces[-1]
    words = dice.choice(IN_CELLS).format(figure, "12")
    piece = Piece(
        words, last.page, Box(last.box.x0, last.box.bottom, last.box.x0 + 8 * len(words), last.box.bottom + 9)
    )
    start = words.index(figure)
    cells[number] = replace(cells[number], text=Text.of([*cells[number].text.pieces, piece]))
    changed = with_block(document, index, replace(block, cells=tuple(cells)))
    return changed, Text.of([piece]).printed(start, start + len(figure))[0]


PLACES = (with_figure, with_clause_in_front, with_line, with_more_in_a_cell)


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


@pytest.mark.parametrize("put", PLACES)
def test_a_figure_in_an_odd_place_is_never_lost(drawn, put):
    for seed in range(8):
        dice = random.Random(seed)
        figure = dice.choice(FIGURES)
        found = put(drawn, dice, figure)
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


WORD = "榧橼檗薜蘅"


def test_words_that_nobody_knows_among_the_indicators_are_never_lost(drawn):
    for seed in range(6):
        dice = random.Random(seed)
        report = parse(drawn)
        blank = list(blank_cells_of_indicators(drawn, report))
        if not blank:
            return
        index, number = dice.choice(blank)
        block = drawn.blocks[index]
        cells = list(block.cells)
        place = cells[number].places[0]
        box = Box(place.box.x0 + 1, place.box.top + 1, place.box.x1 - 1, place.box.bottom - 1)
        cells[number] = replace(cells[number], text=text_in(WORD, place.page, box))
        changed = parse(with_block(drawn, index, replace(block, cells=tuple(cells))))
        said = (*(v.printed for v in values_of(changed)), *(p for n in changed.notes for p in n.printed))
        assert any(WORD in p.text for p in said), f"row {cells[number].row}, column {cells[number].column}"


def blank_cells_of_indicators(document: Document, report: Report) -> Iterator[tuple[int, int]]:
    """Blank cells in the rows in which names of indicators stand, right of them: (block, number of the cell)."""
    names = [p for e in report.evaluations for i in e.indicators if i.level3 is not None for p in i.level3.printed]
    for index, block in enumerate(document.blocks):
        if not isinstance(block, Table):
            continue
        rows = {}
        for cell in block.cells:
            here = [p for p in cell.text.printed() if any(p.page == n.page and overlaps(p.box, n.box) for n in names)]
            if here:
                rows[cell.row] = cell.column
        yield from (
            (index, n) for n, c in enumerate(block.cells) if not c.text and c.column > rows.get(c.row, c.column)
        )
