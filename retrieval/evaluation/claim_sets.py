"""Claims to check: those that a set states in `claims.jsonl`, or claims made from its questions by rule. English.

Made claims are the same every time. A share of the documents is left out of the library, so that claims from them are not
in the articles. A rule that may not give a sentence that a person could write gives None.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Literal

from pydantic import AliasChoices, Field

from ..claims.statements import statements
from ..english import IRREGULAR_PASTS
from ..outcomes import Stance
from ..text import content_hash, sentences
from .edits import OPPOSITE, Anchor, anchors, substitutes
from .measures import holds
from .sets import Document, EvaluationSet, Evidence, Question, read_table, spread

# ruff: noqa: E501  # a pattern is easier to read whole than cut into lines

_AUXILIARY = r"is|are|was|were|has|have|had|will|would|can|could"
_SUBJECT = re.compile(
    r"^(?:(?P<who>who)|(?P<what>what)|(?:what|which)\s+(?P<noun>(?!(?:do|does|did|is|are|was|were|kind|type|sort)\b)(?:[\w’'-]+\s){0,2}?[\w’'-]+))\s+(?P<rest>(?!(?:do|does|did|kind|type|sort)\b).+)$",
    re.IGNORECASE,
)
_FINITE = re.compile(
    rf"^(?:{_AUXILIARY}|[a-z]+(?:ed|es)|won|led|made|became|held|gave|took|wrote|said|ran|built|began|saw|got|met|lost|came|went"
    r"|sold|bought|paid|put|set|sent|found|left|brought|beat|rose|fell|drew|grew|flew|chose|broke|spoke|told|taught|fought)\b"
)
_BE = re.compile(
    r"^(?P<lead>(?:when|where|(?:in|on|at)\s+(?:what|which)\s+(?:year|month|day|date|city|country|state|place|town)|(?:in\s+)?(?:what|which)\s+(?:year|city|country)))"
    r"\s+(?P<aux>was|were|is|are|has|have|will)\s+(?P<rest>.+)$",
    re.IGNORECASE,
)
_DID = re.compile(
    r"^(?P<lead>when|where|(?:in|on|at)\s+(?:what|which)\s+(?:year|month|day|date|city|country|state|place|town)|what|who(?:m)?|how\s+many\s+(?P<counted>[\w-]+(?:\s[\w-]+)?)|(?:what|which)\s+(?P<noun>[\w-]+))"
    r"\s+did\s+(?P<rest>.+)$",
    re.IGNORECASE,
)
_PARTICIPLE = re.compile(
    r"\b(?:\w{2,}(?:ed|own|orn|ought|aught)|built|made|held|set|born|won|led|found|given|taken|written|begun|chosen|based|sold|met|lost|put|sent|going|being)\b"
)
_YEAR = re.compile(r"^(?:1[0-9]|20)\d\d$")
_HAS_PREPOSITION = re.compile(
    r"^(?:in|on|at|by|within|during|after|before|since|from|near|until|around|between|under|to|through)\b",
    re.IGNORECASE,
)
_DAY = re.compile(r"\d.{0,200}[A-Z][a-z]{2}|[A-Z][a-z]{2}.{0,200}\d|day\b")
_NO = {"is", "are", "was", "were", "has", "have", "had", "will", "would", "can", "could"}
LONGEST = 28
"""Words of a claim that is made from a sentence: people do not write longer ones in a chat."""


def stated(question: str, answer: str, source: str) -> str | None:
    """Question and answer as one statement; `source` is the text they are about, asked for the forms of its verbs."""
    question, answer = " ".join(question.rstrip("? .").split()), answer.strip(" .,")
    if not answer or len(answer.split()) > 8 or re.search(r"\bnot\b|n['’]t\b", question):
        return None
    claim = (
        _stated_being(question, answer)
        or _stated_doing(question, answer, source)
        or _subject(question, answer)
    )
    return whole(claim) if claim else None


def whole(claim: str) -> str | None:
    """The claim as a sentence, if it is one by the measure of what is checked."""
    claim = claim[:1].upper() + claim[1:].rstrip(" .,;:") + "."
    found = statements(claim)
    return (
        claim if len(found) == 1 and not found[0].context and len(found[0].text) >= len(claim) - 2 else None
    )


def _subject(question: str, answer: str) -> str | None:
    """ "Who registered the most sacks" -> "Kawann Short registered the most sacks"."""
    match = _SUBJECT.match(question)
    if match is None or not _FINITE.match(match["rest"]):
        return None
    verb, _, rest = match["rest"].partition(" ")
    if verb in ("is", "are", "was", "were") and not match["noun"]:
        if re.match(r"^(?:the|a|an)\b[^,]{0,200}\b(?:of|for|in)\s[^,]{0,200}[A-Z\d][\w’'-]{0,80}$", rest):
            return f"{rest} {verb} {answer}"
        if not _PARTICIPLE.match(rest):
            return None
    return f"{answer} {match['rest']}"


def _stated_being(question: str, answer: str) -> str | None:
    """ "When was the treaty signed" -> "the treaty was signed in 1990"."""
    match = _BE.match(question)
    if match is None:
        return None
    participle = _PARTICIPLE.search(match["rest"], 2)
    if participle is None:
        return None
    subject, rest = match["rest"][: participle.start()].strip(), match["rest"][participle.start() :]
    if not subject or re.search(rf"\b(?:{_AUXILIARY}|that|which|who)\b", subject):
        return None
    return f"{subject} {match['aux'].lower()} {rest} {_placed(match['lead'], answer)}"


def _stated_doing(question: str, answer: str, source: str) -> str | None:
    """ "How many balls did Norman intercept" -> "Norman intercepted four balls"."""
    match = _DID.match(question)
    if match is None:
        return None
    tokens = match["rest"].split()
    for at, verb in enumerate(tokens[1:], start=1):
        past = _past(verb, source)
        if past is None:
            continue
        subject, rest = " ".join(tokens[:at]), " ".join(tokens[at + 1 :])
        thing = answer
        if match["counted"]:
            thing = answer if match["counted"].split()[0] in answer else f"{answer} {match['counted']}"
        if match["counted"] or match["noun"] or match["lead"].lower() in ("what", "who", "whom"):
            if match["lead"].lower().startswith(("in", "on", "at")):
                return f"{subject} {past} {rest} {_placed(match['lead'], answer)}"
            return f"{subject} {past} {thing} {rest}"
        return f"{subject} {past} {rest} {_placed(match['lead'], answer)}"
    return None


def _past(verb: str, source: str) -> str | None:
    """The past form as the source has it, or a common irregular one."""
    if verb in IRREGULAR_PASTS:
        return IRREGULAR_PASTS[verb]
    for form in (f"{verb}ed", f"{verb}d", f"{verb[:-1]}ied", f"{verb}{verb[-1]}ed"):
        if verb.islower() and re.search(rf"\b{re.escape(form)}\b", source):
            return form
    return None


def _placed(lead: str, answer: str) -> str:
    if _HAS_PREPOSITION.match(answer):
        return answer
    if _DAY.search(answer) and "wh" in lead.lower() and not lead.lower().startswith(("where", "in")):
        return f"on {answer}"
    return f"in {answer}"


def shortened(sentence: str) -> str | None:
    """The sentence without asides and without what hangs on it, its opening phrase moved to the end; None if it is long
    even then."""
    text = re.sub(r" ?(?:\([^()]{0,500}\)|\[[^\]]{0,500}\])", "", " ".join(sentence.split())).rstrip(" .")
    text = re.sub(
        r",\s(?:which|who|whose|where|when|while|although|though|making|leading|including|with)\b[^,]*$",
        "",
        text,
    )
    text = re.sub(r",\s(?:which|who|whose|where)\b[^,]*,\s(?=\w)", " ", text)
    opening = re.match(r"^((?:In|On|By|After|During|Since|At|Before|Under|For)\s[^,]{2,50}),\s(.+)$", text)
    if opening and not re.search(r"[,;:]", opening[2]):
        lead = opening[1][0].lower() + opening[1][1:]
        text = f"{opening[2]} {lead}"
    return whole(text) if len(text.split()) <= LONGEST else None


@dataclass(frozen=True, slots=True)
class Edit:
    """A claim made false, and how."""

    text: str
    kind: str


def falsified(claim: str, source: str, sentence: str, near: Sequence[str], rng: random.Random) -> Edit | None:
    """The claim with one thing in it changed, which the source does not say: a number, a name, a date, yes for no."""
    options = [each for each in anchors(claim, sentence, "") if each.before or each.kind != "name"]
    rng.shuffle(options)
    if rng.random() < 0.7:
        options.sort(key=lambda each: each.kind == "name")
    ways: list[Anchor | str] = [*options]
    if not options or rng.random() < 0.4 or (options[0].kind == "name" and rng.random() < 0.6):
        ways = (
            ["negation", "opposite", *options] if rng.random() < 0.5 else ["opposite", "negation", *options]
        )
    for way in (*ways, "negation", "opposite"):
        edit = _swapped(claim, way, source, near, rng) if isinstance(way, Anchor) else _turned(claim, way)
        if edit and whole(edit.text):
            return edit
    return None


def _swapped(claim: str, anchor: Anchor, source: str, near: Sequence[str], rng: random.Random) -> Edit | None:
    choices = substitutes(anchor, near, f"{source} {claim}", source)
    if not choices:
        return None
    pattern = rf"(?<!\w){re.escape(anchor.text)}(?!\w)"
    text, count = re.subn(pattern, lambda _: choices[rng.randrange(len(choices))], claim, count=1)
    return Edit(text, anchor.kind) if count else None


def _turned(claim: str, way: str) -> Edit | None:
    tokens = claim.split(" ")
    for at, token in enumerate(tokens):
        bare = token.strip(".,").lower()
        if way == "negation" and at and bare in _NO and not re.search(r"\b(?:not|no|never)\b", claim):
            return Edit(" ".join([*tokens[: at + 1], "not", *tokens[at + 1 :]]), way)
        if way == "opposite" and bare in OPPOSITE:
            return Edit(
                " ".join([*tokens[:at], token.lower().replace(bare, OPPOSITE[bare]), *tokens[at + 1 :]]), way
            )
    return None


CLAIMS = "claims.jsonl"
LEFT_OUT = 3
"""One gold document in so many is left out."""
_NEAR, _NEAR_CHARACTERS = 12, 3000
"""Documents, and as much of each, from which the wrong names and numbers are taken."""
_TELLING = 0.6
"""With this share of a claim's longer words, and the answer, another document may well bear it out."""


_YES_NO: Mapping[Stance, Literal["yes", "no"] | None] = {
    Stance.SUPPORTED: "yes",
    Stance.CONTRADICTED: "no",
    Stance.NOT_FOUND: None,
}


@dataclass(frozen=True, slots=True)
class Claim:
    """A line of `claims.jsonl`: what is said, and what the set's articles say to it, as `stance` or as `label`, and where.
    `kind` says how it was made."""

    id: str
    text: Annotated[str, Field(validation_alias="claim")]
    stance: Annotated[Stance, Field(validation_alias=AliasChoices("stance", "label"))]
    kind: str = ""
    said_on: Annotated[date | None, Field(validation_alias="date")] = None
    evidence: tuple[Evidence, ...] = ()
    related_doc_ids: tuple[str, ...] = ()
    """Of a claim that is not found: documents that are about it and do not tell it."""

    @property
    def question(self) -> Question:
        """The claim as a question of yes or no, in the claim's words."""
        return Question(
            self.id,
            self.text,
            self.stance is not Stance.NOT_FOUND,
            evidence=self.evidence,
            related_doc_ids=self.related_doc_ids,
            asked_on=self.said_on,
            yes_no=_YES_NO[self.stance],
        )


@dataclass(frozen=True, slots=True)
class ClaimSet:
    """Claims, and the set whose documents they are checked against."""

    given: EvaluationSet
    claims: tuple[Claim, ...]


def stated_claims(given: EvaluationSet) -> tuple[Claim, ...]:
    """The lines of the set's `claims.jsonl`; none where it has no such file. Raises EvaluationError."""
    file = given.folder / CLAIMS
    return read_table(file, Claim) if file.is_file() else ()


def claims_of(given: EvaluationSet, limit: int | None = None) -> ClaimSet:
    """The stated claims, or made ones; at most `limit` of each stance. Raises EvaluationError."""
    stated = stated_claims(given)
    made = ClaimSet(given, stated) if stated else _made(given)
    chosen: list[Claim] = []
    for stance in Stance:
        claims = [each for each in made.claims if each.stance is stance]
        chosen += claims if limit is None or limit >= len(claims) else spread(claims, limit)
    return replace(made, claims=tuple(chosen))


@dataclass(frozen=True, slots=True)
class _Source:
    """A question with the sentence and the text that answer it."""

    question: Question
    text: str
    sentence: str


def _made(given: EvaluationSet) -> ClaimSet:
    documents = {document.id: document for document in given.documents}
    sources = [source for each in given.questions if (source := _source(each, documents))]
    out = {
        doc_id for each in sources if _is_left_out(each.question) for doc_id in each.question.named_documents
    }
    kept = [document for document in given.documents if document.id not in out]
    near = [
        document.text[:_NEAR_CHARACTERS]
        for document in given.documents[:: max(1, len(given.documents) // _NEAR)]
    ]
    claims: list[Claim] = []
    for source in sources:
        if all(doc_id in out for doc_id in source.question.named_documents):
            claims += _not_found(source, kept)
        elif source.question.evidence[0].doc_id not in out:
            claims += _found(source, sources, near)
    claims += _unanswerable(given, documents, out)
    digest = content_hash(given.documents_digest, *(document.id for document in kept))
    reduced = replace(given, documents=tuple(kept), questions=(), documents_digest=digest)
    return ClaimSet(reduced, tuple(claims))


def _source(question: Question, documents: Mapping[str, Document]) -> _Source | None:
    if not (question.answerable and question.evidence and question.answers):
        return None
    evidence = question.evidence[0]
    text = documents[evidence.doc_id].text
    spans = [span for span in sentences(text) if span.start <= evidence.start < span.end]
    return _Source(question, text, text[spans[0].start : spans[0].end]) if spans else None


def _is_left_out(question: Question) -> bool:
    return int(content_hash(question.evidence[0].doc_id)[:8], 16) % LEFT_OUT == 0


def _true(source: _Source) -> list[tuple[str, str]]:
    """(claim, how it was made): the answer as a statement, the sentence made shorter."""
    question = source.question
    answer = min(question.answers, key=len)
    made = (
        (stated(question.text, answer, source.text), "answer"),
        (shortened(source.sentence), "sentence"),
    )
    return [(text, kind) for text, kind in made if text]


def _claim(source: _Source, text: str, stance: Stance, kind: str) -> Claim:
    return Claim(f"{source.question.id}-{stance.value}-{kind}", text, stance, kind, source.question.asked_on)


def _found(source: _Source, sources: Sequence[_Source], near: Sequence[str]) -> list[Claim]:
    """True claims, and a false one made of each."""
    rng = random.Random(source.question.id)  # noqa: S311  # the same claims every time
    claims = []
    for text, kind in _true(source):
        claims.append(_claim(source, text, Stance.SUPPORTED, kind))
        edit = _wrong_answer(source, sources, text, rng) if kind == "answer" else None
        edit = edit or falsified(text, source.text, source.sentence, near, rng)
        if edit:
            claims.append(_claim(source, edit.text, Stance.CONTRADICTED, f"{kind}, {edit.kind}"))
    return claims


def _wrong_answer(source: _Source, sources: Sequence[_Source], text: str, rng: random.Random) -> Edit | None:
    """The statement with another answer: a wrong choice, or one of the same shape to another question."""
    question = source.question
    right = min(question.answers, key=len)
    others = [
        choice for choice in question.choices if not any(holds(choice, each) for each in question.answers)
    ]
    if not others:
        answers = [min(other.question.answers, key=len) for other in sources]
        others = [each for each in dict.fromkeys(answers) if _shape(each) == _shape(right) != ""]
    others = [other for other in others if not holds(source.text, other)]
    if not others or right not in text or rng.random() < 0.3:
        return None
    claim = whole(text.replace(right, rng.choice(others)))
    return Edit(claim, f"wrong {_shape(right) or 'choice'}") if claim else None


def _shape(answer: str) -> str:
    if re.fullmatch(r"(?:1[0-9]|20)\d\d", answer):
        return "year"
    if re.fullmatch(r"[\d,.]+", answer):
        return "number"
    if re.fullmatch(r"(?:[A-Z][\w’'-]+)(?:\s[A-Z][\w’'-]+){0,2}", answer):
        return "name"
    return ""


def _not_found(source: _Source, kept: Sequence[Document]) -> list[Claim]:
    """Claims that stand in documents which are left out, unless another seems to say the same."""
    answers = source.question.answers
    claims = []
    for text, kind in _true(source):
        said = {word.lower() for word in re.findall(r"\w{5,}", text)}
        rivals = (
            document
            for document in kept
            if any(holds(document.text, answer) for answer in answers)
            and len(said & set(re.findall(r"\w{5,}", document.text.lower()))) >= _TELLING * len(said)
        )
        if next(rivals, None) is None:
            claims.append(_claim(source, text, Stance.NOT_FOUND, f"{kind}, left out"))
    return claims


def _unanswerable(given: EvaluationSet, documents: Mapping[str, Document], out: set[str]) -> list[Claim]:
    """Statements that a document seems to bear out and does not: questions it does not answer, with words of it."""
    claims = []
    for question in given.questions:
        related = [doc_id for doc_id in question.related_doc_ids if doc_id not in out]
        if question.answerable or not related:
            continue
        text = documents[related[0]].text
        rng = random.Random(question.id)  # noqa: S311  # as above
        names = re.findall(r"(?<=[a-z] )[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)*", text)
        years = re.findall(r"\b(?:1[0-9]|20)\d\d\b", text)
        pool = years if re.search(r"(?i)\bwhen\b|year", question.text) else names
        pool = [each for each in dict.fromkeys(pool) if not holds(question.text, each)]
        claim = stated(question.text, rng.choice(pool), text) if pool else None
        if claim:
            claims.append(Claim(f"{question.id}-unanswerable", claim, Stance.NOT_FOUND, "unanswerable"))
    return claims
