"""Typesets the reports again: `python -m tests.heldout` (needs WeasyPrint, Chromium and the font WenQuanYi Zen Hei).

The two engines draw rules, break lines and embed fonts differently; each report names its own.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

REPORTS = Path(__file__).parent / "reports"
IDENTIFIER = b"ziping-counties1"  # in place of the random one that PDF files carry
CHROMIUM = ("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run")
_ENGINE = re.compile(r'<meta name="engine" content="(?P<engine>\w+)">')


def typeset(report: Path) -> Path:
    """Writes the PDF beside the folder of reports.

    Raises:
        ValueError: when the report names no engine.
    """
    html = report.read_text(encoding="utf-8")
    named = _ENGINE.search(html)
    if named is None:
        raise ValueError(f"{report.name}: no <meta name=engine>; add one for chromium or weasyprint")
    out = REPORTS.parent / f"{report.stem}.pdf"
    if named["engine"] == "weasyprint":
        from weasyprint import HTML

        HTML(string=html).write_pdf(out, pdf_identifier=IDENTIFIER)
    else:
        options = ("--disable-background-networking", "--no-pdf-header-footer", f"--print-to-pdf={out}")
        subprocess.run((*CHROMIUM, *options, str(report)), check=True, capture_output=True, timeout=120)
    return out


def main() -> None:
    for report in sorted(REPORTS.glob("*.html")):
        out = typeset(report)
        print(f"{out.name}: {out.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
