"""What managers see of the articles, and how they add and remove them."""
