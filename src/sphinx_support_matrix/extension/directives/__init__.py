"""The directives and their options: from what a document asks for to nodes."""
