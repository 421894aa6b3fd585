"""Why a printed figure is no value: a closed list, each reason a function that sees the words around the figure.

A reason must be sure: a figure that one of them takes wrongly is lost in silence. All of them look at folded text
(half-width, one kind of bracket and dash).
"""

from __future__ import annotations

import re
from collections.abc import Callable

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


_NUMBER_BEFORE = re.compile(r"\(\s?(?:19|20)\d\d\s?\)\s*第?\s*$|(?:文号|发|字|办|函)\s?第?\s?$")
_NUMBER_AFTER = re.compile(r"\s?\)?\s?号(?!召|码|线|楼)")
_NUMBER_YEAR_AFTER = re.compile(r"\s?\)\s*第?\s*\d+\s?\)?\s*号")


def document_number(sight: Sight) -> bool:
    """A part of the number of an official document: 财预〔2024〕10号, 第12号令, 2号文."""
    if sight.before.endswith(("(", "( ")) and _NUMBER_YEAR_AFTER.match(sight.after):
        return True
    if not _NUMBER_AFTER.match(sight.after):
        return False
    return bool(_NUMBER_BEFORE.search(sight.before)) or sight.before.endswith("第") or "号文" in sight.after[:3]


_SMALL = 2  # digits of an enumerator
_ITEM_BEFORE = re.compile(r"(?:^|[。;:,!?\n√✓✔☑■●□☐○]|(?<=\D)\s)[\s(]*$")
_ITEM_AFTER = re.compile(r"\s?(?:\)|[、.](?!\d)|:(?=[^\d\s]))(?P<rest>.?)")
_LABELLED = re.compile(r"(?:指标|目标|项目|问题|任务|子项|方案|选项|备注|注)\s?$")
_LABELLED_AFTER = re.compile(r"\s?(?:[:、.](?!\d)|[()]|$)")
_LABEL_FIRST = re.compile(r"\W*(?:三级|绩效)?(?:指标|问题|任务|子项|方案|选项)\s?")
_ATTACHED = re.compile(r"(?:附件|附表|附录|附|表|图|标段|案例)\s?[(]?\s?$")
_SUBNUMBER = re.compile(r"(?:^|[\s。;:,(])(?:\d{1,2}\.)+$")
_TWO_PARTS = re.compile(r"\d{1,2}\.\d{1,2}")
_TWO_PARTS_AFTER = re.compile(r"(?:\.\d{1,2})*\.?\s?[一-龥]{2}")
_IN_NOTES = re.compile(r"(?:^注\s?:|[;。])\s?$")  # 注：1含新增小区；2旧线路未计
_SERIAL = ("序号", "序列")


def enumerator(sight: Sight) -> bool:
    """The number of a heading, an item, an attachment or a row: 1. （2） 指标3： 附件1 3.1.2, 公开14表.

    1.5万元 at the start of a line, 指标值95%, 质量指标（15） and a cell with nothing but (10) are figures.
    """
    if sight.alone and any(word in sight.heading for word in _SERIAL):
        return True
    if not sight.whole:
        begins = sight.start and not sight.before.strip(" (*★☆")
        parts = _TWO_PARTS.fullmatch(sight.token) and _TWO_PARTS_AFTER.match(sight.after)
        return bool(begins and parts) and not sight.has_unit
    if len(sight.token) > _SMALL:
        return False
    if sight.start and _LABEL_FIRST.fullmatch(sight.before):  # 指标1种薯采购价格: no unit, whatever begins the name
        return True
    if sight.has_unit:
        return False
    return (
        _heads_an_item(sight)
        or _is_labelled(sight)
        or bool(_SUBNUMBER.search(sight.before))
        or bool(_IN_NOTES.search(sight.before) and sight.sentence.lstrip().startswith("注"))
    )


def _heads_an_item(sight: Sight) -> bool:
    """1. 2、 （3） 4） before the words of an item."""
    mark = _ITEM_AFTER.match(sight.after)
    if mark is None:
        return False
    closes = mark[0].lstrip().startswith(")")
    if closes and not mark["rest"].strip():  # (10) alone in a cell
        return False
    inside = closes and sight.before.endswith("(") and not sight.in_table  # 包括(1)甲；(2)乙
    return inside or bool(_ITEM_BEFORE.search(sight.before))


def _is_labelled(sight: Sight) -> bool:
    """指标1： 目标2 附件3 公开14表."""
    if re.search(r"(?:公开|[财预决])$", sight.before):
        return bool(re.match(r"\s?表", sight.after))
    if _LABELLED.search(sight.before):
        return bool(_LABELLED_AFTER.match(sight.after))
    return bool(_ATTACHED.search(sight.before))


def ordinal(sight: Sight) -> bool:
    """A place in an order: 第2批, 第3季度, 第1-3项. 第95%位 is none."""
    told = sight.before.endswith("第") or re.search(r"第\s?\d{1,4}\s?[-~至、]\s?$", sight.before)
    return bool(told) and sight.whole and not re.match(r"\s?%", sight.after)


def article(sight: Sight) -> bool:
    """An article, a clause or a chapter of a law: 第12条, 第3款."""
    return sight.before.endswith("第") and bool(re.match(r"\s?[条款章节编]", sight.after))


_CODE_WORDS = ("代码", "编码", "编号", "账号", "帐号", "证号", "信用", "邮编", "邮政", "号码", "科目")
_LONG = 9  # digits in a row that no amount or count has
_CODE_AFTER = re.compile(r"\s?[-_/]\s?[一-龥A-Za-z]|_\d|[A-Za-z]{1,3}\d|\)(?=[一-龥])")


def code(sight: Sight) -> bool:
    """A budget code, an identity or account number: [155]甲局, 314002-甲局机关, 编号：12, 91440000123456789."""
    if not sight.whole or sight.has_unit or re.match(r"\)?[分元%]", sight.after):
        return False
    if len(sight.token) >= _LONG or sight.before.endswith("_"):
        return True
    if any(word in (sight.heading if sight.alone else sight.before[-8:]) for word in _CODE_WORDS):
        return True
    begins = not sight.before.strip(" ([") or sight.before.endswith((":", "("))
    return begins and len(sight.token) > _SMALL and bool(_CODE_AFTER.match(sight.after))


_PHONE_BEFORE = re.compile(
    r"(?:电话|手机|热线|传真|联系人|联系方式)[^,。;]{0,12}$|(?<!\d)0\d{2,3}\s?[-)]\s?$|\d{7,8}[-、/]$"
)
_MOBILE = re.compile(r"1[3-9]\d{9}")
_AREA_AFTER = re.compile(r"\s?[-)]\s?(?:\d{7,8}(?!\d)|\d{3,4}\*)")
_HOTLINE_AFTER = re.compile(r"\s?(?:热线|服务热线|平台|投诉|举报|便民|急救|报警)")
_PHONE_DIGITS, _HOTLINE_DIGITS = (4, 7, 8), (3, 5)


def telephone(sight: Sight) -> bool:
    """A telephone number: 0753-3265020, 13800000000, 电话：3265020, 12345热线. 电话回访200人 is a figure."""
    if not sight.whole or sight.has_unit:
        return False
    area = sight.token.startswith("0") and bool(_AREA_AFTER.match(sight.after))
    hotline = len(sight.token) in _HOTLINE_DIGITS and sight.token.startswith("1") and _HOTLINE_AFTER.match(sight.after)
    told = len(sight.token) in _PHONE_DIGITS and _PHONE_BEFORE.search(sight.before)
    return area or bool(hotline) or bool(told) or bool(_MOBILE.fullmatch(sight.token))


_NAME_AFTER = re.compile(
    r"\s?(?:#|号(?:楼|线|路|院|机|井|桥|门|厅|台风|地块|工程|点位|仓|泵|坝|站|公告|令)|[A-Z](?=[一-龥])|\+[A-Z])"
)
_LETTER_BEFORE = re.compile(r"[A-Za-z]-?$")


def name(sight: Sight) -> bool:
    """A part of a name: 《…》, G318, PM2.5, 2号楼, 5G网络. A measure in letters (12km) is none."""
    if sight.titled or _LETTER_BEFORE.search(sight.before):
        return True
    return bool(_NAME_AFTER.match(sight.after)) and not sight.has_unit


_PAGE_DIGITS = 3


def page_number(sight: Sight) -> bool:
    """The number of a page: 第3页, 共12页, — 3 —, 3/12 alone on a line."""
    if re.match(r"\s?页(?!面)", sight.after) and re.search(r"[第共]\s?$", sight.before):
        return True
    if sight.in_table or not (sight.start and sight.whole) or len(sight.token) > _PAGE_DIGITS:
        return False
    line = f"{sight.before}0{sight.after}".strip()
    return bool(re.fullmatch(r"-?\s?0\s?-?|0\s?/\s?\d{1,3}|\d{1,3}\s?/\s?0", line))


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


def scoring_rule(sight: Sight) -> bool:
    """A rule of scoring, which tells of no result: 每低1个百分点扣0.5分, 合理的得2分, 90分以上为优."""
    if _BAND.match(sight.after):
        return True
    return bool(_RULE_AFTER.match(sight.after) and _RULE_BEFORE.search(sight.before))


_BLOCK = re.compile(
    r"(?:预算执行|资金执行|项目资金|绩效(?:总体)?(?:目标|指标)|年度(?:总体)?(?:目标|绩效))[一-龥\d]{0,8}"
    r"(?:\([^()\d]*\))?\(\s?$"
)


def block_points(sight: Sight) -> bool:
    """The points in the label of a whole block of a form: 预算执行情况（20分）, 绩效指标（80分）.

    Those of a level (产出指标（50分）) are weights, and so are points that are scored (自评38分).
    """
    return sight.in_table and bool(re.match(r"\s?分\s?[),]", sight.after) and _BLOCK.search(sight.before))


_TO_THE_READER = re.compile(r"各单位可|各部门可|可根据|填报说明|填表说明|原则上|请填|应填|填写|填报时")


def instruction(sight: Sight) -> bool:
    """Points that the words of the form prescribe to whoever fills it in: 权重分别为50分、30分，各单位可根据…调整."""
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
    return bool(_TIMED_BEFORE.search(sight.before) or _TIMED_AFTER.match(match["rest"]))


Reason = Callable[[Sight], bool]
REASONS: tuple[Reason, ...] = (
    document_number,
    article,
    page_number,
    date,
    telephone,
    code,
    enumerator,
    ordinal,
    name,
    formula,
    scoring_rule,
    block_points,
    instruction,
    span,
    duration,
)


def reason_of(sight: Sight) -> str | None:
    """The first reason why a figure is no value; None where it is one."""
    return next((r.__name__.replace("_", "-") for r in REASONS if r(sight)), None)
