"""Of which kind of indicator the statements of an item speak: by its own label, or by the headings above it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from ziping.parsers.lexicon import classify, level_of_name
from ziping.parsers.lexicon.entries import shaped, words_of
from ziping.parsers.lexicon.goals import GoalWords, goal_words
from ziping.parsers.prose.layers.outline import Outline
from ziping.parsers.prose.layers.passage import Passage
from ziping.parsers.prose.readers.level_names import CHAPTERS, is_joined, level_of_label, split_chain
from ziping.parsers.prose.readers.targets.names import ASPECT
from ziping.parsers.prose.readers.targets.target_statements import Aim, Head
from ziping.parsers.text.punctuation import up_to

# 数量指标：, 产出指标—数量指标:, 质量指标完成情况。; the words before the sign must be the usual name of a level
_RESULTS_TOLD = shaped("{targets.results_told}")
_LABEL = shaped(
    r"(?P<label>[一-鿿（）()—–\-]{2,20}?)(?P<done>{targets.outcome_heads})?(?:{targets.analysis})?(?:[（(][^（）()]{0,20}[）)])?"
    r"(?P<sign>[：:。]|(?:{scores.side})[，,：:])"
)
_CHAIN_LABEL = re.compile(r"(?P<label>[^，。；：:\n]{4,60})(?=[：:，。；（(])")
_OF_INDICATORS = shaped(
    r"[一-鿿]{0,6}(?:{grammar.indicators})的?(?:{targets.actual_headings})(?:{phrases.results_follow})[：:。]"
)
_GIVEN = re.compile(r"[（(][^（）()]*得[^（）()]*\d[^（）()]*[）)]")
_NEXT_LABEL = re.compile(r"[；;。：:]\s*(?:[（(]?\d{1,2}[）)、．.]|[①-⑳])?\s*")
_HEADING_END = shaped(r"(?:{targets.outcomes_told})?(?:{targets.analysis})?(?:[（(][^（）()]*[）)])?[：:。.]*$")
_SECOND = 2


def heads_of(passage: Passage, outline: Outline, item: int) -> Iterator[tuple[Head, int]]:
    """The kinds of indicators that an item names (数量指标：…；质量指标：…), each with the end of its stretch; else that
    of the heading above it."""
    string, stop = passage.string, outline.items[item].stop
    starts = [outline.items[item].body]
    starts += [m.end() for m in _NEXT_LABEL.finditer(string, starts[0], stop) if _label(string, m.end(), stop)]
    first = None  # the first level told last: 产出指标：…。数量指标：…。效益指标：…
    for start, end in pairwise([*starts, stop]):
        head = _head(passage, outline, item, start)
        if head is not None and start > starts[0] and first is not None and head.level2 is not None:
            head = replace(head, level1=first)
        elif head is not None and head.level2 is None and head.level1 is not None and head.level1[0] >= start:
            first = head.level1
        if head is not None:
            yield head, end


def _label(string: str, start: int, stop: int) -> tuple[list[tuple[int, int]], re.Match[str]] | None:
    """The levels that a stretch begins with, before a colon or full stop; None where it begins otherwise."""
    match = _LABEL.match(string, start, stop)
    if match is None:
        return None
    levels = split_chain(string, *match.span("label"))
    name = string[slice(*levels[-1])]
    return (levels, match) if _names_level2(name) or level_of_label(name) == 1 else None


def _head(passage: Passage, outline: Outline, item: int, body: int) -> Head | None:
    """The kind of indicator that a stretch of an item, or the heading above it, names; None where neither does."""
    chained = _chained_head(passage, outline, item, body)
    if chained is not None:
        return chained
    labelled = _label(passage.string, body, outline.items[item].stop)
    return _named_head(passage, outline, item, *labelled) if labelled else _head_above(passage, outline, item, body)


def _chained_head(passage: Passage, outline: Outline, item: int, body: int) -> Head | None:
    """数量指标——维修泵站：…: the kind, and behind the dash the indicator itself."""
    string = passage.string
    match = _CHAIN_LABEL.match(string, body, outline.items[item].stop)
    levels = split_chain(string, *match.span("label")) if match is not None else []
    if len(levels) < _SECOND or not _names_level2(string[slice(*levels[-2])]):
        return None
    level1 = levels[-3] if len(levels) > _SECOND else _level1_above(passage, outline, item, level2=levels[-2])
    return Head(level1, levels[-2], False, _aim(outline, item), levels[-1][0], bare=True, numbered=True)


def _named_head(
    passage: Passage, outline: Outline, item: int, levels: list[tuple[int, int]], match: re.Match[str]
) -> Head:
    name = passage.string[slice(*levels[-1])]
    aim = Aim.ACTUAL if match["done"] else _aim(outline, item)
    plain = not name.endswith(words_of("targets.kind_ends"))
    given = _GIVEN.search(match[0]) is not None  # 产出数量（20分，得20分）。…: running text tells why
    aspect = given or match["sign"].startswith(ASPECT)  # 数量指标方面，…: running text goes on from there
    level1 = levels[0] if len(levels) > 1 else _level1_beside(passage, outline, item, levels[-1][0])
    first = (
        level1 is None
        and level_of_label(name) == 1
        and (not _names_level2(name) or _beside_level1(passage, outline, item) or _beside_label(passage, outline, item))
    )
    sentences = match["sign"] == "。"  # 3.满意度指标。护林员满意度96%: what follows is running text
    if first:  # 满意度指标 beside 产出指标 and 效益指标 is a first level
        narrative = aspect or sentences or not _names_level2(name) or (aim is None and plain)
        return Head(levels[-1], None, False, aim, match.end(), narrative)
    level1 = level1 or _level1_above(passage, outline, item)
    topic = plain and (aim is None or sentences or not _beside_level(passage, outline, item))
    return Head(level1, levels[-1], plain, aim, match.end(), aspect or topic)


def _head_above(passage: Passage, outline: Outline, item: int, body: int) -> Head | None:
    string, aim, numbered = passage.string, _aim(outline, item), bool(outline.items[item].style)
    level2 = _level2_above(passage, outline, item)
    level1 = _level1_above(passage, outline, item, level2=level2)
    if _names_level2(string[slice(*_heading(passage, outline, item))]):
        return None  # a heading itself
    if level2 is None:
        called_indicators = _OF_INDICATORS.match(string, outline.items[item].body) is not None
        numbered = numbered and (level1 is not None or aim is not None)
        return Head(level1, None, False, aim, body, True, numbered, called_indicators)
    if level_of_label(string[slice(*level2)]) == 1 and _beside_level1(passage, outline, outline.items[item].parent):
        return Head(level2, None, False, aim, body, bare=not numbered)
    return Head(level1, level2, False, aim, body, bare=not numbered)


def _level1_beside(passage: Passage, outline: Outline, item: int, before: int) -> tuple[int, int] | None:
    """2.效益指标完成情况分析。社会效益指标：…: the first level that heads the item itself, before a label in it."""
    start, stop = _heading(passage, outline, item)
    first = stop <= before and level_of_label(passage.string[start:stop]) == 1
    return (start, stop) if first and not is_joined(passage.string[start:stop]) else None


def _level1_above(
    passage: Passage, outline: Outline, item: int, level2: tuple[int, int] | None = None
) -> tuple[int, int] | None:
    """产出指标 as a heading above an item; `level2` is the heading that names its second level."""
    for above in outline.ancestors(item):
        start, stop = _heading(passage, outline, above)
        name = passage.string[start:stop]
        chapter = name in CHAPTERS and name != outline.heading_text(above)
        several = is_joined(name) and not name.endswith(words_of("grammar.indicators"))
        if level_of_label(name) == 1 and not chapter and not several and (start, stop) != level2:
            return start, stop
    return None


def _beside_level1(passage: Passage, outline: Outline, item: int) -> bool:
    """Whether a numbered item stands among others whose headings name first levels."""
    return bool(outline.items[item].style) and 1 in _levels_beside(passage, outline, item)


def _beside_label(passage: Passage, outline: Outline, item: int) -> bool:
    """Whether an item tells first levels before colons: 满意度指标 beside 产出指标：…。效益指标：…. is one, too."""
    string, stop = passage.string, outline.items[item].stop
    starts = [
        outline.items[item].body,
        *(m.end() for m in _NEXT_LABEL.finditer(string, outline.items[item].body, stop)),
    ]
    labels = (label for start in starts if (label := _label(string, start, stop)) is not None)
    names = [string[slice(*levels[-1])] for levels, _ in labels]
    return any(level_of_label(name) == 1 and not _names_level2(name) for name in names)


def _beside_level(passage: Passage, outline: Outline, item: int) -> bool:
    """Whether an item stands among others whose headings name levels: 满意度 beside 质量, not beside 带动效果."""
    return any(level is not None for level in _levels_beside(passage, outline, item))


def _levels_beside(passage: Passage, outline: Outline, item: int) -> Iterator[int | None]:
    here = outline.items[item]
    for k, other in enumerate(outline.items):
        if k != item and (other.parent, other.style) == (here.parent, here.style):
            yield level_of_label(re.split(r"[：:。]", passage.string[slice(*_heading(passage, outline, k))])[0])


def _names_level2(name: str) -> bool:
    kind = classify(None, name)[1]
    level = (
        level_of_name(name) == _SECOND
        or name.endswith(words_of("targets.kind_ends"))
        or name in words_of("phrases.satisfaction_level")
    )
    return level and kind != "other"


def _heading(passage: Passage, outline: Outline, item: int) -> tuple[int, int]:
    """The heading of an item without points, 完成情况 and the like."""
    start, stop = passage.trimmed(*outline.heading(item))
    return start, up_to(_HEADING_END, passage.string, start, stop)


def _level2_above(passage: Passage, outline: Outline, item: int) -> tuple[int, int] | None:
    """数量指标 as the heading right above an item."""
    parent = outline.items[item].parent
    if parent < 0:
        return None
    start, stop = _heading(passage, outline, parent)
    return (start, stop) if stop > start and _names_level2(passage.string[start:stop]) else None


def _aim(outline: Outline, item: int) -> Aim | None:
    """What the headings above say of the statements below them; the nearest that says anything counts."""
    known = goal_words()
    for above in outline.ancestors(item):
        heading = outline.heading_text(above)
        if _names_level2(heading.rstrip("：:。.")):
            continue  # 数量指标 says nothing; 数量指标完成情况 does
        if known.actual_heading.search(heading) and not heading.startswith(words_of("phrases.expected_heading")):
            return Aim.ACTUAL if not _only_targets(heading, known) else Aim.TARGET
        if known.target_heading.search(heading):
            return Aim.TARGET
    return None


def _only_targets(heading: str, known: GoalWords) -> bool:
    """预期产出, 应实现的绩效目标: words of results in a heading about targets."""
    target = known.target_heading.search(heading)
    actual = known.actual_heading.search(heading)
    return target is not None and actual is not None and _RESULTS_TOLD.search(heading) is None
