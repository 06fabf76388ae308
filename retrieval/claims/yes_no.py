"""Says yes or no to a question that asks for it, where a quote settles it: never a guess.

The question becomes a statement ("has the bridge reopened?" -> "the bridge reopened"), which is checked against the
sentences of the quote as a claim is. That a sentence has the same words is not enough here, so `told` looks how they
stand in it, too. What somebody is, what a thing is part of, or which two are the same gets no verdict: words in a row do
not tell it. The rules are English.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from ..answer.question import is_content, stem, stems
from ..english import IRREGULAR_PASTS
from ..models.base import Embed, Read
from ..outcomes import Stance, YesNo
from ..text import beginning, words
from ..types import Hit, Span
from ..workers.telemetry import Telemetry
from ..workers.threads import Worker
from .check import Checked, check
from .statements import Statement, claimed
from .told import AUXILIARIES, is_told

_ASKED = re.compile(
    rf"^\W*+(?P<auxiliary>{'|'.join(AUXILIARIES)})(?:n['’]t|\s+not)?\s+(?P<rest>\w.*)$",
    re.IGNORECASE | re.DOTALL,
)
""" "Isn't it closed?" asks whether it is closed."""
_SAYS_NOTHING = re.compile(
    r"\b(?:yet|already|actually|really|even|or\s+(?:not|no|nah|what)|now|then|by\s+now|so\s+far)\b(?=[\s?.!,]|$)",
    re.IGNORECASE,
)
"""Words that an answer does not repeat."""
_NOT_ONE_FACT = re.compile(
    r"\b(?:or|not|never|no|nobody|nothing|none|without|if|whether|that|who|which|because)\b|n['’]t\b",
    re.IGNORECASE,
)
"""A choice, a negation, or a sentence in the question."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A question as the statement that is so if the answer is yes."""

    statement: Statement
    auxiliary: str


def stated(question: str) -> Stated | None:
    """The question as a statement; None for one that offers a choice, denies something, or asks for no fact."""
    asked = _ASKED.match(" ".join(beginning(question).split()))
    if asked is None:
        return None
    rest = " ".join(_SAYS_NOTHING.sub(" ", asked["rest"]).split()).rstrip("?!. ")
    if _NOT_ONE_FACT.search(rest):
        return None
    found = claimed(rest).statements
    if len(found) != 1 or found[0].text != rest or found[0].context:
        return None
    return Stated(found[0], asked["auxiliary"].lower())


async def verdict(
    question: str,
    hit: Hit,
    quote: Span,
    today: date,
    *,
    embed: Embed,
    read: Read | None,
    rules: Worker,
    telemetry: Telemetry | None = None,
) -> YesNo | None:
    """What the sentences of `quote`, a part of the hit's article, say to the question; None where they do not settle it.
    `today` is the day of asking. Raises ModelError."""
    asked = await rules.run(_asked, question, hit.article.text[quote.start : quote.end])
    if asked is None:
        return None
    checked = await check(asked.statement, [hit], embed, read, today, rules, telemetry, within=quote)
    return await rules.run(_said, asked, checked)


_HELD = 0.5
"""A quote with a lower share of the statement's words is not looked at further: it cannot tell it."""


def _asked(question: str, quote: str) -> Stated | None:
    """The question as a statement, with "won" for "win" if the quote says so; None if the quote lacks most of it."""
    asked = stated(question)
    if asked is None:
        return None
    asked = _in_past(asked, quote) if asked.auxiliary == "did" else asked
    said = {stem(word) for word in words(asked.statement.text) if is_content(word)}
    return asked if len(said & stems(quote)) >= _HELD * len(said) else None


def _in_past(asked: Stated, quote: str) -> Stated:
    there = set(re.findall(r"\w+", quote.lower()))
    tokens = asked.statement.text.split(" ")
    for at, token in enumerate(tokens):
        past = IRREGULAR_PASTS.get(token.lower())
        if at and past and past in there and token.lower() not in there:
            text = " ".join([*tokens[:at], past, *tokens[at + 1 :]])
            return Stated(Statement(text, asked.statement.span), asked.auxiliary)
    return asked


def _said(asked: Stated, checked: Checked) -> YesNo | None:
    if checked.claim is None or not checked.evidence:
        return None
    if not is_told(asked.auxiliary, checked.claim, checked.evidence[0]):
        return None
    return YesNo.YES if checked.stance is Stance.SUPPORTED else YesNo.NO
