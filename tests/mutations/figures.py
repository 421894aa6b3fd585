"""Recall, precision and explanations, for each rule and all together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tests.mutations.bench import Outcome, Trial

_FEW = 2  # digits: 20万元, 9.5分; what rounds or scales to the same figure is easy to find for them
_SOME = 4  # digits: 1234万元, 98.5%


def recall(outcome: Outcome) -> float:
    """Failures found of those that had to be."""
    must = sum(sum(t.must.values()) for t in outcome.trials)
    return 1 - sum(sum(t.missed.values()) for t in outcome.trials) / max(1, must)


def precision(outcome: Outcome) -> float:
    """Failures that had to be (or may) of those found."""
    found = sum(sum(t.found.values()) for t in outcome.trials)
    return 1 - sum(sum(t.false.values()) for t in outcome.trials) / max(1, found)


def explained(outcome: Outcome) -> float:
    """Failures whose explanations hold the true slip."""
    told = [hit for t in outcome.trials for _, hit in t.explained()]
    return sum(told) / max(1, len(told))


def digits(trial: Trial) -> int:
    """Significant digits that were printed where the slip is; 0 where it is no figure (a grade)."""
    return len("".join(c for c in trial.slip.right if c.isdigit()).strip("0"))


def by_precision(outcome: Outcome) -> Iterator[tuple[str, Outcome]]:
    """The slips parted by how precisely the figure was printed: those of few digits leave the checks less to go by."""
    for title, low, high in (
        (f"1 to {_FEW} digits", 1, _FEW),
        (f"{_FEW + 1} to {_SOME} digits", _FEW + 1, _SOME),
        (f"more than {_SOME} digits", _SOME + 1, None),
    ):
        mine = [t for t in outcome.trials if digits(t) >= low and (high is None or digits(t) <= high)]
        if mine:
            yield title, Outcome(mine)


def summary(outcome: Outcome, show: int = 0) -> str:
    must, missed, found, false = (Counter[str]() for _ in range(4))
    for trial in outcome.trials:
        for counter, more in ((must, trial.must), (missed, trial.missed), (found, trial.found), (false, trial.false)):
            counter.update(more)
    told = [(row["rule"], hit) for t in outcome.trials for row, hit in t.explained()]
    lines = [f"{'rule':18}{'broken':>8}{'missed':>8}{'found':>8}{'false':>8}{'explained':>12}"]
    for rule in sorted(must.keys() | found.keys()):
        mine = [hit for name, hit in told if name == rule]
        share = f"{sum(mine)}/{len(mine)}"
        lines.append(f"{rule:18}{must[rule]:8}{missed[rule]:8}{found[rule]:8}{false[rule]:8}{share:>12}")
    lines.append(
        f"{len(outcome.trials)} slips: recall {recall(outcome):.4f}  precision {precision(outcome):.4f}"
        f"  explained {explained(outcome):.4f}  ({len(outcome.unjudged)} could not be judged)"
    )
    for title, some in by_precision(outcome):
        lines.append(
            f"  {title}: {len(some.trials)} slips, recall {recall(some):.4f}  precision {precision(some):.4f}"
            f"  explained {explained(some):.4f}"
        )
    for title, chosen in (
        ("missed", [t for t in outcome.trials if t.missed]),
        ("false", [t for t in outcome.trials if t.false]),
        ("unexplained", [t for t in outcome.trials if any(not hit for _, hit in t.explained())]),
    ):
        for trial in chosen[:show]:
            lines.append(f"{title}: {trial.name} must {dict(trial.must)} found {dict(trial.found)}")
            lines += [f"    {r['rule']} {r['message_zh'][:160]} {r['explanations']}" for r in trial.failures[:3]]
    lines += [f"unjudged: {name}" for name in outcome.unjudged[:show]]
    return "\n".join(lines)
