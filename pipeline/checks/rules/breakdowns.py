"""Totals in prose with the parts that they are stated to have, and whether the parts are all of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ziping.pipeline.checks.arithmetic.identities import Sum
from ziping.pipeline.checks.arithmetic.intervals import Interval
from ziping.pipeline.checks.arithmetic.operands import Operand, with_typed_zeros
from ziping.pipeline.checks.arithmetic.outline import tops
from ziping.pipeline.checks.arithmetic.shortfalls import has_slip
from ziping.pipeline.checks.label_words import AMONG
from ziping.pipeline.checks.loading.labels import core, negated
from ziping.pipeline.checks.loading.rows import MONEY, Case, Fact
from ziping.pipeline.checks.loading.ties import ties_of, told_between

_NOT_PARTS = frozenset(("share", "rate", "growth", "satisfaction", "grade"))
_CHANGE = re.compile(r"(?:增加|减少|增长|下降|增幅|降幅|比上年|比20\d\d年|同比|较上年|较20\d\d年)")
_WHICH = re.compile(AMONG)
_ALL_OF_IT = re.compile(r"合计|总计|共计|分别|包括以下|全部为|组成|构成|具体为|具体情况为")
_REST = re.compile(r"^(?:其他|其它|其余|剩余)")
_GRADES = frozenset("优良中差")
_ABOVE, _BELOW = re.compile(r"\d[^，。；]{0,6}以上|超过\s?\d"), re.compile(r"\d[^，。；]{0,6}以[下内]")
# All there is: by budget law, by procurement law (货物、工程和服务), by the rules on 三公经费, by nature.
_DIVISIONS = (
    ("基本支出", "项目支出"),
    ("货物", "工程", "服务"),
    ("出国", "公务用车|车辆", "接待"),
    ("男", "女"),
    ("城市|城镇", "农村|乡村"),
)
_WHOLE = Decimal(1)
_SURE = 0.8  # a tie that the reader was less certain of may be one to another total
_RESPECTIVELY = re.compile(r"分别")
_ANEW = re.compile(r"其中|按|从|分|在")
_ITEM_NUMBER = re.compile(r"^[（(]?(?P<number>\d{1,2})(?P<after>[.．、)）])(?!\d)")
_REACH = 8  # figures that may be told of one item before the next
_MOST_BEHIND = 12  # figures behind a list that may belong to it


@dataclass(frozen=True, slots=True)
class Family:
    """A total and its parts, in one unit, with the shares of it that are stated.

    Attributes:
        complete: Whether the document says that the parts are all of it; None where nothing says so.
        sure: Whether the document ties the parts to this total beyond doubt.
    """

    total: Fact
    parts: tuple[Fact, ...]
    identity: Sum
    shares: tuple[Operand, ...] = ()
    complete: bool | None = None
    sure: bool = True

    @property
    def holds(self) -> bool:
        """Whether the parts make the total, as far as they are printed."""
        return self.identity.stated.interval.meets(self.identity.interval)

    @property
    def whole(self) -> bool:
        """Whether all are counts of whole things."""
        return self.total.whole and all(p.whole for p in self.parts)


def families(case: Case) -> Iterator[Family]:
    """Every total with the parts that were read for it, a family for each way it is split; parts in another unit, and
    what only changed by so much, are none."""
    children = children_of(case)
    for total in case.facts:
        if total.plain is None or total.kind in _NOT_PARTS or total.row_id not in children:
            continue
        shares = tuple(c.plain for c in children[total.row_id] if c.kind == "share" and c.plain is not None)
        for number, parts in enumerate(_lists(case, total, children[total.row_id])):
            if parts and all(p.plain is not None for p in parts):
                found = _family(case, total, parts, shares if not number else ())
                yield from _split(case, found)


def _lists(case: Case, total: Fact, children: Sequence[Fact]) -> list[tuple[Fact, ...]]:
    """The parts of a total by the lists that the document tells them in. What is only said to be a share of it (占) far
    from others is no member of their list."""
    lists: dict[tuple[int | None, str], list[Fact]] = {}
    for child in children:
        tie = next((t for t in ties_of(case, child, "part-of") if t.to_id == total.row_id), None)
        if not is_part(child, total, tied=tie is not None):
            continue
        own = lists.setdefault((None if tie is None else tie.partition, ""), [])
        far = own and child.sequence - own[-1].sequence > _REACH
        if tie is not None and far and tie.words.startswith("占"):
            own = lists.setdefault((tie.partition, child.row_id), [])
        own.append(child)
    return [tuple(parts) for parts in lists.values()]


def _family(case: Case, total: Fact, parts: Sequence[Fact], shares: tuple[Operand, ...] = ()) -> Family:
    assert total.plain is not None
    figures = tuple(p.plain for p in parts if p.plain is not None)
    said = {t.complete for p in parts for t in ties_of(case, p, "part-of") if t.to_id == total.row_id} - {None}
    complete = True if said == {True} else False if False in said else None
    ties = [t for p in parts for t in ties_of(case, p, "part-of") if t.to_id == total.row_id]
    sure = all(t.confidence is None or t.confidence >= _SURE for t in ties)
    if complete and all(_RESPECTIVELY.search(t.words) for t in ties):
        complete = None  # it says which is which, and need not say that these are all
    return Family(total, tuple(parts), Sum(total.plain, with_typed_zeros(figures)), shares, complete, sure)


def _split(case: Case, family: Family) -> Iterator[Family]:
    """The family, read so that it holds if it can be: parts that are details of the part before them left out; the next
    items of a numbered list added; a list that holds by itself apart from what is told behind it (360 件（…），其中…)."""
    if family.holds:
        yield family
        return
    own = family.identity.stated
    kept = tops([p.plain.interval for p in family.parts if p.plain is not None], own.interval)
    if kept is not None and len(kept) > 1:
        yield _family(case, family.total, [family.parts[i] for i in kept])
        return
    more = _next_items(case, family)
    if more:
        wider = _family(case, family.total, (*family.parts, *more))
        yield wider if wider.holds else replace(family, complete=False)
        return
    if (longer := _going_on(case, family)) is not None:
        yield longer
        return
    if not family.sure and (other := _other_total(case, family)) is not None:
        yield other
        return
    for size in range(len(family.parts) - 1, 1, -1):
        first = _family(case, family.total, family.parts[:size])
        if first.holds and _begins_anew(family.parts[size - 1], family.parts[size]):
            yield first
            yield from _split(case, _family(case, family.total, family.parts[size:]))
            return
    yield family


def _other_total(case: Case, family: Family) -> Family | None:
    """The list as one of another figure that stands before it, where the tie to its total is weak: one that it makes, or
    misses by a slip that the total would need more than one for."""
    first = family.parts[0].sequence
    before = [f for f in told_between(case, first - _REACH, first - 1) if f is not family.total]
    alike = [f for f in before if f.plain is not None and f.unit == family.total.unit and f.kind in MONEY | {"count"}]
    readings = [_family(case, f, family.parts) for f in reversed(alike)]
    if (right := next((r for r in readings if r.holds), None)) is not None:
        return right
    if has_slip(family.identity):
        return None
    slipped = next((r for r in readings if has_slip(r.identity)), None)
    return None if slipped is None else replace(slipped, sure=False, complete=family.complete)


def _begins_anew(last: Fact, first: Fact) -> bool:
    """Whether a list begins with a part: something else was told before it, or a word opens it."""
    return first.sequence - last.sequence > 1 or bool(_ANEW.match(first.clause))


def _next_items(case: Case, family: Family) -> tuple[Fact, ...]:
    """Items that go on counting where the parts end, though they were not read as parts: 3．… behind 1．… and 2．…"""
    numbers = [_ITEM_NUMBER.match(p.clause) for p in family.parts]
    if not numbers or numbers[-1] is None or not all(numbers):
        return ()
    found, wanted, style = list[Fact](), int(numbers[-1]["number"]) + 1, numbers[-1]["after"]
    for fact in case.facts:
        if not family.parts[-1].sequence < fact.sequence <= family.parts[-1].sequence + _REACH * (len(found) + 1):
            continue
        match = _ITEM_NUMBER.match(fact.clause)
        if match and int(match["number"]) == wanted and match["after"] == style and fact.unit == family.total.unit:
            found.append(fact)
            wanted += 1
    return tuple(f for f in found if f.plain is not None)


def _going_on(case: Case, family: Family) -> Family | None:
    """The list with what is told right behind it and is part of nothing else, where all of it together makes the total:
    甲工程监理费24万元，测绘费5.2万元；乙工程监理费13.4万元，…"""
    more, last = list[Fact](), family.parts[-1].sequence
    for fact in told_between(case, last + 1, last + _MOST_BEHIND + 1):
        alone = fact.parent_id is None and fact.plain is not None and is_part(fact, family.total)
        if fact.sequence > last + 1 or not alone or len(more) == _MOST_BEHIND:
            break
        more.append(fact)
        last = fact.sequence
        wider = _family(case, family.total, (*family.parts, *more))
        if len(more) > 1 and wider.holds:
            return wider
    return None


def children_of(case: Case) -> dict[str, list[Fact]]:
    """Facts by the total that they are part of, in reading order."""
    found: dict[str, list[Fact]] = {}
    for fact in case.facts:
        if fact.parent_id is not None:
            found.setdefault(fact.parent_id, []).append(fact)
    return found


def is_part(fact: Fact, total: Fact, *, tied: bool = False) -> bool:
    """Whether a child is a summand, rather than a share of the total or its growth. What the document ties to the total
    as a part (`tied`) is one, though its name be 年中增加."""
    same = fact.kind in MONEY if total.kind in MONEY else fact.kind not in _NOT_PARTS | MONEY
    return same and fact.unit == total.unit and fact.figure is not None and (tied or not _CHANGE.search(fact.label))


def claims_to_be_complete(family: Family) -> bool:
    """Whether the report says that the parts are all of the total.

    其中 alone names some of the parts. All of them are meant where it says 合计, 分别 or 组成, lists them
    without 其中, ends with 其他, gives each a share and the shares are 100%, names a thing and its opposite
    (完成 and 未完成; 基本支出 and 项目支出; 男 and 女) or the four grades.
    """
    if family.complete is not None:
        return family.complete
    clauses = {family.total.clause, *(p.clause for p in family.parts)}
    if any(_ALL_OF_IT.search(clause) for clause in clauses):
        return True
    if _REST.search(family.parts[-1].label):
        return True
    if len(family.shares) == len(family.parts) and Interval.total(s.interval for s in family.shares).holds(_WHOLE):
        return True
    return _is_division(family) or (
        _one_passage(family) and not any(_WHICH.search(clause) for clause in clauses if clause)
    )


def are_nested(family: Family) -> bool:
    """Whether the parts hold each other: 10万元以上的98个，20万元以上的45个."""
    above, below = (sum(1 for p in family.parts if bound.search(p.label)) for bound in (_ABOVE, _BELOW))
    return (above > 1 and not below) or (below > 1 and not above)


def _is_division(family: Family) -> bool:
    cores = [core(p.label) for p in family.parts]
    labels = " ".join(p.label for p in family.parts)
    if len(cores) == 2 and negated(cores[0]) != negated(cores[1]):
        return True
    if any(len(cores) == len(kinds) and all(re.search(k, labels) for k in kinds) for kinds in _DIVISIONS):
        return True
    return len(cores) >= 3 and all(c[:1] in _GRADES and len(c) <= 3 for c in cores)


def _one_passage(family: Family) -> bool:
    """Whether the parts follow the total at once, in its own clause or the next."""
    numbers = [family.total.sequence, *(p.sequence for p in family.parts)]
    clauses = {p.clause for p in family.parts}
    return family.total.clause in clauses or (len(clauses) == 1 and max(numbers) - min(numbers) <= 2 * len(numbers))
