"""Characters and words of a born-digital page."""
