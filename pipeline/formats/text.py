"""Findings for people: the equation with its figures, and where they stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import BinaryIO

from ziping.pipeline.checks import RULES
from ziping.pipeline.formats.findings import Findings
from ziping.pipeline.formats.selection import Audit, Row
from ziping.pipeline.present.terminal_text import counted, one_line
from ziping.pipeline.reviews.acts import Act

_VERDICTS = {
    "document": "the report's figures do not agree (to be verified)",
    "reading": "the reading may be wrong",
    "undecided": "cannot be decided: look at the page",
}
_ACTS = {"accept": "confirmed", "later": "to be looked into"}
RULE_TITLES = {rule.name: rule.title_zh for rule in RULES}
_KIND = re.compile("（([^（）/]+) / ([^（）/]+)）$")  # （一位数字 / one digit）


Say = Callable[[str], str]  # puts the program's words into the reader's language


def as_text(found: Audit, stream: BinaryIO, lang: str = "", say: Say = str) -> None:
    """The findings by document, then how many there are.

    Args:
        found: The findings.
        stream: Gets them as UTF-8.
        lang: The language of equations: zh, en, or both where it is empty.
        say: Translates everything else.
    """
    for lines in (_documents(found, lang, say), _summary(found, say)):
        stream.writelines(f"{line}\n".encode() for line in lines)


def _documents(found: Audit, lang: str, say: Say) -> Iterator[str]:
    for path, findings in groupby(found.open().by_document(), key=found.path_of):
        yield one_line(path)
        for finding in findings:
            yield from finding_lines(finding, lang, say)
            yield from _reviewed(found.reviewed.get(finding["check_id"]), say)
        yield ""


def finding_lines(finding: Row, lang: str = "", say: Say = str) -> Iterator[str]:
    """A finding as a person reads it: the equation, what may explain it, its name."""
    status = "" if finding["status"] == "fail" else f" ({say(finding['status'])})"
    subject = one_line(finding["subject"] or "")
    yield f"  {say(finding['severity'])}{status}  {rule_in(lang, finding['rule'])}  {subject}{say(_pages(finding))}"
    for language in (lang,) if lang else ("zh", "en"):
        yield f"      {one_line(finding[f'message_{language}'] or '')}"
    if finding["explanations"]:
        slips = (one_line(slip_in(lang, slip)) for slip in finding["explanations"])
        explanations = ("；" if lang == "zh" else "; ").join(slips)
        yield "      " + say(f"perhaps: {explanations}")
    if finding["verdict"]:
        misread = say("; a misreading could explain it") if finding["possible_misread"] else ""
        yield f"      {say(_VERDICTS[finding['verdict']])}{misread}"
    yield "      " + say(f"id {finding['check_id']}")


def _reviewed(act: Act | None, say: Say) -> Iterator[str]:
    if act is not None:
        remark = f": {one_line(act.remark)}" if act.remark else ""
        yield f"      {say(_ACTS.get(act.act or '', 'remark'))}{remark}"


def slip_in(lang: str, slip: str) -> str:
    """An explanation, whose kind is told in both languages, in one of them; as it is where none is named."""
    return _KIND.sub({"zh": r"（\1）", "en": r" (\2)"}.get(lang, r"\g<0>"), slip)


def rule_in(lang: str, rule: str) -> str:
    """What a rule is called: in Chinese with the name that options take."""
    return f"{RULE_TITLES[rule]}（{rule}）" if lang == "zh" else rule


def message_in(lang: str, finding: Row) -> str:
    """What a finding says, in one language."""
    return finding[f"message_{lang}"] or ""


def _pages(finding: Row) -> str:
    pages = sorted({place["page"] for place in finding["evidence"] or () if place["page"] is not None})
    return f"  (page {', '.join(map(str, pages))})" if pages else ""


def _summary(found: Audit, say: Say) -> Iterator[str]:
    open_ = found.open()
    parts = _counted(((severity, n) for (severity,), n in open_.number_by("severity").items()), say)
    files = len(open_.number_by("doc_id"))
    if open_:
        yield say(f"{counted(len(open_), 'finding')} in {counted(files, 'document')}: {parts}")
        yield from blamed(open_, say)
    else:
        yield say("no findings")
    if found.known:
        yield say(f"{counted(found.known, 'known finding')} left out")
    if unfounded := len(found.findings) - len(open_):
        yield say(f"{unfounded} called unfounded by reviewers left out")
    made = say(counted(sum(found.counts.values()), "check"))
    yield f"{made}{say(': ')}{_counted(found.counts.items(), say)}"


def blamed(findings: Findings, say: Say) -> Iterator[str]:
    """How many failures the document is to blame for, apart from those that may have been misread; nothing of none."""
    verdicts = Counter[str]()
    for (status, verdict), number in findings.number_by("status", "verdict").items():
        verdicts[verdict if status == "fail" else ""] += number
    document, doubted = verdicts["document"], verdicts["reading"] + verdicts["undecided"]
    if document or doubted:
        yield say(f"{document} by the document, {doubted} that may have been misread or cannot be decided")


def _counted(items: Iterable[tuple[str, int]], say: Say) -> str:
    return say(", ").join(f"{number} {say(name)}" for name, number in items)
