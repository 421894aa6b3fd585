"""What a part of a Word document holds as it is shown: with all changes accepted, and without what only stands around it."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ziping.pipeline.documents.elements import child, name_of
from ziping.pipeline.documents.package import Element

# What stands around content and is itself nothing that is shown; insertions count as accepted.
_AROUND = frozenset(
    {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "hyperlink", "fldSimple", "dir", "bdo"}
)
_GONE = frozenset({"del", "moveFrom"})  # deletions count as accepted, too


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
