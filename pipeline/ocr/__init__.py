"""Recognition: scanned pages become the same pages as born-digital ones."""

from ziping.pipeline.ocr.pages import PageReader

__all__ = ["PageReader"]
