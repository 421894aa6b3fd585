"""Lines, paragraphs, running heads."""
