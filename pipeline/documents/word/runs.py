"""A paragraph's text as it is shown: fields by their results, hidden text not at all."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ziping.pipeline.documents.elements import attribute, child, is_note_mark, is_on, name_of, number
from ziping.pipeline.documents.package import Element
from ziping.pipeline.documents.word.content import content
from ziping.pipeline.documents.word.styles import Styles

POINT = 12_700  # of the units that pictures are measured in

# Characters of symbol fonts that forms use for boxes and ticks, by their number without the private offset.
_SYMBOLS = {
    0xFE: "☑",
    0x52: "☑",
    0xFD: "☒",
    0x53: "☒",
    0xA8: "□",
    0x6F: "□",
    0xFC: "√",
    0xFB: "×",
    0xD6: "√",
    0xB7: "•",
}
_PRIVATE = 0xF000

_MEASURE = re.compile(r"(?:^|;)\s*(width|height):([\d.]{1,8})pt")  # of a picture in the older way to draw

_PLAIN = {"tab": "\t", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}


@dataclass(frozen=True, slots=True)
class Blip:
    """A picture in a paragraph: the relation that names it, and its size in points."""

    relation: str
    width: float
    height: float


@dataclass(slots=True)
class Shown:
    """What a paragraph shows.

    Attributes:
        size: Of its first character, in half points; None where nothing says it.
        boxes: Text boxes anchored in it.
        notes: Footnotes and endnotes that it refers to: (kind, id).
        breaks_page: Whether a page break stands in it.
        objects: How many embedded objects, charts and diagrams, whose content is not read.
    """

    parts: list[str] = field(default_factory=list)
    size: int | None = None
    boxes: list[Element] = field(default_factory=list)
    pictures: list[Blip] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    breaks_page: bool = False
    objects: int = 0

    @property
    def text(self) -> str:
        """What is shown, without the places of its pictures."""
        return "".join(self.parts)


class Runs:
    """Reads paragraphs in their order: fields may begin in one and end in another."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._fields: list[bool] = []  # of each open field, whether its result has begun

    def read(self, paragraph: Element) -> Shown:
        """What a paragraph shows."""
        shown = Shown()
        properties = child(paragraph, "pPr")
        for one in content(paragraph):
            self._part(one, properties, shown)
        return shown

    def _part(self, one: Element, properties: Element | None, shown: Shown) -> None:
        name = name_of(one)
        if name == "r":
            self._run(one, properties, shown)
        elif name in {"oMath", "oMathPara"}:
            shown.parts.extend(str(t.text or "") for t in one.iter() if name_of(t) == "t")

    def _run(self, run: Element, paragraph: Element | None, shown: Shown) -> None:
        own = child(run, "rPr")
        hidden = is_on(self._styles.of_run(own, paragraph, "vanish"))
        raised = attribute(self._styles.of_run(own, paragraph, "vertAlign")) == "superscript"
        if raised and is_note_mark("".join(str(t.text or "") for t in run.iter() if name_of(t) == "t"), shown.text):
            return
        for one in content(run):
            name = name_of(one)
            if name == "fldChar":
                self._field(one, shown)
            elif hidden or not all(self._fields):
                continue
            elif name in _PLAIN:
                shown.parts.append(_PLAIN[name])
            else:
                self._content(name, one, shown)
        if shown.size is None and shown.text.strip():
            shown.size = number(self._styles.of_run(own, paragraph, "sz"))

    def _content(self, name: str, one: Element, shown: Shown) -> None:
        match name:
            case "t":
                shown.parts.append(str(one.text or ""))
            case "br":
                if attribute(one, "type") in {"page", "column"}:
                    shown.breaks_page = shown.breaks_page or attribute(one, "type") == "page"
                else:
                    shown.parts.append("\n")
            case "sym":
                shown.parts.append(_symbol(one))
            case "footnoteReference" | "endnoteReference":
                shown.notes.append((name.removesuffix("Reference"), attribute(one, "id") or ""))
            case "ruby":
                base = child(one, "rubyBase")
                shown.parts.extend(
                    str(t.text or "") for t in (base.iter() if base is not None else ()) if name_of(t) == "t"
                )
            case "drawing" | "pict":
                self._drawing(one, shown)
            case "object":
                shown.objects += 1
                self._drawing(one, shown)

    def _field(self, one: Element, shown: Shown) -> None:
        match attribute(one, "fldCharType"):
            case "begin":
                box = child(one, "ffData", "checkBox")
                if box is not None and all(self._fields):
                    checked = child(box, "checked")
                    shown.parts.append("☑" if is_on(checked if checked is not None else child(box, "default")) else "□")
                self._fields.append(False)
            case "separate" if self._fields:
                self._fields[-1] = True
            case "end" if self._fields:
                self._fields.pop()

    @staticmethod
    def _drawing(one: Element, shown: Shown) -> None:
        skipped: set[Element] = set()
        for part in one.iter():
            name = name_of(part)
            if name == "Fallback":
                skipped.update(part.iter())
            if part in skipped:
                continue
            if name == "txbxContent":
                shown.boxes.append(part)
                skipped.update(part.iter())  # what lies in a box is read with it
            elif name in {"chart", "relIds"}:
                shown.objects += 1
            elif name in {"blip", "imagedata"}:
                relation = attribute(part, "embed") or attribute(part, "link") or attribute(part, "id")
                if relation:
                    shown.pictures.append(Blip(relation, *_size(one)))


def _size(drawing: Element) -> tuple[float, float]:
    """Width and height of a picture, in points; 0 where nothing says them."""
    for part in drawing.iter():
        if name_of(part) == "extent":
            return (number(part, "cx") or 0) / POINT, (number(part, "cy") or 0) / POINT
        if name_of(part) == "shape":
            measures = {m[1]: float(m[2]) for m in _MEASURE.finditer(attribute(part, "style") or "")}
            if len(measures) == 2:
                return measures["width"], measures["height"]
    return 0.0, 0.0


def _symbol(one: Element) -> str:
    try:
        code = int(attribute(one, "char") or "", 16)
    except ValueError:
        return ""
    if code >= _PRIVATE:
        return _SYMBOLS.get(code - _PRIVATE, "")
    return _SYMBOLS.get(code, chr(code)) if "ding" in (attribute(one, "font") or "").lower() else chr(code)
