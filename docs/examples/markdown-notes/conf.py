extensions = ["sphinx_support_matrix", "myst_parser"]
