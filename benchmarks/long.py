"""Whether a page costs the same in a long document: time and memory by number of pages.

    python -m benchmarks.long [--kind form|forms|sentence|paragraph] [--pages 50 100 200 400 1000] [--profile]

Writes PDFs of invented content (one form over all pages, several small forms a page, one sentence without end, one paragraph without end), takes each through
`process` in a process of its own, and prints milliseconds of processor a page by stage, and the peak of memory up to its end.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.reading.rawpdf import grid, text, write

KINDS = ("form", "forms", "sentence", "paragraph")
HEAD = ("一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分")
XS = [40.0, 110, 190, 320, 400, 470, 520, 570]
ROW = 20.0


def table(rows: list[list[str]], top: float) -> str:
    ys = [top + ROW * r for r in range(len(rows) + 1)]
    words = (
        text(XS[c] + 4, ys[r] + 14, cell, size=9) for r, row in enumerate(rows) for c, cell in enumerate(row) if cell
    )
    return grid(XS, ys) + "".join(words)


def indicator(number: int) -> list[str]:
    return ["产出指标", "数量指标", f"完成事项{number}", f"≥{number}件", f"{number}件", "1", "1"]


def form_page(page: int) -> str:
    """A page of one form: its title and head on the first."""
    rows = [indicator(34 * page + k) for k in range(34)]
    if page:
        return table(rows, 60)
    title = text(220, 50, "项目支出绩效自评表", size=14)
    return title + table([["项目名称", "道路维护", *[""] * 5], list(HEAD), *rows[2:]], 60)


def sentence_page(page: int) -> str:
    """A page of one sentence, of 44 characters a line."""
    phrase = f"全年维护道路{page + 1}公里支出{page + 10}万元并按要求开展检查验收工作做好日常管护"
    return prose(page, [(phrase * 3)[:44]] * 34)


def paragraph_page(page: int) -> str:
    """A page of one paragraph of many sentences."""
    told = "".join(
        f"第{n}号工程预算{n + 90}万元，其中：材料费{n + 10}万元，人工费80万元，实际支出{n + 60}万元，维护道路{n}公里，验收合格率95%。"
        for n in range(30 * page + 1, 30 * page + 31)
    )
    return prose(page, [told[44 * k : 44 * k + 44] for k in range(34)])


def prose(page: int, lines: Sequence[str]) -> str:
    title = "" if page else text(180, 40, "2023年度道路维护项目支出绩效自评报告", size=16)
    return title + "".join(text(40, 70 + 20 * k, line, size=12) for k, line in enumerate(lines))


FORMS_A_PAGE = 5


def small_form(number: int) -> list[list[str]]:
    """The rows of a small form."""
    rows = [["项目名称", f"项目{number}", *[""] * 5], list(HEAD), *[indicator(n) for n in range(1, 4)]]
    return [*rows, ["总分", "", "", "", "", "3", "3"]]


def forms_page(page: int) -> str:
    """Five small forms."""
    parts = []
    for k in range(FORMS_A_PAGE):
        top = 40 + 150 * k
        parts.append(text(220, top, "项目支出绩效自评表", size=12))
        parts.append(table(small_form(FORMS_A_PAGE * page + k), top + 6))
    return "".join(parts)


PAGES: dict[str, Callable[[int], str]] = {
    "form": form_page,
    "forms": forms_page,
    "sentence": sentence_page,
    "paragraph": paragraph_page,
}


def measure(path: Path, *, profile: bool) -> None:
    from ziping.parsers import parse
    from ziping.pipeline.checks import check
    from ziping.pipeline.layout import lay_out
    from ziping.pipeline.reading import open_pdf
    from ziping.pipeline.tabulate import tabulate
    from ziping.schemas.document import Source

    profiler = cProfile.Profile() if profile else None
    if profiler:
        profiler.enable()
    stages: list[tuple[str, float, int]] = []

    def done(stage: str) -> None:
        stages.append((stage, time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024))

    started = time.process_time()
    with open_pdf(path) as pdf:
        pages = list(pdf.pages())
        done("read")
        document = lay_out(Source(path.name, "0" * 64, 0), pages)
    done("layout")
    report = parse(document)
    done("parse")
    tables = tabulate(document, report)
    done("tabulate")
    check(tables)
    done("check")
    if profiler:
        profiler.disable()
        pstats.Stats(profiler).sort_stats("tottime").print_stats(25)
    last, parts = started, []
    for name, ended, peak in stages:
        parts.append(f"{name} {1000 * (ended - last) / len(pages):7.2f} ({peak} MB)")
        last = ended
    whole = 1000 * (last - started) / len(pages)
    print(f"{len(pages):6} pages  {whole:8.2f} ms a page: {'  '.join(parts)}", flush=True)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--kind", choices=KINDS, nargs="+", default=KINDS)
    options.add_argument("--pages", type=int, nargs="+", default=[50, 100, 200, 400, 1000])
    options.add_argument("--profile", action="store_true")
    options.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    asked = options.parse_args()
    if asked.file:
        measure(asked.file, profile=asked.profile)
        return
    with tempfile.TemporaryDirectory() as folder:
        for kind in asked.kind:
            print(kind)
            for count in asked.pages:
                path = write(Path(folder, f"{kind}-{count}.pdf"), *(PAGES[kind](n) for n in range(count)))
                command = [sys.executable, "-m", "benchmarks.long", "--file", str(path)]
                subprocess.run(command + ["--profile"] * asked.profile, check=True)


if __name__ == "__main__":
    main()
