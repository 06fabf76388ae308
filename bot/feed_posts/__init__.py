"""New articles of a feed as posts in a channel."""
