"""Whether the tables fit together, and putting right what can be derived from others."""
