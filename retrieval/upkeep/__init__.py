"""What keeps a library sound over the years: deleting what is due, and looking whether all parts work."""
