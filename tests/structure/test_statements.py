"""Units and periods that running text names."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.builders import document, paragraph
from ziping.parsers.parse import parse
from ziping.parsers.structure.document_info import signed_date, signing_agency
from ziping.parsers.structure.parties import named_agencies, named_supervisor, project_period
from ziping.schemas.document import Align


@pytest.mark.parametrize(
    ("sentence", "agency"),
    [
        ("项目实施单位为青山县图书馆，资金全部到位。", "青山县图书馆"),
        ("该项目由青山镇中心卫生院组织实施。", "青山镇中心卫生院"),
        ("青山县残疾人联合会（以下简称县残联）是参公单位。", "青山县残疾人联合会"),
        ("项目由我局组织实施，实施单位为各乡镇人民政府。", None),
        ("补助资金由县级主管部门负责实施。", None),
        ("工程由12个乡镇和青山县国有林场组织实施。", None),
    ],
)
def test_units_that_are_spoken_of(sentence: str, agency: str | None):
    found = next(named_agencies([paragraph(sentence)]), None)
    assert (found and found.value) == agency


def test_supervisor_and_period():
    prose = [paragraph("主管部门为青山县文化局，项目实施周期为2023年1月1日至2023年12月31日。")]
    supervisor, period = named_supervisor(prose), project_period(prose)
    assert supervisor is not None and supervisor.value == "青山县文化局"
    assert period is not None and period.value == "2023年1月1日至2023年12月31日"


def test_a_unit_known_from_prose_is_told_from_the_project_in_a_title():
    blocks = [
        paragraph("青山镇卫生院基本药物补助项目支出绩效自评报告", align=Align.CENTRE),
        paragraph("项目由青山镇卫生院组织实施，主管部门为青山县卫生健康局。2023年收到补助资金38万元。"),
    ]
    (evaluation,) = parse(document(*blocks)).evaluations
    assert evaluation.subject is not None and evaluation.subject.value == "基本药物补助"
    assert evaluation.agency is not None and evaluation.agency.value == "青山镇卫生院"
    assert evaluation.supervising_department is not None


def test_a_signature_whose_lines_were_joined():
    signature = replace(paragraph("青山县乡村振兴局2025年4月2日"), line_starts=(0, 8))
    agency, day = signing_agency([signature]), signed_date([signature])
    assert agency is not None and agency.value == "青山县乡村振兴局"
    assert day is not None and day.value.isoformat() == "2025-04-02"


def test_a_unit_in_brackets_below_the_title_has_signed():
    agency = signing_agency([paragraph("（青山县林业局）", align=Align.CENTRE), paragraph("2023年下达资金30万元。")])
    assert agency is not None and agency.value == "青山县林业局"
