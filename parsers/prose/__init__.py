"""Running text: scores, grades, indicators, budgets, and every other figure with what it measures."""

from ziping.parsers.prose.cells import CellReading, read_cell
from ziping.parsers.prose.read import ProseReading, read_prose

__all__ = ["CellReading", "ProseReading", "read_cell", "read_prose"]
