"""Workbooks (.xlsx, .xls): what each cell shows, in the form in which its number format shows it."""
