"""Pictures are the pages of a scan."""

import io

import pytest
from PIL import Image, ImageDraw

from tests.inputs.packing import packed
from ziping.pipeline.documents import scanned
from ziping.pipeline.documents.opening import drawable, media_type_of, open_document
from ziping.pipeline.errors import ReadError


def paper(width: int = 1654, height: int = 2339, mode: str = "L") -> Image.Image:
    """A page with a black spot in its upper left corner."""
    image = Image.new("RGB", (width, height), "white")
    ImageDraw.Draw(image).rectangle((20, 20, width // 4, height // 4), fill="black")
    return image.convert(mode)


def size_and_corner(path) -> tuple[int, int, int]:
    """Size of the first page in points, and how dark its upper left corner is drawn."""
    with open_document(path) as pdf:
        page = pdf.page(1)
        assert pdf.unread == {1: "no-text-layer"}
    drawn = drawable(path)[0].render(scale=0.5).to_pil().convert("L")
    return round(page.width), round(page.height), drawn.getpixel((30, 30))


@pytest.mark.parametrize(
    ("ending", "mode"),
    [
        ("png", "L"),
        ("png", "P"),
        ("png", "1"),
        ("jpg", "L"),
        ("jpg", "CMYK"),
        ("bmp", "RGB"),
        ("tif", "1"),
        ("webp", "RGB"),
    ],
)
def test_a_picture_is_a_page_of_its_paper(tmp_path, ending, mode):
    paper(mode=mode).save(tmp_path / f"a.{ending}", dpi=(200, 200))
    width, height, corner = size_and_corner(tmp_path / f"a.{ending}")
    assert (abs(width - 595), abs(height - 842)) <= (1, 1)
    assert corner < 60


def test_a_picture_of_a_phone_is_as_large_as_paper(tmp_path):
    paper(3000, 4000).save(tmp_path / "a.jpg", dpi=(72, 72))
    assert size_and_corner(tmp_path / "a.jpg")[:2] == (632, 842)


def test_a_turned_picture_is_set_upright(tmp_path):
    exif = Image.Exif()
    exif[0x112] = 6  # its top is to the right
    paper().rotate(90, expand=True).save(tmp_path / "a.jpg", exif=exif, dpi=(200, 200))
    width, height, corner = size_and_corner(tmp_path / "a.jpg")
    assert (width < height, corner < 60) == (True, True)


def test_what_is_transparent_is_white(tmp_path):
    Image.new("RGBA", (800, 1000), (0, 0, 0, 0)).save(tmp_path / "a.png")
    drawn = drawable(tmp_path / "a.png")[0].render(scale=0.2).to_pil().convert("L")
    assert drawn.getextrema() == (255, 255)


def test_every_image_of_a_file_is_a_page(tmp_path):
    paper().save(tmp_path / "a.tif", save_all=True, append_images=[paper(), paper(2339, 1654)], dpi=(200, 200))
    with open_document(tmp_path / "a.tif") as pdf:
        assert [round(p.width) for p in pdf.pages()] == [595, 595, 842]


def test_the_bytes_tell_the_kind_and_not_the_name(tmp_path):
    paper().save(tmp_path / "a.pdf", "PNG")
    assert media_type_of(tmp_path / "a.pdf") == "image/png"
    with open_document(tmp_path / "a.pdf") as pdf:
        assert pdf.page_count == 1


def test_a_picture_that_is_cut_off_is_corrupt(tmp_path):
    buffer = io.BytesIO()
    paper().save(buffer, "PNG")
    (tmp_path / "a.png").write_bytes(buffer.getvalue()[:200])
    with pytest.raises(ReadError) as error, open_document(tmp_path / "a.png"):
        pass
    assert error.value.code == "corrupt"


def test_a_picture_of_very_many_pixels_is_too_large(tmp_path, monkeypatch):
    monkeypatch.setattr(scanned, "MOST_PIXELS", 1000)
    paper(100, 100).save(tmp_path / "a.png")
    with pytest.raises(ReadError) as error, open_document(tmp_path / "a.png"):
        pass
    assert error.value.code == "too-large"


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "empty"), (b"words", "not-a-pdf"), (packed({"a.txt": b""}), "not-a-pdf")],
)
def test_what_is_called_a_pdf_and_is_none(tmp_path, data, code):
    (tmp_path / "a.pdf").write_bytes(data)
    with pytest.raises(ReadError) as error, open_document(tmp_path / "a.pdf"):
        pass
    assert error.value.code == code
