"""Hostile files of every kind that a folder may hold but PDF, which has its own."""
