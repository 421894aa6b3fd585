"""`ziping compare`: what the corpus shows as a whole."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ziping.pipeline import language
from ziping.pipeline.cli import options as shared
from ziping.pipeline.panel.comparisons import COMPARISONS, HEADINGS, MONEY, RATIOS, Comparison
from ziping.pipeline.present.codes import word
from ziping.pipeline.present.plain import plain

if TYPE_CHECKING:
    import pyarrow as pa

    from ziping.pipeline.cli.output import Output
    from ziping.pipeline.inputs.url import Url

_SHOWN = 20  # rows of a comparison; all of them with --out and --json
_WIDEST = 48  # columns of a cell on a terminal
_NAMES = tuple(c.name for c in COMPARISONS)
Say = Callable[[str], str]


@click.command("compare", short_help="Show the corpus as a whole.")
@click.argument("names", nargs=-1, metavar="[NAME]…", type=click.Choice(_NAMES))
@shared.dataset
@click.option("--out", type=click.Path(path_type=Path), help="Write a workbook (.xlsx) with a sheet for each instead.")
@shared.unused
@shared.common
def command(names: tuple[str, ...], dataset: Path | Url, out: Path | None, output: Output) -> None:
    """Describes the corpus: distributions, repetitions, coincidences. None of it is a finding.

    NAME is one of regions, years, categories, bands, unspent, same-scores, same-text, rounding, bodies; without one
    all are shown.

    \b
    ziping compare
    ziping compare unspent same-text
    ziping compare --out corpus.xlsx
    """
    from ziping.pipeline.dataset import open_dataset

    data = open_dataset(dataset)
    chosen = [c for c in COMPARISONS if not names or c.name in names]
    found = [(c, data.arrow(c.sql)) for c in chosen]
    if out is not None:
        from ziping.pipeline.workbook.compared import write_comparisons

        write_comparisons(found, out, output.reader)
        output.note(str(out))
    elif output.as_json:
        output.json({c.name: plain(rows.to_pylist()) for c, rows in found})
    else:
        say = functools.partial(language.say, lang=output.lang)
        click.echo(say("This describes, and accuses nobody: what looks alike may have innocent reasons."))
        for comparison, rows in found:
            for line in _lines(comparison, rows, output.lang, say):
                click.echo(line)


def _lines(comparison: Comparison, rows: pa.Table, lang: str, say: Say) -> Iterator[str]:
    from ziping.pipeline.cli.table import table

    yield ""
    yield click.style(f"{say(comparison.title)} ({comparison.name})", bold=True)
    if not rows.num_rows:
        yield f"  {say('nothing of the kind')}"
        return
    heads = [say(HEADINGS[name]) for name in rows.column_names]
    yield from table(heads, list(_texts(rows, lang)), widest=_WIDEST)
    if rows.num_rows > _SHOWN:
        more = rows.num_rows - _SHOWN
        yield f"  {say(f'… and {more} more: ziping compare {comparison.name} --json')}"


def _texts(rows: pa.Table, lang: str) -> Iterator[Sequence[str]]:
    for row in rows.slice(0, _SHOWN).to_pylist():
        yield [_text(name, value, lang) for name, value in row.items()]


def _text(name: str, value: object, lang: str) -> str:
    match value:
        case None:
            return ""
        case float() if name in RATIOS:
            return f"{value:.1%}"
        case float():
            return f"{value:,.2f}" if name in MONEY else f"{value:g}"
        case str() if name == "category":
            return word(name, value, lang)
        case _:
            return str(value)
