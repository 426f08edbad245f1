"""Since when: what became of each cell of a matrix from release to release."""
