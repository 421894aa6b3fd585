"""Turns a PDF into a scan of itself: a slightly turned, noisy grey picture of each page, with a seal."""

from __future__ import annotations

import io
import math
from dataclasses import dataclass

DPI = 200
SEAL = (190, 30, 40)  # red before the picture turns grey
_ORIENTATION, _TOP_AT_THE_RIGHT = 0x112, 6  # a tag of EXIF, and its value for a camera that was held on its side


@dataclass(frozen=True)
class Seal:
    """A round seal: on which page (from 1), where its middle is and how wide it is, in points."""

    page: int
    x: float
    y: float
    width: float
    text: str


def scan(pdf: bytes, seal: Seal, *, seed: int, quality: int = 32) -> bytes:
    """The same pages as pictures only. No text layer; one JPEG a page, 200 dpi, grey.

    Each page is turned by up to 0.7 degrees, unevenly lit, with grain and specks. The same seed
    gives the same bytes.
    """
    return _bind(_scanned(pdf, seal, seed), quality)


def photograph(pdf: bytes, *, seed: int, quality: int = 32) -> bytes:
    """The first page as a JPEG that lies on its side, as a camera keeps it: how it is held is said in its EXIF."""
    from PIL import Image

    upright = _scanned(pdf, None, seed)[0]
    told = Image.Exif()
    told[_ORIENTATION] = _TOP_AT_THE_RIGHT
    made = io.BytesIO()
    upright.rotate(90, expand=True).save(made, "JPEG", quality=quality, optimize=True, dpi=(DPI, DPI), exif=told)
    return made.getvalue()


def _scanned(pdf: bytes, seal: Seal | None, seed: int):
    import numpy as np
    import pypdfium2 as pdfium

    dice = np.random.default_rng(seed)
    pictures = []
    with pdfium.PdfDocument(pdf) as document:
        for number, page in enumerate(document, 1):
            picture = page.render(scale=DPI / 72).to_pil().convert("RGB")
            if seal is not None and number == seal.page:
                _stamp(picture, seal)
            pictures.append(_worn(picture.convert("L"), dice))
    return pictures


def _stamp(picture, seal: Seal) -> None:
    """Draws a ring, a star and lettering along the ring, so that the text below still shows through."""
    from PIL import Image, ImageDraw, ImageFont

    from tests.samples.typeset.fonts import FOLDER, SIMPLIFIED

    size = round(seal.width * DPI / 72)
    mark = Image.new("L", (size, size), 0)
    pen = ImageDraw.Draw(mark)
    line = max(3, size // 40)
    pen.ellipse((line, line, size - line, size - line), outline=255, width=line)
    middle, star = size / 2, size * 0.15
    corners = [
        (middle + r * math.sin(k * math.pi / 5), middle - r * math.cos(k * math.pi / 5))
        for k in range(10)
        for r in ((star, star * 0.4)[k % 2],)
    ]
    pen.polygon(corners, fill=255)
    font = ImageFont.truetype(str(FOLDER / "NotoSerifCJK-Bold.ttc"), size // 9, index=SIMPLIFIED)
    for k, character in enumerate(seal.text):
        turn = -130 + 260 * k / (len(seal.text) - 1)
        tile = Image.new("L", (size, size), 0)
        ImageDraw.Draw(tile).text((middle, size * 0.13), character, fill=255, font=font, anchor="mm")
        mark.paste(255, (0, 0), tile.rotate(-turn, resample=Image.Resampling.BICUBIC))
    mark = mark.rotate(8, resample=Image.Resampling.BICUBIC).point(lambda v: v * 4 // 5)
    corner = (round(seal.x * DPI / 72 - middle), round(seal.y * DPI / 72 - middle))
    picture.paste(SEAL, corner, mark)


def _worn(picture, dice):
    import numpy as np
    from PIL import Image, ImageFilter

    angle = float(dice.uniform(-0.7, 0.7))
    turned = picture.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=255)
    soft = turned.filter(ImageFilter.GaussianBlur(0.6))
    grey = np.asarray(soft, dtype=np.float64)
    height, width = grey.shape
    light = 238 - 14 * np.linspace(0, 1, width)[None, :] * np.linspace(0.3, 1, height)[:, None]
    grey = 35 + (light - 35) * grey / 255
    grain = dice.normal(0, 3.0, (height // 2 + 1, width // 2 + 1)).repeat(2, 0).repeat(2, 1)[:height, :width]
    grey += grain
    for _ in range(40):
        y, x = int(dice.integers(0, height - 3)), int(dice.integers(0, width - 3))
        grey[y : y + int(dice.integers(1, 4)), x : x + int(dice.integers(1, 4))] -= 90
    return Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8))


def _bind(pictures, quality: int) -> bytes:
    """A PDF of JPEG pages, written by hand: no date, no random identifier."""
    objects: list[bytes] = []
    kids = " ".join(f"{3 + 3 * k} 0 R" for k in range(len(pictures)))
    objects.append(b"<< /Type /Catalog /Pages 2 0 R >>")
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pictures)} >>".encode())
    for k, picture in enumerate(pictures):
        packed = io.BytesIO()
        picture.save(packed, "JPEG", quality=quality, optimize=True)
        jpeg = packed.getvalue()
        wide, high = picture.width * 72 / DPI, picture.height * 72 / DPI
        paint = f"q {wide:.2f} 0 0 {high:.2f} 0 0 cm /Scan Do Q".encode()
        at = 3 + 3 * k
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {wide:.2f} {high:.2f}] /Contents {at + 1} 0 R"
            f" /Resources << /XObject << /Scan {at + 2} 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(paint), paint))
        head = (
            f"<< /Type /XObject /Subtype /Image /Width {picture.width} /Height {picture.height}"
            f" /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode /Length {len(jpeg)} >>"
        )
        objects.append(head.encode() + b"\nstream\n" + jpeg + b"\nendstream")
    written = io.BytesIO()
    written.write(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(written.tell())
        written.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = written.tell()
    written.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    written.writelines(b"%010d 00000 n \n" % place for place in places)
    written.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    return written.getvalue()
