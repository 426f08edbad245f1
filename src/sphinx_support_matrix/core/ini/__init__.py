"""The text of an INI file: read it into sections and options, see which lines they take, change lines."""
