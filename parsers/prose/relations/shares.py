"""Shares and growth tied to the figures that they are stated about; shares in full, growth in `growth`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.lexicon.prose import words
from ziping.parsers.prose.labels.kinds import (
    GROWTH,
    RATE,
    RELATIVE,
    SHARE,
    Draft,
    adds_up,
)
from ziping.parsers.prose.labels.named import Named, Side
from ziping.parsers.prose.labels.times import state_of
from ziping.parsers.prose.labels.trimming import before_name
from ziping.parsers.prose.layers.clauses import Clauses, Pause
from ziping.parsers.prose.relations.antecedents import (
    ListPositions,
    antecedent,
    nearest_before,
    turns_of,
)
from ziping.parsers.prose.relations.growth import grown
from ziping.parsers.prose.relations.parallel_lists import Parallel
from ziping.parsers.prose.relations.parts.partition import Partition, above
from ziping.parsers.prose.relations.parts.series import one_series
from ziping.parsers.prose.relations.share_bases import makes, may_hold, whole_named

# 占|总目标数|的; 占比; 比重为
_SHARE = shaped(
    r"^(?P<part>.*?)(?:所)?(?:占(?P<base>.*?)(?:的)?(?:{grammar.share_words})?|(?:{grammar.share_words}))(?:的)?[为是达约到]*$",
    re.DOTALL,
)
_IN_TURN = shaped("{grammar.respectively}")
_HUNDRED = 1
_REACH = 12  # figures
_EQUALS = shaped(r"\s?(?:{grammar.amounts_to})+\s?")
_IS = shaped(r"，?\s?(?:{grammar.amounts_to})\s?")  # 省级占60%，为456万元
_FEW_SHARES = 3


def relate(clauses: Clauses, drafts: Sequence[Draft], lists: Sequence[Parallel]) -> tuple[Draft, ...]:
    """The drafts with shares and growth tied to the figures that they are stated about.

    Parents of shares are the totals of their parts, so the totals must have been found before.
    """
    related = list(drafts)
    turn = turns_of(lists)
    for index, draft in enumerate(drafts):
        if (amount := _amount_behind(clauses, related, index)) is not None:
            whole = related[amount].parent
            whole = _made_with(related, amount, index) if whole is None else whole
            related[index] = replace(draft, kind=SHARE, of=amount, parent=whole)
        elif draft.kind == GROWTH:
            related[index] = grown(clauses, related, index, turn)
        elif draft.kind == SHARE or _is_share_like_others(clauses, related, index):
            related[index] = replace(draft, kind=SHARE)
            related[index] = _shared(clauses, related, index, turn)
    return _bare_shares(clauses, related)


def parts_by_share(drafts: Sequence[Draft]) -> tuple[Partition, ...]:
    """Figures that their share ties to a total, where nothing else does: 教育支出640万元，占支出合计的32%. Those of one
    total that stand behind each other make one list."""
    found: list[tuple[int, list[int]]] = []
    named = {d.parent for d in drafts if d.kind == SHARE and d.base}
    for draft in drafts:
        of, whole = draft.of, draft.parent
        if draft.kind != SHARE or of is None or whole is None:
            continue
        if not draft.base and (draft.base_figure is None or whole not in named):
            continue  # 占计划1500万元的80% is no part of it, unless others are told as its parts
        if drafts[of].parent is not None or of == whole or not adds_up(drafts[of]) or not adds_up(drafts[whole]):
            continue
        if not may_hold(drafts[whole], drafts[of]) or of in above(drafts, whole):
            continue
        if state_of(drafts[whole].label, "") == "planned" and state_of(drafts[of].label, "") == "actual":
            continue  # 完成投资2952万元，占概算的90%
        if found and found[-1][0] == whole:
            found[-1][1].append(of)
        else:
            found.append((whole, [of]))
    return tuple(
        Partition(whole, _with_others_between(drafts, whole, tuple(dict.fromkeys(parts))), "占", "share", None, 8.0)
        for whole, parts in found
    )


def _with_others_between(drafts: Sequence[Draft], whole: int, parts: tuple[int, ...]) -> tuple[int, ...]:
    """The parts, and what stands between them without a share of its own but under a name of their pattern."""
    between = [k for k in range(parts[0] + 1, parts[-1]) if k not in parts and drafts[k].parent is None]
    between = [
        k for k in between if adds_up(drafts[k]) and drafts[k].kind != GROWTH and one_series(drafts, (*parts, k))
    ]
    room = drafts[whole].named.figure.value - sum(drafts[k].named.figure.value for k in parts)
    fitting = [k for k in between if drafts[k].named.figure.value <= room * 2]
    return tuple(sorted((*parts, *fitting)))


def _amount_behind(clauses: Clauses, drafts: Sequence[Draft], index: int) -> int | None:
    """中央补贴35%为182.7万元: the amount right behind its share; None for other ratios."""
    draft, named = drafts[index], drafts[index].named
    if draft.kind not in (RATE, SHARE) or index + 1 >= len(drafts) or named.figure.value > _HUNDRED:
        return None
    told = clauses.string[named.lead : named.figure.outer_start]
    if draft.label.endswith(("率", "度")) or not adds_up(drafts[index + 1]):
        return None
    following = drafts[index + 1].named
    between = clauses.string[named.figure.outer_stop : following.figure.outer_start]
    equals = _IS.fullmatch(between) if "占" in told else _EQUALS.fullmatch(between)
    return index + 1 if equals and following.bracket == named.bracket else None


def _made_with(drafts: Sequence[Draft], amount: int, share: int) -> int | None:
    """The nearest figure before an amount of which it is the share, as printed; None where none is."""
    near = range(amount - 1, max(-1, amount - 1 - _REACH), -1)
    return next((k for k in near if adds_up(drafts[k]) and makes(drafts, share, amount, k)), None)


def _is_share_like_others(clauses: Clauses, drafts: Sequence[Draft], index: int) -> bool:
    """Whether a ratio above 100% is told in the words that shares are told in beside it, and of a part: 占102% says how
    much of a plan was done, but 甲3万元，占30%；乙7万元，占7000% is a share that was misprinted."""
    named = drafts[index].named
    lead = clauses.string[named.lead : named.figure.outer_start]
    part, base = _split_share(lead)
    if drafts[index].kind != RATE or "占" not in lead or part or not index or drafts[index - 1].parent is None:
        return False
    start, stop = clauses.sentence(named.figure.start)
    beside = (d.named for d in drafts if d.kind == SHARE and start <= d.named.figure.start < stop)
    return any(_split_share(clauses.string[n.lead : n.figure.outer_start]) == ("", base) for n in beside)


def _shared(clauses: Clauses, drafts: Sequence[Draft], index: int, turn: ListPositions) -> Draft:
    draft = drafts[index]
    named = draft.named
    start, _ = clauses.sentence(named.figure.start)
    if draft.base_figure is not None:
        of = nearest_before(clauses, drafts, draft.base_figure, allow_rates=False)
        part = drafts[of].label + "占" if of is not None else "占"
        return replace(draft, label=part + drafts[draft.base_figure].label, parent=draft.base_figure, of=of)
    part_name, base = _split_share(clauses.string[named.lead : named.figure.outer_start])
    of = antecedent(drafts, index, turn, start)
    if of is not None and _IN_TURN.search(clauses.string, named.lead, named.figure.outer_start):
        part_name = ""  # 上述四个方向分别占
    if of is None and not part_name:
        of = nearest_before(clauses, drafts, index, allow_rates=False)
    total = whole_named(clauses, drafts, index, base, of) if base else None
    if total is None and of is not None:
        total = drafts[of].parent
    if total is None and not base:
        total = _share_before(drafts, index, start, of)
    label = draft.label if part_name else "占" + (base or "比")
    if of is not None and not part_name:
        label = drafts[of].label + (f"占{base}" if base else "占比")
    if total == of:
        total = None
    return replace(draft, label=label, parent=total, of=of, base=base)


def _split_share(raw: str) -> tuple[str, str]:
    """What has the share, and of what: 未完成的项目|占|总目标数|的."""
    match = _SHARE.match(raw.strip(" ，、（("))
    if match is None:
        return "", ""
    return before_name(match["part"] or ""), before_name((match["base"] or "").removeprefix("比"))


def _share_before(drafts: Sequence[Draft], index: int, start: int, of: int | None) -> int | None:
    """The whole of the share before it in the sentence: 占总目标数的62.5%、完成60-80％的占比25%."""
    for k in range(index - 1, -1, -1):
        if drafts[k].named.figure.start < start:
            break
        parent = drafts[k].parent
        if drafts[k].kind == SHARE and parent is not None:
            return parent if of is None or may_hold(drafts[parent], drafts[of]) else None
        if drafts[k].kind not in RELATIVE and k != of:
            break
    return None


def _bare_shares(clauses: Clauses, drafts: list[Draft]) -> tuple[Draft, ...]:
    """Ratios under plain names that together make a hundred per cent are shares: 甲25%、乙20%、丙55%."""
    index = 0
    while index < len(drafts):
        stop = index
        while (
            stop < len(drafts)
            and _is_bare_ratio(drafts[stop])
            and (stop == index or _side_by_side(drafts[stop].named, stop))
        ):
            stop += 1
        run = drafts[index:stop]
        if len(run) >= _FEW_SHARES and sum(d.named.figure.value for d in run) == _HUNDRED:
            total = _announced_total(clauses, drafts, index)
            for k in range(index, stop):
                drafts[k] = replace(drafts[k], kind=SHARE, parent=total)
        index = max(stop, index + 1)
    return tuple(drafts)


def _announced_total(clauses: Clauses, drafts: Sequence[Draft], index: int) -> int | None:
    """保费收入236万元，其中中央补贴40%、省级补贴60%: the figure before the word that opens the list."""
    if index == 0:
        return None
    before = drafts[index - 1].named.figure
    gap = clauses.string[before.outer_stop : drafts[index].named.figure.outer_start]
    opened = words().opener.search(gap) is not None and "。" not in gap and "\n" not in gap
    return index - 1 if opened and adds_up(drafts[index - 1]) else None


def _is_bare_ratio(draft: Draft) -> bool:
    return draft.kind == RATE and draft.named.side is Side.BEFORE and not draft.label.endswith(("率", "度"))


def _side_by_side(named: Named, index: int) -> bool:
    return named.previous == index - 1 and named.pause <= Pause.PART
