"""The terminal: what its commands print."""
