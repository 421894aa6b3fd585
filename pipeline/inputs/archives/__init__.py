"""Archives: what they hold, taken out within bounds and without following what their names say."""
