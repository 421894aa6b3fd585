"""Scores and grades in running text: of the whole, of its parts, and of indicators."""
