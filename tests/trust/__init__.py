"""What the bot is trusted with, tried at length: `python -m tests.trust` prints one table of it. See docs/trust.md."""
