"""What can be wrong with a file, where, and which right name is the nearest."""
