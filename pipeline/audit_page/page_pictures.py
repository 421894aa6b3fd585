"""Pages as pictures, turned upright for the reader; boxes of the dataset are turned with them by the page's program."""

from __future__ import annotations

import contextlib
import io
import os
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2 as pdfium

from ziping.pipeline.documents.opening import drawable
from ziping.pipeline.errors import ReadError
from ziping.pipeline.inputs.url import Url
from ziping.pipeline.reading.text.substitute import paint_with_fonts
from ziping.pipeline.store.dataset import HIDDEN
from ziping.pipeline.store.durable import replacing

if TYPE_CHECKING:
    from PIL.Image import Image

DPI = 110  # 9 point print is read without effort, and a page takes about 40 kB
LONGEST = 2200  # pixels: a poster is drawn more coarsely
FORMAT = f"{DPI}b"  # part of the names of kept pictures: another way of drawing needs another
_LEVELS = 16  # shades of grey: as good to the eye for print, half the bytes
_COLOURED = 40  # difference of channels from which a pixel is coloured
_MOST_COLOURED = 0.002  # part of coloured pixels up to which a page is black and white
_NOISY = 0.06  # bytes a pixel from which a picture is no clean print but a scan


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page to draw, as the table `pages` describes it.

    Attributes:
        rotation: Degrees clockwise by which the page, as a viewer shows it, has to be turned.
        whole: Whether boxes count from the corner of the media box, also where a crop box shows less of it.
    """

    page: int
    rotation: int
    whole: bool

    @property
    def name(self) -> str:
        """The name of its picture."""
        return f"{self.page}-{self.rotation}-{FORMAT}.webp"


@dataclass(frozen=True, slots=True)
class Drawing:
    """The pages of one document that are to be drawn into a folder, as a worker gets them."""

    doc_id: str
    original: Path
    folder: Path
    sheets: tuple[Sheet, ...]


def draw(job: Drawing) -> int:
    """Draws what is not there yet; gives how many pages could not be drawn.

    A page that cannot be drawn (damaged, or the file is gone meanwhile) has no picture, and the report says so.

    Raises:
        OSError: when a picture cannot be written.
    """
    missing = [sheet for sheet in job.sheets if not (job.folder / sheet.name).is_file()]
    if not missing:
        return 0
    job.folder.mkdir(parents=True, exist_ok=True)
    try:
        with drawable(job.original) as pdf:
            return sum(not _drawn(pdf, sheet, job.folder / sheet.name) for sheet in missing)
    except (pdfium.PdfiumError, ReadError, FileNotFoundError):
        return len(missing)


def _drawn(pdf: pdfium.PdfDocument, sheet: Sheet, file: Path) -> bool:
    try:
        picture = picture_of(pdf, sheet)
    except (pdfium.PdfiumError, ValueError, MemoryError):
        return False
    with replacing(file) as temporary:
        temporary.write_bytes(to_webp(picture))
    return True


def picture_of(pdf: pdfium.PdfDocument, sheet: Sheet, dpi: float = DPI) -> Image:
    """A page of an open PDF, turned upright.

    Raises:
        PdfiumError: when it cannot be drawn.
        ValueError: when it has no size.
    """
    paint_with_fonts()
    page = pdf[sheet.page - 1]
    media = page.get_mediabox(fallback_ok=False)  # none where it is inherited: boxes then count from what is shown
    if sheet.whole and media and page.get_bbox() != media:
        page.set_cropbox(*media)
        page = pdf[sheet.page - 1]  # the box is read when the page is loaded
    width, height = page.get_size()
    if not (width > 0 and height > 0):
        raise ValueError(f"page {sheet.page} has no size")
    scale = min(dpi / 72, LONGEST / max(width, height))
    picture: Image = page.render(scale=scale, rotation=sheet.rotation % 360).to_pil().convert("RGB")
    return picture


def to_webp(picture: Image) -> bytes:
    """Small enough to carry along: print as a few shades of grey without loss, everything else as a photograph."""
    if not _is_coloured(picture):
        step = 255 / (_LEVELS - 1)
        grey = picture.convert("L").point([round(round(v / step) * step) for v in range(256)])
        encoded = _encoded(grey.convert("RGB"), lossless=True, quality=20, method=1)
        if len(encoded) <= _NOISY * picture.width * picture.height:
            return encoded
    return _encoded(picture, quality=45, method=2)


def _is_coloured(picture: Image) -> bool:
    from PIL import ImageChops

    red, green, blue = picture.resize((picture.width // 2 or 1, picture.height // 2 or 1)).split()
    spread = ImageChops.lighter(ImageChops.difference(red, green), ImageChops.difference(green, blue))
    coloured: int = sum(spread.histogram()[_COLOURED:])
    return coloured > _MOST_COLOURED * spread.width * spread.height


def _encoded(picture: Image, **how: bool | int) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, format="WEBP", **how)
    return buffer.getvalue()


def existing(folder: Path, sheets: Iterable[Sheet]) -> dict[int, Path]:
    """Page → its picture, of those that could be drawn."""
    return {sheet.page: folder / sheet.name for sheet in sheets if (folder / sheet.name).is_file()}


@contextlib.contextmanager
def kept_pictures(dataset: Path | Url) -> Iterator[Path]:
    """Where pictures are kept from one report to the next; for this time only, where the dataset cannot be written."""
    kept = dataset / HIDDEN / "pictures"
    writable = False
    if isinstance(kept, Path):
        with contextlib.suppress(OSError):
            kept.mkdir(parents=True, exist_ok=True)
            writable = os.access(kept, os.W_OK)
    if isinstance(kept, Path) and writable:
        yield kept
    else:
        with tempfile.TemporaryDirectory(prefix="ziping-") as folder:
            yield Path(folder)
