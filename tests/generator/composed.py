"""Paragraphs composed from the lexicon's own words by a small grammar, with the ties and roles that they state.

    python -m tests.generator.composed --count 500 --seed 7

The grammar knows what sentences say (a total and its list, a budget and what was spent of it, two years, a price), not how they
are read: verbs, sources, openers and words of sums and growth are drawn from the lexicon, order, marks and nouns by chance.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from tests.builders import paragraph
from tests.generator.dice import Chance, Dice
from ziping.parsers.lexicon.entries import Use, entry
from ziping.parsers.prose import ProseReading, read_prose

NOUNS = (
    "设备购置",
    "管网改造",
    "人员培训",
    "宣传推广",
    "课题研究",
    "校舍维修",
    "河道清淤",
    "信息系统",
    "场地租赁",
    "物资储备",
)
THINGS = (
    ("示范点", "个"),
    ("农户", "户"),
    ("学员", "人"),
    ("样品", "批次"),
    ("路灯", "盏"),
    ("案件", "件"),
    ("床位", "张"),
)
CLASSES = ("甲类", "乙类", "丙类", "丁类"), ("东城街道", "西关镇", "北山乡", "南湖镇"), ("一级", "二级", "三级", "四级")
ASIDES = ("资金已按规定拨付到位", "各项支出均有合同和票据", "执行中未发现挪用")
FUNDS = ("专项资金", "补助资金", "项目经费", "奖补资金", "配套资金")
Tie = tuple[str, str, str]


@dataclass
class Composed:
    """A paragraph under way: its text, the ties as kind, from and to (prints), and the states of prints."""

    dice: Dice
    text: str = ""
    ties: set[Tie] = field(default_factory=set)
    states: dict[str, str] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    def word(self, concept: str, use: Use = Use.WORDS, longest: int = 4) -> str:
        """A word of the lexicon, of two characters at least."""
        return self.dice.any([w for w in entry(concept).of(use) if 1 < len(w) <= longest])

    def money(self, value: Decimal) -> str:
        return f"{value:,}万元" if self.dice.whole(0, 4) == 4 else f"{value}万元"

    def figure(self, low: int = 40, high: int = 900) -> Decimal:
        """A figure that the paragraph does not print yet."""
        while True:
            value = Decimal(self.dice.whole(low * 100, high * 100)) / 100
            if str(value) not in self.used:
                self.used.add(str(value))
                return value

    def whole(self, low: int, high: int) -> int:
        while True:
            value = self.dice.whole(low, high)
            if str(value) not in self.used:
                self.used.add(str(value))
                return value


def listed(c: Composed) -> None:
    """A total of money and its list, opened in one of several ways, before or behind it, with shares or without."""
    names = c.dice.some(NOUNS, c.dice.whole(2, 4))
    parts = [c.figure() for _ in names]
    total = c.money(sum(parts, Decimal(0)))
    marks = c.dice.any(["，", "、", "；"])
    number = "二三四"[len(names) - 2] if len(names) > 2 else "两"
    openers = [
        "，其中：", "，其中", "。其中：", "，具体为：", "，包括", f"，分为{number}部分：", f"。资金用于{number}个方面：",
        "。按用途划分，", "（", f"。支出由以下{number}部分构成：",
    ]  # fmt: skip
    opener = c.dice.any(openers)
    told = []
    for number_of, (name, part) in enumerate(zip(names, parts, strict=True)):
        printed = c.money(part)
        c.ties.add(("part-of", printed, total))
        share = ""
        if opener[0] != "（" and marks == "；":
            rate = f"{(100 * part / sum(parts, Decimal(0))).quantize(Decimal('0.01'))}%"
            if rate not in c.used:
                c.used.add(rate)
                share = c.dice.any(["，占{}", "，占比{}"]).format(rate)
                c.ties |= {("share-of", rate, printed), ("rate-base", rate, total)}
        lead = ("一是", "二是", "三是", "四是")[number_of] if "方面" in opener else ""
        told.append(f"{lead}{name}{printed}{share}{_aside(c, part, printed) if marks == '；' and not share else ''}")
    if opener.startswith("。支出由") and c.dice.whole(0, 1):
        opener = f"。{c.dice.any(ASIDES)}{opener}"
    head = c.dice.any(["全年", "2023年", "本年度", ""]) + c.word("money.executed", Use.VERBS, 2) + c.dice.any(FUNDS)
    c.text += (
        f"{head}{c.dice.any(['共', '合计', ''])}{total}{opener}{marks.join(told)}{'）' if opener[0] == '（' else ''}。"
    )


def _aside(c: Composed, part: Decimal, printed: str) -> str:
    """What may stand behind a part of a list: its own parts in a bracket, what it was for, whom it served."""
    match c.dice.whole(0, 3):
        case 0:
            one = (part / 3).quantize(Decimal("0.01"))
            two = part - one
            c.used |= {str(one), str(two)}
            c.ties |= {("part-of", f"{one}万元", printed), ("part-of", f"{two}万元", printed)}
            return f"（其中工程费{one}万元、服务费{two}万元）"
        case 1:
            return f"，{c.dice.any(['用于更换老旧设施', '由各镇组织实施', '已全部支付'])}"
        case 2:
            return f"，{c.dice.any(['惠及群众', '培训学员'])}{c.whole(1000, 9000)}人"
        case _:
            return ""


def summed(c: Composed) -> None:
    """A list and its sum behind it."""
    names = c.dice.some(["中央补助", "省级补助", "市级补助", "县级配套"], c.dice.whole(2, 3))
    parts = [c.figure() for _ in names]
    total = c.money(sum(parts, Decimal(0)))
    told = []
    for name, part in zip(names, parts, strict=True):
        printed = f"{part}万元"
        c.ties.add(("part-of", printed, total))
        told.append(name + printed)
    sum_word = c.dice.any(["合计", "共计", "总计", "小计", "三项合计" if len(names) == 3 else "两项合计"])
    c.text += f"{c.dice.any(['，', '、']).join(told)}，{sum_word}{total}。"


def executed(c: Composed) -> None:
    """A budget, what was added to it, what was spent of it, and the rate."""
    budget = c.figure(400, 900)
    base = f"{budget}万元"
    c.states[base] = "planned"
    c.text += f"{c.dice.any(['年初预算', '预算安排', '年初批复预算'])}{base}"
    if c.dice.whole(0, 1):
        more = c.figure(20, 90)
        added, budget = f"{more}万元", budget + more
        c.ties.add(("adjusts", added, base))
        became = f"{budget}万元"
        c.states |= {added: "adjusted", became: "adjusted"}
        c.text += f"，年中{c.dice.any(['追加', '调增'])}{added}，调整后预算{became}"
        base = became
    spent = c.figure(100, 399)
    rate = f"{(100 * spent / budget).quantize(Decimal('0.01'))}%"
    c.states[f"{spent}万元"] = "actual"
    c.ties |= {("rate-of", rate, f"{spent}万元"), ("rate-base", rate, base)}
    verb = c.dice.any(["支出", "支付", "执行", "使用"])
    c.text += f"，{c.dice.any(['全年实际', '截至年底累计', '实际'])}{verb}{spent}万元，{verb}{c.dice.any(['率', '进度'])}{rate}。"


def two_years(c: Composed) -> None:
    """A figure in two years, and by how much it grew."""
    before, more = c.figure(300, 600), c.figure(20, 90)
    now, old, change = f"{before + more}万元", f"{before}万元", f"{more}万元"
    rate = f"{(100 * more / before).quantize(Decimal('0.01'))}%"
    name = c.dice.any(["门票收入", "事业收入", "维修费支出", "公用经费支出"])
    up = c.dice.any(["增加", "增长"])
    c.ties |= {("change-of", change, now), ("growth-of", rate, now)}
    c.ties |= {("rate-base", rate, old), ("rate-base", change, old)}
    order = c.dice.any(
        [
            f"2023年{name}{now}，2022年{name}{old}，{up}{change}，增长{rate}。",
            f"2022年{name}{old}，2023年{name}{now}，同比{up}{change}，增幅{rate}。",
            f"2023年{name}{now}，比上年的{old}{up}{change}，增长{rate}。",
        ]
    )
    c.text += order


def counted(c: Composed) -> None:
    """A number of things by class, in one of several ways."""
    (thing, unit), names = c.dice.any(THINGS), c.dice.any(CLASSES)
    names = c.dice.some(names, c.dice.whole(2, 4))
    parts = [c.whole(11, 400) for _ in names]
    total = f"{sum(parts)}{unit}"
    c.ties |= {("part-of", f"{p}{unit}", total) for p in parts}
    opener = c.dice.any(["，其中：", "，其中", "：", "，分别为", "（", "。按类别划分，"])
    told = "、".join(f"{n}{p}{unit}" for n, p in zip(names, parts, strict=True))
    lead = c.dice.any(["全年新增", "共有", "纳入管理的", "共服务"])
    c.text += f"{lead}{thing}{total}{opener}{told}{'）' if opener == '（' else ''}。"


def priced(c: Composed) -> None:
    """A number of things, what each costs, and what they come to."""
    thing, unit = c.dice.any(THINGS)
    many, each = c.whole(410, 900), c.dice.whole(2, 40) * 50
    amount = f"{Decimal(many * each) / 10000}万元"
    c.ties.add(("price-of", f"{each}元", f"{many}{unit}"))
    c.text += f"{c.dice.any(['补助', '采购', '扶持'])}{thing}{many}{unit}，{c.dice.any(['每' + unit, '单价'])}{each}元，共计{amount}。"


SENTENCES: tuple[Callable[[Composed], None], ...] = (listed, summed, executed, two_years, counted, priced)


def compose(seed: int) -> Composed:
    """A paragraph of one to three sentences or groups of them."""
    c = Composed(Dice(Chance(f"composed-{seed}")))
    for sentence in c.dice.shuffled(SENTENCES)[: c.dice.whole(1, 3)]:
        sentence(c)
    return c


def ties_of(reading: ProseReading) -> Iterator[Tie]:
    """The ties of a reading by what is printed."""
    for tie in reading.relations:
        if tie.kind != "restates":
            yield tie.kind, reading.facts[tie.source.index].value_text, reading.facts[tie.target.index].value_text


def judge(seed: int) -> tuple[Counter[str], list[str]]:
    """How a composed paragraph is read: counts of right, missed and extra ties and of roles, and the mistakes in words."""
    c, counts, mistakes = compose(seed), Counter[str](), []
    reading = read_prose([(0, paragraph(c.text))], year=2023)
    found = set(ties_of(reading))
    counts["right"], counts["missed"] = len(found & c.ties), len(c.ties - found)
    counts["extra"] = len(found - c.ties)
    mistakes += [f"missed {t}" for t in sorted(c.ties - found)] + [f"extra {t}" for t in sorted(found - c.ties)]
    states = {f.value_text: f.state for f in reading.facts}
    for printed, state in c.states.items():
        counts["role right" if states.get(printed) == state else "role wrong"] += 1
        if states.get(printed) != state:
            mistakes.append(f"{printed} is {states.get(printed)}, not {state}")
    return counts, [f"{c.text}  {m}" for m in mistakes]


def measured(seeds: range) -> tuple[Counter[str], list[str]]:
    """All of them together."""
    counts, mistakes = Counter[str](), list[str]()
    for seed in seeds:
        own, wrong = judge(seed)
        counts += own
        mistakes += wrong
    return counts, mistakes


def ratios(counts: Counter[str]) -> tuple[float, float, float]:
    """Recall and precision of ties, and the share of roles that are right."""
    right, roles = counts["right"], counts["role right"] + counts["role wrong"]
    return right / (right + counts["missed"]), right / (right + counts["extra"]), counts["role right"] / max(1, roles)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--count", type=int, default=500)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--worst", type=int, default=30)
    given = options.parse_args()
    counts, mistakes = measured(range(given.seed, given.seed + given.count))
    recall, precision, roles = ratios(counts)
    print(f"ties: recall {recall:.4f} precision {precision:.4f}; roles {roles:.4f}")
    print("\n".join(mistakes[: given.worst]))


if __name__ == "__main__":
    main()
