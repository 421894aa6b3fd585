"""Growth: of which figure it is stated, and what it is named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from ziping.parsers.lexicon.entries import shaped, words_of
from ziping.parsers.lexicon.prose import words
from ziping.parsers.prose.labels.kinds import GROWTH, RELATIVE
from ziping.parsers.prose.labels.mention import Mention
from ziping.parsers.prose.labels.trimming import before_name
from ziping.parsers.prose.layers.clauses import Clauses
from ziping.parsers.prose.relations.antecedents import (
    ListPositions,
    antecedent,
    compared_before,
    earlier,
    nearest_before,
)

# 比上年, 与2018年度决算相比, 同比: with what something is compared
_FOR_EACH = shaped("^(?:{phrases.for_each})")
_COMPARED = shaped("(?:{grammar.before_growth}).*$")
_LEAD_OVER = shaped("(?:{grammar.growth_links})+$")
_CLOSE = 0.5


def grown(clauses: Clauses, mentions: Sequence[Mention], index: int, positions: ListPositions) -> Mention:
    """The growth at `index`, tied to the figure that grew, and named after it."""
    mention = mentions[index]
    start, _ = clauses.sentence(mention.figure.start)
    raw = mention.words_before
    words_of_growth, own = _growth_words(raw), _own_subject(raw)
    if not raw.strip("、，和及 ") and index in positions:  # 分别增长5%、3%: said once, before the first
        first = mentions[positions[index][1].members[0]]
        words_of_growth = _growth_words(first.words_before)
    before = mentions[index - 1] if index else None
    if before is not None and before.figure.outer_stop == mention.lead and len(words_of_growth) == 1:
        held = before.words_before.strip(" ，、").removesuffix("的")  # 比计划的2300人次少160人次
        words_of_growth = (held if held.startswith(words_of("phrases.more_or_less_than")) else "") + words_of_growth
    of = antecedent(mentions, index, positions, start)
    if of is None:
        of = compared_before(clauses, mentions, index)
    if of is None and mention.unit == "percentage_point":
        of = _nearest_rate(clauses, mentions, index)
    if of is None:
        of = nearest_before(clauses, mentions, index, allow_rates=True)
    while of is not None and mentions[of].figure.start < start and (whole := mentions[of].parent) is not None:
        of = whole  # 支出合计9万元，其中…。比上年增加1万元: what the sentence before is about
    if own:  # 参保人数同比增长
        same = _like(mentions, index, own, start)
        if same is None and of is not None and not _akin(own, mentions[of].label):
            return replace(mention, label=mention.label)
        of = same if same is not None else of
        if of is not None and mentions[of].label.endswith(own):
            return replace(mention, label=mentions[of].label + words_of_growth, parent=of, of=of)
        return replace(mention, parent=of, of=of)
    if of is None:
        return mention
    return replace(mention, label=mentions[of].label + words_of_growth, parent=of, of=of)


def _nearest_rate(clauses: Clauses, mentions: Sequence[Mention], index: int) -> int | None:
    """The rate that points are said of: the last figure before them in the sentence that is no growth."""
    start, _ = clauses.sentence(mentions[index].figure.start)
    last = next((k for k in earlier(mentions, index, start) if mentions[k].kind != GROWTH), None)
    return last if last is not None and mentions[last].kind in RELATIVE else None


def _growth_words(raw: str) -> str:
    """同比增长, 较上年减少: how it is said that something grew."""
    match = _COMPARED.search(raw) or words().growth_word.search(raw)
    return _FOR_EACH.sub("", _LEAD_OVER.sub("", raw[match.start() :])) if match else ""


def _own_subject(raw: str) -> str:
    """What grew, where the words of growth say it themselves: 参保人数同比增长."""
    plain = _COMPARED.sub("", raw)
    match = words().growth_word.search(plain)
    return before_name(plain[: match.start()] if match else plain)


def _like(mentions: Sequence[Mention], index: int, name: str, start: int) -> int | None:
    near = (k for k in earlier(mentions, index, start) if mentions[k].kind not in RELATIVE)
    return next((k for k in near if _akin(name, mentions[k].label)), None)


def _akin(name: str, label: str) -> bool:
    return bool(name) and (
        name in label or label in name or SequenceMatcher(None, name, label, autojunk=False).ratio() > _CLOSE
    )
