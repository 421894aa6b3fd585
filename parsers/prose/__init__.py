"""Running text: scores, grades, indicators, budgets, and every other figure with what it measures."""

from parsers.prose.reading import ProseReading, read_prose

__all__ = ["ProseReading", "read_prose"]
