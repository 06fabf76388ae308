"""What people say to each other around a question: greetings, thanks, a name to call. Pure.

The words stand in the files of `bot/text/`, and those of every language count in all places: somebody on a German server
may well say "thanks". The time that each function takes grows with the length of the text only.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum
from functools import cache

from .locale import found, languages

LONGEST = 2000
"""A longer text is no small talk, and as much of a question is looked at from its beginning and from its end."""


class Talk(Enum):
    """The kinds of small talk, each with its own reply."""

    HELLO = "hello"
    """How one asks: to a greeting, to “help”, and to what has no word in it."""
    THANKS = "thanks"
    REACTION = "reaction"
    """To “ok”, “lol”, “good bot”."""


class Words(StrEnum):
    """The lists of words, named by their keys."""

    HELLO = "small-talk-hello"
    THANKS = "small-talk-thanks"
    REACTION = "small-talk-reaction"
    CALLED = "small-talk-called"
    POLITE = "small-talk-polite"


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Words of one list, and where they stand."""

    of: Words
    start: int
    end: int


_WORD = re.compile(r"\w+(?:['’]\w+)*")
_DRAWN_OUT = re.compile(r"(\w)\1{2,}")
"""“heyyy”, “looool”."""
_LAUGHTER = re.compile(r"(?:[hjk][aeio]){2,30}[hjk]?|x{1,30}d{1,30}|w{1,30}|草{1,30}|笑{1,30}")
_EMOTICON = re.compile(r"(?<!\S)(?:[:;=]['’]?-?[()DPpOo3/\\|*]{1,9}|<3|x[dD])(?!\S)")
_SENTENCE = re.compile(r"[^.!?…。！？؟\n]*[.!?…。！？؟\n]*")
_AFTER_CALL = re.compile(r"\s{0,9}[,:;.!?…、，。！：–—-]{1,9}\s{0,9}")
_HANDLE = re.compile(r"@[\w.]{2,32}\s{0,9}[,:]\s{0,9}")
"""A name that somebody typed without Discord knowing it."""
_NAME_CALLED = re.compile(r"(?:\s{1,9}[^\W\d_][\w.-]{0,30}){1,2}\s{0,9}[,:!、，]\s{0,9}")
_CLOSING = " \n.!?…。！？؟"


def small_talk(text: str, own_names: Collection[str] = ()) -> Talk | None:
    """Tells what kind of small talk the whole text is; None where it is more than that."""
    if len(text) > LONGEST:
        return None
    text = _EMOTICON.sub(" ", text)
    words = list(_WORD.finditer(text))
    if not words:
        return Talk.HELLO
    phrases = _leading(words, own_names)
    if sum(phrase.end - phrase.start for phrase in phrases) < len(words):
        return None
    said = {phrase.of for phrase in phrases}
    if Words.THANKS in said:
        return Talk.THANKS
    return Talk.REACTION if Words.REACTION in said and Words.HELLO not in said else Talk.HELLO


def without_courtesy(text: str, own_names: Collection[str] = ()) -> str:
    """Returns the text without sentences of small talk around it, and without the name that it calls at its beginning
    and its end (“hey bot, …”, “…, please?”). A text that is nothing else stays as it is."""
    if len(text) > 2 * LONGEST:
        return text
    sentences = [each for each in _SENTENCE.findall(text) if each]
    while len(sentences) > 1 and small_talk(sentences[0], own_names) is not None:
        del sentences[0]
    while len(sentences) > 1 and small_talk(sentences[-1], own_names) is not None:
        del sentences[-1]
    rest = "".join(sentences).strip()
    if (handle := _HANDLE.match(rest)) and handle.end() < len(rest):
        rest = rest[handle.end() :]
    return _without_last_call(_without_first_call(rest, own_names), own_names) or text


def _without_first_call(text: str, own_names: Collection[str]) -> str:
    words = list(_WORD.finditer(text))
    phrases: list[_Phrase] = []
    for phrase in _leading(words, own_names):
        if phrase.of not in (Words.HELLO, Words.CALLED, Words.POLITE):
            break
        phrases.append(phrase)
    if not phrases or phrases[-1].end == len(words):
        return text
    said, after = {phrase.of for phrase in phrases}, words[phrases[-1].end - 1].end()
    rest = text[after:].lstrip()
    if Words.HELLO in said and (name := _NAME_CALLED.match(text, after)):
        return text[name.end() :]
    if mark := _AFTER_CALL.match(text, after):
        return text[mark.end() :]
    called_by_name = Words.HELLO in said and Words.CALLED in said
    goes_on = Words.CALLED not in said and rest[:1].islower()
    return rest if called_by_name or goes_on else text


def _without_last_call(text: str, own_names: Collection[str]) -> str:
    """Removes a name called at the end, which a comma sets off; “please” and “thanks” need none."""
    end = len(text.rstrip(_CLOSING))
    words = list(_WORD.finditer(text, max(0, end - _TAIL), end))
    for at in range(max(0, len(words) - _CALL_WORDS), len(words)):
        long = at >= _WHOLE_QUESTION
        phrases = _leading(words[at:], own_names)
        if sum(each.end - each.start for each in phrases) < len(words) - at:
            continue
        before = text[: words[at].start()].rstrip()
        said = {each.of for each in phrases}
        if (set_off := before.endswith((",", ";", "、", "，"))) or (
            long and said <= {Words.POLITE, Words.THANKS}
        ):
            return f"{before.rstrip(',;、，' if set_off else '')}{text[end:]}" if before else text
    return text


_CALL_WORDS = 4
_TAIL = 80
"""So many words, and characters, at the end of a question may be a call."""
_WHOLE_QUESTION = 4
"""Fewer words before “please” may need it: “who said please?”."""


def _leading(words: Sequence[re.Match[str]], own_names: Collection[str]) -> list[_Phrase]:
    """Returns the phrases of small talk with which the words begin, up to the first word that is none."""
    folded = [_DRAWN_OUT.sub(r"\1", word[0].casefold().replace("’", "'")) for word in words]
    lists, longest = _lists(), _longest()
    own = {tuple(_WORD.findall(name.casefold())) for name in own_names}
    phrases: list[_Phrase] = []
    at = 0
    while at < len(folded):
        for length in range(min(longest, len(folded) - at), 0, -1):
            phrase = tuple(folded[at : at + length])
            kind = Words.CALLED if phrase in own else lists.get(phrase)
            if kind is None and length == 1 and _LAUGHTER.fullmatch(phrase[0]):
                kind = Words.REACTION
            if kind is not None:
                phrases.append(_Phrase(kind, at, at + length))
                at += length
                break
        else:
            break
    return phrases


@cache
def _lists() -> dict[tuple[str, ...], Words]:
    """Returns every phrase of every language."""
    return {tuple(_WORD.findall(each)): kind for kind in reversed(Words) for each in phrases_of(kind)}


@cache
def _longest() -> int:
    return max(map(len, _lists()))


@cache
def phrases_of(key: str) -> frozenset[str]:
    """Returns the phrases that the languages list under a key, between commas."""
    texts = (found(language, key) or "" for language in languages())
    return frozenset(
        " ".join(phrase.casefold().split()) for text in texts for phrase in text.split(",") if phrase.strip()
    )
