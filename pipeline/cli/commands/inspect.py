"""`ziping inspect`: what the reader saw."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ziping.pipeline.cli import options as shared
from ziping.pipeline.errors import ReadError, UsageError
from ziping.pipeline.present.terminal_text import counted

if TYPE_CHECKING:
    from ziping.pipeline.cli.output import Output
    from ziping.pipeline.options import Options

UNREADABLE = 4  # exit status


class Pages(click.ParamType[range]):
    """`4` or `3-7`."""

    name = "pages"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> range:
        match = re.fullmatch(r"(\d+)(?:-(\d+))?", value)
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
        if not 1 <= first <= last:
            self.fail(f"{value!r} is no page and no range of pages: write 4 or 3-7.", param, ctx)
        return range(first, last + 1)


@click.command("inspect", short_help="Show what was read on a page, and by which parser.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--page", "pages", type=Pages(), multiple=True, metavar="N", help="Only this page, or range (3-7); repeatable."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "html"]),
    default="text",
    show_default=True,
    help="How to show it.",
)
@click.option("--why", is_flag=True, help="For every printed figure, where it went or why it is no value.")
@shared.reading_one
@shared.common
def command(  # noqa: PLR0913, PLR0917 - as many as the command has options
    file: Path, pages: tuple[range, ...], form: str, why: bool, options: Options, output: Output
) -> None:
    """Shows what was read on the pages of a document, and what was made of it.

    Words and ruling lines, tables with their row and column spans, and which parser read which block; with --why, for
    every printed figure, the table and column that it went to, or the reason why it is no value.
    """
    from ziping.pipeline.inspect.inspection import inspect, to_json

    try:
        seen = inspect(file, {n for r in pages for n in r} if pages else None, options)
    except ReadError as error:
        raise _unreadable(output.say(error.message)) from error
    except OSError as error:
        raise _unreadable(output.say(f"{file}: {error.strerror}.")) from error
    if any(r.stop - 1 > seen.page_count for r in pages):
        raise UsageError(f"--page: {file} has {counted(seen.page_count, 'page')}.")
    for failure in seen.failures:
        output.note(f"{file}{output.say(': ')}{output.say(str(failure))}")
    if output.as_json or form == "json":
        output.json(to_json(str(file), seen, why=why))
    elif form == "html":
        from ziping.pipeline.inspect.html import to_html

        click.echo(to_html(str(file), seen, why=why))
    else:
        from ziping.pipeline.inspect.text import to_lines, to_reasons

        _echo(to_reasons(seen, output.say) if why else to_lines(seen, output.say))


def _echo(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)


def _unreadable(message: str) -> click.ClickException:
    from ziping.pipeline.cli import CommandError

    return CommandError(message, UNREADABLE)
