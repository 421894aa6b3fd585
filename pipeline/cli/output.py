"""How much a command says, and in which form."""

from __future__ import annotations

import codecs
import io
import json
import sys
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

import click

from ziping.pipeline.language import say
from ziping.pipeline.present.plain import Plain
from ziping.pipeline.present.terminal_text import escaped, visible


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
        return cast("BinaryIO", _Terminal(sys.stdout.buffer)) if sys.stdout.isatty() else sys.stdout.buffer

    def note(self, text: str) -> None:
        """Something beside the result: to stderr, unless it is to be quiet."""
        if not self.quiet:
            click.echo(self.say(text), err=True)

    @property
    def equations(self) -> str:
        """The language of findings' equations: as asked for; both ("") where no language is asked for."""
        return self.lang if self.lang == self.reader else ""

    def say(self, text: str) -> str:
        """The program's words in the language of the one who calls it."""
        return say(text, self.lang)


class _Terminal(io.BufferedIOBase):
    """Passes UTF-8 on to a terminal, with everything made visible in it that the terminal would obey."""

    def __init__(self, to: BinaryIO) -> None:
        self._to = to
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")("replace")

    def writable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int:  # noqa: ANN401 - whatever holds bytes
        self._to.write(visible(self._decoder.decode(data)).encode("utf-8"))
        self._to.flush()
        return len(data)
