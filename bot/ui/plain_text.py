"""Embeds as plain messages, for channels that forbid embeds. Pure: nothing is cut inside a quote without “…”."""

from __future__ import annotations

import re
from collections.abc import Iterator

import discord

from ..text.markup import ELLIPSIS, escape, size

MESSAGE_LIMIT = 2000
_ROOM = MESSAGE_LIMIT - 2 * len("…**")
"""What a cut adds at both of its sides fits in the rest."""
_QUOTED = "> "
_SMALL = "-# "
_TURNS = "\u2068\u2069"
"""Around right-to-left text; see `markup.isolated`."""
_WORD_REACH = 60
"""How far a cut inside a line looks back for a space."""


def embed_as_text(embed: discord.Embed) -> list[str]:
    """Returns what the embed says, as messages of at most 2,000 units: the marked words first, then quotes, sources,
    the as-of line. Pictures are left out."""
    return messages_of(blocks_of(embed))


def blocks_of(embed: discord.Embed) -> list[str]:
    """Returns the parts of an embed, each as markdown of its own."""
    blocks = [_title(embed), *(embed.description or "").split("\n\n")]
    if embed.author.name:
        blocks.insert(1, f"{_SMALL}{escape(embed.author.name)}")
    blocks += [f"**{field.name}**\n{field.value}" for field in embed.fields]
    footer = (embed.footer.text or "").splitlines()
    blocks.append("\n".join(f"{_SMALL}{escape(line)}" for line in footer if line.strip()))
    return [block for block in blocks if block.strip()]


def messages_of(blocks: list[str]) -> list[str]:
    """Returns `blocks` in as few messages as hold them in their order; only a block that is too long for one is cut."""
    messages: list[str] = []
    for piece in (piece for block in blocks for piece in _pieces(block)):
        together = f"{messages[-1]}\n\n{piece}" if messages else piece
        if messages and size(together) <= MESSAGE_LIMIT:
            messages[-1] = together
        else:
            messages.append(piece)
    return messages


def _title(embed: discord.Embed) -> str:
    if not embed.title:
        return ""
    return f"**[{embed.title}](<{embed.url}>)**" if embed.url else f"**{embed.title}**"


def _pieces(block: str) -> Iterator[str]:
    """Returns the block, or its lines in as many pieces as it takes. Where a quote goes on in the next piece both say
    “…”."""
    if size(block) <= MESSAGE_LIMIT:
        yield block
        return
    piece = ""
    for line in (part for whole in block.split("\n") for part in _parts(whole)):
        if piece and size(piece) + len("\n") + size(line) > _ROOM:
            inside = line.startswith(_QUOTED) and piece.rpartition("\n")[2].startswith(_QUOTED)
            yield _left_off(piece) if inside else piece
            piece = _taken_up(line) if inside else line
        else:
            piece = f"{piece}\n{line}" if piece else line
    yield piece


def _left_off(piece: str) -> str:
    return piece if piece.rstrip(_TURNS).endswith(ELLIPSIS) else f"{piece}{ELLIPSIS}"


def _taken_up(line: str) -> str:
    text = line.removeprefix(_QUOTED)
    return line if text.lstrip(f"*{_TURNS}").startswith(ELLIPSIS) else f"{_QUOTED}{ELLIPSIS}{text}"


def _parts(line: str) -> Iterator[str]:
    """Cuts a line that is too long for one message between words, never inside an escape or a bold mark."""
    prefix = next((start for start in (_QUOTED, _SMALL) if line.startswith(start)), "")
    while size(line) > _ROOM:
        at = _cut(line, _ROOM - len(prefix))
        bold = re.sub(r"\\.", "", line[:at]).count("**") % 2 == 1
        mark = "**" if bold else ""
        yield f"{line[:at].rstrip()}{mark}{ELLIPSIS}"
        line = f"{prefix}{mark}{ELLIPSIS}{line[at:].lstrip()}"
    yield line


def _cut(line: str, limit: int) -> int:
    """Returns where to cut so that what is before takes at most `limit` units."""
    at = min(len(line), limit)
    while size(line[:at]) > limit:
        at -= max(1, (size(line[:at]) - limit) // 2)
    space = line.rfind(" ", at - _WORD_REACH, at)
    if space > 0:
        return space
    while at > 1 and _inside(line, at):
        at -= 1
    return at


def _inside(line: str, at: int) -> bool:
    """Tells whether a cut would separate the two halves of an escape or of a bold mark."""
    escapes = len(line[:at]) - len(line[:at].rstrip("\\"))
    return escapes % 2 == 1 or bool(re.match(r"\*\*", line[at - 1 : at + 1]))
