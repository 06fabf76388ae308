"""Unanswerables by edit: one name, number or word is changed so that nothing answers any more."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..english import FULL_MONTH_PATTERN
from ..text import sentences

_KINDS: dict[str, re.Pattern[str]] = {
    "year": re.compile(r"\b(?:1[5-9]|20)\d\d\b"),
    "month": re.compile(rf"\b(?:{FULL_MONTH_PATTERN})\b"),
    "number": re.compile(r"\b\d{1,3}(?:,\d{3})*(?:\.\d+)?\b(?![-–]?\d)"),
    "name": re.compile(r"\b[A-Z]\w+(?:[-\s]+[A-Z]\w+)*"),
}
_NO_NAMES = re.compile(
    rf"\b(?:(?:{FULL_MONTH_PATTERN})|\w+day|The|This|That|These|Those|It|Its|He|She|His|Her|They|Their|We|Our|You"
    r"|My|If|But|And|When|While|There|Then|Some|All|One|For|In|On|At|So|Not|Have|Had|Has)\b"
)
_OPPOSITES = [
    ("first", "last"), ("largest", "smallest"), ("highest", "lowest"), ("most", "least"),
    ("before", "after"), ("oldest", "youngest"), ("north", "south"), ("east", "west"),
    ("northern", "southern"), ("eastern", "western"), ("increase", "decrease"), ("more", "fewer"),
    ("maximum", "minimum"), ("won", "lost"), ("win", "lose"), ("began", "ended"), ("begin", "end"),
    ("longest", "shortest"), ("earliest", "latest"), ("male", "female"), ("men", "women"),
    ("father", "mother"), ("majority", "minority"), ("higher", "lower"), ("larger", "smaller"),
    ("best", "worst"), ("open", "close"), ("opened", "closed"), ("rise", "fall"),
    ("positive", "negative"), ("buy", "sell"), ("bought", "sold"), ("above", "below"),
    ("son", "daughter"),
]  # fmt: skip
OPPOSITE = dict(_OPPOSITES) | {b: a for a, b in _OPPOSITES}
# Sentences about periods: another year inside the period would still be answered.
_PERIOD = re.compile(r"\b(?:from|between|until|till|since|during|through)\b|[-–]", re.IGNORECASE)
# Ordinary words long enough to carry meaning.
_WORD = re.compile(r"\b(?!which|where|there|their|these|those|about|being|would|could)[a-z]{5,}\b")
_QUESTION_START = re.compile(
    r"^(?:What|Who|Whom|Whose|When|Where|Which|Why|How|In|On|At|Did|Does|Do|Is|Are|Was|Were|The|A|An"
    r"|For|According|By|During|After|Before|If|As|Name|From|To|Of|With|Along|Besides|I)$"
)


def normal(text: str) -> str:
    """Lower-case words and numbers between single blanks, with a blank at both ends."""
    return " " + " ".join(re.findall(r"\w+", text.lower())) + " "


@dataclass(frozen=True)
class Anchor:
    """A piece of the question, of one kind, that the answering sentence also has."""

    kind: str
    text: str
    before: str


def anchors(question: str, sentence: str, answer: str) -> list[Anchor]:
    """What ties `question` to the `sentence` that answers it, outside the answer itself."""
    found: list[Anchor] = []
    plain = normal(sentence)
    for kind, pattern in _KINDS.items():
        for match in pattern.finditer(question):
            text = match.group()
            if match.start() == 0 and _QUESTION_START.match(text.split()[0]):
                text = text.partition(" ")[2]
            if not text or normal(text) not in plain or normal(text) in normal(answer):
                continue
            if kind == "year" and _PERIOD.search(sentence):
                continue
            if kind == "name" and _NO_NAMES.search(text):
                continue
            if all(text not in anchor.text for anchor in found):
                words = question[: question.index(text)].split()
                found.append(Anchor(kind, text, words[-1] if words else ""))
    return found


def substitutes(anchor: Anchor, near: Sequence[str], banned: str, passage: str) -> list[str]:
    """Pieces of the same kind and shape out of the texts `near` that do not stand in `banned`.

    Names that follow the same word ("in", "by", "President") as the anchor does are preferred:
    they are more often names of the same kind of thing. For a year without such a piece: years near it that `passage`
    does not name.
    """
    plain = set(normal(banned).split())
    every: dict[str, None] = {}
    alike: dict[str, None] = {}
    for text in near:
        starts = {start for start, _ in sentences(text)}
        for match in _KINDS[anchor.kind].finditer(text):
            piece = match.group()
            if match.start() in starts or not _same_shape(anchor, piece):
                continue
            if set(normal(piece).split()) & plain:
                continue
            every[piece] = None
            if anchor.before and text[: match.start()].rstrip().endswith(f" {anchor.before}"):
                alike[piece] = None
    if not every and anchor.kind == "year":
        years = (str(int(anchor.text) + step) for step in (-7, -4, -3, -2, 2, 3, 4, 7))
        return [year for year in years if year not in passage]
    return list(alike or every)


def _same_shape(anchor: Anchor, piece: str) -> bool:
    if anchor.kind == "number":
        return not _KINDS["year"].fullmatch(piece) and len(piece) <= len(anchor.text) + 1
    if anchor.kind != "name":
        return True
    same_words = len(piece.split()) == len(anchor.text.split())
    same_case = piece.isupper() == anchor.text.isupper()
    return same_words and same_case and len(piece) > 2 and not _NO_NAMES.search(piece)


def opposite(question: str, rng: random.Random) -> str | None:
    """The question with one word turned into its opposite, if it has such a word."""
    words = question.split(" ")
    places = [i for i, word in enumerate(words) if word.strip("?,.").lower() in OPPOSITE]
    if not places:
        return None
    place = rng.choice(places)
    bare = words[place].strip("?,.")
    words[place] = words[place].replace(bare, OPPOSITE[bare.lower()])
    return " ".join(words)


def swap_word(question: str, passage: str, sentence: str, rng: random.Random) -> str | None:
    """The question with one ordinary word of the answering sentence swapped for a foreign one.

    The new word stands elsewhere in `passage` and ends alike, so it is mostly of the same form.
    """
    here = set(_WORD.findall(sentence))
    places = [match for match in _WORD.finditer(question) if match.group() in here]
    rng.shuffle(places)
    taken = {_stem(word) for word in _WORD.findall(f"{sentence} {question}")}
    for match in places:
        ending = match.group()[-2:]
        others = dict.fromkeys(
            word for word in _WORD.findall(passage) if word.endswith(ending) and _stem(word) not in taken
        )
        if others:
            other: str = rng.choice(list(others))
            return question[: match.start()] + other + question[match.end() :]
    return None


def _stem(word: str) -> str:
    return word[:5]


def edit_question(
    question: str, passage: str, sentence: str, answer: str, near: Sequence[str], rng: random.Random
) -> str | None:
    """A question like `question` that `passage` does not answer, or None when no edit is safe.

    The new name, month or number comes from `near` and is mostly absent from `passage`; it is
    never in the answering sentence.
    """
    options = anchors(question, sentence, answer)
    rng.shuffle(options)
    for anchor in options:
        # Three in four of the new pieces are foreign to the passage: surely unanswerable.
        banned = passage if rng.random() < 0.75 else sentence
        choices = substitutes(anchor, [passage, *near], f"{banned} {question} {answer}", passage)
        if choices:
            return question.replace(anchor.text, rng.choice(choices))
    return opposite(question, rng)


def edit_passage(
    question: str, passage: str, sentence: str, answer: str, near: Sequence[str], rng: random.Random
) -> str | None:
    """`passage` with what ties it to the question replaced throughout, or None."""
    options = anchors(question, sentence, answer)
    rng.shuffle(options)
    for anchor in options:
        choices = substitutes(anchor, near, f"{passage} {question} {answer}", passage)
        if choices:
            new = rng.choice(choices).replace("\\", r"\\")  # nothing in it is a group's number
            pattern = rf"(?<!\w){re.escape(anchor.text)}(?!\w)"
            changed, count = re.subn(pattern, new, passage, flags=re.IGNORECASE)
            return changed if count else None
    return None
