"""Training of the reader: data, hard negatives, the loop and its assessment."""
