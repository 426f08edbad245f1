"""What a page is made of, without Sphinx: its words, its ids, and the templates that write it."""
