"""Pictures as the pages of a scan: each image of the file a page, turned as the camera says, as large as paper is."""

from __future__ import annotations

import io
import warnings
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ziping.pipeline.documents.paper.pdf_writer import Picture, Sheet, to_pdf
from ziping.pipeline.errors import ReadError
from ziping.pipeline.inputs.small_pictures import as_large_as_page, sides_of

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 120_000_000  # of one image: A2 at 400 dots an inch has 62 million
MOST_PAGES = 1000
MOST_BYTES = 600_000_000  # of all images, packed

# Width and height in points where a picture is shown in another document, below which it is a logo, a seal or a signature.
LARGE = (220.0, 140.0)

# Longer sides of paper (points): a picture whose own resolution gives another size does not know it, as that of a phone
# (72 dots an inch) does not. It is taken for A4.
_PAPER, _A4 = (400.0, 1800.0), 842.0
_FAST = 1  # of zlib
_COLOURS = {"1": ("DeviceGray", 1), "L": ("DeviceGray", 8), "RGB": ("DeviceRGB", 8)}


def picture_to_pdf(path: Path) -> bytes:
    """A PDF with a page for each image of the file.

    Raises:
        ReadError: `corrupt` or `too-large`.
    """
    return to_pdf(picture_to_sheets(path, path))


def picture_to_sheets(path: Path, content: Path | io.BytesIO, most: int = MOST_PAGES) -> list[Sheet]:
    """A page for each image of a picture, which is a file or lies in one.

    Raises:
        ReadError: `corrupt` or `too-large`.
    """
    from PIL import Image as Images

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of odd metadata, and of sizes, which are looked at below
            return list(_sheets(path, content, most))
    except Images.DecompressionBombError as error:
        raise _too_large(path) from error
    except (OSError, ValueError, SyntaxError, EOFError, ZeroDivisionError, TypeError, IndexError) as error:
        message = f"{path} is damaged or cut off ({error}): fetch it again"
        raise ReadError("corrupt", message) from error


def may_be_page(picture: bytes) -> bool:
    """Whether a picture has as many pixels as a page that can be read; what is of no known kind has none."""
    sides = sides_of(io.BytesIO(picture))
    return sides is not None and as_large_as_page(sides)


def _sheets(path: Path, content: Path | io.BytesIO, most: int) -> Iterator[Sheet]:
    from PIL import Image as Images
    from PIL import ImageOps

    packed = 0
    with Images.open(content) as file:
        for number in range(getattr(file, "n_frames", 1)):
            if number >= MOST_PAGES:
                raise _too_large(path)
            if number >= most:
                return
            if number:
                file.seek(number)
            if file.width * file.height > MOST_PIXELS:
                raise _too_large(path)
            dots = _dots(file)
            image = ImageOps.exif_transpose(_plain(file.copy()))
            picture = _packed(image)
            packed += len(picture.data)
            if packed > MOST_BYTES:
                raise _too_large(path)
            scale = _scale(max(image.size), dots)
            sheet = Sheet(image.width * scale, image.height * scale)
            sheet.picture(picture, 0, 0, sheet.width, sheet.height)
            yield sheet


def _plain(image: Image) -> Image:
    """The same in black and white, grey or colour, on white paper where it is transparent."""
    from PIL import Image as Images

    if image.mode in _COLOURS and "transparency" not in image.info:
        return image
    exif = image.info.get("exif")
    if image.mode in {"LA", "PA", "RGBA", "RGBa", "La", "P"} or "transparency" in image.info:
        clear = image.convert("RGBA")
        plain = Images.new("RGB", image.size, "white")
        plain.paste(clear, mask=clear.getchannel("A"))
    elif image.mode.startswith("I"):
        plain = image.convert("I").point(lambda v: v * (1 / 256)).convert("L")
    else:
        plain = image.convert("RGB")
    if exif:
        plain.info["exif"] = exif
    return plain


def _packed(image: Image) -> Picture:
    colours, bits = _COLOURS[image.mode]
    return Picture(image.width, image.height, colours, bits, "FlateDecode", zlib.compress(image.tobytes(), _FAST))


def _dots(image: Image) -> float:
    """Dots an inch as the file says; 0 where it does not."""
    given = image.info.get("dpi")
    try:
        return float(max(given)) if given else 0.0
    except (TypeError, ValueError, ZeroDivisionError):
        return 0.0


def _scale(pixels: int, dots: float) -> float:
    """Points a pixel."""
    length = 72 * pixels / dots if dots > 0 else 0.0
    return length / pixels if _PAPER[0] <= length <= _PAPER[1] else _A4 / pixels


def _too_large(path: Path) -> ReadError:
    return ReadError(
        "too-large",
        f"{path} holds a picture of more than {MOST_PIXELS / 1e6:.0f} million pixels, or too many of them. "
        "Scan it at 200 to 300 dots an inch",
    )
