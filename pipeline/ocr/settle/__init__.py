"""Readings settled where ink, line or column tells which of two look-alikes it must be."""
