"""The vocabulary of prose is data: it loads, and it says what is wrong with it."""

from __future__ import annotations

import pytest

from ziping.parsers.lexicon import prose as module
from ziping.parsers.prose.labels.trimming import after_name, before_name


def test_every_list_compiles():
    for patterns in (module.words(), module.score_words()):
        assert patterns is not None


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("2023年，我局实际发放资金共计", "实际发放资金"),
        ("甲市乙保障中心2023年初预算收入", "年初预算收入"),
        ("2023年决算报表中本年收入", "本年收入"),
        ("其中完成投资", "完成投资"),
        ("及时率达到", "及时率"),
        ("项目建设", "项目建设"),
        ("完成的有", "完成"),
        ("（1）困难群众人均", "困难群众人均"),
        ("三公经费由上年的", "三公经费"),
        ("增加至2022年的", ""),
        ("共", ""),
    ],
)
def test_names_before_a_figure(raw: str, name: str):
    assert before_name(raw) == name


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("用于印刷宣传资料", "印刷宣传资料"),
        ("企业进行了失业动态监测工作", "失业动态监测企业"),
        ("新增缴费补助", "新增缴费补助"),
        ("（社区）服务网点", "服务网点"),
        ("参评项目中", "参评项目"),
        ("，其中", ""),
        ("左右", ""),
    ],
)
def test_names_behind_a_figure(raw: str, name: str):
    assert after_name(raw) == name
