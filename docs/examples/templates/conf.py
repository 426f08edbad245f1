extensions = ["sphinx_support_matrix"]
templates_path = ["_templates"]
