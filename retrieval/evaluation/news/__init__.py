"""Measuring what is built on news that moves."""
