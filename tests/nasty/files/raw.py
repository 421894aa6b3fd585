"""PDFs of given objects."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

HELVETICA = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def stream(content: bytes, more: str = "") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), more.encode(), content)


def packed(content: bytes, more: str = "") -> bytes:
    return stream(zlib.compress(content, 9), f"/Filter /FlateDecode {more}")


def file(objects: Sequence[str | bytes], trailer: str = "") -> bytes:
    """A PDF of these objects, numbered from 1; the first is its catalog."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body.encode("latin-1") if isinstance(body, str) else body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        trailer.encode("latin-1"),
        start,
    )
    return bytes(out)


def page(
    content: bytes, *, box: str = "0 0 595 842", font: str = HELVETICA, more: str = "", catalog: str = "",
    resources: str = "", objects: Sequence[str | bytes] = (),
) -> bytes:  # fmt: skip
    """A PDF of one page; `objects` are numbered from 6."""
    return file(
        [
            f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] /Contents 4 0 R {more}"
            f" /Resources << /Font << /F 5 0 R >> {resources} >> >>",
            content,
            font,
            *objects,
        ]
    )


def text(*lines: str, size: float = 12) -> bytes:
    """A content stream with these lines, one below the other."""
    return stream(shown(*lines, size=size))


def shown(*lines: str, size: float = 12) -> bytes:
    parts = [f"BT /F {size:g} Tf 40 {800 - 14 * n} Td ({line}) Tj ET" for n, line in enumerate(lines)]
    return "\n".join(parts).encode("latin-1")
