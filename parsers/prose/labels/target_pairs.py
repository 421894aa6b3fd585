"""What was aimed at and what came of it, side by side: 计划抽检3200批次，完成3286批次."""

from __future__ import annotations

import re

from ziping.parsers.lexicon.entries import Use, entry, name_of, shaped, words_of
from ziping.parsers.lexicon.prose import words

_AIM = shaped(
    r"(?P<what>.{2,}?)(?:{targets.aim_times})*(?:{targets.aims})$"
    r"|(?:{targets.aim_times})*(?:{targets.aimed})(?P<behind>[^计目]{2,})$"
)
_LAST_YEAR = shaped(
    r"[，、]?(?:(?:{grammar.against})(?P<year>{grammar.last_year}|20\d\d年(?:度)?)(?:{grammar.same_period})?的?|(?:而)?(?:{grammar.last_year})(?:{grammar.same_period})?(?:{grammar.amounted}))\s?"
)
_GROWN = shaped(r"(?:{grammar.changed})$")
_MISSED = shaped("{targets.missed}")
# 完成了不低于55%|的任务; 较目标值|95%高出3.7个百分点; 比年初设定的|92%高1.6个百分点
_MET = shaped(r"(?:{targets.met})了?\s?$")
_PLANNED_AS = shaped(
    r"(?:[比较与和同]|{targets.met})(?P<what>(?:{targets.marker_times}|{targets.aimed})*(?:{targets.aims}|{targets.aimed}|{phrases.standard}))的?\s?"
)
_BARE_AIM = shaped(r"(?:{targets.marker_times})*(?:{targets.aims})[为是]?")
_OF_AIM = shaped(r"的?[^，。；、\d]{0,8}?(?:{targets.aims}|{targets.target_markers})")
_OUTCOME = shaped(r"(?:{targets.outcome_times})*(?:{grammar.really})?(?:{targets.outcome_verbs})?[值数量]?")

_MONEY_OF = shaped(r"(?P<what>.{3,}?)(?:{money.name_of_plan}|{money.name_of_spending})")
_PARTS = frozenset(entry("money.parts_by_nature").of(Use.WORDS))
_WHOLE = shaped("(?:{money.no_part})+")


# 与上年支出1150万元相比; 本年支出与2022年度的8214万元相比
_COMPARED_WITH = re.compile(
    r"^\s*(?P<subject>[^，。；、与和同较比]{2,14}?)?(?P<sign>[与和同较比])(?P<what>[^，。；、]{2,20}?)[为的]?\s*$"
)


def compared_with(raw: str) -> tuple[str, str] | None:
    """Of the words before a figure that something is compared with: what it is (上年支出, 2022年度), and what is compared
    where they name it; None for others."""
    match = _COMPARED_WITH.search(raw)
    return None if match is None else (match["what"], match["subject"] or "")


def shared_measure(label: str, name: str, *, bound: bool) -> str:
    """What a figure named but for its outcome (实际完成值) measures, after the label of the aim before it (满意度目标值);
    empty where the two do not go together. `bound` says that the aim is printed with an operator (接种率≥95%，实际97%)."""
    found = len(name) > 1 and words().reporting.fullmatch(name) is not None
    if not name or not (found or _OUTCOME.fullmatch(name)):
        return ""
    if bound and (found or name.startswith(words_of("grammar.really"))) and _AIM.fullmatch(label) is None:
        return label
    match = _AIM.fullmatch(label)
    return (match["what"] or match["behind"]) if match is not None else ""


def money_of(label: str) -> str:
    """What a sum so named was planned for or spent on (“三公”经费预算); empty where that is the whole."""
    match = _MONEY_OF.fullmatch(label)
    what = match["what"] if match else ""
    what = what if what in _PARTS else what.removesuffix(name_of("phrases.spending"))
    return what if what in _PARTS or _WHOLE.fullmatch(what) is None else ""


def comparison_label(raw: str, behind: str, subject: str, *, ratio: bool) -> str:
    """How a figure is named that is not what `subject` came to, but what it is held against: last year's (比上年50万元),
    or the aim that was missed (未达到98%的目标) or met (比年初设定的92%高); empty for others. `raw` are the words before
    the figure, `behind` those behind it."""
    if not subject or _GROWN.search(subject):
        return ""
    if last := _LAST_YEAR.fullmatch(raw):
        year = last["year"] or ""
        return (year if year[:1].isdigit() else name_of("phrases.name_of_last_year")) + subject
    if _BARE_AIM.fullmatch(raw.strip("，、 ")):
        return subject + name_of("phrases.name_of_aim")  # 建成分馆8个，目标8个
    if (planned := _PLANNED_AS.fullmatch(raw.strip("，、 "))) is not None:
        return subject + planned["what"]
    met = _MET.search(raw) is not None and _OF_AIM.match(behind) is not None
    return subject + name_of("phrases.name_of_aim") if ratio and (met or _MISSED.search(raw)) else ""
