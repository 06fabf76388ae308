"""Whether a question leans on what was said before, and by which words. Pure."""

# ruff: noqa: E501  # a pattern is easier to read whole than cut into lines
from __future__ import annotations

import re
from dataclasses import dataclass

from ..text import UNSPACED, words
from ..types import Span
from .mentions import AUXILIARIES, QUESTION_WORD, names
from .question import is_content

_OPENING = re.compile(
    r"^\W*(?:and|but|or|so|also|then|ok(?:ay)?|what about|how about|what else|who else|where else|anything else)\b",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"^\W*(?:(?:many |ok(?:ay)?|great|good|nice|cool|perfect|awesome|lol|haha|hi|hello|hey|bye|goodbye|good (?:morning|night|evening)|"
    r"thanks?(?: you)?(?: (?:so|very) much)?(?: a lot)?|thx|ty|cheers|sure|yes|yeah|yep|no|nope|i see|got it|understood|please|my apologies|"
    r"that is fine|that's fine|you're welcome|danke|gracias|ありがとう(?:ございます)?)[\s,.!;:)]*)+$",
    re.IGNORECASE,
)
_POINTER = re.compile(
    r"\b(?:(?P<person>he|him|his|she|her|hers)|(?P<many>they|them|their|theirs|these|those)|(?P<thing>it|its|this|that|the (?:same|former|latter))|(?P<there>there))\b(?P<s>['’]s)?",
    re.IGNORECASE,
)
_BEFORE_THAT = re.compile(
    r"(?:^|[,;:.!?]|\b(?:and|but|or|so|is|was|are|were|be|been|does|did|do|will|would|can|could|has|have|had|of|about|for|to|from|on|in|at|by|with|after|before|since|"
    r"until|like|than|why|how|when|where|if|all|said|says|say|mean|means|know|happen|happened|confirmed|confirm|did not|isn't|wasn't))\s*$",
    re.IGNORECASE,
)
"""Before a "that" or "this" that points; elsewhere it opens a clause ("the report that said")."""
_CLAUSE = re.compile(r"^\s+(?:the|a|an|he|she|it|they|we|I|you|there|[A-Z]\w+\s+(?:is|was|will|would|has|had))\b")
_NOW = re.compile(
    r"^\s+(?:week|month|year|morning|afternoon|evening|summer|winter|spring|autumn|fall|quarter|decade|century|season|weekend|time|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday|days)\b",
    re.IGNORECASE,
)
_EMPTY_IT = re.compile(r"^\s+(?:true|possible|safe|legal|illegal|necessary|better|rain|raining|snow|snowing|time|okay|ok|normal|common)\b")
_IT_VERB = re.compile(r"\b(?:is|was|will|would|does|did|can)\s*$", re.IGNORECASE)
_OTHER_POINTER = re.compile(
    r"^\W*(?:und|oder|aber|y|o|pero|qué (?:hay|pasa) (?:de|con)|was ist mit|wie sieht es mit)\b"
    r"|\b(?:er|sie|es|ihn|ihm|ihr|ihre|sein|seine|dort|damals|davon|dazu|damit|dafür|dabei|deren|dessen|diese[rsmn]?|"
    r"él|ella|ellos|ellas|ello|eso|esto|ese|esa|esos|esas|allí|ahí|entonces|su|sus)\b"
    r"|\b(?:das|lo)\s*[?.!]*$",
    re.IGNORECASE,
)
"""German and Spanish. Some are articles of other languages too, so they count only where the question is written in one."""
_GERMAN_OR_SPANISH = re.compile(
    r"[¿¡]|^\W*(?:y|pero|und|aber)\b|\b(?:wann|warum|wer|wie|wo|wieso|welche[rsmn]?|was|wurde|wird|ist|sind|hat|haben|war|cuándo|cuando|por qué|quién|quiénes|cómo|dónde|cuánto|cuánta|cuántos|cuántas|qué|cuál)\b",
    re.IGNORECASE,
)
_JAPANESE_POINTER = re.compile(r"それ|これ|あれ|その|この|あの|彼|彼女|そこ|ここ|あそこ|じゃあ|では|^[^。？?]{1,14}(?:は|について(?:は)?)[？?]?$")
_FEW_WORDS = 2
"""With so few words of its own, a reply to an answer is about that answer ("why?", "how many?", "in which year?")."""
_DEFINITION = re.compile(r"^\W*(?:what|who)(?:\s+(?:is|are|was|were)|['’]s)\s+(?!the\b)", re.IGNORECASE)
"""Introduces what it asks for ("what are sandboxes?")."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """A word that stands for something said before: its place, and "person", "many", "thing" or "there". A `noun` after
    it says what it is ("that island"); `owns` is true for "his", "its"."""

    span: Span
    kind: str
    noun: str | None = None
    owns: bool = False


def pointers(question: str) -> list[Pointer]:
    """The pointing words that nothing earlier in the question explains, in order. English."""
    found = []
    for match in _POINTER.finditer(question):
        kind = next(name for name in ("person", "many", "thing", "there") if match[name])
        word, after = match[kind].lower(), question[match.end() :]
        if _is_idle(word, question[: match.start()], after) or _is_bound(question[: match.start()]):
            continue
        owns = word in ("his", "its", "their") or (word == "her" and _next_is_noun(after))
        noun = _noun_after(after) if word in ("this", "that", "these", "those") else None
        found.append(Pointer(Span(match.start(kind), match.end(kind)), kind, noun, owns))
    return found


def _is_idle(word: str, before: str, after: str) -> bool:
    """True for a word that points at nothing: "is there a", "this week", "the report that said"."""
    if word == "there":
        lead = words(before)
        return bool(re.match(r"\s*['’]?\s*(?:is|are|was|were|s|will|would|have|has|be|been)\b", after)) or bool(
            lead and lead[-1].lower() in AUXILIARIES and re.match(r"\s+\w", after)
        )
    if word in ("this", "these", "that", "those") and _NOW.match(after):
        return word in ("this", "these")
    if word == "that":
        return not _BEFORE_THAT.search(before) or bool(_CLAUSE.match(after))
    if word == "it":
        return bool(_IT_VERB.search(before) and _EMPTY_IT.match(after))
    return False


def _is_bound(before: str) -> bool:
    """True when something earlier in the same sentence may be what is meant."""
    sentence = re.split(r"[.?!]\s", before)[-1]
    return bool(names(f"x {sentence}"))


def _next_is_noun(after: str) -> bool:
    following = words(after)
    return bool(following) and is_content(following[0]) and following[0].lower() not in AUXILIARIES


def _noun_after(after: str) -> str | None:
    match = re.match(r"\s+((?:[^\W\d_]+\s+)?[^\W\d_]{3,})", after)
    if match is None:
        return None
    nouns = match[1].split()
    if not is_content(nouns[0]) or nouns[0].lower() in AUXILIARIES:
        return None
    return nouns[0]


def is_small_talk(question: str) -> bool:
    """True for "thanks!", "ok, great": nothing is asked."""
    return bool(_CLOSING.match(question))


def is_foreign(question: str) -> bool:
    """True for German, Spanish and scripts without spaces: resolved by added words only."""
    return bool(UNSPACED.search(question) or (_GERMAN_OR_SPANISH.search(question) and not _ENGLISH.search(question)))


_ENGLISH = re.compile(r"\b(?:the|is|are|did|does|do|what|who|how|of|and|which|when|where|why)\b", re.IGNORECASE)


def leans_back(question: str) -> bool:
    """True when the question cannot be understood without what came before."""
    if is_small_talk(question):
        return False
    if is_foreign(question):
        pattern = _JAPANESE_POINTER if UNSPACED.search(question) else _OTHER_POINTER
        return bool(pattern.search(question)) or len(words(question)) <= _FEW_WORDS
    if _OPENING.match(question) or pointers(question):
        return True
    content = list(dict.fromkeys(word.lower() for word in words(question) if is_content(word)))
    if any(word[0].isupper() for word in words(question)[1:] if is_content(word)) or _DEFINITION.match(question):
        return not content
    return len(content) <= _FEW_WORDS


def opens_with_a_question_word(question: str) -> bool:
    return bool(QUESTION_WORD.match(question.lstrip(" \"'“‘¿¡-—")))
