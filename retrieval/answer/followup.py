"""Questions that lean on what was said before: "and who signs it?", "who said so?", "what about Australia?". Pure.

A question that stands on its own is left alone: words of an old topic would only lead its search astray.
"""

# ruff: noqa: E501  # a pattern is easier to read whole than cut into lines
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..text import words
from ..types import Turn
from .question import Question, parse

MOST_TOPIC = 10
"""Words that a topic hands on; those of the newest question come first."""
ANSWER_WORDS = 30
"""So much of an answer is named when somebody asks who said so."""
_FEW_WORDS = 2
"""With so few words of its own, a reply to an answer is about that answer ("why?", "how many?", "in which year?")."""

_OPENING = re.compile(
    r"^\W*(?:and|but|or|so|also|then|ok(?:ay)?|no|yes|i mean[t]?|what about|how about|what else|who else|where else|"
    r"und|aber|oder|also|und was ist mit|y|pero|entonces|qué hay de|では|じゃあ|それで|それ)\b",
    re.IGNORECASE,
)
_POINTER = re.compile(
    r"\b(?:it|its|they|them|their|theirs|that|those|this|these|he|him|his|she|her|hers|there|then|"
    r"the (?:same|former|latter|first|second|other|others)|such|one|ones|"
    r"er|ihn|ihm|sie|ihr|ihre[nrsm]?|dies(?:e[rsnm]?)?|das|dort|damals|dessen|deren|darüber|davon|dafür|"
    r"él|ella|ellos|ellas|eso|esto|esta|este|aquello|allí|allá|entonces|suyo|su|sus)\b"
    r"|それ|これ|あれ|その|彼|彼女|そこ",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"\b(?:he|him|his|she|her|hers|they|them|their|er|ihn|ihm|sie|él|ella|ellos|ellas)\b|彼", re.IGNORECASE
)
_WHO_SAID = re.compile(
    r"^\W*(?:(?:and|so|but|und|y)\s+)?(?:who (?:says?|said|claims?|claimed|reports?|reported|stated?|told (?:you|them|us)|confirmed?)"
    r"(?:\s+(?:so|that|this|it))?|says who|according to whom?|wer (?:sagt|hat) das(?: gesagt)?|quién (?:lo )?dij?o?(?:ce)?(?: eso)?)\W*$"
    r"|^誰が(?:そう)?言",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"^\W*(?:(?:and|but|so|ok(?:ay)?|und|y|pero)[\s,]+)?(?:what|how)\s+about\s+(?P<what>.+?)\W*$"
    r"|^\W*(?:und\s+)?was ist mit\s+(?P<was>.+?)\W*$|^\W*(?:¿\s*)?(?:y\s+)?qué (?:hay|pasa) (?:de|con)\s+(?P<que>.+?)\W*$"
    r"|^\W*(?:and|und|y)\s+(?P<and>(?:(?:in|at|for|from|on|by|to|of|the|im|in der|en|de|para)\s+)*[^\s?]+(?:\s+[^\s?]+){0,2})\s*\?\s*$",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\b(?:who|whom|whose|what|when|where|which|why|how|wer|was|wann|wo|warum|wie|quién|qué|cuándo|dónde|cómo)\b",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:(?:in|at|for|from|on|by|to|of|the|a|an|im|der|die|das|en|de|la|el|para)\s+)+", re.IGNORECASE
)
_NAME = re.compile(r"[A-ZÀ-Þ][\w’'-]*(?:\s+(?:of\s+(?:the\s+)?)?[A-ZÀ-Þ][\w’'-]*)*")
_NUMBER = re.compile(r"\b\d[\d.,:/-]*\b")


@dataclass(frozen=True, slots=True)
class Resolved:
    """A question as it stands on its own. `text` is what is searched with and read; `alone` is the question in its own
    words. Of a question that takes another's place ("what about Australia?"), `slots` are the readings to choose from:
    (what is replaced, the whole question)."""

    alone: str
    text: str
    leans: bool = False
    articles: tuple[int, ...] = ()
    """Cited in what it leans on."""
    instead: str | None = None
    slots: tuple[tuple[str, str], ...] = ()

    @property
    def queries(self) -> tuple[str, ...]:
        """What to search with."""
        return (self.text,) if self.text == self.alone else (self.text, self.alone)


def resolve(question: str, conversation: Sequence[Turn]) -> Resolved:
    """The question, with what it leaves out taken from the conversation, oldest turn first."""
    if not conversation or not leans_back(question):
        return Resolved(question, question)
    last = conversation[-1]
    topic, articles = _topic(conversation), _articles(conversation)
    if _WHO_SAID.search(question):
        said = " ".join((last.answer or "").split()[:ANSWER_WORDS])
        return Resolved(question, f"who said that {said} {_joined(topic)}".strip(), True, articles)
    if (instead := _instead(question)) is not None:
        return _replaced(question, instead, conversation, topic, articles)
    added = [*topic]
    if _PERSON.search(question) and last.answer:
        added = [*_names(last.answer), *topic]
    own = {word.lower() for word in words(question)}
    text = " ".join([question, *(word for word in dict.fromkeys(added) if word.lower() not in own)])
    return Resolved(question, text, True, articles)


def as_question(said: Question, resolved: Resolved) -> Question:
    """The question to look for answers with: the resolved words, asked in the way of its own."""
    if resolved.text == said.text:
        return said
    whole = parse(resolved.text)
    if resolved.instead is not None and resolved.slots:
        return whole
    return replace(whole, kind=said.kind, head=said.head, focus=said.focus or whole.focus)


def leans_back(question: str) -> bool:
    """True when the question cannot be understood without what came before."""
    if _OPENING.match(question) or _POINTER.search(question):
        return True
    parsed = parse(question)
    return len(parsed.focus) <= _FEW_WORDS and not parsed.names


def _topic(conversation: Sequence[Turn]) -> tuple[str, ...]:
    """What the conversation is about now: the words of its newest question, and where that leans back itself, those
    of the ones before."""
    topic: tuple[str, ...] = ()
    for turn in conversation:
        own = parse(turn.question).focus
        before = topic if leans_back(turn.question) else ()
        topic = tuple(dict.fromkeys([*own, *before]))[:MOST_TOPIC]
    return topic


def _articles(conversation: Sequence[Turn]) -> tuple[int, ...]:
    return next((turn.articles for turn in reversed(conversation) if turn.articles), ())


def _instead(question: str) -> str | None:
    """Of "what about Australia?" and "and in 2025?", what takes the place of something asked before."""
    match = _ABOUT.match(question)
    if match is None:
        return None
    what = _LEAD.sub("", next(group for group in match.groups() if group).strip())
    return None if not what or _ASKS.search(what) or _POINTER.fullmatch(what) else what


def _replaced(
    question: str,
    instead: str,
    conversation: Sequence[Turn],
    topic: tuple[str, ...],
    articles: tuple[int, ...],
) -> Resolved:
    """The newest whole question with something of its kind replaced; appended where there is nothing of the kind."""
    whole = next((turn.question for turn in reversed(conversation) if not leans_back(turn.question)), None)
    if whole is None:
        whole = conversation[0].question
    pattern = _NUMBER if _NUMBER.search(instead) else _NAME
    found = [match for match in pattern.finditer(whole) if match[0].lower() not in _FIRST_WORDS]
    if not found and pattern is _NAME:
        found = [match for match in re.finditer(r"\w+", whole) if match[0].lower() in set(parse(whole).focus)]
    slots = tuple((m[0], f"{whole[: m.start()]}{instead}{whole[m.end() :]}") for m in found)
    text = slots[-1][1] if len(slots) == 1 else " ".join([question, *topic])
    return Resolved(question, text, True, articles, instead, slots)


_FIRST_WORDS = frozenset(
    "who whom whose what when where which why how is are was were do does did will would can could the a an in on at".split()
)


def _names(text: str) -> list[str]:
    """Names in an answer, as they are written."""
    return [match[0] for match in _NAME.finditer(text) if match[0].lower() not in _FIRST_WORDS]


def _joined(topic: Sequence[str]) -> str:
    return " ".join(topic)
