"""Wording of indicator blocks: headers, levels, names, targets."""

from __future__ import annotations

from dataclasses import dataclass

LEVEL1 = ("一级指标", "一级\n指标", "一级指标名称", "指标类别")
LEVEL2 = ("二级指标", "二级\n指标", "二级指标名称")
LEVEL3 = (
    "三级指标",
    "三级指标名称",
    "指标名称",
    "指标内容",
    "三级\n指标",
    "三级指标（具体指标）",
    "具体指标",
    "绩效指标名称",
)
TARGET = (
    "年度指标值",
    "年初指标值",
    "指标值",
    "年度\n指标值",
    "预期指标值",
    "目标值",
    "年度指标值（A）",
    "年初目标值(A)",
    "年度目标值",
    "绩效目标值",
    "计划指标值",
    "预期值",
    "计划完成值",
    "预期目标值",
    "年度预期指标值",
    "设定目标值",
)
ADJUSTED = (("年初指标值", "调整指标值"), ("年初目标值", "调整后目标值"), ("年初指标值", "调整后指标值"))
ACTUAL = (
    "实际完成值",
    "全年实际值",
    "全年完成值",
    "完成值",
    "实际\n完成值",
    "全年实际值（B）",
    "实际完成指标值",
    "全年实际完成值",
    "实际值",
    "实际完成情况",
    "年末完成值",
    "完成指标值",
    "实际完成数",
    "实际执行值",
    "完成情况",
)
WEIGHT = (
    "分值",
    "权重",
    "指标分值",
    "满分",
    "分值（权重）",
    "标准分值",
    "权重（分）",
    "分值权重",
    "权数",
    "应得分",
    "指标满分",
    "分数",
)
SCORE = (
    "得分",
    "自评得分",
    "自评分",
    "实际得分",
    "评价得分",
    "自评\n得分",
    "指标得分",
    "单项得分",
    "评分",
    "实得分",
    "自评分值",
)
REASON = (
    "偏差原因分析及改进措施",
    "未完成原因及拟采取的改进措施",
    "偏差原因分析及\n改进措施",
    "未完成原因分析",
    "偏差原因及改进措施",
    "未完成原因和改进措施",
    "偏差原因",
    "差异说明",
    "扣分原因",
    "未达标原因及整改措施",
    "未完成情况说明",
    "偏差情况说明",
)
UNKNOWN = ("佐证材料", "数据来源", "指标解释", "责任科室", "指标方向", "评价标准来源", "填报科室")
UNKNOWN_TEXTS = ("验收报告", "业务台账", "按季统计", "财务科", "正向")
DONE = ("完成率", "指标完成率", "完成比例", "完成率（%）")
GROUPS = {"产出指标": "{name}", "一、产出指标": "{n}、{name}", "（一）产出指标": "（{n}）{name}"}
NUMERALS = "一二三四五六七八"
NATURE = ("指标性质", "指标符号", "计算符号", "运算符号", "绩效指标性质")
VALUE = ("指标值", "年度指标值", "绩效指标值", "目标值")
UNIT = ("度量单位", "计量单位", "单位", "绩效度量单位", "指标单位")
OVER_LEVELS = ("绩效指标", "评价指标", "指标体系")
BLOCK_LABELS = ("绩效指标", "年度绩效指标", "绩效\n指标", "指标完成情况", "年度绩效指标完成情况")
TOTALS = ("总分", "合计", "总计", "总　分", "自评总分", "得分合计", "综合得分", "总　计")
SUBTOTALS = ("小计", "{level}小计", "{level}合计")
RATE_ROWS = (
    ("预算执行率", "预算执行率", "预算执行率"),
    ("预算执行率", "预算执行", "预算资金执行率"),
    ("预算执行", "资金执行", "预算执行率"),
)
PREFIXES = ("", "指标{n}：", "{n}.", "★", "指标{n}:")
PLACEHOLDERS = ("指标{n}：", "……", "", "指标{n}:", "…")
WORDS_DONE = ("完成", "已完成")


@dataclass(frozen=True)
class Kind:
    """A second level: its names, what kind it is, and third levels as (name, unit, sense)."""

    kind: str
    names: tuple[str, ...]
    items: tuple[tuple[str, str, str], ...]  # sense: more, less, or the word of a qualitative target


QUANTITY = Kind(
    "quantity",
    ("数量指标",),
    (
        ("开展培训场次", "场", "more"),
        ("补助学生人数", "人", "more"),
        ("农村公路养护里程", "公里", "more"),
        ("发放宣传资料数量", "份", "more"),
        ("新建改造公厕数量", "座", "more"),
        ("完成植树造林面积", "万亩", "more"),
        ("采购设备数量", "台（套）", "more"),
        ("开展监督检查次数", "次", "more"),
        ("免费筛查目标人群人次", "万人次", "more"),
        ("救助困难群众户数", "户", "more"),
        ("维修养护小型水库数量", "座", "more"),
    ),
)
QUALITY = Kind(
    "quality",
    ("质量指标",),
    (
        ("工程验收合格率", "%", "more"),
        ("培训人员合格率", "%", "more"),
        ("补助对象认定准确率", "%", "more"),
        ("业务差错率", "%", "less"),
        ("设备完好率", "%", "more"),
        ("项目完工质量", "", "合格"),
        ("信息系统故障率", "%", "less"),
    ),
)
TIMELINESS = Kind(
    "timeliness",
    ("时效指标",),
    (
        ("项目按期完成率", "%", "more"),
        ("资金拨付及时率", "%", "more"),
        ("工作完成及时性", "", "及时"),
        ("信访事项办结时限", "天", "less"),
        ("项目完成时间", "", "date"),
    ),
)
COST = Kind(
    "cost",
    ("成本指标",),
    (
        ("项目总成本", "万元", "less"),
        ("人均培训成本", "元/人", "less"),
        ("每平方米造价", "元/平方米", "less"),
        ("成本节约率", "%", "more"),
        ("预算成本控制", "", "不超预算"),
    ),
)
ECONOMIC = Kind(
    "economic",
    ("经济效益指标", "经济效益"),
    (("带动农户人均增收", "元", "more"), ("节约财政资金", "", "有效节约"), ("带动社会投资额", "亿元", "more")),
)
SOCIAL = Kind(
    "social",
    ("社会效益指标", "社会效益"),
    (
        ("群众政策知晓率", "%", "more"),
        ("维护社会和谐稳定", "", "有效维护"),
        ("提升公共服务水平", "", "显著提升"),
        ("带动就业人数", "人", "more"),
    ),
)
ECOLOGICAL = Kind(
    "ecological",
    ("生态效益指标", "生态效益"),
    (("垃圾无害化处理率", "%", "more"), ("改善人居环境", "", "有所改善"), ("河流断面水质达标率", "%", "more")),
)
SUSTAINABILITY = Kind(
    "sustainability",
    ("可持续影响指标", "可持续影响", "可持续发展指标"),
    (("长效管理机制", "", "健全"), ("设施持续使用年限", "年", "more"), ("政策可持续影响", "", "长期")),
)
SATISFACTION = Kind(
    "satisfaction",
    ("服务对象满意度指标", "服务对象满意度", "满意度指标", "受益对象满意度指标"),
    (("受益群众满意度", "%", "more"), ("服务对象满意度", "%", "more"), ("参训学员满意率", "%", "more")),
)
ECONOMIC_COST = Kind("cost", ("经济成本指标",), COST.items[:3])
SOCIAL_COST = Kind("cost", ("社会成本指标",), (("对社会发展造成的负面影响", "", "无负面影响"),))


def plain(names: str, *items: tuple[str, str, str]) -> Kind:
    return Kind("other", (names,), items)


DECISION = (
    plain("项目立项", ("立项依据充分性", "", "充分"), ("立项程序规范性", "", "规范")),
    plain("绩效目标", ("绩效目标合理性", "", "合理"), ("绩效指标明确性", "", "明确")),
    plain("资金投入", ("预算编制科学性", "", "科学"), ("资金分配合理性", "", "合理")),
)
PROCESS = (
    plain("资金管理", ("资金到位率", "%", "more"), ("资金使用合规性", "", "合规")),
    plain("组织实施", ("管理制度健全性", "", "健全"), ("制度执行有效性", "", "有效")),
)

# The first level's names, its category, and its second levels.
Level = tuple[tuple[str, ...], str, tuple[Kind, ...]]
OUTPUT: Level = (("产出指标", "产出", "项目产出", "产出目标"), "output", (QUANTITY, QUALITY, TIMELINESS, COST))
OUTPUT_ONLY: Level = (("产出指标",), "output", (QUANTITY, QUALITY, TIMELINESS))
BENEFIT: Level = (
    ("效益指标", "效益", "项目效益", "效果指标"),
    "benefit",
    (ECONOMIC, SOCIAL, ECOLOGICAL, SUSTAINABILITY),
)
CONTENT: Level = (("满意度指标", "满意度", "满意度指\n标"), "satisfaction", (SATISFACTION,))

SCHEMES: dict[str, tuple[Level, ...]] = {
    "output, benefit, satisfaction": (OUTPUT, BENEFIT, CONTENT),
    "cost first": ((("成本指标",), "free", (ECONOMIC_COST, SOCIAL_COST)), OUTPUT_ONLY, BENEFIT, CONTENT),
    "decision to benefit": (
        (("决策", "决策指标", "项目决策"), "decision", DECISION),
        (("过程", "过程指标", "项目过程"), "process", PROCESS),
        OUTPUT,
        (("效益", "效益指标"), "benefit", (ECONOMIC, SOCIAL, SUSTAINABILITY)),
        CONTENT,
    ),
    "department": (
        (
            ("管理效率", "运行管理", "部门管理"),
            "free",
            (
                plain("预算管理", ("预算编制完整性", "", "完整"), ("预算调整率", "%", "less")),
                plain("资产管理", ("资产管理规范性", "", "规范"), ("固定资产利用率", "%", "more")),
            ),
        ),
        (("履职效能", "履职产出", "履职效果"), "free", (plain("重点任务", ("重点工作办结率", "%", "more")),)),
        (("社会效应", "社会满意", "可持续性"), "free", (plain("满意度", ("社会公众满意度", "%", "more")),)),
    ),
}
