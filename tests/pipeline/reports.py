"""A small report and its document, for tests of what comes after the parsers."""

from __future__ import annotations

import datetime
from decimal import Decimal

from ziping.schemas.document import Document, PageInfo, Source
from ziping.schemas.geometry import Box, Place
from ziping.schemas.page import Method
from ziping.schemas.report import (
    Evaluation,
    Fact,
    FundingLine,
    Indicator,
    Note,
    Report,
    Section,
    Stated,
    SubjectKind,
)
from ziping.schemas.text import Printed

DOC_ID = "ab" * 32


def printed(text: str, page: int = 1, x: float = 10.0) -> tuple[Printed, ...]:
    return (Printed(text, page, Box(x, 20.0, x + 10.0 * len(text), 30.0)),)


def stated(value, text: str | None = None, page: int = 1):
    return Stated(value, printed(str(value) if text is None else text, page))


def indicator(**given) -> Indicator:
    row = Place(2, Box(5.0, 50.0, 500.0, 70.0))
    return Indicator(**{"row": row, "category": "output", "kind": "quantity", **given})


def evaluation(**given) -> Evaluation:
    return Evaluation(
        **{
            "subject_kind": SubjectKind.PROJECT,
            "first_page": 1,
            "last_page": 2,
            "subject": stated("甲项目"),
            "total_score": stated(Decimal("97.5"), "97.5"),
            "indicators": (indicator(level3=stated("培训人数"), weight=stated(Decimal(10), "10分")),),
            "sections": (Section(Place(2, Box(0, 0, 1, 1)), 1, stated("产出"), score=stated(Decimal(40))),),
            "funding": (
                FundingLine(
                    Place(1, Box(0, 0, 1, 1)),
                    "total",
                    executed=stated(Decimal(34900), "3.49"),
                    extra=(("备注", stated("无")),),
                ),
            ),
            "facts": (
                Fact("amount", "合计", stated(Decimal(100)), "100元", "CNY", "元", Decimal(1), printed("合计100元")),
                Fact("amount", "甲", stated(Decimal(60)), "60元", "CNY", "元", Decimal(1), printed("甲60元"), parent=0),
            ),
            **given,
        }
    )


def report(*evaluations: Evaluation, notes: tuple[Note, ...] = ()) -> Report:
    return Report(
        stated("绩效自评报告"), None, stated("某局"), stated(2023, "2023年"), stated(datetime.date(2024, 3, 1)),
        evaluations or (evaluation(),), notes,
    )  # fmt: skip


def document(path: str = "report.pdf", doc_id: str = DOC_ID, pages: int = 2) -> Document:
    infos = tuple(PageInfo(n, 595.0, 842.0, Method.TEXT, f"第{n}页") for n in range(1, pages + 1))
    return Document(Source(path, doc_id, 1234), infos)
