"""What a figure measures, from the words around it: a name without lead-in, time, particles and place."""

from __future__ import annotations

import re

from ziping.parsers.lexicon.entries import shaped, words_of
from ziping.parsers.lexicon.prose import words
from ziping.parsers.prose.layers.outline import BULLETS
from ziping.parsers.text.enumerators import CIRCLE, NUMBER, WORD

LONGEST = 40  # characters of a name
_SHORT = 2  # a name this short before a counted thing is a verb (指导5个县)

_YEAR = r"(?:19|20)\d\d"
_TIME_HEAD = shaped(
    r"(?:{grammar.until})?\s?"
    # 2024年初预算: the year goes, 年初 stays, for it says which budget
    rf"(?:{_YEAR}(?=年[初末底中]?(?:{{grammar.budget_nouns}}))(?:年(?![初末底中]))?"
    rf"|{_YEAR}\s?年?\s?[-—–~～至]\s?{_YEAR}\s?年(?:度)?"
    rf"|{_YEAR}\s?年(?:度)?(?:{{grammar.parts_of_year}}|\s?\d{{1,2}}\s?月(?:份)?(?:\s?\d{{1,2}}\s?日)?)?"
    r"|\d{1,2}\s?月?\s?[-—–~～至]\s?\d{1,2}\s?月(?:份)?"
    r"|\d{1,2}\s?月(?:份)?(?:\s?\d{1,2}\s?日)?"
    r"|(?:{grammar.years_told})(?=我|全|共|累|完|发|支|安|下|新))"
    r"(?:年?[初末底中](?!{grammar.budget_nouns}|[央心小])|{grammar.time_ends})*"
)
# 甲市乙局2024年…: whose year it is; 甲市乙中心核定人员编制: whose staff
_OWNER_HEAD = shaped(
    rf"(?:(?!{{grammar.money_moves}})[^\d，。；：、]){{2,30}}?(?:{{grammar.bodies}})(?={_YEAR}\s?年)"
    r"|[一-鿿]{1,10}?[省市县区州旗镇乡](?![委级直政属辖管内])(?:(?!{labels.treasury})[一-鿿]){2,20}?(?:{grammar.offices})(?=[一-鿿]{2})"
)
# 对2021年度14个项目开展了评价: what stands before the year says nothing of the figure
_BEFORE_TIME = shaped(rf"[对为将把给就向从在于](?={_YEAR}\s?年|{{grammar.years_told}}|{{grammar.this_year}})")
_REPORT_HEAD = shaped("{grammar.reported}")
# 基本支出包括人员经费: the part is named, not the whole
_HOLDER_HEAD = shaped(r"[一-鿿]{2,14}?(?:{grammar.consists})(?=[一-鿿]{2})")
# 由上年的100万元增加到2023年的120万元: both figures are of what stands before
_BASE_TAIL = shaped(
    rf"[由从比较](?:{{grammar.last_year}}|{_YEAR}年[度初末]?|{{grammar.beginning}}|{{grammar.before_work}})的?$"
)
# 平均时限由15个工作日缩短至6个工作日
_FROM_TAIL = shaped(r"(?<=\S{2})[由从][^，。；由从]{0,10}?\d[\d.,]*[^\d，。；]{0,6}?(?:{grammar.changed})$")
_CHANGE_HEAD = shaped(rf"(?:{{grammar.changed}})[至到为](?:{_YEAR}年[度末底]?的?)?")
_SOURCE_HEAD = shaped("为(?={grammar.fund_sources})")  # 下达资金418万元，为中央230万元、省级188万元
_CALLED = shaped(
    r"^.*[（(](?:{chapters.called_for_short})[^）)]*[）)]|^[^=＝]*[=＝](?=[一-鿿])"
)  # 甲县数据中心（以下简称“中心”）实施项目; 控制率=实际支出数
# 依据《关于下达补助资金的通知》（甲财农〔2022〕13号）|下达县级资金, and |3个文件: the papers by which it is so, and nothing but them
_CITED = shaped(
    r"^.*《[^《》]*(?:{titles.instructions})》(?:[（(〔【\[][^（()）]{0,40}[）)〕】\]])?等?"
    r"(?:(?:{phrases.paper_named})?[，,]?(?=[一-鿿]{2})|[，、]?$)"
)
# 甲财社〔2022〕13号文件下达补助资金
_NUMBER_OF_PAPER = shaped(
    r"^[^，。；（(]{0,12}[〔\[【]\d{4}[〕\]】]\s?第?\d+号(?:{phrases.paper_named})?[，,]?(?=[一-鿿]{2})"
)
_POINTS = shaped(r"[（(](?:{scores.full_points})?\d+(?:\.\d+)?\s?分[）)]")  # 办结率（10分）
_SIGNS = "+＋=＝ 　,，.、:：;；-—–·　\t¥￥" + BULLETS
ORDINAL_HEAD = re.compile(rf"(?:{NUMBER}|{CIRCLE}|{WORD})\s?")
# 对40家企业进行了失业动态监测工作: what is done comes first in the name of the figure
_ALL_OF_THEM = shaped(r"以?上?述?[一二两三四五六七八九十\d]{1,2}(?:{grammar.several})")  # 三类共计
_WORK_END = shaped("(?:{phrases.work})$")
_DONE = shaped(
    r"^(?P<what>[^进开实]{2,20}?)(?:{grammar.carrying_out})(?:了)?(?P<done>[一-鿿]{2,14}?)(?:{grammar.work})?$"
)
_BRACKET_HEAD = re.compile(r"^(?:（[^（）\d]*）|\([^()\d]*\))(?=[一-鿿])")
_AFTER_TAIL = shaped(  # 52个参评项目|中, 6个县（区）|中有
    r"(?:^|(?<=[一-鿿]{2})|(?<=[）)]))(?<![为初高])(?:[中内里](?:共?有)?|{grammar.sums}|{grammar.averages})$"
)
# 20万元教研经费|严格按规定使用, 8万元宣传经费|主要用于印刷
_HOW_IT_WENT = shaped("(?:{phrases.how_it_went}).*$")
_AND_SO_ON = "等"
_LEADS_TO = shaped(r"[一-鿿]{1,3}[至到]|(?:{grammar.changed})[为成]")  # 由6小时|缩短到|4小时


def before_name(raw: str) -> str:
    """The name that stands before a figure: `raw` without what only leads over to it."""
    known = words()
    name = _CITED.sub("", _CALLED.sub("", _POINTS.sub("", raw)))
    name = _NUMBER_OF_PAPER.sub("", name).strip(_SIGNS)
    while True:
        length = len(name)
        for head in (
            ORDINAL_HEAD,
            known.leading_head,
            _BEFORE_TIME,
            _TIME_HEAD,
            _OWNER_HEAD,
            _REPORT_HEAD,
            _HOLDER_HEAD,
            _CHANGE_HEAD,
            _SOURCE_HEAD,
        ):
            match = head.match(name)
            if match is not None and match.end() and not _bound_begins(match[0], name[match.end() :]):
                name = name[match.end() :].lstrip(_SIGNS)
        for tail in (known.trailing_tail, _BASE_TAIL, _FROM_TAIL):
            match = tail.search(name)
            if match is not None:
                name = name[: match.start()].rstrip(_SIGNS)
        if len(name) == length:
            break
    name = name.removesuffix("的")
    if (name not in known.bare and known.preposition.fullmatch(name)) or _ALL_OF_THEM.fullmatch(name):
        return ""
    return _balanced(name)


def _bound_begins(word: str, name: str) -> bool:
    """完成60-80％的占比: the verb belongs to the bound behind it. A year is none (完成2023年任务)."""
    return word.startswith(words_of("phrases.accomplished")) and name[:1].isdigit() and _TIME_HEAD.match(name) is None


def after_name(raw: str) -> str:
    """The name that stands behind a figure; empty where something else begins there."""
    known = words()
    name = raw.strip(" 　")
    if name[:1] in ("（", "("):  # 504个（社区）服务网点
        name = _BRACKET_HEAD.sub("", name)
    name = name.removeprefix("的")
    if not name or known.stop_head.match(name) or _LEADS_TO.fullmatch(name):
        return ""
    if purpose := known.purpose_head.match(name):
        name = name[purpose.end() :]
    elif done := _DONE.match(name):
        name = _WORK_END.sub("", done["done"]) + done["what"]
    name = _AFTER_TAIL.sub("", _HOW_IT_WENT.sub("", name).strip(_SIGNS))
    return "" if name == _AND_SO_ON else _balanced(name[:LONGEST])


def is_purpose(raw: str) -> bool:
    """Whether what follows a sum says what it is for: 30万元用于购置设备."""
    return bool(words().purpose_head.match(raw.lstrip(" 的，")))


def is_bare(name: str) -> bool:
    """Whether a name is a verb that says nothing without its object (发放, 共计支出)."""
    return name in words().bare


def is_verb(name: str) -> bool:
    """Whether a name is nothing but words that put the thing behind the figure (拟需, 安排)."""
    return bool(words().forward_tail.fullmatch(name))


def is_short(name: str) -> bool:
    """Whether a name before a counted thing is too short to be one."""
    return len(name) <= _SHORT


def ending(name: str) -> str:
    """The end of a name that is too long, from the beginning of one of its parts where it has several."""
    if len(name) <= LONGEST:
        return name
    kept = name[-LONGEST:]
    _, sign, rest = kept.partition("、")
    return rest if sign and name[-LONGEST - 1] != "、" else kept


def _balanced(name: str) -> str:
    """The name without a bracket or quotation mark whose partner stands elsewhere."""
    for opened, closed in ("（）", "()", "“”", "《》", "[]", "〔〕"):
        depth = 0
        for char in name:
            if char == opened:
                depth += 1
            elif char == closed:
                depth -= 1
                if depth < 0:
                    break
        if depth < 0:
            name = name.rpartition(closed)[2] if name.count(closed) == 1 else name.replace(closed, "")
        elif depth > 0:
            name = name.rpartition(opened)[0] or name.rpartition(opened)[2]
    return name.strip(_SIGNS)
