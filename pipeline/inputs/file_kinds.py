"""The kinds of files that a folder may hold, and what becomes of each.

The type that counts is the one that the bytes show (`ziping.pipeline.inputs.sniffing`); the name only tells which files
of a folder are worth a look.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath


class Use(StrEnum):
    """What becomes of a file: read, taken apart into its members, or named with the reason why neither is done."""

    READ = "read"
    UNPACK = "unpack"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file.

    Attributes:
        media_type: As in `documents.media_type`.
        name: What people call it.
        suffixes: Endings of names that promise it, in small letters.
        advice: Of a refused one, what to do instead.
    """

    media_type: str
    name: str
    suffixes: tuple[str, ...]
    use: Use = Use.READ
    advice: str = ""


PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLS = "application/vnd.ms-excel"
DOC = "application/msword"
RTF = "application/rtf"
ODT = "application/vnd.oasis.opendocument.text"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
XLSB = "application/vnd.ms-excel.sheet.binary.macroenabled.12"
OFFICE_XML = "application/vnd.ms-office.flat-xml"
LOCKED_OFFICE = "application/vnd.ms-office.encrypted"
HTML = "text/html"
MHT = "multipart/related"
PNG, JPEG, TIFF = "image/png", "image/jpeg", "image/tiff"
BMP, WEBP = "image/bmp", "image/webp"
ZIP, TAR, SEVEN_ZIP = "application/zip", "application/x-tar", "application/x-7z-compressed"
OFD, RAR = "application/ofd", "application/vnd.rar"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
PPT, HEIC, XPS = "application/vnd.ms-powerpoint", "image/heic", "application/vnd.ms-xpsdocument"

_AS_PDF = "Save it as PDF, or print it into one, and put that in its place."

KINDS = (
    Kind(PDF, "PDF", (".pdf",)),
    Kind(DOCX, "Word document", (".docx", ".docm")),
    Kind(XLSX, "Excel workbook", (".xlsx", ".xlsm")),
    Kind(XLS, "Excel 97 workbook", (".xls", ".et")),
    Kind(DOC, "Word 97 document", (".doc", ".wps")),
    Kind(RTF, "rich text", (".rtf",)),
    Kind(ODT, "OpenDocument text", (".odt",)),
    Kind(ODS, "OpenDocument spreadsheet", (".ods",)),
    Kind(XLSB, "binary Excel workbook", (".xlsb",)),
    Kind(OFFICE_XML, "Word or Excel 2003 XML", ()),
    Kind(LOCKED_OFFICE, "office document with a password", ()),
    Kind(HTML, "web page", (".html", ".htm", ".xhtml", ".shtml")),
    Kind(MHT, "web archive", (".mht", ".mhtml")),
    Kind(PNG, "PNG picture", (".png",)),
    Kind(JPEG, "JPEG picture", (".jpg", ".jpeg")),
    Kind(TIFF, "TIFF picture", (".tif", ".tiff")),
    Kind(BMP, "BMP picture", (".bmp",)),
    Kind(WEBP, "WebP picture", (".webp",)),
    Kind(ZIP, "zip archive", (".zip",), Use.UNPACK),
    Kind(TAR, "tar archive", (".tar", ".tgz", ".gz", ".tbz2", ".bz2", ".txz", ".xz"), Use.UNPACK),
    Kind(SEVEN_ZIP, "7z archive", (".7z",), Use.UNPACK),
    Kind(OFD, "OFD document", (".ofd",), Use.REFUSE, f"OFD cannot be read. {_AS_PDF}"),
    Kind(RAR, "RAR archive", (".rar",), Use.REFUSE, "RAR cannot be unpacked. Unpack it and name the folder."),
    Kind(PPTX, "PowerPoint presentation", (".pptx",), Use.REFUSE, _AS_PDF),
    Kind(PPT, "PowerPoint 97 presentation", (".ppt", ".dps"), Use.REFUSE, _AS_PDF),
    Kind(XPS, "XPS document", (".xps", ".oxps"), Use.REFUSE, _AS_PDF),
    Kind(HEIC, "HEIC picture", (".heic", ".heif"), Use.REFUSE, "Save it as JPEG or PNG."),
    Kind("application/x-ceb", "CEB document", (".ceb", ".cebx"), Use.REFUSE, _AS_PDF),
    Kind("application/x-caj", "CAJ document", (".caj",), Use.REFUSE, _AS_PDF),
    Kind("application/vnd.apple.iwork", "Pages or Numbers document", (".pages", ".numbers"), Use.REFUSE, _AS_PDF),
)

PICTURES = tuple(kind for kind in KINDS if kind.media_type in {PNG, JPEG, TIFF, BMP, WEBP})

_BY_SUFFIX = {suffix: kind for kind in KINDS for suffix in kind.suffixes}
_BY_TYPE = {kind.media_type: kind for kind in KINDS}


def promised(name: str) -> Kind | None:
    """The kind that a file's name promises."""
    return _BY_SUFFIX.get(PurePath(name).suffix.lower())


def kind_of(media_type: str | None) -> Kind | None:
    """The kind of a media type."""
    return None if media_type is None else _BY_TYPE.get(media_type)
