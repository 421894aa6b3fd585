"""What a confidence is worth: how many of the words that claim it are rightly read."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.ocr.measuring import truth
from ziping.schemas.page import Page

BINS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 1.0000001)
PLACES = "measured", "wear"  # between <!-- these --> and <!-- /these --> a page has the tables


class Kind(NamedTuple):
    """How one kind of wear was read: figures, those read wrongly and of these doubted, words, and fields."""

    name: str
    figures: int
    wrong: int
    doubted: int
    words: int
    right: int
    f1: float


class Sample(NamedTuple):
    """A recognised word: how sure it is, whether it is right, whether it is a figure."""

    confidence: float
    is_right: bool
    is_figure: bool
    text: str = ""
    printed: str = ""


def samples(scan: Page, printed: truth.Marks) -> Iterator[Sample]:
    for word in scan.words:
        if word.confidence is not None:
            is_figure = truth.FIGURE.fullmatch(truth.folded(word.text)) is not None
            there = printed.said(truth.grown(word.box, 0.2, 0.35))
            yield Sample(word.confidence, truth.is_rightly_read(word, printed), is_figure, word.text, there)


class Bin(NamedTuple):
    low: float
    high: float
    number: int
    stated: float
    right: float


def bins(every: Sequence[Sample]) -> list[Bin]:
    found = []
    for low, high in itertools.pairwise(BINS):
        part = [s for s in every if low <= s.confidence < high]
        if part:
            stated, right = (sum(v) / len(part) for v in ([s.confidence for s in part], [s.is_right for s in part]))
            found.append(Bin(low, min(1.0, high), len(part), stated, right))
    return found


def error(every: Sequence[Sample]) -> float:
    """By how much what is said differs from what is right, on average over the words."""
    return sum(b.number * abs(b.stated - b.right) for b in bins(every)) / max(1, len(every))


def table(every: Sequence[Sample]) -> list[str]:
    """Markdown: words and figures alone."""
    figures = {b.low: b for b in bins([s for s in every if s.is_figure])}
    lines = [
        "| confidence | words | said on average | rightly read | figures | rightly read |",
        "|---|---|---|---|---|---|",
    ]
    for b in bins(every):
        f = figures.get(b.low)
        told = f"{f.number} | {f.right:.3f}" if f else "0 |"
        lines.append(f"| {b.low:g} to {b.high:g} | {b.number} | {b.stated:.3f} | {b.right:.3f} | {told} |")
    lines.append("")
    lines.append(f"Mean difference between what is said and what is right: {error(every):.4f}.")
    return lines


def by_wear(kinds: Sequence[Kind]) -> list[str]:
    """Markdown: each kind of wear."""
    lines = [
        "| wear | figures | wrong | of these doubted | words | rightly read | fields (F1) |",
        "|---|---|---|---|---|---|---|",
    ]
    for k in kinds:
        share = k.right / max(1, k.words)
        lines.append(f"| {k.name} | {k.figures} | {k.wrong} | {k.doubted} | {k.words} | {share:.3f} | {k.f1:.3f} |")
    return lines


def renew(page: Path, every: Sequence[Sample], kinds: Sequence[Kind]) -> None:
    """Writes the tables into the page, between their marks."""
    text = page.read_text(encoding="utf-8")
    for place, lines in zip(PLACES, (table(every), by_wear(kinds)), strict=True):
        start, end = f"<!-- {place} -->", f"<!-- /{place} -->"
        block = "\n".join([start, "", *lines, "", end])
        text = re.sub(f"{start}.*?{end}", lambda _, block=block: block, text, flags=re.DOTALL)
    page.write_text(text, encoding="utf-8")
