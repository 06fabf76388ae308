"""Finds noun phrases in a question or an answer: its topic, names, people, places and times.

topic_of("when is the Tomahawk contract expected?") -> "the Tomahawk contract"
plural_topic("how many missiles did it order?") -> "missiles"
person("it was signed by Anna Berg in Oslo") -> "Anna Berg", place(the same) -> "Oslo"

The rules use English word lists, the order of words and capitals, and no grammar. If they are unsure, they find nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from ..answer.question import is_content
from ..english import (
    AUXILIARIES,
    COMMON_VERBS,
    CONJUNCTIONS,
    FULL_MONTH_PATTERN,
    NUMBER_WORDS,
    ORDINALS,
    ORGANISATION_WORDS,
    PASTS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIONAL_NOUNS,
    WEEKDAY_PATTERN,
)
from ..text import UNSPACED, words
from ..types import Span

# ruff: noqa: E501  # a pattern is easier to read whole than cut into lines


LONGEST_TOPIC = 8
"""Words; a longer phrase is a clause, and "it" does not refer to one."""

_AFTER_A_TOPIC = (
    PREPOSITIONS
    | CONJUNCTIONS
    | frozenset(
        "compared available different possible famous free open safe legal ready responsible eligible expensive only also called "
        "too yet already still now actually even really again anyway ever though tho".split()
    )
)
"""Words that end a topic, besides auxiliaries."""
_POLITE = re.compile(
    r"^\W*(?:(?:hi|hello|hey|ok|okay|so|well|and|but|also|then|now|please|sorry|thanks|thank you|great|interesting|i see|yes|no|oh)\b[\s,.!:;-]*)*"
    r"(?:(?:can|could|would|will) you (?:please |also |kindly )*(?:tell|give|explain|describe|show|provide|share|help|shed)\b[^?.!]*?\b(?:about|on|of|how|what|why|when|where|who)\b\s*|"
    r"(?:please )?(?:tell|give|show) me\b[^?.!]*?\b(?:about|on|of|how|what|why|when|where|who)\b\s*|"
    r"(?:do you know|i (?:want|would like|['’]d like|need|am interested) to (?:know|ask|learn)(?: more)?(?: about)?|i (?:meant|mean)(?: to ask)?(?: for| about)?|(?:any )?(?:more )?(?:info|information|details?) (?:on|about))\s+)?",
    re.IGNORECASE,
)
QUESTION_WORD = re.compile(
    r"(?P<lead>(?:on|in|at|by|to|from|for|with|under|since|until|through|of|about|against|during)\s+)?"
    r"(?P<word>who(?:m|se)?|what|which|when|where|why|how(?:\s+(?:many|much|long|old|far|tall|often|big|large|high|deep|fast|soon|expensive))?)\b(?P<s>['’]s)?",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"[^\W_]+(?:['’.\-&/][^\W_]+)*(?:['’](?=\s))?")
_SAID_OF = re.compile(
    r"(?:what|how)\s+(?:did|does|do|has|have|is|was)\s[^?]{1,60}?\b(?:say|said|saying|tell|told|think|feel|respond|react)\s(?:[^?]{1,40}?\s)?"
    r"(?:about|on|to)\s+(?P<rest>[^?(]+)",
    re.IGNORECASE,
)
""" "What did Berg say about the bridge": "it" is the bridge then."""
_ONE_IS = re.compile(
    r"(?:who|which(?:\s+one)?)(?:\s+of\s+\w+)?\s+(?:is|was)\s+the\s+\w+(?:\Z|\s*\()", re.IGNORECASE
)
""" "Which one of them is the billionaire": "it" is no billionaire."""
_INTRODUCES = re.compile(r"(?:what|who)(?:\s+(?:is|are|was|were)|['’]s)\s", re.IGNORECASE)
_SPEAKERS = frozenset("i we you one people someone anyone anybody somebody".split())
"""A question with such a subject ("do I need a visa?") has its topic after the verb."""
_DETERMINERS = frozenset("any some a an more other many much several no also only still".split())
_TOPIC_MARK = re.compile(r"(?<=..)(?:は|が|を|に|で)[^はがをにで]*(?:ですか|ますか|か|の)?[？?。]*$")
"""From the particle of the subject on, a short Japanese question has no topic words."""
FOREIGN_SHAPE = frozenset(
    "wann warum wieso wer wem wen wessen wie wo woher wohin was welche welcher welches welchen welchem wurde wurden wird werden "
    "ist sind war waren hat haben hatte der die das den dem des ein eine einen einem einer eines und oder aber mit von vom zu zum zur "
    "im in an am auf aus bei für über nach vor um viel viele kann soll es er sie sich nicht auch "
    "cuándo cuando por qué que quién quien quiénes cómo como dónde donde cuánto cuánta cuántos cuántas cuál cuáles el la los las un una "
    "unos unas de del y o pero a al en con para sin sobre se es son fue fueron era será está están ha han lo su sus hay".split()
)
_COUNTED = re.compile(r"\bhow many ((?:[^\W\d_][\w’'-]*\s+){0,2}?[^\W\d_][\w’'-]*s)\b", re.IGNORECASE)
_TAKE_A_VERB = frozenset(
    "do does did don't doesn't didn't will would can could should may might must shall".split()
)
_NO_HEAD = frozenset(
    [*NUMBER_WORDS, *ORDINALS, *"most least more less other others rest next up down".split()]
)
"""A phrase that ends so ("the other three") names nothing by itself."""
_GOES_BEFORE_A_THING = frozenset("the a an its their".split())
_BESIDE_A_VERB = frozenset("also still just only have need want".split())
_PARTICIPLE = 4
"""A participle that ends in "-ed" has more characters."""


def plain(question: str) -> str:
    """The question without a greeting, "and", "can you tell me about" and its question mark; of several sentences, the last
    question with content words."""
    pieces = [
        piece for piece in re.split(r"(?<=[?!])\s+|(?<=[a-z)]\.)\s+", question.strip()) if piece.strip()
    ]
    asked = [piece for piece in pieces if piece.rstrip().endswith("?")] or pieces
    text = next((piece for piece in reversed(asked) if any(map(is_content, words(piece)))), question)
    return _POLITE.sub("", text).strip(" \t\n?.!,;:¿¡")


def topic_of(question: str) -> str | None:
    """The noun phrase that the question is about, with its article; None if "it" could not refer to one."""
    text = plain(question)
    if said := _SAID_OF.match(text):
        return topic_of(said["rest"])
    match = QUESTION_WORD.match(text)
    rest = text[match.end() :].strip() if match else text
    tokens = list(_TOKEN.finditer(rest))
    if _ONE_IS.match(text):
        return None
    if match is None and len(words(text)) > LONGEST_TOPIC and not _is(tokens, 0, AUXILIARIES):
        return None  # a remark: anything in it may be what it is about
    at = _topic_start(tokens, asked=match is not None and match["s"] is None)
    at = at if at < len(tokens) else 0
    verbs = at > 0 and _is(tokens, at - 1, _TAKE_A_VERB)
    found = _noun_phrase(rest, tokens[_skip_speaker(tokens, at) :], verbs=verbs)
    lone = found is not None and found.islower() and " " not in found and not found.endswith("s")
    return None if lone and len(tokens) > 2 and not _INTRODUCES.match(text) else found


def _topic_start(tokens: Sequence[re.Match[str]], *, asked: bool) -> int:
    """The index of the token where the topic may begin: after the auxiliary ("which framework will ..."), else after the
    verb ("who signed the deal")."""
    if not asked:
        return int(_is(tokens, 0, AUXILIARIES))
    auxiliary = next((at for at in range(len(tokens)) if _is(tokens, at, AUXILIARIES)), None)
    if auxiliary is not None:
        return auxiliary + 1
    verb = next((at for at in range(len(tokens)) if _is(tokens, at, PASTS)), None)
    if verb is not None:  # "which city went up the most"
        return verb + 1
    return int(len(tokens) > 1 and tokens[0].group().islower())


def _skip_speaker(tokens: Sequence[re.Match[str]], at: int) -> int:
    """The index of the token after "(do) I use", "(is) there any" or "(is) buying"."""
    if _is(tokens, at, _SPEAKERS):
        at += 3 if _is(tokens, at + 1, _BESIDE_A_VERB) else 2
    elif _is(tokens, at, ("there",)):
        at += 1
    while _is(tokens, at, _DETERMINERS):
        at += 1
    if at + 1 >= len(tokens) or not tokens[at].group().islower() or _is(tokens, at, _GOES_BEFORE_A_THING):
        return at
    verb = _is(tokens, at + 1, _GOES_BEFORE_A_THING)
    doing = tokens[at].group().endswith("ing") and tokens[at + 1].group()[0].isupper()
    return at + 1 if verb or doing else at


def _is(tokens: Sequence[re.Match[str]], at: int, chosen: Collection[str]) -> bool:
    return at < len(tokens) and tokens[at].group().lower() in chosen


def _noun_phrase(text: str, tokens: Sequence[re.Match[str]], *, verbs: bool = False) -> str | None:
    """The tokens up to the end of the phrase; "the price of the stadium" becomes "the stadium". With `verbs`, a verb must
    follow the phrase."""
    end = next((at for at in range(len(tokens)) if _ends_topic(text, tokens, at)), len(tokens))
    if verbs:
        end = next((at for at in range(end - 1, 0, -1) if _may_be_a_verb(tokens, at)), end)
    lows = [token.group().lower() for token in tokens[:end]]
    if not RELATIONAL_NOUNS.isdisjoint(lows):
        if _is(tokens, end, ("between",)):
            return text[tokens[end].end() :].strip() or None
        joint = next((at for at, low in enumerate(lows[:-1]) if low in ("of", "for")), None)
        if joint is not None and not RELATIONAL_NOUNS.isdisjoint(lows[:joint]):
            return _noun_phrase(text, tokens[joint + 1 :])
        if all(low in RELATIONAL_NOUNS for low in lows if is_content(low)):
            return _noun_phrase(text, tokens[end + 1 :]) if end + 1 < len(tokens) else None
    while lows and lows[-1] in ("of", "for", "the", "a", "an"):
        lows.pop()
    first = next((at for at, low in enumerate(lows) if low not in ("of", "for")), 0)
    points = not PRONOUNS.isdisjoint(lows) or not any(map(is_content, lows)) or lows[-1] in _NO_HEAD
    if points or len(lows) > LONGEST_TOPIC:
        return None
    return text[tokens[first].start() : tokens[len(lows) - 1].end()]


def _ends_topic(text: str, tokens: Sequence[re.Match[str]], at: int) -> bool:
    """True for the first word after a topic."""
    word = tokens[at].group()
    low = word.lower()
    if low in AUXILIARIES or low in _AFTER_A_TOPIC:
        return True
    if at > 0 and re.search(r"[,;:?!()]", text[tokens[at - 1].end() : tokens[at].start()]):
        return True
    if at > 0 and low.endswith("ing") and _is(tokens, at + 1, ("to",)):  # "was Berg trying to"
        return True
    participle = word.islower() and low.endswith("ed") and len(low) > _PARTICIPLE
    return participle and any(is_content(each.group()) for each in tokens[:at])


def _may_be_a_verb(tokens: Sequence[re.Match[str]], at: int) -> bool:
    return tokens[at].group() in COMMON_VERBS and any(is_content(each.group()) for each in tokens[:at])


def plural_topic(text: str) -> str | None:
    """What "they" may refer to: the counted noun of "how many missiles", a topic in the plural, "a VPN and a firewall"."""
    if counted := _COUNTED.search(text):
        return counted[1]
    about = topic_of(text)
    if about is None:
        return None
    second = re.match(r"^\s++and\s++(?P<rest>.+)", text[text.rfind(about) + len(about) :], re.DOTALL)
    if second and not QUESTION_WORD.match(second["rest"]):
        other = _noun_phrase(second["rest"], list(_TOKEN.finditer(second["rest"])))
        if other:
            return f"{about} and {other}"
    last = words(about)[-1]
    return about if last.endswith("s") and not last.endswith(("ss", "us", "is")) else None


def foreign_topic(question: str) -> str | None:
    """The content words of a German, Spanish or Japanese question."""
    text = _TOPIC_MARK.sub("", question) if UNSPACED.search(question) else question
    said = [word for word in words(text) if word.lower() not in FOREIGN_SHAPE]
    return " ".join(said[:LONGEST_TOPIC]) or None


_CAPITAL = r"[^\W\d_a-zß-öø-ÿ][\w’'.&-]*\w|[A-Z](?=\b)"
_NAME = re.compile(
    rf"(?<![\w’'-])(?:{_CAPITAL})(?:\s+(?:(?:of|of\s+the|de|del|la|von|van|der|bin|al)\s+)?(?:{_CAPITAL}|\d+(?!\w)))*"
)
TIME = re.compile(
    rf"\b(?:(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?:{FULL_MONTH_PATTERN})(?:\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?!\d))?(?:,?\s+\d{{4}})?|"
    r"(?:1[0-9]|20)\d\ds?|(?:(?:last|this|next|past|previous|following)\s+)(?:week|month|year|decade|century|season|quarter|summer|winter|spring|autumn|fall|night|"
    rf"{WEEKDAY_PATTERN.lower()})|{WEEKDAY_PATTERN}|yesterday|today|tomorrow)\b"
)
_AT_A_PLACE = re.compile(
    r"\b(?:in|at|near|from|to|into|across|around|inside|outside)\s+(?:the\s+)?$", re.IGNORECASE
)
_TITLED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Sir|Lady|Lord|President|Minister|Chancellor|Senator|King|Queen|Prince|Princess|Pope|Judge|General)\b\.?"
)
_MOST_CAPITALS = 0.7
"""In a text with a larger share of capitalised words (a headline), capitals do not show names."""
_I = frozenset(("I", "I'm", "I'd", "I've", "I’m", "I’d", "I’ve"))
_LONGEST_TITLE = 14
"""Characters before a name in which its title stands."""
_FEW = 3
"""A text with at most so many words may be a name alone."""


def names(text: str) -> list[Span]:
    """Runs of capitalised words, in order. A single word at the start of a sentence is no name, unless the text has only a
    few words."""
    tokens = words(text)
    if len(tokens) > _FEW and sum(token[0].isupper() for token in tokens) > _MOST_CAPITALS * len(tokens):
        return []
    found = []
    for match in _NAME.finditer(text):
        start, opens = match.start(), _opens_a_sentence(text[: match.start()])
        first, _, others = match.group().partition(" ")
        if opens and others and not is_content(re.sub(r"['’]s$", "", first)):  # "When Biden"
            start, opens = match.end() - len(others.lstrip()), False
        name = re.sub(r"['’]s?$", "", text[start : match.end()])
        ordinary = opens and " " not in name and len(tokens) > _FEW and not name.isupper()
        if name and name not in _I and is_content(name) and not ordinary:
            found.append(Span(start, start + len(name)))
    return found


def _opens_a_sentence(before: str) -> bool:
    before = before.rstrip(" \"'“‘(¿¡-—\n")
    return not before or before[-1] in ".?!:"


def person(text: str) -> str | None:
    """The last name in `text` that may be a person's: two to four capitalised words, or one word after a title, or one word
    that is the whole text."""
    best = None
    for span in _without_times(text):
        name, before = text[span.start : span.end], text[: span.start]
        if not _like_a_person(name.split()) or " of " in name:
            continue
        titled = _TITLED.search(before[-_LONGEST_TITLE:])
        alone = len(words(text)) == 1
        if (len(name.split()) > 1 or (best is None and (titled or alone))) and not _AT_A_PLACE.search(before):
            best = name
    return best


def _without_times(text: str) -> list[Span]:
    """The names in `text`, without days and months: "on Saturday" says neither who nor where."""
    return [each for each in names(text) if not TIME.fullmatch(text, each.start, each.end)]


def _like_a_person(parts: list[str]) -> bool:
    spelled = all(part[1:].islower() or part.endswith(".") or "-" in part for part in parts)
    return spelled and len(parts) <= 4 and ORGANISATION_WORDS.isdisjoint(parts)


def place(text: str) -> str | None:
    """The last name in `text` after "in", "at", "near", "to" and the like; without one, the last name of a text of a few
    words."""
    named = _without_times(text)
    found = [text[each.start : each.end] for each in named if _AT_A_PLACE.search(text[: each.start])]
    if not found and len(words(text)) <= _FEW:
        found = [text[each.start : each.end] for each in named]
    return found[-1] if found else None
