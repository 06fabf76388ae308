"""Any text as Discord markdown that shows exactly that text. Pure, and free of discord.

Sizes are counted in UTF-16 units, the strictest way in which Discord's servers and apps may count.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlsplit, urlunsplit

from .locale import COMMAND_LINK, t

Runs = Sequence[tuple[str, bool]]
"""Text in pieces, each with whether its words are marked; `Quote.parts` is one."""

ELLIPSIS = "…"
WORD_REACH = 24
"""How many characters a cut may give up to fall between words; Chinese or a long URL has no such place."""

_SPECIAL = re.compile(
    r"[\\*_~|`\[\]<>#@]"  # emphasis, spoilers, code, links, quotes, headings, mentions, <t:…>, <:emoji:…>
    r"|:(?=//)"  # bare links
    r"|:(?=[^\s:]+:)"  # :emoji:
)
_BULLET = re.compile(r"^[ \t]*(?:[-+]|\d+\.)(?=\s)", re.MULTILINE)
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc]")
_ISOLATE = "\u2068{}\u2069"
_URL_SAFE = "!$%&'*+,-./:;=?@_~"
_FRAGMENT_WORDS = 5
"""Of the beginning and of the end of a quote: enough to be found once in a page."""
_HOST = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*\.?(:\d+)?", re.IGNORECASE)
"""No user name before the host: that is how one address is dressed up as another."""


def size(text: str) -> int:
    """Returns how much of a Discord limit `text` uses up."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def escape(text: str) -> str:
    """Returns `text` with everything that Discord would interpret made literal."""
    return "".join(_tokens(text))


def clip(text: str, limit: int, *, links: bool = False) -> str:
    """Returns one line of escaped text of at most `limit` units, with “…” where it was cut. With `links`, for a
    sentence of our own, the commands that it names can still be pressed."""
    line = " ".join(text.split())
    return isolated(marked([(line, False)], limit - isolates(line), links=links))


def clip_plain(text: str, limit: int) -> str:
    """Returns one line for a place where Discord interprets nothing (author, footer, label)."""
    line = "".join(_printable(c) for c in " ".join(text.split()))
    if size(line) <= limit:
        return line
    kept = _largest(lambda n: size(line[:n]) < limit, len(line))
    return line[:kept].rstrip() + ELLIPSIS


def web_address(url: str | None, limit: int = 2000) -> str | None:
    """Returns the URL, encoded so that it ends where it should; None unless it is plain http(s) and fits `limit`."""
    try:
        parts = urlsplit(url or "")
        host = parts.netloc.encode("idna").decode()
    except ValueError:  # UnicodeError is one
        return None
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(host):
        return None
    path, query, fragment = (quote(part, safe=_URL_SAFE) for part in parts[2:])
    address = urlunsplit((parts.scheme, host, path, query, fragment))
    return address if len(address) <= limit else None


def address_of_quote(url: str | None, quoted_text: str, page: int | None = None) -> str | None:
    """Returns the URL that opens a web page at the quote (a text fragment, as WICG specifies it), or a PDF at its page;
    the URL as it is where it has a fragment already, or where that would make it too long."""
    if not url or "#" in url:
        return web_address(url)
    if page is not None:
        return web_address(f"{url}#page={page}")
    words = quoted_text.split()
    ends = (
        (words,) if len(words) <= 2 * _FRAGMENT_WORDS else (words[:_FRAGMENT_WORDS], words[-_FRAGMENT_WORDS:])
    )
    text = ",".join(quote(" ".join(part), safe="", errors="replace").replace("-", "%2D") for part in ends)
    return web_address(f"{url}#:~:text={text}") or web_address(url)


def link(text: str, url: str | None, *, text_limit: int, url_limit: int) -> str:
    """Returns `text` clipped and escaped, linked where `url` is a web address that fits."""
    label, address = clip(text, text_limit) or t("untitled"), web_address(url, url_limit)
    return f"[{label}]({address})" if address else label


def marked(runs: Runs, limit: int, *, newline: str = "\n", links: bool = False) -> str:
    """Returns escaped text with the marked runs bold, at most `limit` units.

    What does not fit is cut around the first mark, between words where there are any, and shown as “…”. `newline`
    stands for a line break, for example to continue a block quote.
    """
    text = _Marked.of(runs, newline, links=links)
    if size(text.window(0, text.length)) <= limit:
        return text.window(0, text.length)
    for start, end in text.anchors():
        if size(text.window(start, end)) <= limit:
            return text.around(start, end, limit)
    return text.beginning(text.anchors()[-1][0], limit)


def ending(text: str, limit: int) -> str:
    """Returns as much of the end of `text` as fits, escaped."""
    escaped = escape(text)
    if size(escaped) <= limit:
        return escaped
    end = len(text)
    return _Marked.of([(text, False)], "\n").around(end, end, limit)


def quoted(runs: Runs, limit: int) -> str:
    """Returns `marked` as a block quote."""
    room = limit - len("> ") - isolates("".join(text for text, _ in runs))
    return "\n".join(f"> {isolated(line)}" for line in marked(runs, room, newline="\n> ").split("\n> "))


def isolated(text: str) -> str:
    """Wraps lines with right-to-left words, so that they and what stands beside them are read in their own direction in
    every app of Discord."""
    return "\n".join(
        _ISOLATE.format(line) if _RIGHT_TO_LEFT.search(line) else line for line in text.split("\n")
    )


def isolates(text: str) -> int:
    """Returns how many units `isolated` adds at most."""
    return 2 * (text.count("\n") + 1) if _RIGHT_TO_LEFT.search(text) else 0


@dataclass(frozen=True, slots=True)
class _Marked:
    """One token per character of the text, so that a cut never falls inside an escape."""

    tokens: list[str]
    marks: list[bool]
    newline: str

    @classmethod
    def of(cls, runs: Runs, newline: str, *, links: bool = False) -> _Marked:
        tokens = _tokens("".join(text for text, _ in runs), links=links)
        return cls(tokens, [is_marked for text, is_marked in runs for _ in text], newline)

    @property
    def length(self) -> int:
        return len(self.tokens)

    def anchors(self) -> list[tuple[int, int]]:
        """Returns what a cut keeps, best first: all marks, the first mark; the beginning where nothing is marked."""
        if True not in self.marks:
            return [(0, 0)]
        first, last = self.marks.index(True), self.length - self.marks[::-1].index(True)
        end = self.marks.index(False, first) if False in self.marks[first:] else self.length
        return [(first, last), (first, end)]

    def around(self, start: int, end: int, limit: int) -> str:
        """Returns the widest window around [start, end) that fits, drawn in to the words' edges."""
        reach = _largest(lambda n: size(self.window(start - n, end + n)) <= limit, self.length)
        low, high = max(0, start - reach), min(self.length, end + reach)
        return self.window(self._word_start(low, start), self._word_end(high, end))

    def beginning(self, start: int, limit: int) -> str:
        """Returns as much as fits from `start` on."""
        reach = _largest(lambda n: size(self.window(start, start + n)) <= limit, self.length)
        return self.window(start, start + reach)

    def window(self, start: int, end: int) -> str:
        """Returns the characters [start, end), with “…” at each end that is not the text's own."""
        start, end = max(0, start), min(self.length, end)
        return (
            (ELLIPSIS if start else "")
            + "".join(self._runs(start, end))
            + (ELLIPSIS if end < self.length else "")
        )

    def _runs(self, start: int, end: int) -> list[str]:
        out: list[str] = []
        while start < end:
            stop = start
            while stop < end and self.marks[stop] == self.marks[start]:
                stop += 1
            lines = "".join(self.tokens[start:stop]).split("\n")
            if self.marks[start]:
                lines = [f"**{line}**" if line.strip() else line for line in lines]
            out.append(self.newline.join(lines))
            start = stop
        return out

    def _word_start(self, at: int, latest: int) -> int:
        if at == 0:
            return at
        spaces = (i + 1 for i in range(at - 1, min(latest, at + WORD_REACH)) if self.tokens[i].isspace())
        return next(spaces, at)

    def _word_end(self, at: int, earliest: int) -> int:
        if at >= self.length:
            return at
        spaces = (i for i in range(at, max(earliest, at - WORD_REACH) - 1, -1) if self.tokens[i].isspace())
        return next(spaces, at)


def _tokens(text: str, *, links: bool = False) -> list[str]:
    literal = {m.start() for m in _SPECIAL.finditer(text)} | {m.end() - 1 for m in _BULLET.finditer(text)}
    tokens = ["\\" + c if i in literal else _printable(c) for i, c in enumerate(text)]
    for link in COMMAND_LINK.finditer(text) if links else ():  # in one piece: a cut takes all of it
        tokens[link.start() : link.end()] = [link[0], *[""] * (len(link[0]) - 1)]
    return tokens


def _printable(character: str) -> str:
    """Replaces control characters and halves of characters, which cannot be sent; anything else stays as it is."""
    hidden = character not in "\n\t" and unicodedata.category(character) in ("Cc", "Cs")
    return "\ufffd" if hidden else character


def _largest(fits: Callable[[int], bool], high: int) -> int:
    """Returns the largest n in [0, high] for which `fits` holds, given that it holds for all smaller ones."""
    return max(0, bisect_left(range(high + 1), True, key=lambda n: not fits(n)) - 1)
