"""What can go wrong outside a document, and the one exception that a reader may raise.

A document's failure is a value (`ziping.pipeline.execution.result.Failure`); an environment's failure is one of these
exceptions, whose message names the remedy. Only the command line turns them into exit statuses.
"""

from __future__ import annotations


class ZipingError(Exception):
    """Base of the errors that a person can do something about. `exit_code` is the contract's."""

    exit_code = 2


class UsageError(ZipingError):
    """The call itself is wrong: an option, a path, a query."""


class StoreError(ZipingError):
    """The dataset cannot be written or read as it stands: permissions, disk, another run at work."""

    exit_code = 3


class ReadError(Exception):
    """A document, or one page of it, cannot be read.

    Attributes:
        code: Stable code of the contract's `failures` (`not-a-pdf`, `encrypted`, `corrupt`, `empty`, …).
        message: What is wrong and what to do about it, for a person.
        page: The page concerned, counting from 1; None for the whole document.
    """

    def __init__(self, code: str, message: str, page: int | None = None) -> None:
        super().__init__(code, message, page)  # all of it in args: exceptions are pickled by their args

    @property
    def code(self) -> str:
        """A stable code, as `failures.error` has it."""
        return str(self.args[0])

    @property
    def message(self) -> str:
        """What happened, and what to do about it."""
        return str(self.args[1])

    @property
    def page(self) -> int | None:
        """The page that could not be read, from 1; None for the whole file."""
        page: int | None = self.args[2]
        return page

    def __str__(self) -> str:
        return self.message
