"""Word documents (.docx): what Word shows of them, from the parts of their package."""
