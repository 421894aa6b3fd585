"""Pages with a score sheet that runs over the page break, and what it is put together to."""

from __future__ import annotations

from tests.builders import UP
from tests.layout.pages import (
    HEIGHT,
    SOURCE,
    page,
    ruled,
    tables,
)
from ziping.pipeline.layout import lay_out
from ziping.schemas.page import Page

HEADER = ["一级指标", "二级指标", "三级指标", "目标值", "完成值", "得分"]
WIDTHS = [2, 2, 4, 3, 3, 2]
BOTTOM = HEIGHT - 80


def sheet(rows, number, *, last=False, header=(), **options) -> Page:
    """A page with a table at its top (`last`) or running down to its bottom."""
    height = 40.0
    top = 90.0 if last else BOTTOM - height * len(rows)
    words, rules = ruled(rows, top=top, widths=WIDTHS, row=height, **options)
    return page(words, header, number=number, rules=rules)


def rows_of(start, count, first=("产出", "数量")):
    head = [*first, f"指标{start}", "95%", "96%", "5"]
    return [head, *[[UP, UP, f"指标{start + i}", "95%", "96%", "5"] for i in range(1, count)]]


def stitched(*pages):
    found = tables(lay_out(SOURCE, pages))
    assert len(found) == 1, f"{len(found)} tables"
    return found[0]
