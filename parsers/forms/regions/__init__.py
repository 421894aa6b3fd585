"""Which rows of a table make up which block."""
