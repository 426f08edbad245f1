"""The nodes of a matrix, and how they come to stand finished in a document."""
