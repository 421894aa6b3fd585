"""Forms: score sheets, goal sheets, funding blocks and the heads around them, whatever their layout."""

from parsers.forms.read import read_table
from parsers.forms.reading import Form, FormContext, FormReading, Head, Passage, RowClaim, Totals

__all__ = ["Form", "FormContext", "FormReading", "Head", "Passage", "RowClaim", "Totals", "read_table"]
