"""The messages of a file in one catalog, whichever pages show it."""
