"""Working papers as a Word document: a section for every unit, with its index in the header."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from docx import Document
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from ziping.pipeline.present.terminal_text import held
from ziping.pipeline.workpaper.clips import DPI, sizes_of
from ziping.pipeline.workpaper.paper import Matter, Paper, Pictures
from ziping.pipeline.workpaper.wording import Field, Wording

if TYPE_CHECKING:
    from docx.document import Document as Doc
    from docx.section import Section
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

_PAPER, _MARGIN = (Mm(210), Mm(297)), Mm(20)
_INNER = 170  # mm between the margins
_FIELD = (32, 138)  # mm: name and text
_LINE = (10, 48, 32, 26, 26, 18, 10)  # mm: columns of a recomputation
_WORK = (74, 24, 24, 24, 24)
_LATIN, _CHINESE = "Times New Roman", "SimSun"
_SHADE = "E8EEF4"
_TALLEST = 110  # mm of a clip


def write_document(papers: Iterable[Paper], pictures: Pictures, wording: Wording, file: Path) -> None:
    """Writes the papers, one after the other, each on a page of its own."""
    document = Document()
    _styles(document)
    document.core_properties.title, document.core_properties.author = wording.title, "ziping"
    document.core_properties.comments = wording.note
    sizes = dict(sizes_of(pictures))
    for number, paper in enumerate(papers):
        section = document.sections[0] if number == 0 else document.add_section(WD_SECTION.NEW_PAGE)
        _page(section, paper, wording)
        _paper(document, paper, pictures, sizes, wording)
    document.save(str(file))


def _styles(document: Doc) -> None:
    for name, size, before in (("Normal", 9, 0), ("Title", 16, 0), ("Heading 1", 13, 6), ("Heading 2", 10.5, 10)):
        style = document.styles[name]
        style.font.name, style.font.size = _LATIN, Pt(size)
        style.font.color.rgb = RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        fonts.set(qn("w:eastAsia"), _CHINESE)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(3)


def _page(section: Section, paper: Paper, wording: Wording) -> None:
    section.page_width, section.page_height = _PAPER
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
    section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
    section.header.paragraphs[0].text = held(f"{wording.say('index')} {paper.index}    {paper.unit}")
    foot = section.footer.paragraphs[0]
    before, between, after = wording.say("page {} of {}").split("{}")
    for text, field in ((before, "PAGE"), (between, "NUMPAGES"), (after, "")):
        foot.add_run(text)
        if field:
            _field(foot, field)


def _field(paragraph: Paragraph, instruction: str) -> None:
    """A figure that the word processor fills in."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def _paper(
    document: Doc, paper: Paper, pictures: Pictures, sizes: dict[str, tuple[int, int]], wording: Wording
) -> None:
    document.add_heading(held(wording.title), 1)
    _fields(document, wording.about(paper))
    names = wording.to_sign
    table = _table(document, (18, 34, 12, 21, 18, 34, 12, 21), 1)
    for place, name in enumerate(names):
        _write(table.cell(0, 2 * place), name, shaded=True)
    document.add_heading(wording.say("checks that were made"), 2)
    statuses = ("pass", "rounding", "unchecked", "fail")
    rows = [(work.title, *(str(work.counts.get(status, 0)) for status in statuses)) for work in paper.work]
    _grid(document, _WORK, wording.work_headings, rows, figures=frozenset(range(1, 5)))
    for matter in paper.matters:
        _matter(document, matter, pictures, sizes, wording)
    document.add_paragraph(held(wording.ticks) if paper.matters else "")
    document.add_paragraph(wording.note)


def _matter(
    document: Doc, matter: Matter, pictures: Pictures, sizes: dict[str, tuple[int, int]], wording: Wording
) -> None:
    document.add_heading(held(wording.matter(matter)), 2)
    _fields(document, wording.before(matter))
    if matter.lines:
        _spaced(document)
        rows = [
            (str(n), line.label, line.place, line.reported, line.recomputed, line.difference, line.tick)
            for n, line in enumerate(matter.lines, 1)
        ]
        _grid(document, _LINE, wording.headings, rows, figures=frozenset({3, 4, 5}))
    for clip in matter.clips:
        if clip.name in pictures:
            width, height = (side / DPI * 25.4 for side in sizes[clip.name])
            scale = min(_INNER / width, _TALLEST / height, 1.0)
            paragraph = document.add_paragraph()
            paragraph.paragraph_format.space_before = Pt(5)
            paragraph.add_run().add_picture(str(pictures[clip.name]), width=Mm(width * scale))
    if not any(clip.name in pictures for clip in matter.clips):
        document.add_paragraph(wording.say("(no picture: the file is gone, has changed, or cannot be drawn)"))
    _fields(document, wording.after(matter))


def _spaced(document: Doc) -> None:
    paragraph = document.add_paragraph()  # tables that follow each other would grow together
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.line_spacing = Pt(5)


def _fields(document: Doc, fields: Sequence[Field]) -> None:
    table = _table(document, _FIELD, len(fields))
    for row, (name, text) in zip(table.rows, fields, strict=True):
        _write(row.cells[0], name, shaded=True)
        _write(row.cells[1], text)
    _spaced(document)


def _grid(
    document: Doc,
    widths: Sequence[int],
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    figures: frozenset[int],
) -> None:
    table = _table(document, widths, len(rows) + 1)
    head = table.rows[0]._tr.get_or_add_trPr()
    head.append(OxmlElement("w:tblHeader"))  # repeated where the table goes over a page
    for row, texts in zip(table.rows, [headings, *rows], strict=True):
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for place, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            _write(cell, text, shaded=texts is headings, right=place in figures and texts is not headings)


def _table(document: Doc, widths: Sequence[int], rows: int) -> Table:
    table: Table = document.add_table(rows, len(widths), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    return table


def _write(cell: _Cell, text: str, *, shaded: bool = False, right: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    if right:
        paragraph.alignment = 2
    paragraph.add_run(held(text)).bold = shaded or None
    if shaded:
        shade = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", _SHADE)):
            shade.set(qn(f"w:{name}"), value)
        cell._tc.get_or_add_tcPr().append(shade)
