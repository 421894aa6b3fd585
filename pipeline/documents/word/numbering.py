"""Lists: the number that Word puts before a paragraph and that is nowhere in its text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ziping.pipeline.documents.elements import attribute, child, is_on, name_of, number
from ziping.pipeline.documents.package import Element
from ziping.pipeline.documents.word.number_formats import format_number

_PLACE = re.compile(r"%([1-9])")
_PRIVATE = ("\ue000", "\uf8ff")  # characters of symbol fonts


@dataclass(frozen=True, slots=True)
class Level:
    """How the paragraphs of a level are numbered."""

    form: str
    text: str
    start: int
    legal: bool  # all numbers in it are decimal
    restart: int | None  # the level behind which it begins anew; 0 never


@dataclass(frozen=True, slots=True)
class List:
    """A list of the document: levels, and those of them that begin at another number."""

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int]


@dataclass(slots=True)
class Numbering:
    """The lists of a document, and how far each has been counted."""

    lists: dict[str, List] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)

    def label(self, list_id: str, level: int) -> str:
        """Counts a paragraph, and gives what is printed before it; empty where there is no such list."""
        one = self.lists.get(list_id)
        if one is None or level not in one.levels:
            return ""
        counts = self._counts.setdefault(one.abstract, {})
        if list_id not in self._begun:
            self._begun.add(list_id)
            for begun, start in one.starts.items():
                counts[begun] = start - 1
        own = one.levels[level]
        counts[level] = counts.get(level, own.start - 1) + 1
        for deeper in [k for k in counts if k > level]:
            rule = one.levels[deeper].restart if deeper in one.levels else None
            if rule != 0 and (rule is None or level < rule):
                del counts[deeper]
        if own.form == "bullet":
            return "".join("•" if _PRIVATE[0] <= c <= _PRIVATE[1] else c for c in own.text).strip()
        return _PLACE.sub(lambda m: self._part(one, counts, int(m[1]) - 1, own), own.text).strip()

    @staticmethod
    def _part(one: List, counts: dict[int, int], level: int, own: Level) -> str:
        known = one.levels.get(level)
        if known is None:
            return ""
        return format_number(counts.get(level, known.start), "decimal" if own.legal else known.form)


def read_numbering(root: Element | None) -> Numbering:
    """The lists of a part."""
    abstract: dict[str, dict[int, Level]] = {}
    lists: dict[str, List] = {}
    for one in root if root is not None else ():
        if name_of(one) == "abstractNum":
            abstract[attribute(one, "abstractNumId") or ""] = _levels(one)
        elif name_of(one) == "num":
            base = attribute(child(one, "abstractNumId")) or ""
            levels, starts = dict(abstract.get(base, {})), {}
            for override in one:
                level = number(override, "ilvl")
                if name_of(override) != "lvlOverride" or level is None:
                    continue
                levels.update(_levels(override))
                start = number(child(override, "startOverride"))
                if start is not None:
                    starts[level] = start
            lists[attribute(one, "numId") or ""] = List(base, levels, starts)
    return Numbering(lists)


def _levels(element: Element) -> dict[int, Level]:
    found = {}
    for one in element:
        level = number(one, "ilvl")
        if name_of(one) == "lvl" and level is not None:
            form = child(one, "numFmt")
            start = number(child(one, "start"))
            found[level] = Level(
                attribute(form) or "decimal",
                attribute(child(one, "lvlText")) or "",
                1 if start is None else start,
                is_on(child(one, "isLgl")),
                number(child(one, "lvlRestart")),
            )
    return found
