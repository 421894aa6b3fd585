"""Recognition networks and what is asked of them."""
