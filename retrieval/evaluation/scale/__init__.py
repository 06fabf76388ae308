"""Measures search in large libraries: a synthetic library, and the exact results to compare with."""
