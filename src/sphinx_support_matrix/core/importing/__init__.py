"""Make a file from a table that somebody has already: in a README, on a page, in a spreadsheet.

A reader for each format gives tables of the same kind; what their rows, columns and cells mean is decided once,
whatever the format was. Nothing that a table says is lost: what is no level, release or title becomes a note.
"""
