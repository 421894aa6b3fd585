"""Whose reports a dataset holds: the files of two folders that have nothing to do with each other are not mixed unasked."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from ziping.pipeline.errors import UsageError
from ziping.pipeline.inputs.discovery import Inputs
from ziping.pipeline.store.manifest import Entry, Manifest, is_there


def refuse_mixture(before: Manifest, inputs: Inputs, out: object) -> None:
    """Lets a run pass that adds to the folder that the dataset holds already, to one within it or around it.

    Raises:
        UsageError: when the dataset holds another folder, whose files are still there.
    """
    new = {_root(str(i.location), i.path) for i in inputs.files}
    new |= {_root(str(i.location), i.path) for i in inputs.unusable}
    others = {_root(e.location, e.path): e for e in before.entries}
    if not new or not others or any(_related(a, b) for a in new for b in others):
        return
    held = sorted(root for root in others if _still_there(root, before.entries))
    if held:
        raise UsageError(
            f"{out} holds the reports of {' and '.join(held)}; those of {' and '.join(sorted(new))} are not mixed with them "
            "unasked. Give them a dataset of their own (--out FOLDER), or say --add."
        )


def _root(location: str, path: str) -> str:
    """The folder that a name in the dataset is relative to."""
    if location.endswith(path):
        return location[: -len(path)].rstrip("/") or "/"
    return str(PurePosixPath(location).parent)


def _related(one: str, other: str) -> bool:
    a, b = f"{one.rstrip('/')}/", f"{other.rstrip('/')}/"
    return a.startswith(b) or b.startswith(a)


def _still_there(root: str, entries: Iterable[Entry]) -> bool:
    """Whether any of the files read from a folder is there: of one that was moved away nothing is mixed."""
    return any(is_there(e.location) for e in entries if _root(e.location, e.path) == root)
