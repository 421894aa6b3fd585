"""Reading PDFs: words and ruling lines with their boxes, page by page, and the tables between the lines.

`open_pdf(path)` gives a `PdfFile`, whose `pages()` are `ziping.schemas.page.Page`; `ziping.pipeline.reading.tables.find_tables(page)`
gives the tables of one.

Coordinates are PDF points from the top left corner of the media box, as the page is displayed: /Rotate is undone, and a
crop box hides what is outside it but moves nothing. A page whose text lies on its side is turned upright beyond that;
`Page.rotation` says by how much, and every box refers to the upright page.

What nobody sees is not read: text without ink, in the colour of its ground, painted over, clipped off or outside the crop
box, characters drawn a second time for bold print. Text that runs aslant is taken for a watermark. Words that lie on their
side on an upright page come after the upright ones, and have no `edges`.

A page that has no text to be read, or none to be believed, comes without words, and `PdfFile.unread` says why.
"""

from ziping.pipeline.reading.pdf import PdfFile, open_pdf

__all__ = ["PdfFile", "open_pdf"]
