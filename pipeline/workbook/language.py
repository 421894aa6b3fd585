"""In which language a workbook's headings, sheets and codes are."""

from __future__ import annotations

from dataclasses import dataclass

from ziping.pipeline.formats.text import RULE_TITLES
from ziping.pipeline.language import CHINESE, say
from ziping.pipeline.present.codes import word
from ziping.schemas.dataset import Column, TableSpec


@dataclass(frozen=True, slots=True)
class Language:
    """Attributes:
    lang: zh: headings, names of sheets and codes are Chinese; en: those of the data dictionary.
    """

    lang: str = CHINESE

    def say(self, text: str) -> str:
        """A sentence of the program in the workbook's language."""
        return say(text, self.lang)

    def heading(self, column: Column) -> str:
        """The heading of a column."""
        return column.label_zh if self.lang == CHINESE else column.name

    def sheet(self, spec: TableSpec) -> str:
        """The name of a table's sheet."""
        return spec.label_zh if self.lang == CHINESE else spec.name

    def note(self, column: Column) -> str:
        """What a heading's note says: the column's name in the dataset, and what it holds."""
        return f"{column.name}\n{self.say(column.description)}"

    def word(self, column: str, code: str) -> str:
        """A code as people read it."""
        if column == "rule" and self.lang == CHINESE:
            return RULE_TITLES.get(code, code)
        return word(column, code, self.lang)
