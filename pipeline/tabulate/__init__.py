"""A report becomes tables as they are declared."""

from ziping.pipeline.tabulate.tables import Tables, tabulate

__all__ = ["Tables", "tabulate"]
