"""Figures as intervals, the identities over them, and the slips that would explain a failure."""
