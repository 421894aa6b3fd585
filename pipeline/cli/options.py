"""Options that commands share."""

from __future__ import annotations

import functools
from collections.abc import Callable, Container
from os import PathLike
from pathlib import Path
from typing import Any

import click

from ziping.pipeline.cli import language
from ziping.pipeline.cli.output import Output
from ziping.pipeline.inputs.url import Url, place
from ziping.pipeline.language import LANGUAGES
from ziping.pipeline.options import (
    ENGINES,
    OCR_MODES,
    Options,
    usable_cores,
)

Command = Callable[..., None]
DEFAULT_DATASET = Path("data/parsed")
_DEFAULTS = Options(jobs=1)
_READING = ("jobs", "timeout", "force", "ocr", "ocr-dpi", "engine")
_READING_ONE = ("timeout", "ocr", "ocr-dpi")


class _Place(click.Path):
    """A path, or an address such as s3://bucket/folder."""

    def convert(self, value: str | PathLike[str], param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401 - as in click
        """What is given, as the place that it means."""
        where = place(value) if isinstance(value, str) else value
        return where if isinstance(where, Url) else super().convert(where, param, ctx)


dataset = click.option(
    "--dataset",
    type=_Place(path_type=Path),
    default=DEFAULT_DATASET,
    show_default=True,
    help="Folder of the dataset.",
)
out = click.option(
    "--out",
    type=_Place(path_type=Path),
    default=DEFAULT_DATASET,
    show_default=True,
    help="Folder of the dataset; made where there is none.",
)
fail_on = click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "never"]),
    default="error",
    show_default=True,
    help="Exit with status 1 when there are findings of this severity or worse.",
)
prune = click.option("--prune", is_flag=True, help="Remove from the dataset what is no longer where it was read.")
add = click.option("--add", is_flag=True, help="Add to a dataset that holds the reports of another folder, too.")
log_json = click.option(
    "--log-json",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Append a line of JSON to FILE for everything that happens (/dev/stderr: show it).",
)
paths = click.argument("paths", nargs=-1, required=True, metavar="PATH...")


def common(function: Command) -> Command:
    """`--quiet`, `--json` and `--lang`, which every command has: it gets them as `output`."""

    @functools.wraps(function)
    def call(quiet: bool, as_json: bool, lang: str | None, **given: object) -> None:
        asked = lang or language.asked()
        function(output=Output(quiet, as_json, asked or language.DEFAULT, asked or language.READERS), **given)

    asks = click.option(
        "--lang",
        type=click.Choice(LANGUAGES),
        help="Language of what is said.  [default: as the machine is set]",
    )

    as_json = click.option("--json", "as_json", is_flag=True, help="Machine-readable on stdout, all else on stderr.")
    quiet = click.option("--quiet", "-q", is_flag=True, help="Print no progress and no summary, only errors.")
    return as_json(quiet(asks(call)))


def reading(function: Command) -> Command:
    """How documents are read: the command gets it as `options`."""
    return _reading_options(_with_options(function), shown=_READING)


def ingesting(function: Command) -> Command:
    """The options of commands that read reports into a dataset: what is done with its other rows, how pages are read."""
    return prune(add(log_json(reading(common(function)))))


def reading_one(function: Command) -> Command:
    """How one document is read, for a command that neither keeps results nor shares out work: it gets `options`, and
    takes the others without effect."""
    return _reading_options(_with_options(function), shown=_READING_ONE)


def working(function: Command) -> Command:
    """How many workers there are, for commands that read no document: they get `options`, and take the others
    without effect."""
    return _reading_options(_with_options(function), shown=("jobs",))


def _with_options(function: Command) -> Command:
    @functools.wraps(function)
    def call(**given: object) -> None:
        names = Options.__dataclass_fields__.keys() & given.keys()
        options = Options(**{name: given.pop(name) for name in names})  # type: ignore[arg-type]
        function(options=options, **given)

    return call


def unused(function: Command) -> Command:
    """The reading options, hidden and without effect, for commands that read no document: one set of
    options fits every command of a script."""

    @functools.wraps(function)
    def call(**given: object) -> None:
        function(**{name: value for name, value in given.items() if name not in Options.__dataclass_fields__})

    return _reading_options(call, shown=())


def _reading_options(function: Command, *, shown: Container[str]) -> Command:
    every = (
        click.option("--jobs", type=int, default=usable_cores, metavar="N", hidden="jobs" not in shown,
                     help="Worker processes.  [default: one a core]"),
        click.option("--timeout", type=float, default=_DEFAULTS.timeout, show_default=True, metavar="SECONDS", hidden="timeout" not in shown,
                     help="Time that one document may take."),
        click.option("--force", is_flag=True, hidden="force" not in shown, help="Read again also what has been read before."),
        click.option("--ocr", type=click.Choice(OCR_MODES), default=_DEFAULTS.ocr, show_default=True, hidden="ocr" not in shown,
                     help="Recognise the text of pages that are pictures: where they need it, on every page, or not at all."),
        click.option("--ocr-dpi", type=click.IntRange(72, 1200), default=_DEFAULTS.ocr_dpi, show_default=True, hidden="ocr-dpi" not in shown,
                     help="Resolution for that."),
        click.option("--engine", type=click.Choice(ENGINES), default=_DEFAULTS.engine, show_default=True, hidden="engine" not in shown,
                     help="Where the work is done: processes of this machine, or a Ray cluster."),
    )  # fmt: skip
    for option in reversed(every):
        function = option(function)
    return function
