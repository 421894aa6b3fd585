"""What can go wrong in recognition."""

from __future__ import annotations


class OcrError(Exception):
    """The recogniser failed on a page. The message is for a person."""


class OcrUnavailable(Exception):
    """Recognition is not installed, or its models are not there: no page can be read. The message names the remedy."""
