"""News that moves: how the answer to a question has changed. The door of what is built on it."""

from .timeline import Timeline, TimelineEntry

__all__ = ["Timeline", "TimelineEntry"]
