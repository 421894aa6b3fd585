"""Layouts of published forms, drawn by hand with invented bodies and figures, each with what should be read from it.

One TOML file a layout: `document` is lines of paragraphs (`# …`) and tables, cells parted by `|`, `<` and `^` for cells covered
by the one beside or above, `---` for a page's end; `evaluations` are the right answers.
"""
