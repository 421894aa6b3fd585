"""A report becomes tables as they are declared."""

from pipeline.tabulate.tables import Tables, tabulate

__all__ = ["Tables", "tabulate"]
