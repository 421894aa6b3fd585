"""The loader of the lexicon says what is wrong with an entry, and a new word is one line with its example."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.lexicon.test_examples import columns_of
from ziping.parsers.lexicon import entries as module
from ziping.parsers.lexicon import money, prose
from ziping.parsers.lexicon.entries import Entry, Use, VocabularyError, either, entry, name_of, shaped, words_of
from ziping.parsers.lexicon.headings import FUNDING_COLUMNS
from ziping.parsers.lexicon.matching import names_of

COMPILED = (module.lexicon, module.words_of, money.money_words, prose.words, prose.rate_words, prose.state_words)
SCORE = {"means": "Points.", "headings": ["得分"], "examples": {"heading": ["得 分"]}}
FULL = {"means": "Full points.", "headings": ["分值"], "examples": {"heading": ["分 值"]}}


@pytest.fixture
def lexicon(monkeypatch):
    """Puts another content in the place of a file; what was compiled of it is forgotten before and after."""

    def use(file, change):
        real = module.read_toml
        monkeypatch.setattr(module, "read_toml", lambda f: change(real(f)) if f == file else real(f))
        forget()

    def forget():
        for compiled in COMPILED:
            compiled.cache_clear()

    yield use
    monkeypatch.undo()
    forget()


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"score": {**SCORE, "titles": ["得分"]}}, "no such key: titles"),
        ({"score": {k: v for k, v in SCORE.items() if k != "means"}}, "no meaning"),
        ({"score": {k: v for k, v in SCORE.items() if k != "examples"}}, "no example"),
        ({"score": {"means": "Points.", "examples": {"found": {"得分": ""}}}}, "no word"),
        ({"score": {**SCORE, "headings": []}}, "an empty list"),
        ({"score": {**SCORE, "headings": ["得分", ""]}}, "an empty word"),
        ({"score": {**SCORE, "headings": ["得分", "评分", "得分"]}}, "listed twice under headings: 得分"),
        ({"score": SCORE, "full": {**FULL, "headings": ["分值", "得 分"]}}, r"得分 is scores\.score and scores\.full"),
        ({"score": SCORE, "full": {**FULL, "weak_headings": ["得分"]}}, r"得分 is scores\.score and scores\.full"),
        ({"score": {**SCORE, "ambiguous": ["评分"]}}, "no word of it: 评分"),
        ({"score": {**SCORE, "not_before": {"评分": ["值"]}}}, "no word of it: 评分"),
    ],
)
def test_an_entry_is_refused(lexicon, change, complaint):
    lexicon("scores", lambda data: change)
    with pytest.raises(VocabularyError, match=complaint):
        module.entries("scores")


def test_a_word_chooses_one_concept_of_all_files(lexicon):
    lexicon("levels", lambda data: {**data, "given": {**SCORE, "headings": ["得 分"]}})
    with pytest.raises(VocabularyError, match=r"得分 is scores\.score and levels\.given"):
        module.entries("grammar")


def test_two_concepts_with_the_same_words_are_one(lexicon):
    year = entry("grammar.last_year")
    twin = {"means": "Last year.", "words": [*year.of(Use.WORDS)][::-1], "examples": {"found": {"去年": "去年"}}}
    lexicon("titles", lambda data: {**data, "year_before": twin})
    with pytest.raises(VocabularyError, match="have the same words"):
        module.entries("titles")
    module.lexicon.cache_clear()
    lexicon("titles", lambda data: {**data, "year_before": {**twin, "not_before": {"去年": ["底"]}}})
    assert "year_before" in module.entries("titles")


def test_a_word_may_be_ambiguous(lexicon):
    both = {"rate_verbs": ["拨讫"], "ambiguous": ["拨讫"], "examples": {"rate_verb": ["拨讫"]}}
    lexicon("scores", lambda data: {"one": {"means": "One.", **both}, "other": {"means": "Other.", **both}})
    assert module.entries("scores")["other"].of(Use.RATE_VERBS) == ("拨讫",)


def test_names_of_a_concept_that_code_does_not_know(lexicon):
    lexicon("scores", lambda data: {"points": SCORE})
    with pytest.raises(VocabularyError, match="no such concept: points"):
        names_of(Use.HEADINGS, ("score",), "scores")


def test_words_for_beginnings_and_ends():
    assert words_of("grammar.among") == ("其中",) and name_of("grammar.among") == "其中"
    with pytest.raises(VocabularyError, match="names nothing"):
        name_of("grammar.against")


def test_a_concept_that_does_not_exist():
    with pytest.raises(VocabularyError, match=r"no concept money\.spent"):
        shaped("(?:{money.spent})了?")


def test_the_shape_is_of_code_and_the_words_are_data():
    pattern = shaped(r"\d{1,2}次?(?:{grammar.shapes})")
    assert pattern.search("分为4个阶段, 12月") and not pattern.search("12家")


def test_a_word_is_none_before_or_behind_what_is_barred():
    data = Entry("f", "n", "m", {Use.WORDS: ("及", "设")}, {}, {"及": ("时",)}, {"设": "建"}, (), {}, {})
    assert [bool(shaped(data.pattern).search(t)) for t in ("及其", "及时", "设有", "建设")] == [
        True,
        False,
        True,
        False,
    ]


def test_the_longest_word_wins():
    assert either(["共", "共计", "总计"]) == "共计|总计|共"


@pytest.mark.parametrize("words", [[], [""], ["其中", ""]])
def test_an_empty_word_is_refused(words):
    with pytest.raises(VocabularyError, match="empty"):
        either(words)


def test_a_new_way_of_saying_spent_is_one_word(lexicon):
    # a word that nobody says: one that is said may be added any day
    sentence = "全年耗讫项目资金77.4万元"
    assert "executed" not in columns_of(sentence)
    lexicon(
        "money",
        lambda data: {**data, "executed": {**data["executed"], "verbs": [*data["executed"]["verbs"], "耗讫"]}},
    )
    assert columns_of(sentence) == {"executed"}
    # forms, kinds, states and rates read the same entry
    headings = names_of(Use.FUNDING_HEADINGS, FUNDING_COLUMNS, "money", "scores")
    assert headings.find("当年耗讫合计数").meaning == "executed"
    assert prose.words().expenditure.search("资金耗讫")
    assert dict(prose.state_words())["actual"].search("资金耗讫")
    assert any("耗讫" in group for group in prose.rate_words().verbs)


def test_a_word_says_of_money_one_thing(lexicon):
    lexicon(
        "money",
        lambda data: {**data, "received": {**data["received"], "verbs": [*data["received"]["verbs"], "支付"]}},
    )
    with pytest.raises(VocabularyError, match="支付"):
        money.money_words()


def test_each_concept_is_asked_for():
    code = "".join(f.read_text("utf-8") for f in (Path(__file__).parents[2] / "parsers").rglob("*.py"))
    by_name = {f"{e.file}.{e.name}" for e in module.every_entry() if e.words.keys() <= {Use.WORDS, Use.PATTERNS}}
    # labels and titles are asked for file by file, and what has examples of a use is composed of labels
    composed = {f"{e.file}.{e.name}" for e in module.every_entry() if e.file in ("labels", "titles") or e.examples}
    assert not {name for name in by_name - composed if name not in code}


def test_an_entry_has_its_words_by_use():
    assert entry("money.executed").of(Use.FUNDING_HEADINGS)[0] == "全年执行数"
