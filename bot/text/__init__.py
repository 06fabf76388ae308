"""Words: sentences in every language, and text as Discord shows and takes it. Pure."""
