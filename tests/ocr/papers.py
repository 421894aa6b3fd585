"""PDFs of one picture a page."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image

from tests.nasty.files import raw

A4 = (595, 842)


def paper(content: bytes, what: str, size: tuple[float, float] = A4, hidden: str = "") -> bytes:
    """A PDF whose page is a picture: its bytes, and its dictionary but for type and length. `hidden` are operators that
    come before it."""
    wide, high = size
    paint = f"{hidden} q {wide} 0 0 {high} 0 0 cm /P Do Q".encode()
    picture = raw.stream(content, f"/Type /XObject /Subtype /Image {what}")
    return raw.page(raw.stream(paint), box=f"0 0 {wide} {high}", resources="/XObject << /P 6 0 R >>", objects=[picture])


def jpeg(image: Image.Image, size: tuple[float, float] = A4, **options) -> bytes:
    colours = {"L": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK"}[image.mode]
    # Pillow writes CMYK the way Photoshop does: turned about.
    more = "/Decode [1 0 1 0 1 0 1 0]" if image.mode == "CMYK" else ""
    return paper(
        _packed(image, "JPEG"),
        f"{_size(image)} /ColorSpace /{colours} /BitsPerComponent 8 /Filter /DCTDecode {more}",
        size,
        **options,
    )


def jpeg2000(image: Image.Image, size: tuple[float, float] = A4) -> bytes:
    return paper(_packed(image, "JPEG2000"), f"{_size(image)} /Filter /JPXDecode", size)


def fax(image: Image.Image) -> bytes:
    """As Pillow writes pictures in black and white: CCITT G4."""
    out = io.BytesIO()
    image.convert("1").save(out, "PDF", resolution=200)
    return out.getvalue()


def of_array(pixels: np.ndarray, **options) -> bytes:
    """A page painted in blue, green and red."""
    return jpeg(Image.fromarray(np.ascontiguousarray(pixels[:, :, ::-1])), **options)


def _size(image: Image.Image) -> str:
    return f"/Width {image.width} /Height {image.height}"


def _packed(image: Image.Image, kind: str) -> bytes:
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()
