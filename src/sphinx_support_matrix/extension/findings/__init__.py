"""What lies beside the file of a matrix, on its pages: evidence and history."""
