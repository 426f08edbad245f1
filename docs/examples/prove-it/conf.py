extensions = ["sphinx_support_matrix"]
support_matrix_rules = ["claim-contradicted"]
