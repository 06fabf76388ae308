"""Watches: questions of which somebody is told when their answer changes."""
