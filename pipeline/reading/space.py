"""From PDF user space (origin bottom left, unrotated) to the page as it is read (origin top left, upright)."""

from __future__ import annotations

from dataclasses import dataclass, replace

# (a, b, c, d, e, f) with x' = a·x + c·y + e and y' = b·x + d·y + f.
Matrix = tuple[float, float, float, float, float, float]

Bounds = tuple[float, float, float, float]


def times(first: Matrix, then: Matrix) -> Matrix:
    """One matrix that does `first`, then `then`."""
    a, b, c, d, e, f = first
    na, nb, nc, nd, ne, nf = then
    return (
        a * na + b * nc,
        a * nb + b * nd,
        c * na + d * nc,
        c * nb + d * nd,
        e * na + f * nc + ne,
        e * nb + f * nd + nf,
    )


def moved_box(matrix: Matrix, left: float, bottom: float, right: float, top: float) -> Bounds:
    """The rectangle around a rectangle that the matrix has moved, as (x0, top, x1, bottom)."""
    a, b, c, d, e, f = matrix
    if not b and not c:
        x0, x1, y0, y1 = a * left + e, a * right + e, d * bottom + f, d * top + f
        return (x0, y0, x1, y1) if x0 <= x1 and y0 <= y1 else (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
    xs = (a * left + c * bottom, a * left + c * top, a * right + c * bottom, a * right + c * top)
    ys = (b * left + d * bottom, b * left + d * top, b * right + d * bottom, b * right + d * top)
    return min(xs) + e, min(ys) + f, max(xs) + e, max(ys) + f


@dataclass(frozen=True, slots=True)
class Space:
    """The media box of a page, and how it is turned to be read.

    Coordinates count from the top left corner of the media box as it is displayed, also where a crop box shows less
    of it: the convention of PDF libraries, so that boxes can be compared.

    Attributes:
        x0: Left edge of the media box, user space.
        y0: Bottom edge of the media box, user space.
        across: Width of the media box, before turning.
        along: Height of the media box, before turning.
        turn: Degrees clockwise (0, 90, 180, 270) by which the page is turned: /Rotate, plus what `turned` adds.
        crop: What the crop box shows, user space: left, bottom, right, top.
    """

    x0: float
    y0: float
    across: float
    along: float
    turn: int
    crop: Bounds

    @staticmethod
    def of(media: Bounds, crop: Bounds, rotate: int) -> Space:
        """From boxes as (left, bottom, right, top) in user space, and /Rotate in degrees."""
        left, bottom, right, top = media
        shown = max(crop[0], left), max(crop[1], bottom), min(crop[2], right), min(crop[3], top)
        if shown[2] <= shown[0] or shown[3] <= shown[1]:  # viewers ignore a crop box that shows nothing
            shown = media
        return Space(left, bottom, right - left, top - bottom, rotate % 360, shown)

    def turned(self, degrees: int) -> Space:
        """The same page turned further clockwise."""
        return replace(self, turn=(self.turn + degrees) % 360)

    @property
    def width(self) -> float:
        """Of the page as it is read."""
        return self.along if self.turn % 180 else self.across

    @property
    def height(self) -> float:
        """Of the page as it is read."""
        return self.across if self.turn % 180 else self.along

    @property
    def matrix(self) -> Matrix:
        """From user space to the page as it is read."""
        x0, y0 = self.x0, self.y0
        if self.turn == 90:
            return 0, 1, 1, 0, -y0, -x0
        if self.turn == 180:
            return -1, 0, 0, 1, x0 + self.across, -y0
        if self.turn == 270:
            return 0, -1, -1, 0, y0 + self.along, x0 + self.across
        return 1, 0, 0, -1, -x0, y0 + self.along

    def to_user(self, box: Bounds) -> Bounds:
        """A box of the page as it is read, as (left, bottom, right, top) in user space."""
        a, b, c, d, e, f = self.matrix
        scale = a * d - b * c  # 1 or -1
        back = d / scale, -b / scale, -c / scale, a / scale, (c * f - d * e) / scale, (b * e - a * f) / scale
        return moved_box(back, *box)
