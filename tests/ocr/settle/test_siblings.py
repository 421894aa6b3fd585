"""Headings that lost a stroke, completed by those beside them in their row."""

import pytest

from tests.ocr.settle.test_settling import reading, text
from ziping.pipeline.ocr.image.cells import CellKey
from ziping.pipeline.ocr.lines.spotting import Spot
from ziping.pipeline.ocr.recognise.transcribing import Transcript
from ziping.pipeline.ocr.settle.siblings import settle_siblings
from ziping.schemas.geometry import Box


def row(*cells, sure=0.9):
    return [
        Transcript(
            Spot(100 * k, 0, 100 * k + 90, 20, 20),
            Box(50 * k, 0, 50 * k + 45, 10),
            reading(said, sure, 芬="分"),
            CellKey(0, 1, k),
        )
        for k, said in enumerate(cells)
    ]


def told(*cells, sure=0.9):
    return [text(line.reading) for line in settle_siblings(row(*cells, sure=sure))]


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        (["级指标", "二级指标", "三级指标"], ["一级指标", "二级指标", "三级指标"]),
        (["·级指标", "二级指标", "级指标", "分值"], ["一级指标", "二级指标", "三级指标", "分值"]),
        (["级指标", "三级指标"], ["二级指标", "三级指标"]),
        (["一级评价指标", "级评价指标"], ["一级评价指标", "二级评价指标"]),
        (["级指标", "级指标", "级指标"], ["一级指标", "二级指标", "三级指标"]),
        (["级指标", "C级指标", "·级指标", "分值"], ["一级指标", "二级指标", "三级指标", "分值"]),
        (["预数", "执行数", "分值", "执行率", "得分"], ["预算数", "执行数", "分值", "执行率", "得分"]),
        (["年初预算数", "全年执行数", "芬值", "行率"], ["年初预算数", "全年执行数", "分值", "执行率"]),
    ],
)  # fmt: skip
def test_a_heading_is_completed_by_its_siblings(read, meant):
    assert told(*read) == meant


def test_what_was_read_is_kept_and_the_heading_is_doubtful():
    first, *_ = settle_siblings(row("级指标", "二级指标", "三级指标"))
    assert (first.reading[0].raw, first.reading[0].confidence) == ("", 0.5)
    assert [c.raw for c in first.reading[1:]] == [None] * 3


@pytest.mark.parametrize(
    "read",
    [
        ["级指标", "培训人数", "95%"],  # no sibling
        ["级指标", "级指标", "分值"],  # the first two, or the last
        ["级指标", "级指标", "级指标", "级指标"],  # more than forms have
        ["三级指标", "级指标", "一级指标"],
        ["二级指标", "一级指标", "级指标"],  # those that contradict
        ["预数", "培训人数", "执行率"],  # one known heading is no row of headings
        ["分", "执行数", "执行率"],  # 分值 or 得分
    ],
)
def test_without_siblings_that_tell_it_stays(read):
    assert told(*read) == read


def test_what_the_recogniser_is_sure_of_is_no_other_heading():
    assert told("年初预算数", "全年执行数", "芬值", sure=0.99) == ["年初预算数", "全年执行数", "芬值"]
