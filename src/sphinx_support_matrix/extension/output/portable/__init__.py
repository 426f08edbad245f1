"""Every builder but those for HTML: tables and lists of standard nodes, made when they are written."""
