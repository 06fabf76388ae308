"""Tracebacks for logs. The message of an exception that a library raised may quote the text it stumbled over, and article
text never stands in a log: such an exception is told by its class and its place alone."""

from __future__ import annotations

import traceback

_OURS = ("retrieval", "bot")
_WITHOUT_TEXT = ("sqlite3", "discord", "aiohttp", "asyncio")
"""Packages whose messages speak of connections, statements and numbers, not of what is stored or sent."""
_OF_CODE = (OSError, AttributeError, NameError, ImportError, MemoryError, RecursionError)
"""Built-in exceptions whose messages name files, or names in the code."""


def traced(error: BaseException | None) -> str:
    """The frames of an exception and of those that led to it, oldest first; messages only where no article can stand
    in them. Empty for None."""
    if error is None:
        return ""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    led_to = f"{traced(before)}\n\nwhich led to\n\n" if before is not None else ""
    frames = "".join(traceback.format_tb(error.__traceback__))
    inner = "".join(f"\n\n{traced(each)}" for each in getattr(error, "exceptions", ()))
    return f"{led_to}Traceback (most recent call last):\n{frames}{told(error)}{inner}"


def told(error: BaseException) -> str:
    """The exception in one line."""
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    package = kind.__module__.split(".")[0]
    safe = package in _OURS or package in _WITHOUT_TEXT or isinstance(error, _OF_CODE)
    return f"{name}: {error}" if safe else name
