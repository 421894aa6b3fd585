"""A second opinion: the text layer that somebody else's recogniser put behind a scan."""

from __future__ import annotations

import ctypes
import unicodedata
from dataclasses import replace

import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray
from pypdfium2 import raw

from ziping.pipeline.present.page_transform import PageTransform
from ziping.pipeline.reading import native
from ziping.pipeline.reading.space import Space
from ziping.pipeline.reading.text.characters import as_printed
from ziping.schemas.page import Page, Word

# Where two recognisers agree, this part of the doubt goes.
CERTAINTY = 0.7

# A character of the layer belongs to a word when its middle is in the word's box, this much (parts of its height) around.
AROUND = 0.2


class TextLayer:
    """The characters of a page's text layer, seen or not, with their middles on the page as it is shown."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        space = Space.of(page.get_mediabox(), page.get_cropbox(), page.get_rotation())
        a, b, c, d, e, f = space.matrix
        self._width, self._height = space.width, space.height
        text_page = page.get_textpage()
        try:
            handle, box = native.address(text_page.raw), (ctypes.c_float * 4)()
            found: list[tuple[str, float, float]] = []
            for i in range(raw.FPDFText_CountChars(text_page.raw)):
                text = as_printed(native.char_code(handle, i)).strip()
                if not text or not native.char_box(handle, i, ctypes.addressof(box)):
                    continue
                x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
                found.append((text, a * x + c * y + e, b * x + d * y + f))
        finally:
            text_page.close()
        self._characters = found

    def confirmed(self, page: Page) -> Page:
        """The page with words surer where the layer says the same. Nothing is taken over from the layer."""
        if not self._characters:
            return page
        pose = PageTransform(self._width, self._height, page.rotation, page.skew)
        x, y = np.array([pose.upright(x, y) for _, x, y in self._characters]).T
        words = tuple(self._confirmed(word, x, y) for word in page.words)
        sure = [w.confidence for w in words if w.confidence is not None]
        return replace(page, words=words, confidence=min(sure, default=None))

    def _confirmed(self, word: Word, x: NDArray[np.float64], y: NDArray[np.float64]) -> Word:
        box, around = word.box, AROUND * word.box.height
        inside = np.flatnonzero(
            (box.x0 - around <= x) & (x <= box.x1 + around) & (box.top - around <= y) & (y <= box.bottom + around)
        )
        said = "".join(self._characters[i][0] for i in inside[np.argsort(x[inside])])
        if word.confidence is None or folded(said) != folded(word.text):
            return word
        return replace(word, confidence=1 - (1 - word.confidence) * (1 - CERTAINTY))


def folded(text: str) -> str:
    """One form for what looks the same: width forms and blanks aside."""
    return "".join(unicodedata.normalize("NFKC", text).split())
