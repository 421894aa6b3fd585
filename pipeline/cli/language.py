"""In which language the program speaks: as asked for (`--lang`), else as the machine is set."""

from __future__ import annotations

import os
from collections.abc import Mapping

LANGUAGES = ("zh", "en")
DEFAULT = "en"  # where neither is asked for: as most programs
READERS = "zh"  # of reports, most of whom read Chinese
_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")  # in the order in which POSIX looks at them


def asked(environment: Mapping[str, str] | None = None) -> str | None:
    """The language that the locale asks for; None for another one, and for none (`C`)."""
    environment = os.environ if environment is None else environment
    locale = next((environment[name] for name in _VARIABLES if environment.get(name)), "")
    return next((name for name in LANGUAGES if locale.replace("-", "_").split("_")[0].lower() == name), None)
