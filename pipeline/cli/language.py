"""In which language the program speaks: as asked for (`--lang`), else as the machine is set.

The program's own words are English; `zh.toml` has the Chinese for them.
"""

from __future__ import annotations

import copy
import inspect
import os
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import click

LANGUAGES = ("zh", "en")
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


@dataclass(frozen=True, slots=True)
class _Chinese:
    phrases: Mapping[str, str]
    templates: tuple[tuple[re.Pattern[str], str], ...]
    usage: Mapping[str, str]
    click: tuple[tuple[re.Pattern[str], str], ...]
    commands: Mapping[str, Mapping[str, str]]


@cache
def chinese() -> _Chinese:
    """The translations, as they are written down."""
    data = tomllib.loads(resources.files("ziping.pipeline.cli").joinpath("zh.toml").read_text("utf-8"))
    templates, clicks = (
        tuple((_pattern(english), zh) for english, zh in data[section].items()) for section in ("templates", "click")
    )
    return _Chinese(data["phrases"], templates, data["usage"], clicks, data["commands"])


def _pattern(english: str) -> re.Pattern[str]:
    return re.compile("(.*?)".join(map(re.escape, english.split("{}"))), re.DOTALL)


def say(text: str, lang: str) -> str:
    """What the program wants to say, in that language; in English where nobody has translated it."""
    if lang != "zh":
        return text
    words = chinese()
    if text in words.phrases:
        return words.phrases[text]
    return _filled(words.templates, text, str)


def said_by_click(text: str) -> str:
    """What click says, in Chinese: its messages are put together of messages."""
    return _filled(chinese().click, text, said_by_click)


def _filled(templates: Iterable[tuple[re.Pattern[str], str]], text: str, inner: Callable[[str], str]) -> str:
    for pattern, zh in templates:
        match = pattern.fullmatch(text)
        if match:
            pieces = zip(zh.split("{}"), [*map(inner, match.groups()), ""], strict=True)
            return "".join(said + filled for said, filled in pieces)
    return text


def translated(command: click.Command, lang: str) -> click.Command:
    """The command with its help in that language."""
    if lang != "zh":
        return command
    texts = chinese().commands.get(command.name or "", {})
    other = copy.copy(command)
    other.help = inspect.cleandoc(texts.get("help") or command.help or "")
    other.short_help = texts.get("short") or command.short_help
    other.params = [_parameter(p) for p in command.params]
    return other


def _parameter(parameter: click.Parameter) -> click.Parameter:
    if not isinstance(parameter, click.Option) or not parameter.help:
        return parameter
    other = copy.copy(parameter)
    other.help = say(parameter.help, "zh")
    return other
