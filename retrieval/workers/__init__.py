"""What runs beside the event loop and looks after it."""
