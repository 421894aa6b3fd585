"""What a file is, told from its bytes: names lie (a web page called .xls, a .docx called .doc, a PDF called .tmp)."""

from __future__ import annotations

import mmap
import re
import zipfile
from pathlib import Path

from ziping.pipeline.inputs import file_kinds
from ziping.pipeline.inputs.damage import DAMAGED_ZIP

_HEAD = 4096  # bytes that tell nearly every kind
_TAR_AT, _TAR = 257, b"ustar"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_SEARCHED = 64_000_000  # bytes of a compound file in which the names of its streams are looked for

_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", file_kinds.PNG),
    (b"\xff\xd8\xff", file_kinds.JPEG),
    (b"II*\0", file_kinds.TIFF),
    (b"MM\0*", file_kinds.TIFF),
    (b"II+\0", file_kinds.TIFF),
    (b"MM\0+", file_kinds.TIFF),
    (b"7z\xbc\xaf\x27\x1c", file_kinds.SEVEN_ZIP),
    (b"Rar!\x1a\x07", file_kinds.RAR),
    (b"{\\rtf", file_kinds.RTF),
    (b"\x1f\x8b", file_kinds.TAR),  # gzip, bzip2, xz: around a tar archive, or a single file
    (b"BZh", file_kinds.TAR),
    (b"\xfd7zXZ\0", file_kinds.TAR),
)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_HEIC = frozenset({b"heic", b"heix", b"mif1", b"msf1", b"heim", b"heis"})

# Streams of a compound file, as its directory names them (UTF-16), and what a file with one is. The first that is there
# decides: a locked document has no other.
_STREAMS = (
    ("EncryptedPackage", file_kinds.LOCKED_OFFICE),
    ("WordDocument", file_kinds.DOC),
    ("Workbook", file_kinds.XLS),
    ("PowerPoint Document", file_kinds.PPT),
    ("Book", file_kinds.XLS),
)
# Members of a package, and what a file with one is. Their names are the same in capitals; some programs number them, or part folders
# by backslashes.
_MEMBERS = (
    (re.compile(r"word/document\d?\.xml"), file_kinds.DOCX),
    (re.compile(r"xl/workbook\d?\.xml"), file_kinds.XLSX),
    (re.compile(r"xl/workbook\d?\.bin"), file_kinds.XLSB),
    (re.compile(r"ppt/presentation\d?\.xml"), file_kinds.PPTX),
    (re.compile(r"ofd\.xml"), file_kinds.OFD),
    (re.compile(r"fixeddoc(?:ument)?seq(?:uence)?\.fdseq"), file_kinds.XPS),
    (re.compile(r"index/document\.iwa"), "application/vnd.apple.iwork"),
)
_HTML = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<table[\s>]", re.IGNORECASE)
_MHT = re.compile(rb"(?im)^mime-version:\s*1|^content-type:\s*multipart/related")
_MHT_PAGE = re.compile(rb"(?im)^content-type:\s*(multipart/related|text/html)")
_OFFICE_XML = re.compile(
    rb"urn:schemas-microsoft-com:office:spreadsheet|schemas.microsoft.com/office/word/2003|pkg:package"
)


def sniff(path: Path) -> str | None:
    """The media type that a file's bytes show; None for what could hold no report, and for text of no kind.

    Raises:
        OSError: when it cannot be read.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    for magic, media_type in _MAGIC:
        if head.startswith(magic):
            return media_type
    if head.startswith(_ZIP):
        return _package(path)
    if head.startswith(_OLE):
        return _compound(path)
    if head[_TAR_AT : _TAR_AT + len(_TAR)] == _TAR:
        return file_kinds.TAR
    if b"%PDF-" in head[:1024]:  # junk may stand before it; an archive may begin with one that is not packed
        return file_kinds.PDF
    return _picture(head) or _markup(head)


def _picture(head: bytes) -> str | None:
    if head.startswith(b"BM") and len(head) > 26 and head[6:10] == b"\0\0\0\0":
        return file_kinds.BMP
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return file_kinds.WEBP
    return file_kinds.HEIC if head[4:8] == b"ftyp" and head[8:12] in _HEIC else None


def _package(path: Path) -> str:
    """A zip archive that is a document, by the members that only such a document has."""
    try:
        with zipfile.ZipFile(path) as package:
            names = frozenset(package.namelist())
            if "mimetype" in names and package.getinfo("mimetype").file_size < 200:
                declared = package.read("mimetype").decode("ascii", "replace").strip().removesuffix("-template")
                if declared in {file_kinds.ODT, file_kinds.ODS}:
                    return declared
    except DAMAGED_ZIP:
        names = frozenset()
        by_name = file_kinds.promised(path.name)
        if by_name is not None and by_name.media_type in {
            file_kinds.DOCX,
            file_kinds.XLSX,
            file_kinds.ODT,
            file_kinds.ODS,
            file_kinds.OFD,
        }:
            return by_name.media_type  # cut off: what it was meant to be
    plain = [name.replace("\\", "/").lstrip("/").lower() for name in names]
    return next((media_type for member, media_type in _MEMBERS if any(map(member.fullmatch, plain))), file_kinds.ZIP)


def _compound(path: Path) -> str | None:
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        for stream, media_type in _STREAMS:
            if data.find(stream.encode("utf-16-le") + b"\0\0", 0, _OLE_SEARCHED) >= 0:
                return media_type
    return None


def _markup(head: bytes) -> str | None:
    text = head
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = head[: len(head) // 2 * 2].decode("utf-16", "replace").encode("utf-8")
    if b"\0" in text:
        return None
    start = text.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"<") and _OFFICE_XML.search(text):
        return file_kinds.OFFICE_XML
    if start.startswith(b"<") and _HTML.search(text):
        return file_kinds.HTML
    if not start.startswith(b"<") and _MHT.search(text) and _MHT_PAGE.search(text):
        return file_kinds.MHT
    return None
