"""Passages of reports: sentences as many provinces write them, with figures drawn at random."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from tests.generator.passages.figures import Passage

INCOMES = ("财政拨款收入", "事业收入", "上级补助收入", "经营收入", "其他收入")
SPENDINGS = ("工资福利支出", "商品和服务支出", "对个人和家庭的补助", "资本性支出", "债务利息支出")
SOURCES = ("中央补助资金", "省级财政资金", "市级配套资金", "县级自筹资金")
USES = ("道路维修养护", "设备购置", "人员培训", "信息系统升级", "宣传活动", "工程监理")
TOWNS = ("城关镇", "河口乡", "双桥镇", "新民街道", "白沙镇")
PROJECTS = (
    "农村饮水安全巩固提升工程",
    "义务教育营养改善计划",
    "乡镇卫生院设备更新项目",
    "公益性岗位补贴",
    "文物保护修缮经费",
)
GRADES = ("优", "良", "中", "差")


def split(p: Passage, names: Sequence[str], least: int = 2) -> list[tuple[str, Decimal]]:
    chosen = p.dice.some(names, p.dice.whole(least, min(4, len(names))))
    return [(name, p.money()) for name in chosen]


def breakdown(p: Passage) -> str:
    """A total and its 其中 parts, with shares or without."""
    income = p.dice.pick("breakdown of", {"income": True, "spending": False})
    kind, names = ("income", INCOMES) if income else ("expenditure", SPENDINGS)
    total = p.dice.any(["收入总计", "本年收入合计", "年度总收入"] if income else ["支出总计", "本年支出合计", "总支出"])
    parts = split(p, names)
    whole = sum((v for _, v in parts), Decimal(0))
    shares = p.dice.word("shares", ["no", "，占{}", "（占比{}）", "，占总额的{}"])
    lead = p.dice.any(["2023年，本单位", "全年", "根据部门决算报表，我局2023年度"])
    first = p.state(kind, total, f"{whole}", "万元")
    text = f"{lead}{total}{p.dice.any(['', '为'])}{first}{p.dice.any(['，其中：', '。其中：', '，其中', '，包括：'])}"
    pieces = []
    for name, value in parts:
        piece = name + p.dice.any(["", "为"]) + p.state(kind, name, f"{value}", "万元", total)
        if shares != "no":
            share = p.state("share", name, p.percent(value, whole), "%", total)
            piece += shares.format(share)
        pieces.append(piece)
    return text + p.dice.any(["，", "；", "、"] if shares == "no" else ["；", "，"]).join(pieces) + "。"


def total_last(p: Passage) -> str:
    """The parts first, then what they come to."""
    parts, total = split(p, SOURCES), p.dice.word("total after its parts", ["合计", "共计", "总投资", "资金总额"])
    pieces = [name + p.state("amount", name, f"{value}", "万元", total) for name, value in parts]
    whole = p.state("amount", total, f"{sum(v for _, v in parts)}", "万元")
    return "项目资金来源为" + p.dice.any(["，", "、"]).join(pieces) + f"，{total}{p.dice.any(['', '为'])}{whole}。"


def parallel(p: Passage) -> str:
    """Names, then figures in the same order, then shares."""
    parts = split(p, SPENDINGS)
    whole = sum((v for _, v in parts), Decimal(0))
    total = "本年支出"
    head = (
        f"{total}{p.state('expenditure', total, f'{whole}', '万元')}，"
        if p.dice.chance("total before the list")
        else ""
    )
    names = "、".join(name for name, _ in parts[:-1]) + p.dice.any(["和", "、"]) + parts[-1][0]
    tail = p.dice.any(["分别为", "分别是", "各为"])
    parent = total if head else None
    figures = [(name, f"{value}") for name, value in parts]
    printed = [p.state("expenditure", name, value, "万元", parent) for name, value in figures]
    unit = p.digits.figure("0", "万元").removeprefix(p.digits.figure("0", "")).strip()
    each = p.dice.chance("unit after each figure")
    listed = "、".join(printed) if each else "、".join(x.removesuffix(unit).strip() for x in printed) + unit
    text = f"{head}{names}{tail}{listed}"
    if head and p.dice.chance("shares in the same order"):
        shares = [p.state("share", name, p.percent(value, whole), "%", total) for name, value in parts]
        text += f"，{p.dice.any(['占比', '分别占', '占比分别为'])}{'、'.join(shares)}"
    return text + "。"


def growth(p: Passage) -> str:
    """A total and how it has grown."""
    name = p.dice.any(["支出总额", "财政拨款支出", "“三公”经费支出", "项目支出"])
    now, step = p.money(100, 900), p.money(1, 50)
    up = p.dice.pick("growth", {"up": True, "down": False})
    rate = p.percent(step, now - step if up else now + step)
    text = f"2023年度{name}{p.dice.any(['', '为'])}{p.state('expenditure', name, f'{now}', '万元')}，"
    base = p.dice.any(["较上年", "比上年", "与2022年度决算相比，", "同比", "比年初预算", "较2022年"])
    verb, grown = (p.dice.any(["增加", "增长"]), "增长") if up else (p.dice.any(["减少", "下降"]), "下降")
    also = p.dice.word("growth stated as", ["amount and rate", "rate", "amount"])
    pieces = []
    if also != "rate":
        free = {"kinds": ("amount", "growth", "expenditure", "income"), "optional": True, "part_or_not": True}
        pieces.append(("增加" if up else "减少") + p.state("amount", name, f"{step}", "万元", **free))
    if also != "amount":
        sign = {} if up else {"either_sign": True}
        pieces.append((grown if pieces else verb) + p.state("growth", name, rate, "%", name, **sign))
    return text + base + "，".join(pieces) + "。"


def execution(p: Passage) -> str:
    """Budget, spending and their rate."""
    budget = p.money(50, 900)
    spent = budget - p.dice.any([Decimal(0), Decimal("1.25"), Decimal("12.5")])
    a, b = f"{budget}", f"{spent}"
    unit = p.dice.word("unit of execution", ["万元", "元", "亿元"])
    rate = p.dice.any(["执行率", "预算执行率", "资金使用率", "支付率", "支出进度"])
    before = p.dice.any(["年初预算安排", "全年预算数", "下达资金", "上级财政下达专项资金", "项目预算"])
    after = p.dice.any(["实际支出", "全年执行数", "已支付", "实际使用资金", "累计支出"])
    first, second = p.state("amount", before, a, unit), p.state("expenditure", after, b, unit)
    share = p.state("rate", rate, p.percent(spent, budget), "%")
    joint = p.dice.any(["，", "；"])
    return f"{before}{p.dice.any(['', '为'])}{first}{joint}截至2023年12月31日，{after}{second}，{rate}{p.dice.any(['', '为', '达'])}{share}。"


def grades(p: Passage) -> str:
    """Counts of projects by grade, with shares."""
    counts = [p.dice.whole(1, 9) for _ in range(p.dice.whole(2, 4))]
    whole = sum(counts)
    total = p.dice.any(["参与绩效自评的项目", "纳入自评项目", "自评项目"])
    text = f"全县{total}{p.dice.any(['共', '共有', '共计'])}{p.state('count', total, f'{whole}', '个')}，"
    style = p.dice.word("grades told as", ["评为优", "优：", "“优”的"])
    pieces = []
    for grade, count in zip(GRADES, counts, strict=False):
        number = p.state("count", grade, f"{count}", "个", total)
        share = p.state("share", grade, p.percent(Decimal(count), Decimal(whole)), "%", total)
        pieces.append(
            {
                "评为优": f"{number}项目评为{grade}，占评定项目的{share}",
                "优：": f"{grade}{number}，占{share}",
                "“优”的": f"评价结论为“{grade}”的{number}，占比{share}",
            }[style]
        )
    return text + "其中" + "；".join(pieces) + "。"


def benefits(p: Passage) -> str:
    """People and money in pairs."""
    pieces = []
    for name in p.dice.some(["临时救助金", "高龄津贴", "创业补贴", "残疾人护理补贴"], p.dice.whole(1, 3)):
        unit = p.dice.any(["人", "人次", "万人次", "名"])
        number = p.state("count", name, f"{p.dice.whole(2, 900)}" if "万" not in unit else "1.26", unit)
        amount = p.state("expenditure", name, f"{p.money()}", "万元")
        pieces.append(p.dice.any([f"发放{name}{number}、{amount}", f"发放{name}{number}{amount}"]))
    return "全年" + p.dice.any(["；", "，"]).join(pieces) + "。"


def price(p: Passage) -> str:
    """Quantity, price and amount."""
    area, rate = p.dice.whole(100, 9000), p.dice.any([50, 120, 150])
    number = p.state("count", "面积", f"{area}", "亩", optional=True, kinds=("amount",))
    each = p.state("amount", "补贴标准", f"{rate}", "元/亩", optional=True, kinds=("rate", "expenditure"))
    amount = p.state("amount", "补贴资金", f"{Decimal(area * rate) / 10000}", "万元")
    return f"全县实施面积{number}，补贴标准{each}，兑现补贴资金{amount}。"


def satisfied(p: Passage) -> str:
    name = p.dice.any(["服务对象满意度", "受益群众满意度", "社会公众满意度", "参训人员满意率"])
    least = p.dice.word("satisfaction put", ["达", "为", "达到", "≥", "在…以上"])
    number = f"{p.dice.whole(85, 99)}"
    printed = p.state("satisfaction", name, number, "%")
    lead = p.dice.any(["经问卷调查，", "从回访情况看，", "群众评价良好，"])
    return f"{lead}{name}在{printed}以上。" if least == "在…以上" else f"{lead}{name}{least}{printed}。"


def score(p: Passage) -> str:
    value = p.dice.any(["96.5", "88", "92.36", "79.8", "100"])
    name, text = next(
        (n, t)
        for least, n, t in ((90, "excellent", "优"), (80, "good", "良"), (60, "fair", "中"))
        if Decimal(value) >= least
    )
    lead = p.dice.any(["自评得分", "综合得分", "绩效自评总得分", "自评总分", "自评分数"])
    points = p.state("score", lead, value, "分", optional=True)
    graded = p.dice.word("grade told as", ["，自评等级为“{}”", "，评价等级为{}", "，绩效等级为“{}”", ""]).format(text)
    p.totals = {"total_score": value} | ({"grade": name, "grade_text": text} if graded else {})
    return f"对照评分标准逐项打分，该项目{lead}{p.dice.any(['为', ''])}{points}{graded}。"


def point_list(p: Passage) -> str:
    """Points of parts, each with its full mark."""
    style = p.dice.word("points told as", ["满分{f}，得{v}", "得{v}（满分{f}）", "{f}，自评{v}", "分值{f}，得分{v}"])
    pieces = []
    for name in p.dice.some(
        ["预算编制合理性", "资金使用合规性", "制度执行有效性", "任务完成及时性", "绩效目标明确性"], p.dice.whole(2, 4)
    ):
        full = p.dice.whole(3, 20)
        got = Decimal(full) - p.dice.any([Decimal(0), Decimal(0), Decimal("0.5"), Decimal(2)])
        first, second = (p.digits.figure(f"{x.normalize():f}", "分") for x in (Decimal(full), got))
        pieces.append(f"{name}{style.format(f=first, v=second)}")
        p.points.append({"label": name, "weight": f"{full}", "score": f"{got}"})
    return "各项指标得分情况：" + "；".join(pieces) + "。"


def nested(p: Passage) -> str:
    """Parts with parts of their own in brackets."""
    outer, total = p.dice.some(TOWNS, 2), "补助资金"
    sums: list[tuple[str, list[tuple[str, Decimal]]]] = [(town, split(p, USES)) for town in outer]
    whole = sum((v for _, parts in sums for _, v in parts), Decimal(0))
    text = f"2023年安排{total}{p.state('amount', total, f'{whole}', '万元')}，其中："
    pieces = []
    for town, parts in sums:
        own = sum((v for _, v in parts), Decimal(0))
        head = town + p.state("amount", town, f"{own}", "万元", total)
        inner = [name + p.state("amount", name, f"{v}", "万元", town) for name, v in parts]
        pieces.append(f"{head}（{p.dice.any(['其中：', '其中', ''])}{'、'.join(inner)}）")
    return text + p.dice.any(["，", "；"]).join(pieces) + "。"


def uses(p: Passage) -> str:
    """Figures before or after what they are for."""
    parts = split(p, USES)
    total, whole = "资金", sum((v for _, v in parts), Decimal(0))
    text = f"共投入{total}{p.state('amount', total, f'{whole}', '万元')}，其中"
    style = p.dice.word("use told", ["after the figure", "before the figure", "安排"])
    pieces = []
    for name, value in parts:
        amount = p.state("amount", name, f"{value}", "万元", total)
        pieces.append(
            {
                "after the figure": f"{amount}用于{name}",
                "before the figure": f"{name}{amount}",
                "安排": f"安排{amount}支持{name}",
            }[style]
        )
    return text + "，".join(pieces) + "。"


def projects(p: Passage) -> str:
    """A line for each project: budget, payment, rate."""
    pieces = []
    for number, name in enumerate(p.dice.some(PROJECTS, p.dice.whole(1, 3)), 1):
        budget = p.money(20, 500)
        paid = budget - p.dice.any([Decimal(0), Decimal("2.5")])
        first = p.state("amount", name, f"{budget}", "万元")
        second = p.state("expenditure", name, f"{paid}", "万元")
        rate = p.state("rate", name, p.percent(paid, budget), "%")
        pieces.append(f"{number}、{name}：预算{first}，全年实际支付{second}，使用率{rate}")
    return "；".join(pieces) + "。"


def noise(p: Passage) -> str:
    """Figures that state nothing: dates, numbers of documents, ordinals."""
    return p.dice.any(
        [
            "根据《关于开展2023年度绩效自评工作的通知》（财绩〔2024〕12号）要求，我单位于2024年3月15日前完成自评。",
            "评价体系分为3个层次，由单位负责人牵头，按季度调度。",
            "工作分四个阶段推进，第1季度制定方案，第4季度组织验收。",
        ]
    )


FAMILIES: dict[str, Callable[[Passage], str]] = {
    f.__name__: f
    for f in (
        *(breakdown, total_last, parallel, growth, execution, grades, benefits, price),
        *(satisfied, score, point_list, nested, uses, projects, noise),
    )
}
