"""Counts, rates and growth, as reports put them, beside figures that are none."""

from __future__ import annotations

from decimal import Decimal

from tests.prose.random_passages.material import (
    FUNDS,
    NAMES,
    PEOPLE,
    RATES,
    THINGS,
)
from tests.prose.random_passages.writer import Expected, Writer


def growth(w: Writer) -> None:
    name = w.pick("公务接待费支出", "本年支出合计", "三公经费支出", "事业收入", "一般公共预算拨款", "基金征缴收入")
    word = w.pick("增加", "减少")
    rate = "增长" if word == "增加" else w.pick("下降", "减少")
    beside = w.pick("比上年", "较上年", "同比", "较2021年度决算数", "比年初预算", "与上年相比")
    w.say(
        w.pick("2022年", ""),
        name,
        w.pick("", "为"),
        w.money(w.cents(), name),
        w.pick("，", "。") if beside != "同比" else "，",
        beside,
    )
    w.say(w.money(w.cents(1, 300), name, name, ("growth",)) if False else "", word)
    w.say(
        w.money(w.cents(1, 300), name, name, ("growth",)),
        "，",
        rate,
        w.percent(w.cents(1, 80), name, name, "growth"),
        "。",
    )


def growth_of_people(w: Writer) -> None:
    name = w.pick(*PEOPLE) + "人数"
    w.say(
        w.pick("全市", "我县", ""),
        name,
        w.pick("", "达到"),
        w.count(w.chance.randint(100, 99999), "人", name),
        "，同比增长",
    )
    w.say(w.percent(w.cents(1, 30), name, name, "growth"), "。")


def counts_of_projects(w: Writer) -> None:
    counts = [w.chance.randint(1, 60) for _ in range(3)]
    total = sum(counts)
    lead = w.pick("参加评定的项目共", "全县绩效自评项目共", "共有预算项目")
    w.say(lead, w.count(total, "个", "项目"), "，其中：")
    for k, (grade, n) in enumerate(zip(("优", "良", "中"), counts, strict=True)):
        share = w.share(Decimal(n), Decimal(total))
        style = w.pick("a", "b")
        if style == "a":
            w.say("评为", grade, "的", w.count(n, "个", "评为" + grade, "项目"))
        else:
            w.say(w.count(n, "个", "评为" + grade, "项目"), "项目评为", grade)
        w.say(
            w.pick("，占", "，占评定项目的"), w.percent(share, "评为" + grade, "项目", "share"), "；" if k < 2 else "。"
        )


def done_and_undone(w: Writer) -> None:
    a, b = w.chance.randint(2, 30), w.chance.randint(1, 20)
    w.say(w.pick("共设立绩效指标", "共设置绩效目标"), w.count(a + b, "个", "绩效"), w.pick("，", "。其中"))
    w.say("完成的有", w.count(a, "个", "完成", "绩效"), "，未完成的有", w.count(b, "个", "未完成", "绩效"), "。")


def people_and_money(w: Writer) -> None:
    who, fund = w.pick(*PEOPLE), w.pick("生活补贴", "临时救助金", "慰问金", "培训补贴")
    style = w.pick("a", "b", "c")
    if style == "a":
        w.say(
            "全年为",
            w.count(w.chance.randint(10, 9000), "名", who),
            who,
            "发放",
            fund,
            w.money(w.cents(), "发放" + fund),
            "。",
        )
    elif style == "b":
        w.say("累计发放", fund, w.count(w.chance.randint(10, 9000), "人次", fund), w.money(w.cents(), fund), "。")
    else:
        w.say(
            "发放",
            who,
            fund,
            w.money(w.cents(), fund),
            "，惠及",
            who,
            w.count(w.chance.randint(10, 9000), "人", who),
            "。",
        )


def things(w: Writer) -> None:
    chosen = w.chance.sample(THINGS, 3)
    said = []
    for name, unit in chosen:
        number = w.chance.randint(2, 400)
        said.append(
            name + w.count(number, unit, name) if w.chance.random() < 0.5 else w.count(number, unit, name) + name
        )
    w.say(w.pick("全年建成", "共完成", "新增", "组织开展了"), w.pick("，", "、").join(said), "。")


def rates(w: Writer) -> None:
    name, other = w.chance.sample(RATES, 2)
    w.say(name, w.pick("", "为", "达", "达到"), w.percent(w.cents(50, 100), name, None, "rate"), "，", other)
    w.say(w.pick("", "为", "达"), w.percent(w.cents(50, 100), other, None, "rate"))
    who = w.pick("受益群众", "服务对象", "参训学员")
    w.say(
        "，",
        who,
        "满意度",
        w.pick("", "达到", "≥", "为"),
        w.percent(Decimal(w.chance.randint(80, 100)), who + "满意度", None, "satisfaction"),
        "。",
    )


def project_line(w: Writer) -> None:
    name = w.pick(*NAMES) + "项目"
    number = w.chance.randint(1, 12)
    budget, spent = w.cents(50, 900), w.cents(10, 50)
    w.say(
        f"{number}、",
        name,
        w.pick("：预算", "预算"),
        w.money(budget, name),
        "，全年实际支付",
        w.money(spent, "实际支付", None, ("expenditure",)),
    )
    w.say("，使用率", w.percent(w.share(spent, budget), "使用率", None, "rate"), "。")


def execution(w: Writer) -> None:
    fund = w.pick(*FUNDS)
    budget = w.cents(500, 900)
    spent, left = w.cents(100, 400), w.cents(1, 90)
    w.say(fund, w.pick("年初预算", "预算"), w.pick("", "为"), w.money(budget, fund), "，截至2023年12月31日，实际支出")
    w.say(
        w.money(spent, "实际支出", None, ("expenditure",)),
        "，结余",
        w.money(left, "结余"),
        "，",
        w.pick("预算执行率", "执行率", "资金使用率"),
    )
    w.say(w.percent(w.share(spent, budget), "率", None, "rate"), "。")


def shared_areas(w: Writer) -> None:
    crop, other = w.chance.sample(("水稻", "玉米", "大豆", "油菜", "小麦"), 2)
    price = w.chance.randint(20, 300)
    w.say(
        crop,
        "种植面积",
        w.count(w.chance.randint(100, 9999), "亩", crop + "种植面积"),
        "、",
        other,
        w.count(w.chance.randint(100, 9999), "亩", other),
    )
    w.passage.expected.append(Expected(Decimal(price), "CNY", ("amount",), "补贴标准"))
    w.say("，补贴标准", f"{price}", w.pick("元/亩", "/亩"), "。")


def awkward(w: Writer) -> None:
    """Figures that are none beside figures that are."""
    name = w.pick(*FUNDS)
    w.say(
        w.pick(
            "根据《关于下达资金的通知》（某财社〔2023〕15号）",
            "按照某政发〔2022〕8号文件第3条规定",
            "2021年1月至2023年12月期间，分3年实施",
        ),
        "，在24小时内办结，",
        name,
        w.money(w.cents(), name),
        w.pick("，于6月30日前全部下达", "，联系电话0753-3265020", "，按照1—12月进度拨付", "，涉及三级风险点"),
        "。",
    )
