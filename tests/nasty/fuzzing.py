"""Coverage-guided fuzzing of reader, layout, parsers and checks: inputs that reach new code are damaged further.

    python -m tests.nasty.fuzzing [--minutes 20] [--keep DIR]        (needs: pip install '.[fuzz]')

Every input goes the way of a document (`pipeline.run.process`); what that calls a defect of ours is kept, once for each
place in the program, with the file that shows it. Exit status 1 where there is any, or where the process itself died.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.nasty.classes import CLASSES
from tests.nasty.mutator import MUTATIONS, originals

LONGEST = 300_000  # bytes of an input
_SMALL = 20_000
_WHERE = re.compile(r"(\w+) at (\w+:\d+)")


def seeds(folder: Path) -> list[bytes]:
    """The first inputs: drawn forms, whose content is not compressed, samples, and small files made to hurt."""
    folder.mkdir(parents=True, exist_ok=True)
    hungry = {
        "content_bomb",
        "nested_bomb",
        "many_lines",
        "many_words",
        "many_pages",
        "many_cells",
        "long_word",
        "form_tower",
        "form_in_itself",
    }
    hurting = [made() for name, made in CLASSES.items() if name not in hungry]
    every = [s for s in originals(24) if len(s) < LONGEST] + [h for h in hurting if len(h) < _SMALL]
    for data in every:
        (folder / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)
    return every


def fuzz(folder: Path, seconds: int) -> None:
    """Does not return: the fuzzer ends the process."""
    import atheris

    with atheris.instrument_imports(include=["parsers", "schemas", "pipeline"]):
        from pipeline.options import Options
        from pipeline.run import process
        from schemas.document import Source
    others, file, options = seeds(folder / "corpus"), folder / "input.pdf", Options(jobs=1, ocr="never")
    defects = folder / "defects"
    defects.mkdir(exist_ok=True)

    def one(data: bytes) -> None:
        file.write_bytes(data)
        result = process(file, Source("input.pdf", hashlib.sha256(data).hexdigest(), len(data)), options)
        for failure in result.tables["failures"].to_pylist():
            where = _WHERE.search(failure["message"])
            if failure["error"] == "internal-error" and where:
                kept = defects / f"{where[1]}-{where[2].replace(':', '-')}.pdf"
                if not kept.exists():
                    kept.write_bytes(data)
                    kept.with_suffix(".txt").write_text(f"{failure['stage']}: {failure['message']}\n", "utf-8")

    def mutate(data: bytes, longest: int, seed: int) -> bytes:
        dice = random.Random(seed)
        mutated = dice.choice(MUTATIONS)(bytearray(data or b"%PDF-"), dice, others)
        return bytes(mutated[:longest])

    limits = [
        f"-max_total_time={seconds}",
        f"-max_len={LONGEST}",
        "-timeout=120",
        "-rss_limit_mb=4096",
        "-print_final_stats=1",
    ]
    atheris.Setup(
        [sys.argv[0], *limits, f"-artifact_prefix={folder}/", str(folder / "corpus")], one, custom_mutator=mutate
    )
    atheris.Fuzz()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--keep", type=Path, help="folder to keep inputs and defects in")
    parser.add_argument("--within", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.within:
        fuzz(given.keep, round(60 * given.minutes))
    with tempfile.TemporaryDirectory() as temporary:
        folder = (given.keep or Path(temporary)).absolute()
        folder.mkdir(parents=True, exist_ok=True)
        within = ["-m", "tests.nasty.fuzzing", "--within", "--minutes", str(given.minutes), "--keep", str(folder)]
        done = subprocess.run([sys.executable, *within], stderr=subprocess.PIPE, text=True, check=False)
        print("\n".join(line for line in done.stderr.splitlines() if line.startswith(("stat::", "Done", "=="))))
        defects = sorted(folder.glob("defects/*.txt"))
        print(*(f.read_text("utf-8").strip() for f in defects), sep="\n")
        print(f"{len(defects)} defects; exit status of the fuzzer {done.returncode}")
        if done.returncode:
            print(done.stderr[-3000:])
    return bool(defects or done.returncode)


if __name__ == "__main__":
    sys.exit(main())
