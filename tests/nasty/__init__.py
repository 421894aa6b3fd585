"""Hostile input: made here, read by the whole program, and accounted for."""
