"""Pictures of a folder that can be no pages."""

import io

import pytest
from PIL import Image

from tests.inputs.packing import packed
from ziping.pipeline.inputs.discovery import find_inputs
from ziping.pipeline.inputs.file_kinds import PICTURES
from ziping.pipeline.inputs.small_pictures import is_too_small


def picture(width: int, height: int, form: str = "PNG") -> bytes:
    buffer = io.BytesIO()
    Image.new("L", (width, height), 255).save(buffer, form)
    return buffer.getvalue()


def test_they_are_other_files(tmp_path):
    """As a browser leaves them beside a page that it saves."""
    for name, data in {
        "页.html": b"<html><body>x</body></html>",
        "页_files/icon.png": picture(16, 16),
        "页_files/banner.jpg": picture(1200, 150, "JPEG"),
        "页_files/code.bmp": picture(300, 300, "BMP"),
        "页_files/scan.jpg": picture(620, 877, "JPEG"),
        "页_files/cut.png": picture(16, 16)[:20],
        "包.zip": packed({"logo.png": picture(200, 60), "page.png": picture(877, 620)}),
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    inputs = find_inputs([tmp_path], tmp_path.parent / "scratch")
    assert [f.path for f in inputs.files] == ["包.zip!page.png", "页.html", "页_files/cut.png", "页_files/scan.jpg"]
    assert [f.path for f in inputs.other] == [
        "包.zip!logo.png",
        "页_files/banner.jpg",
        "页_files/code.bmp",
        "页_files/icon.png",
    ]


def test_one_that_is_named_is_read_however_small(tmp_path):
    (tmp_path / "a.png").write_bytes(picture(16, 16))
    assert [f.path for f in find_inputs([tmp_path / "a.png"]).files] == ["a.png"]


@pytest.mark.parametrize(
    ("sides", "small"), [((399, 2000), True), ((400, 599), True), ((400, 600), False), ((600, 400), False)]
)
def test_the_sides_that_decide(tmp_path, sides, small):
    (tmp_path / "a.png").write_bytes(picture(*sides))
    assert is_too_small(tmp_path / "a.png") == small


def test_all_kinds_of_pictures_are_looked_at():
    assert sorted(s for kind in PICTURES for s in kind.suffixes) == [
        ".bmp",
        ".jpeg",
        ".jpg",
        ".png",
        ".tif",
        ".tiff",
        ".webp",
    ]
