"""What a question is about: "the Tomahawk contract" of "when is the Tomahawk contract due?". Pure.

English by word lists and the order of words, without a grammar: where it is unsure there is no subject.

The names, people, places and times in a question or an answer. Pure.

By capitals and numbers, and English words beside them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from ..answer.question import is_content
from ..dates.names import CAPITAL_MONTH, WEEKDAYS
from ..text import UNSPACED, words
from ..types import Span

# ruff: noqa: E501  # a pattern is easier to read whole than cut into lines


LONGEST_SUBJECT = 8
"""Words; a longer run is a clause, not a thing that "it" could stand for."""

AUXILIARIES = frozenset(
    "is are was were am be been being do does did will would can could has have had shall should may might must isn't aren't "
    "wasn't weren't don't doesn't didn't won't wouldn't can't couldn't hasn't haven't hadn't".split()
)
_PREPOSITIONS = frozenset(
    "in on at by to from with without under over about after before during since until into onto against between among "
    "through towards toward than as per via near because if while when where which who that so or but and compared "
    "available different possible famous free open safe legal ready responsible eligible expensive only also called too yet "
    "already still now".split()
)
"""Words that stand behind a subject; "of" and "for" may stand in it."""
COMMON_VERBS = frozenset(
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
"""Base forms behind the subject of "when did the league ..."; no list of verbs is whole, and a miss costs only grammar."""
_GENERIC = frozenset(
    "aim amount author benefit benefits capital cause causes ceo chairman consequence consequences content contents cost "
    "costs date definition detail details difference differences effect effects founder function goal head history idea "
    "impact importance information kind kinds leader length list main maker meaning name names number origin outcome owner "
    "part parts plot population president price purpose reason reasons result results role size sort status step steps "
    "story summary top total type types use uses value way ways".split()
)
"""Nouns that say what is asked of a thing: the thing itself stands after "of"."""
POINTERS = frozenset(
    "it its they them their theirs he him his she her hers this that these those there then one ones same former latter "
    "i you we us me my your our so".split()
)
"""Words that stand for something said before, or for those who speak."""
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
_INTRODUCES = re.compile(r"(?:what|who)(?:\s+(?:is|are|was|were)|['’]s)\s", re.IGNORECASE)
_SPEAKERS = frozenset("i we you one people someone anyone anybody somebody".split())
"""As the subject of a question they are not what it is about: that stands behind the verb."""
_DETERMINERS = frozenset("any some a an more other many much several no also only still".split())
_TOPIC_MARK = re.compile(r"(?<=..)(?:は|が|を|に|で)[^はがをにで]*(?:ですか|ますか|か|の)?[？?。]*$")
"""From the particle of the subject on, a short Japanese question only asks."""
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
_GOES_BEFORE_A_THING = frozenset("the a an its their".split())
_BESIDE_A_VERB = frozenset("also still just only have need want".split())
_PARTICIPLE = 4
"""Characters that a word on "-ed" has more than."""


def plain(question: str) -> str:
    """The question without greeting, "and", "can you tell me about" and its closing mark; of several sentences the last
    that says something."""
    pieces = [
        piece for piece in re.split(r"(?<=[?!])\s+|(?<=[a-z)]\.)\s+", question.strip()) if piece.strip()
    ]
    asked = [piece for piece in pieces if piece.rstrip().endswith("?")] or pieces
    text = next((piece for piece in reversed(asked) if any(map(is_content, words(piece)))), question)
    return _POLITE.sub("", text).strip(" \t\n?.!,;:¿¡")


def subject(question: str) -> str | None:
    """What the question is about, with its article. None where no thing shows that "it" could stand for."""
    text = plain(question)
    match = QUESTION_WORD.match(text)
    rest = text[match.end() :].strip() if match else text
    tokens = list(_TOKEN.finditer(rest))
    if match is None and len(words(text)) > LONGEST_SUBJECT and not _is(tokens, 0, AUXILIARIES):
        return None  # a remark: anything in it may be what it is about
    at = _past_the_verb(tokens, asked=match is not None and match["s"] is None)
    at = at if at < len(tokens) else 0
    verbs = at > 0 and _is(tokens, at - 1, _TAKE_A_VERB)
    found = _noun_phrase(rest, tokens[_past_the_speaker(tokens, at) :], verbs=verbs)
    lone = found is not None and found.islower() and " " not in found and not found.endswith("s")
    return None if lone and len(tokens) > 2 and not _INTRODUCES.match(text) else found


def _past_the_verb(tokens: Sequence[re.Match[str]], *, asked: bool) -> int:
    """Where the subject may begin: behind the auxiliary, of "which framework will ..." too; of "who signed the deal"
    behind the verb."""
    if not asked:
        return int(_is(tokens, 0, AUXILIARIES))
    auxiliary = next((at for at in range(len(tokens)) if _is(tokens, at, AUXILIARIES)), None)
    if auxiliary is not None:
        return auxiliary + 1
    return int(len(tokens) > 1 and tokens[0].group().islower())


def _past_the_speaker(tokens: Sequence[re.Match[str]], at: int) -> int:
    """Behind "do I use", "is there any", "is buying", "signs"."""
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
    """The words up to what ends a subject; after a generic noun and "of", what stands there. `verbs`: one must follow."""
    end = next((at for at in range(len(tokens)) if _ends(text, tokens, at)), len(tokens))
    if verbs:
        end = next((at for at in range(end - 1, 0, -1) if _may_be_a_verb(tokens, at)), end)
    lows = [token.group().lower() for token in tokens[:end]]
    if not _GENERIC.isdisjoint(lows):
        if _is(tokens, end, ("between",)):
            return text[tokens[end].end() :].strip() or None
        joint = next((at for at, low in enumerate(lows[:-1]) if low in ("of", "for")), None)
        if joint is not None and not _GENERIC.isdisjoint(lows[:joint]):
            return _noun_phrase(text, tokens[joint + 1 :])
        if all(low in _GENERIC for low in lows if is_content(low)):
            return _noun_phrase(text, tokens[end + 1 :]) if end + 1 < len(tokens) else None
    while lows and lows[-1] in ("of", "for", "the", "a", "an"):
        lows.pop()
    first = next((at for at, low in enumerate(lows) if low not in ("of", "for")), 0)
    points = not POINTERS.isdisjoint(lows) or not any(map(is_content, lows))
    if points or len(lows) > LONGEST_SUBJECT:
        return None
    return text[tokens[first].start() : tokens[len(lows) - 1].end()]


def _ends(text: str, tokens: Sequence[re.Match[str]], at: int) -> bool:
    """True for the first word behind a subject."""
    word = tokens[at].group()
    low = word.lower()
    if low in AUXILIARIES or low in _PREPOSITIONS:
        return True
    if at > 0 and re.search(r"[,;:?!()]", text[tokens[at - 1].end() : tokens[at].start()]):
        return True
    participle = word.islower() and low.endswith("ed") and len(low) > _PARTICIPLE
    return participle and any(is_content(each.group()) for each in tokens[:at])


def _may_be_a_verb(tokens: Sequence[re.Match[str]], at: int) -> bool:
    return tokens[at].group() in COMMON_VERBS and any(is_content(each.group()) for each in tokens[:at])


def plural(text: str) -> str | None:
    """What "they" may stand for: the counted noun of "how many missiles", a subject in the plural, "a VPN and a firewall"."""
    if counted := _COUNTED.search(text):
        return counted[1]
    about = subject(text)
    if about is None:
        return None
    second = re.match(r"^\s++and\s++(?P<rest>.+)", text[text.rfind(about) + len(about) :], re.DOTALL)
    if second and not QUESTION_WORD.match(second["rest"]):
        other = _noun_phrase(second["rest"], list(_TOKEN.finditer(second["rest"])))
        if other:
            return f"{about} and {other}"
    last = words(about)[-1]
    return about if last.endswith("s") and not last.endswith(("ss", "us", "is")) else None


def foreign_subject(question: str) -> str | None:
    """The words of a German, Spanish or Japanese question that say what it is about, without those that shape it."""
    text = _TOPIC_MARK.sub("", question) if UNSPACED.search(question) else question
    said = [word for word in words(text) if word.lower() not in FOREIGN_SHAPE]
    return " ".join(said[:LONGEST_SUBJECT]) or None


# ruff: noqa: E501  # a pattern is easier to read whole than cut into lines


_CAPITAL = r"[^\W\d_a-zß-öø-ÿ][\w’'.&-]*\w|[A-Z](?=\b)"
_NAME = re.compile(
    rf"(?<![\w’'-])(?:{_CAPITAL})(?:\s+(?:(?:of|of\s+the|de|del|la|von|van|der|bin|al)\s+)?(?:{_CAPITAL}|\d+(?!\w)))*"
)
TIME = re.compile(
    rf"\b(?:(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{CAPITAL_MONTH}(?:\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?!\d))?(?:,?\s+\d{{4}})?|"
    r"(?:1[0-9]|20)\d\ds?|(?:(?:last|this|next|past|previous|following)\s+)(?:week|month|year|decade|century|season|quarter|"
    rf"summer|winter|spring|autumn|fall|night|{'|'.join(WEEKDAYS)})|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today|tomorrow)\b"
)
_AT_A_PLACE = re.compile(
    r"\b(?:in|at|near|from|to|into|across|around|inside|outside)\s+(?:the\s+)?$", re.IGNORECASE
)
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
_MOST_CAPITALS = 0.7
"""Of a text with a larger share of capitalised words, a headline, the capitals say nothing."""
_I = frozenset(("I", "I'm", "I'd", "I've", "I’m", "I’d", "I’ve"))
_LONGEST_TITLE = 14
"""Characters."""
_FEW = 3
"""Words; a text that is hardly more than a name is one."""


def names(text: str) -> list[Span]:
    """Runs of capitalised words, in order. A single word that only opens a sentence is none, unless it is all there is."""
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
    """The last name in `text` that may be a person's: two to four capitalised words, or one word after a title or all
    by itself."""
    best = None
    for span in names(text):
        name, before = text[span.start : span.end], text[: span.start]
        if not _like_a_person(name.split()) or " of " in name:
            continue
        titled = _TITLED.search(before[-_LONGEST_TITLE:])
        alone = len(words(text)) == 1
        if (len(name.split()) > 1 or (best is None and (titled or alone))) and not _AT_A_PLACE.search(before):
            best = name
    return best


def _like_a_person(parts: list[str]) -> bool:
    spelled = all(part[1:].islower() or part.endswith(".") or "-" in part for part in parts)
    return spelled and len(parts) <= 4 and _NO_PERSON.isdisjoint(parts)


def place(text: str) -> str | None:
    """The last name in `text` that something is in, at, near or goes to; a text that is hardly more than a name is one."""
    found = [text[each.start : each.end] for each in names(text) if _AT_A_PLACE.search(text[: each.start])]
    if not found and len(words(text)) <= _FEW:
        found = [text[each.start : each.end] for each in names(text)]
    return found[-1] if found else None
