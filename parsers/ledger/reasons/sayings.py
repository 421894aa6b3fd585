"""Figures that say when, how, or by what rule: dates and spans of time, formulas, rules of scoring, points of a heading."""

from __future__ import annotations

import re

from ziping.parsers.ledger.sight import Sight

_YEAR = re.compile(r"(?:19[89]|20[0-4])\d")
_YEAR_BEFORE = re.compile(r"(?:[-~至]|19\d\d、|20\d\d[、和及]|截[至止]|到|自|从|用于|支付|往年|\(|〔)\s?$")
_YEAR_AFTER = re.compile(r"\s?(?:年|级|届|版|的|[-~至、和及]\s?(?:19|20)\d\d|\))")
_NUMBERED_YEAR = re.compile(r"\d{1,2}\.(?:19|20)\d\d")
_TIME_OF_DAY = re.compile(r"\s?(?:时(?!间|候|期|效)|点(?:钟|半|\d{1,2}分))")
_CLOCK_BEFORE = re.compile(r"(?:\d\s|午\s?|日\s?)\d{1,2}[:时点]$")
_CLOCK_AFTER = re.compile(r":\d\d(?!\d)")


def date(sight: Sight) -> bool:
    """A date or a part of one, a budget year, a time of the day: 2024年12月31日, （2024）, 2021—2025, 8时, 21:03.

    2024人 and 2024.5万元 are figures; so is a cell that holds nothing but 2024 under a heading that tells of no time.
    """
    if sight.dated or _TIME_OF_DAY.match(sight.after) or _CLOCK_BEFORE.search(sight.before):
        return True
    if _NUMBERED_YEAR.fullmatch(sight.token):  # 7.2024年度…: the number of an item and a year
        return sight.after.startswith("年")
    if _CLOCK_AFTER.match(sight.after):
        return bool(re.search(r"(?:\d|午|日)\s?$", sight.before))
    if not _YEAR.fullmatch(sight.token) or (sight.has_unit and not sight.after.lstrip().startswith("年")):
        return False
    if sight.alone and sight.in_table:
        return any(word in sight.heading for word in ("年", "日期", "时间", "期间"))
    return sight.alone or bool(_YEAR_AFTER.match(sight.after) or _YEAR_BEFORE.search(sight.before))


_FORMULA_BEFORE = re.compile(r"[×*÷]\s?$")
_FORMULA_AFTER = re.compile(r"\s?(?:分|%)?\s?\)?\s?[×*÷]\s?[(一-龥A-Z]")


def formula(sight: Sight) -> bool:
    """A part of a formula: 实际数÷预算数×100%, 10分×执行率. 300元×12月 are figures of their own, and so is 14.5*."""
    hundred = sight.token == "100" and bool(_FORMULA_BEFORE.search(sight.before))
    return hundred or bool(_FORMULA_AFTER.match(sight.after))


_RULE_BEFORE = re.compile(
    r"(?:每|凡|若|如)[^。;]{0,20}[扣加减得]\s?$|每(?:低|高|少|多|超|增|减|发现|出现|下降|提高|缺|有|逾期|延迟|偏离|降)[^。;,\d]{0,10}$"
    r"|(?:的|则|者),?(?:计|得|扣|加|减|不得超过)\s?$|(?:扣完|最高|最多|酌情)[^。;,\d]{0,4}$"
)
_RULE_AFTER = re.compile(r"\s?(?:分|%|个百分点|项|次|例|处)")
_BAND = re.compile(
    r"\s?(?:分|%)?(?:\(含\)|(?:及)?以上|以下|\s?[-~至]\s?\d+)[^。;,]{0,8}(?:为|属|评为|是)[“\"]?[优良中合差较]"
)


# 完成率超过100%的按100%计
_CAPPED = re.compile(r"(?:超过|高于|大于|超出)\s?$")
_CAPPED_AFTER = re.compile(r"\s?(?:%|分)\s?的?[^。;\d]{0,4}按\s?\d")
_CAP = re.compile(r"按\s?$")
_CAP_AFTER = re.compile(r"\s?(?:%|分)\s?(?:计算|计分|计)")


_FULL_BEFORE = re.compile(r"(?:满分|总分值?|百分制,?满分)(?:为|共|是|:)?\s?$")
_TAKEN_OFF = re.compile(r"扣(?:减|除|了|掉)?\s?$")


def deduction(sight: Sight) -> bool:
    """Points that were taken off, told in running text: 归档较晚，扣0.5分. The score is what is left."""
    return not sight.in_table and bool(_TAKEN_OFF.search(sight.before) and re.match(r"\s?分", sight.after))


def scoring_rule(sight: Sight) -> bool:
    """A rule of scoring, which tells of no result: 每低1个百分点扣0.5分, 合理的得2分, 90分以上为优, 满分100分."""
    if _BAND.match(sight.after):
        return True
    if sight.token == "100" and _FULL_BEFORE.search(sight.before) and not sight.in_table:
        return True
    if _CAPPED.search(sight.before) and _CAPPED_AFTER.match(sight.after):
        return True
    if _CAP.search(sight.before) and _CAP_AFTER.match(sight.after):
        return True
    return bool(_RULE_AFTER.match(sight.after) and _RULE_BEFORE.search(sight.before))


_POINTS_HEADING = re.compile(r"^\s?(?:标准|指标)?(?:分值|权重|满分|得分|赋分)\s?\(\s?$")
_BLOCK = re.compile(
    r"(?:预算执行|资金执行|项目资金|绩效(?:总体)?(?:目标|指标)|年度(?:总体)?(?:目标|绩效))[一-龥\d]{0,8}"
    r"(?:\([^()\d]*\))?\(\s?$"
)


def block_points(sight: Sight) -> bool:
    """The points in the label of a whole block of a form: 预算执行情况（20分）, 绩效指标（80分）; of a column: 分值（10分）.

    Those of a level (产出指标（50分）) are weights, and so are points that are scored (自评38分).
    """
    label = _BLOCK.search(sight.before) or (sight.start and _POINTS_HEADING.match(sight.before))
    return sight.in_table and bool(re.match(r"\s?分\s?[),]", sight.after) and label)


_TO_THE_READER = re.compile(r"各单位可|各部门可|可根据|填报说明|填表说明|原则上|请填|应填|填写|填报时")


_WORDS_ALLOWED = re.compile(r"\s?个?字(?:以内|之内|内|左右)\s?[)）。；;，,]?$|\s?个?字(?:以内|之内|内|左右)\s?[)）]")


def instruction(sight: Sight) -> bool:
    """What the words of the form prescribe to whoever fills it in: 权重分别为50分、30分，各单位可根据…调整 · （200字以内）."""
    if _WORDS_ALLOWED.match(sight.after):
        return True
    return bool(re.match(r"\s?[分%]", sight.after) and _TO_THE_READER.search(sight.sentence))


_RANGE_AFTER = re.compile(r"\s?%?\s?[-~至]\s?\d+(?:\.\d+)?")
_RANGE_BEFORE = re.compile(r"\d[\d.]*\s?%?\s?[-~至]\s?$")
_MONEY_AFTER = re.compile(r"\s?[万亿千]?元")


def span(sight: Sight) -> bool:
    """An end of a span in running text, which is no one value: 1-2个村, 60-80%. Sums of money are never taken so."""
    if sight.in_table:
        return False
    rest = _RANGE_AFTER.match(sight.after)
    if rest is not None:
        return not _MONEY_AFTER.match(sight.after, rest.end())
    return bool(_RANGE_BEFORE.search(sight.before)) and not _MONEY_AFTER.match(sight.after)


_DURATION = re.compile(
    r"\s?(?:多|余|来)?(?:周?岁|年(?!度|级|均)|个?月|个?季度|周(?!转)|天(?!然)|日(?!常|均)|个?小时|分钟|个?工作日|秒)(?P<rest>.{0,4})"
)
_TIMED_BEFORE = re.compile(
    r"(?:近|每|满|提前|为期|最近|过去|未来|连续|下|前|后|超过|不少于|不超过|达|约|用时|距|于|在|步行|车程)\s?$"
)
_TIMED_AFTER = re.compile(
    r"\s?(?:内|前|后|以内|以上|以下|之内|左右|期|里|来|间|制|的|及以上|起|中|一次|免费|服务圈|生活圈|圈|工作|女性|男性|老|公示|有效|质保)"
)


def duration(sight: Sight) -> bool:
    """A span of time or an age that says when or of whom, in running text: 3个工作日内, 60周岁以上, 近5年.

    供餐200天 and 培训16学时 count what was done; in a cell of a form a span is a target or a result.
    """
    match = None if sight.in_table else _DURATION.match(sight.after)
    if match is None:
        return False
    round_the_clock = sight.token == "24" and match[0].lstrip().startswith("小时")
    return round_the_clock or bool(_TIMED_BEFORE.search(sight.before) or _TIMED_AFTER.match(match["rest"]))


_ASPECTS = re.compile(r"\s?个?(?:层次|方面|阶段|环节|部分|维度|步骤|类别|层面|等级|要素|步)")


def aspects(sight: Sight) -> bool:
    """Into how many something is parted for the telling: 3个层次, 4方面. 3个项目 are counted."""
    return sight.whole and not sight.in_table and bool(_ASPECTS.match(sight.after))
