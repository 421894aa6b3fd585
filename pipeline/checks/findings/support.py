"""Whether a failure looks like a slip of the document or like figures taken for what they are not.

A slip changes one printed figure: the rest of what the reading rests on holds, and a small change of one figure mends it. A
misreading (a row left out or twice, a total taken for a row, a column or a role taken for another) breaks the other sums of
the same rows as well, or is mended by giving the same figures other roles, and by no small change.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, islice

from ziping.pipeline.checks.arithmetic.explanations import Explanation
from ziping.pipeline.checks.arithmetic.identities import Identity, Product, Ratio, Same, Sum, Within
from ziping.pipeline.checks.arithmetic.intervals import Interval
from ziping.pipeline.checks.arithmetic.operands import Operand
from ziping.pipeline.checks.arithmetic.rates_of_change import Change, Growth
from ziping.pipeline.checks.findings.finding import Finding, Remark, Status, as_unchecked, as_warning

_SHARED = Decimal("0.6")  # of the rows of two sums: then they add up the same list
_FEWEST = 2  # rows that make a list, parts that are no whole by themselves
_MOST_PARTS = 12  # of which every choice is tried
_NEAR = Decimal("0.15")  # of a figure of a form's own columns, by which its author may have been wrong
_FAR = Decimal("0.5")  # the same, where other rows of the table hold
_MOST_TIMES = 6  # that a list is read over, or stands in as many forms
_POINTS = ("weight", "score")
_MANY = 4  # sums of a column that fail while none of several rows holds
_OF_BUDGET = (Decimal(10), Decimal(20))  # points that forms give for the execution of the budget, in a row of their own

_TWIN_FAILS = Remark(
    "同样各行的另一列也不相符，可能有行漏读或多读",
    "another column of the same rows does not add up: they may not be all",
)
_ALONE = Remark(
    "没有其他等式印证各行已列全，也没有一处笔误能解释",
    "nothing else shows that these are all, and no single slip explains it",
)
_NO_SLIP = Remark("没有一处笔误能解释，可能所指不同", "no single slip explains it: other figures may be meant")
_NESTED = Remark(
    "其中几项已构成合计，其余可能另有所属", "some of the parts make the total: the others may be of another list"
)
_ROLES = Remark("换一种对应关系等式即成立", "the same figures in other roles satisfy it")
_SEVERAL = Remark(
    "同表多处同样不符，可能读错了列", "several rows of the table fail alike: the column may be another one"
)


@dataclass(frozen=True, slots=True)
class _Added:
    """A sum that was looked at: its finding, its column and the rows that it adds up."""

    finding: Finding
    column: str
    rows: frozenset[str]


class Support:
    """The findings of a document, by the rows that their figures stand in."""

    def __init__(self, findings: Iterable[tuple[str, Finding]]) -> None:
        self._sums: dict[str, list[_Added]] = defaultdict(list)
        self._single: Counter[tuple[str, str, Status]] = Counter()  # by rule, table and what came out
        self._failed: Counter[str] = Counter()  # sums by column
        self._told: Counter[str] = Counter()  # those that hold and show something
        for rule, finding in findings:
            identity = finding.identity
            if identity is None or finding.status is Status.UNCHECKED:
                continue
            if isinstance(identity, Sum):
                column = identity.stated.column
                self._failed[column] += finding.status is Status.FAIL
                self._told[column] += finding.status is not Status.FAIL and _tells(finding)
                added = _added(finding, identity)
                for row in added.rows if added is not None else ():
                    assert added is not None
                    self._sums[row].append(added)
            else:
                self._single[rule, _table(identity), finding.status] += 1

    def judged(self, rule: str, finding: Finding, slips: Sequence[Explanation]) -> Finding:
        """The failure as it is; where it may as well be a misreading, as a warning that says why; where another reading is
        as good as certain, as a check that could not be made."""
        identity = finding.identity
        if identity is None or finding.status is not Status.FAIL or not finding.certain:
            return finding
        slipped = any(s.single for s in slips)
        doubt = (
            self._of_sum(finding, identity, slipped=slipped)
            if isinstance(identity, Sum)
            else self._of_figures(rule, identity, slipped=slipped)
        )
        if doubt is None:
            return finding
        return (as_unchecked if _is_other_matter(identity, doubt) else as_warning)(finding, doubt)

    def _of_sum(self, finding: Finding, identity: Sum, *, slipped: bool) -> Remark | None:
        if _is_nested(identity):
            return _NESTED
        if _is_left_at_nothing(identity):
            return None
        column = identity.stated.column
        if column in _POINTS and self._failed[column] >= _MANY and not self._told[column]:
            return _SEVERAL
        twins = tuple(self._twins(finding, identity))
        if any(t.status is Status.FAIL for t in twins):
            return _TWIN_FAILS
        if any(map(_tells, twins)) and (slipped or _is_within(identity, _FAR)):
            return None
        return None if slipped and not _may_be_a_row(identity) else _ALONE

    def _twins(self, finding: Finding, identity: Sum) -> Iterator[Finding]:
        """The sums of other columns over the same rows."""
        own = _added(finding, identity)
        if own is None:
            return
        seen: set[int] = set()
        for row in own.rows:
            for other in self._sums.get(row, ()):
                if id(other) in seen or other.column == own.column:
                    continue
                seen.add(id(other))
                if len(own.rows & other.rows) >= _SHARED * max(len(own.rows), len(other.rows)):
                    yield other.finding

    def _of_figures(self, rule: str, identity: Identity, *, slipped: bool) -> Remark | None:
        if _in_other_roles(identity, slipped=slipped):
            return _ROLES
        table = _table(identity)
        failed = self._single[rule, table, Status.FAIL]
        if isinstance(identity, Within) and failed >= _FEWEST:
            return _SEVERAL
        if slipped or isinstance(identity, Within):
            return None
        if _is_usual_mistake(identity):
            return None
        shown = self._single[rule, table, Status.PASS] > 0  # that the columns are those
        if table != "facts" and failed < _FEWEST and _is_within(identity, _FAR if shown else _NEAR):
            return None
        return _NO_SLIP


def _is_other_matter(identity: Identity, doubt: Remark) -> bool:
    """Whether the figures belong to something else, all but certainly: some of the lines of a table of money make its total
    without several others, or a price told in prose is so far off that no author was wrong by as much."""
    if doubt is _NESTED and isinstance(identity, Sum) and _table(identity) == "funding":
        parts, whole = [p.value for p in identity.parts if p.value], identity.stated.value
        one_left_out = identity.computed - whole in parts  # from the total, by whoever added it up
        return not one_left_out or (len(parts) <= _MOST_PARTS and len(tuple(islice(_wholes(parts, whole), 2))) > 1)
    if doubt is not _NO_SLIP or identity.computed is None:
        return False
    return isinstance(identity, Product) and _table(identity) == "facts" and not _is_within(identity, _FAR)


def _added(finding: Finding, identity: Sum) -> _Added | None:
    parts = [p for p in identity.parts if p.row_id]
    if len(parts) < _FEWEST:
        return None
    return _Added(finding, parts[0].column, frozenset(p.row_id for p in parts))


def _tells(finding: Finding) -> bool:
    """Whether a sum that holds shows that the rows are all: of several parts that are something, points at least."""
    identity = finding.identity
    if not isinstance(identity, Sum):
        return False
    nonzero = [p for p in identity.parts if p.value]
    return len(nonzero) >= (_FEWEST if any(p.column in _POINTS for p in nonzero) else 1)


def _is_within(identity: Identity, share: Decimal) -> bool:
    """Whether a figure misses what the others give by no more than a share."""
    stated, computed = identity.operands[0].value, identity.computed
    return computed is not None and abs(stated - computed) <= share * max(abs(stated), abs(computed))


def _is_usual_mistake(identity: Identity) -> bool:
    """Whether growth was told with the wrong sign, or reckoned from this year's figure in place of the base."""
    if not isinstance(identity, Growth) or identity.computed is None:
        return False
    rates = (identity.computed, _quotient(identity.now.value - identity.base.value, identity.now.value))
    return any(r is not None and _holds(identity.stated, abs(r)) for r in rates)


def _is_left_at_nothing(identity: Sum) -> bool:
    """Whether a total of money was printed as 0 above lines that are something."""
    return not identity.stated.value and bool(identity.stated.row_id) and identity.stated.column not in _POINTS


def _may_be_a_row(identity: Sum) -> bool:
    """Whether a whole row may be missing or read twice: the sum is off by one of the parts; or, where nobody printed the
    total, by no less than the smallest, or by what the execution of the budget usually has."""
    if _table(identity) == "facts" or len({o.row_id for o in identity.operands}) == 1:
        return False  # the words say which parts there are; one row has all of its figures
    gap = abs(identity.stated.value - identity.computed)
    parts = [abs(p.value) for p in identity.parts if p.value]
    if gap in parts:
        return True
    assumed = not identity.stated.row_id and len(parts) >= _FEWEST
    return assumed and (gap >= min(parts) or (gap in _OF_BUDGET and identity.computed < identity.stated.value))


def _table(identity: Identity) -> str:
    return next((e.table for o in identity.operands for e in o.evidence), "")


def _is_nested(identity: Sum) -> bool:
    """Whether some of the parts make the total by themselves, so that the others would be of another list: it is told twice,
    or its total is a row. Points are small and add up to anything by chance: of them only multiples count."""
    whole = identity.stated.value
    parts = [p.value for p in identity.parts if p.value]
    if whole <= 0 or identity.computed <= whole or identity.minus or any(p < 0 for p in parts):
        return False
    if identity.computed % whole == 0 and identity.computed <= _MOST_TIMES * whole:
        return True
    if any(p.column in _POINTS for p in identity.parts) or len(parts) > _MOST_PARTS:
        return False
    return any(_wholes(parts, whole))


def _wholes(parts: Sequence[Decimal], whole: Decimal) -> Iterator[tuple[Decimal, ...]]:
    """The choices of parts that make a total, none of all of them."""
    return (chosen for n in range(1, len(parts)) for chosen in combinations(parts, n) if sum(chosen) == whole)


def _in_other_roles(identity: Identity, *, slipped: bool) -> bool:
    """Whether the rate that is stated is that of the same two figures in other roles: a difference taken for the figure of
    another year, what is left for what was spent (unless one slip explains it: 60% and 40% are exchanged easily)."""
    match identity:
        case Growth(stated=stated, now=one, base=other):
            rates = _as_difference(one, other)
        case Change(stated=stated, now=one, difference=other):
            rates = (*_as_difference(one, other), _quotient(other.value, one.value))
        case Ratio(stated=stated, part=one, whole=other):
            left = None if slipped else _quotient(other.value - one.value, other.value)
            rates = (_quotient(other.value, one.value), left)
        case Same(stated=stated, other=other) if stated.value + other.value == 1:
            return True
        case _:
            return False
    own = identity.computed
    return any(r is not None and r != own and _holds(stated, r) for r in rates)


def _as_difference(one: Operand, other: Operand) -> tuple[Decimal | None, ...]:
    """The rates of growth if one of two figures is the difference."""
    a, b = one.value, other.value
    return _quotient(a, b), _quotient(b, a), _quotient(a, b - a), _quotient(b, a - b), _quotient(a, a + b)


def _quotient(part: Decimal, whole: Decimal) -> Decimal | None:
    return abs(part / whole) if whole else None


def _holds(stated: Operand, rate: Decimal) -> bool:
    return Interval.around(abs(stated.value), stated.half).holds(rate)
