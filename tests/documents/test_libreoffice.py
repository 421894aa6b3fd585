"""Old office formats as the real LibreOffice writes and reads them; left out where it is not installed."""

import io
import shutil
import subprocess
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from openpyxl.drawing.image import Image as Placed
from PIL import Image

from tests.documents.sheets.test_drawings import PAGE
from tests.documents.sheets.test_lookups import CHOICES, chosen
from tests.documents.sheets.test_sheets import FORM, fill
from tests.documents.test_twins import RAW, fields
from ziping.pipeline.documents.opening import open_document
from ziping.pipeline.documents.sheets.xls import read_xls
from ziping.pipeline.errors import ReadError

pytestmark = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")

WORD, BOOK = RAW / "2021-nanxian.docx", RAW / "2022-tangxi.xlsx"
# written from, written as, called
FORMS = (
    (WORD, "doc", "a.doc"),
    (WORD, "doc", "a.wps"),
    (WORD, "doc", "a.docx"),
    (WORD, "rtf", "a.rtf"),
    (WORD, "odt", "a.odt"),
    (WORD, "docx", "a.doc"),
    (BOOK, "xls", "a.xls"),
    (BOOK, "xls", "a.et"),
    (BOOK, "ods", "a.ods"),
    (BOOK, "xlsx", "a.et"),
)


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """Writes a sample in another format, once."""
    folder = tmp_path_factory.mktemp("written")

    @cache
    def write(source: Path, to: str) -> bytes:
        command = ["soffice", f"-env:UserInstallation={folder.as_uri()}/profile", "--headless", "--convert-to", to]
        subprocess.run([*command, "--outdir", folder, source], check=True, capture_output=True, timeout=120)
        return (folder / f"{source.stem}.{to}").read_bytes()

    return write


@pytest.mark.parametrize(("source", "to", "name"), FORMS, ids=[f"{to}-as-{name}" for _, to, name in FORMS])
def test_a_sample_has_the_fields_of_the_file_it_was_made_from(tmp_path, written, source, to, name):
    (tmp_path / name).write_bytes(written(source, to))
    found, expected = fields(tmp_path / name), fields(source)
    assert (found & expected).total() >= 0.995 * max(found.total(), expected.total()), (
        found - expected,
        expected - found,
    )


@pytest.mark.parametrize("to", ["doc", "rtf", "odt"])
def test_a_file_that_was_cut_off_is_told_of(tmp_path, written, to):
    whole = written(WORD, to)
    (tmp_path / f"a.{to}").write_bytes(whole[: len(whole) // 3])
    try:
        with open_document(tmp_path / f"a.{to}") as laid:
            assert laid.pages
    except ReadError as error:
        assert error.code == "corrupt"


def test_what_is_no_document_at_all_is_told_of(tmp_path):
    (tmp_path / "a.rtf").write_bytes(b"{\\rtf1 \\bin9999 x")
    with pytest.raises(ReadError) as error, open_document(tmp_path / "a.rtf"):
        pass
    assert error.value.code == "corrupt"


def test_an_old_workbook_has_the_pictures_and_lookups_of_the_new_one(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "自评表"
    fill(book.active, FORM)
    fill(book.create_sheet("选项 表"), CHOICES)
    chosen(book["自评表"], "'选项 表'!$A$2:$A$3")
    book["自评表"].add_image(Placed(io.BytesIO(PAGE)), "B9")
    book.save(tmp_path / "a.xlsx")
    command = ["soffice", f"-env:UserInstallation={tmp_path.as_uri()}/profile", "--headless", "--convert-to", "xls"]
    subprocess.run([*command, "--outdir", tmp_path, tmp_path / "a.xlsx"], check=True, capture_output=True, timeout=120)
    (sheet,) = read_xls(tmp_path / "a.xls")
    assert sheet.name == "自评表"
    with Image.open(io.BytesIO(*sheet.scans)) as picture:
        assert picture.size == (900, 1200)
