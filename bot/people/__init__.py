"""What is kept of people and servers, and how it goes: privacy, upkeep, leaving, foreign servers."""
