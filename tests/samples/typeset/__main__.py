"""Writes the sample reports: `python -m tests.samples.typeset [--out DIR]` (default `data/raw`)."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from tests.samples.offices import hengshan, honghe, nanxian, tangxi
from tests.samples.typeset import rugao
from tests.samples.typeset.pdf import report, typeset
from tests.samples.typeset.scan import Seal, photograph, scan

OFFICES = Path(__file__).parents[1] / "offices"
HEYUAN_SEAL = Seal(page=4, x=430, y=128, width=118, text="河源市社会保险基金管理局")


def samples() -> Iterator[tuple[str, bytes]]:
    """File name and content of each sample report."""
    yield "2024-heyuan.pdf", scan(typeset(report("heyuan")), HEYUAN_SEAL, seed=2024)
    yield "2024-xingning.pdf", typeset(report("xingning"))
    yield "2024-panzhihua.pdf", typeset(report("panzhihua"))
    yield "2021-chengde.pdf", typeset(report("chengde"))
    yield "2024-rugao.pdf", typeset(rugao.html())
    yield "2022-tangxi.xlsx", tangxi.workbook()
    yield "2023-qingshen.html", (OFFICES / "qingshen.html").read_bytes()
    yield "2021-nanxian.docx", nanxian.document()
    yield "2020-hengshan.xls", hengshan.workbook()
    yield "2022-putuo.jpg", photograph(typeset(report("putuo")), seed=2022)
    yield "2024-honghe.zip", honghe.archive()


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--out", type=Path, default=Path("data/raw"))
    folder: Path = options.parse_args().out
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in samples():
        (folder / name).write_bytes(content)
        print(f"{folder / name}: {len(content) // 1024} KB")


if __name__ == "__main__":
    main()
