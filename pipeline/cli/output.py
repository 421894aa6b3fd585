"""How much a command says, and in which form."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from typing import BinaryIO

import click

from pipeline.cli.language import say
from pipeline.plain import Plain
from pipeline.text import escaped


@dataclass(frozen=True, slots=True)
class Output:
    """Attributes:
    quiet: Nothing but results and errors.
    as_json: Results for a program, on stdout; all else on stderr.
    lang: The language of what is said: zh or en.
    reader: The language for readers of a report: as asked for or as the machine is set, else Chinese.
    """

    quiet: bool
    as_json: bool
    lang: str = "en"
    reader: str = "zh"

    def json(self, value: Plain) -> None:
        """A result for a program."""
        click.echo(escaped(json.dumps(value, ensure_ascii=False, indent=2)))

    @property
    def stream(self) -> BinaryIO:
        """Where results go that are bytes, or many lines."""
        sys.stdout.flush()  # what was printed comes first
        return sys.stdout.buffer

    def note(self, text: str) -> None:
        """Something beside the result: to stderr, unless it is to be quiet."""
        if not self.quiet:
            click.echo(self.say(text), err=True)

    def say(self, text: str) -> str:
        """The program's words in the language of the one who calls it."""
        return say(text, self.lang)
