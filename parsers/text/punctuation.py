"""Marks at which running text is cut. Whoever needs another cut says so beside it."""

from __future__ import annotations

import re

SENTENCE_END = re.compile(r"[。\n]")
STATEMENT_END = re.compile(r"[。；;\n]")  # a semicolon ends what is said of one thing
DIGIT = re.compile(r"\d")
HAN = re.compile(r"[一-鿿]")
# Brackets at the end of a line, with what stands in them; a pair within them is part of it
BRACKETS_BEHIND = r"(?:[（(〔【\[](?P<inside>(?:[^（(〔【\[）)〕】\]]|[（(][^（()）]{0,20}[）)]){0,60})[）)〕】\]])$"

__all__ = ["BRACKETS_BEHIND", "DIGIT", "HAN", "SENTENCE_END", "STATEMENT_END", "up_to"]


def up_to(mark: re.Pattern[str], string: str, start: int, stop: int | None = None) -> int:
    """Where a stretch ends at the first such mark; its own end, or that of the string, where it holds none."""
    end = len(string) if stop is None else stop
    match = mark.search(string, start, end)
    return end if match is None else match.start()
