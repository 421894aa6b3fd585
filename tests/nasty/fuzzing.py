"""Coverage-guided fuzzing of reader, layout, parsers and checks: inputs that reach new code are damaged further.

    python -m tests.nasty.fuzzing [--minutes 20] [--keep DIR]        (needs: pip install '.[fuzz]')

Half of the time damaged files go the way of a document (`ziping.pipeline.run.process`), half of the time damaged pages go the
way behind the reader (`tests.nasty.pages`), where a damage of the file seldom leads. What is called a defect of ours is
kept, once for each place in the program, with the input that shows it. Exit status 1 where there is any, or where the
process itself died.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from tests.nasty.files.classes import CLASSES
from tests.nasty.files.mutator import MUTATIONS, originals

LONGEST = 300_000  # bytes of a file
STEPS = 60  # damages to the pages of a document
TARGETS = ("files", "pages")
_SMALL = 20_000
_WHERE = re.compile(r"(\w+) at (\w+:\d+)")
_HUNGRY = frozenset(
    {"content_bomb", "nested_bomb", "many_lines", "many_words", "many_pages", "many_cells", "long_word", "form_tower", "form_in_itself"}
)  # fmt: skip

Fuzzed = Callable[[bytes], None]
Told = tuple[str, str, str]  # of a failure: stage, error, message


def seeds(folder: Path) -> list[bytes]:
    """The first files: drawn forms, whose content is not compressed, samples, and small files made to hurt."""
    hurting = [made() for name, made in CLASSES.items() if name not in _HUNGRY]
    every = [s for s in originals(24) if len(s) < LONGEST] + [h for h in hurting if len(h) < _SMALL]
    _plant(folder, every)
    return every


def _plant(folder: Path, inputs: Iterable[bytes]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for data in inputs:
        (folder / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)


def fuzz(target: str, folder: Path, seconds: int) -> None:
    """Does not return: the fuzzer ends the process."""
    import atheris

    with atheris.instrument_imports(include=["ziping"]):
        import ziping.pipeline.run  # noqa: F401 - and all that it needs
    (folder / "defects").mkdir(exist_ok=True)
    limits = [f"-max_total_time={seconds}", "-timeout=120", "-rss_limit_mb=4096", "-print_final_stats=1"]
    corpus = folder / target
    if target == "files":
        others = seeds(corpus)
        one, longest, mutator = _file_reader(folder), LONGEST, {"custom_mutator": _mutator(others)}
    else:
        one, longest, mutator = _page_reader(folder, corpus), 1 + STEPS * 6, {}
    arguments = [sys.argv[0], *limits, f"-max_len={longest}", f"-artifact_prefix={folder}/", str(corpus)]
    atheris.Setup(arguments, one, **mutator)
    atheris.Fuzz()


def _file_reader(folder: Path) -> Fuzzed:
    from ziping.pipeline.options import Options
    from ziping.pipeline.run import process
    from ziping.schemas.document import Source

    file, options = folder / "input.pdf", Options(jobs=1, ocr="never")

    def one(data: bytes) -> None:
        file.write_bytes(data)
        result = process(file, Source("input.pdf", hashlib.sha256(data).hexdigest(), len(data)), options)
        rows = result.tables["failures"].to_pylist()
        _keep(folder, data, ".pdf", [(r["stage"], r["error"], r["message"]) for r in rows])

    return one


def _page_reader(folder: Path, corpus: Path) -> Fuzzed:
    from tests.nasty.pages import (
        clean,
        damaged,
        defects,
        recipes,
    )

    documents = clean()
    _plant(corpus, recipes(50, steps=10))

    def one(data: bytes) -> None:
        _keep(folder, data, ".recipe", [(f.stage, f.error, f.message) for f in defects(damaged(data, documents))])

    return one


def _keep(folder: Path, data: bytes, suffix: str, failures: Iterable[Told]) -> None:
    for stage, error, message in failures:
        where = _WHERE.search(message)
        if error == "internal-error" and where:
            kept = folder / "defects" / f"{where[1]}-{where[2].replace(':', '-')}{suffix}"
            if not kept.exists():
                kept.write_bytes(data)
                kept.with_suffix(".txt").write_text(f"{stage}: {message}\n", "utf-8")


def _mutator(others: list[bytes]) -> Callable[[bytes, int, int], bytes]:
    def mutate(data: bytes, longest: int, seed: int) -> bytes:
        dice = random.Random(seed)
        mutated = dice.choice(MUTATIONS)(bytearray(data if len(data) > 1 else b"%PDF-"), dice, others)
        return bytes(mutated[:longest])

    return mutate


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--keep", type=Path, help="folder to keep inputs and defects in")
    parser.add_argument("--within", choices=TARGETS, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.within:
        fuzz(given.within, given.keep, round(60 * given.minutes))
    with tempfile.TemporaryDirectory() as temporary:
        folder = (given.keep or Path(temporary)).absolute()
        folder.mkdir(parents=True, exist_ok=True)
        died = [_fuzzed(target, folder, given.minutes / len(TARGETS)) for target in TARGETS]
        defects = sorted(folder.glob("defects/*.txt"))
        print(*(f.read_text("utf-8").strip() for f in defects), sep="\n")
        print(f"{len(defects)} defects")
    return bool(defects or any(died))


def _fuzzed(target: str, folder: Path, minutes: float) -> bool:
    """Fuzzes in a process of its own; whether that died."""
    within = ["--within", target, "--minutes", str(minutes), "--keep", str(folder)]
    command = [sys.executable, "-m", "tests.nasty.fuzzing", *within]
    done = subprocess.run(command, stderr=subprocess.PIPE, text=True, errors="replace", check=False)
    wanted = [line for line in done.stderr.splitlines() if line.startswith(("stat::", "Done", "=="))]
    print(f"{target}, {minutes:g} minutes:", *wanted, sep="\n", flush=True)
    if done.returncode:
        print(f"the fuzzer ended with {done.returncode}:\n{done.stderr[-3000:]}", flush=True)
    return bool(done.returncode)


if __name__ == "__main__":
    sys.exit(main())
