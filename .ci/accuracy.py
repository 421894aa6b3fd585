"""Measures the main job on a corpus with right answers, and fails where a figure falls below its threshold.

accuracy.py CORPUS TOOLS: CORPUS holds PDFs and `gold/`, TOOLS the two programs that compare.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# The one place where the project says how good it has to be. Shares of 1; counts of findings.
OVERALL_F1 = 0.98
SCANS_F1 = 0.97
FACTS_RECALL = 0.92
MISSED_FINDINGS = 0
FALSE_ALARMS = 0
GROUNDED = 0.99
TIGHT = 0.95

_VARIANTS = re.compile(r"-(scan|ocrlayer|radicals)$")  # of the same documents: not born digital, or other fonts


@dataclass(frozen=True)
class Figure:
    """A measured figure and what it has to be."""

    name: str
    value: float
    bound: float
    at_most: bool = False

    @property
    def good(self) -> bool:
        return self.value <= self.bound if self.at_most else self.value >= self.bound

    def __str__(self) -> str:
        sign = "≤" if self.at_most else "≥"
        return f"{'  ' if self.good else '✗ '}{self.name:24} {self.value:8.4f}   {sign} {self.bound}"


def main(corpus: Path, tools: Path) -> int:
    """Ingests the reports of the corpus, as born digital and as scans, and prints every figure; 1 where one is not good."""
    reports = sorted(corpus.glob("*.pdf"))
    variants = [f for f in reports if _VARIANTS.search(f.stem)]
    with tempfile.TemporaryDirectory() as folder:
        dataset = Path(folder, "dataset")
        found, shown = _scores(tools, corpus, dataset, [f for f in reports if f not in variants])
        grounding = _run(tools / "grounding.py", dataset, corpus)
        of_scans, shown_of_scans = _scores(tools, corpus, Path(folder, "scans"), variants)
    figures = (
        Figure("overall F1", found["overall_f1"], OVERALL_F1),
        Figure("recall on facts", found["tables"]["facts"]["recall"], FACTS_RECALL),
        Figure("findings missed", len(found["findings"]["missed"]), MISSED_FINDINGS, at_most=True),
        Figure("false alarms", len(found["findings"]["false_alarms"]), FALSE_ALARMS, at_most=True),
        Figure("grounded", _figure_after("grounded", grounding), GROUNDED),
        Figure("tight", _figure_after("tight", grounding), TIGHT),
        Figure("overall F1 of scans", of_scans["overall_f1"], SCANS_F1),
        Figure("false alarms on scans", len(of_scans["findings"]["false_alarms"]), FALSE_ALARMS, at_most=True),
    )
    good = all(f.good for f in figures)
    if not good:
        print(shown, grounding, shown_of_scans, sep="\n")
    print(*figures, sep="\n")
    return 0 if good else 1


def _scores(tools: Path, corpus: Path, dataset: Path, reports: list[Path]) -> tuple[dict[str, Any], str]:
    """Ingests reports. Returns the figures of the comparison with the right answers, and what it prints."""
    _run("-m", "ziping", "ingest", "--quiet", "--out", dataset, *reports)
    scores = dataset.with_suffix(".json")
    shown = _run(tools / "score.py", dataset, corpus / "gold", "--json", scores)
    return json.loads(scores.read_text("utf-8")), shown


def _run(*arguments: str | Path) -> str:
    done = subprocess.run([sys.executable, *map(str, arguments)], check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout


def _figure_after(word: str, text: str) -> float:
    match = re.search(rf"{word} ([0-9.]+)", text)
    if match is None:
        raise SystemExit(f"no figure for {word!r} in:\n{text}")
    return float(match[1])


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
