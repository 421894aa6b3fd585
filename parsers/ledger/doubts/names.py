"""Names that are none: nobody, 本单位, the words of a title, a sum's own word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ziping.parsers.ledger.doubts.context import EvaluationProse, ReadContext, in_table
from ziping.parsers.lexicon import INDICATOR, Fit
from ziping.parsers.lexicon.entries import shaped
from ziping.parsers.lexicon.headings import OF_LEVELS, VALUES
from ziping.parsers.text.normalise import plain
from ziping.schemas.report import Evaluation, Indicator, Note, Stated

_NO_SUBJECT = shaped("{doubts.no_subject}")
_NOBODY = shaped("{doubts.nobody}")
_SUM = shaped("{doubts.bare_sum}")
_ACT = shaped("{doubts.bare_act}")
_POINTED_AT = shaped("{doubts.pointed_at}")
_OF_VALUES = shaped("{doubts.value_heading}")
_COUNTED = ("count",)


def doubtful_names(context: ReadContext, evaluation: Evaluation) -> Iterator[Note]:
    """An evaluation of nobody, or of a subject or by a unit whose name is no name. What a cell gives as the name is it."""
    subject, agency = evaluation.subject, evaluation.agency
    if subject is None and (agency is None or not _is_filled_in(context, evaluation)):
        told = evaluation.total_score or evaluation.grade_text or agency
        message = "nothing says whom or what this evaluation is about"
        yield Note("unknown-subject", message, told.printed if told is not None else ())
    elif (
        subject is not None
        and _NO_SUBJECT.search(plain(subject.value))
        and not in_table(context.tables, subject.printed[0])
    ):
        yield _doubt(
            f"“{subject.value}” was taken for the name of what is evaluated, but does not look like one", subject
        )
    if agency is not None and _NOBODY.fullmatch(plain(agency.value)):
        yield _doubt(f"“{agency.value}” says which unit reports only to those who know it", agency)


def _is_filled_in(context: ReadContext, evaluation: Evaluation) -> bool:
    """Whether some of an evaluation stands in a form, which may have no entry for what it is about."""
    indicators = (r.level3 or r.level2 or r.level1 for r in evaluation.indicators)
    rows = (*indicators, *(r.label for r in evaluation.sections), *(r.line_text for r in evaluation.funding))
    return any(name is not None and in_table(context.tables, name.printed[0]) for name in rows)


def _doubt(message: str, stated: Stated[str]) -> Note:
    return Note("doubtful-name", message, stated.printed)


def doubtful_labels(context: ReadContext, prose: EvaluationProse) -> Iterator[Note]:
    """A figure whose name says nothing but that it is a sum (总计280万元), what was done with it (上级下达53户), or
    in which column of a form it would stand (年初指标值为不低于85%)."""
    evaluation = prose.evaluation
    elsewhere = {id(t.fact) for t in prose.facts if t.tables}  # what is a value of a row has the row's name
    for row in evaluation.indicators:
        name = row.level3 or row.level2
        if name is not None and (_is_heading(name.value) or _POINTED_AT.match(plain(name.value))):
            yield _doubt(f"“{name.value}” was taken for the name of an indicator, but names none", name)
    for level in _levels_that_head(evaluation.indicators):
        yield _doubt(f"“{level.value}” was taken for a level, but is the heading of its column", level)
    wholes = {f.parent for f in evaluation.facts}
    for number, fact in enumerate(evaluation.facts):
        label = plain(fact.label)
        unnamed = (
            (
                number not in wholes and fact.kind != "score" and _SUM.fullmatch(label)
            )  # its parts say of what it is the sum
            or (fact.kind in _COUNTED and _ACT.fullmatch(label))
            or _is_heading(fact.label)
        )
        if unnamed and fact.value is not None and id(fact) not in elsewhere:
            message = f"“{fact.label}” does not say what {fact.value_text} measures"
            yield Note("doubtful-name", message, fact.value.printed)


def _levels_that_head(rows: Sequence[Indicator]) -> Iterator[Stated[str]]:
    """The levels that are the heading of a column, each once."""
    said: set[str] = set()
    for name in (n for row in rows for n in (row.level1, row.level2) if n is not None):
        if name.value in said:
            continue
        said.add(name.value)
        match = INDICATOR.find(name.value)
        if match is not None and match.fit is Fit.WHOLE and match.meaning in OF_LEVELS:
            yield name


def _is_heading(label: str) -> bool:
    """Whether a name is that of a column of targets or results."""
    match = INDICATOR.find(label)
    return (
        match is not None
        and match.meaning in VALUES
        and match.fit >= Fit.ENDING
        and bool(_OF_VALUES.search(match.name))
    )
