"""How an answer moved: `/timeline`, and the button under an answer that has more than one value."""
