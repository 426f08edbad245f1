"""reStructuredText for programs that do not run Sphinx: read and written with docutils alone."""
