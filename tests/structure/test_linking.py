"""Which parts speak of one subject."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.builders import LEFT, document, paragraph, table, text
from ziping.parsers import parse
from ziping.parsers.structure.linking import PartSummary, link
from ziping.parsers.structure.subjects import Subject
from ziping.schemas.document import Align, Document
from ziping.schemas.report import Stated, SubjectKind

PROJECT, DEPARTMENT = SubjectKind.PROJECT, SubjectKind.DEPARTMENT


def _of(kind: SubjectKind | None, name: str | None = None, *, whole: bool = False, of_project: bool = False) -> Subject:
    return Subject(kind, None if name is None else Stated(name, text(name).printed()), whole, of_project)


def _report(name: str, total: int | None = None, *money: int) -> PartSummary:
    return PartSummary(_of(PROJECT, name), total is not None, False, _points(total), frozenset(map(Decimal, money)))


def _form(name: str, total: int | None = None, *money: int) -> PartSummary:
    return PartSummary(_of(PROJECT, name), True, True, _points(total), frozenset(map(Decimal, money)))


def _points(total: int | None) -> Decimal | None:
    return None if total is None else Decimal(total)


@pytest.mark.parametrize(
    ("report", "form"),
    [
        (_report("农机购置补贴", 96, 300), _form("农机购置与应用补贴", 96, 300)),
        (_report("青山县农村危房改造补助资金", 95), _form("危房改造", 95)),
        (_report("县级机井修复项目", None, 40), _form("机井修复配套资金", None, 40)),
        (_report("老旧小区改造及配套工程项目", 97), _form("老旧小区改造", 97)),
    ],
)
def test_a_report_and_the_form_behind_it_are_one(report: PartSummary, form: PartSummary):
    assert link([report, form]) == (0, 0)
    assert link([form, report]) == (0, 0)


@pytest.mark.parametrize(
    "forms",
    [
        (_form("养老服务补助", 95, 40), _form("居家养老服务补助", 98, 60)),
        (_form("中央农村公路补助", 98, 40), _form("省级农村公路补助", 98, 40)),
        (_form("造林补助", 98, 40), _form("防火补助", 98, 40)),
        (_form("社区食堂补贴一期", 90, 40), _form("社区食堂补贴二期", 95, 41)),
    ],
)
def test_forms_of_several_projects_stay_apart(forms: tuple[PartSummary, ...]):
    assert link(forms) == (0, 1)


def test_a_report_with_other_sums_and_another_score_is_about_something_else():
    assert link([_report("校舍维修", 88, 70), _form("教学设备购置", 95, 20)]) == (0, 1)


def test_parts_of_one_subject_come_together():
    sheet = PartSummary(_of(None), True, True)
    assert link([_report("甲项目"), sheet, _form("乙项目"), _report("甲项目")]) == (0, 0, 1, 0)


def test_a_letter_belongs_to_the_only_project():
    project, letter = _form("甲项目"), PartSummary(_of(DEPARTMENT))
    assert link([project, letter]) == (0, 0)
    assert link([project, PartSummary(_of(DEPARTMENT), scores=True)]) == (0, 1)
    assert link([project, PartSummary(_of(DEPARTMENT, whole=True))]) == (0, 1)
    assert link([letter, project, _form("乙工程")]) == (0, 1, 2)


def test_a_report_that_does_not_name_its_project_has_its_score_and_its_budget():
    money = frozenset((Decimal(100000),))
    form = _form("档案抢救与保护专项经费", 100, 100000)
    assert link([PartSummary(_of(None, of_project=True), True, False, Decimal(100), money), form]) == (0, 0)
    assert link([PartSummary(_of(None, of_project=True), True, False, Decimal(88), money), form]) == (0, 1)
    assert link([PartSummary(_of(None, whole=True), True, False, Decimal(100), money), form]) == (0, 1)


def test_a_second_sheet_without_a_name_is_about_something_else():
    nameless = PartSummary(_of(None), True, True)
    assert link([_form("甲"), nameless, nameless]) == (0, 1, 2)


def _sheet(*head: str) -> list[list[str]]:
    return [
        *([[*head, LEFT, LEFT]] if head else []),
        ["一级指标", "三级指标", "分值", "得分"],
        ["产出指标", "修复机井", "50", "48"],
        ["效益指标", "灌溉保证率", "50", "48"],
    ]


def _parsed(*blocks: object) -> list[tuple[str | None, int]]:
    found = parse(document(*blocks)).evaluations  # type: ignore[arg-type]
    return [(e.subject.value if e.subject else None, len(e.indicators)) for e in found]


def _title(string: str) -> Document:
    return paragraph(string, align=Align.CENTRE, size=22)  # type: ignore[return-value]


def test_a_table_of_indicators_behind_a_report_is_its_sheet():
    report = (
        _title("青禾县2021年机井修复项目绩效自评报告"),
        paragraph("一、概况"),
        paragraph("全年修复机井48眼，自评得分96分。"),
    )
    for caption in ("附表：绩效评价指标表", "附件1 绩效自评指标评分表", "项目支出绩效自评表"):
        assert _parsed(*report, _title(caption), table(_sheet())) == [("机井修复项目", 2)]


def test_report_table_and_annex_tell_of_one_project():
    assert _parsed(
        _title("青禾县水务局2021年机井修复项目绩效自评报告"),
        paragraph("一、概况"),
        paragraph("项目预算40万元，支出40万元，自评得分96分。"),
        paragraph("附件1"),
        _title("项目支出绩效自评表"),
        table(_sheet("项目名称", "青禾县机井修复")),
    ) == [("机井修复项目", 2)]


def test_the_cover_of_several_forms_is_no_department():
    forms = [
        b for name in ("机井修复", "渠道清淤") for b in (_title("项目支出绩效自评表"), table(_sheet("项目名称", name)))
    ]
    cover = (_title("青禾县水务局2021年度项目支出绩效自评表"), paragraph("我局组织2个项目开展绩效自评，现予公开。"))
    assert _parsed(*cover, *forms) == [("机井修复", 2), ("渠道清淤", 2)]
    scored = (_title("青禾县水务局2021年度部门整体支出绩效自评报告"), paragraph("我局整体支出自评得分95分。"))
    assert [name for name, _ in _parsed(*scored, *forms)] == ["青禾县水务局", "机井修复", "渠道清淤"]


def test_sheets_of_two_units_are_two_evaluations():
    def sheet(name: str) -> PartSummary:
        return PartSummary(_of(DEPARTMENT, name), True, True)

    assert link([sheet("青山市图书馆"), sheet("青山市博物馆")]) == (0, 1)
    assert link([sheet("市图书馆"), sheet("青山市图书馆")]) == (0, 0)
    assert link([PartSummary(_of(DEPARTMENT, "云台区残联")), sheet("青山市云台区残疾人联合会")]) == (0, 0)


def test_the_line_of_a_list_beside_a_form_is_the_projects():
    listed = table(
        [
            ["项目名称", "预算数（万元）", "执行数（万元）", "自评得分"],
            ["机井修复", "40", "38", "96"],
            ["渠道清淤", "30", "30", "90"],
        ]
    )
    money = [["资金（万元）", "全年预算数", "全年执行数", "执行率"], ["年度资金总额", "40", "38", "95%"]]
    form = table([["项目名称", "机井修复", LEFT, LEFT], *money, *_sheet()])
    caption = _title("青禾县水务局2021年度项目支出绩效自评汇总表")
    first, second = parse(document(caption, listed, _title("项目支出绩效自评表"), form)).evaluations
    assert [x.line for x in first.funding] == ["project", "total"]
    assert [x.line for x in second.funding] == ["total"]


def test_a_general_part_before_all_others_is_the_departments():
    general, project = PartSummary(_of(None)), _form("惠民演出", 94)
    whole = PartSummary(_of(DEPARTMENT, "甲县文化馆"), True, True, Decimal(90))
    assert link([general, project, whole]) == (0, 1, 0)
    assert link([general, project]) == (0, 1)  # where none is evaluated, it is nobody's
    assert link([PartSummary(_of(None), True), project, whole]) == (0, 1, 2)  # with a score it is about somebody
