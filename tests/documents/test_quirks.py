"""What WPS and other programs write otherwise than Word and Excel do, and is read all the same."""

import io

import openpyxl
import pytest

from tests.documents.sheets.test_drawings import PAGE, SIGNATURE
from tests.documents.sheets.test_sheets import FORM, fill
from tests.documents.test_twins import RAW, fields
from tests.documents.word.word_files import KINDS, SPACES, paragraph
from tests.inputs.packing import packed, unpacked
from ziping.pipeline.documents.paper.flow import Grid, Scan
from ziping.pipeline.documents.sheets.layout import sheets_to_flow
from ziping.pipeline.documents.sheets.xlsx import read_xlsx
from ziping.pipeline.documents.word.read import read_word
from ziping.pipeline.inputs import file_kinds
from ziping.pipeline.inputs.sniffing import sniff

NAMINGS = {
    "backslashes": lambda name: name.replace("/", "\\"),
    "capitals": lambda name: name if name.startswith("[") else name.upper(),
    "led by a stroke": lambda name: f"/{name}",
}


@pytest.mark.parametrize("naming", NAMINGS)
@pytest.mark.parametrize(
    ("sample", "kind"),
    [("2021-nanxian.docx", file_kinds.DOCX), ("2022-tangxi.xlsx", file_kinds.XLSX)],
    ids=["docx", "xlsx"],
)
def test_parts_by_other_names(tmp_path, naming, sample, kind):
    parts = unpacked((RAW / sample).read_bytes())
    (tmp_path / "a").write_bytes(packed({NAMINGS[naming](name): data for name, data in parts.items()}, 8))
    assert sniff(tmp_path / "a") == kind
    (tmp_path / "a").rename(path := tmp_path / sample)
    assert fields(path) == fields(RAW / sample)


def test_a_main_part_with_a_number(tmp_path):
    def renamed(text: bytes) -> bytes:
        return text.replace(b"word/document.xml", b"word/document2.xml")

    parts = unpacked((RAW / "2021-nanxian.docx").read_bytes())
    named = {
        n.replace("word/document.xml", "word/document2.xml").replace("document.xml.rels", "document2.xml.rels"): d
        for n, d in parts.items()
    }
    path = tmp_path / "a.docx"
    path.write_bytes(packed({n: renamed(d) if n == "_rels/.rels" else d for n, d in named.items()}, 8))
    assert sniff(path) == file_kinds.DOCX
    assert fields(path) == fields(RAW / "2021-nanxian.docx")


def test_rows_and_columns_of_no_size_are_hidden(tmp_path):
    book = openpyxl.Workbook()
    fill(book.active, [["一", "藏", "二"], ["藏", "藏", "藏"], ["三", "藏", "四"]])
    book.active.column_dimensions["B"].width = 0.0001
    book.active.row_dimensions[2].height = 0.0001
    buffer = io.BytesIO()
    book.save(buffer)
    parts = {n: d.replace(b'"0.0001"', b'"0"') for n, d in unpacked(buffer.getvalue()).items()}
    (tmp_path / "a.xlsx").write_bytes(packed(parts))
    flow = sheets_to_flow(read_xlsx(tmp_path / "a.xlsx"))
    (grid,) = [i for i in flow.items if isinstance(i, Grid)]
    assert [c.text for c in grid.cells] == ["一", "二", "三", "四"]
    assert [r.code for r in flow.remarks] == ["hidden-cells"]


def test_a_used_range_that_lies(tmp_path):
    """WPS tells of A1 alone."""
    book = openpyxl.Workbook()
    fill(book.active, FORM)
    buffer = io.BytesIO()
    book.save(buffer)
    parts = {n: d.replace(b'ref="A1:C3"', b'ref="A1"') for n, d in unpacked(buffer.getvalue()).items()}
    (tmp_path / "a.xlsx").write_bytes(packed(parts))
    (grid,) = [i for i in sheets_to_flow(read_xlsx(tmp_path / "a.xlsx")).items if isinstance(i, Grid)]
    assert len(grid.cells) == 9


def drawing(inside: str, width: int = 400, height: int = 500) -> str:
    size = f'<wp:extent cx="{width * 12700}" cy="{height * 12700}"/>'
    return paragraph(f"<w:r><w:drawing><wp:inline>{size}{inside}</wp:inline></w:drawing></w:r>")


def word(tmp_path, body: str):
    targets = {"i": "image", "s": "image", "e": 'image" TargetMode="External', "c": "chart"}
    names = {"i": "media/i.png", "s": "media/s.png", "e": "file:///C:/scan.png", "c": "charts/c.xml"}
    related = "".join(f'<Relationship Id="{i}" Target="{names[i]}" Type="{KINDS}{t}"/>' for i, t in targets.items())
    parts = {
        "word/document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>".encode(),
        "word/_rels/document.xml.rels": f"<Relationships>{related}</Relationships>".encode(),
        "word/media/i.png": PAGE,
        "word/media/s.png": SIGNATURE,
    }
    (tmp_path / "a.docx").write_bytes(packed(parts))
    flow = read_word(tmp_path / "a.docx")
    return [i.data for i in flow.items if isinstance(i, Scan)], [(r.code, r.text) for r in flow.remarks]


@pytest.mark.parametrize(
    ("body", "found", "remarks"),
    [
        (drawing('<a:blip r:embed="i"/>') * 2, [PAGE], []),  # the same picture on every page says nothing new
        (drawing('<a:blip r:embed="s"/>', 90, 60), [], []),
        (drawing('<a:blip r:link="e"/>'), [], [("unread-picture", "1")]),
        (drawing('<a:blip r:link="e"/>', 90, 60), [], []),
        (drawing('<c:chart xmlns:c="x" r:id="c"/>'), [], [("unread-object", "1")]),
    ],
    ids=["twice", "signature", "elsewhere", "logo elsewhere", "chart"],
)
def test_pictures_of_word_are_read_or_told_of(tmp_path, body, found, remarks):
    assert word(tmp_path, body) == (found, remarks)
