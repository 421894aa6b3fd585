"""Pictures of a folder that can be no pages: the icons, banners and logos that a web page leaves beside it when it is saved."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import BinaryIO

# Shorter and longer side of a page, in pixels, below which nothing that is printed on it can be read.
PAGE_SIDES = (400, 600)


def sides_of(picture: Path | BinaryIO) -> tuple[int, int] | None:
    """Shorter and longer side of a picture in pixels, from its head; None where it is of no known kind, or damaged."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of its size, which is looked at when it is read
            with Image.open(picture) as image:
                shorter, longer = sorted(image.size)
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError):
        return None
    return shorter, longer


def is_too_small(path: Path) -> bool:
    """Whether a picture has fewer pixels than a page; not where that cannot be told."""
    sides = sides_of(path)
    return sides is not None and not as_large_as_page(sides)


def as_large_as_page(sides: tuple[int, int]) -> bool:
    """Whether a picture with these sides may be a page."""
    return sides[0] >= PAGE_SIDES[0] and sides[1] >= PAGE_SIDES[1]
