"""What a question or an answer speaks of: its subject, its names, people, places and times. Pure.

English by word lists; other languages are left to what is written the same everywhere: capitals and numbers.
"""

# ruff: noqa: E501  # a pattern is easier to read whole than cut into lines
from __future__ import annotations

import re
from collections.abc import Sequence

from ..text import UNSPACED, words
from ..types import Span
from .question import is_content

LONGEST_SUBJECT = 8
"""Words; a longer run is a clause, not a thing that "it" could stand for."""

AUXILIARIES = frozenset(
    "is are was were am be been being do does did will would can could has have had shall should may might must isn't aren't "
    "wasn't weren't don't doesn't didn't won't wouldn't can't couldn't hasn't haven't hadn't".split()
)
_PREPOSITIONS = frozenset(
    "in on at by to from with without under over about after before during since until into onto against between among "
    "through towards toward than as per via near because if while when where which who that so or but and compared available different only also called too yet already still now".split()
)
"""Words that stand behind a subject; "of" and "for" may stand in it."""
_VERBS = frozenset(
    "accept affect agree allow appear apply approve arrive ask attack ban become begin begun benefit bring build built buy "
    "call cause change choose claim close come compare complete confirm contain continue cost cover create deal deliver "
    "deploy derive describe design develop die differ do end enter establish expect fall fight file find finish fly follow "
    "found gain get give go grow happen have help hold impact include increase integrate invade join keep kill know land "
    "last launch lead learn leave live look lose make mean meet merge move need offer open operate order pay perform plan "
    "play prevent produce propose protect provide publish put qualify reach receive record recover refuse reject release "
    "remain replace report represent resign respond retire return rise run say see seek sell send serve set show sign "
    "sound speak spend stand start state stay stop suffer suggest support take talk tell think travel try turn use visit "
    "vote want warn wear win won work write".split()
)
"""Base forms that end the subject of "when did the league ..."; no list of verbs is whole, and a miss costs only grammar."""
_GENERIC = frozenset(
    "aim amount author benefit benefits capital cause causes ceo chairman consequence consequences content contents cost "
    "costs date definition detail details difference differences effect effects founder function goal head history idea "
    "impact importance information kind kinds leader length list main maker meaning name names number origin outcome owner "
    "part parts plot population president price purpose reason reasons result results role size sort status step steps "
    "story summary top total type types use uses value way ways".split()
)
"""Nouns that say what is asked of a thing: the thing itself stands after "of"."""

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
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ][\w’'.&-]*\w|[A-Z](?=\b)"
_NAME = re.compile(
    rf"(?<![\w’'-])(?:{_CAPITAL})(?:\s+(?:(?:of|of\s+the|de|del|la|von|van|der|bin|al)\s+)?(?:{_CAPITAL}|\d+(?!\w)))*"
)
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
TIME = re.compile(
    rf"\b(?:(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{_MONTH}(?:\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?!\d))?(?:,?\s+\d{{4}})?|"
    r"(?:1[0-9]|20)\d\ds?|(?:(?:last|this|next|past|previous|following)\s+)(?:week|month|year|decade|century|season|quarter|summer|winter|spring|autumn|fall|night|monday|tuesday|wednesday|thursday|friday|saturday|sunday)|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today|tomorrow)\b"
)
_AT_A_PLACE = re.compile(r"\b(?:in|at|near|from|to|into|across|around|inside|outside)\s+(?:the\s+)?$", re.IGNORECASE)
_TITLED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Sir|Lady|Lord|President|Minister|Chancellor|Senator|King|Queen|Prince|Princess|Pope|Judge|General)\b\.?"
)


_NO_PERSON = frozenset(
    "Act Agreement Army Association Bank Bay Beach Board Bridge Center Centre Church City Club College Committee Commission Company "
    "Conference Corporation Council County Court Cup Department Desert District East Empire Federation Forest Foundation Fund "
    "Government Group Hall Health High Hospital House Inc Institute International Island Islands Kingdom Lake League Ministry "
    "Mount Mountain Museum National Nations Navy North Ocean Office Organization Park Parliament Party Peninsula Prize Republic "
    "River School Sea Security Senate Service Services Society South Square Stadium State States Station Street Supreme System "
    "Treaty Union United University Valley War West World".split()
)
"""A name with one of these words is that of a place, a body or an event."""


def names(text: str) -> list[Span]:
    """Runs of capitalised words, in order. A single word that only opens a sentence is none, unless it is all there is."""
    tokens = words(text)
    if len(tokens) > 3 and sum(token[0].isupper() for token in tokens) > 0.7 * len(tokens):
        return []  # a headline: its capitals say nothing
    found = []
    for match in _NAME.finditer(text):
        start, end = match.span()
        opens = not text[:start].strip(" \"'“‘(¿¡-—\n") or text[:start].rstrip(" \"'“‘(¿¡\n")[-1:] in ".?!:"
        first = re.match(r"[\w’'.&-]+", match.group())
        if opens and first and not is_content(re.sub(r"['’]s$", "", first.group())):
            start += len(first.group()) + (len(match.group()[first.end() :]) - len(match.group()[first.end() :].lstrip()))
            opens = False
        name = re.sub(r"['’]s?$", "", text[start:end])
        if not name.strip() or name in ("I", "I'm", "I'd", "I've") or not is_content(name):
            continue
        if opens and " " not in name and len(tokens) > 3 and not name.isupper():
            continue
        found.append(Span(start, start + len(name)))
    return found


def person(text: str) -> str | None:
    """The last name in `text` that may be a person's: two to four capitalised words, or one word after a title or on
    its own."""
    best = None
    for span in names(text):
        name, before = text[span.start : span.end], text[: span.start]
        parts = name.split()
        if not all(part[1:].islower() or part.endswith(".") or "-" in part for part in parts) or not _NO_PERSON.isdisjoint(parts):
            continue
        if 2 <= len(parts) <= 4 and " of " not in name and not _AT_A_PLACE.search(before):
            best = name
        elif best is None and (_TITLED.search(before[-14:]) or len(words(text)) <= 3):
            best = name
    return best


def place(text: str) -> str | None:
    """The last name in `text` that something is in, at, near or goes to; a text that is hardly more than a name is one."""
    found = [text[each.start : each.end] for each in names(text) if _AT_A_PLACE.search(text[: each.start])]
    if not found and len(words(text)) <= 3:
        found = [text[each.start : each.end] for each in names(text)]
    return found[-1] if found else None


def plain(question: str) -> str:
    """The question without greeting, "and", "can you tell me about" and its closing mark; of several sentences the last
    that says something."""
    pieces = [piece for piece in re.split(r"(?<=[?!])\s+|(?<=[a-z)]\.)\s+", question.strip()) if piece.strip()]
    asked = [piece for piece in pieces if piece.rstrip().endswith("?")] or pieces
    text = next((piece for piece in reversed(asked) if any(map(is_content, words(piece)))), question)
    return _POLITE.sub("", text).strip(" \t\n?.!,;:¿¡")


def subject(question: str) -> str | None:
    """What the question is about, with its article: "the Tomahawk contract" of "when is the Tomahawk contract due?".
    None where no thing shows that "it" could stand for."""
    text = plain(question)
    match = QUESTION_WORD.match(text)
    rest = text[match.end() :].strip() if match else text
    tokens = list(_TOKEN.finditer(rest))
    lows = [token.group().lower() for token in tokens]
    at = 0
    if match and match["s"] is None:  # "which framework will ...": past the noun to the auxiliary, where there is one
        at = next((i + 1 for i, low in enumerate(lows) if low in AUXILIARIES), 0)
        if not at and len(tokens) > 1 and tokens[0].group().islower():
            at = 1  # "who signed the deal"
    elif not match and lows and lows[0] in AUXILIARIES:
        at = 1
    elif not match and len(words(text)) > LONGEST_SUBJECT:
        return None  # a remark: anything in it may be what it is about
    at = 0 if at >= len(tokens) else at
    if lows[at : at + 1] and lows[at] in _SPEAKERS:
        at += 1 + (at + 1 < len(lows) and lows[at + 1] in ("also", "still", "just", "only", "have", "need", "want")) + 1
    elif lows[at : at + 1] == ["there"]:
        at += 1
    while lows[at : at + 1] and lows[at] in _DETERMINERS:
        at += 1
    doing = lows[at : at + 1] and lows[at].endswith("ing") and tokens[at + 1 : at + 2]
    if doing and (lows[at + 1] in ("the", "a", "an", "its", "their") or tokens[at + 1].group()[0].isupper()):
        at += 1  # "who is buying the missiles"
    found = _noun_phrase(rest, tokens[at:])
    lone = found is not None and found.islower() and " " not in found
    named = _INTRODUCES.match(text) or len(tokens) <= 2
    return None if lone and found and not found.endswith("s") and not named else found


_INTRODUCES = re.compile(r"(?:what|who)(?:\s+(?:is|are|was|were)|['’]s)\s", re.IGNORECASE)
_SPEAKERS = frozenset("i we you one people someone anyone anybody somebody".split())
"""As the subject of a question they are not what it is about: that stands behind the verb."""
_DETERMINERS = frozenset("any some a an more other many much several no also only still".split())


def foreign_subject(question: str) -> str | None:
    """The words of a German, Spanish or Japanese question that say what it is about, without those that shape it."""
    text = _TOPIC_MARK.sub("", question) if UNSPACED.search(question) else question
    said = [word for word in words(text) if word.lower() not in FOREIGN_SHAPE]
    return " ".join(said[:LONGEST_SUBJECT]) or None


def _noun_phrase(text: str, tokens: Sequence[re.Match[str]]) -> str | None:
    """The words up to what ends a subject; after a generic noun and "of", what stands there."""
    end = 0
    for place_, token in enumerate(tokens):
        low = token.group().lower()
        broken = place_ > 0 and bool(re.search(r"[,;:?!()]", text[tokens[place_ - 1].end() : token.start()]))
        content = any(is_content(each.group()) for each in tokens[:place_])
        verb = content and token.group().islower() and (low in _VERBS or (low.endswith("ed") and len(low) > 4))
        if broken or low in AUXILIARIES or low in _PREPOSITIONS or verb:
            break
        end = place_ + 1
    chosen = list(tokens[:end])
    lows = [token.group().lower() for token in chosen]
    if text and any(low in _GENERIC for low in lows) and end < len(tokens) and tokens[end].group().lower() == "between":
        return text[tokens[end].end() :].strip() or None
    for joint in ("of", "for"):
        if joint in lows[:-1] and any(low in _GENERIC for low in lows[: lows.index(joint)]):
            return _noun_phrase(text, tokens[lows.index(joint) + 1 :])
    while chosen and chosen[-1].group().lower() in ("of", "for", "the", "a", "an"):
        chosen.pop()
    if any(low in POINTERS for low in lows[:end]):
        return None
    if not any(is_content(token.group()) for token in chosen):
        return None
    if all(token.group().lower() in _GENERIC for token in chosen if is_content(token.group())):
        return _noun_phrase(text, tokens[end + 1 :]) if end + 1 < len(tokens) else None
    if len(chosen) > LONGEST_SUBJECT:
        return None
    return text[chosen[0].start() : chosen[-1].end()]


_TOPIC_MARK = re.compile(r"(?<=..)(?:は|が|を|に|で)[^はがをにで]*(?:ですか|ますか|か|の)?[？?。]*$")
"""From the particle of the subject on, a short Japanese question only asks."""
FOREIGN_SHAPE = frozenset(
    "wann warum wieso wer wem wen wessen wie wo woher wohin was welche welcher welches welchen welchem wurde wurden wird werden "
    "ist sind war waren hat haben hatte der die das den dem des ein eine einen einem einer eines und oder aber mit von vom zu zum zur "
    "im in an am auf aus bei für über nach vor um viel viele kann soll es er sie sich nicht auch "
    "cuándo cuando por qué que quién quien quiénes cómo como dónde donde cuánto cuánta cuántos cuántas cuál cuáles el la los las un una "
    "unos unas de del y o pero a al en con para sin sobre se es son fue fueron era será está están ha han lo su sus hay".split()
)


POINTERS = frozenset(
    "it its they them their theirs he him his she her hers this that these those there then one ones same former latter "
    "i you we us me my your our so".split()
)
"""Words that stand for something said before, or for those who speak."""


def plural(text: str) -> str | None:
    """What "they" may stand for: the counted noun of "how many missiles", a subject in the plural, "a VPN and a firewall"."""
    counted = re.search(r"\bhow many ((?:[^\W\d_][\w’'-]*\s+){0,2}?[^\W\d_][\w’'-]*s)\b", text, re.IGNORECASE)
    if counted:
        return counted[1]
    about = subject(text)
    if about is None:
        return None
    behind = text[text.rfind(about) + len(about) :]
    second = re.match(r"\s+and\s+", behind)
    if second and not QUESTION_WORD.match(behind[second.end() :]):
        tokens = list(_TOKEN.finditer(behind[second.end() :]))
        other = _noun_phrase(behind[second.end() :], tokens) if tokens and tokens[0].group().lower() not in AUXILIARIES else None
        if other:
            return f"{about} and {other}"
    last = words(about)[-1]
    return about if last.endswith("s") and not last.endswith(("ss", "us", "is")) else None
