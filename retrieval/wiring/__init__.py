"""The only place that constructs engines and hands the parts to each other. Its door: `opening.py`."""

from .opening import USUAL, Parts, named_embedder, named_reader, open_library, vector_engine

__all__ = ["USUAL", "Parts", "named_embedder", "named_reader", "open_library", "vector_engine"]
