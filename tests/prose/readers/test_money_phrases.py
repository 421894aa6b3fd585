"""What the words before a sum of money make of it."""

from __future__ import annotations

import pytest

from ziping.parsers.lexicon.money import ROLES, money_words
from ziping.parsers.prose.readers.money.owners import source_of
from ziping.parsers.prose.readers.money.phrases import carries, read_phrase


@pytest.mark.parametrize(
    ("words", "role", "rank", "name"),
    [
        ("截至年末兑付", "executed", 2, "截至年末"),
        ("2023年全年实际支付共计", "executed", 2, "2023年全年实际"),
        ("完成发放种粮补贴资金", "executed", 1, "种粮补贴资金"),
        ("省财政批复水毁修复资金", "annual", 1, "水毁修复资金"),
        ("项目初始预算", "initial", 2, "项目初始"),
        ("区级财政年初预算安排", "initial", 2, "区级财政年初"),
        ("年中调整后全年预算数为", "adjusted", 2, "年中调整后全年"),
        ("调整后为", "adjusted", 2, ""),
        ("收到财政资金共", "received", 1, "财政资金"),
        ("县财政下达我局", "received", 1, ""),
        ("资金拨付到位", "received", 2, "资金"),
        ("足额拨付", "transferred", 2, "足额"),
        ("全县共投入资金", "invested", 0, "全县共"),
        ("项目资金共", "annual", 2, "项目资金"),
    ],
)
def test_role_and_name(words: str, role: str, rank: int, name: str):
    phrase = read_phrase(words, 0, len(words))
    assert phrase is not None
    assert (phrase.role, phrase.rank, words[slice(*phrase.name)]) == (role, rank, name)


@pytest.mark.parametrize(
    "words",
    ["超出预算", "年中追加资金", "资金结余", "未支付", "较上年支出减少", "各项待遇支付", "培训学员", "尚未拨付"],
)
def test_no_role(words: str):
    assert read_phrase(words, 0, len(words)) is None


@pytest.mark.parametrize(("name", "told"), [("林木良种", False), ("补贴", True), ("", True), ("某某项目全年", True)])
def test_what_names_money(name: str, *, told: bool):
    assert carries(name, 0, len(name)) is told


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("其中：中央财政资金", "central"),
        ("自治区投入资金", "provincial"),
        ("盟、旗两级投入资金", "local"),
        ("县级配套资金", "local"),
        ("单位自筹资金", "own"),
        ("其他资金", "other"),
        ("护林补贴", None),
        ("我县", None),
    ],
)
def test_sources(name: str, line: str | None):
    owner = source_of(name, 0, len(name))
    assert (owner.line if owner is not None else None) == line


def test_every_word_has_one_role():
    assert set(money_words().roles.values()) == set(ROLES)
