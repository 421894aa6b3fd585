"""Sentences that nobody ends, and lists of very many parts."""

from ziping.parsers.prose.layers.clauses import Clauses

PHRASE = "维护道路3公里支出20万元，"


def sentences(string, figures=()):
    clauses, found, start = Clauses.of(string, figures), [], 0
    while start < len(string):
        _, stop = clauses.sentence(start)
        found.append(string[start:stop])
        start = stop + 1
    return found


def places(string):
    return [(i, i + 1) for i, sign in enumerate(string) if sign.isdigit()]


def test_a_sentence_of_very_many_figures_is_parted_at_its_pauses():
    string = PHRASE * 300 + "完。"
    found = sentences(string, places(string))
    assert len(found) > 2
    assert all(s.startswith("维护") and s.endswith("万元") for s in found[:-1])


def test_a_sentence_of_very_many_characters_without_any_pause_is_parted_in_its_midst():
    found = sentences("字" * 20_000)
    assert [len(s) for s in found] == [6_000, 6_000, 6_000, 1_997]


def test_a_long_sentence_that_somebody_may_have_written_stays_whole():
    string = PHRASE * 60 + "完。"
    assert len(sentences(string, places(string))) == 1
