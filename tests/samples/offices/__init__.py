"""Sample reports as Word documents, workbooks and web pages, each in the format in which it was published."""
