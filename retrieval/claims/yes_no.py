"""Says yes or no to a question that asks for it, where a quote settles it: never a guess.

The question becomes a statement ("has the bridge reopened?" -> "the bridge reopened"), which is checked against the
sentences of the quote as a claim is. That a sentence has the same words is not enough here, so `told` looks how they
stand in it, too. What somebody is, what a thing is part of, or which two are the same gets no verdict: words in a row do
not tell it. The rules are English.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ..answer.pipeline import Told
from ..answer.question import content_stems, is_content, stem, stems, without_brackets
from ..answer.values import Relation
from ..english import IRREGULAR_PASTS
from ..models.base import Embed, Entailment, Read, Verify
from ..outcomes import Stance, YesNo
from ..text import beginning, words
from ..types import Hit, Span
from ..workers.telemetry import Stage, Telemetry, timing
from ..workers.threads import Worker
from .anybody import anybody
from .check import Checked, check
from .match import Claim, Match, is_hedged, matches, negations, read_claim, units
from .rerank import ASKS
from .stance import find_opposite, has_names_near, relation
from .statements import Statement, claimed
from .told import AUXILIARIES, is_fact, is_told, may_be_over

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


_NOT_VERIFIED = re.compile(
    r"^\W*+(?:should|would|could|might|may|shall)\b|\b(?:or|not|never|no|nobody|nothing|none|without)\b|n['’]t\b",
    re.IGNORECASE,
)
"""No matter of fact, a choice, or a negation, to which people say yes and mean either."""


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
    verify: Verify | None,
    rules: Worker,
    telemetry: Telemetry | None = None,
) -> Told:
    """What the sentences of `quote`, a part of the hit's article, say to the question. `today` is the day of asking.
    Raises ModelError."""
    said = hit.article.text[quote.start : quote.end]
    if told := await rules.run(_under_its_question, question, hit.article.text, quote):
        return Told(told)
    question = await rules.run(_by_itself, question, said)
    asked = await rules.run(_asked, question, said)
    if asked is not None:
        checked = await check(asked.statement, [hit], embed, read, today, rules, telemetry, within=quote)
        if told := await rules.run(_said, asked, checked):
            return Told(told)
    claim, found = await rules.run(_compared, question, hit, quote, today)
    if told := await rules.run(anybody, question, claim, found):
        return Told(told)
    if verify is None or _NOT_VERIFIED.search(_SAYS_NOTHING.sub(" ", question)):
        return Told()
    with timing(telemetry, Stage.READING):
        chances = await verify(question, [each for match in found for each in match.unit.placed])
    settled = await rules.run(_settled, question, claim, found, chances)
    return Told(settled, tuple(zip((match.unit.span for match in found), chances, strict=True)))


_YES_OR_NO = re.compile(r"\W{0,3}(?P<said>yes|no)\b\s*[.,;:!–—-]", re.IGNORECASE)
_LONGEST_HEADING = 200
"""Characters."""
_OF_QUESTION, _OF_HEADING = 0.7, 0.6
"""Shares of the words of a question and of the question above the quote that both have."""


def _under_its_question(question: str, text: str, quote: Span) -> YesNo | None:
    """What a quote says that begins with yes or no, below the same question in an article of questions and answers."""
    said = _YES_OR_NO.match(text, quote.start, quote.end)
    above = text[max(0, quote.start - _LONGEST_HEADING) : quote.start].rstrip().rsplit("\n", 1)[-1]
    if said is None or not above.endswith("?") or len(negations(above)) != len(negations(question)):
        return None
    asked, heading = content_stems(question), content_stems(above)
    same = len(asked & heading)
    if same < max(1, _OF_QUESTION * len(asked), _OF_HEADING * len(heading)):
        return None
    return YesNo.YES if said["said"].lower() == "yes" else YesNo.NO


def _by_itself(question: str, quote: str) -> str:
    """The question without the words of the conversation that stand beside it, if the quote has one of them: then
    "did she plead guilty (griner caught)" is about the one of whom the quote tells."""
    asked, beside = without_brackets(question)
    return asked if beside and not stems(beside).isdisjoint(stems(quote)) else question


def _compared(question: str, hit: Hit, quote: Span, today: date) -> tuple[Claim, list[Match]]:
    """The question's words in each sentence of the quote."""
    claim = read_claim(question, "", today, [hit])
    inside = [
        each
        for each in units([hit])
        if each.is_single and quote.start <= each.span.start and each.span.end <= quote.end
    ]
    return claim, matches(claim, inside)


_HELD = 0.5
"""With a lower share of the question's words, the words of a quote decide nothing."""
_TOUCHED = 0.2
"""With a lower share, a sentence is not believed to bear it out."""
YES_FROM, NO_FROM = 0.95, 0.95
"""The chance from which the verifier is believed: of some 80 questions that are answered, about articles that it has not
learnt from, 10 are decided so, 9 rightly; from 0.9 on 19, 15 rightly."""
_RIVAL = 0.3
"""With such a chance of the opposite in a sentence of the quote, nothing is said."""


_SAID = re.compile(r"[\"“]")
"""A sentence that begins so tells what somebody said."""


def _settled(
    question: str, claim: Claim, found: Sequence[Match], chances: Sequence[Entailment]
) -> YesNo | None:
    """What the verifier says, where it is sure. It reads "may", "will" and numbers badly, so the rules must agree."""
    auxiliary = (words(question.lower()) or [""])[0]
    told = [
        (match, each) for match, each in zip(found, chances, strict=True) if not ASKS.search(match.unit.text)
    ]
    supports = max((each.supports for _, each in told), default=0.0)
    refutes = max((each.refutes for _, each in told), default=0.0)
    yes = any(each.supports >= YES_FROM and _may_say_yes(auxiliary, claim, match) for match, each in told)
    no = any(
        each.refutes >= NO_FROM and not is_hedged(_near(match, 1)) and not _has_a_value_of(claim, match)
        for match, each in told
    )
    if yes and refutes < _RIVAL:
        return YesNo.YES
    return YesNo.NO if no and supports < _RIVAL else None


def _has_a_value_of(claim: Claim, match: Match) -> bool:
    """True if the sentence has a number or date of the question: it does not deny it."""
    return any(relation(value, match) is Relation.SAME for value in claim.values)


def _may_say_yes(auxiliary: str, claim: Claim, match: Match) -> bool:
    """True if the sentence tells a fact of that time, with the question's names and numbers and as many negations."""
    near = _near(match, 1)
    if match.covered < _TOUCHED or _SAID.match(match.unit.text):
        return False
    if not is_fact(auxiliary, near) or may_be_over(auxiliary, near) or find_opposite(claim, match):
        return False
    if len(negations(claim.text)) != len(negations(_near(match, 2))):
        return False
    if auxiliary != "will" and _is_yet_to(claim, match):
        return False
    if _DOWN.search(match.unit.text) or not has_names_near(claim, match):
        return False
    if auxiliary in ("is", "are") and _CAN.search(near) and not _CAN.search(claim.text):
        return False
    if auxiliary in ("is", "are") and _ELECTED.search(match.unit.text) and not _ELECTED.search(claim.text):
        return False
    return all(relation(value, match) is Relation.SAME for value in claim.values)


_REACH = 60
"""Characters beside the question's words in which the words before or after them stand."""
_DOWN = re.compile(r"\b(?:vot|turn|sho[ot]|str[iu])\w*\s+(?:\w+\s+)?down\b", re.IGNORECASE)
""" "After voting down a contract": it is no yes to "did they vote for it?"."""
_CAN = re.compile(r"\b(?:can|could)\b", re.IGNORECASE)
_ELECTED = re.compile(
    r"\b(?:won|wins|elect(?:ed|ion|ions)?|nominat\w+|nominee|candidates?|race)\b", re.IGNORECASE
)
"""Who has won an election for an office is not yet in it."""
_TO = re.compile(r"\bto\s+(?:\w+ly\s+)?$", re.IGNORECASE)


def _is_yet_to(claim: Claim, match: Match) -> bool:
    """True if the sentence has a verb of the question as an infinitive: "plans for officials to sign the contract"."""
    return any(
        place >= 0
        and not word.exact
        and _TO.search(match.unit.text, max(0, place - _REACH), place) is not None
        and _TO.search(claim.text, max(0, word.start - _REACH), word.start) is None
        for word, place in zip(claim.words, match.places, strict=True)
    )


def _near(match: Match, more: int) -> str:
    """What stands around the question's words, up to so many words after them: "the strike" + "may", "did not"."""
    text, (start, end) = match.unit.text, match.about
    following = text[end - 1 : end + _REACH].split()[: more + 1]
    return f"{text[start : end - 1]}{' '.join(following)}"


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
