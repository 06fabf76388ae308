"""How words reach Discord: by the means a channel leaves, once, again when it failed, with progress."""
