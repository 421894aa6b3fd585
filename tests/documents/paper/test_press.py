"""Pages of our own: every character has a place on one, and is drawn there."""

import io
from pathlib import Path

import pytest
from PIL import Image

from ziping.pipeline.documents.paper.flow import Flow, Grid, GridCell, NewPage, Passage, Scan
from ziping.pipeline.documents.paper.press import lay
from ziping.schemas.document import Align, Paragraph, Source, Table

FILE = Path("a.docx")


def cells(block: Table) -> dict[tuple[int, int], str]:
    return {(c.row, c.column): c.text.string for c in block.cells}


def grid(rows: int, columns: int, *more: GridCell, text: str = "文") -> Grid:
    taken = {
        (r, c)
        for m in more
        for r in range(m.row, m.row + m.row_span)
        for c in range(m.column, m.column + m.column_span)
    }
    plain = [GridCell(r, c, 1, 1, text) for r in range(rows) for c in range(columns) if (r, c) not in taken]
    return Grid(rows, (1.0,) * columns, (*more, *plain))


def test_blanks_between_characters_of_chinese_are_none_and_wide_ones_part_entries():
    (block,) = lay(FILE, Flow((Passage("填报单位： 财政局\t项目名称：甲 A B 2024"),))).blocks
    assert block.text.string == "填报单位：财政局项目名称：甲A B 2024"
    assert block.gaps == (8,)


def test_lines_of_a_passage_are_one_paragraph_and_breaks_part_it():
    blocks = lay(FILE, Flow((Passage("长" * 100 + "\n短"),))).blocks
    assert [len(b.text) for b in blocks] == [100, 1]
    assert len(blocks[0].line_starts) == 3


def test_alignment_shows_in_place():
    left, centre, right = lay(FILE, Flow(tuple(Passage("字", align) for align in Align))).blocks
    starts = [b.text.pieces[0].box.x0 for b in (left, centre, right)]
    assert starts == sorted(starts)
    assert starts[0] < starts[1] < starts[2]


def test_words_of_latin_letters_are_broken_only_where_they_must_be():
    (block,) = lay(FILE, Flow((Passage("字" * 40 + " performance " + "字" * 5),))).blocks
    assert "performance" in [p.text.strip() for p in block.text.pieces]


def test_empty_cells_are_there():
    (block,) = lay(FILE, Flow((Grid(2, (1.0, 1.0), (GridCell(0, 0, 1, 1, "甲"),)),))).blocks
    assert cells(block) == {(0, 0): "甲", (0, 1): "", (1, 0): "", (1, 1): ""}


def test_figures_in_paragraphs_of_their_own_stay_apart():
    (block,) = lay(FILE, Flow((Grid(1, (1.0,), (GridCell(0, 0, 1, 1, "100\n200\n甲\n乙"),)),))).blocks
    assert cells(block)[0, 0] == "100 200甲乙"


def test_a_table_goes_on_where_its_page_ends():
    merged = GridCell(0, 0, 80, 1, "产出指标")
    (block,) = lay(FILE, Flow((grid(80, 3, merged),))).blocks
    assert [p.page for p in block.places] == [1, 2]
    assert [p.page for p in block.cells[0].places] == [1, 2]
    first = block.page_rows[1]
    assert {c.places[0].page for c in block.cells if c.row >= first} == {2}


def test_text_that_no_page_holds_goes_on_too():
    (block,) = lay(FILE, Flow((Grid(1, (1.0,), (GridCell(0, 0, 1, 1, "字" * 9000),)),))).blocks
    assert block.cells[0].text.string == "字" * 9000
    assert len(block.places) > 1
    assert {p.page for p in block.cells[0].text.pieces} == {p.page for p in block.places}


@pytest.mark.parametrize("text", ["字" * 3000, "一段\n" * 90])
def test_every_piece_lies_in_its_cell(text):
    laid = lay(FILE, Flow((grid(3, 4, GridCell(1, 1, 2, 2, text)),)))
    (block,) = laid.blocks
    for cell in block.cells:
        for piece in cell.text.pieces:
            (place,) = [p.box for p in cell.places if p.page == piece.page]
            assert place.x0 <= piece.box.x0
            assert piece.box.x1 <= place.x1 + 0.01
            assert place.top <= piece.box.top
            assert piece.box.bottom <= place.bottom + 0.01


def test_no_columns_are_too_narrow_to_be_read():
    laid = lay(FILE, Flow((grid(1, 60, text="满意度"),)))
    assert laid.pages[0].width > 595
    assert len({round(c.places[0].box.x0) for c in laid.blocks[0].cells}) == 60


def test_a_page_begins_where_one_is_asked_for():
    laid = lay(FILE, Flow((NewPage(), Passage("甲"), NewPage(), Passage("乙"))))
    assert [b.text.pieces[0].page for b in laid.blocks] == [1, 2]


def test_what_is_drawn_is_what_was_laid():
    import pypdfium2

    from ziping.pipeline.reading import PdfFile
    from ziping.pipeline.reading.tables import find_tables
    from ziping.pipeline.reading.text.substitute import read_with_squares

    laid = lay(
        FILE, Flow((Passage("绩效自评表 2024", Align.CENTRE, 18.0), grid(3, 4, GridCell(0, 0, 2, 1, "产出 95.5%"))))
    )
    read_with_squares()
    with PdfFile(__file__, pypdfium2.PdfDocument(laid.to_pdf())) as pdf:
        page = pdf.page(1)
    (table,) = find_tables(page)
    assert cells(table) == cells(laid.blocks[1])
    drawn = {w.text: w.box for w in page.words if w.text in {"绩效自评表", "95.5%"}}
    for word in laid.pages[0].words:
        if word.text in drawn:
            assert abs(drawn[word.text].x0 - word.box.x0) < 1
            assert abs(drawn[word.text].middle[1] - word.box.middle[1]) < 2


def test_the_document_is_one_as_any_other():
    laid = lay(FILE, Flow((Passage("甲"), grid(1, 2))))
    document = laid.document(Source("a", "b", 1))
    assert [type(b) for b in document.blocks] == [Paragraph, Table]
    assert document.pages[0].text == "甲\n文\t文"


def picture() -> bytes:
    buffer = io.BytesIO()
    Image.new("L", (827, 1169), 255).save(buffer, "PNG", dpi=(100, 100))
    return buffer.getvalue()


def test_a_large_picture_is_a_page_that_is_still_to_be_recognised():
    laid = lay(FILE, Flow((Passage("甲"), Scan(picture()), Passage("乙"))))
    assert [(p.page, p.before) for p in laid.pasted] == [(2, 1)]
    assert [b.text.pieces[0].page for b in laid.blocks] == [1, 3]
    assert (round(laid.pages[1].width), round(laid.pages[1].height)) == (595, 842)


def test_a_picture_of_a_kind_that_is_not_read_is_told():
    laid = lay(FILE, Flow((Scan(b"no picture"),)))
    assert [note.code for note in laid.notes] == ["unread-picture"]
    assert not laid.pasted


def test_a_ledger_is_not_read_and_that_is_told():
    laid = lay(FILE, Flow((Grid(5000, (), ()), Passage("甲"))))
    assert [note.code for note in laid.notes] == ["unread-table"]
    assert len(laid.blocks) == 1
