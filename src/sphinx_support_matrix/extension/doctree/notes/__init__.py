"""Notes as nodes: the text that people wrote about features and drivers."""
