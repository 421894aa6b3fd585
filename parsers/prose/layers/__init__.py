"""A passage taken apart: outline, clauses, figures, and what readers share."""
