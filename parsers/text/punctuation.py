"""Marks at which running text is cut. Whoever needs another cut says so beside it."""

from __future__ import annotations

import re

SENTENCE_END = re.compile(r"[。\n]")
STATEMENT_END = re.compile(r"[。；;\n]")  # a semicolon ends what is said of one thing
DIGIT = re.compile(r"\d")
HAN = re.compile(r"[一-鿿]")

__all__ = ["DIGIT", "HAN", "SENTENCE_END", "STATEMENT_END"]
