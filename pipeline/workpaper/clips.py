"""Pieces of pages as pictures: the figures of a finding and what stands around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2 as pdfium

from ziping.pipeline.audit_page.page_pictures import Sheet, picture_of
from ziping.pipeline.audit_page.sources import find_originals
from ziping.pipeline.documents.opening import drawable
from ziping.pipeline.errors import ReadError
from ziping.pipeline.execution.workers import run_all
from ziping.pipeline.options import Options
from ziping.pipeline.present.page_transform import PageTransform
from ziping.pipeline.workpaper.paper import Clip, Paper, Pictures

if TYPE_CHECKING:
    from PIL.Image import Image

    from ziping.pipeline.dataset import Dataset

DPI = 130  # print of 9 points is read without effort on paper, too
_AROUND = 42.0  # points above and below the figures: the rows beside them
_TALLEST = 300.0  # points of a page that a picture shows; figures farther apart are shown from the stated one on
_COLOUR, _ROOM, _WIDTH = (194, 65, 12), 4, 3  # pixels between a figure and its mark, and of the mark's line
_EDGE = 8  # pixels left around the print
_PRINT = 40  # how much darker than white print is at least
_COLOURS = 64  # of a picture: enough for print
_SECONDS_A_DOCUMENT = 120.0


@dataclass(frozen=True, slots=True)
class _Job:
    original: Path
    folder: Path
    clips: tuple[Clip, ...]


def draw_clips(dataset: Dataset, papers: Iterable[Paper], folder: Path, options: Options) -> Pictures:
    """Draws what papers show of pages; a file that is gone, changed or damaged costs its own pictures only.

    Args:
        dataset: Remembers where the files lie.
        papers: The papers.
        folder: Gets the pictures.
        options: Workers that draw.
    """
    wanted: dict[str, list[Clip]] = {}
    names: dict[str, str] = {}
    for paper in papers:
        for matter in paper.matters:
            wanted.setdefault(matter.finding["doc_id"], []).extend(matter.clips)
            names[matter.finding["doc_id"]] = matter.document
    paths = {doc_id: [name] for doc_id, name in names.items()}
    originals = find_originals(dataset.folder, paths, drawn=paths, scratch=folder / "members")
    jobs = [
        _Job(original.path, folder, tuple(clips))
        for doc_id, clips in wanted.items()
        if clips and (original := originals[doc_id]).path is not None
    ]
    for _ in run_all(_draw, jobs, replace(options, timeout=max(options.timeout, _SECONDS_A_DOCUMENT))):
        pass  # what could not be drawn is seen by its absence
    files = {clip.name: folder / f"{clip.name}.png" for clips in wanted.values() for clip in clips}
    return {name: file for name, file in files.items() if file.is_file()}


def _draw(job: _Job) -> None:
    """Runs in a worker."""
    try:
        with drawable(job.original) as pdf:
            for clip in job.clips:
                try:
                    picture = clip_of(pdf, clip)
                except (pdfium.PdfiumError, ValueError, MemoryError):
                    continue
                picture.quantize(_COLOURS).save(job.folder / f"{clip.name}.png", dpi=(DPI, DPI), optimize=True)
    except (pdfium.PdfiumError, ReadError, FileNotFoundError):
        return


def clip_of(pdf: pdfium.PdfDocument, clip: Clip) -> Image:
    """The part of an upright page that the figures stand in, over the page's whole width, with frames around them.

    Raises:
        PdfiumError: when the page cannot be drawn.
        ValueError: when it has no size.
    """
    from PIL import ImageDraw

    picture = picture_of(pdf, Sheet(clip.page, clip.rotation, clip.whole), DPI)
    width, height = clip.size
    transform = PageTransform(width, height, clip.rotation, 0.0)
    scale = picture.width / (height if clip.rotation % 180 else width)
    boxes = [_scaled(transform, box, scale) for box in clip.boxes]
    draw = ImageDraw.Draw(picture)
    for x0, top, x1, bottom in boxes:
        draw.rectangle([x0 - _ROOM, top - _ROOM, x1 + _ROOM, bottom + _ROOM], outline=_COLOUR, width=_WIDTH)
    first, last = _extent(boxes, scale)
    return _trimmed(picture.crop((0, max(0, round(first)), picture.width, min(picture.height, round(last)))))


def _trimmed(picture: Image) -> Image:
    """Without what is blank around the print."""
    from PIL import ImageOps

    found = ImageOps.invert(picture.convert("L")).point([255 * (shade > _PRINT) for shade in range(256)]).getbbox()
    if found is None:
        return picture
    x0, top, x1, bottom = found
    return picture.crop(
        (max(0, x0 - _EDGE), max(0, top - _EDGE), min(picture.width, x1 + _EDGE), min(picture.height, bottom + _EDGE))
    )


def _extent(boxes: list[tuple[float, float, float, float]], scale: float) -> tuple[float, float]:
    """From where to where of a page's height: all figures, or as many as find room around the stated one, the first."""
    tops, bottoms = [b[1] for b in boxes], [b[3] for b in boxes]
    first, last, room = min(tops), max(bottoms), _TALLEST * scale
    if last - first > room:
        middle = (boxes[0][1] + boxes[0][3]) / 2
        first = min(max(first, middle - room / 2), last - room)
        last = first + room
    return first - _AROUND * scale, last + _AROUND * scale


def _scaled(
    transform: PageTransform, box: tuple[float, float, float, float], scale: float
) -> tuple[float, float, float, float]:
    corners = [transform.upright(box[0], box[1]), transform.upright(box[2], box[3])]
    xs, ys = zip(*corners, strict=True)
    return min(xs) * scale, min(ys) * scale, max(xs) * scale, max(ys) * scale


def sizes_of(files: Mapping[str, Path]) -> Iterator[tuple[str, tuple[int, int]]]:
    """The width and height of pictures, in pixels."""
    from PIL import Image

    for name, file in files.items():
        with Image.open(file) as picture:
            yield name, picture.size
