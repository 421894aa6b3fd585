"""Running text: scores, grades, indicators, budgets, and every other figure with what it measures."""

from ziping.parsers.prose.read import ProseReading, read_prose

__all__ = ["ProseReading", "read_prose"]
