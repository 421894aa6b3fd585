"""From a recognition network's answer to characters."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ziping.pipeline.ocr.recognise.engine import Character, Reading

BLANK = 0  # the class that stands for "no character here"

# What else a character may be is worth telling from this probability on, three at most.
_POSSIBLE, _OTHERS = 0.02, 3

# A character surer than this has no rivals worth a look.
_SURE = 0.97


def decode(answer: NDArray[np.float32], alphabet: Sequence[str], width: int, total: int) -> Reading:
    """The likeliest characters of one strip.

    `answer` is steps × classes, probabilities. The strip took `width` of the `total` columns that the network saw: the
    rest was padding.
    """
    best = answer.argmax(axis=1)
    starts = np.ones(len(best), dtype=bool)
    starts[1:] = best[1:] != best[:-1]
    runs = np.flatnonzero(starts)
    stops = np.append(runs[1:], len(best))
    found = []
    for start, stop in zip(runs.tolist(), stops.tolist(), strict=True):
        kind = int(best[start])
        text = alphabet[kind]
        if kind == BLANK or not text.strip():
            continue
        peak = start + int(answer[start:stop, kind].argmax())
        middle = min(1.0, (start + stop) / 2 / len(best) * total / width)
        sure = float(answer[peak, kind])
        others: tuple[tuple[str, float], ...] = ()
        if sure < _SURE:
            others = _others(answer[peak], kind, alphabet)
            sure = min(1.0, sure + sum(p for other, p in others if folded(other) == folded(text)))
        found.append(Character(text, sure, middle, others))
    return tuple(found)


def folded(text: str) -> str:
    """One form for characters that look the same at any width: half- and full-width punctuation."""
    return unicodedata.normalize("NFKC", text)


def _others(row: NDArray[np.float32], taken: int, alphabet: Sequence[str]) -> tuple[tuple[str, float], ...]:
    likely = np.flatnonzero(row >= _POSSIBLE)
    likely = likely[np.argsort(-row[likely])]
    return tuple((alphabet[k], float(row[k])) for k in likely.tolist() if k not in (BLANK, taken))[:_OTHERS]
