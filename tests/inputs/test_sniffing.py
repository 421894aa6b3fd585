"""What a file is, by its bytes and whatever its name says."""

import io
import zipfile

import pytest
from PIL import Image

from tests.inputs.packing import packed
from ziping.pipeline.inputs import file_kinds
from ziping.pipeline.inputs.sniffing import sniff

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def picture(form: str) -> bytes:
    buffer = io.BytesIO()
    Image.new("L", (20, 30), 255).save(buffer, form)
    return buffer.getvalue()


def stream(name: str) -> bytes:
    return OLE + name.encode("utf-16-le") + b"\0\0"


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (b"%PDF-1.7\n", file_kinds.PDF),
        (b"\n\njunk %PDF-1.4", file_kinds.PDF),
        (packed({"word/document.xml": b"<w/>"}), file_kinds.DOCX),
        (packed({"xl/workbook.xml": b"<w/>"}), file_kinds.XLSX),
        (packed({"mimetype": file_kinds.ODS.encode(), "content.xml": b""}), file_kinds.ODS),
        (packed({"OFD.xml": b""}), file_kinds.OFD),
        (packed({"a.pdf": b"%PDF-1.4"}), file_kinds.ZIP),
        (stream("WordDocument"), file_kinds.DOC),
        (stream("Workbook"), file_kinds.XLS),
        (stream("EncryptedPackage"), file_kinds.LOCKED_OFFICE),
        (OLE, None),
        (b"{\\rtf1\\ansi", file_kinds.RTF),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE html><html>", file_kinds.HTML),
        ("<html><body>自评</body>".encode("utf-16"), file_kinds.HTML),
        (b"<table><tr><td>1</td></tr></table>", file_kinds.HTML),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x", file_kinds.MHT),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            file_kinds.OFFICE_XML,
        ),
        (picture("PNG"), file_kinds.PNG),
        (picture("JPEG"), file_kinds.JPEG),
        (picture("TIFF"), file_kinds.TIFF),
        (picture("BMP"), file_kinds.BMP),
        (picture("WEBP"), file_kinds.WEBP),
        (b"7z\xbc\xaf\x27\x1c\0\4", file_kinds.SEVEN_ZIP),
        (b"Rar!\x1a\x07\x01\0", file_kinds.RAR),
        (b"plain words", None),
        (b"", None),
    ],
)
def test_the_bytes_tell_the_kind(tmp_path, data, media_type):
    (tmp_path / "file.dat").write_bytes(data)
    assert sniff(tmp_path / "file.dat") == media_type


def test_a_document_that_is_cut_off_is_what_it_was_meant_to_be(tmp_path):
    data = packed({"word/document.xml": b"<w/>" * 100}, zipfile.ZIP_DEFLATED)
    (tmp_path / "a.docx").write_bytes(data[:60])
    assert sniff(tmp_path / "a.docx") == file_kinds.DOCX


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_package_whose_first_member_is_damaged_is_what_it_was_meant_to_be(tmp_path, method):
    data = bytearray(packed({"mimetype": file_kinds.ODT.encode() * 4, "content.xml": b"<w/>"}, method))
    start = data.find(b"mimetype") + len("mimetype")
    data[start : start + 30] = b"\xff" * 30
    (tmp_path / "a.odt").write_bytes(data)
    assert sniff(tmp_path / "a.odt") == file_kinds.ODT


def test_every_kind_that_is_refused_has_an_advice():
    assert not [kind.name for kind in file_kinds.KINDS if kind.use is file_kinds.Use.REFUSE and not kind.advice]
