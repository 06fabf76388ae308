"""Whether anybody came to harm: "did anyone die?" is yes where a quote counts the dead ("13 people died"), no where it
says that there are none ("no injuries were reported"), and open anywhere else. The rules are English."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..answer.compared.counting import ALL_HARMS, clause_around, counted, harms
from ..answer.values import Amount, values
from ..outcomes import YesNo
from ..types import Span
from .match import Claim, Match, is_hedged, negations

_ASKED = re.compile(
    r"^\W*+(?:(?:so|and|but|ok(?:ay)?)\s)?(?:did|was|were|has|have|are|is)\s++(?:.{0,120}?\s)?(?:any(?:one|body)?|some(?:one|body))\b",
    re.IGNORECASE,
)
_NOT_ASKED = re.compile(
    r"\b(?:not|never|no|if|why|who|which|when|else|more|other|or\s+(?:just|only|merely))\b|n['’]t\b",
    re.IGNORECASE,
)
_HARMED = frozenset(("killed", "hurt"))
_NONE = re.compile(
    r"\b(?:no(?!\s+(?:more|other|further|additional|longer|new)\b)|nobody(?!\s+else)|no[ -]one(?!\s+else)|none|zero"
    r"|without(?:\s+any)?|(?:not|n['’]t)\b(?=[^.;:,]{0,40}\bany(?:one|body)?\b(?!\s+(?:else|other|more|further))))\b"
    r"[^.;:,]{0,60}",
    re.IGNORECASE,
)
_FEARED = re.compile(r"\b(?:fear(?:ed)?|presumed|believed|thought)\b", re.IGNORECASE)
"""Of the dead: nobody knows yet."""
_LOOKED_AT = 8
"""Numbers of a sentence that may count the harmed: one with more is a table, and each is read with all of it."""
_ONE = re.compile(
    r"\b(?:an?|one|the)\s+(?:[\w-]+\s+){0,2}?(?:man|woman|person|child|boy|girl|baby|pilot|driver|worker|passenger|officer|soldier|student|teenager|resident|firefighter)"
    r"(?:,[^,.;]{0,60},)?\s+(?:(?:was|were|is|has|have|had|been|also|later|reportedly)\s+){0,3}(?P<harm>\w+)",
    re.IGNORECASE,
)


def harm_asked(question: str) -> frozenset[str]:
    """What the question asks of anybody ("did anyone die?"); empty where it asks for something else."""
    if _ASKED.match(question) is None or _NOT_ASKED.search(question):
        return frozenset()
    return harms(question) | (_HARMED if ALL_HARMS.search(question) else frozenset())


def anybody(question: str, claim: Claim, found: Sequence[Match]) -> YesNo | None:
    """What the sentences say of the harm that the question asks for; each must have its names near."""
    asked = harm_asked(question)
    if not asked:
        return None
    texts = [each.unit.text for each in found if _has_names_near(claim, each)]
    if any(_tells_of_some(text, asked) for text in texts):
        return YesNo.YES
    return YesNo.NO if any(_tells_of_none(text, asked) for text in texts) else None


def _has_names_near(claim: Claim, match: Match) -> bool:
    """True if the passage or title holds all names of the question; what became of people may be said in other words."""
    named = zip(claim.words, match.near, strict=True)
    return all(
        near for word, near in named if word.exact and not (harms(word.text) or ALL_HARMS.search(word.text))
    )


def _tells_of_some(text: str, asked: frozenset[str]) -> bool:
    if not harms(text) & asked:
        return False
    amounts = [each for each in values(text) if isinstance(each, Amount) and each.value >= 1][:_LOOKED_AT]
    places = [each.span for each in amounts if (what := counted(text, each)) and what.own_harms & asked]
    places += [Span(*each.span()) for each in _ONE.finditer(text) if harms(each["harm"]) & asked]
    return any(_is_so(text, clause_around(text, place)) for place in places)


def _is_so(text: str, clause: Span) -> bool:
    said = text[clause.start : clause.end]
    return not (is_hedged(said) or negations(said) or _FEARED.search(said))


def _tells_of_none(text: str, asked: frozenset[str]) -> bool:
    """Of what is asked at once, each must be denied: "no deaths" says nothing of the hurt."""
    denied = frozenset[str]().union(*(harms(each[0]) for each in _NONE.finditer(text)))
    if any(ALL_HARMS.search(each[0]) for each in _NONE.finditer(text)):
        denied |= _HARMED
    return asked <= denied and not is_hedged(text)
