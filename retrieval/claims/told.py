"""Whether a sentence tells the statement that a question asks about, or the opposite of it: by the words' order.

"Did the dock strike end?" is told by "The dock strike in Alder ended on Friday", and denied by "The dock strike did not
end". It is neither by "The dock strike committee ended its talks", "Critics of the dock strike ended up in court", "The
dock strike will end on Friday" or "The dock strike nearly ended". The rules want the statement's words in their order
around its verb, in one clause, without words between them that may change who does what. Most true sentences fail them,
too: then nothing is said. They are English.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..answer.question import is_content, stem, stems
from ..english import AUXILIARIES as ANY_AUXILIARY
from ..english import MONTHS, PASTS, PREPOSITIONS, STOP_WORDS, WEEKDAYS
from ..outcomes import Difference
from .match import Claim, is_hedged
from .stance import Evidence, is_no_name

_PRESENT, _PAST, _HAVE = ("is", "are"), ("was", "were"), ("has", "have", "had")
_BE = _PRESENT + _PAST
AUXILIARIES = ("did", "does", "will", *_BE, *_HAVE)
"""What can, could, should, may, might or would be is no matter of fact, and after "do" a verb looks like a noun: neither
is told."""

_WORDS = re.compile(r"[\w’'-]+")
_REACH = 40
"""Characters before a word in which what belongs to it stands."""
_DETERMINERS = frozenset(
    "a an the this that these those his her its their our my your some any no each every another".split()
)
_PREPOSITIONS = PREPOSITIONS | {"of", "for", "up", "off", "out"}
_TIMES = frozenset([*WEEKDAYS, *MONTHS, *"last this late early yesterday today tonight again".split()])
_LIMITS = re.compile(
    r"\b(?:nearly|almost|part(?:ly|ially)|rarely|seldom|hardly|barely|some|few|half|only|largely|mostly|temporar(?:y|ily)|briefly"
    r"|initially|originally|at\s+first|once|until|till|before|falsely|wrongly|formerly|former|deputy|vice|acting|assistant|would-be"
    r"|ex-\w+|co-\w+|mock|fake|being)\b",
    re.IGNORECASE,
)
"""They make it another thing, or another person."""
_OTHER_CLAUSE = re.compile(
    r"[;:()“”\"—–]|\b(?:which|who|whom|whose|where|when|while|that|if|unless|but|although|though|because|than|except|as|to)\b",
    re.IGNORECASE,
)
_NO_FACT = re.compile(
    r"\b(?:thinks?|thought|believes?|argu(?:e|es|ed|ing)|insist(?:s|ed)?|accus(?:e|es|ed|ing)|predict(?:s|ed)?|warn(?:s|ed)?"
    r"|hop(?:e|es|ed|ing)|fear(?:s|ed)?|wonder(?:s|ed)?|ask(?:s|ed)?|jok(?:e|es|ed)|pretend(?:s|ed)?|imagin(?:e|es|ed))\b|\?",
    re.IGNORECASE,
)
"""What somebody thinks."""
_TO_COME = re.compile(
    r"\b(?:will|would|shall|won['’]t)\b|['’](?:ll|d)\b|\b(?:going|about|set|due|planned|poised)\s+to\b",
    re.IGNORECASE,
)
_IS_OVER = re.compile(r"\b(?:was|were|had|been|previous(?:ly)?|used\s+to)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Found:
    """A statement's words in a sentence: each one's `starts` and `ends`, in the statement's order. `verb` is the place of
    the verb in that order, `denial` the offset of a negation that the question has not."""

    asked: frozenset[str]
    """All words of the statement, in lower case."""
    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    verb: int
    denial: int | None


def is_told(auxiliary: str, claim: Claim, evidence: Evidence) -> bool:
    """True if the sentence says of the statement whether it is so; the evidence says which. `auxiliary` began the
    question, and says for which time and kind of verb it asks."""
    found = _found(auxiliary, claim, evidence) if evidence.match.unit.is_single else None
    return (
        found is not None
        and _has_small_words(found)
        and _in_one_clause(found)
        and all(_may_stand_between(found, place) for place in range(len(found.starts) - 1))
        and _may_follow(found)
        and _is_fact_of(auxiliary, found.text)
    )


def _found(auxiliary: str, claim: Claim, evidence: Evidence) -> _Found | None:
    """None if a word is missing, or none of them is the verb. A name may stand beside the sentence, and is left out."""
    match, differs = evidence.match, next(iter(evidence.differs), Difference("", ""))
    text, at = match.unit.text, match.unit.span.start
    mark = evidence.marks[0].start - at if evidence.marks else None
    denial = mark if evidence.differs and not differs.claimed else None
    verb: int | None = None
    starts: list[int] = []
    ends: list[int] = []
    for word, held, near in zip(claim.words, match.places, match.near, strict=True):
        turned = mark is not None and held < 0 and differs.claimed == word.text
        place = mark if turned and mark is not None else held
        if place < 0 and word.exact and near and not is_no_name(word):
            continue
        token = _WORDS.match(text, place) if place >= 0 else None
        if token is None:
            return None
        before = _WORDS.findall(claim.text[: word.start].lower())
        if verb is None and not word.exact and (starts or auxiliary in _BE):
            asked = _Asked(auxiliary, word.text.lower(), before[-1] if before else "", turned=turned)
            if _is_verb(asked, token.group(), text, place, denial):
                verb = len(starts)
        starts.append(place)
        ends.append(token.end())
    if verb is None:
        return None
    said = frozenset(_WORDS.findall(claim.text.lower()))
    return _Found(said, text, tuple(starts), tuple(ends), verb, denial)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A word of the question that may be its verb, and the word before it; `turned`: the sentence has the opposite."""

    auxiliary: str
    word: str
    lead: str
    turned: bool

    @property
    def is_passive(self) -> bool:
        return self.auxiliary in _BE or self.lead in ("been", "be")


def _is_verb(asked: _Asked, token: str, text: str, place: int, denial: int | None) -> bool:
    """True if the sentence has the word (`token`) as the verb or participle that the auxiliary asks for."""
    before = [each.lower() for each in _WORDS.findall(text, max(0, place - _REACH), place)][-4:]
    if token[0].isupper() or (before and before[-1] in _DETERMINERS):
        return False
    if denial is not None and not 0 <= place - denial <= _REACH:
        return False
    if not asked.is_passive:
        follows_by = re.match(r"\s{1,9}by\b", text[place + len(token) :]) is not None
        return not (follows_by or {*_BE, "be", "been", "being"} & set(before[-2:])) and _is_form(
            asked, token, before, denied=denial is not None
        )
    if asked.lead in _DETERMINERS | _PREPOSITIONS or not (asked.turned or token == asked.word):
        return False
    forms = {"is": _PRESENT, "are": _PRESENT}.get(asked.auxiliary, (*_PAST, "been"))
    behind = next((at for at in range(len(before), 0, -1) if before[at - 1] in forms), None)
    return behind is not None and not _DETERMINERS & set(before[behind:])


def _is_form(asked: _Asked, token: str, before: list[str], *, denied: bool) -> bool:
    """True for the form of the verb that goes with the auxiliary: "did ... end" -> "ended", or denied "not end"."""
    word, is_same = asked.word, asked.turned or token == asked.word
    if asked.auxiliary in _HAVE:
        return is_same and _is_past(token)
    if denied and "never" not in before:
        helped = {"did", "does", "didn't", "didn’t", "doesn't", "doesn’t", "will", "won't", "won’t", "to"}
        return is_same and bool(helped & set(before))
    if asked.auxiliary == "did":
        regular = (f"{word}ed", f"{word}d", f"{word[:-1]}ied", f"{word}{word[-1]}ed")
        return token in regular or (is_same and _is_past(token))
    if asked.auxiliary == "does":
        return asked.turned or token in (f"{word}s", f"{word}es", f"{word[:-1]}ies")
    return is_same and "will" in before


def _is_past(token: str) -> bool:
    return token.endswith("ed") or token in PASTS


def _has_small_words(found: _Found) -> bool:
    """True if the sentence has those words, too, that say little of a topic: "the old library" is not "the library"."""
    there = stems(found.text)
    small = (
        word for word in found.asked if not is_content(word) and word not in STOP_WORDS and word != "still"
    )
    return all(stem(word) in there for word in small)


def _in_one_clause(found: _Found) -> bool:
    """True if the words stand in their order, and what is before the first one leaves it the subject."""
    if list(found.starts) != sorted(found.starts):
        return False
    first, last = found.starts[0], found.starts[-1]
    opening = found.text[:first]
    lead = _WORDS.findall(opening[opening.rfind(",") + 1 :])
    if any(word.lower() in _PREPOSITIONS or word.lower() in ("and", "or", "if", "whether") for word in lead):
        return False
    if lead and lead[-1].lower() not in _DETERMINERS | found.asked and not lead[-1][0].isupper():
        return False
    return not _LIMITS.search(found.text, max(0, first - _REACH), last)


def _may_stand_between(found: _Found, place: int) -> bool:
    """True if what stands between this word and the next one leaves the statement as it is."""
    gap = found.text[found.ends[place] : found.starts[place + 1]]
    words = _WORDS.findall(gap.lower())
    if place + 1 == found.verb:
        return _leads_to_verb(found, gap, words)
    others = [word for word in words if word not in found.asked]
    if re.search(r"[,;:()“”\"—–]", gap) or gap.startswith(("'", "’")):
        return False
    if place < found.verb:
        return not any(map(is_content, others))
    is_object = len(others) <= 3 and not any(word in _PREPOSITIONS or word.endswith("ing") for word in others)
    return is_object and not _OTHER_CLAUSE.search(" ".join(others))


def _leads_to_verb(found: _Found, gap: str, words: list[str]) -> bool:
    """True for what may stand between subject and verb: nothing, "in Alder", "has finally", ", its owner said,"."""
    own_end = found.starts[found.verb]
    if found.denial is not None and found.ends[found.verb - 1] <= found.denial < own_end:
        gap = found.text[found.ends[found.verb - 1] : found.denial]  # "did not", "decided not to"
        words = _WORDS.findall(gap.lower())
    if gap.startswith(("'s", "’s")) or _OTHER_CLAUSE.search(gap):
        return False
    if "," in gap:
        return gap.lstrip().startswith(",") and gap.count(",") == 2
    if not words:
        return True
    if found.denial is not None and len(words) == 1:
        return True  # "decided not to", "refused"
    return words[0] in _PREPOSITIONS or words[0] in ANY_AUXILIARY or words[0].endswith("ly")


def _may_follow(found: _Found) -> bool:
    """True if the last word is not the beginning of something else: "ended its talks", "the border bill veto"."""
    rest = found.text[found.ends[-1] :]
    following = re.match(r"\s{1,9}([\w’'-]{1,40})", rest)
    if following is None:
        return not rest.startswith(("'s", "’s"))
    word = following[1].lower()
    allowed = (
        word in _PREPOSITIONS or word in _TIMES or word in ("and", "but", "as", "while", "because", "when")
    )
    return allowed or word.endswith("ly") or word[0].isdigit()


def _is_fact_of(auxiliary: str, text: str) -> bool:
    """True if the sentence tells a fact, of the time that the auxiliary asks about."""
    return is_fact(auxiliary, text) and not may_be_over(auxiliary, text)


def is_fact(auxiliary: str, text: str) -> bool:
    """True if a text tells what is so, or was, and not what may be, will be, or somebody thinks."""
    if is_hedged(text) or _NO_FACT.search(text):
        return False
    return auxiliary == "will" or not _TO_COME.search(text)


def may_be_over(auxiliary: str, text: str) -> bool:
    """True if the auxiliary asks for what is, and the text tells of what was."""
    return auxiliary in (*_PRESENT, "does") and _IS_OVER.search(text) is not None
