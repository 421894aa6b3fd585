"""Targets and results in sentences, brought to their indicators."""
