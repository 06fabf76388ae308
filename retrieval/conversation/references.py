"""Decides whether a question refers back to the conversation, and finds the words that do (anaphora).

"And who signs it?"              refers back ("And", "it")
"Is there a bridge in Oslo?"     does not: "there" refers to nothing
"Did Berg say when she left?"    does not: "she" is Berg, in the same question
"When did he say that?"          refers back ("he", "that")

The rules are English; for German, Spanish, Japanese and Chinese there are a few.
"""

# ruff: noqa: E501  # a pattern is easier to read whole than cut into lines
from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from ..answer.question import is_content, is_english, stem
from ..english import AUXILIARIES, FILLERS, PRONOUNS, WEEKDAYS
from ..text import UNSPACED, words
from ..types import Span
from .noun_phrases import FOREIGN_SHAPE, foreign_topic, names

_OPENING = re.compile(
    r"^\W*(?:and|but|or|so|also|then|even|not (?:because|even|just|only|if|in|on|at|by|for|from|with|the|a)|ok(?:ay)?|what about|how about|what else|who else|where else|anything else)\b",
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
"""A beginning that only reacts to the answer: "ok, thanks, that is interesting."."""
_REFERENCE = re.compile(
    r"\b(?:(?P<person>he|him|his|she|her|hers)|(?P<many>they|them|their|theirs|these|those)|(?P<thing>it|its|this|that|the (?:former|latter)(?= (?:one|thing|is|was|are|were|will|has|had)\b|\s*[?.!,]|\s*$))|(?P<there>there))\b(?P<s>['’]s)?",
    re.IGNORECASE,
)
_BEFORE_THAT = re.compile(
    r"(?:^|[,;:.!?]|\b(?:and|but|or|so|is|was|are|were|be|been|does|did|do|will|would|can|could|has|have|had|of|about|for|to|from|on|in|at|by|with|after|before|since|"
    r"until|like|than|why|how|when|where|if|all|said|says|say|mean|means|know|happen|happened|confirmed|confirm|did not|isn't|wasn't))\s*$",
    re.IGNORECASE,
)
"""Stands before a "that" that refers to something; elsewhere "that" begins a clause ("the report that said")."""
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
_CLEFT = re.compile(r"^\s+(?:the\s+)?[^\W\d_][\w’'-]*\s+(?:who|that|which|behind)\b", re.IGNORECASE)
""" "Was it Israel behind the attack?" asks about Israel."""
_DOING = re.compile(r"\b(?:do|doing|done)\s*$", re.IGNORECASE)
_DID = re.compile(r"\b(?:did|does)\s*$", re.IGNORECASE)
_SOMEBODY_DOES = re.compile(r"\b(?:do|does|did|can|could|will|would)(?: not|n['’]t)?\s*$", re.IGNORECASE)
_OTHER_OPENING = re.compile(
    r"^\W*(?:und|oder|aber|y|o|pero|qué (?:hay|pasa) (?:de|con)|was ist mit|wie sieht es mit)\b",
    re.IGNORECASE,
)
_OTHER_REFERENCE = re.compile(
    r"\b(?:er|sie|es|ihn|ihm|ihr|ihre|sein|seine|dort|damals|davon|dazu|damit|dafür|dabei|deren|dessen|diese[rsmn]?|"
    r"él|ella|ellos|ellas|ello|eso|esto|ese|esa|esos|esas|allí|ahí|entonces|su|sus)\b"
    r"|\b(?:das|lo)\s*[?.!]*$",
    re.IGNORECASE,
)
"""German and Spanish pronouns. They count only in questions of these languages, because other languages have some of these
words as articles."""
_GERMAN_OR_SPANISH = re.compile(
    r"[¿¡]|^\W*(?:y|pero|und|aber)\b|\b(?:wann|warum|wer|wie|wo|wieso|welche[rsmn]?|was|wurde|wird|ist|sind|hat|haben|war|cuándo|cuando|por qué|quién|quiénes|cómo|dónde|cuánto|cuánta|cuántos|cuántas|qué|cuál)\b",
    re.IGNORECASE,
)
_UNSPACED_REFERENCE = re.compile(
    r"^\W*(?:それ|これ|あれ|その|この|あの|そこ|ここ|あそこ|彼|じゃあ|では|なぜ|いつ|どこ|誰)"
    r"|^[^。？?、]{1,8}(?:は|について(?:は)?)[？?]?$|^\W*(?:那|它|他|她|这|這|为什么|什么时候)|^[^。？?，]{1,8}呢[？?]?$"
)
"""Japanese and Chinese: a pronoun at the beginning, or a question that is only a noun and a particle."""
_MOST_PRONOUNS = 16
"""So many pronouns of a question are looked at; each is compared with all text before it."""
_FEW_CHARACTERS = 32
_FOREIGN_REACH = 4
"""Words before a German or Spanish pronoun; if there are more, its antecedent is mostly among them."""
_FEW_WORDS = 2
"""A question with so few content words is about the answer before it ("why?", "how many?", "in which year?")."""
_DEFINITION = re.compile(
    r"^\W*(?:what|who)(?:\s+(?:is|are|was|were)|['’]s)\s+(?!the\b|your\b|(?:in|on|at|to|by|for|with|from|of|behind|next|left|now|still|(?:go|runn|lead|winn)ing)\b|(?:[a-z]{2,}ed|broken|stolen|taken|given|found|hit|hurt|lost|sold|built|shot|chosen|said|done|made|hidden|cut|left|sent|paid|won)\b)|^\W*what\s+(?:do|does|did)\b.*\b(?:mean|stand\s+for)\b",
    re.IGNORECASE,
)
"""A question that introduces its topic ("what are sandboxes?"); "what was stolen?" does not."""


_THING_BEFORE = re.compile(
    r"\b(?:a|an|the|my|our)\s+(?!same\b|first\b|last\b|next\b)[^\W\d_]{3,}\b.*\s", re.IGNORECASE | re.DOTALL
)


_ASKED_NOUN = re.compile(
    r"^\W*(?:which|what|who|whose)\s+(?!is\b|are\b|was\b|were\b|do\b|does\b|did\b)\w+", re.IGNORECASE
)
"""The antecedent of a following "its": "which country elected its first ..."."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A word that refers to something said before. `kind` is "person" (he), "many" (they), "thing" (it), "there", or "event":
    the "it" of "why did he do it?", the "they" of "did they find it?" and "that year", which no noun phrase can replace.
    `noun` is the noun after it ("that island"); `owns` is true for "his", "its"."""

    span: Span
    kind: str
    noun: str | None = None
    owns: bool = False


def find_references(question: str) -> list[Reference]:
    """The English words that refer back, in order, without those that have an antecedent in the question itself."""
    found = []
    chat = _CHAT.match(question)
    for match in islice(_REFERENCE.finditer(question, chat.end() if chat else 0), _MOST_PRONOUNS):
        kind = next(name for name in ("person", "many", "thing", "there") if match[name])
        word, after = match[kind].lower(), question[match.end() :]
        before = question[: match.start()]
        owns = word in ("his", "its", "their") or (word == "her" and _next_is_noun(after))
        if (
            _refers_to_nothing(word, before, after)
            or _has_antecedent_before(before)
            or (owns and _ASKED_NOUN.match(before))
        ):
            continue
        noun = _noun_after(after) if word in ("this", "that", "these", "those") else None
        span = Span(match.start(kind), match.end(kind))
        event = _is_event(kind, before, after)
        found.append(Reference(span, "event" if event else kind, noun, owns))
    return found


def _is_event(kind: str, before: str, after: str) -> bool:
    """True for "why did he do it?" and "who did that?", where what happened is meant; for "that year"; and for people who
    are never named: "did they arrest him?"."""
    if kind == "many" and _SOMEBODY_DOES.search(before) and not after.lstrip().startswith("be "):
        return True
    if kind in ("thing", "many") and _NOW.match(after):
        return True
    return kind == "thing" and bool(_DOING.search(before) or (_DID.search(before) and not words(after)))


def _refers_to_nothing(word: str, before: str, after: str) -> bool:
    """True for a word that refers to nothing: "is there a", "this week", "the report that said"."""
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
        empty = _EMPTY_IT.match(after) or _TO_DO.match(after) or _CLEFT.match(after)
        return bool(_IT_VERB.search(before) and empty)
    return False


def _has_antecedent_before(before: str) -> bool:
    """True if the text before the word has a possible antecedent: a name, "a stadium", "the sale"."""
    return bool(names(f"x {before}") or _THING_BEFORE.search(before))


def _next_is_noun(after: str) -> bool:
    following = words(after)
    return bool(following) and is_content(following[0]) and following[0].lower() not in AUXILIARIES


def _noun_after(after: str) -> str | None:
    match = re.match(r"^\s++((?:[^\W\d_]++\s++)?[^\W\d_]{2,})", after)
    if match is None:
        return None
    nouns = match[1].split()
    if not is_content(nouns[0]) or nouns[0].lower() in AUXILIARIES:
        return None
    return nouns[0]


def is_small_talk(question: str) -> bool:
    """True for "thanks!" or "ok, great", which ask nothing."""
    return bool(_CLOSING.match(question))


def continues_topic(question: str) -> bool:
    """True for words that continue the topic: "I meant ...", "any other ...", "what else"."""
    return bool(_GOES_ON.search(question))


def is_foreign(question: str) -> bool:
    """True for German, Spanish and scripts without spaces. Such questions only get the topic added."""
    return bool(
        UNSPACED.search(question)
        or (
            _GERMAN_OR_SPANISH.search(question) and not _ENGLISH.search(question) and not is_english(question)
        )
    )


_GOES_ON = re.compile(
    r"\bI(?:['’]m| am)? (?:mean|meant|asking|referring)\b|\b(?:you (?:mean|said|say|mention|mentioned|told)|correction|(?:any|the|an)?other|else|"
    r"instead|besides|as well|more (?:details?|info(?:rmation)?|about|on|concrete)|(?:first|second|third|last|previous|next) (?:one|part|point|steps?|question|statement)|so far)\b",
    re.IGNORECASE,
)
_ENGLISH = re.compile(
    r"\b(?:the|is|are|did|does|do|what|who|how|of|and|which|when|where|why|he|she|they|him|his|not|been)\b",
    re.IGNORECASE,
)


def content_words(question: str) -> list[str]:
    """The words that say what a question is about, each once, in order."""
    if is_foreign(question):
        return (foreign_topic(question) or "").split()
    distinct: dict[str, str] = {}
    for word in words(question):
        if is_content(word) and word.lower() not in PRONOUNS | FILLERS:
            distinct.setdefault(stem(word), word)
    return list(distinct.values())


def refers_back(question: str) -> bool:
    """True if the question cannot be understood without the conversation, or is so short that it may be about it."""
    if is_small_talk(question):
        return False
    if is_foreign(question):
        return _foreign_refers_back(question)
    return _says_so(question) or _is_short(question)


def may_stand_alone(question: str) -> bool:
    """True for a question that refers back by nothing but being short: "who won taiwan" may be about something else than
    the conversation, or not."""
    if is_small_talk(question) or is_foreign(question) or _says_so(question):
        return False
    return _is_short(question) and any(map(is_content, words(question)))


def _says_so(question: str) -> bool:
    return bool(_OPENING.match(question)) or bool(find_references(question))


def _is_short(question: str) -> bool:
    """True for few content words; for none at all if it names something, or asks what something is."""
    named = any(word[0].isupper() for word in words(question)[1:] if is_content(word))
    most = 0 if named or _DEFINITION.match(question) else _FEW_WORDS
    return len({word.lower() for word in words(question) if is_content(word)}) <= most


def _foreign_refers_back(question: str) -> bool:
    if UNSPACED.search(question):
        return bool(_UNSPACED_REFERENCE.search(question)) and len(question) <= _FEW_CHARACTERS
    if _OTHER_OPENING.match(question):
        return True
    reference = _OTHER_REFERENCE.search(question)
    before = question[: reference.start()].lstrip("¿¡ ") if reference else ""
    if reference and not names(f"x {before[:1].lower()}{before[1:]}") and len(words(before)) < _FOREIGN_REACH:
        return True
    said = [word for word in words(question) if word.lower() not in FOREIGN_SHAPE]
    return not said or (len(said) == 1 and not names(f"x {said[0]}"))
