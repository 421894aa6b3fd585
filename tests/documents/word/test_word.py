"""Word documents: what Word shows of them."""

import pytest

from tests.documents.word.word_files import cell, paragraph, row, run, table, write
from ziping.pipeline.documents.paper.flow import Grid, NewPage, Passage
from ziping.pipeline.documents.word.number_formats import format_number
from ziping.pipeline.documents.word.read import read_word
from ziping.pipeline.errors import ReadError
from ziping.schemas.document import Align

GOES_ON, BEGINS = "<w:vMerge/>", '<w:vMerge w:val="restart"/>'


def texts(path) -> list[str]:
    return [item.text for item in read_word(path).items if isinstance(item, Passage) and item.text]


def grids(path) -> list[Grid]:
    return [item for item in read_word(path).items if isinstance(item, Grid)]


def spans(grid: Grid) -> list[tuple]:
    return [(c.row, c.column, c.row_span, c.column_span, c.text) for c in grid.cells]


def numbered(level: int, list_id: int = 1) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'


def test_paragraphs_with_their_alignment_and_size(tmp_path):
    body = paragraph(run("自评报告", '<w:sz w:val="44"/>'), '<w:jc w:val="center"/>') + paragraph("正文")
    title, text = read_word(write(tmp_path / "a.docx", body)).items
    assert (title.text, title.align, title.size) == ("自评报告", Align.CENTRE, 22)
    assert (text.text, text.align, text.size) == ("正文", Align.LEFT, 10.5)


def test_alignment_and_size_are_inherited_from_styles(tmp_path):
    styles = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="24"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:styleId="T"><w:pPr><w:jc w:val="center"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="U"><w:basedOn w:val="T"/><w:rPr><w:sz w:val="36"/></w:rPr></w:style>'
    )
    body = paragraph("题", '<w:pStyle w:val="U"/>') + paragraph("文")
    title, text = read_word(write(tmp_path / "a.docx", body, styles=styles)).items
    assert (title.align, title.size, text.size) == (Align.CENTRE, 18, 12)


def test_cells_that_are_merged_across_and_down(tmp_path):
    body = table(
        row(cell("甲", BEGINS), cell("乙", '<w:gridSpan w:val="2"/>')),
        row(cell("", GOES_ON), cell("丙"), cell("丁\n戊")),
        row(cell("己", GOES_ON.replace("/>", ' w:val="continue"/>')), cell("庚"), cell("辛")),
    )
    (grid,) = grids(write(tmp_path / "a.docx", body))
    assert (grid.rows, len(grid.widths)) == (3, 3)
    assert spans(grid) == [
        (0, 0, 3, 1, "甲"), (0, 1, 1, 2, "乙"), (1, 1, 1, 1, "丙"), (1, 2, 1, 1, "丁\n戊"), (2, 1, 1, 1, "庚"), (2, 2, 1, 1, "辛"),
    ]  # fmt: skip


def test_a_row_that_begins_further_right(tmp_path):
    body = table(row(cell("甲"), cell("乙")), row(cell("丙"), properties='<w:gridBefore w:val="1"/>'))
    (grid,) = grids(write(tmp_path / "a.docx", body))
    assert spans(grid)[-1] == (1, 1, 1, 1, "丙")


def test_a_table_in_a_cell_is_read_behind_it(tmp_path):
    inner = table(row(cell("内")))
    body = table(row(cell("外"), f"<w:tc>{inner}{paragraph('旁')}</w:tc>"))
    outer, nested = grids(write(tmp_path / "a.docx", body))
    assert ([c.text for c in outer.cells], [c.text for c in nested.cells]) == (["外", "旁"], ["内"])


def test_changes_count_as_accepted(tmp_path):
    body = (
        f"<w:p>{run('执行')}<w:del><w:r><w:delText>90</w:delText></w:r></w:del><w:ins>{run('95')}</w:ins>{run('%')}"
        f"<w:moveFrom>{run('旧')}</w:moveFrom><w:moveTo>{run('新')}</w:moveTo></w:p>"
        + table(row(cell("留")), row(cell("去"), properties="<w:del/>"))
    )
    path = write(tmp_path / "a.docx", body)
    assert texts(path) == ["执行95%新"]
    assert [c.text for c in grids(path)[0].cells] == ["留"]


def test_a_paragraph_whose_end_is_deleted_goes_on_with_the_next(tmp_path):
    body = paragraph("前", "<w:rPr><w:del/></w:rPr>") + paragraph("后")
    assert texts(write(tmp_path / "a.docx", body)) == ["前后"]


def test_hidden_text_is_not_read(tmp_path):
    styles = '<w:style w:type="character" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>'
    hidden = run("密", "<w:vanish/>") + run("隐", '<w:rStyle w:val="H"/>') + run("见", '<w:vanish w:val="0"/>')
    assert texts(write(tmp_path / "a.docx", f"<w:p>{hidden}</w:p>", styles=styles)) == ["见"]


def test_marks_of_notes_are_no_digits(tmp_path):
    raised = '<w:vertAlign w:val="superscript"/>'
    body = f"<w:p>{run('312')}{run('1', raised)}{run('盏，500m')}{run('2', raised)}</w:p>"
    assert texts(write(tmp_path / "a.docx", body)) == ["312盏，500m2"]


def test_fields_by_their_results(tmp_path):
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    body = f"<w:p>{mark('begin')}<w:r><w:instrText>=SUM(ABOVE)</w:instrText></w:r>{mark('separate')}{run('98.5')}{mark('end')}{run('分')}</w:p>"
    assert texts(write(tmp_path / "a.docx", body)) == ["98.5分"]


def test_tabs_breaks_symbols_and_hyphens(tmp_path):
    body = (
        "<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:noBreakHyphen/>"
        '<w:sym w:font="Wingdings" w:char="F0FE"/><w:softHyphen/></w:r></w:p>'
    )
    assert texts(write(tmp_path / "a.docx", body)) == ["甲\t乙\n丙-☑"]


def test_a_page_break_begins_a_page(tmp_path):
    body = '<w:p><w:r><w:t>前</w:t><w:br w:type="page"/></w:r></w:p>' + paragraph("后")
    kinds = [type(item) for item in read_word(write(tmp_path / "a.docx", body)).items]
    assert kinds == [Passage, NewPage, Passage]


def test_text_boxes_follow_their_paragraph_once(tmp_path):
    inside = f"<w:txbxContent>{paragraph('框')}</w:txbxContent>"
    box = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{inside}</wps:txbx></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict>{inside}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert texts(write(tmp_path / "a.docx", f"<w:p>{run('文')}{box}</w:p>")) == ["文", "框"]


def test_a_box_within_a_box_is_read_once(tmp_path):
    inner = f"<w:r><w:pict><w:txbxContent>{paragraph('内')}</w:txbxContent></w:pict></w:r>"
    outer = f"<w:r><w:pict><w:txbxContent><w:p>{run('外')}{inner}</w:p></w:txbxContent></w:pict></w:r>"
    assert texts(write(tmp_path / "a.docx", f"<w:p>{outer}</w:p>")) == ["外", "内"]


def test_the_size_of_a_picture_drawn_the_older_way(tmp_path):
    from lxml import etree

    from ziping.pipeline.documents.word.runs import Runs
    from ziping.pipeline.documents.word.styles import Styles

    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    drawn = f'<w:p xmlns:w="{space}" xmlns:v="v" xmlns:r="r"><w:r><w:pict><v:shape style="width:400pt;height:300.5pt"><v:imagedata r:id="rId9"/></v:shape></w:pict></w:r></w:p>'
    (picture,) = Runs(Styles()).read(etree.fromstring(drawn)).pictures
    assert (picture.relation, picture.width, picture.height) == ("rId9", 400.0, 300.5)


def test_footnotes_stand_apart(tmp_path):
    notes = f'<w:footnote w:id="2">{paragraph("含上年结转")}</w:footnote>'
    body = f'<w:p>{run("预算")}<w:r><w:footnoteReference w:id="2"/></w:r>{run("100万元")}</w:p>' + paragraph("后")
    assert texts(write(tmp_path / "a.docx", body, footnotes=notes)) == ["预算100万元", "后", "含上年结转"]


def level(number: int, form: str, text: str, more: str = "") -> str:
    return f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>{more}</w:lvl>'


LISTS = (
    '<w:abstractNum w:abstractNumId="7">'
    + level(0, "chineseCounting", "%1、")
    + level(1, "chineseCounting", "（%2）")
    + level(2, "decimal", "%1.%2.%3", "<w:isLgl/>")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)


def test_numbers_of_lists_as_word_shows_them(tmp_path):
    levels = (0, 1, 1, 0, 1, 2, 2)
    body = "".join(paragraph("甲", numbered(level)) for level in levels) + paragraph("乙", numbered(0, 2))
    assert texts(write(tmp_path / "a.docx", body, numbering=LISTS)) == [
        "一、 甲", "（一） 甲", "（二） 甲", "二、 甲", "（一） 甲", "2.1.1 甲", "2.1.2 甲", "一、 乙",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (12, "chineseCounting", "十二"), (20, "chineseCounting", "二十"), (105, "chineseCountingThousand", "一百零五"),
        (110, "chineseCounting", "一百一十"), (3, "decimalEnclosedCircle", "③"), (14, "lowerRoman", "xiv"), (28, "upperLetter", "BB"),
        (10, "ideographDigital", "一〇"), (2, "ideographTraditional", "乙"), (7, "decimalZero", "07"), (5, "unheardOf", "5"),
    ],
)  # fmt: skip
def test_forms_of_numbers(value, form, shown):
    assert format_number(value, form) == shown


def test_objects_that_are_not_read_are_told(tmp_path):
    (remark,) = read_word(write(tmp_path / "a.docx", "<w:p><w:r><w:object/></w:r></w:p>")).remarks
    assert remark.code == "unread-object"


BOMB = '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "prolog",
    [BOMB, '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>', '<!DOCTYPE w SYSTEM "http://127.0.0.1:9/x.dtd">'],
)
def test_entities_are_not_read(tmp_path, prolog):
    path = write(tmp_path / "a.docx", paragraph("文"), prolog)
    with pytest.raises(ReadError) as error:
        read_word(path)
    assert error.value.code == "corrupt"


def test_very_deep_nesting_ends(tmp_path):
    body = paragraph("底")
    for _ in range(60):
        body = table(row(f"<w:tc>{body}</w:tc>"))
    path = write(tmp_path / "a.docx", body)
    try:
        assert len(grids(path)) <= 60
    except ReadError as error:
        assert error.code == "corrupt"


@pytest.mark.parametrize("size", [0, 10, 60, 400])
def test_a_document_that_is_cut_off_is_corrupt(tmp_path, size):
    path = write(tmp_path / "a.docx", paragraph("文"))
    path.write_bytes(path.read_bytes()[:size])
    with pytest.raises(ReadError) as error:
        read_word(path)
    assert error.value.code == "corrupt"
