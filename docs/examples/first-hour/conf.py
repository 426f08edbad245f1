project = "Casket"
extensions = ["myst_parser", "sphinx_support_matrix"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["README*", "_build"]
locale_dirs = ["locale"]
