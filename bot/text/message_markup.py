"""The words of a text as people typed them, without what Discord adds: mentions, links to messages, emoji, markdown,
invisible characters. Pure, free of discord, and linear in the length of the text.

What only looks like markup stays: "C#", "5 > 3", "3*4", "snake_case", "*" alone. Also finds web addresses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta

from .locale import day_in_words
from .small_talk import phrases_of

Names = Mapping[str, str]
"""What a mention is called: "@5" a person, "@&6" a role. Channels say where somebody is, not what is asked."""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe0e\ufe0f\ufeff\uffa0"
    "\U000e0000-\U000e007f]"
    "|[\u200c\u200d](?![\u0600-\u0dff])"  # which Persian and the scripts of India spell with
)
_FENCE = re.compile(r"```(?:[a-z0-9+#-]{1,20}(?=\n))?", re.IGNORECASE)
_ENTITY = re.compile(
    r"<(?:(?P<mention>@[!&]?|\#)(?P<id>\d{1,20})"
    r"|t:(?P<moment>-?\d{1,12})(?::[a-zA-Z])?"
    r"|a?:\w{1,32}:\d{1,20}"  # custom emoji
    r"|/[^:<>\n]{1,100}:\d{1,20}"  # commands
    r"|id:\w{1,20}"  # places of a server: "customize", "browse"
    r"|(?P<bare>https?://[^\s<>]+))>"
)
_OWN_LINK = re.compile(
    r"https?://(?:(?:www|ptb|canary)\.)?(?:discord(?:app)?\.com/channels/|(?:cdn|media)\.discordapp\.(?:com|net)/"
    r"|tenor\.com/view/)[^\s<>)]*",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"\[([^\[\]\n]{1,500})\]\(<?https?://[^()\s<>]{1,2000}>?\)")
_SHORTCODE = re.compile(r"(?<!\S):[a-z0-9_+-]{2,32}:(?!\S)", re.IGNORECASE)
"""An emoji that Discord did not know."""
_ALL = re.compile(r"(?<![\w.@])@(?:everyone|here)\b(?![-\w@]|\.\w)")
_LINE_START = re.compile(r"^[ \t]*(?:(?:>>>|>|\#{1,3}|-\#|[-*+])[ \t]+){1,4}", re.MULTILINE)
_DELIMITER = re.compile(
    r"https?://[^\s<>|`]*[^\s<>|`*_~]"  # where the same signs are part of an address
    r"|\\[\\*_~|`>#:@\[\]()<-]|\*{1,3}|_{1,3}|~~|\|\||`{1,3}"
)
_GOES_ON = re.compile(r"[.-]?[^\W_]")
"""What follows a sign inside of a name: "__init__.py"."""
_EMOJI = re.compile(
    "[\u231a-\u23ff\u25aa-\u2668\u2670-\u27bf\u2b05-\u2b55\U0001f000-\U0001faff]|(?<=[0-9#*])\u20e3"
)
"""Of what is in these ranges, the symbols; "→" and other signs of mathematics are none, "♭" is left out."""
_SENTENCE_ENDS = ".!?…。！？؟\n"


def plain(text: str, names: Names | None = None) -> str:
    """Returns the words of `text`. Times become days. A mention at the beginning or at the end of a sentence is left
    out; inside, people and roles are called what `names` says. Line breaks stay."""
    text = _ALL.sub(" ", _INVISIBLE.sub("", text))
    text = _without_entities(text, names or {})
    text = _LABELLED.sub(r"\1", _OWN_LINK.sub(" ", _SHORTCODE.sub(" ", text)))
    text = _LINE_START.sub("", _FENCE.sub("```", text))
    text = _without_emoji(_without_delimiters(text))
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(_closed_up(line) for line in lines if line)


def roles_in(text: str) -> Iterator[int]:
    """Returns the ids of the roles that the text mentions."""
    return (int(each["id"]) for each in _ENTITY.finditer(text) if each["mention"] == "@&")


def _without_entities(text: str, names: Names) -> str:
    pieces: list[str] = []
    at = 0
    for each in _ENTITY.finditer(text):
        pieces += (text[at : each.start()], _entity(text, each, names))
        at = each.end()
    return "".join((*pieces, text[at:]))


def _entity(text: str, found: re.Match[str], names: Names) -> str:
    if found["bare"]:
        return found["bare"]
    if found["moment"]:
        return _day(int(found["moment"])) or " "
    if not found["id"] or found["mention"] == "#":
        return " "
    name = names.get(f"{found['mention'].replace('!', '')}{found['id']}")
    return name if name and not _is_address(text, found.start(), found.end()) else " "


_NEAR = 60
"""As much of a text as is looked at around a mention."""


def _is_address(text: str, start: int, end: int) -> bool:
    """Tells whether a mention stands at the beginning or the end of a sentence, or between commas."""
    before = _ENTITY.sub(" ", text[max(0, start - _NEAR) : start]).rstrip()
    after = _ENTITY.sub(" ", text[end : end + _NEAR]).lstrip()
    if not before.strip("*_~|`>#- \n") or before[-1] in _SENTENCE_ENDS:
        return True
    if after and after[0] not in f"{_SENTENCE_ENDS},;":
        return False
    belongs = phrases_of("words-before-a-name")
    return before[-1] in ",;:、，" or before.split()[-1].casefold() not in belongs


def _day(seconds: int) -> str | None:
    try:
        return day_in_words((EPOCH + timedelta(seconds=seconds)).date())
    except OverflowError:
        return None


def _without_delimiters(text: str) -> str:
    """Removes the marks of emphasis, spoilers and code that come in pairs, and the backslashes before others."""
    dropped = set(_paired(text))
    pieces: list[str] = []
    at = 0
    for found in _DELIMITER.finditer(text):
        kept = "" if found.start() in dropped else found[0].removeprefix("\\")
        pieces += (text[at : found.start()], kept)
        at = found.end()
    return "".join((*pieces, text[at:]))


def _paired(text: str) -> Iterator[int]:
    """Returns where marks begin that open something which is closed, and where those that close it."""
    opened: dict[str, list[int]] = {}
    for found in _DELIMITER.finditer(text):
        mark, start, end = found[0], found.start(), found.end()
        if mark[0] in "\\h":
            continue
        before, after = text[max(0, start - 1) : start], text[end : end + 2]
        waiting = opened.setdefault(mark, [])
        if waiting and _closes(mark, before, after):
            yield start
            yield waiting.pop()
        elif _opens(mark, before, after):
            waiting.append(start)


def _opens(mark: str, before: str, after: str) -> bool:
    outside = mark[0] not in "*_" or not before.isalnum()
    return outside and after != "" and (not after[0].isspace() or before in ("", "\n"))


def _closes(mark: str, before: str, after: str) -> bool:
    outside = mark[0] not in "*_" or not _GOES_ON.match(after)
    return outside and (not before.isspace() or after == "" or after[0] == "\n")


def _without_emoji(text: str) -> str:
    """Removes emoji; words before and after one stay two."""
    return _EMOJI.sub(lambda found: " " if _is_emoji(found[0]) else found[0], text)


def _is_emoji(character: str) -> bool:
    return character == "\u20e3" or unicodedata.category(character) in ("So", "Sk", "Cn")


def _closed_up(line: str) -> str:
    """Removes the blank or comma that is left where something beside a mark was removed."""
    line = re.sub(r"[,;:]? ([.;:!?…]|,)(?=\s|$)", r"\1", line)
    return re.sub(r"^(?:[,:;–—]\s*|-\s+)+", "", line)


_ADDRESS = re.compile(r"(https?)(://[^\s/]\S*)", re.IGNORECASE)


def address_in(typed: str) -> str | None:
    """Returns the web address that was typed, as the library takes it; None for anything else, which would be a path to
    it."""
    found = _ADDRESS.fullmatch(typed.strip())
    return found[1].lower() + found[2] if found else None
