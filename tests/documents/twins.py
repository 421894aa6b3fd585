"""The same document in another format: what was read of a PDF, written as a Word document, a workbook or a web page."""

import io
from html import escape

import docx
import openpyxl
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from openpyxl.utils import get_column_letter

from ziping.parsers.text.cell_paragraphs import text_to_paragraphs
from ziping.schemas.document import Align, Document, Paragraph, Table

ALIGN = {
    Align.LEFT: WD_ALIGN_PARAGRAPH.LEFT,
    Align.CENTRE: WD_ALIGN_PARAGRAPH.CENTER,
    Align.RIGHT: WD_ALIGN_PARAGRAPH.RIGHT,
}


def spaced(paragraph: Paragraph) -> str:
    """The text with its wide blanks."""
    text, gaps = paragraph.text.string, set(paragraph.gaps)
    return "".join(("    " if i in gaps else "") + c for i, c in enumerate(text))


def cell_lines(text) -> list[str]:
    return [p.text.string.strip() for p in text_to_paragraphs(text)] or [""]


def to_docx(document: Document) -> bytes:
    made = docx.Document()
    for block in document.blocks:
        if isinstance(block, Table):
            _table_to_docx(made, block)
        else:
            paragraph = made.add_paragraph()
            paragraph.alignment = ALIGN[block.align]
            paragraph.add_run(spaced(block)).font.size = Pt(round(block.size * 2) / 2 or 12)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def _table_to_docx(made, block: Table) -> None:
    table = made.add_table(block.rows, block.columns)
    table.style = "Table Grid"
    frame = block.places[0].box
    for cell in block.cells:
        first = table.cell(cell.row, cell.column)
        last = table.cell(cell.row + cell.row_span - 1, cell.column + cell.column_span - 1)
        merged = first.merge(last) if (cell.row_span, cell.column_span) != (1, 1) else first
        merged.text = "\n".join(cell_lines(cell.text))
        if cell.column_span == 1:
            width = cell.places[0].box.width or frame.width / block.columns
            table.columns[cell.column].width = Pt(max(1, width))


def to_xlsx(document: Document) -> bytes:
    """A sheet for each table, with the paragraphs above it in rows of their own."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    above: list[Paragraph] = []
    for block in document.blocks:
        if isinstance(block, Table):
            _table_to_sheet(book.create_sheet(f"S{len(book.worksheets) + 1}"), block, above)
            above = []
        else:
            above.append(block)
    if above:
        sheet = book.create_sheet("end")
        for row, paragraph in enumerate(above, 1):
            _line_to_sheet(sheet, row, paragraph)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _line_to_sheet(sheet, row: int, paragraph: Paragraph) -> None:
    from openpyxl.styles import Alignment, Font

    cell = sheet.cell(row, 1, spaced(paragraph))
    cell.font = Font(size=paragraph.size or 11)
    cell.alignment = Alignment({Align.CENTRE: "center", Align.RIGHT: "right", Align.LEFT: "left"}[paragraph.align])


def _table_to_sheet(sheet, block: Table, above: list[Paragraph]) -> None:
    from openpyxl.styles import Border, Side

    thin = Border(*[Side("thin")] * 4)
    for row, paragraph in enumerate(above, 1):
        _line_to_sheet(sheet, row, paragraph)
        if block.columns > 1:
            sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=block.columns)
    base = len(above) + 1
    for column in range(block.columns):
        sheet.column_dimensions[get_column_letter(column + 1)].width = 14
    for cell in block.cells:
        top, left = base + cell.row, 1 + cell.column
        for r in range(top, top + cell.row_span):
            for c in range(left, left + cell.column_span):
                sheet.cell(r, c).border = thin
        sheet.cell(top, left).value = "\n".join(cell_lines(cell.text)) or None
        if sheet.cell(top, left).data_type == "f":  # a target that begins with = is a text
            sheet.cell(top, left).data_type = "s"
        if (cell.row_span, cell.column_span) != (1, 1):
            sheet.merge_cells(
                start_row=top,
                start_column=left,
                end_row=top + cell.row_span - 1,
                end_column=left + cell.column_span - 1,
            )


def to_html(document: Document) -> bytes:
    parts = ["<!DOCTYPE html><html><head><meta charset='utf-8'><title>页</title></head><body>"]
    parts += ["<div class='nav'><ul><li><a href='/'>首页</a></li><li><a href='/x'>政务公开</a></li></ul></div><div>"]
    for block in document.blocks:
        if isinstance(block, Table):
            parts.append(_table_to_html(block))
        else:
            parts.append(
                f"<p style='text-align:{block.align};font-size:{block.size:.1f}pt'>{escape(spaced(block)).replace('  ', '&nbsp;&nbsp;')}</p>"
            )
    return "\n".join([*parts, "</div></body></html>"]).encode()


def _table_to_html(block: Table) -> str:
    rows = [
        "".join(
            f"<td rowspan={c.row_span} colspan={c.column_span}>{'<br>'.join(map(escape, cell_lines(c.text)))}</td>"
            for c in block.cells
            if c.row == row
        )
        for row in range(block.rows)
    ]
    return "<table border=1>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"
