"""The examples of the words of money are tests, and a new word is one line with its example."""

from __future__ import annotations

import pytest

from tests.builders import document, paragraph
from ziping.parsers import parse
from ziping.parsers.lexicon import money
from ziping.parsers.lexicon.matching import VocabularyError, read_toml

EXAMPLES = read_toml("money.toml")["examples"]
COLUMNS = ("initial_budget", "annual_budget", "received", "executed")
TITLE = paragraph("青禾县水利局2023年机井修复项目绩效自评报告")


@pytest.fixture
def with_words(monkeypatch):
    """The words of money with some more of a role; what was compiled of them is forgotten before and after."""

    def use(role, *words):
        data = read_toml("money.toml")
        more = {**data, "roles": {**data["roles"], role: [*data["roles"][role], *words]}}
        monkeypatch.setattr(money, "read_toml", lambda file: more)
        money.money_words.cache_clear()

    yield use
    money.money_words.cache_clear()


def columns_of(sentence):
    (evaluation,) = parse(document(TITLE, paragraph(f"{sentence}。"))).evaluations
    return {c: getattr(line, c) for line in evaluation.funding for c in COLUMNS if getattr(line, c) is not None}


@pytest.mark.parametrize(("sentence", "column"), EXAMPLES.items())
def test_an_example_says_what_it_is_listed_for(sentence, column):
    assert set(columns_of(sentence)) == {column}


def test_a_new_word_is_one_line(with_words):
    sentence = "全年耗用项目资金77.4万元"
    assert "executed" not in columns_of(sentence)
    with_words("executed", "耗用")
    assert set(columns_of(sentence)) == {"executed"}


def test_a_word_has_one_role(with_words):
    with_words("received", "支付")
    with pytest.raises(VocabularyError, match="支付"):
        money.money_words()
