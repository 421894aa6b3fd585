"""What lies on a sheet above its cells, or in a cell in place of text: read, or told of."""

import io
import re

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.drawing.image import Image as Placed
from PIL import Image

from tests.documents.sheets.test_sheets import FORM, fill
from tests.inputs.packing import packed, unpacked
from ziping.pipeline.documents.paper.flow import Grid, Passage, Scan
from ziping.pipeline.documents.sheets.layout import sheets_to_flow
from ziping.pipeline.documents.sheets.xlsx import read_xlsx

DRAWN = (
    'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def picture(width: int, height: int, colour: str = "white") -> bytes:
    buffer = io.BytesIO()
    Image.new("L", (width, height), colour).save(buffer, "PNG")
    return buffer.getvalue()


PAGE, SIGNATURE = picture(900, 1200), picture(120, 60)


def relations(**targets: str) -> bytes:
    every = "".join(
        f'<Relationship Id="{i}" Type="{RELATED}/{t.partition(":")[0]}" Target="{t.partition(":")[2]}"/>'
        for i, t in targets.items()
    )
    return f"<Relationships>{every}</Relationships>".encode()


@pytest.fixture
def book():
    book = openpyxl.Workbook()
    fill(book.active, FORM, 3)
    return book


def packed_with(book, parts: dict[str, bytes], change=lambda name, data: data) -> bytes:
    """The book's file with more parts, and with its own ones changed."""
    buffer = io.BytesIO()
    book.save(buffer)
    return packed({**{n: change(n, d) for n, d in unpacked(buffer.getvalue()).items()}, **parts})


def flow_of(data: bytes, tmp_path):
    (tmp_path / "a.xlsx").write_bytes(data)
    return sheets_to_flow(read_xlsx(tmp_path / "a.xlsx"))


def scans(flow) -> list[bytes]:
    return [item.data for item in flow.items if isinstance(item, Scan)]


def told(flow) -> list[tuple[str, str]]:
    return [(r.code, r.text) for r in flow.remarks]


def test_a_pasted_page_comes_behind_its_sheet_and_a_signature_is_left_out(book, tmp_path):
    book.active.add_image(Placed(io.BytesIO(PAGE)), "B2")
    book.active.add_image(Placed(io.BytesIO(SIGNATURE)), "B20")
    flow = flow_of(packed_with(book, {}), tmp_path)
    assert scans(flow) == [PAGE] and isinstance(flow.items[-1], Scan)
    assert told(flow) == []


def test_a_sheet_that_is_nothing_but_a_picture(book, tmp_path):
    book.create_sheet("扫描件").add_image(Placed(io.BytesIO(PAGE)), "A1")
    assert scans(flow_of(packed_with(book, {}), tmp_path)) == [PAGE]


def test_a_picture_shown_twice_is_read_once(book, tmp_path):
    for place in ("B2", "B90"):
        book.active.add_image(Placed(io.BytesIO(PAGE)), place)
    assert scans(flow_of(packed_with(book, {}), tmp_path)) == [PAGE]


def test_a_picture_outside_of_what_is_printed_or_on_a_hidden_sheet_is_not_read(book, tmp_path):
    book.active.add_image(Placed(io.BytesIO(PAGE)), "H40")
    book.active.print_area = "A1:C9"
    hidden = book.create_sheet("藏")
    hidden.add_image(Placed(io.BytesIO(PAGE)), "A1")
    hidden.sheet_state = "hidden"
    flow = flow_of(packed_with(book, {}), tmp_path)
    assert (scans(flow), told(flow)) == ([], [("hidden-sheet", "藏")])


def test_a_chart_is_told_of(book, tmp_path):
    chart = BarChart()
    chart.add_data(Reference(book.active, 2, 3, 2, 5))
    book.active.add_chart(chart, "E2")
    assert told(flow_of(packed_with(book, {}), tmp_path)) == [("unread-object", "Sheet: 1")]


ANCHOR = (
    "<xdr:twoCellAnchor><xdr:from><xdr:col>0</xdr:col><xdr:row>{0}</xdr:row></xdr:from>"
    "<xdr:to><xdr:col>9</xdr:col><xdr:row>{1}</xdr:row></xdr:to>{2}<xdr:clientData/></xdr:twoCellAnchor>"
)
BOX = '<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="2" name="b"{1}/></xdr:nvSpPr><xdr:txBody><a:bodyPr/>{0}</xdr:txBody></xdr:sp>'
PIC = '<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="3" name="{1}"/></xdr:nvPicPr><xdr:blipFill><a:blip r:{0}="p"/></xdr:blipFill></xdr:pic>'


def lines(*texts: str) -> str:
    return "".join(f"<a:p><a:r><a:t>{t[:2]}</a:t></a:r><a:r><a:t>{t[2:]}</a:t></a:r></a:p>" for t in texts)


def drawn(book, *anchors: str, target: str = "image:../media/p.png") -> bytes:
    drawing = f"<xdr:wsDr {DRAWN}>{''.join(anchors)}</xdr:wsDr>".encode()
    return packed_with(
        book,
        {
            "xl/worksheets/_rels/sheet1.xml.rels": relations(d="drawing:../drawings/drawing1.xml"),
            "xl/drawings/drawing1.xml": drawing,
            "xl/drawings/_rels/drawing1.xml.rels": relations(p=target),
            "xl/media/p.png": PAGE,
        },
    )


def test_boxes_of_text_stand_above_or_below_the_cells(book, tmp_path):
    title, remark = BOX.format(lines("项目支出", "绩效自评表"), ""), BOX.format(lines("得分 90 分"), "")
    hidden = BOX.format(lines("藏起来的"), ' hidden="1"')
    flow = flow_of(
        drawn(book, *(ANCHOR.format(r, r + 1, x) for r, x in ((20, remark), (0, title), (1, hidden)))), tmp_path
    )
    kinds = [i.text if isinstance(i, Passage) else type(i) for i in flow.items if not isinstance(i, Passage) or i.text]
    assert kinds[1:] == ["项目支出\n绩效自评表", Grid, "得分 90 分"]


def test_a_picture_without_a_size_is_as_large_as_the_cells_that_it_lies_on(book, tmp_path):
    assert scans(flow_of(drawn(book, ANCHOR.format(1, 40, PIC.format("embed", "p"))), tmp_path)) == [PAGE]
    assert scans(flow_of(drawn(book, ANCHOR.format(1, 4, PIC.format("embed", "p"))), tmp_path)) == []


def test_a_picture_in_a_group(book, tmp_path):
    group = f"<xdr:grpSp>{BOX.format(lines('附件一'), '')}{PIC.format('embed', 'p')}</xdr:grpSp>"
    flow = flow_of(drawn(book, ANCHOR.format(1, 40, group)), tmp_path)
    assert scans(flow) == [PAGE] and [i.text for i in flow.items if isinstance(i, Passage) and i.text] == ["附件一"]


def test_a_picture_that_the_file_lacks_is_told_of(book, tmp_path):
    flow = flow_of(drawn(book, ANCHOR.format(1, 40, PIC.format("embed", "p")), target="image:../media/q.png"), tmp_path)
    assert (scans(flow), told(flow)) == ([], [("unread-picture", "Sheet: 1")])


def in_cells(book, data: bytes, name: str = "ID_0A1B") -> bytes:
    """As WPS keeps pictures in cells."""
    images = f'<c:cellImages xmlns:c="x" {DRAWN}><c:cellImage>{PIC.format("embed", name)}</c:cellImage></c:cellImages>'
    more = '<Relationship Id="c" Type="http://www.wps.cn/officeDocument/2020/cellImage" Target="cellimages.xml"/></Relationships>'
    return packed_with(
        book,
        {
            "xl/cellimages.xml": images.encode(),
            "xl/_rels/cellimages.xml.rels": relations(p="image:media/p.png"),
            "xl/media/p.png": data,
        },
        lambda n, d: d.replace(b"</Relationships>", more.encode()) if n.endswith("workbook.xml.rels") else d,
    )


@pytest.mark.parametrize(
    ("data", "name", "found", "remarks"),
    [
        (PAGE, "ID_0A1B", [PAGE], []),
        (SIGNATURE, "ID_0A1B", [], [("unread-picture", "Sheet: 1")]),  # it stands in place of a value
        (PAGE, "ID_OTHER", [], [("unread-picture", "Sheet: 1")]),
    ],
)
def test_a_cell_of_wps_that_shows_a_page(book, tmp_path, data, name, found, remarks):
    book.active["B3"] = '=_xlfn.DISPIMG("ID_0A1B",1)'
    book.active["B3"].data_type = "s"
    flow = flow_of(in_cells(book, data, name), tmp_path)
    (grid,) = [i for i in flow.items if isinstance(i, Grid)]
    assert (scans(flow), told(flow), "甲项目" in {c.text for c in grid.cells}) == (found, remarks, False)
    assert not any("DISPIMG" in c.text for c in grid.cells)


def test_a_cell_of_excel_that_shows_a_page(book, tmp_path):
    book.active["B3"] = "#VALUE!"
    kinds = {"m": "sheetMetadata:metadata.xml", "v": "rdRichValue:richData/v.xml", "p": "richValueRel:richData/p.xml"}
    more = relations(**kinds).removeprefix(b"<Relationships>")

    def marked(name: str, data: bytes) -> bytes:
        if name.endswith("sheet1.xml"):
            return re.sub(rb'<c r="B3"', b'<c r="B3" vm="2"', data)
        return data.replace(b"</Relationships>", more) if name.endswith("workbook.xml.rels") else data

    parts = {
        "xl/metadata.xml": b'<metadata><futureMetadata name="XLRICHVALUE"><bk><rvb i="1"/></bk><bk><rvb i="0"/></bk></futureMetadata>'
        b'<valueMetadata><bk><rc t="1" v="0"/></bk><bk><rc t="1" v="1"/></bk></valueMetadata></metadata>',
        "xl/richData/v.xml": b"<rvData><rv s='0'><v>1</v><v>5</v></rv><rv s='0'><v>0</v><v>5</v></rv></rvData>",
        "xl/richData/p.xml": f"<richValueRels {DRAWN}><rel r:id='a'/><rel r:id='b'/></richValueRels>".encode(),
        "xl/richData/_rels/p.xml.rels": relations(a="image:../media/a.png", b="image:../media/b.png"),
        "xl/media/a.png": SIGNATURE,
        "xl/media/b.png": PAGE,
    }
    flow = flow_of(packed_with(book, parts, marked), tmp_path)
    assert (scans(flow), told(flow)) == ([PAGE], [])
    (grid,) = [i for i in flow.items if isinstance(i, Grid)]
    assert "#VALUE!" not in {c.text for c in grid.cells}
