"""Pages of our own: what has none is laid out on them, so that every value has a page and a box, and can be drawn."""
