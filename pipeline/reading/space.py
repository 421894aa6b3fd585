"""From PDF user space (origin bottom left, unrotated) to the displayed page (origin top left)."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.geometry import Box


@dataclass(frozen=True, slots=True)
class Space:
    """The media box of a page and its /Rotate.

    Coordinates on the displayed page count from the top left corner of the media box as it is displayed,
    also where a crop box shows less of it: the convention of PDF libraries, so that boxes can be compared.

    Attributes:
        x0: Left edge of the media box, user space.
        y0: Bottom edge of the media box, user space.
        width: Of the media box, unrotated.
        height: Of the media box, unrotated.
        rotate: /Rotate, degrees clockwise (0, 90, 180, 270).
        visible: What the crop box shows, on the displayed page.
    """

    x0: float
    y0: float
    width: float
    height: float
    rotate: int
    visible: Box

    @staticmethod
    def of(media: tuple[float, float, float, float], crop: tuple[float, float, float, float], rotate: int) -> Space:
        """From boxes as (left, bottom, right, top) in user space."""
        left, bottom, right, top = media
        bare = Space(left, bottom, right - left, top - bottom, rotate, Box(0, 0, 0, 0))
        x0, y0, x1, y1 = max(crop[0], left), max(crop[1], bottom), min(crop[2], right), min(crop[3], top)
        if x1 <= x0 or y1 <= y0:  # a crop box that shows nothing is ignored by every viewer
            x0, y0, x1, y1 = media
        return Space(left, bottom, right - left, top - bottom, rotate, bare.box(x0, y0, x1, y1))

    @property
    def shown_size(self) -> tuple[float, float]:
        """Width and height of the displayed page."""
        return (self.height, self.width) if self.rotate % 180 else (self.width, self.height)

    def matrix(self) -> tuple[float, float, float, float, float, float]:
        """(a, b, c, d, e, f) with x' = a·x + c·y + e and y' = b·x + d·y + f."""
        x0, y0, width, height = self.x0, self.y0, self.width, self.height
        if self.rotate == 90:
            return 0, 1, 1, 0, -y0, -x0
        if self.rotate == 180:
            return -1, 0, 0, 1, x0 + width, -y0
        if self.rotate == 270:
            return 0, -1, -1, 0, y0 + height, x0 + width
        return 1, 0, 0, -1, -x0, y0 + height

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A rectangle of user space on the displayed page."""
        a, b, c, d, e, f = self.matrix()
        x, y = sorted((a * left + c * bottom + e, a * right + c * top + e)), None
        y = sorted((b * left + d * bottom + f, b * right + d * top + f))
        return Box(x[0], y[0], x[1], y[1])
