"""The squares of a table, its header rows, and what its columns mean."""
