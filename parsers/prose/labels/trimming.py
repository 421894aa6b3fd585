"""What a figure measures, from the words around it: a name without lead-in, time, particles and place."""

from __future__ import annotations

import re

from ziping.parsers.lexicon.prose import words
from ziping.parsers.prose.layers.outline import BULLETS

LONGEST = 40  # characters of a name
_SHORT = 2  # a name this short before a counted thing is a verb (指导5个县)

_YEAR = r"(?:19|20)\d\d"
_TIME_HEAD = re.compile(
    r"(?:截至|截止到|截止|到|至|自|从|在|于)?\s?"
    # 2024年初预算: the year goes, 年初 stays, for it says which budget
    rf"(?:{_YEAR}(?=年[初末底中]?(?:预算|结转|结余|批复|安排|下达|追加|调整|部门|应收|存量|余额))(?:年(?![初末底中]))?"
    rf"|{_YEAR}\s?年?\s?[-—–~～至]\s?{_YEAR}\s?年(?:度)?"
    rf"|{_YEAR}\s?年(?:度)?(?:[上下]半年|第?[一二三四1-4]季度|\s?\d{{1,2}}\s?月份?(?:\s?\d{{1,2}}\s?日)?)?"
    r"|\d{1,2}\s?月?\s?[-—–~～至]\s?\d{1,2}\s?月份?"
    r"|\d{1,2}\s?月份?(?:\s?\d{1,2}\s?日)?"
    r"|(?:去年|今年|上年度?|当年|全年|年内)(?=我|全|共|累|完|发|支|安|下|新))"
    r"(?:年?[初末底中](?!预算|结转|结余|批复|安排|下达|余额|央|心|小)|以来|期间|前)*"
)
# 甲市乙局2024年…: whose year it is; 甲市乙中心核定人员编制: whose staff
_OWNER_HEAD = re.compile(
    rf"(?:(?!下达|拨付|安排|下拨|投入)[^\d，。；：、]){{2,30}}?(?:局|中心|厅|委员?会?|办公室|院|校|站|所|处|会|公司|部门|单位|项目|镇|乡|街道|县|市|区)(?={_YEAR}\s?年)"
    r"|[一-鿿]{1,10}?[省市县区州旗镇乡](?![委级直政属辖管内])(?:(?!财政)[一-鿿]){2,20}?(?:管理局|事业局|服务局|局|中心|委员会|办公室|厅|管委会)(?=[一-鿿]{2})"
)
# 对2021年度14个项目开展了评价: what stands before the year says nothing of the figure
_BEFORE_TIME = re.compile(rf"(?:对|为|将|把|给|就|向|从|在|于)(?={_YEAR}\s?年|本年|全年|上年)")
_REPORT_HEAD = re.compile(
    r"(?:部门|单位|财务|年度)?(?:决算|预算|统计)?(?:报表|报告|系统|台账)(?:中|内|反映的?|显示)|年度?(?=[一-鿿]{2,}项目支出)"
)
# 基本支出包括人员经费: the part is named, not the whole
_HOLDER_HEAD = re.compile(r"[一-鿿]{2,14}?(?:主要包括|包括|包含|分为)(?=[一-鿿]{2})")
# 由上年的100万元增加到2023年的120万元: both figures are of what stands before
_BASE_TAIL = re.compile(rf"(?:由|从|比|较)(?:上年度?|去年|上一年|{_YEAR}年(?:度|初|末)?|年初|期初|原来|原)的?$")
# 平均时限由15个工作日缩短至6个工作日
_FROM_TAIL = re.compile(
    r"(?<=\S{2})[由从][^，。；由从]{0,10}?\d[\d.,]*[^\d，。；]{0,6}?(?:缩短|压缩|精简|压减|减少|降低|下降|增加|提高|提升|增长|上升|扩大)$"
)
_CHANGE_HEAD = re.compile(
    rf"(?:增加|增长|减少|下降|提高|提升|降低|上升|调整|变更|压减|扩大|缩短|追加)(?:至|到|为)(?:{_YEAR}年(?:度|末|底)?的?)?"
)
_CALLED = re.compile(
    r"^.*[（(]以下(?:简称|称)[^）)]*[）)]|^[^=＝]*[=＝](?=[一-鿿])"
)  # 甲县数据中心（以下简称“中心”）实施项目; 控制率=实际支出数
_POINTS = re.compile(r"[（(](?:满分)?\d+(?:\.\d+)?\s?分[）)]")  # 办结率（10分）
_SIGNS = "=＝ 　,，.、:：;；-—–·　\t¥￥" + BULLETS
ORDINAL_HEAD = re.compile(
    r"(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）.．、]|[①-⑳]|第[一二三四五六七八九十]+[，、]|一是|二是|三是|四是|五是|六是)\s?"
)
# 对40家企业进行了失业动态监测工作: what is done comes first in the name of the figure
_ALL_OF_THEM = re.compile(r"以?上?述?[一二两三四五六七八九十\d]{1,2}(?:项|类|者|个部分|部分|个方面|笔)")  # 三类共计
_DONE = re.compile(r"^(?P<what>[^进开实]{2,20}?)(?:进行|开展|实施|予以)(?:了)?(?P<done>[一-鿿]{2,14}?)(?:工作|活动)?$")
_BRACKET_HEAD = re.compile(r"^(?:（[^（）\d]*）|\([^()\d]*\))(?=[一-鿿])")
_AFTER_TAIL = re.compile(r"(?<=[一-鿿]{2})(?<!为)(?:中|内|里|共|合计|共计|总计|累计|平均|均)$")  # 52个参评项目中
_SCALED_REST = re.compile(r"^[余多](?=[一-鿿])")


def before_name(raw: str) -> str:
    """The name that stands before a figure: `raw` without what only leads over to it."""
    known = words()
    name = _CALLED.sub("", _POINTS.sub("", raw)).strip(_SIGNS)
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
    if known.preposition.fullmatch(name) or _ALL_OF_THEM.fullmatch(name):
        return ""
    return _balanced(name)


def _bound_begins(word: str, name: str) -> bool:
    """完成60-80％的占比: the verb belongs to the bound behind it. A year is none (完成2023年任务)."""
    return word.startswith(("完成", "实现")) and name[:1].isdigit() and _TIME_HEAD.match(name) is None


def after_name(raw: str) -> str:
    """The name that stands behind a figure; empty where something else begins there."""
    known = words()
    name = raw.strip(" 　")
    if match := _SCALED_REST.match(name):
        name = name[match.end() :]
    if name[:1] in ("（", "("):  # 504个（社区）服务网点
        name = _BRACKET_HEAD.sub("", name)
    name = name.removeprefix("的")
    if not name or known.stop_head.match(name):
        return ""
    if purpose := known.purpose_head.match(name):
        name = name[purpose.end() :]
    elif done := _DONE.match(name):
        name = done["done"].removesuffix("工作") + done["what"]
    name = _AFTER_TAIL.sub("", name.strip(_SIGNS))
    return _balanced(name[:LONGEST])


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
