"""What one cell of a form says: amounts, points, targets, level names."""
