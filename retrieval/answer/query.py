"""A question made ready for searching: read where it is chat, completed from its conversation, freed of misspelt words,
parsed, and with the time that it names apart. The steps that need a model or the store are the pipeline's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ..conversation.rewrite import LOOKED_BACK, Resolve, Resolved, unresolved
from ..conversation.source_question import SourceQuestion, source_asked
from ..dates.known import known_by
from ..outcomes import Correction, Turn
from ..search.keyword_query import as_follow_up, as_question, is_topic
from ..search.time_filter import is_only_a_time, narrowed
from ..text import beginning, normalise, one_line, words
from ..types import Filters, Window
from . import chat
from .candidates import AskedDays, asked_days
from .openings import story_asked
from .question import Kind, Question, is_english, timeless


@dataclass(frozen=True, slots=True)
class Query:
    """A question made ready for searching."""

    said: str
    """In the asker's own words, on one line."""
    question: Question
    """Parsed, without the time that it names."""
    text: str
    """What is searched with."""
    articles: tuple[int, ...]
    """Those that the conversation has cited, where the question goes on from it."""
    today: date
    """The day on which it is asked."""
    asked: Window | None
    """The time that the question names."""
    days: AskedDays | None
    filters: Filters
    """The asker's, as of the day for which the question asks what was known."""
    narrow: Filters
    """The same, with the asked time in them."""
    corrected: tuple[Correction, ...]
    may_stand_alone: bool
    may_lean: bool
    """See `Resolved`."""
    is_topic: bool = False
    """Keywords that may ask for a whole story: "boeing strike"."""

    @property
    def present(self) -> bool:
        """What is asked is so at the moment, or in a time seen from it ("this week")."""
        return self.asked is None or self.asked.relative


def asked_then(
    question: str, conversation: Sequence[Turn], today: date
) -> tuple[str, Sequence[Turn], date | None]:
    """A question for what was known on a day, as a question of that day: about its topic, or, where it names none, the
    one before in the conversation. Another question is given back as it is, without a day."""
    known = known_by(chat.read(one_line(question) or ""), today)
    if known is None:
        return question, conversation, None
    last, before = (conversation[-1].question, conversation[:-1]) if conversation else ("", ())
    earlier = known_by(last, today)
    if asking := known.question or (earlier.question if earlier else ""):
        return asking, conversation, known.day
    return last, before, known.day


def story_of(topic: str) -> str:
    """The question for the whole story of a topic."""
    return f"what happened with {topic}?"


def source_asked_in(question: str, conversation: Sequence[Turn]) -> SourceQuestion | None:
    """What is asked of the article that an answer is from. None for any other question, and where neither the question
    nor the conversation says which article."""
    before = conversation[-1].question if conversation else ""
    found = source_asked(chat.read(one_line(question) or ""), beginning(before))
    return found if found is not None and (found.topic or conversation) else None


def answered_before(asked: SourceQuestion, conversation: Sequence[Turn]) -> tuple[str, Sequence[Turn]]:
    """The question, inside its conversation, whose answer is from the article that something is asked of."""
    if asked.topic:
        return f"what do you have on {asked.topic}?", ()
    answered = [place for place, turn in enumerate(conversation) if turn.articles]
    last = answered[-1] if answered else len(conversation) - 1
    return conversation[last].question, conversation[:last]


def resolved_in(
    question: str, conversation: Sequence[Turn], resolve: Resolve, *, lean: bool = False
) -> Resolved:
    """The question as it is read, on one line, inside its conversation; to `lean` on it where it need not. Keywords
    without a conversation are read as a question, and searched as they were typed."""
    typed = chat.read(one_line(question) or "")
    if not conversation:
        return replace(unresolved(as_question(typed)), search=typed)
    said = _written_out(typed)
    before = [
        replace(turn, question=_written_out(chat.read(normalise(turn.question))))
        for turn in conversation[-LOOKED_BACK:]
    ]
    resolved = resolve(said, before)
    if lean and resolved.leaning is not None:
        resolved = resolved.leaning
    return replace(resolved, said=said)


def _written_out(typed: str) -> str:
    """Keywords of a conversation as a question."""
    return as_follow_up(as_question(typed))


def may_be_misspelt(resolved: Resolved) -> Mapping[str, int]:
    """Words of the question itself; those of the conversation were read before."""
    found = chat.may_be_misspelt(resolved.question) if is_english(resolved.said) else {}
    own = {word.lower() for word in words(resolved.said)}
    return {word: wrong for word, wrong in found.items() if word in own}


def respelt(resolved: Resolved, corrected: Sequence[Correction]) -> Resolved:
    """Only `said`, `text` and `search` change; readings are chosen before."""
    said, text, search = (
        chat.respelt(each, corrected) for each in (resolved.said, resolved.text, resolved.search)
    )
    return replace(resolved, said=said, text=text, search=search)


def made_ready(
    said: str,
    resolved: Resolved,
    corrected: tuple[Correction, ...],
    parsed: Question,
    asked: Window | None,
    filters: Filters,
    today: date,
) -> Query | None:
    """None when nothing is asked. `said` are the asker's own words."""
    if not parsed.focus or (asked and not resolved.refers_back and is_only_a_time(resolved.said, asked)):
        return None
    question, search = timeless(parsed, asked), resolved.search
    if (story := story_asked(question.text)) is not None:
        question, search = story.question(question), story.topic if search == resolved.said else search
    return Query(
        one_line(said) or "",
        question,
        search,
        resolved.articles,
        today,
        asked,
        asked_days(asked, today),
        filters,
        narrowed(filters, asked, today),
        corrected,
        resolved.may_stand_alone,
        resolved.leaning is not None,
        question.kind is Kind.OTHER and not resolved.refers_back and is_topic(resolved.said),
    )
