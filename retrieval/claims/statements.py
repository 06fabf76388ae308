"""Finds the statements in a chat message that can be checked against articles.

A statement says something about the world. Questions, wishes, opinions and sentences about the writer are left out:
"lol I heard that the bridge opened in 1990! awesome. who built it?" -> "the bridge opened in 1990!"
Links, mentions, emoji, code and markup are replaced by blanks, so that offsets stay. The rules are English.
"""

# ruff: noqa: E501  # a pattern is easier to read whole than cut into lines
from __future__ import annotations

import re
from dataclasses import dataclass

from ..answer.question import is_content
from ..english import AUXILIARY_PATTERN
from ..text import sentences, words
from ..types import Span

MAX_CHARACTERS = 4000
"""Characters of a message that are read: the longest message of a chat."""
MAX_STATEMENTS = 5
"""Each costs a search and a reading; of a longer message the first statements are checked."""
MIN_WORDS, MAX_WORDS = 3, 60
"""A shorter one is a heading or a shout; no single quote could support a longer one."""
MIN_CONTENT = 2
"""Content words that a statement has at least."""


@dataclass(frozen=True, slots=True)
class Statement:
    """`span` is its place in the message; `text` is clean and single-spaced. `context` is the statement before it if its
    subject is a pronoun ("They signed it in May"), else empty."""

    text: str
    span: Span
    context: str = ""


@dataclass(frozen=True, slots=True)
class Claimed:
    """The statements of a message that are checked, without repetitions, and how much is left out."""

    statements: tuple[Statement, ...]
    left_out: int = 0
    """Further statements that are not checked."""
    unread: int = 0
    """Characters at the end of the message that are not read."""


_NOISE = re.compile(
    r"""```.*?(?:```|\Z) | `[^`\n]*` | <(?:@[!&]?|\#)\d+> | <a?:\w+:\d+> | </?[\w\s-]+:\d+> | <t:-?\d+(?::\w)?>
    | (?:https?://|www\.)[^\s<>)\]]+ | @(?:everyone|here)\b | (?<![\w.])@[\w.]+ | (?<!\w):\w+:(?!\w) | (?<!\w)\#\w+
    | ^[^\S\n]*+(?:>{1,3}|[-*+•]|\#{1,3})\s | \*{1,3} | __ | ~~ | \|\| | (?<!\w)_(?=\w) | (?<=\w)_(?!\w) | \[(?=[^\]]{0,500}\]\() | \]\([^)]{0,500}\)""",
    re.VERBOSE | re.DOTALL | re.MULTILINE | re.IGNORECASE,
)
_LEAD = re.compile(
    r"""(?:(?:so|well|ok(?:ay)?|hey|hi|hello|lol|btw|fyi|psa|wow|omg|yo|oh|ah|hmm+|and|but|also|actually|anyways?|guys|folks|everyone|basically|honestly
    |tbh|yes|yeah|nope|breaking|update|news|fact|fun\s+fact|fact\s+check|til|today\s+i\s+learned(?:\s+that)?|apparently|turns\s+out(?:\s+that)?|in\s+fact)\b[\s,:;!.…–-]+
    |no\b\s*+[,:;!.…–-]+\s*+
    |(?:i|we)\s+(?:just\s+|have\s+|also\s+|once\s+)*(?:heard|read|saw|learned|learnt|know|knew)\s+(?:(?:today|yesterday|somewhere|online|on\s+the\s+news)\s+)?(?:that\s+)
    |i\s+(?:just\s+)?heard\s+(?!(?:that|about|of|from|it|you|him|her|them|someone|somebody)\b)
    |(?:it(?:['’]s|\s+is)\s+(?:true|a\s+fact|known)\s+that)\s+
    |(?:someone|somebody|people|they|he|she)\s+(?:told\s+me|tell\s+me|are\s+saying|is\s+saying|says?|claims?)\s+that\s+|the\s+fact\s+(?:is|that)\s+(?:that\s+)?)""",
    re.VERBOSE | re.IGNORECASE,
)
"""Words before a statement that do not belong to it: "so, I heard that"."""
_TELLING = re.compile(
    r"(?:did|do|have)\s+you\s+(?:guys\s+)?(?:know|hear|heard|see|seen)\s+that\s+", re.IGNORECASE
)
"""A question that claims what follows: "did you know that ...?"."""
_QUESTION = re.compile(
    rf"^(?:who|whom|whose|what|when|where|why|how|which|am|shall|{AUXILIARY_PATTERN}"
    r"|isn['’]t|aren['’]t|wasn['’]t|weren['’]t|don['’]t|doesn['’]t|didn['’]t|won['’]t|can['’]t)\s+(?!a\s+day\b)",
    re.IGNORECASE,
)
_CLAUSE_QUESTION = re.compile(r"^(?:when|where|how|why|what)\b[^,]*,\s|^may\s+\d|^(?:what|who)\s+\w+\s+\w+\s+(?:is|was)\b", re.IGNORECASE)  # fmt: skip
"""Begins like a question and is a statement: "When it opened, ...", "May 5 is ..."."""
_OPINION = re.compile(
    r"\b(?:i|i['’]m|i['’]d|i['’]ve|i['’]ll|me|my|mine|we|we['’]re|(?<!the\s)us|our|you|you['’]re|your|u|ur)\b"
    r"|\b(?:imo|imho|iirc|afaik|should|ought|hopefully|hope|wish|let['’]s|please|pls|plz|maybe|perhaps|probably|guess|love|hate"
    r"|awesome|terrible|amazing|awful|disgusting|stupid|idiots?|sucks?|overrated|underrated|beautiful|boring|congrats|thanks?)\b",
    re.IGNORECASE,
)
"""An opinion, or about the people in the chat."""
_CONDITION = re.compile(r"^(?:if|unless|imagine|suppose|whether|assuming|what\s+if)\b", re.IGNORECASE)
_IMPERATIVE = re.compile(
    r"^(?:look|see|check|read|watch|listen|go|come|stop|try|click|follow|join|tell|give|take|remember|note|wait|ask|get|make|do"
    r"|don['’]t|never\s+mind|say|send|show|vote|buy|use|help|find|keep|put|think|write|answer)\b(?!\s*,)",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"^(?:it|he|she|they|this|that|these|those|its|his|her|their|there)\b(?!['’]s\s+(?:true|known))",
    re.IGNORECASE,
)


def statements(message: str) -> tuple[Statement, ...]:
    """The statements of a normalised message that are checked, in order, at most `MAX_STATEMENTS`."""
    return claimed(message).statements


def claimed(message: str) -> Claimed:
    """The statements of a normalised message that are checked, in order, and how much is left out. Any text is accepted."""
    read = _read(message)
    found = _found(message[:read])
    unread = len(message[read:].strip())
    return Claimed(tuple(found[:MAX_STATEMENTS]), max(0, len(found) - MAX_STATEMENTS), unread)


def _read(message: str) -> int:
    """The number of characters that are read: whole sentences only."""
    if len(message) <= MAX_CHARACTERS:
        return len(message)
    spans = sentences(message[:MAX_CHARACTERS], typed=True)
    return spans[-1].start if len(spans) > 1 else MAX_CHARACTERS


def _found(message: str) -> list[Statement]:
    text = _NOISE.sub(lambda noise: " " * len(noise.group()), message)
    found: dict[tuple[str, str], Statement] = {}
    before: Statement | None = None
    about = ""
    """The last statement that names its subject; a pronoun after it refers to it."""
    for sentence in sentences(text, typed=True):
        start = _after_leads(text, sentence.start, sentence.end)
        telling = _TELLING.match(text, start, sentence.end)
        end = sentence.end
        if telling:
            start, end = _after_leads(text, telling.end(), end), start + len(text[start:end].rstrip("?! "))
        statement = " ".join(text[start:end].split())
        if not _is_checkable(statement):
            continue
        pronoun = _PRONOUN.match(statement) is not None
        if pronoun and before is None and not _PRONOUN_NAMES_ITSELF.match(statement):
            continue
        context = f"{before.context} {before.text}".strip() if pronoun and before else ""
        before = Statement(statement, Span(start, end), context)
        said = " ".join(words(statement.casefold()))
        about = about if pronoun else said
        found.setdefault((said, about), before)
    return list(found.values())


_PRONOUN_NAMES_ITSELF = re.compile(
    r"^(?:there\b|it\s+(?:was|is)\s+\S+(?:\s+\S+){0,4}\s+(?:who|that|which)\b|(?:this|these|those|that|its|his|her|their)\s+\w{4,}\s+\w+\s+\w{4,})",
    re.IGNORECASE,
)
""" "There are 400 missiles", "It was Japan that ..."."""


def _after_leads(text: str, start: int, end: int) -> int:
    """The offset where the statement begins after "so, I heard that"."""
    while lead := _LEAD.match(text, start, end):
        start = lead.end()
    while start < end and not (text[start].isalnum() or text[start] in "\"'“‘($€£¥"):
        start += 1
    return start


def _is_checkable(statement: str) -> bool:
    tokens = words(statement)
    if not MIN_WORDS <= len(tokens) <= MAX_WORDS or statement.rstrip("\"'”’) ").endswith("?"):
        return False
    if _QUESTION.match(statement) and not _CLAUSE_QUESTION.match(statement):
        return False
    if _OPINION.search(_without_quotations(statement)) or _CONDITION.match(statement):
        return False
    if _IMPERATIVE.match(statement):
        return False
    content = {token.lower() for token in tokens if is_content(token)}
    return len(content) >= MIN_CONTENT and any(any(char.isalpha() for char in token) for token in content)


def _without_quotations(text: str) -> str:
    """The text without quotations, in which somebody may say "I", and without "US", which looks like "us"."""
    return (
        re.sub(r"“[^“”]*”|\"[^\"]*\"", " ", text).replace("US", " ").replace("U.S", " ").replace("U.K", " ")
    )
