"""Runs: which documents, in which processes, within which limits, and what became of them."""
