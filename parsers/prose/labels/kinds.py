"""What kind of figure it is: income, share, growth, …"""

from __future__ import annotations

import re

from ziping.parsers.lexicon.entries import name_of, shaped, words_of
from ziping.parsers.lexicon.prose import words
from ziping.parsers.prose.labels.mention import Mention, Side
from ziping.parsers.prose.labels.side import PERCENTAGE_POINT
from ziping.parsers.prose.layers.clauses import Clauses
from ziping.parsers.prose.layers.figures import ITEM
from ziping.parsers.text.units import POINT, RATIO, YUAN

INCOME, EXPENDITURE, AMOUNT, COUNT = "income", "expenditure", "amount", "count"
SHARE, RATE, GROWTH, SATISFACTION, SCORE, GRADE = "share", "rate", "growth", "satisfaction", "score", "grade"
MONEY = frozenset({INCOME, EXPENDITURE, AMOUNT})
RELATIVE = frozenset({SHARE, RATE, GROWTH, SATISFACTION})
NO_AMOUNT = RELATIVE | {SCORE}

_COMPARED = shaped(r"^(?:但|并|且|却)?(?:[与同比较和各]|{grammar.compared}).*$")
# 占比, 占支出总预算, 占评定项目的; 比重为
_SHARE_TAIL = shaped(r"{grammar.share_ends}")
_RATIO_NAMED = shaped(r"(?:{grammar.ratio_ends})(?:{grammar.each}|都)?[为是达约至到]*$")
_PROPORTION = shaped("{grammar.proportion}")
_COMPARISON = shaped("{grammar.compared}|{grammar.comparing}")
# 收、支总计各增加: what grew may stand before the verb
_BARE_SUBJECT = shaped(r"^.*?(?=(?:{grammar.each})?(?:{grammar.changed})了?$)")
_SAVED = shaped(r"(?:{grammar.saved:rate_verbs})率(?:[为达]到?)?\s?$")  # what was saved of a plan, no change
_TIME = shaped("{phrases.time_of_growth}")  # 2024年增加20万元
_DONE_MORE = shaped("{phrases.done_more}")
_NO_PAYMENT = shaped("{phrases.no_payment}")
_RANKS = shaped("{grammar.ranks}")
_MADE_INTO = shaped(r"[由从][^，。；由从]{0,16}\d[^，。；]{0,8}(?:{grammar.changed})[为成]\s?$")
_SET_TO = shaped("{grammar.set_to}")
_CHANGED_TO = re.compile(r"(?:至|到|由|从)\s?$")


def same_things(one: Mention, other: Mention) -> bool:
    """Whether figures are told in one unit, however scaled; 37起 is not 18场次."""
    texts = {(m.figure.quantity.unit_text or "").lstrip("十百千万亿") for m in (one, other)}
    return one.unit == other.unit and (one.unit != ITEM or len(texts) == 1)


def adds_up(mention: Mention) -> bool:
    """Whether a figure can be a total or a part: no ratio, no points, no price per unit, no rank of indicators."""
    if mention.unit == ITEM and _RANKS.search(mention.label):
        return False
    if mention.kind in NO_AMOUNT or "/" in (mention.figure.quantity.unit_text or ""):
        return False
    return mention.unit != YUAN or not (mention.is_price or words().price.search(mention.label))


def is_price(clauses: Clauses, named: Mention) -> bool:
    """Whether the words right before a sum say that it is paid for each of something, also those that name another figure
    (为120名老人每人每月|发放50元)."""
    stop = named.figure.outer_start
    return named.unit == YUAN and (
        words().price_tail.search(clauses.string, clauses.before(stop, named.bracket), stop) is not None
    )


def kind_of(clauses: Clauses, named: Mention) -> str:
    """The kind, by unit and by the words next to the figure."""
    before = named.words_before.rstrip()
    unit = named.unit
    if unit == POINT:
        return SCORE
    if unit in (RATIO, PERCENTAGE_POINT):
        return _ratio_kind(before, named)
    if _is_made_into(clauses, named):
        return _money_kind(before, named) if unit == YUAN else COUNT
    if _is_growth(before, unit) or (_is_growth(_BARE_SUBJECT.sub("", before), unit) and _is_compared(clauses, named)):
        return GROWTH
    return _money_kind(before, named) if unit == YUAN else COUNT


def is_share_of_figure(named: Mention, before: Mention | None) -> bool:
    """占年度计划1500万元的80%: the whole of a share is a figure itself."""
    if before is None or named.words_before.strip() != "的":
        return False
    return before.figure.outer_stop == named.lead and before.words_before.lstrip(" ，、").startswith("占")


def _is_made_into(clauses: Clauses, named: Mention) -> bool:
    """窗口由86个压减为32个: what something became, where the words say from what."""
    start, stop = clauses.before(named.figure.outer_start, named.bracket), named.figure.outer_start
    return _MADE_INTO.search(clauses.string, start, stop) is not None


def _is_compared(clauses: Clauses, named: Mention) -> bool:
    """与2019年相比，收、支总计各增加216万元: the clause before says with what."""
    start = clauses.before(max(0, named.lead - 1), named.bracket)
    return bool(_COMPARISON.search(clauses.string, start, named.lead))


def _ratio_kind(before: str, named: Mention) -> str:
    known = words()
    grows = _is_growth(before, RATIO)
    if before.endswith(words_of("phrases.share_tail")) or (
        named.side is Side.AFTER and named.label.endswith(name_of("phrases.name_of_share"))
    ):
        return SHARE  # 表示满意的110人，占91.67%; 65%为水田
    if named.value > 1 and not grows:
        return RATE  # 占年度目标的102% is how much of it was done
    if known.satisfaction.search(named.label) and not grows:
        return SATISFACTION
    changed_to = _CHANGED_TO.search(before) is not None and not known.share.search(before)
    if not changed_to and (grows or named.unit == PERCENTAGE_POINT):
        return GROWTH
    inherited = named.side is Side.INHERITED and _RATIO_NAMED.search(named.label)
    if changed_to or inherited:
        return RATE
    proportion = _PROPORTION.search(before) and not _SET_TO.search(before)
    return SHARE if _SHARE_TAIL.search(before) or proportion else RATE


def _is_growth(before: str, unit: str | None) -> bool:
    """Whether the words say by how much something has changed (增长, 较上年减少), not to what."""
    known = words()
    if _DONE_MORE.search(before):
        return True  # 较去年多发120本
    if known.growth_tail.search(before) is None or _SAVED.search(before):
        return False
    if unit == RATIO:
        return True
    # 新增3个 counts what is new; 增加 alone, or after 比上年, is a change
    match = known.growth_tail.search(before)
    lead = before[: match.start()] if match else ""
    undated = _TIME.sub("", lead).strip()  # 2023年比2022年增加20万元
    return not undated or bool(_COMPARED.match(lead) or _COMPARED.match(undated) or known.beside.search(lead))


def _money_kind(before: str, named: Mention) -> str:
    return money_kind(named.label if named.side is not Side.BEFORE else before)


def money_kind(context: str) -> str:
    """The last word that says so decides: 收入总计 a 万元，支出总计 b 万元."""
    known = words()
    context = _NO_PAYMENT.sub("", context)  # the name of a kind of fund, nothing that was paid
    patterns = ((INCOME, known.income), (EXPENDITURE, known.expenditure))
    found = {kind: max((m.end() for m in pattern.finditer(context)), default=-1) for kind, pattern in patterns}
    best = max(found, key=lambda k: found[k])
    # 支出预算数: planned money is income or expenditure all the same; 预算指标, 下达额度 are neither
    return AMOUNT if found[best] < 0 or known.budget_tail.search(context.rstrip("为是达共计：: ")) else best
