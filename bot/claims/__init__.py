"""What the articles say to a message."""
