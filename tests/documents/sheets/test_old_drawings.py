"""What an .xls has beside its cells: pictures and boxes of text above them, lists of choices and lookups."""

import struct
import zlib
from types import SimpleNamespace

import pytest
import xlwt

from tests.documents.metafile import drawn
from tests.documents.sheets.test_drawings import PAGE, SIGNATURE
from tests.documents.sheets.test_lookups import CHOICES
from ziping.pipeline.documents.sheets.model import Area, SheetModel
from ziping.pipeline.documents.sheets.xls import read_xls
from ziping.pipeline.documents.sheets.xls_drawings import read_drawings, stored_pictures
from ziping.pipeline.documents.sheets.xls_records import _choices, records_of

BEGIN, END, GROUP, DRAWING, CONTINUED, OBJECT, TEXT = 0x809, 0x0A, 0xEB, 0xEC, 0x3C, 0x5D, 0x1B6
STORED = b"\x07\xf0"
METAFILE = b"\x01\0\0\0" + b"\0" * 200


def record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def long_record(kind: int, data: bytes) -> bytes:
    """A record, and those that continue it."""
    parts = [data[i : i + 8224] for i in range(0, len(data), 8224)]
    return b"".join(record(CONTINUED if n else kind, p) for n, p in enumerate(parts))


def part(kind: int, data: bytes, *, holds: bool = False) -> bytes:
    return struct.pack("<HHI", 0xF if holds else 0x2, kind, len(data)) + data


def store(picture: bytes) -> bytes:
    return part(0xF007, b"\0" * 36 + part(0xF01E, b"\0" * 17 + picture))


def drawing_store(metafile: bytes, names: int) -> bytes:
    """A drawing as it is stored: behind one name of it or two, its size and frame, packed."""
    return part(0xF007, b"\0" * 36 + part(0xF01A, b"\0" * (16 * names + 34) + zlib.compress(metafile)))


def shape(picture: int, columns: tuple[int, int], rows: tuple[int, int]) -> bytes:
    properties = struct.pack("<HI", 0x4104, picture) if picture else b""
    anchor = struct.pack("<9H", 2, columns[0], 0, rows[0], 0, columns[1], 0, rows[1], 0)
    return part(0xF004, part(0xF00B, properties) + part(0xF010, anchor), holds=True)


def box(text: str, kind: int = 6, row: int = 0) -> bytes:
    return (
        record(DRAWING, shape(0, (0, 3), (row, row + 1)))
        + record(OBJECT, struct.pack("<HHH", 0x15, 18, kind))
        + record(TEXT, b"\0" * 10 + struct.pack("<H", len(text)))
        + record(CONTINUED, b"\x01" + text.encode("utf-16-le"))
        + record(CONTINUED, b"\0" * 16)  # fonts
    )


def seen(sheet_records: bytes, *pictures: bytes, printed: tuple[Area, ...] = ()) -> SheetModel:
    stores = part(
        0xF000, part(0xF001, b"".join(p if p[2:4] == STORED else store(p) for p in pictures), holds=True), holds=True
    )
    before = record(BEGIN) + long_record(GROUP, stores) + record(END)
    memory = before + record(BEGIN) + sheet_records + record(END) + record(OBJECT, b"of another sheet")
    book = SimpleNamespace(mem=memory, base=0, _sh_abs_posn=[len(before)])
    sheet = SheetModel("表", printed=list(printed))
    read_drawings(book, 0, stored_pictures(book), sheet)
    return sheet


def test_a_page_is_taken_and_a_signature_is_not():
    drawing = part(0xF002, shape(1, (0, 9), (2, 40)) + shape(2, (0, 1), (50, 52)), holds=True)
    sheet = seen(long_record(DRAWING, drawing), PAGE, SIGNATURE)
    assert (sheet.scans, sheet.pictures) == ([PAGE], 0)


@pytest.mark.parametrize(("number", "stored"), [(1, METAFILE), (7, PAGE)], ids=["of another kind", "not there"])
def test_a_large_picture_that_cannot_be_had_is_counted(number, stored):
    sheet = seen(record(DRAWING, shape(number, (0, 9), (2, 40))), stored)
    assert (sheet.scans, sheet.pictures) == ([], 1)


@pytest.mark.parametrize("names", [1, 2])
def test_a_drawing_is_unpacked(names):
    emf = drawn([["得分", "95"]], (30, 30))
    sheet = seen(record(DRAWING, shape(1, (0, 9), (2, 40))), drawing_store(emf, names))
    assert (sheet.scans, sheet.pictures) == ([emf], 0)


def test_a_drawing_that_is_damaged_is_counted():
    sheet = seen(record(DRAWING, shape(1, (0, 9), (2, 40))), drawing_store(b"none", 1))
    assert (sheet.scans, sheet.pictures) == ([], 1)


def test_a_picture_outside_of_what_is_printed_is_not_read():
    drawing = record(DRAWING, shape(1, (20, 29), (2, 40)))
    assert seen(drawing, PAGE, printed=(Area(0, 0, 50, 9),)).scans == []


def test_boxes_of_text_are_read_and_notes_and_buttons_are_not():
    sheet = seen(box("项目支出绩效自评表", row=3) + box("批注", 0x19) + box("按钮", 7) + box("得分九十", 0x1E, 30))
    assert [(b.row, b.text) for b in sheet.boxes] == [(3, "项目支出绩效自评表"), (30, "得分九十")]


def test_a_chart_is_counted_and_what_is_in_it_is_not_read():
    chart = record(OBJECT, struct.pack("<HHH", 0x15, 18, 5)) + record(BEGIN) + box("图中的字") + record(END)
    sheet = seen(chart)
    assert (sheet.objects, sheet.boxes) == (1, [])


@pytest.mark.parametrize("length", range(0, 300, 7))
def test_damage_ends_the_reading(length):
    whole = long_record(DRAWING, shape(1, (0, 9), (2, 40))) + box("文")
    assert seen(whole[:length], PAGE).name == "表"
    book = SimpleNamespace(mem=(record(BEGIN) + whole)[:length], base=0, _sh_abs_posn=[0])
    assert len(list(records_of(book))) <= 7


def test_a_list_of_choices_is_found_behind_its_messages():
    messages = struct.pack("<HB", 2, 1) + "提示".encode("utf-16-le") + struct.pack("<HB", 1, 0) + b"a" + b"\0\0\0" * 2
    formula = b"\x3b\0\0\x01\0\x05\0\0\0\0\0"
    choices = struct.pack("<I", 3) + messages + struct.pack("<HH", len(formula), 0) + formula
    assert _choices(choices) == formula
    assert _choices(struct.pack("<I", 1) + choices[4:]) is None  # a whole number is asked for
    assert all(
        _choices(choices[:n]) in (None, formula[: max(0, n - len(choices) + len(formula))]) for n in range(len(choices))
    )


@pytest.mark.parametrize(
    ("formula", "names"),
    [
        ("VLOOKUP(A1,'选项 表'!A1:B3,2,0)", ["自评表"]),
        ("SUM('选项 表'!A1:B3)", ["自评表", "选项 表"]),
        ("1+1", ["自评表", "选项 表"]),
    ],
)
def test_a_table_in_which_something_is_looked_up(tmp_path, formula, names):
    book = xlwt.Workbook(encoding="utf-8")
    form, words = book.add_sheet("自评表"), book.add_sheet("选项 表")
    for r, row in enumerate(CHOICES):
        for c, text in enumerate(row):
            form.write(r, c, text)
            words.write(r, c, text)
    form.write(5, 0, xlwt.Formula(formula))
    book.save(str(tmp_path / "a.xls"))
    assert [sheet.name for sheet in read_xls(tmp_path / "a.xls")] == names
