"""What managers see of the bot: what was not answered, the log, reindexing, how things stand."""
