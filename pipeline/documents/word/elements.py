"""Elements of WordprocessingML by their local names: the strict and the usual form differ in namespaces alone."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ziping.pipeline.documents.package import Element

# What stands around content and is itself nothing that is shown; insertions count as accepted.
_AROUND = frozenset(
    {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "hyperlink", "fldSimple", "dir", "bdo"}
)
_GONE = frozenset({"del", "moveFrom"})  # deletions count as accepted, too
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


def content(element: Element) -> Iterator[Element]:
    """What a part holds as it is shown with all changes accepted."""
    for one in element:
        name = name_of(one)
        if name in _AROUND:
            yield from content(one)
        elif name == "AlternateContent":
            chosen = child(one, "Choice")
            yield from content(chosen if chosen is not None else one)
        elif name not in _GONE and isinstance(one, etree._Element):
            yield one
