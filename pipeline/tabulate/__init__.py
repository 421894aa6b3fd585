"""A report becomes rows of the declared tables."""

from pipeline.tabulate.tables import Rows, tabulate

__all__ = ["Rows", "tabulate"]
