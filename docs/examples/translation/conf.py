extensions = ["sphinx_support_matrix"]
language = "de"
locale_dirs = ["locale"]
