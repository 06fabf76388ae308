"""Rewrites a question so that it can be understood without its conversation.

"When is the Tomahawk contract expected?" - "In May."
"and who signs it?"     -> "and who signs the Tomahawk contract?"
"anything on the cost"  -> "anything on the cost (Tomahawk contract expected)?"

Elliptical questions are completed (`ellipsis`), pronouns are replaced by their antecedents (`references`); if neither is
possible, what the conversation is about stands in brackets: the words of the last question that stands alone, and of
those that have referred back to it since. The search has these words in any case.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ..answer.openings import story_asked
from ..answer.question import Kind, Question, content_stems, is_content, parse, stem, with_brackets
from ..english import AUXILIARIES, COMMON_VERBS, NUMBER_WORDS, PRONOUNS
from ..outcomes import Turn
from ..text import beginning, word_count, words
from .ellipsis import SHORT_ANSWER, Completion, Reading, asked_thing, asks_who_said_so, complete
from .noun_phrases import names, person, place, plural_topic, topic_of
from .references import (
    Reference,
    content_words,
    continues_topic,
    find_references,
    is_foreign,
    is_small_talk,
    may_stand_alone,
    refers_back,
)

LOOKED_BACK = 6
"""So many turns are read; people themselves have forgotten what was said before them."""
CITED = 8
"""So many articles of the conversation are searched a second time."""
SEARCH_WORDS = 12
"""So many words of the conversation are added to the search, besides the question's own words."""
_BESIDE = 6
"""So many of them stand beside the question that the reader gets."""
_LEANS = 12
"""Words of a question that names nothing and may go on from the conversation; a longer one says what it is about."""
_HE = frozenset(("he", "him", "his"))
_REPEATED = 3
"""An antecedent with more words is put into a question once only."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """A question inside its conversation. `said` is the question itself, `text` the rewritten one (the same if it does
    not refer back), `search` the text to search with. `articles` were cited in the turn that it refers to; the answer
    stands mostly in them."""

    said: str
    text: str
    search: str
    articles: tuple[int, ...] = ()
    refers_back: bool = False
    thing: str | None = None
    """For "what about Australia?", "Australia"; then the kind of the completed question counts."""
    readings: tuple[Reading, ...] = ()
    """If it may replace several names, all meanings, the likeliest first; `text` is the first one."""
    may_stand_alone: bool = False
    """Whether it refers back by nothing but being short, and may as well begin something else."""
    leaning: Resolved | None = None
    """Of a question that does not refer back, but names nothing: as if it went on from the conversation all the same."""

    @property
    def question(self) -> Question:
        """The parsed question: words of the rewritten text, with the kind of the question itself."""
        whole = parse(self.text)
        own = parse(self.said)
        if self.text == self.said or self.thing is not None or own.kind is Kind.OTHER:
            return whole
        return replace(whole, kind=own.kind, head=own.head or whole.head)

    def read_as(self, reading: Reading) -> Resolved:
        """The same question with another one of its readings."""
        return replace(
            self, text=reading.text, search=f"{reading.text} {self.search[len(self.text) :]}".strip()
        )


Resolve = Callable[[str, Sequence[Turn]], Resolved]


def unresolved(question: str) -> Resolved:
    """The question without a conversation."""
    return Resolved(question, question, question)


@dataclass(frozen=True, slots=True)
class DialogueState:
    """What the conversation is about after some turns: the last question as it was rewritten, its words and those of the
    questions that it referred back to, and the things, person and place that later pronouns may refer to."""

    question: str = ""
    answer: str = ""
    topic: str | None = None
    many: str | None = None
    person: str | None = None
    place: str | None = None
    articles: tuple[int, ...] = ()
    words: tuple[str, ...] = ()
    thing: str | None = None
    """For "what about Jamaica?", "Jamaica": another "what about ...?" puts its own in this one's place."""

    def before(self, asked: str) -> DialogueState:
        """The state that a question goes on from."""
        if self.thing is None or asked_thing(asked) is None:
            return self
        replaced = content_stems(self.thing)
        kept = tuple(word for word in self.words if stem(word) not in replaced)
        return replace(self, words=kept) if kept else self

    @property
    def of_story(self) -> bool:
        """Whether the question asked for a whole story ("latest on the strike"), which is the topic then."""
        return story_asked(self.question) is not None

    def missing(self, text: str) -> list[str]:
        """Words of the conversation that the text has not."""
        own = content_stems(text)
        return [word for word in self.words if stem(word) not in own]

    def goes_on(self, turn: Turn, asked: str) -> bool:
        """Whether a turn is about the same: it refers back, or its answer cites an article that was cited before."""
        return refers_back(asked) or not set(turn.articles).isdisjoint(self.articles)

    def articles_after(self, turn: Turn, asked: str) -> tuple[int, ...]:
        """The articles that were cited since the conversation is about this, the latest first: one wrong answer does not
        make it leave its article."""
        if not turn.articles:
            return self.articles
        kept = self.articles if self.goes_on(turn, asked) else ()
        return tuple(dict.fromkeys((*turn.articles, *kept)))[:CITED]

    def with_words_of(self, turn: Turn, asked: str, about: str) -> tuple[str, ...]:
        """The words of the conversation after this turn; `about` says what it is about. Its question may have begun
        something else: a short one of two words surely if its answer cites no article that was cited before, a longer
        one that does not refer back unless its answer does. One word ("any kids?") begins nothing."""
        own, short = content_words(about), may_stand_alone(asked)
        elsewhere = bool(self.articles and turn.articles) and set(turn.articles).isdisjoint(self.articles)
        left = elsewhere and len(own) > 1
        if not self.question or (left if short else not self.goes_on(turn, asked)):
            return tuple(own[:SEARCH_WORDS])
        if short or not refers_back(asked):
            return (*own, *self.missing(asked))[:SEARCH_WORDS]
        known = set(map(stem, self.words))
        return (*self.words, *(word for word in own if stem(word) not in known))[:SEARCH_WORDS]


def resolve(question: str, conversation: Sequence[Turn] = ()) -> Resolved:
    """The question inside its conversation, oldest turn first. The rules read the beginnings of long texts only; the
    search uses the whole question."""
    state = DialogueState()
    for turn in conversation[-LOOKED_BACK:]:
        state = _state_after(state, turn)
    read = beginning(question)
    resolved = _resolved(read, state.before(read))
    unread = question[len(read) :]
    return replace(resolved, search=f"{resolved.search}{unread}") if unread else resolved


def _state_after(state: DialogueState, turn: Turn) -> DialogueState:
    """The state after a turn; what the turn does not name stays the same."""
    asked, answer = beginning(turn.question), beginning(turn.answer or "")
    if is_small_talk(asked):
        return state
    state = state.before(asked)
    understood = beginning(_resolved(asked, state).text)
    if state.question and asks_who_said_so(asked):  # an aside: what was talked about goes on
        return replace(state, person=person(answer) or state.person)
    story = story_asked(understood)
    # what was put in for a pronoun may have been wrong
    named = asked if find_references(asked) else understood
    topic = story.topic if story else topic_of(named)
    short = answer if answer and word_count(answer) <= SHORT_ANSWER else ""
    counts = next(iter(words(short)), "").lower()
    listed = "" if counts[:1].isdigit() or counts in NUMBER_WORDS else short
    return DialogueState(
        question=understood,
        answer=answer,
        topic=topic or state.topic,
        many=next(filter(None, map(plural_topic, (named, listed))), state.many),
        person=_person_after(named, short) or state.person,
        place=place(short) or place(understood) or place(answer) or state.place,
        articles=state.articles_after(turn, asked),
        words=state.with_words_of(turn, asked, about=story.topic if story else asked),
        thing=asked_thing(asked),
    )


def _person_after(asked: str, short: str) -> str | None:
    """Whom "he" may mean after a question with a short answer: somebody in it, or in an answer to "who", or one
    whose name the question begins ("did Lai win?" - "Lai Ching-te"). Other answers name anything in the same way."""
    answered = person(short)
    if answered and (
        parse(asked).kind is Kind.WHO or not content_stems(answered).isdisjoint(content_stems(asked))
    ):
        return answered
    return person(asked)


def _resolved(question: str, state: DialogueState) -> Resolved:
    if not state.question:
        return unresolved(question)
    if not refers_back(question):
        return _standalone(question, state)
    whole = Completion(question)
    if not is_foreign(question):
        whole = complete(question, state.question, state.answer, state.topic, of_story=state.of_story)
        if whole.text == question:
            whole = Completion(_with_antecedents(question, state))
    filled_in = whole.text != question and _mentions_topic(whole.text, state)
    text = whole.text if filled_in else _with_topic(whole.text, state)
    return replace(
        _going_on(question, text, state),
        thing=whole.thing,
        readings=whole.readings,
        may_stand_alone=may_stand_alone(question),
    )


def _standalone(question: str, state: DialogueState) -> Resolved:
    """A question that does not refer back. If it shares a topic word with the question before it, or continues the topic
    ("any other ...") without another name, the search uses both."""
    if is_small_talk(question):
        return unresolved(question)
    same = not _topic_stems(question).isdisjoint(_topic_stems(state.question))
    named = bool(names(f"x {question}"))
    if same or (continues_topic(question) and not named):
        return Resolved(question, question, " ".join([question, *state.missing(question)]))
    if named or is_foreign(question) or word_count(question) > _LEANS:
        return unresolved(question)
    leaning = _going_on(question, _with_topic(question, state), state)
    return replace(unresolved(question), leaning=leaning)


def _going_on(question: str, text: str, state: DialogueState) -> Resolved:
    """The question, read as `text`, as one that refers back."""
    search = " ".join([text, *state.missing(text)])
    return Resolved(question, text, search, state.articles, refers_back=True)


def _with_antecedents(question: str, state: DialogueState) -> str:
    """The question with its pronouns replaced by their antecedents, if these are known."""
    own, used, references = content_stems(question), set[str](), find_references(question)
    if _two_people(question, references):
        return question
    for reference in reversed(references):
        thing = _antecedent(reference, state)
        if thing is None or content_stems(thing) <= own or (thing in used and len(thing.split()) > _REPEATED):
            continue
        before, after = question[: reference.span.start], question[reference.span.end :]
        if reference.noun:
            if stem(reference.noun) not in content_stems(thing):
                continue
            after = after.lstrip()[len(reference.noun) :]
        used.add(thing)
        lead = (
            "in "
            if reference.kind == "there"
            and not re.search(r"\b(?:from|in|to|at|near|over|up|down)\s*$", before)
            else ""
        )
        owner = ("’" if thing.endswith("s") else "’s") if reference.owns else ""
        question = f"{before}{lead}{thing}{owner}{after}"
    return question


def _two_people(question: str, references: Sequence[Reference]) -> bool:
    """Whether "he" and "she" stand in one question: of them only one is known."""
    said = {question[each.span.start : each.span.end].lower() for each in references if each.kind == "person"}
    return not _HE.isdisjoint(said) and not said <= _HE


def _antecedent(reference: Reference, state: DialogueState) -> str | None:
    match reference.kind:
        case "person":
            return state.person or (state.topic if state.topic and state.topic[0].isupper() else None)
        case "many":
            return state.many
        case "there":
            return state.place
        case "event":
            return None
        case _:
            return state.topic


def _mentions_topic(text: str, state: DialogueState) -> bool:
    """True if the text holds a word of the conversation, or of its topic, person, place or plural."""
    here = content_stems(text)
    about = [*state.words, state.topic, state.person, state.place, state.many]
    return any(content_stems(thing) & here for thing in about if thing)


def _with_topic(text: str, state: DialogueState) -> str:
    """The question with words of the conversation beside it, in brackets."""
    added = state.missing(text)[:_BESIDE]
    return with_brackets(text, added) if added else text


def _topic_stems(text: str) -> set[str]:
    """Stems of the content words, without pronouns, auxiliaries and frequent verbs."""
    said = (word for word in words(text) if is_content(word) and word.lower() not in _IN_ANY_QUESTION)
    return {stem(word) for word in said if len(word) > 2 or word.isupper()}


_IN_ANY_QUESTION = PRONOUNS | AUXILIARIES | COMMON_VERBS
