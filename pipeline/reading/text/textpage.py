"""The text page of pdfium, column by column.

A page may have as many text objects as characters, and a call into pdfium takes about as long as a line of Python: so one
property after the other is read into an array, and the arithmetic is done on whole arrays.
"""

from __future__ import annotations

import ctypes as c
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ziping.pipeline.reading import native
from ziping.pipeline.reading.paths.painting import BLACK, Colour
from ziping.pipeline.reading.text.characters import NO_CHARACTER, as_printed

Numbers = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Characters:
    """All characters of a page, in the order of the file.

    Attributes:
        page: The address of the text page.
        texts: What each stands for; nothing for what has no shape.
        boxes: Left, top, right, bottom of each, in user space.
        objects: The address of the text object that each belongs to; None for blanks and breaks that pdfium puts in.
    """

    page: int
    texts: list[str]
    boxes: Numbers
    objects: list[int | None]


@dataclass(frozen=True, slots=True)
class Runs:
    """Text objects, as far as characters of one follow each other.

    Attributes:
        objects: Their addresses.
        firsts: The index of the first character of each.
        of: For each character the run that it belongs to; -1 before the first.
        matrices: Text matrix of each (a, b, c, d, e, f), with the origin of its first character.
        sizes: Nominal size of its font.
        modes: Text render mode.
        colours: Colour of filling.
    """

    objects: list[int]
    firsts: list[int]
    of: Integers
    matrices: Numbers
    sizes: Numbers
    modes: Integers
    colours: list[Colour]


def read_characters(page: int, count: int) -> Characters:
    """`page` is the address of a text page of `count` characters."""
    numbers = (c.c_float * (4 * count))()
    at, char_box = c.addressof(numbers), native.char_box
    for i in range(count):
        char_box(page, i, at + 4 * native.BYTES * i)
    boxes: Numbers = np.ctypeslib.as_array(numbers).reshape(-1, 4).astype(float)
    return Characters(page, _texts(page, count), boxes, _objects(page, count))


def _texts(page: int, count: int) -> list[str]:
    buffer = (c.c_uint16 * (2 * count + 2))()
    if native.page_text(page, 0, count, c.addressof(buffer)) != count + 1:  # some are not in the running text
        return [as_printed(native.char_code(page, i)) for i in range(count)]
    codes = buffer[:count]
    return [as_printed(code if code != NO_CHARACTER else native.char_code(page, i)) for i, code in enumerate(codes)]


def _objects(page: int, count: int) -> list[int | None]:
    """The text object of each character. pdfium hands over the characters of one object together, so that its end can be
    found in leaps."""
    char_object = native.char_object
    objects: list[int | None] = []
    obj = char_object(page, 0) if count else None
    while len(objects) < count:
        inside, leap, following = len(objects), 1, None
        outside = count
        if obj is None:  # put in by pdfium: one by one
            outside = inside + 1
            following = char_object(page, outside) if outside < count else None
        while inside + leap < outside:
            other = char_object(page, inside + leap)
            if other != obj:
                outside, following = inside + leap, other
                break
            inside += leap
            leap *= 2
        while outside - inside > 1:
            middle = (inside + outside) // 2
            other = char_object(page, middle)
            if other == obj:
                inside = middle
            else:
                outside, following = middle, other
        objects += [obj] * (outside - len(objects))
        obj = following
    return objects


def read_runs(characters: Characters) -> Runs:
    """The runs of a text page."""
    page = characters.page
    firsts: list[int] = []
    objects: list[int] = []
    before: int | None = None
    for i, obj in enumerate(characters.objects):
        if obj != before and obj is not None:
            firsts.append(i)
            objects.append(obj)
            before = obj
    begins = np.zeros(len(characters.objects), dtype=np.int64)
    begins[firsts] = 1
    return Runs(
        objects,
        firsts,
        begins.cumsum() - 1,
        _matrices(page, firsts),
        np.array([native.char_size(page, i) for i in firsts], dtype=float),
        np.array([native.text_render_mode(obj) for obj in objects], dtype=np.int64),
        colours(objects),
    )


def _matrices(page: int, firsts: list[int]) -> Numbers:
    numbers = (c.c_float * (6 * len(firsts)))()
    at, char_matrix = c.addressof(numbers), native.char_matrix
    for i in firsts:
        char_matrix(page, i, at)
        at += 6 * native.BYTES
    matrices: Numbers = np.ctypeslib.as_array(numbers).reshape(-1, 6).astype(float)
    return matrices


def colours(objects: list[int]) -> list[Colour]:
    """With what text objects are filled."""
    numbers = (c.c_uint * (4 * len(objects)))()
    at, fill = c.addressof(numbers), native.object_fill
    for obj in objects:
        if not fill(obj, at, at + native.BYTES, at + 2 * native.BYTES, at + 3 * native.BYTES):  # a pattern: it shows
            c.c_uint.from_address(at + 3 * native.BYTES).value = BLACK[3]
        at += 4 * native.BYTES
    values = numbers[:]
    return list(zip(values[::4], values[1::4], values[2::4], values[3::4], strict=True))


def origin(page: int, character: int) -> tuple[float, float]:
    """Where a character stands on its baseline, in user space."""
    x, y = c.c_double(), c.c_double()
    native.char_origin(page, character, c.addressof(x), c.addressof(y))
    return x.value, y.value


def bounds(obj: int) -> tuple[float, float, float, float]:
    """Left, bottom, right, top of a page object, rounded to tenths of a point."""
    numbers = (c.c_float * 4)()
    at = c.addressof(numbers)
    native.object_bounds(obj, at, at + native.BYTES, at + 2 * native.BYTES, at + 3 * native.BYTES)
    left, bottom, right, top = (round(v, 1) for v in numbers)
    return left, bottom, right, top
