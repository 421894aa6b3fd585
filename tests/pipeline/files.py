"""Files that a run may meet: small PDFs, and things that are none."""

from __future__ import annotations

PATIENCE = 600  # seconds until a test takes a program for hung: no speed is tested, and machines may be busy


def pdf(*pages: str, trailer: str = "", objects: tuple[str, ...] = ()) -> bytes:
    """A PDF with a line of Latin text on each page. `objects` follow the others; `trailer` is added to its trailer."""
    first_page = 4
    numbers = range(first_page, first_page + 2 * len(pages), 2)
    kids = " ".join(f"{n} 0 R" for n in numbers)
    bodies = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} /MediaBox [0 0 595 842] >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, text in zip(numbers, pages, strict=True):
        content = f"BT /F1 12 Tf 72 700 Td ({text}) Tj ET"
        bodies.append(
            f"<< /Type /Page /Parent 2 0 R /Contents {number + 1} 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        bodies.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    bodies.extend(objects)
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    end = f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n{table}trailer\n"
    end += f"<< /Size {len(bodies) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + end.encode("latin-1")


def encrypted_pdf() -> bytes:
    """A PDF that opens with no password known to anybody."""
    mark = "<" + "5a" * 32 + ">"
    handler = f"<< /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O {mark} /U {mark} >>"
    return pdf("secret", objects=(handler,), trailer=f"/Encrypt 6 0 R /ID [{mark} {mark}]")


def cut_off_pdf() -> bytes:
    """The first third of a PDF, as a broken download leaves it."""
    whole = pdf(*(f"page {n}" for n in range(1, 9)))
    return whole[: len(whole) // 3]
