"""Rows of the dataset → cases that rules can judge."""
