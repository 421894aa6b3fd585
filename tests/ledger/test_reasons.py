"""Each reason takes what it is for, and leaves what is a value."""

from __future__ import annotations

import pytest

from ziping.parsers.ledger.reasons import REASONS, reason_of
from ziping.parsers.ledger.scan import scan
from ziping.parsers.ledger.sight import Surroundings


def reasons(string: str, heading: str = "", *, in_table: bool = False) -> dict[str, str | None]:
    around = Surroundings.of(string, heading, in_table=in_table)
    return {f.token: reason_of(around.sight(f)) for f in scan(string)}


TAKEN = {
    "date": ["（2024）年度报告", "2021—2025年规划", "2024.03.01", "用于支付2020的费用", "上午8时30分", "7.2024年度表", "打印于2025/3/29 21:03"],
    "document-number": ["财预〔2024〕10号", "按第12号令执行", "根据2号文", "承县财监[2022]1号", "财政字[2019]75）号文件", "（云财教〔2021〕357）"],
    "enumerator": ["1．过程管理", "（3）质量", "指标1：", "指标2种薯价格", "附件3", "公开14表", "2.1 项目管理", "3.1.2 产出", "1、常年√2、延续□3、一次"],
    "ordinal": ["第2批资金", "第1-3项", "第3季度"],
    "article": ["预算法第13条规定"],
    "code": ["[155]甲局", "314002-甲局机关", "预算编码：1203", "统一代码914400001234567890", "510000_0013db_1"],
    "telephone": ["电话：3265020", "0753-3265020", "13800138000", "拨打12345热线", "电话：0753-32×××20", "联系人王某0753-××××217", "138****2231"],
    "name": ["依据《十四项措施2.0》", "国道G318线", "PM2.5浓度", "建设5G网络", "改造2号楼", "1型糖尿病患者", "形成“3+2+1”体系", "“5+2”服务"],
    "page-number": ["第3页", "— 12 —", "3/12", "一、项目概况3", "二、自评工作开展情况4三、目标完成情况5", "（一）资金投入情况……12"],
    "formula": ["实际数÷预算数×100%", "10分×执行率", "资金执行率得分=执行率×10分"],
    "scoring-rule": ["每低1个百分点扣0.5分", "合理的得2分", "90分以上为优", "采用百分制，满分100分", "完成率超过100%的按100%计", "高于120%的，按120%计算", "80（含）—90分为良", "优□（90分及以上）", "良（80—90分，不含90分）□中（60分—80分）"],
    "deduction": ["归档较晚，扣0.5分。", "该项扣减2分"],
    "instruction": ["权重分别为50分、30分，各单位可根据情况调整", "说明取得的成效。（200字以内）", "简述完成情况，300字左右。"],
    "span": ["选取1-2个村", "满意度80%-90%"],
    "aspects": ["分为3个层次", "从4方面开展"],
    "duration": ["提前30日公开", "60周岁以上", "近5年来", "于20日内公示", "步行15分钟到达", "24小时值班值守", "达到20年一遇标准"],
}  # fmt: skip


@pytest.mark.parametrize(("reason", "string"), [(r, s) for r, strings in TAKEN.items() for s in strings])
def test_what_is_no_value_has_its_reason(reason, string):
    assert reason in reasons(string).values(), reasons(string)
    assert None not in reasons(string).values(), reasons(string)


VALUES = [
    "资助2024人",  # no year
    "2024.5万元",
    "惠及群众2000",
    "1.5万元用于培训",  # no number of an item
    "15个项目",
    "该项满分30分",
    "撰写5000字内参",
    "每篇1500字",
    "得0.5分",
    "3类产品",
    "指标值95%",
    "目标90以上",
    "电话回访200人",
    "12km管网",
    "得分9.5",
    "自评95分为优",
    "支出10-20万元",
    "300元×12月",
    "每年培训3次",
    "同比增长12.5%",
    "占75.00；",
    "全年供餐200天，共需资金",
    "累计执勤1200小时。",
    "完成率超过100%，质量良好",
    "按95%的比例补助",
    "自评等级良（85分）",
    "工作开展情况4个",
    "（一）建设规模3公里",
    "定额标准×10元",
    "得“优”3个",
    "（云财教〔2021〕下达357）",
]


@pytest.mark.parametrize("string", VALUES)
def test_a_value_is_not_swallowed_in_running_text(string):
    assert None in reasons(string).values()


@pytest.mark.parametrize(
    "string",
    [
        "(10)",
        "10",
        "9/10",
        "质量指标（15）",
        "14.5*",
        "≤30天",
        "3个月",
        "2024",
        "绩效目标1(40分，自评38分)",
        "15分",
        "60-80",
    ],
)
def test_a_value_is_not_swallowed_in_a_cell(string):
    assert None in reasons(string, in_table=True).values()


def test_what_stands_beside_a_cell_says_what_a_lone_figure_is():
    assert reasons("2024", "年度", in_table=True) == {"2024": "date"}
    assert reasons("3", "序号", in_table=True) == {"3": "enumerator"}
    assert reasons("1203", "项目编码", in_table=True) == {"1203": "code"}
    assert reasons("2130106科技转化与推广服务", "预算科目", in_table=True) == {"2130106": "code"}
    assert reasons("2130106培训人次", "完成情况", in_table=True) == {"2130106": None}
    assert reasons("预算执行情况（万元）（20分）", in_table=True) == {"20": "block-points"}
    assert reasons("分值（10分）", in_table=True) == {"10": "block-points"}
    assert reasons("产出指标（20分）", in_table=True) == {"20": None}


def test_a_deadline_in_a_cell_is_no_value_and_a_span_is():
    assert reasons("收到上级文件后30日内分解下达到乡镇", in_table=True) == {"30": "duration"}
    assert reasons("30日内", in_table=True) == reasons("办结时限30日内", in_table=True) == {"30": None}


def test_every_reason_is_tested():
    assert {r.__name__.replace("_", "-") for r in REASONS} == {*TAKEN, "block-points"}


def test_a_figure_is_found_however_it_is_printed():
    assert [f.token for f in scan("１，２３４.５元、36,950.00元，35. 3%")] == ["1234.5", "36950.00", "35.3"]
    assert [f.token for f in scan("百分之九十五，得分九十六点五分，一百二十万元")] == [
        "百分之九十五",
        "九十六点五",
        "一百二十万",
    ]
    assert list(scan("三个方面、一是、十分满意、三分之二")) == []
