"""What a question means inside its conversation: "and who signs it?" with "it" filled in. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ..answer.question import Kind, Question, is_content, parse, stem
from ..english import AUXILIARIES, COMMON_VERBS, PRONOUNS
from ..text import beginning, word_count, words
from ..types import Turn
from .ellipsis import SHORT_ANSWER, Completion, asks_who_said_so, complete
from .noun_phrases import (
    foreign_topic,
    names,
    person,
    place,
    plural_topic,
    topic_of,
)
from .references import Reference, continues_topic, find_references, is_foreign, is_small_talk, refers_back

LOOKED_BACK = 6
"""Turns that are read; what was said before that, people have forgotten themselves."""
SEARCH_WORDS = 12
"""Of what was said before, so many words are searched with besides the question's own."""
_REPEATED = 3
"""Words of a thing that may be put into a question twice."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to put a thing into the place of another: what it replaces, and the whole question then."""

    replaced: str
    text: str


@dataclass(frozen=True, slots=True)
class Resolved:
    """A question inside its conversation. `text` is the question as it can be understood alone, `search` what passages
    are searched with, and `articles` were cited where it leans back to: what it asks for stands in them most often.
    Of a question that does not lean back `text` is as it was."""

    said: str
    text: str
    search: str
    articles: tuple[int, ...] = ()
    refers_back: bool = False
    thing: str | None = None
    """Of "what about Australia?", what takes another's place: then the kind of the whole question counts."""
    readings: tuple[Reading, ...] = ()
    """Where it may take several places, all of them, the likeliest first; `text` is that one."""

    @property
    def question(self) -> Question:
        """What to look for answers with: the resolved words, asked for in the way of its own."""
        whole = parse(self.text)
        own = parse(self.said)
        if self.text == self.said or self.thing is not None or own.kind is Kind.OTHER:
            return whole
        return replace(whole, kind=own.kind, head=own.head or whole.head)

    def read_as(self, reading: Reading) -> Resolved:
        """With another of its readings."""
        return replace(
            self, text=reading.text, search=f"{reading.text} {self.search[len(self.text) :]}".strip()
        )


Resolve = Callable[[str, Sequence[Turn]], Resolved]


def unresolved(question: str) -> Resolved:
    """The question as if nothing had been said before."""
    return Resolved(question, question, question)


@dataclass(frozen=True, slots=True)
class DialogueState:
    """What the conversation is about after some turns: the last question as it was understood, and who, where and
    what later words may stand for."""

    question: str = ""
    answer: str = ""
    topic: str | None = None
    many: str | None = None
    person: str | None = None
    place: str | None = None
    articles: tuple[int, ...] = ()


def resolve(question: str, conversation: Sequence[Turn] = ()) -> Resolved:
    """The question inside its conversation, oldest turn first; without one it is as it was. The beginnings of all are
    read, and the whole question is searched with."""
    state = DialogueState()
    for turn in conversation[-LOOKED_BACK:]:
        state = _state_after(state, beginning(turn.question), beginning(turn.answer or ""), turn.articles)
    read = beginning(question)
    resolved = _resolved(read, state)
    unread = question[len(read) :]
    return replace(resolved, search=f"{resolved.search}{unread}") if unread else resolved


def _state_after(state: DialogueState, asked: str, answer: str, articles: tuple[int, ...]) -> DialogueState:
    """The state when a turn is over. What it does not name stays as it was."""
    if is_small_talk(asked):
        return state
    understood = beginning(_resolved(asked, state).text)
    if state.question and asks_who_said_so(asked):  # an aside: what was talked about goes on
        return replace(state, person=person(answer) or state.person)
    topic = topic_of(understood)
    short = answer if answer and word_count(answer) <= SHORT_ANSWER else ""
    who = person(short) or person(understood) or person(answer)
    return DialogueState(
        question=understood,
        answer=answer,
        topic=topic or state.topic,
        many=next(filter(None, map(plural_topic, (understood, short))), state.many),
        person=who or state.person,
        place=place(short) or place(understood) or place(answer) or state.place,
        articles=articles or state.articles,
    )


def _resolved(question: str, state: DialogueState) -> Resolved:
    if not state.question:
        return unresolved(question)
    if not refers_back(question):
        return _standalone(question, state)
    if is_foreign(question):
        whole = Completion(_with_topic(question, state))
    else:
        whole = complete(question, state.question, state.answer, state.topic)
        if whole.text == question:
            whole = Completion(_with_antecedents(question, state))
        if whole.thing is None and not _mentions_topic(whole.text, state):
            whole = Completion(_with_topic(whole.text, state))
    return Resolved(
        said=question,
        text=whole.text,
        search=_search_text(whole.text, state),
        articles=state.articles,
        refers_back=True,
        thing=whole.thing,
        readings=tuple(Reading(replaced, text) for replaced, text in whole.readings),
    )


def _standalone(question: str, state: DialogueState) -> Resolved:
    """A question that can be understood by itself. One that shares a telling word with the question before it, or says
    that it goes on and names nothing else, is about the same thing: passages are searched with both."""
    same = not _topic_stems(question).isdisjoint(_topic_stems(state.question))
    goes_on = continues_topic(question) and not names(f"x {question}")
    if is_small_talk(question) or not (same or goes_on):
        return unresolved(question)
    return Resolved(question, question, _search_text(question, state))


def _with_antecedents(question: str, state: DialogueState) -> str:
    """The question with its pointing words replaced by what they stand for, where that is known."""
    own, used = set(_stems(question)), set[str]()
    for reference in reversed(find_references(question)):
        thing = _antecedent(reference, state)
        if thing is None or set(_stems(thing)) <= own or (thing in used and len(thing.split()) > _REPEATED):
            continue
        before, after = question[: reference.span.start], question[reference.span.end :]
        if reference.noun:
            if stem(reference.noun) not in _stems(thing):
                continue
            after = after.lstrip()[len(reference.noun) :]
        used.add(thing)
        lead = (
            "in "
            if reference.kind == "there"
            and not re.search(r"\b(?:from|in|to|at|near|over|up|down)\s*$", before)
            else ""
        )
        question = f"{before}{lead}{thing}{_genitive(thing) if reference.owns else ''}{after}"
    return question


def _genitive(thing: str) -> str:
    return "’" if thing.endswith("s") else "’s"


def _antecedent(reference: Reference, state: DialogueState) -> str | None:
    match reference.kind:
        case "person":
            return state.person or (state.topic if state.topic and state.topic[0].isupper() else None)
        case "many":
            return state.many
        case "there":
            return state.place
        case _:
            return state.topic


def _mentions_topic(text: str, state: DialogueState) -> bool:
    """True when some telling word of the conversation's topic, or a name that was filled in, stands in the text."""
    here = set(_stems(text))
    about = [state.topic, state.person, state.place, state.many]
    return any(set(_stems(thing)) & here for thing in about if thing)


def _with_topic(text: str, state: DialogueState) -> str:
    """The topic after the question, where it has no place in it."""
    topic = foreign_topic(state.question) if is_foreign(state.question) else state.topic
    if not topic or set(_stems(topic)) <= set(_stems(text)):
        return text
    body = text.rstrip(" ?.!？。")
    return f"{body} ({topic}){text[len(body) :].strip() or '?'}"


def _search_text(text: str, state: DialogueState) -> str:
    """The text, what the conversation is about, and what else its last question said."""
    own = set(_stems(text))
    earlier = [*parse(state.topic or "").focus, *parse(state.question).focus]
    added = [word for word in dict.fromkeys(earlier) if stem(word) not in own][:SEARCH_WORDS]
    return " ".join([text, *added])


def _topic_stems(text: str) -> set[str]:
    """Stems of words that say what a text is about, without those of speaker and verb that every question has."""
    said = (word for word in words(text) if is_content(word) and word.lower() not in _IN_ANY_QUESTION)
    return {stem(word) for word in said if len(word) > 2 or word.isupper()}


_IN_ANY_QUESTION = PRONOUNS | AUXILIARIES | COMMON_VERBS


def _stems(text: str) -> list[str]:
    return [stem(word) for word in re.findall(r"[^\W_]+", text) if is_content(word)]
