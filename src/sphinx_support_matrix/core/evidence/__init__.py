"""Evidence: what test results say of the cells of a matrix, kept in a file beside it."""
