"""Reads hostile files of every kind but PDF and says whether all of them are accounted for.

    python -m tests.nasty.formats [--number 500] [--first 0] [--kinds docx,xlsx,…] [--timeout 30] [--jobs 2] [--keep DIR]

`--number` are damaged files of each kind, from `--first` on, so that many can be read in shares; those made to hurt are the kind
`hurting`. Kinds that LibreOffice writes are left out where it is not installed. Exit status 1 where an input is lost, the run
fails or hangs, something was fetched, a file that was not given was read, or a process took more than 1.5 GB.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from tests.nasty.formats.bases import BY_LIBREOFFICE, KINDS
from tests.nasty.formats.reading import complaints, damaged_files, hurting_files, run


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--number", type=int, default=500)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--kinds", default=",".join(("hurting", *KINDS)))
    parser.add_argument("--timeout", type=float, default=30)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--keep", type=Path, help="folder to keep files and datasets in")
    given = parser.parse_args()
    kinds = [k for k in given.kinds.split(",") if shutil.which("soffice") or k not in BY_LIBREOFFICE]
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as temporary:
        folder = (given.keep or Path(temporary)).absolute()
        numbers = range(given.first, given.first + given.number)
        for kind in kinds:
            files = hurting_files if kind == "hurting" else damaged_files(kind, numbers)
            seen = run(folder / kind, files, given.timeout, given.jobs)
            said = complaints(seen, given.timeout)
            print(f"{kind}: {seen.told}", *said, sep="\n  ", flush=True)
            wrong += said
    print("everything accounted for" if not wrong else f"{len(wrong)} complaints")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
