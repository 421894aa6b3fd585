"""Which indicators a stated subtotal sums up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ziping.pipeline.checks.loading.labels import normal, resemblance, section_core
from ziping.pipeline.checks.loading.places import place_order
from ziping.pipeline.checks.loading.rows import Case, Indicator, Section
from ziping.pipeline.checks.loading.scoring import (
    ScoreSheet,
    adds,
    deducts,
    is_execution,
    main_sheet,
    score_sheets,
)

_FEWEST = 2  # blocks, or the headings of a form are something else
_LEAST_RESEMBLANCE = 0.5  # of headings that must belong together because nothing else is left


@dataclass(frozen=True, slots=True)
class Group:
    """The scored indicators under one heading. `parent` is the heading above (level 2), else None."""

    label: str
    parent: str | None
    rows: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True)
class Matched:
    """A subtotal with what it sums up.

    Attributes:
        groups: Empty where no indicators stand under such a heading.
        certain: Whether the headings say the same, rather than being left over on both sides.
    """

    section: Section
    groups: tuple[Group, ...]
    certain: bool = True

    @property
    def rows(self) -> tuple[Indicator, ...]:
        return tuple(r for g in self.groups for r in g.rows)


@dataclass(frozen=True, slots=True)
class Outline:
    """A score sheet with its subtotals of both levels, deductions and bonuses left out."""

    sheet: ScoreSheet
    level1: tuple[Matched, ...]
    level2: tuple[Matched, ...]
    groups1: tuple[Group, ...]
    groups2: tuple[Group, ...]


@lru_cache(maxsize=4)
def outlines(case: Case) -> tuple[Outline, ...]:
    """Every score sheet that has subtotals: those of its own table, and those that the prose states."""
    main, sheets = main_sheet(case), score_sheets(case)
    found = []
    for sheet in sheets:
        own = [s for s in case.sections if s.sheet == sheet.name or (s.sheet is None and _is_main(sheet, main))]
        kept = [s for s in own if not deducts(s) and not adds(s)]
        found.append(_outline(sheet, kept))
    titles = {s.name for s in sheets}
    strays = [s for s in case.sections if s.sheet is not None and s.sheet not in titles]
    if main is not None and strays and len(found) == 1:  # a title read differently for the same table
        kept = [s for s in case.sections if not deducts(s) and not adds(s)]
        return (_outline(main, kept),)
    return tuple(found)


def _is_main(sheet: ScoreSheet, main: ScoreSheet | None) -> bool:
    return main is not None and sheet.name == main.name


def _outline(sheet: ScoreSheet, sections: Sequence[Section]) -> Outline:
    groups1, groups2 = _groups(sheet.rows, 1), _groups(sheet.rows, 2)
    level1 = _match([s for s in sections if s.level == 1], groups1)
    if not any(m.groups for m in level1):
        level1 = _by_place([m.section for m in level1], sheet.rows) or level1
    level2 = _match([s for s in sections if s.level != 1], groups2)
    return Outline(sheet, level1, level2, groups1, groups2)


def _groups(rows: Iterable[Indicator], level: int) -> tuple[Group, ...]:
    found: dict[tuple[str | None, str], list[Indicator]] = {}
    for row in rows:
        label = row.level1 if level == 1 else row.level2
        if label:
            found.setdefault((None if level == 1 else row.level1, label), []).append(row)
    return tuple(Group(label, parent, tuple(rows)) for (parent, label), rows in found.items())


def _by_place(sections: Sequence[Section], rows: Sequence[Indicator]) -> tuple[Matched, ...]:
    """Pairs subtotals that head blocks (年度绩效目标1（40分）) with the rows below each, down to the next; nothing where a row
    stands above the first, or a block has none."""
    # of a cell that spans its block the print stands in the middle: the row begins above
    heads = [((e.page or 0, e.top), s) for s in sections if (e := s.place) is not None and e.top is not None]
    placed = [(place_order(p)[:2], r) for r in rows if (p := r.score or r.weight) is not None and p.evidence]
    if len(heads) < _FEWEST or len(heads) < len(sections) or len(placed) < len(rows):
        return ()
    heads.sort(key=lambda head: head[0])
    found = []
    for number, (place, section) in enumerate(heads):
        end = heads[number + 1][0] if number + 1 < len(heads) else None
        below = tuple(r for p, r in placed if p > place and (end is None or p < end))
        found.append(Matched(section, (Group(section.label, None, below),) if below else ()))
    whole = sum(len(m.rows) for m in found) == len(rows) and all(m.groups for m in found)
    return tuple(found) if whole else ()


def _match(sections: Sequence[Section], groups: Sequence[Group]) -> tuple[Matched, ...]:
    """Pairs subtotals with groups: the same words first, then a heading that names several groups
    (决策情况及实施过程), then what is left over on both sides in the same order."""
    free = list(groups)
    taken: dict[int, tuple[tuple[Group, ...], bool]] = {}

    def claim(number: int, chosen: Iterable[Group], certain: bool) -> None:
        chosen = tuple(chosen)
        for group in chosen:
            free.remove(group)
        taken[number] = (chosen, certain)

    for same in (normal, section_core):
        for number, section in enumerate(sections):
            if number not in taken:
                found = next((g for g in free if same(g.label) == same(section.label)), None)
                if found is not None:
                    claim(number, (found,), True)
    for number, section in enumerate(sections):
        if number not in taken:
            inside = [g for g in free if _within(g.label, section.label)]
            if inside and len({g.parent for g in inside}) == 1:
                claim(number, inside, True)
    left = [n for n in range(len(sections)) if n not in taken and not is_execution(sections[n].label)]
    if len(left) == len(free) and all(
        resemblance(section_core(sections[n].label), section_core(g.label)) >= _LEAST_RESEMBLANCE
        for n, g in zip(left, free, strict=True)
    ):
        for number, group in zip(left, tuple(free), strict=True):
            claim(number, (group,), False)
    return tuple(Matched(s, *taken.get(n, ((), True))) for n, s in enumerate(sections))


def _within(a: str, b: str) -> bool:
    short, long = sorted((section_core(a), section_core(b)), key=len)
    return len(short) >= 2 and short in long
