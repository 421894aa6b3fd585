"""The command line on hostile files, and what may be held against it afterwards."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.dataset as pads

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029]")


@dataclass(frozen=True)
class Done:
    status: int
    summary: dict[str, Any]
    err: str


def ingest(folder: Path, out: Path, *more: str) -> Done:
    """`ziping ingest --json` in a process of its own."""
    command = [sys.executable, "-m", "ziping.pipeline.cli", "ingest", str(folder), "--out", str(out), "--json", *more]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return Done(done.returncode, json.loads(done.stdout) if done.stdout else {}, done.stderr)


def complaints(done: Done, out: Path, inputs: int, timeout: float) -> list[str]:
    """What went wrong; nothing where every input is accounted for."""
    said = [f"exit status {done.status}: {done.err[-2000:]}"] if done.status else []
    if not done.summary:
        return said
    if "Traceback" in done.err or CONTROL.search(done.err):
        said.append(f"a traceback or control characters on stderr: {done.err[-2000:]!r}")
    s = done.summary
    if not s["found"] == inputs == s["ok"] + s["partial"] + s["failed"] + s["skipped"]:
        said.append(
            f"{inputs} inputs, but found {s['found']} = {s['ok']} + {s['partial']} + {s['failed']} + {s['skipped']}"
        )
    documents = pads.dataset(out / "documents").to_table(columns=["path", "status", "seconds"]).to_pylist()
    failures = pads.dataset(out / "failures").to_table().to_pylist()
    named = Counter(d["path"] for d in documents) + Counter(f["path"] for f in failures if f["doc_id"] is None)
    if named.total() != inputs or max(named.values()) > 1:
        said.append(f"{inputs} inputs, {named.total()} in the dataset, most often {named.most_common(1)}")
    if unexplained := {d["path"] for d in documents if d["status"] == "failed"} - {f["path"] for f in failures}:
        said.append(f"failed without a reason: {sorted(unexplained)[:5]}")
    if late := [d["path"] for d in documents if (d["seconds"] or 0) > timeout + 2]:
        said.append(f"read past the limit: {late[:5]}")
    if defects := [f"{f['path']!r}: {f['message']}" for f in failures if f["error"] == "internal-error"]:
        said.append("defects:\n" + "\n".join(defects[:20]))
    return said
