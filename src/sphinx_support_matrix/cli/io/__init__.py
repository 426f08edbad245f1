"""What commands read and write: files, revisions in git, the terminal, and reports for other programs."""
