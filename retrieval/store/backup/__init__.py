"""The SQL of saving a library: a copy of the database, what was deleted, and all of it row by row for an export."""
