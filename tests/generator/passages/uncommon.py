"""More passages: totals of both sides, mixed units, figures that are not exact, lists by place."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from tests.generator.passages.figures import Passage

PLACES = ("东山镇", "柳河乡", "石门镇", "南湖街道", "大营镇")
RATES = ("参训人员合格率", "资金支付及时率", "设备验收合格率", "政策知晓率", "问题整改率")


def both_totals(p: Passage) -> str:
    """Income and spending named in one breath."""
    value = f"{p.money(100, 5000)}"
    style = p.dice.word("both totals", ["one each", "收支总计各"])
    if style == "one each":
        left, right = p.state("income", "收入总计", value, "万元"), p.state("expenditure", "支出总计", value, "万元")
        return f"2023年度收入总计{left}，支出总计{right}，收支平衡。"
    one = p.state("income", "收", value, "万元")
    facts = p.facts.pop()
    p.facts += [facts, type(facts)(**{**facts.__dict__, "kind": "expenditure", "label": "支", "optional": True})]
    return f"2023年度收、支总计各{p.dice.any(['为', '是'])}{one}。"


def surplus(p: Passage) -> str:
    """What is spent and what is left."""
    budget, left = p.money(100, 900), p.money(1, 20)
    whole = p.state("amount", "到位资金", f"{budget}", "万元", kinds=("income",))
    verb = p.dice.any(["实际支出", "累计支付", "共支出"])
    spent = p.state("expenditure", verb, f"{budget - left}", "万元")
    rest = p.state("amount", "结余", f"{left}", "万元")
    rate = p.state("rate", "执行率", p.percent(budget - left, budget), "%")
    return (
        f"项目到位资金{whole}，{verb}{spent}，{p.dice.any(['年末结余', '结转结余', '结余资金'])}{rest}，执行率{rate}。"
    )


def places(p: Passage) -> str:
    """A figure for each place, in pairs or in parallel."""
    names = p.dice.some(PLACES, p.dice.whole(2, 4))
    values = [p.money(10, 300) for _ in names]
    total = "补助资金"
    text = f"共下达{total}{p.state('amount', total, f'{sum(values)}', '万元')}，其中"
    if p.dice.pick("places told", {"in pairs": True, "in parallel": False}):
        pairs = (n + p.state("amount", n, f"{v}", "万元", total) for n, v in zip(names, values, strict=True))
        return text + p.dice.any(["、", "，"]).join(pairs) + "。"
    printed = (p.state("amount", n, f"{v}", "万元", total) for n, v in zip(names, values, strict=True))
    return f"{text}{'、'.join(names)}分别为{'、'.join(printed)}。"


def mixed(p: Passage) -> str:
    """Parts in another unit than their total."""
    province, county = Decimal(p.dice.whole(1, 4)), Decimal(p.dice.whole(10, 95)) * 100
    total = f"{province + county / 10000}"
    whole = p.state("amount", "总投资", total, "亿元")
    one = p.state("amount", "省级资金", f"{province}", "亿元", "总投资")
    two = p.state("amount", "市县配套资金", f"{county}", "万元", "总投资")
    return f"项目总投资{whole}，其中省级资金{one}，市县配套资金{two}。"


def inexact(p: Passage) -> str:
    """Figures that are said to be about so much."""
    before = p.dice.word("about", ["约", "近", "超过", "达"])
    number = p.state("count", "受益群众", f"{p.dice.whole(2, 90)}", "万人")
    money = p.state("expenditure", "资金", f"{p.money(100, 900)}", "万元", kinds=("amount", "income"))
    return f"项目投入资金{before}{money}，惠及受益群众{before}{number}，社会反响良好。"


def rates(p: Passage) -> str:
    """Rates, one after the other or in parallel."""
    names = p.dice.some(RATES, p.dice.whole(2, 3))
    printed = [p.state("rate", n, f"{p.dice.whole(80, 100)}", "%", kinds=("share", "satisfaction")) for n in names]
    if p.dice.pick("rates told", {"one by one": True, "in parallel": False}):
        each = (f"{n}{p.dice.any(['达', '为', '达到'])}{v}" for n, v in zip(names, printed, strict=True))
        return "，".join(each) + "。"
    return f"{'、'.join(names[:-1])}和{names[-1]}分别{p.dice.any(['为', '达到', '达'])}{'、'.join(printed)}。"


def raised(p: Passage) -> str:
    """From so much to so much."""
    before, after = p.dice.whole(50, 70), p.dice.whole(71, 99)
    name = p.dice.any(["自来水普及率", "垃圾收集覆盖率", "小学毛入学率"])
    free = {"kinds": ("share", "growth"), "part_or_not": True}
    one = p.state("rate", name, f"{before}", "%", optional=True, **free)
    two = p.state("rate", name, f"{after}", "%", **free)
    return f"通过项目实施，{name}由{one}{p.dice.any(['提高到', '提升至', '上升到'])}{two}。"


def sections(p: Passage) -> str:
    """Points of each part of the score sheet."""
    style = p.dice.word("parts told as", ["{n}{f}，得{v}", "{n}（{f}）得{v}", "{n}满分{f}，自评{v}"])
    pieces = []
    for name, full in (("决策", 15), ("过程", 20), ("产出", 40), ("效益", 25)):
        got = Decimal(full) - p.dice.any([Decimal(0), Decimal(1), Decimal("1.5")])
        first, second = (p.digits.figure(f"{x.normalize():f}", "分") for x in (Decimal(full), got))
        pieces.append(style.format(n=name + p.dice.any(["", "指标"]), f=first, v=second))
        p.points.append({"label": name, "weight": f"{full}", "score": f"{got}", "accept": {"label": [f"{name}指标"]}})
    return "从各部分看，" + p.dice.any(["；", "，"]).join(pieces) + "。"


MORE: dict[str, Callable[[Passage], str]] = {
    f.__name__: f for f in (both_totals, surplus, places, mixed, inexact, rates, raised, sections)
}
