"""Titles: which lines they are, and what they say."""
