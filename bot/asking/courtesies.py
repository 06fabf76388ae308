"""What is said to a greeting, to thanks, to “lol”: short, kind, and neither a refusal nor kept anywhere."""

from __future__ import annotations

from typing import Any

from ..text.locale import say
from ..text.small_talk import Talk
from ..ui.embeds import help_page


def kind_words(talk: Talk, name: str) -> dict[str, Any]:
    """What a message or an answer to a command holds: `content`, or the short help as `embed`."""
    if talk is Talk.HELLO:
        return {"embed": help_page(name)}
    return {"content": say("talk-welcome" if talk is Talk.THANKS else "talk-fine")}
