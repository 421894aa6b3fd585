"""Lines of print on a page: found, cut out, and split into words."""
