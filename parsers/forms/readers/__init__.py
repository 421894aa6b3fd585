"""Records from the regions of a form: heads, indicators, sections, totals, goals, lists of projects."""
