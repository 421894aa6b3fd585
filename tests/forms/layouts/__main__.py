"""Prints what the layouts are read as: python -m tests.forms.layouts FOLDER [NAME]."""

from __future__ import annotations

import sys

from tests.forms.layouts.scoring import layouts, read_layout


def main() -> None:
    right = missed = extra = 0
    for path in layouts(sys.argv[1]):
        if len(sys.argv) > 2 and sys.argv[2] not in path.stem:
            continue
        outcome = read_layout(path)
        lost = [m for m in outcome.misses if m.expected is not None]
        right, missed = right + outcome.right, missed + len(lost)
        extra += sum(m.found is not None for m in outcome.misses)
        notes = sorted({n.code for n in outcome.report.notes})
        print(f"{outcome.f1:.3f}  {path.stem}  right {outcome.right} lost {len(lost)}  {' '.join(notes)}")
        for miss in outcome.misses:
            print(f"    {miss}")
    print(f"{2 * right / (2 * right + missed + extra):.4f}  all  lost {missed}, extra {extra}")


if __name__ == "__main__":
    main()
