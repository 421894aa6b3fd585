"""Forms: score sheets, goal sheets, funding blocks and the heads around them, whatever their layout."""

from ziping.parsers.forms.table import read_table
from ziping.parsers.forms.types import Form, FormContext, FormReading, Passage, RowClaim

__all__ = ["Form", "FormContext", "FormReading", "Passage", "RowClaim", "read_table"]
