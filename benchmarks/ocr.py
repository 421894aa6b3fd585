"""Pages a second of recognition against PaddleOCR's own pipeline with the same two models, and against the networks alone.

    python benchmarks/ocr.py FILE.pdf… [--pages 12] [--dpi 200] [--jobs N] [--rounds 2]
    python benchmarks/ocr.py FILE.pdf… --growth 500

Both read the same pages in the same run, in processes of their own, several times in turn; the best time of each counts.
Seconds of the processors are told beside: they are worth something on a busy machine, too.
`paddle` is PaddleOCR as it comes: its pipeline with its own settings, one process, as many threads as it takes.
`ours` is everything from the PDF to words, ruling lines and their places, in one worker process for every core with one
thread each, as a run has them; `ours, one process` is one such worker, and is compared with PaddleOCR held to one thread.
The networks' own time is measured inside the worker: `first` is that of finding lines and of reading each once, without
what is looked at again.

`--growth` reads so many pages, the files' over and over, in one worker, and tells its memory as it goes on.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

Job = tuple[str, int]


def pages_of(files: list[Path], most: int) -> list[Job]:
    """The first pages of each file in turn."""
    import pypdfium2 as pdfium

    counts = {str(f): len(pdfium.PdfDocument(f)) for f in files}
    every = [(name, k) for k in range(1, max(counts.values()) + 1) for name, n in counts.items() if k <= n]
    return every[:most]


def ours(jobs: list[Job], dpi: float, growth: int = 0) -> dict[str, float]:
    """Reads pages as a worker does."""
    import pypdfium2 as pdfium

    from ziping.pipeline.ocr.image.raster import render
    from ziping.pipeline.ocr.recognise.paddle import PaddleEngine, keep_to_one_thread
    from ziping.pipeline.ocr.scan import read_scan

    keep_to_one_thread()
    engine = PaddleEngine()
    timed = [_Timed(engine._find), _Timed(engine._read)]
    engine._find, engine._read = timed
    reading, longest, first = engine.read, [0.0], 0.0

    def read_strips(strips: Any) -> Any:
        before = timed[1].seconds
        answer = reading(strips)
        longest[0] = max(longest[0], timed[1].seconds - before)
        return answer

    engine.read = read_strips  # type: ignore[method-assign]

    def read(job: Job) -> float:
        """Returns how long it took to read every line once: what is looked at again is less."""
        longest[0] = 0.0
        with pdfium.PdfDocument(job[0]) as document:
            page = document[job[1] - 1]
            read_scan(job[1], page.get_size(), *render(page, job[1], dpi), engine)
        return longest[0]

    read(jobs[0])
    for network in timed:
        network.seconds = 0.0
    started, used = time.perf_counter(), time.process_time()
    for number in range(growth or len(jobs)):
        first += read(jobs[number % len(jobs)])
        if growth and (number + 1) % 50 == 0:
            print(f"{number + 1:5} pages  {_now():6.0f} MB, {_memory():6.0f} MB at most", file=sys.stderr, flush=True)
    return {
        "seconds": time.perf_counter() - started,
        "processor": time.process_time() - used,
        "networks": sum(n.seconds for n in timed),
        "first": timed[0].seconds + first,
        "memory": _memory(),
    }


class _Timed:
    """A network that counts the seconds it takes."""

    def __init__(self, network: Any) -> None:
        self.network, self.seconds = network, 0.0

    def __call__(self, **given: Any) -> Any:
        started = time.perf_counter()
        answer = self.network(**given)
        self.seconds += time.perf_counter() - started
        return answer


def paddle(jobs: list[Job], dpi: float, threads: int) -> dict[str, float]:
    """Reads the pages with PaddleOCR's pipeline; the models that it would add by itself are not at hand offline."""
    import numpy as np
    import pypdfium2 as pdfium
    from paddleocr import PaddleOCR

    from ziping.pipeline.ocr.recognise.models import models

    with models() as chosen:
        folders = {"text_detection": chosen.detection, "text_recognition": chosen.recognition}
        characters = _with_characters(chosen.recognition.path)
        (chosen.recognition.path / "inference.yml").write_text(characters, encoding="utf-8")
        program = PaddleOCR(
            **{f"{part}_model_{key}": getattr(folder, field) if key == "name" else str(getattr(folder, field))
               for part, folder in folders.items() for key, field in (("name", "name"), ("dir", "path"))},
            use_doc_orientation_classify=False,
            use_doc_unwarping=False,
            use_textline_orientation=False,
            engine="onnxruntime",
            engine_config={"intra_op_num_threads": threads} if threads else None,
        )  # fmt: skip

    def read(job: Job) -> None:
        page = pdfium.PdfDocument(job[0])[job[1] - 1]
        program.predict(np.ascontiguousarray(page.render(scale=dpi / 72).to_numpy()[:, :, :3]))

    read(jobs[0])
    started, used = time.perf_counter(), time.process_time()
    for job in jobs:
        read(job)
    return {"seconds": time.perf_counter() - started, "processor": time.process_time() - used, "memory": _memory()}


def _with_characters(folder: Path) -> str:
    """Settings for PaddleOCR's own decoding, and with its own padding."""
    import onnxruntime

    network = onnxruntime.InferenceSession(str(folder / "inference.onnx"), providers=["CPUExecutionProvider"])
    characters = network.get_modelmeta().custom_metadata_map["character"].split("\n")
    settings = (folder / "inference.yml").read_text(encoding="utf-8")
    return settings.replace("[3, 48, 32]", "[3, 48, 320]").replace(
        "character_dict: []", f"character_dict: {json.dumps(characters)}"
    )


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6


def _now() -> float:
    """Megabytes that the process holds."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


def start(role: str, jobs: list[Job], dpi: float, threads: int = 0) -> subprocess.Popen[str]:
    given = json.dumps([role, jobs, dpi, threads])
    environment = {**os.environ, "PADDLE_PDX_DISABLE_MODEL_SOURCE_CHECK": "True"}
    return subprocess.Popen(
        [sys.executable, __file__, "--child", given], stdout=subprocess.PIPE,
        stderr=None if role == "growth" else subprocess.DEVNULL, text=True,
        env=environment, cwd=Path(__file__).parent.parent,
    )  # fmt: skip


def result(child: subprocess.Popen[str]) -> dict[str, float]:
    out, _ = child.communicate()
    answer: dict[str, float] = json.loads(out.strip().splitlines()[-1])
    return answer


def main() -> None:
    if sys.argv[1:2] == ["--child"]:
        role, jobs, dpi, threads = json.loads(sys.argv[2])
        sys.path.insert(0, str(Path.cwd()))
        answer = paddle(jobs, dpi, threads) if role == "paddle" else ours(jobs, dpi, threads if role == "growth" else 0)
        print(json.dumps(answer))
        return
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("files", nargs="+", type=Path)
    options.add_argument("--pages", type=int, default=12)
    options.add_argument("--dpi", type=float, default=200)
    options.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)))
    options.add_argument("--rounds", type=int, default=2)
    options.add_argument("--growth", type=int, default=0, metavar="PAGES")
    given = options.parse_args()
    files = [f.resolve() for f in given.files]
    if given.growth:
        answer = result(start("growth", pages_of(files, given.growth), given.dpi, given.growth))
        print(f"{given.growth} pages, {answer['memory']:.0f} MB at most")
        return
    jobs = pages_of(files, given.pages)
    best: dict[str, dict[str, float]] = {}
    for _ in range(given.rounds):
        for name, role, threads in (
            ("paddle", "paddle", 0),
            ("ours, one process", "ours", 0),
            ("paddle, one thread", "paddle", 1),
        ):
            keep(best, name, result(start(role, jobs, given.dpi, threads)))
        children = [start("ours", jobs[k :: given.jobs], given.dpi) for k in range(given.jobs)]
        answers = [result(child) for child in children]
        keep(best, "ours", {
            "seconds": max(a["seconds"] for a in answers),
            "processor": sum(a["processor"] for a in answers),
            "memory": max(a["memory"] for a in answers),
        })  # fmt: skip
    print(f"{len(jobs)} pages of {len(given.files)} files at {given.dpi:g} dpi")
    for name, answer in best.items():
        told = f"{len(jobs) / answer['seconds']:6.2f} pages a second, {answer['processor'] / len(jobs):5.2f} s of processor a page"
        print(f"{name:20} {told}, {answer['memory']:6.0f} MB a process")
    one, many, own = best["ours, one process"], best["ours"], best["paddle"]
    alone = best["paddle, one thread"]
    print(
        f"ours / paddle                        {own['seconds'] / many['seconds']:.2f} x (processor {own['processor'] / many['processor']:.2f} x)"
    )
    print(
        f"one process, one thread each         {alone['seconds'] / one['seconds']:.2f} x (processor {alone['processor'] / one['processor']:.2f} x)"
    )
    print(f"the stage / its networks             {one['seconds'] / one['networks']:.2f}")
    print(f"the stage / finding, reading once    {one['seconds'] / one['first']:.2f}")


def keep(best: dict[str, dict[str, float]], name: str, answer: dict[str, float]) -> None:
    if name not in best or answer["seconds"] < best[name]["seconds"]:
        best[name] = answer


if __name__ == "__main__":
    main()
