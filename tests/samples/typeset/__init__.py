"""Typesets the sample reports of `data/raw`."""
