"""Choices: drawn at random for a measurement, or by hypothesis, which then shrinks what fails."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol, TypeVar

from hypothesis import strategies as st

from tests.generator.inventing import Inventor

T = TypeVar("T")


class Source(Protocol):
    """Where choices come from."""

    def index(self, size: int) -> int: ...


class Dice:
    """Makes choices and remembers those that are an axis of variation.

    The first option of every choice is the plainest: shrinking moves towards it.

    Attributes:
        axes: Axis to the names of the options taken (several where a file holds several forms).
    """

    def __init__(
        self, source: Source, fixed: Mapping[str, str] | None = None, inventor: Inventor | None = None
    ) -> None:
        self._source = source
        self._inventor = inventor
        self._fixed = dict(fixed or {})
        self.axes: dict[str, set[str]] = {}

    def pick(self, axis: str, options: Mapping[str, T]) -> T:
        """One of the named options of an axis."""
        names = list(options)
        name = self._fixed.get(axis) or names[self._source.index(len(names))]
        self.axes.setdefault(axis, set()).add(name)
        return options[name]

    def word(self, axis: str, options: Sequence[str]) -> str:
        """One of several words for the same thing; the word is the name of the option."""
        option = self._fixed.get(axis) or options[self._source.index(len(options))]
        self.axes.setdefault(axis, set()).add(option)
        return option

    def heading(self, table: str, column: str, text: str) -> str:
        """The heading of a column of a block, or one that nobody knows."""
        return text if self._inventor is None else self._inventor.heading(table, column, text)

    def chance(self, axis: str, one_in: int = 2) -> bool:
        taken = self._source.index(one_in) == one_in - 1
        if axis in self._fixed:
            taken = self._fixed[axis] == "yes"
        self.axes.setdefault(axis, set()).add("yes" if taken else "no")
        return taken

    def any(self, options: Sequence[T]) -> T:
        """One of several things that make no difference to a form's shape."""
        return options[self._source.index(len(options))]

    def whole(self, low: int, high: int) -> int:
        return low + self._source.index(high - low + 1)

    def some(self, options: Sequence[T], count: int) -> list[T]:
        """Some of the options, in their order."""
        left = list(range(len(options)))
        while len(left) > count:
            left.pop(self._source.index(len(left)))
        return [options[i] for i in left]

    def shuffled(self, options: Sequence[T]) -> list[T]:
        left, drawn = list(options), []
        while left:
            drawn.append(left.pop(self._source.index(len(left))))
        return drawn


class Chance:
    """Random numbers from a seed."""

    def __init__(self, seed: int | str) -> None:
        self._random = random.Random(seed)

    def index(self, size: int) -> int:
        return self._random.randrange(size)


class Drawn:
    """Choices that hypothesis makes. `draw` is the argument of a composite strategy."""

    def __init__(self, draw: Callable[[st.SearchStrategy[int]], int]) -> None:
        self._draw = draw

    def index(self, size: int) -> int:
        return self._draw(st.integers(0, size - 1)) if size > 1 else 0
