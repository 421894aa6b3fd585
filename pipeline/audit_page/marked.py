"""A finding with the pages that it is about, its figures marked: for notebooks."""

from __future__ import annotations

import base64
import io
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdfium2 as pdfium

from ziping.pipeline.audit_page.page_pictures import Sheet, picture_of
from ziping.pipeline.audit_page.sources import State, find_originals
from ziping.pipeline.documents.opening import drawable
from ziping.pipeline.errors import ReadError
from ziping.pipeline.present.page_transform import PageTransform
from ziping.pipeline.scannable import Scannable

if TYPE_CHECKING:
    from PIL.Image import Image

_COLOUR, _ROOM, _WIDTH = (194, 65, 12), 3, 3  # pixels around a mark, and of its line
_MOST = 4  # pages
_REASONS = {
    State.GONE: "the PDF is no longer where it was",
    State.CHANGED: "the PDF has changed since it was read",
    State.THERE: "the page could not be drawn",
}


@dataclass(frozen=True, slots=True)
class Marked:
    """A finding as a notebook shows it.

    Attributes:
        finding: Its row of `checks`.
        path: The document, as the dataset names it.
        pages: Number of the page and its picture, of those that can be drawn; four at most.
        reason: Why there is no picture, where there is none.
    """

    finding: Mapping[str, Any]
    path: str
    pages: tuple[tuple[int, Image], ...]
    reason: str | None

    def _repr_html_(self) -> str:
        finding = self.finding
        head = [
            f"<p><strong>{escape(finding['rule'])}</strong> · {escape(self.path)}<br>",
            f"<big>{escape(finding['message_zh'] or '')}</big><br>{escape(finding['message_en'] or '')}</p>",
        ]
        slips = "".join(f"<li>{escape(slip)}</li>" for slip in finding["explanations"] or ())
        pictures = [
            f'<figure><figcaption>{number}</figcaption><img alt="page {number}" style="max-width:100%;border:1px solid #ccc" '
            f'src="data:image/webp;base64,{_encoded(image)}"></figure>'
            for number, image in self.pages
        ]
        missing = f"<p>({escape(self.reason)})</p>" if self.reason else ""
        return "".join([*head, f"<ul>{slips}</ul>" if slips else "", *pictures, missing])


def mark(dataset: Scannable, check_id: str) -> Marked:
    """The finding of that id with its pages.

    Raises:
        KeyError: when the dataset has no such check.
    """
    finding = _only(dataset, "checks", "check_id", check_id)
    document = _only(dataset, "documents", "doc_id", finding["doc_id"])
    pages: tuple[tuple[int, Image], ...] = ()
    with tempfile.TemporaryDirectory(prefix="ziping-") as scratch:
        doc_id = finding["doc_id"]
        originals = find_originals(dataset.folder, {doc_id: [document["path"]]}, drawn=(doc_id,), scratch=Path(scratch))
        original = originals[doc_id]
        if original.path is not None:
            try:
                with drawable(original.path) as pdf:
                    pages = tuple(_pages(dataset, finding, pdf))
            except (pdfium.PdfiumError, ReadError, OSError):
                pages = ()
    return Marked(finding, document["path"], pages, None if pages else _REASONS[original.state])


def _only(dataset: Scannable, table: str, column: str, value: str) -> Mapping[str, Any]:
    import pyarrow.compute as pc

    rows: list[Mapping[str, Any]] = dataset.scan(table).to_table(filter=pc.field(column) == value).to_pylist()
    if not rows:
        raise KeyError(f"no row of {table} has {column} {value}")
    return rows[0]


def _pages(dataset: Scannable, finding: Mapping[str, Any], pdf: pdfium.PdfDocument) -> Iterator[tuple[int, Image]]:
    import pyarrow.compute as pc
    from PIL import ImageDraw

    rows = dataset.scan("pages").to_table(filter=pc.field("doc_id") == finding["doc_id"]).to_pylist()
    sizes = {row["page"]: row for row in rows}
    places = [place for place in finding["evidence"] or () if place["x0"] is not None]
    for number in sorted({place["page"] for place in places})[:_MOST]:
        size = sizes[number]
        image = picture_of(pdf, Sheet(number, size["rotation"] or 0, size["text_source"] != "ocr"))
        pose = PageTransform(size["width"], size["height"], size["rotation"] or 0, 0.0)
        scale = image.width / (size["height"] if pose.rotation % 180 else size["width"])
        draw = ImageDraw.Draw(image)
        for place in places:
            if place["page"] == number:
                corners = [pose.upright(place[x], place[y]) for x, y in (("x0", "top"), ("x1", "bottom"))]
                xs, ys = zip(*corners, strict=True)
                box = [min(xs) * scale, min(ys) * scale, max(xs) * scale, max(ys) * scale]
                draw.rectangle(
                    [box[0] - _ROOM, box[1] - _ROOM, box[2] + _ROOM, box[3] + _ROOM], outline=_COLOUR, width=_WIDTH
                )
        yield number, image


def _encoded(image: Image) -> str:
    buffer = io.BytesIO()
    image.save(buffer, format="WEBP", quality=50)
    return base64.b64encode(buffer.getvalue()).decode()
