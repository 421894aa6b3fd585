"""What is lost with the words, what of it in silence, and who is accused of what."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from tests.unknown_words.reading import Failure, Reading


@dataclass
class Tally:
    """Counts over readings, and examples of what must not be."""

    readings: int = 0
    lost: int = 0
    silent: int = 0
    false: int = 0
    kept: int = 0
    true: int = 0
    whole: int = 0  # readings that lost nothing
    warned: int = 0  # of those, with a warning that the words cost
    crashed: int = 0
    columns: Counter[str] = field(default_factory=Counter)  # of what was lost in silence
    rules: Counter[str] = field(default_factory=Counter)  # of false errors
    alarms: Counter[str] = field(default_factory=Counter)  # of warnings though nothing was lost
    examples: list[str] = field(default_factory=list)

    def add(self, whole: Reading, poor: Reading, title: str) -> None:
        """Counts a reading beside that of the same document with all words known."""
        self.readings += 1
        self.crashed += bool(poor.crashed)
        lost = _without_moved(whole.fields - poor.fields, poor.fields - whole.fields)
        count = lost.total()
        told = poor.warned - whole.warned
        failed = whole.evaluated and not poor.evaluated
        loud = bool(told) or bool(poor.crashed) or failed or (poor.partial and not whole.partial)
        self.lost += count
        if not count:
            self.whole += 1
            self.warned += loud
            self.alarms.update({code for code, *_ in told})
        if count and not loud:
            self.silent += count
            for fields, n in lost.items():
                self.columns[f"{fields[0]}.{fields[1]}"] += n
            self.examples.append(f"SILENT {title} {poor.name}: {[tuple(f) for f in lost][:6]}")
        right = [f for f in whole.errors if any(_same(f, g) for g in poor.errors)]
        wrong = [g for g in poor.errors if not any(_same(f, g) for f in (*whole.errors, *whole.others))]
        self.true += len(whole.errors)
        self.kept += len(right)
        self.false += len(wrong)
        for g in wrong:
            self.rules[g.rule] += 1
            self.examples.append(f"FALSE {title} {poor.name}: {g.rule} {g.subject}: {g.message} | lost {count}")
        if poor.crashed:
            self.examples.append(f"CRASH {title} {poor.name}: {poor.crashed}")

    def __str__(self) -> str:
        return "\n".join(
            (
                f"readings {self.readings}, crashed {self.crashed}",
                f"fields lost {self.lost}, in silence {self.silent} ({_share(self.silent, self.lost)}): {_most(self.columns)}",
                f"false errors {self.false} ({100 * self.false / max(1, self.readings):.2f} per 100): {_most(self.rules)}",
                f"precision {_share(self.kept, self.kept + self.false)}",
                f"true errors {self.true}, kept {self.kept} ({_share(self.kept, self.true)})",
                f"nothing lost {self.whole}, warned {self.warned} ({_share(self.warned, self.whole)}): {_most(self.alarms)}",
            )
        )


def _without_moved(lost: Counter[tuple[Any, ...]], gained: Counter[tuple[Any, ...]]) -> Counter[tuple[Any, ...]]:
    """What was lost, but for figures and lines that were read from another place where they are told again."""
    elsewhere = Counter(map(_what, gained.elements()))
    left: Counter[tuple[Any, ...]] = Counter()
    for one in lost.elements():
        if one[-1] and elsewhere[_what(one)]:
            elsewhere[_what(one)] -= 1
        else:
            left[one] += 1
    return left


def _what(one: tuple[Any, ...]) -> tuple[Any, ...]:
    """A value without its place: table, column and value, of a fact the print besides."""
    return (*one[:2], *one[3:]) if one[0] == "facts" else (*one[:2], one[-1])


def _same(one: Failure, other: Failure) -> bool:
    return one.rule == other.rule and one.stated == other.stated


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "-"


def _most(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {n}" for name, n in counts.most_common(14))
