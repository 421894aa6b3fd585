"""Whether the fonts of a page draw what its text says."""
