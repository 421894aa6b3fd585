"""The picture of a page: cleaned, turned upright, taken apart into print and ruling lines."""
