"""Lines, areas and shades painted on a page, and which of them are ruling lines."""
