"""Pages painted with real fonts, from their words and ruling lines: the generator's own letters are squares."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from ziping.schemas.page import Page

FONTS = (
    ("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc", 2),
    ("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", 2),
    ("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc", 0),
)


def available() -> list[tuple[str, int]]:
    return [f for f in FONTS if Path(f[0]).is_file()]


def paint(page: Page, dpi: int, font: tuple[str, int]) -> np.ndarray:
    """The page in colour (blue, green, red), black on white."""
    scale = dpi / 72
    image = Image.new("L", (round(page.width * scale), round(page.height * scale)), 255)
    pen = ImageDraw.Draw(image)
    for rule in page.rules:
        x0, top, x1, bottom = (v * scale for v in (rule.x0, rule.top, rule.x1, rule.bottom))
        if rule.horizontal:
            pen.line((x0, (top + bottom) / 2, x1, (top + bottom) / 2), fill=0, width=max(1, round(bottom - top)))
        else:
            pen.line(((x0 + x1) / 2, top, (x0 + x1) / 2, bottom), fill=0, width=max(1, round(x1 - x0)))
    for word in page.words:
        face = _face(font, round(word.box.height * scale))
        edges = word.edges or tuple(np.linspace(word.box.x0, word.box.x1, len(word.text) + 1))
        base = (word.box.top + 0.88 * word.box.height) * scale
        for character, x in zip(word.text, edges, strict=False):
            pen.text((x * scale, base), character, fill=0, font=face, anchor="ls")
    return np.repeat(np.asarray(image)[:, :, None], 3, axis=2)


@cache
def _face(font: tuple[str, int], size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(font[0], size, index=font[1])
