"""Random passages in the ways that reports put their figures, with what a reader should get out of them."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

FREE = "?"  # a parent that the passage leaves open

NAMES = (
    "设备购置", "人员培训", "宣传推广", "教育资助", "危房改造", "公路养护", "水库移民扶持", "畜禽粪污治理", "社区矫正服务", "困难群众救助",
    "商品和服务支出", "工资福利支出", "对个人和家庭的补助", "社会保险基金补助", "图书购置", "办公设备维护", "信息系统运维", "残疾人康复",
)  # fmt: skip
FUNDS = (
    "农村公路养护资金", "雨露计划补助资金", "义务教育阶段营养膳食补助", "基本公共卫生服务经费", "高标准农田建设资金", "城乡低保金",
    "就业补助资金", "森林防火经费", "残疾人两项补贴", "乡村振兴衔接资金", "免费开放补助经费", "河道整治工程款",
)  # fmt: skip
PLACES = ("东坪镇", "西岭乡", "南湖街道", "北山县", "清水区", "石桥镇", "云田村", "柳河市")
SOURCES = ("中央财政资金", "省级配套资金", "市级财政补助", "县级自筹资金", "其他资金")
THINGS = (
    ("村卫生室", "个"), ("养老机构", "家"), ("高标准公厕", "座"), ("农村饮水工程", "处"), ("保障性住房", "套"), ("监测站点", "个"),
    ("技能竞赛", "场"), ("宣传手册", "份"), ("太阳能路灯", "盏"), ("执法检查", "次"),
)  # fmt: skip
PEOPLE = ("脱贫劳动力", "困难职工", "退役军人", "在校学生", "参保职工", "低保对象", "高龄老人", "村级防疫员")
RATES = ("资金到位率", "预算执行率", "设备验收合格率", "政策知晓率", "项目按时完工率", "补贴发放准确率")


@dataclass(frozen=True, slots=True)
class Expected:
    """A figure that a passage states. `label` is contained in the reader's, or contains it."""

    value: Decimal
    unit: str
    kinds: tuple[str, ...]
    label: str
    parent: str | None = None


@dataclass(slots=True)
class Passage:
    """Paragraphs, and all the figures that they state."""

    text: str = ""
    expected: list[Expected] = field(default_factory=list)


MONEY = ("amount", "income", "expenditure")


@dataclass(slots=True)
class Writer:
    """Puts figures into words; all from one source of chance."""

    chance: random.Random
    passage: Passage = field(default_factory=Passage)
    unit: str = "万元"

    def say(self, *pieces: str) -> None:
        self.passage.text += "".join(pieces)

    def pick(self, *choices: str) -> str:
        return self.chance.choice(choices)

    def cents(self, low: int = 5, high: int = 9000) -> Decimal:
        digits = self.chance.choice((0, 1, 2, 2))
        return Decimal(self.chance.randint(low * 10**digits, high * 10**digits)).scaleb(-digits)

    def split(self, count: int) -> list[Decimal]:
        return [self.cents() for _ in range(count)]

    def money(self, number: Decimal, label: str, parent: str | None = None, kinds: tuple[str, ...] = MONEY) -> str:
        factor = {"元": 1, "万元": 10**4, "亿元": 10**8}[self.unit]
        self._expect(number * factor, "CNY", kinds, label, parent)
        return self._printed(number) + self._gap() + self.unit

    def count(self, number: int, unit: str, label: str, parent: str | None = None) -> str:
        base = {"人": "person", "名": "person", "人次": "person_time", "亩": "mu", "公里": "km"}.get(unit, "item")
        self._expect(Decimal(number), base, ("count",), label, parent)
        return f"{number}{self._gap()}{unit}"

    def percent(self, number: Decimal, label: str, parent: str | None, *kinds: str) -> str:
        self._expect(number / 100, "ratio", kinds, label, parent)
        return f"{number}{self.pick('%', '%', '％')}"

    def share(self, part: Decimal, total: Decimal) -> Decimal:
        return (100 * part / total).quantize(Decimal("0.01"))

    def _expect(self, value: Decimal, unit: str, kinds: tuple[str, ...], label: str, parent: str | None) -> None:
        self.passage.expected.append(Expected(value, unit, kinds, label, parent))

    def _printed(self, number: Decimal) -> str:
        style = self.chance.random()
        if style < 0.1 and number >= 1000:
            return f"{number:,}"
        if style < 0.14:
            return f"{number}".translate(str.maketrans("0123456789.", "０１２３４５６７８９．"))
        return f"{number}"

    def _gap(self) -> str:
        return " " if self.chance.random() < 0.05 else ""


def _several(w: Writer, choices: tuple[str, ...], low: int = 2, high: int = 4) -> list[str]:
    return w.chance.sample(choices, w.chance.randint(low, high))


def total_first(w: Writer) -> None:
    fund, names = w.pick(*FUNDS), _several(w, w.chance.choice((NAMES, PLACES, SOURCES)))
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
    names = _several(w, NAMES, 2, 5)
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
    names = _several(w, NAMES)
    parts = w.split(len(names))
    word = w.pick("合计", "共计", "总计")
    w.say(w.pick("", "2023年", "全年"), "，".join(n + w.money(p, n, word) for n, p in zip(names, parts, strict=True)))
    w.say("，", word, w.money(sum(parts, Decimal(0)), word), "。")


def parallel(w: Writer) -> None:
    names = _several(w, PLACES, 3, 3)
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


def figure_before_use(w: Writer) -> None:
    uses = _several(w, NAMES, 2, 3)
    parts = w.split(len(uses))
    fund = w.pick(*FUNDS)
    w.say(w.pick("安排", "下达"), fund, w.money(sum(parts, Decimal(0)), fund), "，其中：")
    said = [
        w.pick("", "安排") + w.money(p, n, fund) + w.pick("用于", "主要用于", "支持") + n
        for n, p in zip(uses, parts, strict=True)
    ]
    w.say("，".join(said), "。")


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
    fund, names = w.pick(*FUNDS), _several(w, NAMES, 2, 4)
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


def from_fund(w: Writer) -> None:
    names = w.chance.sample(PLACES, 2)
    parts = w.split(2)
    rest = w.cents(1, 50)
    w.say(
        "从奖励资金", w.money(sum(parts, rest), "奖励资金"), "中分配", names[0], w.money(parts[0], names[0], "奖励资金")
    )
    w.say("、", names[1], w.money(parts[1], names[1], "奖励资金"), "。")


WAYS: tuple[Callable[[Writer], None], ...] = (
    total_first, total_first_with_shares, total_last, parallel, income_and_spending, nested, growth, growth_of_people,
    counts_of_projects, done_and_undone, figure_before_use, people_and_money, things, rates, project_line, execution,
    shared_areas, batches, item_list, awkward, from_fund,
)  # fmt: skip


def write(seed: int) -> Passage:
    """A passage of one to three ways of putting figures, told in one breath."""
    chance = random.Random(seed)
    writer = Writer(chance, unit=chance.choice(("万元", "万元", "万元", "元", "亿元")))
    for way in chance.sample(WAYS, chance.randint(1, 3)):
        way(writer)
        if not writer.passage.text.endswith("\n"):
            writer.say(chance.choice(("", "\n")))
    return writer.passage
