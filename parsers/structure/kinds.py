"""What kind of document it is, told by its titles, its forms and its chapters, in this order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from enum import StrEnum

from ziping.parsers.forms.types import Form
from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.structure.chapters.heads import numbering_of
from ziping.parsers.structure.titling.titles import is_agency_line, is_imprint
from ziping.schemas.document import Block, Paragraph, Table
from ziping.schemas.report import Indicator
from ziping.schemas.text import Text

_FRONT = 25  # blocks among which a document says what it is
_LONGEST_LINE = 60  # characters of a line of a title
_SENTENCE = re.compile(r"[。；;，,]|[：:]$")
_CONTENTS = re.compile(r"[.．…·]{3,}\s*\d*$|^目\s*录$")  # a line of a table of contents


class DocumentKind(StrEnum):
    """What a document is, as `documents.kind` has it."""

    SELF_EVALUATION = "self-evaluation"
    EVALUATION = "evaluation"
    TARGETS = "targets"
    MONITORING = "monitoring"
    ACCOUNTS = "accounts"
    BUDGET = "budget"
    OTHER = "other"


# What a title says it is the title of. The first that fits decides: a self-evaluation of a budget is no budget, but
# a budget with its goals is one. 预算项目 and 决算绩效 tell of projects and of performance, not of the paper.
_PAPERS = (
    (shaped("{titles.self_evaluation}|{titles.self_check}"), DocumentKind.SELF_EVALUATION),
    (shaped("{titles.monitoring}"), DocumentKind.MONITORING),
    (shaped("{titles.evaluation_by_others}"), DocumentKind.EVALUATION),
    (shaped("{titles.outcome}"), DocumentKind.SELF_EVALUATION),
    (shaped("{titles.accounts}"), DocumentKind.ACCOUNTS),
    (
        shaped("{titles.budget_paper}"),
        DocumentKind.BUDGET,
    ),
    (shaped("{titles.targets_paper}"), DocumentKind.TARGETS),
)
# They say how something is done, and are none of it
_INSTRUCTIONS = shaped("(?:{titles.instructions})$")
_ON_EVALUATION = shaped("{titles.ours}")
_SELF = shaped("{titles.self_evaluation}")
_PUBLIC_FINANCE = frozenset({DocumentKind.BUDGET, DocumentKind.ACCOUNTS})


def tells_of_public_money(kind: DocumentKind) -> bool:
    """Whether all its running text is about a body's own receipts and spending."""
    return kind in _PUBLIC_FINANCE


def document_kind(blocks: Sequence[Block], forms: Sequence[Form]) -> DocumentKind:
    """The kind of a document: what its foremost title says, else what its forms hold, else what most captions say."""
    for run in _front_lines(blocks):
        if (kind := kind_named(_joined(run))) is not None:
            return kind
    titled = [k for f in forms if f.title is not None and (k := kind_named(f.title.value)) is not None]
    if titled:
        return titled[0]
    indicators = [i for f in forms for i in f.indicators]
    if any(_states_result(i) for i in indicators):
        return DocumentKind.SELF_EVALUATION if _speaks_of_itself(blocks) else DocumentKind.EVALUATION
    if indicators:
        return DocumentKind.TARGETS
    lines = (p.text.string.strip() for p in _lines(blocks))
    captions = Counter(k for line in lines if (k := kind_named(line)) is not None)
    return captions.most_common(1)[0][0] if captions else DocumentKind.OTHER


def kind_named(title: str) -> DocumentKind | None:
    """The kind of paper that a title names; None where it names none."""
    if _INSTRUCTIONS.search(title):
        return None
    return next((kind for pattern, kind in _PAPERS if pattern.search(title)), None)


def _states_result(indicator: Indicator) -> bool:
    return indicator.actual_text is not None or indicator.actual_value is not None or indicator.score is not None


def _speaks_of_itself(blocks: Sequence[Block]) -> bool:
    tables = (c.text.string for b in blocks if isinstance(b, Table) for c in b.cells)
    prose = (b.text.string for b in blocks if isinstance(b, Paragraph))
    return any(_SELF.search(s) for part in (prose, tables) for s in part)


def only_instructs(blocks: Sequence[Block]) -> bool:
    """Whether a document is headed as rules, a scheme or a notice: the scores that it tells are nobody's."""
    lines = (_joined((line,)) for line in _lines(blocks[:_FRONT]))
    return next((_INSTRUCTIONS.search(x) is not None for x in lines if _ON_EVALUATION.search(x)), False)


def front_title(blocks: Sequence[Block]) -> Text | None:
    """The foremost title that names a kind of paper, with the unit's name over it."""
    run = next((r for r in _front_lines(blocks) if kind_named(_joined(r)) is not None), None)
    if run is None:
        return None
    if kind_named(_joined(run[-1:])) is not None and not is_agency_line(run[0]):
        run = run[-1:]  # what stands before it belongs to something else
    return Text.of(piece for p in run for piece in p.text.pieces)


def _joined(lines: Sequence[Paragraph]) -> str:
    return "".join(p.text.string.strip() for p in lines)


def _front_lines(blocks: Sequence[Block]) -> Iterator[tuple[Paragraph, ...]]:
    """The lines at the front that may be a title, and those that may be one with the next: 甲局2024年部门 / 预算公开."""
    lines = list(_lines(blocks[:_FRONT]))
    for number, line in enumerate(lines):
        yield (line,)
        if number + 1 < len(lines) and kind_named(line.text.string.strip()) is None:
            yield (line, lines[number + 1])


def _lines(blocks: Sequence[Block]) -> Iterator[Paragraph]:
    for block in blocks:
        if isinstance(block, Paragraph) and not is_imprint(block) and numbering_of(block.text.string) is None:
            string = block.text.string.strip()
            if (
                string
                and len(string) <= _LONGEST_LINE
                and not _SENTENCE.search(string)
                and not _CONTENTS.search(string)
            ):
                yield block
