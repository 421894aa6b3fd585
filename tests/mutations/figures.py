"""Recall, precision and explanations, for each rule and all together."""

from __future__ import annotations

from collections import Counter

from tests.mutations.bench import Outcome


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
