"""The words before a figure that may say which money it is, and those that say that it is none of the whole's."""

from __future__ import annotations

import re

from ziping.parsers.lexicon import level_of_name
from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.lexicon.money import money_words
from ziping.parsers.prose.labels.kinds import SHARE
from ziping.parsers.prose.labels.mention import Mention
from ziping.parsers.prose.layers.clauses import Clauses
from ziping.parsers.prose.layers.figures import Figure
from ziping.parsers.text.enumerators import NUMBER
from ziping.parsers.text.units import RATIO

_FORMULA = ("÷", "/", "=", "＝")
_MEAN_RATE = shaped("{phrases.mean_rate}")  # of all projects: the whole's
_PART_YEAR = shaped("{grammar.part_year}")
_PURPOSE = shaped(r"\s?(?:{grammar.main_use})?(?:{grammar.used_for})")
_PURPOSE_OF = shaped(r"元(?:{grammar.main_use})?(?:{grammar.used_for})")
_HEAD = re.compile(rf"\s*(?:{NUMBER}\s*)?(?P<name>[^，。；：:\d\n]{{2,12}})[。：:]")
_TOPIC = shaped(r"[^，。；：:\d]{2,20}(?:{scores.side})[，,：:]$")
_REMARK = re.compile(r"[（(][^（）()\d]*[）)]\s?$")


def bounds(clauses: Clauses, mention: Mention) -> tuple[int, int]:
    """Where the words before a figure begin and end that may say what it is; those before a colon where none stand behind
    it."""
    lead, stop, string = mention.lead, mention.figure.outer_start, clauses.string
    if lead and string[lead - 1] in "：:" and not string[lead:stop].strip(" 　约共"):
        return clauses.before(lead - 1, mention.bracket), lead - 1
    remark = _REMARK.search(string, lead, stop)  # 下达转移支付资金（助听器补贴资金）18万元
    return lead, stop if remark is None or remark.start() == lead else remark.start()


def is_named_in_list(mention: Mention) -> bool:
    """Whether a list gave a figure another name than the words beside it."""
    return mention.kind != SHARE and mention.label not in (mention.own, mention.own[1:])


def in_indicator(clauses: Clauses, at: int) -> bool:
    """2.质量指标。经费发放率为98%: whether a paragraph speaks of indicators of one kind, of which a rate may be one."""
    head = _HEAD.match(clauses.string, clauses.string.rfind("\n", 0, at) + 1, at)
    return head is not None and level_of_name(head["name"]) is not None


def is_other(clauses: Clauses, mention: Mention) -> bool:
    """Whether a figure is told of a kind of spending or year that is never the whole, or in a formula."""
    figure, known, string = mention.figure, money_words(), clauses.string
    start, _ = bounds(clauses, mention)
    begin = clauses.before(figure.outer_start, mention.bracket)
    topic = _TOPIC.search(string, clauses.sentence(figure.start)[0], begin)  # “三公”经费方面，预算9.5万元
    clause = string[topic.start() if topic is not None else begin : figure.outer_start]
    operand = string[max(0, start - 1) : start + 1].lstrip().startswith(_FORMULA)
    if figure.unit == RATIO:
        if len(_PART_YEAR.findall(clause)) > 1:  # 6月、9月末执行进度分别为46.2%、71.5%
            return True
        clause = _MEAN_RATE.sub("", clause)
    detail = known.detail.search(clause) or known.detail.search(_MEAN_RATE.sub("", mention.label))
    return operand or detail is not None or known.other_year.search(clause) is not None


def is_shared_out(clauses: Clauses, figure: Figure) -> bool:
    """5万元用于购置设备，12万元用于维护: sums for several purposes are parts, none the whole."""
    if _PURPOSE.match(clauses.string, figure.outer_stop) is None:
        return False
    return len(_PURPOSE_OF.findall(clauses.string, *clauses.sentence(figure.start))) > 1
