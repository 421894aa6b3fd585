"""Whole reports of invented counties in layouts that no parser was written for, and what they say."""
