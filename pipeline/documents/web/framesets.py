"""Pages that show nothing but frames with other pages: so Excel and WPS save a workbook as one file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import Message
from urllib.parse import unquote

_FRAMES = re.compile(r"<frameset[\s>]", re.IGNORECASE)
_TAG = re.compile(r"<(?:link|frame)\s[^>]{1,2000}>", re.IGNORECASE)
_IS_SHEET = re.compile(r"""^<frame|id\s*=\s*["']?shLink""", re.IGNORECASE)
_NAMED = re.compile(r"""(?:href|src)\s*=\s*["']?([^"'\s>]{1,1000})""", re.IGNORECASE)
_TABS = "tabstrip"  # the frame of a workbook that only names its sheets


@dataclass(frozen=True, slots=True)
class Saved:
    """A page within a message, and its text."""

    part: Message
    text: str


def framed(pages: Sequence[Saved]) -> list[Saved]:
    """The pages to be read: the first, or those that it puts into frames."""
    first, *others = pages
    if not others or not _FRAMES.search(first.text):
        return [first]
    tags = [tag for tag in _TAG.findall(first.text) if _IS_SHEET.search(tag)]
    wanted = dict.fromkeys(_base(named[1]) for tag in tags if (named := _NAMED.search(tag)))
    by_name = {_base(str(page.part.get("content-location") or "")): page for page in others}
    return [by_name[name] for name in wanted if name in by_name and _TABS not in name] or others


def _base(address: str) -> str:
    return unquote(address).replace("\\", "/").rpartition("/")[2].strip().lower()
