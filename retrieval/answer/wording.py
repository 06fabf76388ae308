"""How a text says a thing: does it deny it, does it leave it open, which of its words have an opposite. Pure; English."""

# ruff: noqa: E501  # a table of words is easier to read in wide lines
from __future__ import annotations

import re

_NO = re.compile(
    r"\b(?:not|never|no|none|nobody|nothing|nor|neither|cannot|without|hardly|fails?|failed|refus(?:e|es|ed|ing)"
    r"|halt(?:s|ed|ing)?|cancel(?:s|led|ed|ling)?|unable)\b|\b\w{2,}n['’]t\b",
    re.IGNORECASE,
)
_NO_DENIAL = re.compile(
    r"\bnot\s+only\b|\bno\s+(?:fewer|less|more|later|earlier)\s+than\b|\bnot\s+(?:just|merely|until|least)\b|\bno\s+doubt\b|\bor\s+not\b|\bno\.\s?\d",
    re.IGNORECASE,
)
"""Holds a word of denial and denies nothing."""
_OPEN = re.compile(
    r"\b(?:may(?!\s+\d)|might|could|would|possibl[ey]|perhaps|potential(?:ly)?|reported(?:ly)?\s+(?=that|to\b)|reportedly|allegedly|alleg(?:ed|es|ing)|rumou?r(?:ed|s)?"
    r"|unconfirmed|expect(?:s|ed)?|plan(?:s|ned|ning)?\s+to|consider(?:s|ed|ing)?|propos(?:e|es|ed|al)|suggest(?:s|ed)?|aims?\s+to|hopes?\s+to"
    r"|seek(?:s|ing)?\s+to|likely|supposed(?:ly)?|claim(?:s|ed|ing)?|if|whether|unless|attempt(?:s|ed)?\s+to|tr(?:y|ied|ies|ying)\s+to|want(?:s|ed)?\s+to"
    r"|believed|thought\s+to|threaten(?:s|ed)?|scheduled|set\s+to|due\s+to\s+(?:be|begin|start)|should|den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|myth|hoax|false(?:ly)?)\b"
)
"""Leaves open whether it is so: planned, possible, claimed, denied, conditional. "May" the month has a capital."""
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth last".split()
_OPPOSITES = (
    ("largest", "smallest"), ("biggest", "smallest"), ("highest", "lowest"), ("most", "least"), ("more", "fewer"), ("more", "less"),
    ("oldest", "youngest"), ("oldest", "newest"), ("longest", "shortest"), ("earliest", "latest"), ("best", "worst"), ("higher", "lower"),
    ("larger", "smaller"), ("bigger", "smaller"), ("longer", "shorter"), ("older", "younger"), ("faster", "slower"), ("stronger", "weaker"),
    ("high", "low"), ("large", "small"), ("big", "small"), ("long", "short"), ("early", "late"),
    ("north", "south"), ("east", "west"), ("northern", "southern"), ("eastern", "western"), ("northeast", "southwest"),
    ("northeastern", "southwestern"), ("northwest", "southeast"), ("left", "right"), ("inside", "outside"), ("above", "below"),
    ("before", "after"), ("increase", "decrease"), ("increase", "reduce"), ("increased", "decreased"), ("increased", "reduced"),
    ("rise", "fall"), ("rose", "fell"), ("rising", "falling"), ("grow", "shrink"), ("grew", "shrank"), ("expand", "reduce"),
    ("expanding", "reducing"), ("raise", "lower"), ("raised", "lowered"), ("raised", "cut"), ("gain", "lose"), ("gained", "lost"),
    ("maximum", "minimum"), ("win", "lose"), ("won", "lost"), ("begin", "end"), ("began", "ended"), ("start", "end"), ("started", "ended"),
    ("starts", "ends"), ("begins", "ends"), ("male", "female"), ("men", "women"), ("man", "woman"), ("father", "mother"), ("son", "daughter"),
    ("brother", "sister"), ("husband", "wife"), ("king", "queen"), ("majority", "minority"), ("open", "close"), ("opened", "closed"),
    ("open", "closed"), ("opens", "closes"), ("positive", "negative"), ("buy", "sell"), ("buying", "selling"), ("bought", "sold"),
    ("import", "export"), ("imports", "exports"), ("accept", "reject"), ("accepted", "rejected"), ("approve", "reject"),
    ("approved", "rejected"), ("allow", "ban"), ("allowed", "banned"), ("allows", "bans"), ("permit", "forbid"), ("permitted", "forbidden"),
    ("legal", "illegal"), ("guilty", "innocent"), ("convicted", "acquitted"), ("alive", "dead"), ("survived", "died"), ("support", "oppose"),
    ("supported", "opposed"), ("supports", "opposes"), ("accelerate", "delay"), ("accelerate", "slow"), ("accelerating", "delaying"),
    ("accelerating", "slowing"), ("strengthen", "weaken"), ("strengthened", "weakened"), ("public", "private"), ("success", "failure"),
    ("succeeded", "failed"), ("true", "false"), ("safe", "dangerous"), ("safe", "unsafe"), ("arrive", "leave"), ("arrived", "left"),
    ("joined", "left"), ("hired", "fired"), ("attack", "defend"), ("attacked", "defended"), ("ally", "enemy"), ("strong", "weak"),
    ("favorable", "unfavorable"), ("possible", "impossible"), ("able", "unable"), ("domestic", "foreign"), ("rural", "urban"), ("hot", "cold"),
    ("warm", "cold"), ("upper", "lower"), ("odd", "even"),
)  # fmt: skip


def _pairs() -> dict[str, frozenset[str]]:
    opposites: dict[str, set[str]] = {}
    for one, other in _OPPOSITES:
        opposites.setdefault(one, set()).add(other)
        opposites.setdefault(other, set()).add(one)
    for word in _ORDINALS:
        opposites.setdefault(word, set()).update(other for other in _ORDINALS if other != word)
    return {word: frozenset(others) for word, others in opposites.items()}


OPPOSITES = _pairs()
"""Word -> words that cannot be true in its place. Few and plain on purpose: each is a reason to contradict somebody."""
ORDINALS = frozenset(_ORDINALS)


def denials(text: str) -> list[int]:
    """Where words stand that say no."""
    plain = _NO_DENIAL.sub(lambda found: " " * len(found.group()), text)
    return [match.start() for match in _NO.finditer(plain)]


def affirmed(text: str) -> str:
    """`text` without its "not" and "never"."""
    plain = re.sub(
        r"\b(?:do|does|did)\s+not\s|\b(?:do|does|did)n['’]t\s|\b(?:not|never)\s|(?<=\w)n['’]t\b", "", text
    )
    return " ".join(plain.split())


def leaves_open(text: str) -> bool:
    """True where a text says only that something may be, is planned, or is claimed."""
    return _OPEN.search(text) is not None
