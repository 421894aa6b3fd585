"""Where public bodies are, and what they are called without their place."""

from pathlib import Path

import pytest

from ziping.pipeline.places import Region, body_name, region_of

BODIES = [
    # printed, province, city, county, code, name
    ("成安县民政局", "河北省", "邯郸市", "成安县", "130424", "民政局"),
    ("314002-成安县民政局机关", "河北省", "邯郸市", "成安县", "130424", "民政局机关"),
    ("[155]濉溪县民政局", "安徽省", "淮北市", "濉溪县", "340621", "民政局"),
    ("上海市普陀区人民政府万里街道办事处", "上海市", "上海市", "普陀区", "310107", "万里街道办事处"),
    ("舟山市普陀区教育局", "浙江省", "舟山市", "普陀区", "330903", "教育局"),
    ("湖北省黄冈市蕲春县水利和湖泊局", "湖北省", "黄冈市", "蕲春县", "421126", "水利和湖泊局"),
    ("江苏如皋市司法局", "江苏省", "南通市", "如皋市", "320682", "司法局"),
    ("丽江市古城区自然资源局", "云南省", "丽江市", "古城区", "530702", "自然资源局"),
    ("红河州数据发展中心", "云南省", "红河哈尼族彝族自治州", None, "532500", "数据发展中心"),
    ("峨边县林业局", "四川省", "乐山市", "峨边彝族自治县", "511132", "林业局"),
    ("中共大英县委办公室", "四川省", "遂宁市", "大英县", "510923", "县委办公室"),
    ("大英县人民政府办公室", "四川省", "遂宁市", "大英县", "510923", "办公室"),
    ("阿拉善盟卫生健康委员会", "内蒙古自治区", "阿拉善盟", None, "152900", "卫生健康委员会"),
    ("湖北科技学院", "湖北省", None, None, "420000", "科技学院"),
    ("忠县民政局", "重庆市", "重庆市", "忠县", "500233", "民政局"),
    ("仙桃市农业农村局", "湖北省", None, "仙桃市", "429004", "农业农村局"),
    ("广东省水利厅", "广东省", None, None, "440000", "水利厅"),
    ("国家税务总局", None, None, None, None, "国家税务总局"),
    ("丰禾县水利工程管理站", None, None, None, None, "丰禾县水利工程管理站"),
    ("鼓楼区城市管理局", None, None, None, None, "城市管理局"),  # there are four of the name
    ("城区街道办事处", None, None, None, None, "城区街道办事处"),  # a word, though 晋城 has a district of the name
]


@pytest.mark.parametrize(("printed", "province", "city", "county", "code", "name"), BODIES)
def test_a_body_is_placed_by_its_name(printed, province, city, county, code, name):
    assert region_of([printed]) == Region(province, city, county, code)
    assert body_name(printed) == name


@pytest.mark.parametrize("printed", [None, "", "本单位", "部门", "本级"])
def test_what_names_nobody_has_no_name(printed):
    assert body_name(printed) is None
    assert region_of([printed]) == Region()


def test_a_title_chooses_between_two_of_a_name():
    assert region_of(["鼓楼区城市管理局", None, "南京市鼓楼区2022年度部门整体支出绩效自评报告"]).code == "320106"


def test_what_two_of_a_name_share_is_certain():
    assert region_of(["市中区财政局", "山东省财政厅"]).province == "山东省"
    assert region_of(["市中区财政局", "山东省财政厅"]).county is None


def test_a_county_that_moved_is_where_it_was_last():
    assert region_of(["成安县民政局"], 2020).city == "邯郸市"  # until 1993 in 邯郸地区


def test_the_middle_of_a_sentence_names_no_place_of_two_characters():
    assert region_of(["各市和县级财政安排的资金"]) == Region()


def rows_of(name: str) -> list[list[str | None]]:
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.split("|")] for line in lines if not line.startswith("#")]
    return [[None if cell == "-" else cell for cell in row] for row in rows]


def listed() -> list[tuple[str, Region]]:
    return [(name, Region(*places)) for name, *places in rows_of("bodies.txt")]


def test_agencies_of_published_reports_are_placed_and_named():
    wrong = []
    for agency, department, title, *places, name in rows_of("agencies.txt"):
        found = region_of([agency, department, title])
        if [found.province, found.city, found.county] != places or body_name(agency) != name:
            wrong.append((agency, found, body_name(agency)))
    assert not wrong


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("区市场监督管理局", "市场监督管理局"), ("芜湖市镜湖区市监局", "市场监督管理局"), ("市场监管局", "市场监督管理局"),
        ("市政管理局", "市政管理局"), ("市容环境卫生局", "市容环境卫生局"), ("区域发展局", "区域发展局"), ("县委办公室", "县委办公室"),
        ("中共成安县委员会组织部", "县委组织部"), ("中共成安县委组织部", "县委组织部"), ("县人民政府办公室", "办公室"),
        ("大英县人民政府办公室", "办公室"), ("襄阳市卫生健康委", "卫生健康委员会"), ("卫健委", "卫生健康委员会"), ("县残联", "残疾人联合会"),
        ("高新区人社局", "高新区人力资源和社会保障局"), ("成安县教育局（本级）", "教育局"), ("普陀区万里街道办", "万里街道办事处"),
        ("市本级", None), ("我局", None),
    ],
)  # fmt: skip
def test_one_body_has_one_spelling(printed, name):
    assert body_name(printed) == name


def test_a_district_is_no_word_of_a_sentence():
    assert region_of(["市区两级财政局"]) == Region()


def test_three_hundred_bodies_are_placed_or_left_open():
    bodies = listed()
    found = [(name, region_of([name]), right) for name, right in bodies]
    placed = [f for f in found if f[1] != Region()]
    wrong = [f for f in placed if (f[1].province, f[1].city, f[1].county) != (f[2].province, f[2].city, f[2].county)]
    placeable = sum(right != Region() for _, right in bodies)
    assert len(bodies) >= 300
    assert len(wrong) <= 0.02 * len(placed), wrong
    assert len(placed) >= 0.9 * placeable, [f[0] for f in found if f[1] == Region() != f[2]]
