"""What every feature uses to talk with Discord: components, embeds, delivery, progress messages, errors."""
