"""One page of a PDF: its words and ruling lines, upright, or why they cannot be had."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

from ziping.pipeline.reading import native
from ziping.pipeline.reading.fonts.digits import Corner, Known, false_fonts
from ziping.pipeline.reading.fonts.stretches import Stretch, embedded_names, stretches_of
from ziping.pipeline.reading.paths.painting import Painting
from ziping.pipeline.reading.paths.rules import read_rules
from ziping.pipeline.reading.paths.shades import Backdrop
from ziping.pipeline.reading.raster_pictures import hides
from ziping.pipeline.reading.space import Space, moved_box
from ziping.pipeline.reading.text.glyphs import Layer, read_layer
from ziping.pipeline.reading.text.hiding import drop_hidden
from ziping.pipeline.reading.text.struck import take_struck
from ziping.pipeline.reading.text.words import glyphs_to_words, layer_to_words
from ziping.schemas.page import Page, Word

NO_TEXT_LAYER, GARBLED_TEXT_LAYER, FALSE_TEXT_LAYER = "no-text-layer", "garbled-text-layer", "false-text-layer"

# A picture that takes up this part of the page is the page.
MOST_OF_PAGE = 0.5

# So few characters over a picture of the whole page, and none of them between the margins (parts of the height), are a
# page number or the mark of a scanner, not the page's text.
FEW, MARGIN = 40, 0.1

# So many filled shapes, where there is no text, are outlined letters.
MANY_SHAPES = 60

# When the meaning of this part of the characters is unknown, the rest is not to be trusted either. (A French page has
# accents on a tenth of its letters.)
GARBLED = 0.25


class Reading(NamedTuple):
    """A page, why it has no words where they could not be had, what is struck out on it, and what its fonts say."""

    page: Page
    unread_reason: str | None
    struck: tuple[Word, ...] = ()
    stretches: tuple[Stretch, ...] = ()


def read_page(number: int, page: pdfium.PdfPage, text_page: pdfium.PdfTextPage, fonts: Known | None = None) -> Reading:
    """Reads a page. A page that lies on its side is turned: boxes then refer to the upright page.

    Args:
        number: Counting from 1.
        page: As pdfium has it.
        text_page: Its text.
        fonts: What is known of the digits of the document's fonts; what this page shows is added.
    """
    # Only the bounding box knows what a page inherits from the page tree.
    shown = page.get_bbox()
    media = page.get_mediabox(fallback_ok=False) or shown
    space = Space.of(media, page.get_cropbox(fallback_ok=False) or shown, page.get_rotation())
    layer, painting, backdrop = _read(page, text_page, space)
    turn = layer.turn
    if turn:
        space = space.turned(-turn)
        layer, painting, backdrop = _read(page, text_page, space)
    unread_reason = _unread_reason(layer, painting, space)
    corner = moved_box(space.matrix, *space.crop)[:2]
    names = [] if unread_reason or turn else embedded_names(layer.objects)
    if not unread_reason and not turn and _is_false(page, layer, names, corner, {} if fonts is None else fonts):
        unread_reason = FALSE_TEXT_LAYER
    if unread_reason:
        return Reading(Page(number, space.width, space.height, (), ()), unread_reason)
    rules = read_rules(painting, backdrop, layer.lettering, space.width, space.height)
    struck = take_struck(layer, painting)
    words = layer_to_words(layer, rules)
    page_read = Page(number, space.width, space.height, words, rules, rotation=-turn % 360)
    stretches = () if turn else stretches_of(layer.glyphs[0], names, corner)
    return Reading(page_read, None, glyphs_to_words(struck) if struck else (), stretches)


def _read(page: pdfium.PdfPage, text_page: pdfium.PdfTextPage, space: Space) -> tuple[Layer, Painting, Backdrop]:
    painting = Painting(native.address(page.raw), space.matrix)
    backdrop = Backdrop(painting)
    count = max(0, raw.FPDFText_CountChars(text_page.raw))
    layer = read_layer(native.address(text_page.raw), count, space, painting)
    drop_hidden(layer, painting, backdrop, lambda address: hides(page, address))
    return layer, painting, backdrop


def _is_false(page: pdfium.PdfPage, layer: Layer, names: Sequence[str | None], corner: Corner, fonts: Known) -> bool:
    """Whether the text layer says other characters than the page shows."""
    return layer.doubled or bool(false_fonts(page, layer.glyphs[0], names, corner, fonts))


def _unread_reason(layer: Layer, painting: Painting, space: Space) -> str | None:
    """Why the text layer cannot be had or believed."""
    seen = layer.seen
    if seen and layer.garbled > GARBLED * seen:
        return GARBLED_TEXT_LAYER
    low, high = MARGIN * space.height, (1 - MARGIN) * space.height
    if seen < FEW and not any(low < y < high for y in layer.glyphs[0].baselines.tolist()):
        covered = sum((p.x1 - p.x0) * (p.bottom - p.top) for p in painting.pictures)
        if covered >= MOST_OF_PAGE * space.width * space.height or (not seen and len(painting.shapes) >= MANY_SHAPES):
            return NO_TEXT_LAYER
    return None
