"""Questions that leave out what the one before them said: "and when?", "what about Australia?", "who said so?". Pure."""

# ruff: noqa: E501  # a pattern is easier to read whole than cut into lines
from __future__ import annotations

import re

from ..text import word_count, words
from ..types import Span
from .mentions import AUXILIARIES, QUESTION_WORD, TIME, names, plain, subject
from .question import is_content

_OPENING = re.compile(r"^\W*(?:(?:and|but|or|so|then|also|ok(?:ay)?|well)\b[\s,]*)+", re.IGNORECASE)
_WHAT_ABOUT = re.compile(r"^\W*(?:(?:and|but|so|ok(?:ay)?|well)\b[\s,]*)*(?:what|how)\s+about\s+(?P<thing>.+?)\W*$", re.IGNORECASE)
_AND_THING = re.compile(
    r"^\W*(?:and|but|or)\s+(?P<thing>(?:(?:in|for|with|by|on|at|to|from|of|during|about)\s+)?(?:the\s+|a\s+|an\s+)?[^?.!,;]{2,60}?)\W*$",
    re.IGNORECASE,
)
_LEADS = re.compile(r"^(?P<lead>in|for|with|by|on|at|to|from|of|during|about)\s+", re.IGNORECASE)
_WHO_SAID = re.compile(
    r"^\W*(?:(?:and|but|so|ok(?:ay)?)\b[\s,]*)*(?:who(?:\s+(?:else|exactly))?\s+(?:has\s+|have\s+)?(?P<verb>said|says|claimed|claims|confirmed|confirms|reported|reports|announced|stated|told\s+(?:you|us|them))"
    r"(?:\s+(?:so|that|this|it))?|says\s+who|according\s+to\s+wh(?:om|o)|where\s+does\s+(?:that|this|it)\s+come\s+from|who\s+is\s+the\s+source|what(?:\s+is|['’]s)\s+(?:the|your)\s+source(?:\s+(?:for|of)\s+(?:that|this|it))?)\W*$",
    re.IGNORECASE,
)
_POINTS_AT_IT_ALL = re.compile(
    r"^\W*(?:(?:and|but|so|ok(?:ay)?|well)\b[\s,]*)*(?P<asked>(?:why|when|where|how|since\s+when|how\s+long(?:\s+ago)?)\b)\s+(?:is|was|did|does|will|would|has|had)?\s*(?:that|this|it)(?:\s+(?:so|happen|happened|be|been|the\s+case))*\W*$",
    re.IGNORECASE,
)
_FRAGMENT_WORDS = 5
_SHORT = 8
"""Words of an answer that may stand in a question."""
_SUBJECT_ASKED = re.compile(r"^(?:who|what|which\s+[\w\s’'-]+?)\s+(?P<verb>[a-z]+)\b", re.IGNORECASE)


def completed(question: str, earlier: str, answer: str, topic: str | None) -> str:
    """The question made whole from the earlier one; as it was where nothing is left out that could be put back."""
    if _WHO_SAID.match(question):
        return f"Who said that {_statement(earlier, answer)}?"
    if match := _POINTS_AT_IT_ALL.match(question):
        return _asked_instead(match["asked"], earlier, answer)
    if fragment := _fragment(question):
        return _asked_instead(fragment, earlier, answer)
    if match := _WHAT_ABOUT.match(question) or _and_thing(question):
        return _instead(match["thing"].strip(), earlier, topic) or question
    return question


def _and_thing(question: str) -> re.Match[str] | None:
    match = _AND_THING.match(question)
    if match is None:
        return None
    tokens = [word.lower() for word in words(match["thing"])]
    opens = _LEADS.sub("", match["thing"])
    verbs = any(token in AUXILIARIES for token in tokens)
    return None if QUESTION_WORD.match(opens) or QUESTION_WORD.match(match["thing"]) or verbs else match


def _fragment(question: str) -> str | None:
    """The question word with what belongs to it, where no verb follows: "under which framework", "why"."""
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
    return text if match["lead"] or word == "which" or word.startswith("how ") else None


def _asked_instead(asked: str, earlier: str, answer: str) -> str:
    asked = asked.strip()
    return f"{asked[:1].upper()}{asked[1:]} {_said(earlier, answer)}?"


def _said(earlier: str, answer: str) -> str:
    """The earlier question without its question word; what was asked for is filled in where it was the subject."""
    text = plain(earlier)
    match = QUESTION_WORD.match(text)
    if match is None:
        return text[:1].lower() + text[1:] if text.split(" ")[0].lower() in AUXILIARIES else text
    rest = text[match.end() :].strip()
    tokens = words(rest)
    auxiliary = next((at for at, token in enumerate(tokens[:4]) if token.lower() in AUXILIARIES), None)
    subject_asked = match["word"].lower() in ("who", "what") and (auxiliary is None or (auxiliary == 0 and not _has_subject(rest)))
    if subject_asked and not match["s"]:
        filler = answer.strip(" .") if 0 < word_count(answer) <= _SHORT else ""
        return f"{filler} {rest}".strip()
    if auxiliary:  # "how many missiles did Japan order": what was counted comes last
        at = next(each.start() for each in re.finditer(r"\w+(?:['’]\w+)?", rest) if each.group().lower() in AUXILIARIES)
        rest = f"{rest[at:]} {rest[:at].strip()}"
    return rest or text


def _has_subject(rest: str) -> bool:
    """ "is the Tomahawk contract expected": a subject stands behind the auxiliary."""
    following = words(rest)[1:2]
    return bool(following) and (following[0].lower() in ("the", "a", "an", "he", "she", "it", "they") or following[0][0].isupper())


def _statement(earlier: str, answer: str) -> str:
    """The earlier question and its answer as something that may have been said."""
    said = _said(earlier, answer)
    about = subject(earlier)
    tokens = words(said)
    if about and tokens and tokens[0].lower() in AUXILIARIES and about in said:
        rest = " ".join(said.replace(about, " ", 1).split()[1:])
        helper = "" if tokens[0].lower() in ("do", "does", "did") else f" {tokens[0]}"
        said = f"{about}{helper} {rest}".strip()
    filler = answer.strip(" .") if 0 < word_count(answer) <= _SHORT else ""
    return said if not filler or filler.lower() in said.lower() else f"{said} {filler}"


def _instead(thing: str, earlier: str, topic: str | None) -> str | None:
    """The earlier question with `thing` in the place of what it matches; None where it has no such place."""
    lead = _LEADS.match(thing)
    bare = thing[lead.end() :] if lead else thing
    text = earlier.strip()
    if TIME.fullmatch(bare) or TIME.match(bare):
        times = [Span(*match.span()) for match in TIME.finditer(text)]
        if times:
            return _put(text, times[-1], bare)
        body = text.rstrip(" ?.!")
        return f"{body} {lead.group().strip() if lead else 'in'} {bare}?"
    if names(f"x {bare}"):
        slot = _slot(text, bare, lead["lead"] if lead else None)
        if slot is not None:
            return _put(text, slot, bare)
        if topic and topic.islower() and topic in text.lower() and not lead:
            return None
        body = text.rstrip(" ?.!")
        return f"{body} {thing}?" if lead else f"{body} ({thing})?"
    if bare.lower().startswith(("the ", "its ", "their ", "a ", "any ")) and topic and not _points(bare):
        noun = re.sub(r"^(?:the|its|their|a|any)\s+", "", bare, flags=re.IGNORECASE)
        return f"What is the {noun} of {topic}?"
    return None


def _points(text: str) -> bool:
    return any(word.lower() in ("it", "that", "this", "them", "those", "these") for word in words(text))


def _put(text: str, span: Span, thing: str) -> str:
    return f"{text[: span.start]}{thing}{text[span.end :]}"


def _slot(text: str, thing: str, lead: str | None) -> Span | None:
    """The name that another name replaces: the one after the same preposition, else the last that stands by itself
    ("Japan", not the "Tomahawk" of "Tomahawk missiles") and is written as the other is."""
    found = names(text)
    if lead:
        after = [each for each in found if re.search(rf"\b{lead}\s+(?:the\s+)?$", text[: each.start], re.IGNORECASE)]
        if after:
            return after[-1]
    alone = [each for each in found if _stands_alone(text, each)]
    alike = [each for each in alone if len(text[each.start : each.end].split()) == len(thing.split())]
    chosen = alike or alone
    return chosen[-1] if chosen else None


def _stands_alone(text: str, name: Span) -> bool:
    following = re.match(r"\s+([a-z][\w’'-]*)", text[name.end :])
    if following is None:
        return True
    word = following[1].lower()
    before = re.search(r"\b(?:the|a|an)\s+$", text[: name.start], re.IGNORECASE)
    return not is_content(word) or word in AUXILIARIES or (before is None and not word.endswith("s"))
