"""HTML to PDF, the same bytes every time."""

from __future__ import annotations

from pathlib import Path

from tests.samples.typeset.fonts import declarations

REPORTS = Path(__file__).parent / "reports"
IDENTIFIER = b"ziping-samples-1"  # in place of the random one that PDF files carry


def typeset(html: str) -> bytes:
    """The PDF of an HTML page whose style sheets speak of the fonts Song and Hei. There is no date in it."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    faces = CSS(string=declarations(html), font_config=fonts)
    written = HTML(string=html).write_pdf(stylesheets=[faces], font_config=fonts, pdf_identifier=IDENTIFIER)
    return bytes(written)


def report(name: str) -> str:
    """One of the reports that are written by hand."""
    return (REPORTS / f"{name}.html").read_text(encoding="utf-8")
