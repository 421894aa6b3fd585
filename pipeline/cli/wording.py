"""What click says by itself (usage, headings, misuse of options) in the reader's language.

click asks the system's catalogues for translations; there is none for Chinese, and `--lang` is no locale.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import IO, Any

import click

from ziping.pipeline.cli import language
from ziping.pipeline.language import say
from ziping.pipeline.language.catalogue import USAGE, chinese

LANG = "ziping.lang"  # where a call's language is kept in its context
_EXTRA = re.compile(
    r"  \[((?:default: [^\[\]]*|required|[\dx<>=.]+|; )+)\]$"
)  # what click adds to the help of an option


def lang_of(ctx: click.Context | None) -> str:
    """The language of a call."""
    return language.DEFAULT if ctx is None else str(ctx.meta.get(LANG, language.DEFAULT))


class Speaking(click.Context):
    """A context whose help is in the language of the call."""

    def make_formatter(self) -> click.HelpFormatter:
        formatter = super().make_formatter()
        if lang_of(self) != "zh":
            return formatter
        return _Chinese(width=formatter.width, max_width=self.max_content_width)


class _Chinese(click.HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, _filled(args), "用法：" if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        self.write(f"{'':>{self.current_indent}}{language.click_message(heading)}：\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        said = [(_filled(name), _EXTRA.sub(_extra, say(text, "zh"))) for name, text in rows]
        super().write_dl(said, col_max, col_spacing)


def _filled(text: str) -> str:
    for english, zh in chinese(USAGE).phrases.items():
        text = text.replace(english, zh)
    return text


def _extra(found: re.Match[str]) -> str:
    return f"  [{'；'.join(map(language.click_message, found[1].split('; ')))}]"


class Misuse(click.UsageError):
    """A misused option or argument, told in Chinese."""

    def __init__(self, error: click.UsageError, ctx: click.Context) -> None:
        super().__init__(language.click_message(error.format_message()), error.ctx or ctx)

    def show(self, file: IO[Any] | None = None) -> None:
        if self.ctx is not None:
            message = f"{self.ctx.get_usage()}\n用 “{self.ctx.command_path} --help” 看说明。\n"
            click.echo(message, file=file, err=file is None)
        click.echo(f"错误：{self.message}", file=file, err=file is None)


def in_their_words(error: click.UsageError, ctx: click.Context) -> click.UsageError:
    """The error in the language of the call."""
    if lang_of(ctx) != "zh" or isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error
    return Misuse(error, ctx)
