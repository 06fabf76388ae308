"""What is stored of a person, deleting it, and deleting what is too old."""
