"""Text → typed values: numbers, units, dates, targets. No word of the domain."""
