"""Elements of a page: which are shown, and how."""

from __future__ import annotations

import re

from ziping.pipeline.documents.package import Element
from ziping.schemas.document import Align

_UNSEEN = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "title",
        "meta",
        "link",
        "base",
        "iframe",
        "frame",
        "object",
        "embed",
        "applet",
        "audio",
        "video",
        "canvas",
        "svg",
        "select",
        "option",
        "button",
        "datalist",
        "map",
        "area",
    ]
)
_AROUND = frozenset({"nav", "footer", "aside"})
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_ALIGNED = re.compile(r"text-align\s*:\s*(\w+)", re.IGNORECASE)
_SIZED = re.compile(r"font-size\s*:\s*([\d.]+)\s*(pt|px)", re.IGNORECASE)
_POINTS = {"pt": 1.0, "px": 0.75}
_SIZES = {"h1": 20.0, "h2": 16.0, "h3": 14.0}
_FIT = (8.0, 26.0)
_ALIGN = {
    "center": Align.CENTRE,
    "middle": Align.CENTRE,
    "right": Align.RIGHT,
    "left": Align.LEFT,
    "justify": Align.LEFT,
}


def tag_of(element: Element) -> str:
    """Its name in small letters; empty for a comment or the like."""
    return element.tag.rpartition(":")[2].lower() if isinstance(element.tag, str) else ""


def is_shown(element: Element) -> bool:
    """Whether a browser shows it, as far as the element itself says."""
    tag = tag_of(element)
    if not tag or tag in _UNSEEN or tag in _AROUND:
        return False
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return False
    if tag == "input" and (element.get("type") or "text").lower() not in {"text", "number", "date"}:
        return False
    return not _HIDDEN.search(element.get("style") or "")


def align_of(element: Element, inherited: Align) -> Align:
    """How its lines stand."""
    if tag_of(element) == "center":
        return Align.CENTRE
    styled = _ALIGNED.search(element.get("style") or "")
    said = styled[1] if styled else element.get("align") if tag_of(element) != "table" else None
    return _ALIGN.get((said or "").lower(), inherited)


def size_of(element: Element, inherited: float) -> float:
    """The size of its print, in points."""
    styled = _SIZED.search(element.get("style") or "")
    try:
        size = float(styled[1]) * _POINTS[styled[2].lower()] if styled else _SIZES.get(tag_of(element), inherited)
    except ValueError:
        return inherited
    return min(max(size, _FIT[0]), _FIT[1])
