"""Whether a question leans on what was said before, and by which words. Pure."""

# ruff: noqa: E501  # a pattern is easier to read whole than cut into lines
from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from ..answer.question import is_content
from ..dates.names import WEEKDAYS
from ..text import UNSPACED, words
from ..types import Span
from .noun_phrases import AUXILIARIES, FOREIGN_SHAPE, names

_OPENING = re.compile(
    r"^\W*(?:and|but|or|so|also|then|ok(?:ay)?|what about|how about|what else|who else|where else|anything else)\b",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"^\W*+(?>(?:many |ok(?:ay)?|great|good(?:bye| (?:morning|night|evening))?|nice|cool|perfect|awesome|lol|haha|hi|hello|hey|bye|"
    r"thanks?(?: you)?(?: (?:so|very) much)?(?: a lot)?|thx|ty|cheers|sure|yes|yeah|yep|no|nope|i see|got it|understood|please|my apologies|"
    r"that is fine|that's fine|you're welcome|danke|gracias|ありがとう(?:ございます)?)[\s,.!;:)]*)++$",
    re.IGNORECASE,
)
_CHAT = re.compile(
    r"^\W*+(?>(?:oh|ok(?:ay)?|wow|thanks?(?: you)?|sorry|great|yes|no|i see|got it|that(?:['’]s| is| was)(?: all)? "
    r"(?:fine|ok(?:ay)?|good|great|terrible|right|true|all|sad|interesting|helpful|too bad))[\s,.!;]+)+(?=\w)",
    re.IGNORECASE,
)
"""At the beginning, what only answers the answer."""
_POINTER = re.compile(
    r"\b(?:(?P<person>he|him|his|she|her|hers)|(?P<many>they|them|their|theirs|these|those)|(?P<thing>it|its|this|that|the (?:same|former|latter)(?= (?:one|thing|is|was|are|were|will|has|had)\b|\s*[?.!,]|\s*$))|(?P<there>there))\b(?P<s>['’]s)?",
    re.IGNORECASE,
)
_BEFORE_THAT = re.compile(
    r"(?:^|[,;:.!?]|\b(?:and|but|or|so|is|was|are|were|be|been|does|did|do|will|would|can|could|has|have|had|of|about|for|to|from|on|in|at|by|with|after|before|since|"
    r"until|like|than|why|how|when|where|if|all|said|says|say|mean|means|know|happen|happened|confirmed|confirm|did not|isn't|wasn't))\s*$",
    re.IGNORECASE,
)
"""Before a "that" or "this" that points; elsewhere it opens a clause ("the report that said")."""
_CLAUSE = re.compile(
    r"^\s+(?:the|a|an|he|she|it|they|we|I|you|there|[A-Z]\w+\s+(?:is|was|will|would|has|had))\b"
)
_NOW = re.compile(
    r"^\s+(?:week|month|year|morning|afternoon|evening|summer|winter|spring|autumn|fall|quarter|decade|century|season|weekend|time|"
    rf"{'|'.join(WEEKDAYS)}|days)\b",
    re.IGNORECASE,
)
_EMPTY_IT = re.compile(
    r"^\s+(?:true|possible|safe|legal|illegal|necessary|better|rain|raining|snow|snowing|time|okay|ok|normal|common)\b"
)
_TO_DO = re.compile(r"^\s+(?:take|cost|mean)s?\b.*\bto\s+\w+", re.IGNORECASE)
_IT_VERB = re.compile(r"\b(?:is|was|will|would|does|did|can)\s*$", re.IGNORECASE)
_OTHER_OPENING = re.compile(
    r"^\W*(?:und|oder|aber|y|o|pero|qué (?:hay|pasa) (?:de|con)|was ist mit|wie sieht es mit)\b",
    re.IGNORECASE,
)
_OTHER_POINTER = re.compile(
    r"\b(?:er|sie|es|ihn|ihm|ihr|ihre|sein|seine|dort|damals|davon|dazu|damit|dafür|dabei|deren|dessen|diese[rsmn]?|"
    r"él|ella|ellos|ellas|ello|eso|esto|ese|esa|esos|esas|allí|ahí|entonces|su|sus)\b"
    r"|\b(?:das|lo)\s*[?.!]*$",
    re.IGNORECASE,
)
"""German and Spanish. Some are articles of other languages too, so they count only where the question is written in one."""
_GERMAN_OR_SPANISH = re.compile(
    r"[¿¡]|^\W*(?:y|pero|und|aber)\b|\b(?:wann|warum|wer|wie|wo|wieso|welche[rsmn]?|was|wurde|wird|ist|sind|hat|haben|war|cuándo|cuando|por qué|quién|quiénes|cómo|dónde|cuánto|cuánta|cuántos|cuántas|qué|cuál)\b",
    re.IGNORECASE,
)
_UNSPACED_POINTER = re.compile(
    r"^\W*(?:それ|これ|あれ|その|この|あの|そこ|ここ|あそこ|彼|じゃあ|では|なぜ|いつ|どこ|誰)"
    r"|^[^。？?、]{1,8}(?:は|について(?:は)?)[？?]?$|^\W*(?:那|它|他|她|这|這|为什么|什么时候)|^[^。？?，]{1,8}呢[？?]?$"
)
"""Japanese and Chinese: at the beginning, where nothing before can be meant; or a thing and a particle, all there is."""
_MOST_POINTERS = 16
"""Pointing words that are looked at; each is held against all that stands before it."""
_FEW_CHARACTERS = 32
_FOREIGN_REACH = 4
"""Words before a German or Spanish pronoun; among more there is most often what it stands for."""
_FEW_WORDS = 2
"""With so few words of its own, a reply to an answer is about that answer ("why?", "how many?", "in which year?")."""
_DEFINITION = re.compile(
    r"^\W*(?:what|who)(?:\s+(?:is|are|was|were)|['’]s)\s+(?!the\b|your\b)|^\W*what\s+(?:do|does|did)\b.*\b(?:mean|stand\s+for)\b",
    re.IGNORECASE,
)
"""Introduces what it asks for ("what are sandboxes?")."""


_THING_BEFORE = re.compile(
    r"\b(?:a|an|the|my|our)\s+(?!same\b|first\b|last\b|next\b)[^\W\d_]{3,}\b.*\s", re.IGNORECASE | re.DOTALL
)


_ASKED_NOUN = re.compile(
    r"^\W*(?:which|what|who|whose)\s+(?!is\b|are\b|was\b|were\b|do\b|does\b|did\b)\w+", re.IGNORECASE
)
"""Before "its": the country of "which country elected its first ..."."""


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
    chat = _CHAT.match(question)
    for match in islice(_POINTER.finditer(question, chat.end() if chat else 0), _MOST_POINTERS):
        kind = next(name for name in ("person", "many", "thing", "there") if match[name])
        word, after = match[kind].lower(), question[match.end() :]
        before = question[: match.start()]
        owns = word in ("his", "its", "their") or (word == "her" and _next_is_noun(after))
        if _is_idle(word, before, after) or _is_bound(before) or (owns and _ASKED_NOUN.match(before)):
            continue
        noun = _noun_after(after) if word in ("this", "that", "these", "those") else None
        found.append(Pointer(Span(match.start(kind), match.end(kind)), kind, noun, owns))
    return found


def _is_idle(word: str, before: str, after: str) -> bool:
    """True for a word that points at nothing: "is there a", "this week", "the report that said"."""
    if word == "there":
        lead = words(before)
        if re.match(
            r"^\s*+(?:['’]\s*+)?(?:is|are|was|were|s|will|would|should|must|may|might|could|have|has|be|been|in|at|on)\b",
            after,
        ):
            return True
        asked = lead and lead[-1].lower() in AUXILIARIES
        return bool(
            asked
            and (
                re.match(r"^\s++\w", after) or re.search(r"\b(?:how|what|which)\s+\w+", before, re.IGNORECASE)
            )
        )
    if word in ("this", "these", "that", "those") and _NOW.match(after):
        return word in ("this", "these")
    if word == "that":
        return not _BEFORE_THAT.search(before) or bool(_CLAUSE.match(after))
    if word == "it":
        return bool(_IT_VERB.search(before) and (_EMPTY_IT.match(after) or _TO_DO.match(after)))
    return False


def _is_bound(before: str) -> bool:
    """True when something earlier in the message may be what is meant: a name, "a stadium", "the sale"."""
    return bool(names(f"x {before}") or _THING_BEFORE.search(before))


def _next_is_noun(after: str) -> bool:
    following = words(after)
    return bool(following) and is_content(following[0]) and following[0].lower() not in AUXILIARIES


def _noun_after(after: str) -> str | None:
    match = re.match(r"^\s++((?:[^\W\d_]++\s++)?[^\W\d_]{3,})", after)
    if match is None:
        return None
    nouns = match[1].split()
    if not is_content(nouns[0]) or nouns[0].lower() in AUXILIARIES:
        return None
    return nouns[0]


def is_small_talk(question: str) -> bool:
    """True for "thanks!", "ok, great": nothing is asked."""
    return bool(_CLOSING.match(question))


def speaks_on(question: str) -> bool:
    """True for a remark or a question that says of itself that it goes on: "I meant ...", "any other ...", "what else"."""
    return bool(_GOES_ON.search(question))


def is_foreign(question: str) -> bool:
    """True for German, Spanish and scripts without spaces: resolved by added words only."""
    return bool(
        UNSPACED.search(question) or (_GERMAN_OR_SPANISH.search(question) and not _ENGLISH.search(question))
    )


_GOES_ON = re.compile(
    r"\bI(?:['’]m| am)? (?:mean|meant|asking|referring)\b|\b(?:you (?:mean|said|say|mention|mentioned|told)|correction|(?:any|the|an)?other|else|"
    r"instead|besides|as well|more (?:details?|info(?:rmation)?|about|on|concrete)|(?:first|second|third|last|previous|next) (?:one|part|point|steps?|question|statement)|so far)\b",
    re.IGNORECASE,
)
_ENGLISH = re.compile(
    r"\b(?:the|is|are|did|does|do|what|who|how|of|and|which|when|where|why)\b", re.IGNORECASE
)


def leans_back(question: str) -> bool:
    """True when the question cannot be understood without what came before."""
    if is_small_talk(question):
        return False
    if is_foreign(question):
        return _foreign_leans(question)
    if _OPENING.match(question) or pointers(question):
        return True
    content = list(dict.fromkeys(word.lower() for word in words(question) if is_content(word)))
    if any(word[0].isupper() for word in words(question)[1:] if is_content(word)) or _DEFINITION.match(
        question
    ):
        return not content
    return len(content) <= _FEW_WORDS


def _foreign_leans(question: str) -> bool:
    if UNSPACED.search(question):
        return bool(_UNSPACED_POINTER.search(question)) and len(question) <= _FEW_CHARACTERS
    if _OTHER_OPENING.match(question):
        return True
    pointer = _OTHER_POINTER.search(question)
    before = question[: pointer.start()].lstrip("¿¡ ") if pointer else ""
    if pointer and not names(f"x {before[:1].lower()}{before[1:]}") and len(words(before)) < _FOREIGN_REACH:
        return True
    said = [word for word in words(question) if word.lower() not in FOREIGN_SHAPE]
    return not said or (len(said) == 1 and not names(f"x {said[0]}"))
