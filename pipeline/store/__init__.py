"""The dataset on disk: results of single documents, and the tables published from them."""
