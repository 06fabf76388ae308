"""Messages with earlier answers say what has become of their sources."""
