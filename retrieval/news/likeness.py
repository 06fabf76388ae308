"""Whether two answers to a question say the same in other words, and whether the difference is worth telling.

Told is a change of the answer, not of its wording: another number, date or name; yes in place of no; for what is no
value, a quote that says something else. Pure: the caller brings the cosine of two quotes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from ..answer.candidates import Candidate
from ..answer.compared.given import Given, Name, given
from ..answer.features import NAMES, Features
from ..answer.question import Question, key, stems
from ..answer.spans import negates
from ..answer.values import Amount, Moment, Relation, Value, compare, stands_for, values
from ..outcomes import Answer, Outcome
from ..store.news.watches import NewsKind
from ..text import single_spaced
from ..types import Article, Citation

SAME_QUOTE = 0.7
"""From this cosine on two quotes say the same. Chosen with `python -m retrieval.evaluation.news.watches DIR...`, which
prints how many of the right quotes for one question are taken for different answers."""


class Likeness(StrEnum):
    """Of two answers to one question."""

    SAME = "same"
    OTHER = "other"
    VAGUE = "vague"
    """Nothing that can be compared: their quotes have to be."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of the article that was quoted, and of the one that is quoted now."""

    kept: bool
    """The article is still there and has the words that were quoted."""
    correction: str | None
    """The notice that the quoted article carries now."""
    fresh: bool
    """The article that is quoted now was taken in, changed or brought back since the question was asked last."""


def answered(outcome: Outcome) -> bool:
    """Whether it counts as an answer: a doubtful one does not."""
    return isinstance(outcome, Answer) and not outcome.doubtful


def news_kind(old: Outcome, new: Outcome, standing: Standing, likeness: Likeness) -> NewsKind | None:
    """What is to be told of the new outcome to somebody who knows the old one; None where nothing is.

    An answer is lost only if its words are gone, and another one takes its place only if its article is newer and came
    since: where the articles are the same as before, another order of theirs is no news.
    """
    if not (isinstance(old, Answer) and answered(old)):
        return NewsKind.ANSWERED if answered(new) else None
    if not (isinstance(new, Answer) and answered(new)):
        return None if standing.kept else NewsKind.LOST
    if likeness is Likeness.OTHER and (
        not standing.kept or (standing.fresh and not _older(new.citations[0], old.citations[0]))
    ):
        return NewsKind.CHANGED
    corrected = standing.correction is not None and standing.correction != old.citations[0].correction
    return NewsKind.CORRECTED if corrected else None


def likeness(question: Question, old: Answer, new: Answer) -> Likeness:
    """Whether both say the same, as far as their first quotes tell by themselves."""
    one, other = old.citations[0], new.citations[0]
    if old.verdict is not None and new.verdict is not None:
        return Likeness.SAME if old.verdict is new.verdict else Likeness.OTHER
    if single_spaced(one.quote.text) == single_spaced(other.quote.text):
        return Likeness.SAME
    words = key(old.answer_text), key(new.answer_text)
    if words[0] == words[1]:
        return Likeness.SAME
    before, now = given(question, _candidate(one)), given(question, _candidate(other))
    if before is not None and now is not None:
        return _of_values(before, now)
    if one.quote.marks and other.quote.marks:
        return _of_marked(old.answer_text, new.answer_text)
    return Likeness.VAGUE


def of_quotes(old: Citation, new: Citation, cosine: float) -> Likeness:
    """Where no values can be compared. The cosine is that of the two quotes. Copies of one story say the same."""
    is_copy = (
        old.story is not None and old.story == new.story and old.quote.article_id != new.quote.article_id
    )
    if is_copy:
        return Likeness.SAME
    if negates(old.quote.text) is not negates(new.quote.text):
        return Likeness.OTHER
    return Likeness.SAME if cosine >= SAME_QUOTE else Likeness.OTHER


def _of_values(one: Given, other: Given) -> Likeness:
    before, now = one.value, other.value
    if not other.fits:  # it counts something else than what is asked: no figure in place of the known one
        return Likeness.SAME
    if isinstance(before, Name) and isinstance(now, Name):
        return Likeness.SAME if before.words & now.words else Likeness.OTHER
    if isinstance(before, Name) or isinstance(now, Name) or one.scope != other.scope:
        return Likeness.VAGUE
    return _compared(before, now)


def _of_marked(one: str, other: str) -> Likeness:
    """Of marked words of which no single value was read: in another language, or a list of names."""
    before, now = values(one), values(other)
    if before and len(before) == len(now):
        found = {_compared(mine, theirs) for mine, theirs in zip(before, now, strict=True)}
        if Likeness.OTHER in found:
            return Likeness.OTHER
        return Likeness.SAME if found == {Likeness.SAME} else Likeness.VAGUE
    mine, theirs = stems(one), stems(other)
    return Likeness.SAME if mine and theirs and (mine <= theirs or theirs <= mine) else Likeness.VAGUE


def _compared(one: Value, other: Value) -> Likeness:
    if isinstance(one, Amount) and isinstance(other, Amount) and one.measure == other.measure:
        (low, high), (least, most) = stands_for(one), stands_for(other)
        return Likeness.SAME if low <= most and least <= high else Likeness.OTHER
    if isinstance(one, Moment) and isinstance(other, Moment):
        found = {compare(one, other), compare(other, one)}
        if Relation.SAME in found:
            return Likeness.SAME
        return Likeness.OTHER if Relation.DIFFERENT in found else Likeness.VAGUE
    return Likeness.VAGUE


def _older(one: Citation, other: Citation) -> bool:
    """Plainly published before the other one. A day without a time counts from its beginning to its end."""
    first, second = _published(one), _published(other)
    if first is None or second is None:
        return False
    whole_days = len(one.published_at or "") <= len("2024-05-31") or len(other.published_at or "") <= len(
        "2024-05-31"
    )
    return first.date() < second.date() if whole_days else first < second


def _published(citation: Citation) -> datetime | None:
    try:
        found = datetime.fromisoformat(citation.published_at or "")
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _candidate(citation: Citation) -> Candidate:
    """The quote as a sentence that was found, in an article of which no more is known than the quote."""
    quote = citation.quote
    article = Article(
        id=quote.article_id,
        scope="",
        key="",
        version=quote.version,
        title=citation.title,
        text=" " * quote.span.start + quote.text,
        content_hash="",
        fetched_at=datetime(1970, 1, 1, tzinfo=UTC),
        published_at=citation.published_at,
        story=citation.story,
    )
    return Candidate(article, quote.span, quote.marks, NOTHING_SAID, (), 0.0, 1.0)


NOTHING_SAID = Features(*[0.0] * len(NAMES))
