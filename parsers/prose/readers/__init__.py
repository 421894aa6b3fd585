"""Records from prose: scores, grades, targets, and budgets."""
