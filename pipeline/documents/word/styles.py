"""Styles: what a paragraph or run inherits where it does not say it itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ziping.pipeline.documents.elements import attribute, child, name_of
from ziping.pipeline.documents.package import Element

_DEEPEST = 20  # styles based on each other


@dataclass(frozen=True, slots=True)
class Style:
    """A style's own properties."""

    based_on: str | None
    paragraph: Element | None
    run: Element | None


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a document.

    Attributes:
        default: Name of the style of paragraphs that name none.
        run: What holds for all runs.
    """

    by_id: dict[str, Style] = field(default_factory=dict)
    default: str | None = None
    run: Element | None = None

    def chain(self, name: str | None) -> Iterator[Style]:
        """A style and those that it is based on, nearest first."""
        for _ in range(_DEEPEST):
            style = self.by_id.get(name or "")
            if style is None:
                return
            yield style
            name = style.based_on

    def of_paragraph(self, own: Element | None, *names: str) -> Element | None:
        """A property of a paragraph: its own, or that of its styles."""
        found = child(own, *names)
        for style in self.chain(attribute(child(own, "pStyle")) or self.default):
            if found is not None:
                break
            found = child(style.paragraph, *names)
        return found

    def of_run(self, own: Element | None, paragraph: Element | None, name: str) -> Element | None:
        """A property of a run: its own, that of its style, of its paragraph's style, of the document."""
        styles = [*self.chain(attribute(child(own, "rStyle")))]
        styles += self.chain(attribute(child(paragraph, "pStyle")) or self.default)
        for properties in (own, *(s.run for s in styles), self.run):
            found = child(properties, name)
            if found is not None:
                return found
        return None


def read_styles(root: Element | None) -> Styles:
    """The styles of a part."""
    if root is None:
        return Styles()
    by_id, default = {}, None
    for one in root:
        if name_of(one) != "style" or not attribute(one, "styleId"):
            continue
        name = str(attribute(one, "styleId"))
        by_id[name] = Style(attribute(child(one, "basedOn")), child(one, "pPr"), child(one, "rPr"))
        if attribute(one, "type") == "paragraph" and attribute(one, "default") in {"1", "true", "on"}:
            default = name
    return Styles(by_id, default, child(root, "docDefaults", "rPrDefault", "rPr"))
