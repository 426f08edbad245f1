"""What is done when pages are written: HTML, files beside it, and standard nodes for every other builder."""
