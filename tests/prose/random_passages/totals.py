"""Sums of money and their parts, as reports put them."""

from __future__ import annotations

from decimal import Decimal

from tests.prose.random_passages.material import (
    FUNDS,
    NAMES,
    PLACES,
    SOURCES,
    several,
)
from tests.prose.random_passages.writer import MONEY, Writer


def total_first(w: Writer) -> None:
    fund, names = w.pick(*FUNDS), several(w, w.chance.choice((NAMES, PLACES, SOURCES)))
    parts = w.split(len(names))
    verb = w.pick("下达", "安排", "共收到", "拨付", "全年投入", "到位")
    head = w.pick("2023年", "本年度", "县财政", "省财政厅", "截至12月底，") + verb
    w.say(head, fund, w.pick("", "共", "共计", "合计"), w.money(sum(parts, Decimal(0)), fund))
    w.say(w.pick("，其中：", "。其中：", "，其中", "，具体情况为：", "，包括", "；其中："))
    mark = w.pick("，", "、", "；")
    w.say(mark.join(n + w.pick("", "") + w.money(p, n, fund) for n, p in zip(names, parts, strict=True)), "。")


def total_first_with_shares(w: Writer) -> None:
    kind = w.pick("收入", "支出")
    name = w.pick("本年" + kind, kind + "合计", "总" + kind, "年度" + kind + "决算")
    names = several(w, NAMES, 2, 5)
    parts = w.split(len(names))
    total = sum(parts, Decimal(0))
    kinds = ("income",) if kind == "收入" else ("expenditure",)
    w.say(
        w.pick("", "2022年度", "我单位2022年"),
        name,
        w.pick("", "为"),
        w.money(total, name, None, kinds),
        w.pick("，其中：", "。其中："),
    )
    said = []
    for n, p in zip(names, parts, strict=True):
        amount = w.money(p, n, name, MONEY)
        said.append(f"{n}{amount}，{w.pick('占', '占比', '占比为')}{w.percent(w.share(p, total), n, name, 'share')}")
    w.say("；".join(said), "。")


def total_last(w: Writer) -> None:
    names = several(w, NAMES)
    parts = w.split(len(names))
    word = w.pick("合计", "共计", "总计")
    w.say(w.pick("", "2023年", "全年"), "，".join(n + w.money(p, n, word) for n, p in zip(names, parts, strict=True)))
    w.say("，", word, w.money(sum(parts, Decimal(0)), word), "。")


def parallel(w: Writer) -> None:
    names = several(w, PLACES, 3, 3)
    parts, total = w.split(3), "总额"
    fund = w.pick(*FUNDS)
    whole = sum(parts, Decimal(0))
    w.say(
        fund,
        w.pick("总额为", "总额"),
        w.money(whole, fund + total),
        "，分配给",
        "、".join(names[:2]),
        "和",
        names[2],
        w.pick("", "三个地区"),
        "，分别为",
    )
    for k, (n, p) in enumerate(zip(names, parts, strict=True)):
        w.money(p, n, fund + total)
        w.say(str(p), "、" if k < 2 else w.unit)
    w.say(
        w.pick("，占比", "，分别占"),
        "、".join(w.percent(w.share(p, whole), n, fund + total, "share") for n, p in zip(names, parts, strict=True)),
        "。",
    )


def income_and_spending(w: Writer) -> None:
    a, b = w.cents(), w.cents()
    x, y = w.cents(1, 40), w.cents(1, 40)
    w.say("收入总计与支出总计分别为")
    w.say(w.money(a, "收入总计", None, ("income",)), "、", w.money(b, "支出总计", None, ("expenditure",)))
    w.say(
        "，较上年分别增长",
        w.percent(x, "收入总计", "收入总计", "growth"),
        "、",
        w.percent(y, "支出总计", "支出总计", "growth"),
        "。",
    )


def nested(w: Writer) -> None:
    a = [w.split(2), w.split(2)]
    tops = [sum(p, Decimal(0)) for p in a]
    fund = w.pick(*FUNDS)
    first, second = w.chance.sample(SOURCES, 2)
    inner = w.chance.sample(NAMES, 4)
    w.say("共安排", fund, w.money(sum(tops, Decimal(0)), fund), "，其中：")
    for k, name in enumerate((first, second)):
        w.say(name, w.money(tops[k], name, fund), w.pick("（其中：", "（其中", "（"))
        w.say("，".join(n + w.money(p, n, name) for n, p in zip(inner[2 * k : 2 * k + 2], a[k], strict=True)), "）")
        w.say("，" if k == 0 else "。")


def figure_before_use(w: Writer) -> None:
    uses = several(w, NAMES, 2, 3)
    parts = w.split(len(uses))
    fund = w.pick(*FUNDS)
    w.say(w.pick("安排", "下达"), fund, w.money(sum(parts, Decimal(0)), fund), "，其中：")
    said = [
        w.pick("", "安排") + w.money(p, n, fund) + w.pick("用于", "主要用于", "支持") + n
        for n, p in zip(uses, parts, strict=True)
    ]
    w.say("，".join(said), "。")


def batches(w: Writer) -> None:
    parts = w.split(3)
    inner = w.cents(1, 5)
    word = w.pick("合计下达", "共计下达", "合计批复总投资")
    for k, (batch, p) in enumerate(zip(("第一批", "第二批", "第三批"), parts, strict=True)):
        w.say(batch, "下达资金" if k else w.pick("下达资金", "安排资金"), w.money(p, batch, word[2:]))
        if k == 0:
            w.say("（其中设备购置", w.money(inner, "设备购置", batch), "）")
        w.say("，")
    w.say(word, w.money(sum(parts, Decimal(0)), word[2:]), "。")


def item_list(w: Writer) -> None:
    fund, names = w.pick(*FUNDS), several(w, NAMES, 2, 4)
    parts = w.split(len(names))
    w.say(fund, "共", w.money(sum(parts, Decimal(0)), fund), w.pick("，其中：", "，具体情况为：", "，包括："), "\n")
    for k, (n, p) in enumerate(zip(names, parts, strict=True)):
        w.say(
            f"{k + 1}.",
            n,
            w.money(p, n, fund),
            w.pick("，主要用于日常开支", "", "，由各乡镇组织实施"),
            "；\n" if k < len(names) - 1 else "。\n",
        )
    w.say("项目实施后成效明显。")


def from_fund(w: Writer) -> None:
    names = w.chance.sample(PLACES, 2)
    parts = w.split(2)
    rest = w.cents(1, 50)
    w.say(
        "从奖励资金", w.money(sum(parts, rest), "奖励资金"), "中分配", names[0], w.money(parts[0], names[0], "奖励资金")
    )
    w.say("、", names[1], w.money(parts[1], names[1], "奖励资金"), "。")
