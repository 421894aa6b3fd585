"""Parts whose total stands sentences away or behind them, and figures that belong to the list around an inner one."""

from __future__ import annotations

import pytest

from tests.builders import paragraph
from ziping.parsers.prose import read_prose

SPENT = (
    "全年支出8230万元，预算执行率93.8%。支出较上年的9105万元减少875万元。|全年支出8230万元中，按性质分：工资福利支出5812万元、资本性支出"
    "2418万元。按类别分：基本支出4214.4万元、项目支出4015.6万元。|车辆保有量10辆。|三、主要项目支出情况|（一）公共卫生服务1896.3万元；|"
    "（二）药物补助412.3万元；|（三）疫苗接种1707万元。"
)
ITEMS = (
    "全年支出1710.94万元，具体为：低保金886.32万元，保障1124户；特困供养297.88万元，供养512人，其中集中供养187人；临时救助486.74万元，"
    "救助2430人次。"
)
PAIRS = (
    "上级安排资金2792万元，实际到位2200万元，到位率78.8%。分项目如下：①护林员补助应到位1512万元，实际到位1512万元；②草原修复补助应到位"
    "860万元，实际到位688万元；③退耕补助应到位420万元，实际到位0万元。"
)
BATCHES = "3月预拨4440万元，10月预拨1260万元，12月依据考核结果清算拨付519.84万元，全年实际拨付6219.84万元。"
SHARES = (
    "项目全年预算9361.5万元，执行率93%。全年完工312台。|一、资金来源。预算由市级补贴和区级财力共同承担，其中市级补贴3744.6万元，占40%；"
    "区级财力5616.9万元，占60%。"
)
GROWN = "“三公”经费支出11.28万元，其中公务用车费7.35万元、接待费3.93万元；比上年支出12.05万元下降6.39%。"


@pytest.mark.parametrize(
    ("passage", "parents"),
    [
        (
            SPENT,
            {"1896.3万元": "4015.6万元", "412.3万元": "4015.6万元", "1707万元": "4015.6万元", "2418万元": "8230万元"},
        ),
        (ITEMS, {"886.32万元": "1710.94万元", "187人": "512人", "486.74万元": "1710.94万元"}),
        (PAIRS, {"860万元": "2792万元", "688万元": "2200万元", "420万元": "2792万元", "0万元": "2200万元"}),
        (BATCHES, {"4440万元": "6219.84万元", "1260万元": "6219.84万元", "519.84万元": "6219.84万元"}),
        (SHARES, {"3744.6万元": "9361.5万元", "40%": "9361.5万元", "5616.9万元": "9361.5万元", "60%": "9361.5万元"}),
        (GROWN, {"7.35万元": "11.28万元", "3.93万元": "11.28万元", "6.39%": "11.28万元"}),
        # a sum that comes to nothing, and a run picked out of a sentence that tells more
        ("项目支出400万元。|车辆10辆。|药物补助171万元，疫苗接种212万元。", {"171万元": None, "212万元": None}),
        (
            "项目支出383万元。预算充足。|车辆10辆。|运行良好。|药物补助171万元，疫苗接种212万元，培训9万元。",
            {"171万元": None},
        ),
    ],
)
def test_parts_go_with_the_total_that_they_make(passage: str, parents: dict[str, str | None]):
    facts = read_prose([(i, paragraph(p)) for i, p in enumerate(passage.split("|"))]).facts
    found = {f.value_text: None if f.parent is None else facts[f.parent].value_text for f in facts}
    assert {k: found[k] for k in parents} == parents
