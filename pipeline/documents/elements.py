"""Elements of office documents by their local names: the strict and the usual form differ in namespaces alone."""

from __future__ import annotations

import re

from ziping.pipeline.documents.package import Element

# 312¹盏, 合计[2]: the mark of a note. A power has a letter or the sign for times before its base: m2, ×104
_MARK = re.compile(r"\s?[\[［(（【]?\s?(?:\d{1,2}|[①-⑳*＊])\s?[\])］）】]?\s?")
_POWER = re.compile(r"(?:[A-Za-z㎡]|[×xX*]\s?10)$")
_OFF = frozenset({"0", "false", "off"})


def name_of(element: Element) -> str:
    """The local name; empty for a comment or the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def is_note_mark(raised: str, before: str) -> bool:
    """Whether what is printed raised behind some words is the mark of a note: it is no part of a figure."""
    return _MARK.fullmatch(raised) is not None and _POWER.search(before) is None


def child(element: Element | None, *names: str) -> Element | None:
    """The first child of a name, then its first child of the next name, and so on."""
    for name in names:
        if element is None:
            return None
        element = next((c for c in element if name_of(c) == name), None)
    return element


def attribute(element: Element | None, name: str = "val") -> str | None:
    """An attribute of whatever namespace."""
    if element is None:
        return None
    return next((str(v) for k, v in element.attrib.items() if str(k).rpartition("}")[2] == name), None)


def number(element: Element | None, name: str = "val") -> int | None:
    """An attribute that is a whole number."""
    value = attribute(element, name)
    try:
        return None if value is None else int(float(value))
    except (ValueError, OverflowError):
        return None


def is_on(element: Element | None) -> bool:
    """Whether a property is there and not switched off."""
    return element is not None and (attribute(element) or "").lower() not in _OFF
