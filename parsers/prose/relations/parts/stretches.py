"""A passage cut at semicolons and full stops, and what the words at the front of each stretch say of a total told before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ziping.parsers.lexicon.prose import words
from ziping.parsers.prose.labels.mention import Mention
from ziping.parsers.prose.layers.clauses import OUTSIDE, Clauses, Pause
from ziping.parsers.prose.relations.parts.partition import FEWEST_PARTS
from ziping.parsers.prose.relations.parts.series import may_add, style_in, style_of
from ziping.parsers.text.enumerators import HAN

CLOSING = 3.5  # what words speak for a list that say what it is a list of
_REFERRING = 2.0
_NUMBERING = re.compile(rf"^[\s（(]*(?:{HAN}|\d{{1,2}})?[）)、.．]?")
_NUMBERS = "二两三三四四五五六六七七八八九九"  # two for each number from 2 on


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words between two semicolons or full stops that hold figures.

    Attributes:
        sentence: Number of its sentence in the passage.
        paragraph: Number of its paragraph.
        style: Of the enumerator that its sentence, or what stands behind its colon, begins with; empty without one.
        numbered: Whether the stretch itself begins with an enumerator.
        figures: All of its figures, by index.
        loose: Those that can add up and that no list has claimed.
        head: The name of the total that the words before the list give (项目支出由下列项目构成); empty without one.
        lead: The words before the first loose figure; empty where another figure stands before it.
        above: The paragraph right above it where that holds no figure (三、项目支出情况); else empty.
        word_weight: How much they speak for a list, and `word`, the one that does.
        divides: They say how a total is split (按批次看).
        is_whole: They say that nothing is left out (由以下两部分构成, 按性质划分).
        pieces: How many parts they announce (投向三个方面：); 0 where they give no number.
    """

    sentence: int
    paragraph: int
    style: str
    numbered: bool
    figures: tuple[int, ...]
    loose: tuple[int, ...]
    head: str
    lead: str
    above: str
    word_weight: float
    word: str
    divides: bool
    is_whole: bool
    pieces: int

    @property
    def closes(self) -> bool:
        """Whether the words leave no doubt that a list begins."""
        return self.word_weight >= CLOSING

    def first_of(self, unit: str | None, mentions: Sequence[Mention]) -> int | None:
        """Its first loose figure of a unit; None without one."""
        return next((k for k in self.loose if mentions[k].unit == unit), None)

    def continues(self, first: Stretch) -> bool:
        """Whether a list that begins in `first` may go on here: in the paragraph, in one sentence where words close it,
        or through paragraphs with enumerators of one style."""
        if self.divides:
            return False
        if self.paragraph != first.paragraph:
            return bool(self.style) and self.style == first.style
        return self.sentence == first.sentence or not first.closes or (bool(self.style) and self.style == first.style)


def stretches_of(clauses: Clauses, mentions: Sequence[Mention]) -> tuple[Stretch, ...]:
    """The stretches of a passage that hold figures, in order."""
    return tuple(_stretches(clauses, mentions))


def _stretches(clauses: Clauses, mentions: Sequence[Mention]) -> Iterator[Stretch]:
    cuts = [(m.offset, m.pause) for m in clauses.marks if m.pause >= Pause.PART and m.bracket == OUTSIDE]
    start = front = sentence = paragraph = index = 0
    above = ""
    for stop, pause in [*cuts, (len(clauses.string), Pause.PARAGRAPH)]:
        first = index
        while index < len(mentions) and mentions[index].figure.outer_start < stop:
            index += 1
        if index > first:
            yield _stretch(clauses, mentions, (front, sentence, paragraph), tuple(range(first, index)), above)
        # 按经济分类划分： on a line of its own speaks of the lines below, 支出分为三个方向。 of the sentences behind it
        said = clauses.string[start : stop + 1].rstrip(" \u3000\n")
        announces = index == first and (said.endswith(("：", ":")) or _announced(said) > 0)
        above = "" if index > first else clauses.string[start:stop] if pause == Pause.PARAGRAPH else above
        start = stop + 1
        front = front if announces else start
        sentence += pause >= Pause.SENTENCE
        paragraph += pause == Pause.PARAGRAPH


def _stretch(
    clauses: Clauses, mentions: Sequence[Mention], place: tuple[int, int, int], figures: tuple[int, ...], above: str
) -> Stretch:
    start, sentence, paragraph = place
    loose = tuple(k for k in figures if mentions[k].parent is None and may_add(mentions[k]))
    begins = bool(loose) and loose[0] == figures[0]
    # （一）基本支出情况 on a line of its own numbers the sentence below
    below = style_in(above) if begins and clauses.string[max(0, start - 1) : start] == "\n" else ""
    lead = clauses.string[start : mentions[loose[0]].figure.outer_start] if begins else ""
    known = words()
    headed = known.headed_division.match(_NUMBERING.sub("", lead))
    division = known.division.match(_NUMBERING.sub("", lead)) or headed
    whole = known.whole.search(lead) or _made_up(clauses, mentions, loose)
    head = known.list_head.match(_NUMBERING.sub("", lead)) or headed
    referring = known.referring.match(lead.lstrip(" 　")) or known.opener.search(lead)
    pieces = _announced(lead, anywhere=True)
    counted = known.announced.search(lead) if pieces else None
    rest = head if head is not None and loose and known.rest_head.match(mentions[loose[-1]].label) else None
    closing = ((CLOSING, division), (CLOSING, whole), (CLOSING, counted), (CLOSING, rest))
    told, match = next(
        ((score, m) for score, m in (*closing, (_REFERRING, referring)) if m is not None),
        (0.0, None),
    )
    return Stretch(
        sentence,
        paragraph,
        style_of(clauses, mentions[figures[0]].figure.start) or style_in(lead[lead.rfind("：") + 1 :]) or below,
        style_in(lead) != "" or below != "",
        figures,
        loose,
        head["head"] if head is not None else "",
        lead,
        above,
        told,
        match[0] if match is not None else "",
        division is not None,
        whole is not None
        or pieces > 0
        or rest is not None
        or (division is not None and known.classing.search(division[0]) is not None),
        pieces,
    )


def _announced(words_before: str, *, anywhere: bool = False) -> int:
    """How many parts the end of words announces (投向三个方面：), or with `anywhere` some words in them; 0 for none."""
    found = None
    for match in words().announced.finditer(words_before):
        found = match if anywhere or match.end() == len(words_before) else found
    return _NUMBERS.index(found["number"]) // 2 + 2 if found is not None and found["number"] in _NUMBERS else 0


def _made_up(clauses: Clauses, mentions: Sequence[Mention], loose: tuple[int, ...]) -> re.Match[str] | None:
    """由甲资金50万元、乙资金40万元构成: the word that closes a list from behind; None without one."""
    if len(loose) < FEWEST_PARTS:
        return None
    return words().made_up_tail.match(clauses.string, mentions[loose[-1]].figure.outer_stop)
