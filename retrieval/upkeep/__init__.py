"""What keeps a library sound over the years: deleting what is due, looking whether all parts work, and why an answer came
out as it did. What the faces need of it is named here."""

from .replay import Candidate, QuoteState, Replay

__all__ = ["Candidate", "QuoteState", "Replay"]
