"""Shares and growth: of what they are stated, and how they are named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from parsers.prose.clauses import OUTSIDE, Clauses, Pause
from parsers.prose.kinds import GROWTH, RATE, RELATIVE, SCORE, SHARE, Draft
from parsers.prose.labels import Named, Side
from parsers.prose.lists import Parallel
from parsers.prose.names import before_name
from parsers.prose.words import words

# 占|总目标数|的; 占比; 比重为
_SHARE = re.compile(
    r"^(?P<part>.*?)(?:所)?(?:占(?P<base>.*?)(?:的)?(?:比重|比例|份额)?|(?:比重|比例|份额))(?:的)?[为是达约到]*$",
    re.DOTALL,
)
# 比上年, 与2018年度决算相比, 同比: with what something is compared
_COMPARED = re.compile(
    r"(?:(?:与|和|同)[^，。；、]{1,16}?(?:相比|比较|比)|同比|环比|比(?![例重率对])|较(?![好大高多强])|分别|各|又|再|也|还|并|且|但|净).*$"
)
_LEAD_OVER = re.compile(r"(?:了|达到|达|为|(?<!节)约|近|至|到|\s)+$")
_PLAIN = re.compile(
    r"总数?|全部|全年|年度|当年|本年|评定|自评|评价|参评|的|数|个|资金|金额|额|计|部门|各|合|共|本|其|被|参与"
)
_HUNDRED = 1
_FEW_SHARES = 3
_CLOSE = 0.5


def relate(clauses: Clauses, drafts: Sequence[Draft], lists: Sequence[Parallel]) -> tuple[Draft, ...]:
    """The drafts with shares and growth tied to the figures that they are stated about.

    Parents of shares are the totals of their parts, so the totals must have been found before.
    """
    related = list(drafts)
    turn = _turns(lists)
    for index, draft in enumerate(drafts):
        if draft.kind == GROWTH:
            related[index] = _grown(clauses, related, index, turn)
        elif draft.kind == SHARE:
            related[index] = _shared(clauses, related, index, turn)
    return _bare_shares(clauses, related)


def _turns(lists: Sequence[Parallel]) -> dict[int, tuple[int, Parallel]]:
    """For each member of a list its place in it."""
    return {member: (place, found) for found in lists for place, member in enumerate(found.members)}


def _counterpart(drafts: Sequence[Draft], index: int, turn: dict[int, tuple[int, Parallel]], reach: int) -> int | None:
    """The member of an earlier list that a member of this one goes with: a、b、c万元，占p%、q%、r%."""
    if index not in turn:
        return None
    place, found = turn[index]
    for k in range(found.members[0] - 1, -1, -1):
        if drafts[k].named.figure.start < reach:
            break
        other = turn.get(k)
        if drafts[k].kind in RELATIVE or other is None:
            continue
        return other[1].members[place] if len(other[1].members) == len(found.members) else None
    # 收入100万元、支出90万元，分别增长5%、3%: as many figures before the list as in it
    before = []
    for k in range(found.members[0] - 1, -1, -1):
        if drafts[k].named.figure.start < reach:
            break
        if drafts[k].kind not in RELATIVE and drafts[k].named.figure.unit != "point":
            before.append(k)
    wanted = len(found.members)
    return before[wanted - 1 - place] if len(before) >= wanted else None


def _about(clauses: Clauses, drafts: Sequence[Draft], index: int, *, allow_rates: bool) -> int | None:
    """The figure that a share or growth without a subject of its own speaks of: the nearest before it in the
    sentence; at the front of a sentence the nearest in the one before."""
    named = drafts[index].named
    start, _ = clauses.sentence(named.figure.start)
    absolute = (d for d in drafts[:index] if d.kind not in RELATIVE)
    if clauses.string[start - 1 : start] == "。" and not any(d.named.figure.start >= start for d in absolute):
        start, _ = clauses.sentence(max(0, start - 1))
    rate = None
    for k in range(index - 1, -1, -1):
        other = drafts[k].named
        if other.figure.start < start:
            break
        if not _visible(clauses, other.bracket, named.bracket):
            continue
        if drafts[k].kind not in RELATIVE and drafts[k].kind != SCORE and not _is_base(clauses, other):
            return k
        if drafts[k].kind == RATE and rate is None:
            rate = k
    return rate if allow_rates else None


def _is_base(clauses: Clauses, named: Named) -> bool:
    """较预算数120万元减少20万元: with what something is compared, not what is spoken of."""
    return clauses.string[named.lead : named.figure.outer_start].lstrip(" ，、").startswith(("较", "比", "与", "占"))


def _visible(clauses: Clauses, other: int, bracket: int) -> bool:
    """Whether a figure's bracket holds the other's: what stands in a closed bracket is not spoken of."""
    while bracket not in (OUTSIDE, other):
        bracket = clauses.outer(bracket)
    return bracket == other


def _grown(clauses: Clauses, drafts: Sequence[Draft], index: int, turn: dict[int, tuple[int, Parallel]]) -> Draft:
    draft = drafts[index]
    named = draft.named
    start, _ = clauses.sentence(named.figure.start)
    raw = clauses.string[named.lead : named.figure.outer_start]
    words_of_growth, own = _growth_words(raw), _own_subject(raw)
    if not raw.strip("、，和及 ") and index in turn:  # 分别增长5%、3%: said once, before the first
        first = drafts[turn[index][1].members[0]].named
        words_of_growth = _growth_words(clauses.string[first.lead : first.figure.outer_start])
    of = _counterpart(drafts, index, turn, start)
    if of is None:
        points = named.figure.unit == "percentage_point"
        of = _about(clauses, drafts, index, allow_rates=True)
        if points:
            of = _nearest_rate(clauses, drafts, index) or of
    if own:
        same = _like(drafts, index, own, start)
        if same is None and of is not None and not _akin(own, drafts[of].label):
            return replace(draft, label=draft.label)
        of = same if same is not None else of
        if of is not None and drafts[of].label.endswith(own):
            return replace(draft, label=drafts[of].label + words_of_growth, parent=of, of=of)
        return replace(draft, parent=of, of=of)
    if of is None:
        return draft
    return replace(draft, label=drafts[of].label + words_of_growth, parent=of, of=of)


def _nearest_rate(clauses: Clauses, drafts: Sequence[Draft], index: int) -> int | None:
    start, _ = clauses.sentence(drafts[index].named.figure.start)
    for k in range(index - 1, -1, -1):
        if drafts[k].named.figure.start < start:
            break
        if drafts[k].kind in RELATIVE and drafts[k].kind != GROWTH:
            return k
        if drafts[k].kind not in RELATIVE:
            break
    return None


def _growth_words(raw: str) -> str:
    """同比增长, 较上年减少: how it is said that something grew."""
    match = _COMPARED.search(raw) or words().growth_word.search(raw)
    return _LEAD_OVER.sub("", raw[match.start() :]) if match else ""


def _own_subject(raw: str) -> str:
    """What grew, where the words of growth say it themselves: 参保人数同比增长."""
    plain = _COMPARED.sub("", raw)
    match = words().growth_word.search(plain)
    return before_name(plain[: match.start()] if match else plain)


def _like(drafts: Sequence[Draft], index: int, name: str, start: int) -> int | None:
    for k in range(index - 1, -1, -1):
        if drafts[k].named.figure.start < start:
            break
        if drafts[k].kind not in RELATIVE and _akin(name, drafts[k].label):
            return k
    return None


def _akin(name: str, label: str) -> bool:
    return bool(name) and (
        name in label or label in name or SequenceMatcher(None, name, label, autojunk=False).ratio() > _CLOSE
    )


def _shared(clauses: Clauses, drafts: Sequence[Draft], index: int, turn: dict[int, tuple[int, Parallel]]) -> Draft:
    draft = drafts[index]
    named = draft.named
    start, _ = clauses.sentence(named.figure.start)
    if draft.base_figure is not None:
        of = _about(clauses, drafts, draft.base_figure, allow_rates=False)
        part = drafts[of].label + "占" if of is not None else "占"
        return replace(draft, label=part + drafts[draft.base_figure].label, parent=draft.base_figure, of=of)
    part_name, base = _split_share(clauses.string[named.lead : named.figure.outer_start])
    of = _counterpart(drafts, index, turn, start)
    if of is None and not part_name:
        of = _about(clauses, drafts, index, allow_rates=False)
    total = _base(clauses, drafts, index, base, of) if base else None
    if total is None and of is not None:
        total = drafts[of].parent
    if total is None and not base:
        total = _share_before(drafts, index, start, of)
    label = draft.label
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


def _base(clauses: Clauses, drafts: Sequence[Draft], index: int, base: str, of: int | None) -> int | None:
    """The figure that the report names as the whole: the nearest one so named that is no smaller than the part."""
    wanted = _PLAIN.sub("", base)
    wholes = {d.parent for d in drafts}
    best, best_score = None, 0.0
    for k in range(index - 1, -1, -1):
        other = drafts[k]
        if other.kind in RELATIVE or other.kind == SCORE or k == of:
            continue
        if of is not None and (
            other.named.figure.unit != drafts[of].named.figure.unit
            or other.named.figure.value < drafts[of].named.figure.value
        ):
            continue
        label = _PLAIN.sub("", other.label)
        if "总" in base and k not in wholes and not _is_total(clauses, other):
            continue  # 占总收入的75% is no share of 财政拨款收入
        if base == other.label:
            score = 2.0
        elif wanted and label and (label.endswith(wanted) or wanted.endswith(label)):
            score = 1.0
        elif wanted and wanted in label:
            score = 0.6
        elif not wanted:
            score = 0.7 if words().total.search(other.label) or words().sum_word.search(other.label) else 0.0
        else:
            score = 0.0
        # 评定项目, 总目标数: the whole is what others are parts of
        score += 0.2 if score and k in wholes else 0.0
        if score > best_score:
            best, best_score = k, score
    return best


def _is_total(clauses: Clauses, draft: Draft) -> bool:
    """Whether the words of a figure call it a whole: 共设立绩效目标8个, 总收入500万元."""
    lead = clauses.string[draft.named.lead : draft.named.figure.outer_start]
    return bool(words().sum_word.search(lead) or words().total.search(draft.label))


def _share_before(drafts: Sequence[Draft], index: int, start: int, of: int | None) -> int | None:
    """The whole of the share before it in the sentence: 占总目标数的62.5%、完成60-80％的占比25%."""
    for k in range(index - 1, -1, -1):
        if drafts[k].named.figure.start < start:
            break
        parent = drafts[k].parent
        if drafts[k].kind == SHARE and parent is not None:
            whole = drafts[parent].named.figure
            part = drafts[of].named.figure if of is not None else None
            return parent if part is None or (part.unit == whole.unit and part.value <= whole.value) else None
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
            for k in range(index, stop):
                drafts[k] = replace(drafts[k], kind=SHARE)
        index = max(stop, index + 1)
    return tuple(drafts)


def _is_bare_ratio(draft: Draft) -> bool:
    return draft.kind == RATE and draft.named.side is Side.BEFORE and not draft.label.endswith(("率", "度"))


def _side_by_side(named: Named, index: int) -> bool:
    return named.previous == index - 1 and named.pause <= Pause.PART
