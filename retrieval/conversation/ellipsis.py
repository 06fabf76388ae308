"""Completes elliptical questions from the question before them and its answer. The rules are English.

"When does Japan buy missiles?" - "in 2025"
"and why?"                 -> "Why does Japan buy missiles?"
"and the injured?"         -> after "How many died in the flood?": "How many injured in the flood?"
"what about Australia?"    -> "When does Australia buy missiles?"
"who said so?"             -> "Who said that Japan buy missiles in 2025?"
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..answer.question import is_content
from ..english import AUXILIARIES, COMMON_VERBS, PASTS, PREPOSITIONS
from ..text import word_count, words
from ..types import Span
from .noun_phrases import QUESTION_WORD, TIME, names, plain, topic_of

_OPENING = re.compile(r"^\W*(?:(?:and|but|or|so|then|also|ok(?:ay)?|well)\b[\s,]*)+", re.IGNORECASE)
_WHAT_ABOUT = re.compile(
    r"^\W*+(?:(?:and|but|so|ok(?:ay)?|well)\b[\s,]*+)*+(?:what|how)\s+about\s++(?P<thing>.*\w|.)\W*+$",
    re.IGNORECASE,
)
_AND_THING = re.compile(
    r"^\W*+(?:and|but|or)\s++(?P<thing>(?:(?:in|for|with|by|on|at|to|from|of|during|about)\s++)?(?:(?:the|a|an)\s++)?"
    r"(?:[^?.!,;]{1,59}\w|[^?.!,;]{2}))\W*+$",
    re.IGNORECASE,
)
_LEADS = re.compile(r"^(?P<lead>in|for|with|by|on|at|to|from|of|during|about)\s+", re.IGNORECASE)
_WHO_SAID = re.compile(
    r"^\W*(?:(?:and|but|so|ok(?:ay)?)\b[\s,]*)*(?:who(?:\s+(?:else|exactly))?\s+(?:has\s+|have\s+)?(?P<verb>said|says|claimed|claims|confirmed|confirms|reported|reports|announced|stated|told\s+(?:you|us|them))"
    r"(?:\s+(?:so|that|this|it))?|says\s+who|according\s+to\s+wh(?:om|o)|where\s+does\s+(?:that|this|it)\s+come\s+from|who\s+is\s+the\s+source|what(?:\s+is|['’]s)\s+(?:the|your)\s+source(?:\s+(?:for|of)\s+(?:that|this|it))?)\W*$",
    re.IGNORECASE,
)
_POINTS_AT_IT_ALL = re.compile(
    r"^\W*(?:(?:and|but|so|ok(?:ay)?|well)\b[\s,]*)*(?P<asked>(?:why|when|where|how|since\s+when|how\s+long\s+ago)\b)\s++(?:(?:is|was|did|does|will|would|has|had)\s*+)?(?:that|this|it)(?:\s+(?:so|happen|happened|be|been|the\s+case))*\W*$",
    re.IGNORECASE,
)
_ASPECT = re.compile(r"^(?:the|its|their|a|an|any)\s+", re.IGNORECASE)
_HARMED = re.compile(
    r"\b(?:dead|deaths?|died|killed|dying|injured|injuries|hurt|wounded|missing|casualties|victims|survivors|rescued|arrested|evacuated"
    r"|displaced|homeless|sick|ill|infected|detained)\b",
    re.IGNORECASE,
)
"""What became of people: "how many dead in the flood?" - "and the injured?"."""
_COUNTS = re.compile(r"^\W{0,9}(?:how\s+(?:many|much)|what|which|whose)\b", re.IGNORECASE)
_REFERENCES = frozenset("it that this them those these they he she who".split())
_NO_NOUN = frozenset("one ones other others rest next last first second third same".split())
""" "And the other three?" names nothing that the topic has."""
_VERBS = COMMON_VERBS | PASTS | frozenset("gone hurt lost left killed qualify".split())
_REGULAR_PAST = re.compile(r"[^e]ed$")
_FRAGMENT_WORDS = 5
_ASPECT_WORDS = 3
SHORT_ANSWER = 12
"""Words of an answer; a longer one is not put into a question."""
_WORD = re.compile(r"\w+(?:['’]\w+)*")


@dataclass(frozen=True, slots=True)
class Reading:
    """One meaning of "what about ...?": the name that it replaces, and the completed question."""

    replaced: str
    text: str


@dataclass(frozen=True, slots=True)
class Completion:
    """A completed question. `thing` is the name, time or property of "what about ...?", or None. If it may replace
    several names, `readings` are all of these, the likeliest first."""

    text: str
    thing: str | None = None
    readings: tuple[Reading, ...] = ()


def asks_who_said_so(question: str) -> bool:
    """ "who said so?", "according to whom?"."""
    return bool(_WHO_SAID.match(question))


def asked_thing(question: str) -> str | None:
    """ "Jamaica" of "what about Jamaica?" and "and Jamaica?"; None for any other question."""
    match = _WHAT_ABOUT.match(question) or _and_thing(question)
    return match["thing"].strip() if match else None


def complete(
    question: str, earlier: str, answer: str, topic: str | None, *, of_story: bool = False
) -> Completion:
    """The question completed from the earlier one; unchanged if it is not elliptical. `topic` is what the conversation is
    about. A question `of_story` ("latest on the strike") states nothing that another question could take over."""
    if not of_story and "(" not in earlier:
        if _WHO_SAID.match(question):
            return Completion(f"Who said that {_statement(earlier, answer)}?")
        if match := _POINTS_AT_IT_ALL.match(question):
            return Completion(_with_question_word(match["asked"], earlier, answer))
        if (fragment := _fragment(question)) and _may_take(fragment, earlier):
            return Completion(_with_question_word(fragment, earlier, answer))
    if thing := asked_thing(question):
        return _with_replacement(thing, earlier, topic) or Completion(question)
    return Completion(question)


def _and_thing(question: str) -> re.Match[str] | None:
    match = _AND_THING.match(question)
    if match is None:
        return None
    tokens = [word.lower() for word in words(match["thing"])]
    opens = _LEADS.sub("", match["thing"])
    verbs = any(token in AUXILIARIES for token in tokens)
    return None if QUESTION_WORD.match(opens) or QUESTION_WORD.match(match["thing"]) or verbs else match


def _fragment(question: str) -> str | None:
    """The question word and its noun if no verb follows: "under which framework", "why"; else None."""
    text = _OPENING.sub("", question).strip(" \t\n?.!,;:")
    match = QUESTION_WORD.match(text)
    if match is None or match["s"]:
        return None
    rest = [word.lower() for word in words(text[match.end() :])]
    if any(word in AUXILIARIES for word in rest) or len(rest) > _FRAGMENT_WORDS:
        return None
    word = match["word"].lower()
    if not rest or (rest == ["exactly"]):
        return text
    counts = word in ("what", "which", "whose") or word.startswith("how ")
    if not counts:
        return None
    if any(each in ("about", "else", "of", "them", "it", "that", "this", "there") for each in rest):
        return None
    if any(each in _VERBS or _REGULAR_PAST.search(each) for each in rest):
        return None  # "how many died" has its verb
    return text if match["lead"] or word == "which" or word.startswith("how ") else None


def _may_take(fragment: str, earlier: str) -> bool:
    """Whether the earlier question can go on with the fragment: "how many" asks for no part of "is it recalled?"."""
    text = plain(earlier)
    asks = QUESTION_WORD.match(text)
    return asks is not None or (text.split(" ")[0].lower() in AUXILIARIES and not _COUNTS.match(fragment))


def _with_question_word(asked: str, earlier: str, answer: str) -> str:
    asked = asked.strip()
    return f"{asked[:1].upper()}{asked[1:]} {_as_statement(earlier, answer)}?"


def _as_statement(earlier: str, answer: str, *, answered: bool = False) -> str:
    """The earlier question without its question word: "Who built it?" -> "Berg built it". The answer is filled in if
    it is the subject; with `answered` it is always filled in."""
    text = plain(earlier)
    match = QUESTION_WORD.match(text)
    if match is None:
        return text[:1].lower() + text[1:] if text.split(" ")[0].lower() in AUXILIARIES else text
    filler = _short_answer(answer)
    rest = text[match.end() :].strip()
    tokens = list(_WORD.finditer(rest))
    auxiliary = next(
        (at for at, token in enumerate(tokens[:4]) if token.group().lower() in AUXILIARIES), None
    )
    who = match["word"].lower() in ("who", "what") and not match["s"]
    if who and (auxiliary is None or (auxiliary == 0 and not _has_subject(rest))):
        return f"{filler} {rest}".strip()
    asked = ""
    if auxiliary:  # "how many missiles did Japan order": what was counted comes last
        at = tokens[auxiliary].start()
        rest, asked = rest[at:], rest[:at].strip()
    if answered and filler:
        counted = f"{filler} {asked}" if filler.isdigit() else filler
        return f"{rest} {match['lead'] or ''}{counted}"
    return f"{rest} {asked}".strip() or text


def _short_answer(answer: str) -> str:
    """The answer up to its first comma; empty if that is too long for a question, or a clause."""
    first = re.split(r"[,;:…]\s|\s[–—]\s", answer.strip(" ."), maxsplit=1)[0]
    clause = any(word.lower() in AUXILIARIES for word in words(first))
    return first if 0 < word_count(first) <= SHORT_ANSWER and not clause else ""


def _has_subject(rest: str) -> bool:
    """True if a subject follows the auxiliary: "is the Tomahawk contract expected"."""
    following = words(rest)[1:2]
    return bool(following) and (
        following[0].lower() in ("the", "a", "an", "he", "she", "it", "they") or following[0][0].isupper()
    )


def _statement(earlier: str, answer: str) -> str:
    """The earlier question and its answer as a statement: "the contract is expected in May"."""
    said = _as_statement(earlier, answer, answered=True)
    about = topic_of(earlier)
    helper = said.split(" ", 1)[0]
    if about is None or helper.lower() not in AUXILIARIES or about not in said:
        return said
    rest = " ".join(said.replace(about, " ", 1).split()[1:])
    return f"{about} {'' if helper.lower() in ('do', 'does', 'did') else helper} {rest}".replace(
        "  ", " "
    ).strip()


def _with_replacement(thing: str, earlier: str, topic: str | None) -> Completion | None:
    """The earlier question with `thing` in place of a similar phrase, or after it; None if `thing` is neither a time
    nor a name nor a property of the topic."""
    lead = _LEADS.match(thing)
    bare = thing[lead.end() :] if lead else thing
    text = earlier.strip()
    body = text.rstrip(" ?.!")
    if TIME.match(bare):
        times = [Span(*match.span()) for match in TIME.finditer(text)]
        whole = (
            _replaced(text, times[-1], bare) if times else f"{body} {lead['lead'] if lead else 'in'} {bare}?"
        )
        return Completion(whole, bare)
    if names(f"x {bare}"):
        readings = tuple(
            Reading(text[each.start : each.end], _replaced(text, each, bare))
            for each in _replaceable_names(text, bare, lead)
        )
        if readings:
            return Completion(readings[0].text, bare, readings)
        return Completion(f"{body} {thing}?" if lead else f"{body} ({thing})?", bare)
    noun, harmed = _ASPECT.sub("", bare), _HARMED.search(text)
    if _HARMED.fullmatch(noun) and (harmed or topic):
        whole = _replaced(text, Span(*harmed.span()), noun) if harmed else f"How many {noun} in {topic}?"
        return Completion(whole, bare)
    said = {word.lower() for word in words(bare)}
    if (
        _ASPECT.match(bare)
        and len(said) <= _ASPECT_WORDS
        and topic
        and said.isdisjoint(_REFERENCES | _NO_NOUN | PREPOSITIONS)
    ):
        return Completion(f"What is the {noun} of {topic}?", bare)
    return None


def _replaced(text: str, span: Span, thing: str) -> str:
    return f"{text[: span.start]}{thing}{text[span.end :]}"


def _replaceable_names(text: str, thing: str, lead: re.Match[str] | None) -> list[Span]:
    """The names that `thing` may replace, the likeliest first. If a name follows the same preposition, only this one;
    else those that stand alone ("Japan", not the "Tomahawk" of "Tomahawk missiles"): with as many words first, then
    the last."""
    found = names(text)
    if lead:
        same = re.compile(rf"\b{lead['lead']}\s+(?:the\s+)?$", re.IGNORECASE)
        if after := [each for each in found if same.search(text[: each.start])]:
            return after[-1:]
    alone = [each for each in found if _is_standalone_name(text, each)]
    long = len(thing.split())
    return sorted(alone, key=lambda each: (len(text[each.start : each.end].split()) != long, -each.start))


def _is_standalone_name(text: str, name: Span) -> bool:
    following = re.match(r"^\s++([a-z][\w’'-]*)", text[name.end :])
    if following is None:
        return True
    word = following[1].lower()
    before = re.search(r"\b(?:the|a|an)\s+$", text[: name.start], re.IGNORECASE)
    return not is_content(word) or word in AUXILIARIES or (before is None and not word.endswith("s"))
