"""What it says: a laid-out document becomes a report. Pure: no files, no clock, no PDF or OCR library."""

from ziping.parsers.parse import ParserConflictError, parse

__all__ = ["ParserConflictError", "parse"]
