"""The panel of /setup: its pages and controls as values, and what a press on it does."""
