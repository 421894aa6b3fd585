"""Labels of heads are read by their words, never by lists of whole labels."""

from __future__ import annotations

import pytest

from tests.builders import LEFT, document, paragraph, table, text
from ziping.parsers import parse
from ziping.parsers.lexicon.entries import Use, entries
from ziping.parsers.lexicon.fields import field_of, fields_of, stated_name
from ziping.parsers.lexicon.labels import LabelGrammar
from ziping.schemas.document import Align


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("市级预算单位全称", "agency"),
        ("镇级实施单位名称", "agency"),
        ("项目实施主体", "agency"),
        ("具体承办科室", "agency"),
        ("使用资金单位（盖章）", "agency"),
        ("实施（主管）单位", "agency"),
        ("主管及实施单位", "agency"),
        ("县（市、区）主管部门", "supervising_department"),
        ("自治区主管部门", "supervising_department"),
        ("资金主管处室", "supervising_department"),
        ("业务归口管理部门", "supervising_department"),
        ("主 管 部 门", "supervising_department"),
        ("主管部门及代码", "supervising_department"),
        ("市县财政部门", "other"),
        ("预算部门全称", "department"),
        ("被评价单位", "department"),
        ("专项（资金）名称", "project"),
        ("二级项目全称", "project"),
        ("项目预算执行期", "period"),
        ("工程起止日期", "period"),
        ("项目开工时间", "start"),
        ("项目竣工日期", "end"),
    ],
)
def test_a_composed_label(label: str, field: str):
    assert field_of(label) == field


@pytest.mark.parametrize(
    "wording",
    ["项目资金", "项目管理", "预算执行", "资金管理规范", "实施单位按时完成", "完成", "预算", "主管", "年度目标完成", "单位成本", "绩效评价"],
)  # fmt: skip
def test_no_label(wording: str):
    assert field_of(wording) in (None, "unit")


def test_a_label_of_two_parts():
    assert fields_of("承担单位/责任人") == ("agency", "person")
    assert fields_of("主管部门／实施单位") == ("supervising_department", "agency")
    assert fields_of("得分/小计") == ()


def test_what_words_compose_is_listed_nowhere():
    listed = [e for file in ("heads", "scores") for e in entries(file).values()]
    grammar = LabelGrammar.of({name: e.of(Use.WORDS) for name, e in entries("labels").items()})
    assert not {w for e in listed for w in e.of(Use.FIELD_LABELS) if grammar.field_of(w) == e.name}


def _agencies(label: str, value: str) -> tuple[str | None, str | None]:
    form = table(
        [
            ["项目名称", "校舍维修", LEFT, LEFT],
            [label, value, LEFT, LEFT],
            ["一级指标", "三级指标", "分值", "得分"],
            ["产出指标", "维修校舍", "100", "99"],
        ]
    )
    (evaluation,) = parse(document(paragraph("项目支出绩效自评表", align=Align.CENTRE), form)).evaluations
    return (
        evaluation.agency and evaluation.agency.value,
        evaluation.supervising_department and evaluation.supervising_department.value,
    )


def test_values_with_slashes_are_parted_like_their_labels():
    assert _agencies("承担单位/责任人", "青山县农技中心/推广科") == ("青山县农技中心", None)
    assert _agencies("主管部门/实施单位", "青山县教育局/青山县一中") == ("青山县一中", "青山县教育局")
    assert _agencies("实施单位", "青山县教育局/青山县一中") == ("青山县教育局/青山县一中", None)


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("314002-青山县民政局", "青山县民政局"),
        ("[155]青山县民政局", "青山县民政局"),
        ("（021）青山县民政局", "青山县民政局"),
        ("219001 青山镇人民政府", "青山镇人民政府"),
        ("51092324T000010263357-2023年安可替代项目", "2023年安可替代项目"),
        ("2023年安可替代项目", "2023年安可替代项目"),
        ("（2023）安可替代项目", "（2023）安可替代项目"),
        ("19名百岁老人津贴", "19名百岁老人津贴"),
        ("12345热线运行费", "12345热线运行费"),
    ],
)
def test_codes_are_no_part_of_names(printed: str, name: str):
    found = stated_name(text(printed), 0, len(printed))
    assert found is not None and found.value == name


@pytest.mark.parametrize("stand_in", ["本单位", "我局", "部门"])
def test_a_word_that_stands_for_a_name_gives_way_to_one(stand_in: str):
    form = table(
        [
            ["项目名称", "古籍修复", "项目实施单位", stand_in],
            ["一级指标", "三级指标", "分值", "得分"],
            ["产出指标", "修复册数", "100", "99"],
        ]
    )
    title, entry = paragraph("项目支出绩效自评表", align=Align.CENTRE), paragraph("单位名称：青山市图书馆")
    (evaluation,) = parse(document(title, entry, form)).evaluations
    assert evaluation.agency is not None and evaluation.agency.value == "青山市图书馆"


def test_a_form_on_a_department_asks_for_it_as_the_department_in_charge():
    form = table(
        [
            ["主管部门", "青山区水务局", "自评总分（分）", "95"],
            ["一级指标", "三级指标", "分值", "得分"],
            ["产出指标", "河道清淤", "100", "95"],
        ]
    )
    (evaluation,) = parse(document(paragraph("部门整体绩效自评表", align=Align.CENTRE), form)).evaluations
    assert evaluation.subject is not None and evaluation.subject.value == "青山区水务局"
    assert evaluation.supervising_department is None
