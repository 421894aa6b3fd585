"""Elements of office documents by their local names: the strict and the usual form differ in namespaces alone."""

from __future__ import annotations

from ziping.pipeline.documents.package import Element

_OFF = frozenset({"0", "false", "off"})


def name_of(element: Element) -> str:
    """The local name; empty for a comment or the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


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
