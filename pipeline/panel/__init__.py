"""One row per evaluation, for statistics."""

from ziping.pipeline.panel.view import panel_sql
from ziping.pipeline.panel.writing import FORMATS, write_panel

__all__ = ["FORMATS", "panel_sql", "write_panel"]
