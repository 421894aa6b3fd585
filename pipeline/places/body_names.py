"""The name of a public body without code and place: a body is spelled in one way, wherever it is printed."""

from __future__ import annotations

import re

from ziping.pipeline.places.resolve import chain_at

_CODE = re.compile(r"^[\s\[【(（]*[0-9A-Za-z]{2,}[\]】)）]?[\s\-—－_.、:：]*(?=[^\W\d_A-Za-z])")
_LABEL = re.compile(r"^(?:部门|单位)(?:名称)?[:：]?")  # of the field, where a place follows it
_PARTY = "中共"
_COMMITTEE = re.compile(r"^(?:委员会|委|直)")  # 大英县委办公室, 县直机关: the level belongs to the name
_GOVERNMENT = re.compile(r"^人民政府(?=.)")
_ITSELF = frozenset(
    {
        "本单位",
        "本部门",
        "本级",
        "本局",
        "部门",
        "单位",
        "我单位",
        "我局",
        "我部门",
        "机关",
        "局机关",
        "省",
        "市",
        "县",
        "区",
    }
)
# 县乡村振兴局, 区市场监督管理局: a level without the place. What follows must not make a word of its own with it (市场, 区域, 县委).
_LEVEL = re.compile(
    r"^(?:省(?!委|直|级|域)|市(?!委|直|级|域|场|政|容|民|区|郊|长)|[县区旗](?!委|直|级|域|块|划|位|长))(?=.{3,})"
)
_LEVELLED = re.compile(r"(?:局|厅|委员会|办公室|办|中心|协会|联合会|站|所|院|馆|队|社|总工会)$")
_OWN = re.compile(r"(?<=.)(?:[（(]本级[）)]|本级)$")  # of a department's budgets its own: that of the body itself
_PARTY_COMMITTEE = re.compile(r"^([省市县区州盟旗])委员会(?=.)")
# Short ways to write what bodies are called everywhere; the longer of two that end alike first.
_WRITTEN_OUT = (
    ("残联", "残疾人联合会"), ("妇联", "妇女联合会"), ("工商联", "工商业联合会"), ("社科联", "社会科学界联合会"), ("侨联", "归国华侨联合会"),
    ("文联", "文学艺术界联合会"), ("科协", "科学技术协会"), ("卫生健康委", "卫生健康委员会"),
    ("发展改革委", "发展和改革委员会"), ("发改委", "发展和改革委员会"), ("卫健委", "卫生健康委员会"), ("农业农村委", "农业农村委员会"),
    ("住房城乡建设委", "住房和城乡建设委员会"), ("住建委", "住房和城乡建设委员会"), ("国资委", "国有资产监督管理委员会"),
    ("发展改革局", "发展和改革局"), ("发改局", "发展和改革局"), ("卫健局", "卫生健康局"), ("人力资源社会保障局", "人力资源和社会保障局"),
    ("人社局", "人力资源和社会保障局"), ("人社厅", "人力资源和社会保障厅"), ("住房城乡建设局", "住房和城乡建设局"), ("住建局", "住房和城乡建设局"),
    ("住建厅", "住房和城乡建设厅"), ("自然资源规划局", "自然资源和规划局"), ("市场监管局", "市场监督管理局"), ("市监局", "市场监督管理局"),
    ("文化旅游局", "文化和旅游局"), ("文旅局", "文化和旅游局"), ("文旅厅", "文化和旅游厅"), ("教体局", "教育体育局"), ("教育和体育局", "教育体育局"),
    ("医保局", "医疗保障局"), ("医保中心", "医疗保障中心"), ("退役军人局", "退役军人事务局"), ("交通局", "交通运输局"), ("城管局", "城市管理局"),
    ("应急局", "应急管理局"), ("林草局", "林业和草原局"), ("民宗局", "民族宗教事务局"), ("民族宗教局", "民族宗教事务局"), ("工信局", "工业和信息化局"),
    ("工业信息化局", "工业和信息化局"), ("科技局", "科学技术局"), ("街道办", "街道办事处"),
)  # fmt: skip


def body_name(agency: str | None) -> str | None:
    """万里街道办事处 of 上海市普陀区人民政府万里街道办事处; 民政局机关 of 314002-成安县民政局机关; 残疾人联合会 of 县残联.

    None where nothing is printed or what is printed names nobody (本单位).
    """
    if agency is None:
        return None
    name = _CODE.sub("", agency.strip(), count=1).removeprefix(_PARTY)
    label = _LABEL.match(name)
    if label is not None and chain_at(name, label.end(), first=True) is not None:
        name = name[label.end() :]
    while True:
        chain = chain_at(name, 0, first=True)
        if chain is None or chain.end >= len(name):
            break
        rest = name[chain.end :]
        if _COMMITTEE.match(rest):
            rest = name[chain.end - 1] + rest
            name = rest
            break
        name = rest
    name = _PARTY_COMMITTEE.sub(r"\1委", _OWN.sub("", name), count=1)
    name = _written_out(name)
    name = _LEVEL.sub("", name, count=1) if _LEVELLED.search(name) else name
    name = _GOVERNMENT.sub("", name, count=1) if name != agency else name
    return None if not name or name in _ITSELF else name


def _written_out(name: str) -> str:
    """The name with a short way to write its end written out, whatever stands before it (经开区市场监管局)."""
    for short, long in _WRITTEN_OUT:
        if name.endswith(short) and not name.endswith(long):
            return name.removesuffix(short) + long
    return name
