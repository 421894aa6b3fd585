"""Shares and growth tied to the figures that they are stated about; shares in full, growth in `growth`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ziping.parsers.lexicon.entries import name_of, shaped
from ziping.parsers.lexicon.prose import words
from ziping.parsers.prose.labels.kinds import GROWTH, RATE, SHARE, adds_up
from ziping.parsers.prose.labels.mention import Mention, Side
from ziping.parsers.prose.labels.share_names import amount_of_share
from ziping.parsers.prose.labels.times import state_of
from ziping.parsers.prose.labels.trimming import before_name
from ziping.parsers.prose.layers.clauses import Clauses, Pause
from ziping.parsers.prose.relations.antecedents import (
    ListPositions,
    antecedent,
    earlier,
    list_positions,
    nearest_before,
)
from ziping.parsers.prose.relations.growth import grown
from ziping.parsers.prose.relations.parallel_lists import Parallel
from ziping.parsers.prose.relations.parts.partition import Partition, above
from ziping.parsers.prose.relations.share_bases import makes, may_hold, part_named, whole_named

# 占|总目标数|的; 占比; 比重为
_SHARE = shaped(
    r"^(?P<part>.*?)(?:所)?(?:占(?P<base>.*?)(?:的)?(?:{grammar.share_words})?|(?:{grammar.share_words}))(?:的)?[为是达约到]*$",
    re.DOTALL,
)
_HUNDRED = 1
_REACH = 12  # figures
_EQUALS = shaped(r"\s?(?:{grammar.amounts_to})+\s?")
_IS = shaped(r"，?\s?(?:{grammar.amounts_to})\s?")  # 省级占60%，为456万元
_FEW_SHARES = 3


def relate(clauses: Clauses, mentions: Sequence[Mention], lists: Sequence[Parallel]) -> tuple[Mention, ...]:
    """The mentions with shares and growth tied to the figures that they are stated about.

    Parents of shares are the totals of their parts, so the totals must have been found before.
    """
    related = list(mentions)
    positions = list_positions(lists)
    for index, mention in enumerate(mentions):
        if (amount := _amount_behind(clauses, related, index)) is not None:
            whole = related[amount].parent
            whole = _made_with(related, amount, index) if whole is None else whole
            base = related[whole].label if whole is not None and mention.side is Side.AFTER else mention.base
            related[index] = replace(mention, kind=SHARE, of=amount, parent=whole, base=base)
        elif mention.kind == GROWTH:
            related[index] = grown(clauses, related, index, positions)
        elif mention.kind == SHARE:
            related[index] = _shared(clauses, related, index, positions)
    return _bare_shares(clauses, related)


def parts_by_share(mentions: Sequence[Mention]) -> tuple[Partition, ...]:
    """Figures that their share ties to a total, where nothing else does: 教育支出640万元，占支出合计的32%. Those of one
    total that stand behind each other make one list."""
    found: list[tuple[int, list[int]]] = []
    named = {d.parent for d in mentions if d.kind == SHARE and d.base}
    for mention in mentions:
        of, whole = mention.of, mention.parent
        if mention.kind != SHARE or of is None or whole is None:
            continue
        if not mention.base and (mention.base_figure is None or whole not in named):
            continue  # 占计划1500万元的80% is no part of it, unless others are told as its parts
        if mentions[of].parent is not None or of == whole or not adds_up(mentions[of]) or not adds_up(mentions[whole]):
            continue
        if not may_hold(mentions[whole], mentions[of]) or of in above(mentions, whole):
            continue
        if state_of(mentions[whole].label, "") == "planned" and state_of(mentions[of].label, "") == "actual":
            continue  # 完成投资2952万元，占概算的90%
        if found and found[-1][0] == whole:
            found[-1][1].append(of)
        else:
            found.append((whole, [of]))
    return tuple(Partition(whole, tuple(dict.fromkeys(parts)), "占", "share", None, 8.0) for whole, parts in found)


def _amount_behind(clauses: Clauses, mentions: Sequence[Mention], index: int) -> int | None:
    """中央补贴35%为182.7万元: the amount right behind its share; None for other ratios."""
    mention = mentions[index]
    if mention.kind not in (RATE, SHARE) or index + 1 >= len(mentions) or mention.value > _HUNDRED:
        return None
    if mention.label.endswith(("率", "度")) or not adds_up(mentions[index + 1]):
        return None
    following = mentions[index + 1]
    between = clauses.string[mention.figure.outer_stop : following.figure.outer_start]
    if following.side is Side.INHERITED and amount_of_share(mention, between) == following.label:
        return index + 1
    equals = _IS.fullmatch(between) if "占" in mention.words_before else _EQUALS.fullmatch(between)
    return index + 1 if equals and following.bracket == mention.bracket else None


def _made_with(mentions: Sequence[Mention], amount: int, share: int) -> int | None:
    """The nearest figure before an amount of which it is the share, as printed; None where none is."""
    near = range(amount - 1, max(-1, amount - 1 - _REACH), -1)
    return next((k for k in near if adds_up(mentions[k]) and makes(mentions, share, amount, k)), None)


def _shared(clauses: Clauses, mentions: Sequence[Mention], index: int, positions: ListPositions) -> Mention:
    mention = mentions[index]
    start, _ = clauses.sentence(mention.figure.start)
    if mention.base_figure is not None:
        of = nearest_before(clauses, mentions, mention.base_figure, allow_rates=False)
        part = mentions[of].label + "占" if of is not None else "占"
        return replace(mention, label=part + mentions[mention.base_figure].label, parent=mention.base_figure, of=of)
    part_name, base = _split_share(mention.words_before)
    of = antecedent(mentions, index, positions, start)
    if of is None and not part_name:
        of = nearest_before(clauses, mentions, index, allow_rates=False)
    total = whole_named(clauses, mentions, index, base, of) if base else None
    if total is None and of is not None:
        total = mentions[of].parent
    if total is None and not base:
        total = _share_before(mentions, index, start, of)
    if of is None and part_name and total is not None:
        of = part_named(mentions, index, part_name, total)
        return replace(mention, parent=total, of=of, base=base)
    label = mention.label if part_name else "占" + (base or "比")
    if of is not None and not part_name:
        label = mentions[of].label + (f"占{base}" if base else name_of("phrases.name_of_share"))
    if total == of:
        total = None
    return replace(mention, label=label, parent=total, of=of, base=base)


def _split_share(raw: str) -> tuple[str, str]:
    """What has the share, and of what: 未完成的项目|占|总目标数|的."""
    match = _SHARE.match(raw.strip(" ，、（("))
    if match is None:
        return "", ""
    return before_name(match["part"] or ""), before_name((match["base"] or "").removeprefix("比"))


def _share_before(mentions: Sequence[Mention], index: int, start: int, of: int | None) -> int | None:
    """The whole of the share before it in the sentence: 占总目标数的62.5%、完成60-80％的占比25%."""
    for k in earlier(mentions, index, start):
        parent = mentions[k].parent
        if mentions[k].kind == SHARE and parent is not None:
            return parent if of is None or may_hold(mentions[parent], mentions[of]) else None
    return None


def _bare_shares(clauses: Clauses, mentions: list[Mention]) -> tuple[Mention, ...]:
    """Ratios under plain names that together make a hundred per cent are shares: 甲25%、乙20%、丙55%."""
    index = 0
    while index < len(mentions):
        stop = index
        while (
            stop < len(mentions)
            and _is_bare_ratio(mentions[stop])
            and (stop == index or _side_by_side(mentions[stop], stop))
        ):
            stop += 1
        run = mentions[index:stop]
        if len(run) >= _FEW_SHARES and sum(d.value for d in run) == _HUNDRED:
            total = _announced_total(clauses, mentions, index)
            for k in range(index, stop):
                mentions[k] = replace(mentions[k], kind=SHARE, parent=total)
        index = max(stop, index + 1)
    return tuple(mentions)


def _is_bare_ratio(mention: Mention) -> bool:
    return mention.kind == RATE and mention.side is Side.BEFORE and not mention.label.endswith(("率", "度"))


def _side_by_side(named: Mention, index: int) -> bool:
    return named.previous == index - 1 and named.pause <= Pause.PART


def _announced_total(clauses: Clauses, mentions: Sequence[Mention], index: int) -> int | None:
    """保费收入236万元，其中中央补贴40%、省级补贴60%: the figure before the word that opens the list."""
    if index == 0:
        return None
    before = mentions[index - 1].figure
    gap = clauses.string[before.outer_stop : mentions[index].figure.outer_start]
    opened = words().opener.search(gap) is not None and "。" not in gap and "\n" not in gap
    return index - 1 if opened and adds_up(mentions[index - 1]) else None
