"""The rule `cross-reference`: one quantity, printed in several places."""

from __future__ import annotations

from collections.abc import Iterator

from ziping.pipeline.checks.findings.declaration import rule
from ziping.pipeline.checks.findings.finding import Finding
from ziping.pipeline.checks.loading.rows import Case
from ziping.pipeline.checks.rules.crossref.funding_amounts import amounts
from ziping.pipeline.checks.rules.crossref.labelled import labelled_quantities
from ziping.pipeline.checks.rules.crossref.satisfaction import satisfaction
from ziping.pipeline.checks.rules.crossref.scores import execution_rates, total_scores


@rule("cross-reference", "前后一致")
def cross_reference(case: Case) -> Iterator[Finding]:
    """The same quantity, stated in several places of a document, has the same value.

    Identity: the figures agree, each standing for every value that rounds to it (79.79 万元 and 797876.4 元).
    `stated` is the one printed more coarsely, else the one that stands first; all places are evidence,
    and each quantity is reported once.
    Source: prose, form, score sheet and appendix of one report speak of one subject.
    Applies: to the total score; the execution rate; budget, funds received and spending; satisfaction;
    indicators and figures of the same name. They are matched by meaning: kind, unit, role and name.
    Agreement needs a likely match; a failure needs a certain one (an error) or a very likely one (a
    warning). Never compared: initial budget, adjusted budget and spending with each other; a target with a
    figure that meets it; other years or periods; a part with its total; names that any batch or project has (建设内容,
    涉及村庄); counts in other words (146份, 142件).
    Undecided: figures that may be of different things are not compared.
    """
    yield from total_scores(case)
    yield from execution_rates(case)
    in_block: set[str] = set()
    for finding in amounts(case):
        in_block.update(operand.row_id for operand in finding.operands)
        yield finding
    yield from satisfaction(case)
    yield from labelled_quantities(case, in_block)


__all__ = ["cross_reference"]
