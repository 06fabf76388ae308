"""What is new: `/brief`, and the digest that a server has posted at its hours."""
