"""What is worked out of a text alone is worked out once a document, however many passes ask for it.

A bound would be wrong here: a table of six hundred pages has more texts than any bound that is small, and each pass
over it would push out what the next one asks for first.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import ParamSpec, Protocol, TypeVar, cast

_MOST_KEPT = 8192  # answers that outlive a document: the words of forms are the same in the next one

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer", bound=Hashable)


class _Answers(Protocol):
    def cache_info(self) -> tuple[int, int, int | None, int]: ...

    def cache_clear(self) -> None: ...


_EVERY: list[_Answers] = []


def once(work: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """A function of texts that keeps its answers until `forget`."""
    answers = lru_cache(maxsize=None)(work)
    _EVERY.append(answers)
    return cast(Callable[Asked, Answer], answers)


def forget() -> None:
    """Lets go of the answers of a long document."""
    for answers in _EVERY:
        if answers.cache_info()[-1] > _MOST_KEPT:
            answers.cache_clear()
