"""Whether rows stand under the wrong heading: merged cells that a page cuts are easily misread."""

from __future__ import annotations

from decimal import Decimal

from ziping.pipeline.checks.arithmetic.intervals import ZERO
from ziping.pipeline.checks.arithmetic.slips import one_slip
from ziping.pipeline.checks.label_words import AMONG
from ziping.pipeline.checks.loading.grouping import Matched, Outline
from ziping.pipeline.checks.loading.rows import Case
from ziping.pipeline.checks.loading.scoring import (
    Points,
    beside,
    execution_points,
    full_score,
    main_sheet,
    sum_of,
    weight_of,
)


def gap(matched: Matched, points: Points) -> Decimal:
    """What the subtotal has more than its indicators."""
    stated = points(matched.section)
    return ZERO if stated is None else stated.value - sum_of(matched.rows, points)


def is_shifted(outline: Outline, matched: Matched, points: Points) -> bool:
    """Whether the first or last rows of the section seem to stand under the wrong heading: the subtotal would
    be right without them (or with the neighbour's), and another section lacks them (or has too many).

    Where merged cells are cut or misread, that is likelier than two wrong sums.
    """
    own = gap(matched, points)
    same_level = outline.level1 if matched in outline.level1 else outline.level2
    others = [m for m in same_level if m is not matched and points(m.section) is not None]
    if not own or not any(not m.groups or gap(m, points) * own < 0 for m in others):
        return False
    return _is_at_the_edge(outline, matched, points, own)


def is_misplaced(case: Case, outline: Outline, matched: Matched, points: Points) -> bool:
    """Whether headings were misread rather than anything misprinted: all rows together make the total, rows at
    the edge of the section are just what it is off by, and no single slip of the subtotal is."""
    stated, own = points(matched.section), gap(matched, points)
    if stated is None or not own or not rows_make_total(case, outline, points):
        return False
    if not _is_at_the_edge(outline, matched, points, own):
        return False
    return not one_slip(stated, stated.value - own) or is_shifted(outline, matched, points)


def may_take_rows(outline: Outline, matched: Matched, points: Points) -> bool:
    """Whether there is a heading that the rows at the edge may belong to: one that is off the other way, that no
    rows were found for, or whose points were not read."""
    groups = outline.groups1 if matched in outline.level1 else outline.groups2
    same_level = outline.level1 if matched in outline.level1 else outline.level2
    held = {id(g) for m in same_level for g in m.groups}
    return is_shifted(outline, matched, points) or any(id(g) not in held for g in groups)


def may_have_taken_rows(outline: Outline, matched: Matched, points: Points) -> bool:
    """Whether rows at the edge of the section are just what it is off by, and a heading stands beside it whose points were
    not read: its rows may have been taken for the section's."""
    own = gap(matched, points)
    return own < 0 and may_take_rows(outline, matched, points) and _is_at_the_edge(outline, matched, points, own)


def rows_make_total(case: Case, outline: Outline, points: Points) -> bool:
    """Whether the single scores (or weights) of the sheet add up to the total as it is stated."""
    main, weights = main_sheet(case), points is weight_of
    total = full_score(case) if weights else case.total_score
    if main is None or total is None or main.name != outline.sheet.name:
        return False
    execution = execution_points(case, outline.sheet.rows)
    plus, minus = ((), ()) if weights else beside(outline.sheet)
    more = (*(execution.weights if weights else execution.scores), *plus)
    known = sum_of(outline.sheet.rows, points) + sum((p.value for p in more), ZERO)
    return total.value == known - sum((m.value for m in minus), ZERO)


def has_blank_rows(case: Case, matched: Matched, points: Points) -> bool:
    """Whether indicators under the heading have no such points and are no details (其中) of others."""
    own = {(g.label, g.parent) for g in matched.groups}
    rows = (r for r in case.indicators if points(r) is None and r.sheet == matched.section.sheet)
    names = ((r.label, ((r.level1, None), (r.level2, r.level1))) for r in rows)
    return any(own & set(headings) and not label.startswith(AMONG) for label, headings in names)


def _is_at_the_edge(outline: Outline, matched: Matched, points: Points, own: Decimal) -> bool:
    """Whether the first or last rows of the section, or those before or after it, are what it is off by."""
    if not matched.groups:
        return False
    values = [ZERO if (p := points(r)) is None else p.value for r in outline.sheet.rows]
    order = {id(r): i for i, r in enumerate(outline.sheet.rows)}
    first, last = (pick(order[id(r)] for r in matched.rows) for pick in (min, max))
    inside, after, before = values[first : last + 1], values[last + 1 :], values[:first][::-1]
    edges = (inside, inside[::-1]) if own < 0 else (after, before)
    return any(sum(edge[:k], ZERO) == abs(own) for edge in edges for k in range(1, len(edge) + 1))
