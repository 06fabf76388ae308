"""From a question to its outcome, step by step:

0. `_about_source`: what is asked of an article itself ("source?") is answered by the article of the answer before it;
1. `_query`: the question is put on one line, written out where it is chat ("whos the pm rn"), completed from the
   conversation ("and when?"), freed of misspelt words, parsed, and the time that it names becomes a filter; "what did we
   know on 1 March about ..." is asked as of that day;
2. `_hits`: keyword and vector search find passages inside the filters, the articles of the conversation first;
3. `candidates`: every sentence of the passages is scored as an answer, by the reader and by what speaks for it; those
   for a question of yes or no once more, by what they say to it (`SecondLook`);
4. `_outcome`: the best sentences are joined to quotes, or the question is refused, with the nearest sentence;
5. `verify`: each quote is held against the stored article. Only then it is shown.
6. `_decided`: the first quote of a sure answer may say yes or no to a question that asks for it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NamedTuple, Protocol

from ..config import Settings
from ..conversation.rewrite import Resolve, Resolved
from ..conversation.source_question import SourceQuestion
from ..errors import InvalidQuestion
from ..models.base import Entailment, Vectors
from ..outcomes import Answer, Correction, Outcome, OutcomeKind, Reason, Refusal, Turn, YesNo
from ..search.hybrid import HybridSearch, merged
from ..search.spelling import Spelling
from ..search.time_filter import is_bare_weekday, nearer_undated, only_undated, outside_time, refused
from ..store.articles import Articles
from ..text import normalise, one_line
from ..types import Filters, Hit, Span, Window
from ..workers.telemetry import Stage, Telemetry, timing
from ..workers.threads import MicroBatcher, Worker
from . import chat, compose
from .candidates import Candidate, Ranker
from .compared.given import may_move
from .compose import Join
from .openings import with_openings
from .query import (
    Query,
    answered_before,
    asked_then,
    made_ready,
    may_be_misspelt,
    resolved_in,
    respelt,
    source_asked_in,
    story_of,
)
from .question import STORY_KINDS, Kind, Question, offers_choice, parse, without_brackets
from .verify import Verifier

MOST_QUESTIONS = 3
"""Of one message, so many are answered."""
When = Callable[[str, date], Awaitable[Window | None]]
"""The time that a question names, asked on a day; off the event loop."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a quote says to a question of yes or no; None where it does not settle it. `verified` has its sentences with
    what the verifier says of each, if it was asked."""

    verdict: YesNo | None = None
    verified: tuple[tuple[Span, Entailment], ...] = ()


Decide = Callable[[str, Hit, Span, date], Awaitable[Told]]
"""What a part of the hit's article says to a question that asks for yes or no, asked on a day. Off the event loop."""
LATER, LIKE = 4, 0.6
"""Where a value is asked that may have moved, so many passages of newer articles are read beside the best ones, whose
cosine is at least this share of the best one's. They are looked for among `_AMONG`; not if all these were reranked."""
_AMONG = 60
_SURER = 0.1
"""A short question is taken for one that stands alone if its confidence is higher by so much: chosen on the conversations
of news_chat_2024, where 0.1 to 0.15 lose nothing of what follows and find most of what begins something else."""
_LOOKED_FOR_ELSEWHERE = (Reason.NOTHING_FOUND, Reason.NOT_ANSWERED, Reason.OUTSIDE_TIME)
"""Refusals after which it is worth looking outside the asked time."""


class _Found(NamedTuple):
    """The passages for a query, their sentences, best first, and the words of the question that no article has."""

    hits: Sequence[Hit]
    candidates: Sequence[Candidate]
    absent: tuple[str, ...]


class SecondLook(Protocol):
    """Looks once more at the candidates for a question of yes or no, off the event loop."""

    async def reranked(self, question: str, candidates: Sequence[Candidate]) -> Sequence[Candidate]:
        """They in a better order, with new confidences."""


@dataclass(frozen=True, slots=True)
class Explained:
    """How one question is worked on: what is searched with, the passages that are found, and their sentences as
    answers, both best first."""

    query: Query
    hits: tuple[Hit, ...]
    candidates: tuple[Candidate, ...]
    told: Told | None = None
    """Of a question of yes or no that gets an answer."""


@dataclass(kw_only=True, eq=False, repr=False)
class AnswerPipeline:
    """Every rule about language runs on the worker `rules`, so that no text holds up the event loop."""

    settings: Settings
    articles: Articles
    hybrid_search: HybridSearch
    spelling: Spelling
    verifier: Verifier
    embed: MicroBatcher[Sequence[str], Vectors]
    ranker: Ranker
    when: When
    join: Join
    decide: Decide
    second_look: SecondLook | None
    resolve: Resolve
    rules: Worker
    clock: Callable[[], datetime]
    telemetry: Telemetry | None = None

    async def ask(
        self, question: str, filters: Filters, conversation: Sequence[Turn] = (), today: date | None = None
    ) -> Outcome:
        """See `Library.ask`."""
        parts = (await self.rules.run(chat.split_questions, question))[:MOST_QUESTIONS]
        if len(parts) == 1:
            return await self._ask_one(question, filters, conversation, today)
        outcomes: list[Outcome] = []
        for part in parts:
            before = (*conversation, *(Turn.of(each) for each in outcomes))
            outcomes.append(await self._ask_one(part, filters, before, today))
        return compose.several(one_line(question) or "", outcomes, self.settings.answer.max_quotes)

    async def _ask_one(
        self, question: str, filters: Filters, conversation: Sequence[Turn], today: date | None
    ) -> Outcome:
        about = await self.rules.run(source_asked_in, question, conversation)
        if about is not None:
            return await self._about_source(question, about, filters, conversation, today)
        query = await self._query(question, filters, conversation, today)
        if query is None:
            return Refusal(normalise(question), Reason.NOT_A_QUESTION)
        query, outcome = await self._placed(query, question, filters, conversation, today)
        known = query.filters.as_of
        return (
            replace(outcome, corrected=query.corrected, known_by=known)
            if query.corrected or known
            else outcome
        )

    async def _about_source(
        self,
        question: str,
        asked: SourceQuestion,
        filters: Filters,
        conversation: Sequence[Turn],
        today: date | None,
    ) -> Outcome:
        """What is asked of the article that answers the question before this one, or that the question names. Which
        article was shown last is certain, however sure its quote was."""
        earlier, before = answered_before(asked, conversation)
        outcome = await self.ask(earlier, filters, before, today)
        if not isinstance(outcome, Answer):
            return replace(outcome, question=one_line(question) or "")
        if article := await self.articles.get(outcome.citations[0].quote.article_id):
            outcome = compose.about_source(outcome, asked.fact, article)
            if not asked.topic:
                outcome = replace(outcome, doubtful=False, confidence=1.0)
        return replace(outcome, question=one_line(question) or "")

    async def _placed(
        self,
        query: Query,
        question: str,
        filters: Filters,
        conversation: Sequence[Turn],
        today: date | None,
    ) -> tuple[Query, Outcome]:
        """The question and its outcome: inside its conversation, or by itself where it may stand alone and is answered
        more surely so, or the other way round; keywords as a fact or as a story."""
        outcome = await self._asked(query)
        other = None
        if query.may_stand_alone:
            other = await self._query(question, filters, (), today)
        elif query.may_lean and outcome.kind is not OutcomeKind.ANSWER:
            other = await self._query(question, filters, conversation, today, lean=True)
        elif query.is_topic:
            other = await self._query(story_of(query.text), filters, conversation, today)
            if other is not None:
                other = replace(other, said=query.said, corrected=(*query.corrected, *other.corrected))
        if other is None:
            return query, outcome
        instead = await self._asked(other)
        surer = instead.confidence > outcome.confidence + _SURER
        return (other, instead) if surer else (query, outcome)

    async def _asked(self, query: Query) -> Outcome:
        """The outcome inside the asked time, or what is nearest to it outside."""
        outcome = await self._outcome(query, query.narrow, doubt=self.settings.answer.doubt)
        inside = refused(outcome)
        if outcome.kind is OutcomeKind.ANSWER or inside.reason not in _LOOKED_FOR_ELSEWHERE:
            return outcome
        elsewhere = await self._elsewhere(inside, query)
        gives_way = isinstance(outcome, Refusal) or elsewhere.reason is Reason.OUTSIDE_TIME
        return elsewhere if gives_way else outcome

    async def search(
        self, question: str, filters: Filters, conversation: Sequence[Turn] = (), k: int = 8
    ) -> tuple[Hit, ...]:
        """See `Library.search`."""
        resolved, _ = await self._read(question, conversation, filters)
        return await self._hits(resolved.search, resolved.articles, filters, k)

    async def searched(
        self, question: str, filters: Filters, conversation: Sequence[Turn] = ()
    ) -> tuple[str, ...]:
        """What `ask` may search with, for each question of a message."""
        parts = (await self.rules.run(chat.split_questions, question))[:MOST_QUESTIONS]
        read = [(await self._read(each, conversation, filters))[0] for each in parts]
        return tuple(
            each.search for resolved in read for each in (resolved, resolved.leaning) if each is not None
        )

    async def candidates(
        self,
        question: str,
        filters: Filters,
        today: date | None = None,
        conversation: Sequence[Turn] = (),
        passages: int | None = None,
    ) -> tuple[Question, Sequence[Candidate]]:
        """What `ask` takes its quotes from, best first, and the question as it was read: for fitting the weights, and,
        from more `passages` than an answer needs, for what the answer was before."""
        query = await self._query(question, filters, conversation, today)
        if query is None:
            return parse(""), ()
        return query.question, (await self._scored(query, query.narrow, passages)).candidates

    async def explain(
        self, question: str, filters: Filters, conversation: Sequence[Turn], today: date
    ) -> tuple[Explained, ...]:
        """What `ask` goes by, for each question that the text holds; nothing where it holds none."""
        parts = (await self.rules.run(chat.split_questions, question))[:MOST_QUESTIONS]
        found: list[Explained] = []
        for part in parts:
            about = await self.rules.run(source_asked_in, part, conversation)
            asked, within = answered_before(about, conversation) if about else (part, conversation)
            query = await self._query(asked, filters, within, today)
            if query is not None:
                if query.may_stand_alone or query.may_lean or query.is_topic:
                    query, _ = await self._placed(query, asked, filters, within, today)
                hits, candidates, _ = await self._scored(query, query.narrow)
                told = None
                if query.question.kind is Kind.YES_NO:
                    told = await self._told(await self._outcome(query, query.narrow), query, hits)
                found.append(Explained(query, tuple(hits), tuple(candidates), told))
            if len(parts) > 1:
                outcome = await self._ask_one(part, filters, conversation, today)
                conversation = (*conversation, Turn.of(outcome))
        return tuple(found)

    async def _elsewhere(self, inside: Refusal, query: Query) -> Refusal:
        """The refusal after a look outside the asked time, where nothing is an answer, and so nothing a doubtful one."""
        filters = query.filters
        if query.asked and query.narrow != filters:
            anywhere = await self._outcome(query, filters)
            inside = outside_time(inside, anywhere, query.asked, query.narrow)
        if filters.since or filters.until:
            return nearer_undated(inside, await self._outcome(query, only_undated(filters)), filters)
        return inside

    async def _query(
        self,
        question: str,
        filters: Filters,
        conversation: Sequence[Turn],
        today: date | None,
        *,
        lean: bool = False,
    ) -> Query | None:
        """None when nothing is asked. Raises InvalidQuestion."""
        today = today or self.clock().date()
        asking, conversation, known = await self.rules.run(asked_then, question, conversation, today)
        if known is not None:
            filters, today = filters.known_by(known), min(known, today)
        check_window(filters)
        resolved, corrected = await self._read(asking, conversation, filters, lean=lean)
        parsed = await self.rules.run(lambda: resolved.question)
        with timing(self.telemetry, Stage.WINDOW):
            asked = await self.when(without_brackets(parsed.text)[0], today)
        if asked and resolved.articles and is_bare_weekday(parsed.text, asked):
            asked = None  # of the week that the conversation is about
        return await self.rules.run(made_ready, question, resolved, corrected, parsed, asked, filters, today)

    async def _read(
        self, question: str, conversation: Sequence[Turn], filters: Filters, *, lean: bool = False
    ) -> tuple[Resolved, tuple[Correction, ...]]:
        """The question on its own, without misspelt words, and what these were read as."""
        resolved = await self._resolved(question, conversation, lean=lean)
        words = await self.rules.run(may_be_misspelt, resolved)
        corrected = await self.spelling.corrections(words, filters) if words else ()
        return (await self.rules.run(respelt, resolved, corrected) if corrected else resolved), corrected

    async def _resolved(self, question: str, conversation: Sequence[Turn], *, lean: bool = False) -> Resolved:
        """The question on its own; where several readings are possible, the one that replaces what is most alike."""
        resolved = await self.rules.run(resolved_in, question, conversation, self.resolve, lean=lean)
        if resolved.thing is None or len(resolved.readings) < 2:
            return resolved
        new, *old = await self.embed.run([resolved.thing, *(each.replaced for each in resolved.readings)])
        best = max(range(len(old)), key=lambda row: float(old[row] @ new))
        return resolved.read_as(resolved.readings[best])

    async def _hits(self, text: str, cited: Sequence[int], filters: Filters, k: int) -> tuple[Hit, ...]:
        """The `k` best passages; those of the cited articles count a second time."""
        hits = await self.hybrid_search.search(text, filters, k)
        if not cited or filters.article_ids is not None:
            return hits
        inside = await self.hybrid_search.search(text, replace(filters, article_ids=tuple(cited)), k)
        return merged([hits, inside])[:k]

    async def _scored(self, query: Query, filters: Filters, passages: int | None = None) -> _Found:
        most = passages or self.settings.reader.passages
        moves = query.present and may_move(query.question) and not self.settings.rerank.model
        hits = await self._hits(query.text, query.articles, filters, max(most, _AMONG) if moves else most)
        if query.question.kind in STORY_KINDS:
            hits = tuple(await self.rules.run(with_openings, hits))
        elif moves:
            hits = _with_later(hits, most)
        absent = await self.hybrid_search.absent(query.question.focus, filters)
        visible = await self.hybrid_search.visible(filters)
        ranked: Sequence[Candidate] = await self.ranker.rank(
            query.question, hits, query.days, absent, visible
        )
        if self.second_look and query.question.kind is Kind.YES_NO:
            ranked = await self.second_look.reranked(query.question.text, ranked)
        return _Found(hits, ranked, absent)

    async def _outcome(self, query: Query, filters: Filters, *, doubt: float = 1.0) -> Outcome:
        """The verified quotes inside the filters, or why there are none; doubtful ones from the confidence `doubt` on."""
        hits, candidates, absent = await self._scored(query, filters)
        if not candidates:
            return await self._nothing(query.said, filters)
        with timing(self.telemetry, Stage.CHOOSING):
            outcome = await self.rules.run(
                compose.compose,
                query.question,
                candidates,
                threshold=self.settings.answer.threshold,
                max_quotes=self.settings.answer.max_quotes,
                doubt=doubt,
                join=self.join,
                present=query.present,
            )
        with timing(self.telemetry, Stage.VERIFYING):
            outcome = await self.verifier.outcome(replace(outcome, question=query.said), filters)
            if isinstance(outcome, Refusal):
                return await self.rules.run(_naming, outcome, query, absent)
        return await self._decided(outcome, query, hits)

    async def _decided(self, outcome: Outcome, query: Query, hits: Sequence[Hit]) -> Outcome:
        """The outcome with yes or no, where that is asked for and the first quote settles it."""
        if not (told := await self._told(outcome, query, hits)) or not isinstance(outcome, Answer):
            return outcome
        return replace(outcome, verdict=told.verdict) if told.verdict else compose.undecided(outcome)

    async def _told(self, outcome: Outcome, query: Query, hits: Sequence[Hit]) -> Told | None:
        """What the first quote of an answer says to a question of yes or no: nothing, where its sentences come from two
        passages. None for other questions and outcomes, and for a choice ("is it up or down?")."""
        if query.question.kind is not Kind.YES_NO or offers_choice(query.question.text):
            return None
        if not isinstance(outcome, Answer) or outcome.doubtful:
            return None
        quote = outcome.citations[0].quote
        hit = next(
            (
                each
                for each in hits
                if each.article.id == quote.article_id
                and each.passage.start <= quote.span.start
                and quote.span.end <= each.passage.end
            ),
            None,
        )
        return await self.decide(query.question.text, hit, quote.span, query.today) if hit else Told()

    async def _nothing(self, question: str, filters: Filters) -> Refusal:
        """The reason why the search found no passage at all."""
        if not (await self.articles.page(filters.scopes, 0, 1)).total:
            return Refusal(question, Reason.EMPTY_LIBRARY)
        of_publishers = replace(filters, since=None, until=None, undated=True)
        if filters.publishers and not await self.articles.any(of_publishers):
            return Refusal(question, Reason.NO_PUBLISHER)
        if (
            filters.as_of
            and (first := await self.articles.first_day(of_publishers))
            and first > filters.as_of
        ):
            return Refusal(question, Reason.NOTHING_YET, since=first, until=filters.as_of)
        if filters.since or filters.until:
            return Refusal(question, Reason.OUTSIDE_TIME, since=filters.since, until=filters.until)
        return Refusal(question, Reason.NOTHING_FOUND)


def _naming(refusal: Refusal, query: Query, absent: Collection[str]) -> Refusal:
    """The refusal with the asked words that no article has. If these are more than half, the articles do not touch on it:
    a ball that was hit is not near "has bitcoin hit 100k". If they are all, they need no naming."""
    asked = chat.asked_words(query.question.focus, query.said)
    missing = tuple(word for word in asked if word in absent)
    if refusal.reason is Reason.NOT_ANSWERED and (query.articles or 2 * len(missing) <= len(asked)):
        return replace(refusal, missing=missing)
    if refusal.reason is Reason.NOT_ANSWERED:
        refusal = replace(refusal, reason=Reason.NOTHING_FOUND, nearest=None)
    return replace(refusal, missing=missing if len(missing) < len(asked) else ())


def _with_later(hits: tuple[Hit, ...], most: int) -> tuple[Hit, ...]:
    """The `most` best passages, and the best ones of articles that are newer than the best passage's: of the articles
    about an event the first ones fill the search, and a figure moves."""
    best, others = hits[:most], hits[most:]
    day = best[0].article.published_on if best else None
    if day is None:
        return best
    least = LIKE * max(hit.cosine or 0.0 for hit in best)
    later = [
        hit for hit in others if (hit.article.published_on or day) > day and (hit.cosine or 0.0) >= least
    ]
    return (*best, *later[:LATER])


def check_window(filters: Filters) -> None:
    """Raises InvalidQuestion for a window that ends before it starts."""
    if filters.since and filters.until and filters.since > filters.until:
        raise InvalidQuestion(f"since {filters.since} is after until {filters.until}")
