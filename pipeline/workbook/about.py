"""The sheet that says what the others hold, and what their words mean."""

from __future__ import annotations

from collections.abc import Mapping

from ziping.pipeline.version import version
from ziping.pipeline.workbook.book import HEAD, WRAPPED, Book
from ziping.schemas.dataset import TABLES

_WIDTHS = (26, 12, 96)


class AboutSheet:
    """Filled last, when it is known how many rows there are."""

    def __init__(self, book: Book) -> None:
        self._book, self._row = book, 0
        self._sheet = book.sheet(book.language.say("about"))
        self._sheet.fit_to_pages(1, 0)
        for place, wide in enumerate(_WIDTHS):
            self._sheet.set_column(place, place, wide)

    def fill(self, name: str, counts: Mapping[str, int]) -> None:
        """Writes it.

        Args:
            name: Of the dataset.
            counts: Table → how many rows it has.
        """
        say, language = self._book.language.say, self._book.language
        self._head(say("dataset"), "", name)
        self._line(say("program"), "", f"ziping {version()}")
        self._head(say("sheet"), say("rows"), say("what it holds"))
        self._line(
            say("findings"), counts["findings"], say("What the checks found: worst first, with links to the rows.")
        )
        for spec in TABLES:
            self._line(language.sheet(spec), counts[spec.name], say(spec.description))
        self._head(say("word"), "", say("what it means"))
        for word, meaning in self._words().items():
            self._line(word, "", meaning)

    def _words(self) -> dict[str, str]:
        say = self._book.language.say
        return {
            say("pass"): say("The equation holds exactly."),
            say("rounding"): say("It holds only for some of the values that the printed digits stand for."),
            say("unchecked"): say("A figure that it needs is missing, doubtful or not shown to be complete."),
            say("fail"): say("It holds for none of the values that the printed digits stand for."),
            say("error"): say("A failure whose figures were read without doubt: to be held against the page."),
            say("warning"): say("A failure that may have another reason, or whose reading is in doubt."),
            say("info"): say("For information: no failure, or one by a scheme that the report may not follow."),
            say("figures"): say("Money is in yuan, rates and shares are per cent, scores are points."),
            say("empty cells"): say("What a report does not state is left empty, never 0."),
            say("folded columns"): say("Names of rows and boxes on the page, for programs: unfold them with + above."),
        }

    def _head(self, *texts: str) -> None:
        for place, text in enumerate(texts):
            self._book.write(self._sheet, self._row, place, text, HEAD)
        self._row += 1

    def _line(self, *values: str | int) -> None:
        for place, value in enumerate(values):
            self._book.write(self._sheet, self._row, place, value, WRAPPED)
        self._row += 1
