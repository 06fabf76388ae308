"""What stands above an earlier answer whose sources have changed, and how it is put there and taken away. Pure.

It is an embed of its own before that of the answer; where the answer is plain text, lines before it. The answer itself
stays as it was."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import discord

from retrieval.news import Erratum

from ..text.locale import day_in_words, t
from ..text.markup import quoted, size
from ..ui.embeds import DOUBTFUL_COLOUR
from ..ui.plain_text import MESSAGE_LIMIT

SIGN = "⚠"
LINE = "-# ⸻"
"""Ends the lines above an answer in plain text, in every language."""
ROOM = 1000
EMBEDS_LIMIT = 6000
"""So much stands above an answer at most, and all embeds of a message together have so much."""
SHARE = 600
"""Of each passage of today."""
SHORTEST = 40
"""A passage that would be cut to less is left out."""


class NoRoom(Exception):
    """A message of plain text is so long that nothing can stand above it."""


def revision(
    message: discord.Message, errata: Sequence[Erratum], *, embed: bool = True
) -> dict[str, Any] | None:
    """What to edit so that the message says this above its answer, and nothing where there are no errata; None where it
    does so already. Without `embed` no embed may be added. Raises NoRoom."""
    shown = [each for each in message.embeds if each.type == "rich"]
    content, embeds = _without_lines(message.content), shown[1:] if _is_ours(shown) else shown
    if errata and embeds and embed:
        embeds = [errata_embed(errata, min(ROOM, EMBEDS_LIMIT - sum(map(len, embeds)))), *embeds]
    elif errata:
        content = f"{_lines(errata, MESSAGE_LIMIT - size(content))}{content}"
    edit: dict[str, Any] = {}
    if content != message.content:
        edit["content"] = content or None
    if list(map(_said, embeds)) != list(map(_said, shown)):
        edit["embeds"] = embeds
    return edit or None


def errata_embed(errata: Sequence[Erratum], room: int = ROOM) -> discord.Embed:
    """Says what has become of each quote, in so many units at most."""
    title = t("errata-title")
    return discord.Embed(title=title, description=_body(errata, room - size(title)), colour=DOUBTFUL_COLOUR)


def told_line(question: str, address: str) -> str:
    """Tells the person who asked. The question is escaped and short."""
    return f"{SIGN} {t('errata-told', question=question, address=address)}\n-# {t('errata-told-how')}"


def _body(errata: Sequence[Erratum], room: int) -> str:
    """The passages have even shares of what the sentences leave; where these have no room themselves, nothing is said."""
    passages = sum(each.now is not None for each in errata)
    room -= sum(size(_sentence(each, with_passage=True)) + len("\n\n") for each in errata)
    share = min(SHARE, room // max(1, passages))
    if room < 0:
        return ""
    parts: list[str] = []
    for each in errata:
        parts.append(_sentence(each, with_passage=share >= SHORTEST))
        if each.now is not None and share >= SHORTEST:
            parts.append(quoted([(each.now, False)], share))
    return "\n".join(parts)


def _sentence(erratum: Erratum, *, with_passage: bool) -> str:
    what = f"{erratum.kind.value}-now" if with_passage and erratum.now is not None else erratum.kind.value
    return f"**[{erratum.number}]** {t(f'erratum-{what}', day=day_in_words(erratum.day))}"


def _lines(errata: Sequence[Erratum], room: int) -> str:
    title = f"**{t('errata-title')}**"
    around = size(title) + size(LINE) + len("\n\n\n")
    body = _body(errata, room - around)
    lines = "".join(f"{line}\n" for line in (title, body, LINE) if line)
    if size(lines) > room:
        raise NoRoom
    return lines


def _without_lines(content: str) -> str:
    above, line, below = content.partition(f"\n{LINE}\n")
    return below if line and above.startswith(f"**{SIGN}") else content


def _is_ours(embeds: Sequence[discord.Embed]) -> bool:
    """An answer is one embed; another one before it with the sign is what we have put there."""
    return len(embeds) > 1 and (embeds[0].title or "").startswith(SIGN)


def _said(embed: discord.Embed) -> tuple[str | None, str]:
    """What tells our embeds apart."""
    return embed.title, (embed.description or "").strip()
