"""Web pages (.html, .mht): the article of a page as a browser shows it. No script is run, nothing is fetched."""
