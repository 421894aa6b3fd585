"""Reading PDFs: words and ruling lines with their boxes, page by page, and the tables between the lines."""

from pipeline.reading.pdf import PdfFile, open_pdf

__all__ = ["PdfFile", "open_pdf"]
