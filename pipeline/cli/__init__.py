"""The command line. Only here do errors become exit statuses, and only here is anything printed."""

from __future__ import annotations

import importlib
from typing import IO, cast

import click

from ziping.pipeline.cli import language
from ziping.pipeline.cli.wording import (
    LANG,
    Speaking,
    in_their_words,
    lang_of,
)
from ziping.pipeline.errors import ZipingError
from ziping.pipeline.language import say

COMMANDS = (
    "run",
    "ingest",
    "check",
    "report",
    "query",
    "export",
    "panel",
    "compare",
    "review",
    "inspect",
    "doctor",
    "completion",
)
DEFECT, INTERRUPTED = 70, 130  # as sysexits.h and the shells have it


class Program(click.Group):
    """A group whose commands are loaded when they are called, and whose errors are a line, not a traceback."""

    context_class = Speaking

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"ziping.pipeline.cli.commands.{cmd_name}").command
        translated = language.translated(command, lang_of(ctx))
        translated.context_class = Speaking
        return translated

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.meta[LANG] = language.wanted(args)  # before anything else: help and errors are said in it
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            raise in_their_words(error, ctx) from error

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        click.Group.format_help(cast(click.Group, language.translated(self, lang_of(ctx))), ctx, formatter)

    def invoke(self, ctx: click.Context) -> object:
        """Runs a command; whatever it raises becomes one of click's exceptions."""
        try:
            return super().invoke(ctx)
        except ZipingError as error:
            raise CommandError(say(str(error), lang_of(ctx)), error.exit_code) from error
        except KeyboardInterrupt as error:
            message = say("stopped. What was done is kept; run again to go on.", lang_of(ctx))
            raise CommandError(message, INTERRUPTED) from error
        except click.UsageError as error:
            raise in_their_words(error, ctx) from error
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as error:
            if ctx.params["debug"]:
                raise
            message = (
                f"a defect of ziping: {type(error).__name__}: {error}. Please report it, with the output of "
                "the same command after `ziping --debug`."
            )
            raise CommandError(say(message, lang_of(ctx)), DEFECT) from error


class CommandError(click.ClickException):
    """An error message and its exit status."""

    def __init__(self, message: str, exit_code: int) -> None:
        super().__init__(message)
        self.exit_code = exit_code  # type: ignore[misc] # click declares it for the class

    def show(self, file: IO[str] | None = None) -> None:
        click.echo(f"ziping: {self.message}", file=file, err=file is None)


@click.group("ziping", cls=Program, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--debug", is_flag=True, help="Show where in the program an unforeseen error arose.")
@click.version_option(package_name="ziping-reports", message="ziping %(version)s")
def main(debug: bool) -> None:
    """Turns published budget-performance self-evaluation reports (绩效自评) into a dataset and
    re-checks every total, rate and grade that they state.

    \b
    ziping run data/raw              read the reports, check them, show the findings
    ziping query "FROM checks"       ask the dataset anything, in SQL
    ziping report --out audit.html   the findings as a page, marked on the pages' pictures
    ziping export --out all.xlsx     the same as a workbook
    """
