"""In which language the program speaks: as asked for (`--lang`), else as the machine is set."""

from __future__ import annotations

import copy
import inspect
import os
from collections.abc import Mapping, Sequence

import click

from ziping.pipeline.language import LANGUAGES, chinese, say
from ziping.pipeline.language.catalogue import CLICK

DEFAULT = "en"  # where neither is asked for: as most programs
READERS = "zh"  # of reports, most of whom read Chinese
_OPTION = "--lang"
_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")  # in the order in which POSIX looks at them


def asked(environment: Mapping[str, str] | None = None) -> str | None:
    """The language that the locale asks for; None for another one, and for none (`C`)."""
    environment = os.environ if environment is None else environment
    locale = next((environment[name] for name in _VARIABLES if environment.get(name)), "")
    return next((name for name in LANGUAGES if locale.replace("-", "_").split("_")[0].lower() == name), None)


def wanted(arguments: Sequence[str]) -> str:
    """The language of a call, before its options are understood: for help and errors."""
    for argument, following in zip(arguments, [*arguments[1:], ""], strict=True):
        named = following if argument == _OPTION else argument.removeprefix(f"{_OPTION}=")
        if argument.startswith(_OPTION) and named in LANGUAGES:
            return named
    return asked() or DEFAULT


def click_message(text: str) -> str:
    """What click says, in Chinese: its messages are put together of messages."""
    return chinese(CLICK).say(text, click_message)


def translated(command: click.Command, lang: str) -> click.Command:
    """The command with its help in that language."""
    if lang != "zh":
        return command
    other = copy.copy(command)
    other.help = _told(inspect.cleandoc(command.help or ""))
    other.short_help = command.short_help and say(command.short_help, "zh")
    other.params = [_parameter(p) for p in command.params]
    return other


def _told(text: str) -> str:
    """A help text; the sign that keeps click from filling its lines (a backspace) is written out in the catalogue."""
    return say(text.replace("\b", r"\b"), "zh").replace(r"\b", "\b")


def _parameter(parameter: click.Parameter) -> click.Parameter:
    if not isinstance(parameter, click.Option) or not parameter.help:
        return parameter
    other = copy.copy(parameter)
    other.help = say(parameter.help, "zh")
    return other
