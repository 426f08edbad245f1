"""Measure how long matrices of several sizes take, beside the package that people use today."""
