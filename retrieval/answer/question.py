"""What a question asks for: the kind of its answer, the words that an answer is compared with, and their stems."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from ..english import ASKING_WORDS, AUXILIARY_PATTERN, NOT_ENGLISH
from ..text import beginning, words
from ..types import Window

# ruff: noqa: E501  # a pattern is easier to read whole than cut into lines


MAX_FOCUS = 16
"""Words that an answer is compared with; each costs one embedding, and no question needs more."""


class Kind(StrEnum):
    """The kind of answer that a question asks for."""

    WHEN = "when"
    WHERE = "where"
    WHO = "who"
    HOW_MANY = "how many"
    HOW_MUCH = "how much"
    WHY = "why"
    HOW = "how"
    WHICH = "which"
    WHAT = "what"
    YES_NO = "yes/no"
    SAID = "what was said"
    HAPPENED = "what happened"
    LATEST = "latest"
    SUMMARY = "summary"
    OTHER = "other"


STORY_KINDS = frozenset({Kind.HAPPENED, Kind.LATEST, Kind.SUMMARY})

_KINDS: tuple[tuple[Kind, str], ...] = (
    (Kind.SAID, r"\bwhat (?:did|does|do|has|have|had|is|was) .{1,60}\b(?:say|said|saying|tell|told|respond|react|reply)\b|\bhow (?:did|does|do|has|have) .{1,60}\b(?:respond|react|reply)(?:ed|s)?\b|\bwhat(?:'s| is| was| were) .{1,60}\b(?:response|reaction|reply|statement|words)\b"),
    (Kind.HOW_MANY, r"\bhow (?:many|old|long|far|tall|often|big|large|high|deep|heavy|fast)\b|\bwhat (?:number|percentage|percent|share|proportion)\b|\bnumber of\b.*\?"
     r"|\bwhat(?:['’]?s| is| was| are| were| will be) (?:the |its |their |a )?(?:[\w’'-]+ ){0,2}?(?:score|toll|population|magnitude|turnout|attendance|capacity|distance|speed|height|length|depth|weight|temperature|age|size|rate|duration|average|median|total|percentage|odds|ratio)\b"),
    (Kind.HOW_MUCH, r"\bhow (?:much|expensive)\b|\b(?:what|which)(?:'s| is| was| will be| would be|) (?:the |a |an |)(?:total |final |expected |)(?:price|cost|amount|sum|value|worth|budget|fee)\b|\bwhat (?:do|does|did|will|would) .* cost\b"),
    (Kind.WHEN, r"\bwhen\b|\b(?:what|which) (?:exact |)(?:date|day|year|month|time|week|quarter|decade|century|season|deadline)\b|\bwhat(?:['’]?s| is| was| are) the (?:exact |start |end |due |new )?(?:date|deadline|day)\b|\b(?:on|by|in) (?:what|which) (?:date|day|year|month|time)\b|\bhow soon\b|\buntil when\b|\bsince when\b"),
    (Kind.WHERE, r"\bwhere\b|\b(?:in|at|from|to) (?:what|which) (?:city|country|state|place|region|location|town|area|venue|province|county)\b|\b(?:what|which) (?:city|country|state|place|region|location|town|area|venue|province|county)\b"),
    (Kind.WHY, r"\bwhy\b|\bwhat (?:is|was|are|were) the (?:reason|reasons|cause|purpose|motive)\b|\bfor what (?:reason|purpose)\b|\bhow come\b"),
    (Kind.WHO, r"\bwho(?:m|se|'s|’s)?\b|\b(?:what|which) (?:person|people|company|official|officials|minister|player|team|organi[sz]ation|agency|outlet|publisher)\b|\bwhat(?:'s| is| was) the name of\b"),
    (Kind.HOW, r"\bhow\b"),
    (Kind.WHICH, rf"\bwhich\b|\b(?:under|by|through|in|of|with|for|from|on|what) what \w+|\bwhat (?:kind|type|sort|form) of\b|\bwhat (?!{AUXILIARY_PATTERN}|happened|caused|the|about|else)\w+"),
    (Kind.WHAT, r"\bwhat(?:'s|’s)?\b"),
    (Kind.YES_NO, rf"^\W*(?:(?:{AUXILIARY_PATTERN})(?:n['’]t)?|(?:wo|ca)n['’]t)\b"),
)  # fmt: skip
_COMPILED = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _KINDS)
_OTHER_LANGUAGES: tuple[tuple[Kind, str], ...] = (
    (Kind.HOW_MANY, r"^\W*+wie (?:viele|lange|alt|hoch|oft|weit|groß)\b|\bcuánt[ao]s\b"),
    (Kind.HOW_MUCH, r"^\W*+(?:wie ?viel|wie teuer|was kostet)\b|\bcuánto (?:cuesta|costó|vale|dinero)\b"),
    (Kind.WHEN, r"^\W*+(?:(?:ab|bis|seit) )?wann\b|\b(?:an|in|zu) welche[mr] (?:tag|datum|jahr|monat|woche|zeit)\b|\bcuándo\b|\ben qué (?:año|fecha|día|mes)\b"),
    (Kind.WHERE, r"^\W*+(?:wo|woher|wohin)\b|\b(?:a|de)?dónde\b"),
    (Kind.WHY, r"^\W*+(?:warum|weshalb|wieso|weswegen)\b|\bpor qué\b"),
    (Kind.WHO, r"^\W*+(?:(?:von|mit|bei|für|an|gegen) )?(?:wer|wem|wen|wessen)\b|\bquién(?:es)?\b"),
    (Kind.HOW, r"^\W*+wie\b|\bcómo\b"),
    (Kind.WHAT, r"^\W*+was\b|\bqué\b"),
)  # fmt: skip
"""The question words of German and Spanish."""
_FOREIGN = (
    *((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _OTHER_LANGUAGES),
    *(each for each in _COMPILED if each[0] is not Kind.YES_NO),  # "was" is German, too
)

_NAME = re.compile(r"(?:[A-Z][\w’'.-]*[\w]|[A-Z]{2,}|\d[\d.,:/-]*\d|\d)")


_ENGLISH = frozenset(
    """
    the who what when where which why how did does is are were would could should about from with and that this they their of to for
    it you any latest whats whos wheres whens hows whys thats didnt doesnt dont isnt arent wasnt cant wont
    tldr eli5 ppl abt bout u gonna gotta wanna after before because against found killed won anyone anybody
    he she him his himself herself themselves been not
    """.split()
)
"""Words that hardly another language has: "was", "will", "man" and "her" are German, too."""
_OTHER_SCRIPT = re.compile(r"[¿¡\u0250-\u1dff\u2e80-\uffff]")


def is_english(text: str) -> bool:
    """True if the beginning of the text has more words of English than of other languages, and no other script."""
    return _leaning(text) > 0


def may_be_english(text: str) -> bool:
    """True if the beginning of the text has no more words of other languages than of English, and no other script."""
    return _leaning(text) >= 0


def _leaning(text: str) -> int:
    """How many more words of the text's beginning are English than are of another language; -1 with another script."""
    text = beginning(text)
    if _OTHER_SCRIPT.search(text):
        return -1
    said = [word.lower() for word in words(text)]
    return sum(word in _ENGLISH for word in said) - sum(word in NOT_ENGLISH for word in said)


@dataclass(frozen=True, slots=True)
class Question:
    """`focus` are the content words in lower case, `names` those of them that are written like names or numbers. `head` is
    the noun after "which" or "what", if there is one."""

    text: str
    kind: Kind
    focus: tuple[str, ...]
    names: frozenset[str]
    head: str | None = None

    @property
    def stems(self) -> frozenset[str]:
        return frozenset(map(stem, self.focus))


def is_content(word: str) -> bool:
    """True for a word that says what a text is about: "bridge", not "when" or "of"."""
    return word.lower() not in ASKING_WORDS


def parse(text: str) -> Question:
    """Read the beginning of a question. Any text is accepted; without content words its focus is empty."""
    text = " ".join(beginning(text).split())
    patterns = _FOREIGN if _leaning(text) < 0 else _COMPILED
    kind = next((kind for kind, pattern in patterns if pattern.search(text)), Kind.OTHER)
    tokens = words(text)
    distinct = dict.fromkeys(token.lower() for token in tokens if token.lower() not in ASKING_WORDS)
    focus = tuple(distinct)[:MAX_FOCUS]
    names = frozenset(
        token.lower()
        for at, token in enumerate(tokens)
        if _NAME.fullmatch(token) and token.lower() not in ASKING_WORDS and (at > 0 or not token.istitle())
    )
    if len(tokens) > 3 and len(names) > 0.7 * len(tokens):  # WRITTEN IN CAPITALS: case says nothing
        names = frozenset(name for name in names if any(char.isdigit() for char in name))
    return Question(text, kind, focus, names, _head(text))


_ENDS = " ?.!？。"


_CHOICE = re.compile(r"\w or (?!not\b|no\b|nah\b|what\b)\w", re.IGNORECASE)


def offers_choice(text: str) -> bool:
    """True for a question that names what it may be: "is it up or down?". "Is it up or not?" asks for yes or no."""
    return _CHOICE.search(text) is not None


def with_brackets(text: str, beside: Sequence[str]) -> str:
    """A question with words of its conversation behind it, in brackets."""
    body = text.rstrip(_ENDS)
    return f"{body} ({' '.join(beside)}){text[len(body) :].strip() or '?'}"


def without_brackets(text: str) -> tuple[str, str]:
    """A question without the words that `with_brackets` has put behind it, and these words; "" without any."""
    body = text.rstrip(_ENDS)
    at = body.rfind("(")
    return (body[:at].rstrip(), body[at + 1 : -1]) if at >= 0 and body.endswith(")") else (text, "")


def timeless(question: Question, asked: Window | None) -> Question:
    """The question without the words of a relative time ("this week"), which an answer does not repeat."""
    if asked is None or not asked.relative:
        return question
    rest = question.text[: asked.words.start] + question.text[asked.words.end :]
    left = parse(rest)
    return replace(question, focus=left.focus, names=left.names) if left.focus else question


def _head(text: str) -> str | None:
    """ "under which framework will ..." -> "framework"."""
    match = re.search(
        r"\b(?:which|what) (?:(?:kind|type|sort|form) of )?((?:\w+ ){0,2}?\w{3,})\b", text, re.IGNORECASE
    )
    if match is None:
        return None
    before_verb = re.split(
        rf"\b(?:{AUXILIARY_PATTERN}|must)\b",
        match[1],
    )[0]
    nouns = words(before_verb)
    return nouns[-1].lower() if nouns and nouns[-1].lower() not in ASKING_WORDS else None


_WORD = re.compile(r"[^\W_]+")
_ENDINGS = ("ations", "ation", "ings", "ing", "ies", "ied", "es", "ed", "s", "e", "y")


def stems(text: str) -> frozenset[str]:
    """The stems of all words of `text`."""
    return frozenset(stem(word) for word in _WORD.findall(text))


def content_stems(text: str) -> frozenset[str]:
    """The stems of the words that say what `text` is about."""
    return frozenset(stem(word) for word in _WORD.findall(text) if is_content(word))


@lru_cache(maxsize=8192)  # a question looks at the same few hundred words a few thousand times
def stem(word: str) -> str:
    """A word without a frequent English ending: "stationed" and "stationing" become "station"."""
    word = word.lower()
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def places(text: str, wanted: frozenset[str]) -> list[int]:
    """The offsets in `text` of the words whose stems are `wanted`."""
    return [match.start() for match in _WORD.finditer(text) if stem(match.group()) in wanted]


def key(text: str) -> str:
    """`text` in lower case, words only: equal for texts that differ in punctuation and case only."""
    return re.sub(r"\W+", " ", text.lower()).strip()
