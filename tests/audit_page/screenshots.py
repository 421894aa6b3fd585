"""The pictures in the README and the docs, taken from the report of the sample documents:
`python -m tests.audit_page.screenshots`."""

import io
import tempfile
from pathlib import Path

from PIL import Image

from tests.audit_page import chromium
from ziping.pipeline import ingest, open_dataset
from ziping.pipeline.audit_page import write_report

ROOT = Path(__file__).parents[2]
OUT = ROOT / "docs/images"
SIZE = {"width": 1360, "height": 900}


def views(data):
    """Name, address, language and what to do before the picture is taken."""
    finding = data.findings.iloc[0]
    sheet = data.indicators.query("score < weight").iloc[0]
    value = f"button.value[data-row='{sheet['indicator_id']}'][data-column='score']"
    return [
        ("overview", "", "zh", ""),
        ("finding", f"#/finding/{finding['check_id']}", "zh", ""),
        ("finding-en", f"#/finding/{finding['check_id']}", "en", ""),
        ("document", f"#/document/{sheet['doc_id'][:16]}?page={sheet['page']}", "zh", value),
    ]


def main() -> None:
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, chromium.browser() as browser:
        ingest(ROOT / "data/raw", Path(folder, "parsed"))
        data = open_dataset(Path(folder, "parsed"))
        for lang in ("zh", "en"):
            write_report(data, Path(folder, f"{lang}.html"), lang=lang)
        for name, address, lang, click in views(data):
            file = Path(folder, f"{lang}.html")
            with chromium.page_of(browser, file, address, viewport=SIZE, reduced_motion="reduce") as page:
                if address:
                    page.wait_for_selector(".sheet img")
                if click:
                    page.click(click)
                    page.evaluate("document.querySelector('.pointed')?.classList.remove('pointed')")
                page.wait_for_timeout(400)
                with Image.open(io.BytesIO(page.screenshot())) as picture:
                    picture.convert("RGB").save(OUT / f"{name}.webp", quality=82, method=6)


if __name__ == "__main__":
    main()
