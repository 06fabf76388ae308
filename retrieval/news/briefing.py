"""What is new since a day, or since somebody was briefed last: a line for each story, what moved first.

Each line is a verified quote. With a topic it is the sentence that best says what is the latest on it; without one, the
lead of the article. Of an article that was there before, only what its newer version says is new.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import NamedTuple

from ..answer.candidates import Candidate
from ..answer.compose import SUPPORT, cite_span
from ..answer.openings import SENTENCES, story_asked
from ..answer.pipeline import AnswerPipeline
from ..answer.question import Question
from ..answer.verify import Verifier
from ..dates.pages import stated_day
from ..dates.since import read_since
from ..errors import TopicTooLong, UnreadableTime
from ..models.base import Vectors
from ..outcomes import Reason, Refusal
from ..store.articles import Articles
from ..store.news.briefings import Briefing, BriefingEntry, BriefingStore, KeptBriefing, Since
from ..store.news.versions import StoredVersion, Versions
from ..text import one_line, sentences, single_spaced, word_count
from ..types import Article, Citation, Filters, Span
from ..workers.threads import MicroBatcher, Worker
from .likeness import SAME_QUOTE
from .moves import Asked, Move, asked_for, moved
from .timeline import cited_value
from .touching import FAIR, NEAR, SHARE

LONGEST_TOPIC = 200
"""Characters."""
MOST_STORIES = 15
"""More are no briefing: how many there are is said."""
_PASSAGES = 40
"""Passages that are read for a topic, four times as many as for an answer."""
_LOOKED_AT = 60
"""Articles whose leads are read where no topic is given; each costs one embedding."""
_COMPARED, _OF_A_STORY = 10, 3
"""Sentences with a value that older articles are asked for, in all and of a story; each costs as much as a question."""
_NEWEST_OF = 5
"""Among so many of the likeliest sentences the newest is shown where nothing is new."""
_READ = 3000
"""Characters of an article in which its lead is looked for."""
_VALUE = 60
"""Characters of what could not be read as a day, as it is said again."""
_LEAD_WORDS = 6
"""A shorter sentence is a headline, or the name of a place."""


class Quoted(NamedTuple):
    """A sentence that may stand in a briefing."""

    article: Article
    span: Span

    @property
    def text(self) -> str:
        return self.article.text[self.span.start : self.span.end]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants to be briefed of: these topics and what came by these feeds together; without any, everything.
    Raises TopicTooLong."""

    topics: tuple[str, ...] = ()
    feeds: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        for topic in self.topics:
            if len(topic) > LONGEST_TOPIC:
                raise TopicTooLong(len(topic), LONGEST_TOPIC)


@dataclass(slots=True)
class _Story:
    """What is new of one story: the best sentence first, then those of other origins that say the same."""

    quotes: list[Quoted]
    move: Move | None = None

    @property
    def newest(self) -> str:
        return max(each.article.published_at or "" for each in self.quotes)


@dataclass(frozen=True, slots=True)
class _New:
    """What is new: the articles by id, newest first, and of those that were there before all their versions."""

    articles: dict[int, Article]
    versions: dict[int, Sequence[StoredVersion]] = field(default_factory=dict)
    known: dict[int, frozenset[str]] = field(default_factory=dict)
    """The sentences of an article that it had before."""

    def says_new(self, quoted: Quoted) -> bool:
        return single_spaced(quoted.text) not in self.known.get(quoted.article.id, ())


@dataclass(kw_only=True, eq=False, repr=False)
class Briefings:
    """Makes briefings, and keeps what can be read on. Everything about digests is in `store`."""

    store: BriefingStore
    articles: Articles
    versions: Versions
    answering: AnswerPipeline
    verifier: Verifier
    embed: MicroBatcher[Sequence[str], Vectors]
    rules: Worker
    clock: Callable[[], datetime]

    async def since(self, text: str, today: date | None = None) -> Since:
        """Since the day that a text names ("monday", "3 days"), by default counted from the clock's. Raises
        UnreadableTime."""
        day = today or self.clock().date()
        found = await self.rules.run(read_since, text, day)
        if found is None:
            raise UnreadableTime(one_line(text, _VALUE) or "")
        return Since(found)

    async def make(self, wanted: Wanted, since: Since, filters: Filters) -> Briefing | Refusal:
        """What is new inside the filters; a refusal where there is nothing about a topic at all, new or old. Raises what
        asking raises."""
        until = await self.store.now()
        topics = tuple(filter(None, map(one_line, wanted.topics)))
        by_feed = wanted.feeds if topics or wanted.feeds else ()
        stories: list[_Story] = []
        new = await self._new(since, until, filters)
        if new.articles and topics:
            inside = replace(filters, article_ids=tuple(new.articles))
            for topic in topics:
                stories += await self._about(topic, new, inside)
        if by_feed or not topics:
            named = await self._new(since, until, filters, by_feed) if by_feed else new
            stories += await self.rules.run(_leads, named)
        if not stories:
            return await self._nothing(Briefing(topics, since, until), filters)
        stories = await self._folded(stories)
        before = until.date() if since.seen else since.day
        await self._moves(stories, new, replace(filters, until=before))
        entries = await self._entries(sorted(stories, key=_rank), filters)
        return Briefing(topics, since, until, entries[:MOST_STORIES], len(entries[MOST_STORIES:]))

    async def keep(
        self, briefing: Briefing, scopes: Sequence[str], *, person: str, home: str | None, private: bool
    ) -> int:
        """Keeps it, so that its pages can be turned; its id."""
        return await self.store.keep(briefing, scopes, person=person, home=home, private=private)

    async def kept(self, briefing_id: int) -> KeptBriefing:
        """A kept one, with what the library still has of it. Raises NotFound."""
        kept = await self.store.kept(briefing_id)
        entries = await self._held(kept.briefing.entries, Filters(kept.scopes))
        return replace(kept, briefing=replace(kept.briefing, entries=entries))

    async def last(self, person: str, home: str | None) -> datetime | None:
        """When the person was briefed of everything there last."""
        return await self.store.last(person, home)

    async def was_briefed(self, person: str, home: str | None, briefing: Briefing) -> None:
        """To be called when it was shown: the next one goes on from it."""
        await self.store.was_briefed(person, home, briefing.until)

    async def _new(self, since: Since, until: datetime, filters: Filters, feeds: Sequence[int] = ()) -> _New:
        rows = await self.store.fresh(since, until, filters, feeds)
        found = await self.articles.many([article_id for article_id, _ in rows]) if rows else {}
        new = _New({article_id: found[article_id] for article_id, _ in rows if article_id in found})
        for article_id, was_there in rows:
            if was_there and article_id in found:
                versions = await self.versions.of_article(article_id)
                new.versions[article_id] = versions
                new.known[article_id] = await self.rules.run(
                    _said_before, versions, since, found[article_id].language
                )
        return new

    async def _about(self, topic: str, new: _New, inside: Filters) -> list[_Story]:
        """The best new sentence of each story that is likely enough about the topic."""
        return await self.rules.run(_stories, await self._likely(topic, inside), new)

    async def _likely(self, topic: str, inside: Filters) -> list[Quoted]:
        """The sentences that may say what is the latest on the topic, likeliest first."""
        question, found = await self.answering.candidates(asked_of(topic), inside, passages=_PASSAGES)
        least = SUPPORT * self.answering.settings.answer.threshold
        return [
            Quoted(each.article, each.span)
            for each in found
            if each.confidence >= least and _is_about(question, each)
        ]

    async def _folded(self, stories: Sequence[_Story]) -> list[_Story]:
        """Stories of which the quotes say the same are one."""
        vectors = await self.embed.run([each.quotes[0].text for each in stories])
        return await self.rules.run(_folded, stories, vectors)

    async def _moves(self, stories: Sequence[_Story], new: _New, older: Filters) -> None:
        """Looks for an older value of what the stories give, those first that most articles tell."""
        left = _COMPARED
        for story in sorted(stories, key=_rank):
            for asked in (await self.rules.run(_asked_of, story, new))[: min(left, _OF_A_STORY)]:
                left -= 1
                _, candidates = await self.answering.candidates(asked.text, older)
                others = [each for each in candidates if each.article.id not in new.articles]
                versions = new.versions.get(asked.now.candidate.article.id, ())
                threshold = self.answering.settings.answer.threshold
                story.move = await self.rules.run(moved, asked, others, versions, threshold)
                if story.move is not None:
                    break

    async def _entries(self, stories: Sequence[_Story], filters: Filters) -> tuple[BriefingEntry, ...]:
        made = await self.rules.run(lambda: tuple(map(_entry, stories)))
        return await self._held(made, filters)

    async def _held(self, entries: Sequence[BriefingEntry], filters: Filters) -> tuple[BriefingEntry, ...]:
        """The entries without quotes that the store does not hold inside the scopes, each numbered."""
        cited = [each for entry in entries for each in _cited(entry)]
        there = await self.articles.many(list({each.quote.article_id for each in cited})) if cited else {}
        seen = [
            each
            for each in cited
            if (article := there.get(each.quote.article_id)) and article.scope in filters.scopes
        ]
        held = {each.quote: each for each in await self.verifier.citations(seen, filters)} if seen else {}
        kept: list[BriefingEntry] = []
        for entry in entries:
            if (citation := held.get(entry.citation.quote)) is not None:
                also = tuple(held[each.quote] for each in entry.also if each.quote in held)
                before = held.get(entry.before.quote) if entry.before else None
                numbered = replace(citation, number=len(kept) + 1)
                kept.append(replace(entry, citation=numbered, also=also, before=before))
        return tuple(kept)

    async def _nothing(self, nothing: Briefing, filters: Filters) -> Briefing | Refusal:
        """Nothing is new: the briefing says so, with the newest that is known about its topics. A refusal where there is
        nothing at all."""
        if not (await self.articles.page(filters.scopes, 0, 1)).total:
            return Refusal(", ".join(nothing.topics), Reason.EMPTY_LIBRARY)
        if filters.publishers and not await self.articles.any(filters):
            return Refusal(", ".join(nothing.topics), Reason.NO_PUBLISHER)
        found = [
            quoted for topic in nothing.topics for quoted in (await self._likely(topic, filters))[:_NEWEST_OF]
        ]
        if nothing.topics and not found:
            return Refusal(", ".join(nothing.topics), Reason.NOTHING_FOUND)
        newest = max(found, key=lambda each: each.article.published_at or "", default=None)
        cited = [cite_span(0, newest.article, newest.span)] if newest else []
        held = await self.verifier.citations(cited, filters)
        return replace(nothing, latest=next(iter(held), None))


def asked_of(topic: str) -> str:
    """The question that a topic stands for. One that is a question about a story already stays so."""
    return topic if story_asked(topic) is not None else f"What is the latest on {topic}?"


def _is_about(question: Question, candidate: Candidate) -> bool:
    """Whether it has to do with the topic at all, as for watches: a confidence only says how good an answer it would
    be."""
    cosine = candidate.features.passage or candidate.features.cosine
    held = len(question.focus) - len(candidate.missing)
    return cosine >= NEAR or (cosine >= FAIR and held >= SHARE * len(question.focus))


def _said_before(versions: Sequence[StoredVersion], since: Since, language: str) -> frozenset[str]:
    """The sentences of the version that was there last before."""
    before = [
        each
        for each in versions[:-1]
        if (each.fetched_at <= since.seen if since.seen else each.fetched_at.date() < since.day)
    ]
    text = before[-1].text if before else ""
    return frozenset(single_spaced(text[span.start : span.end]) for span in sentences(text, language))


def _leads(new: _New) -> list[_Story]:
    """A story for each article that says something new: its first sentence that does."""
    newest = list(new.articles.values())[:_LOOKED_AT]
    return _stories([lead for each in newest if (lead := _lead(each, new)) is not None], new)


def _sentences(article: Article, new: _New) -> list[Quoted]:
    """Those of its beginning; of an article that was there before all, as what is new may stand anywhere."""
    text = article.text if article.id in new.known else article.text[:_READ]
    found = [Quoted(article, span) for span in sentences(text, article.language)]
    return [each for each in found if stated_day(each.text) is None and new.says_new(each)]


def _lead(article: Article, new: _New) -> Quoted | None:
    title = single_spaced(article.title).rstrip(".").casefold()
    said = [
        each
        for each in _sentences(article, new)
        if word_count(each.text) >= _LEAD_WORDS and single_spaced(each.text).rstrip(".").casefold() != title
    ]
    return next(iter(said), None)


def _stories(quotes: Sequence[Quoted], new: _New) -> list[_Story]:
    """One story for each origin, with its first sentence that says something new."""
    found: dict[tuple[str, int], _Story] = {}
    for each in quotes:
        if each.article.id in new.articles and new.says_new(each):
            story = each.article.story
            found.setdefault(("story", story) if story else ("article", each.article.id), _Story([each]))
    return list(found.values())


def _folded(stories: Sequence[_Story], vectors: Vectors) -> list[_Story]:
    """Each quote goes to the first story whose quote it repeats. Of an article that a topic before has told already,
    the same again is left out."""
    kept: list[_Story] = []
    rows: list[int] = []
    for row, story in enumerate(stories):
        same = next(
            (at for at, other in enumerate(rows) if float(vectors[row] @ vectors[other]) >= SAME_QUOTE), None
        )
        if same is None:
            kept.append(_Story(list(story.quotes)))
            rows.append(row)
        else:
            told = {each.article.id for each in kept[same].quotes}
            kept[same].quotes += [each for each in story.quotes if each.article.id not in told]
    for story in kept:
        story.quotes.sort(key=lambda each: each.article.published_at or "", reverse=True)
    return kept


def _rank(story: _Story) -> tuple[bool, int, str, int]:
    """What moved first, then what most articles tell, then the newest."""
    turned = "".join(chr(0x10FFFF - ord(char)) for char in story.newest)
    return story.move is None, -len(story.quotes), turned, -story.quotes[0].article.id


def _asked_of(story: _Story, new: _New) -> list[Asked]:
    """The values that the story gives: in its quote, then in the other new sentences at the beginning of its article."""
    first = story.quotes[0]
    spans = dict.fromkeys([first.span, *(each.span for each in _sentences(first.article, new)[:SENTENCES])])
    return [asked for span in spans if (asked := asked_for(first.article, span)) is not None]


def _entry(story: _Story) -> BriefingEntry:
    first, *others = story.quotes
    also = tuple(cite_span(0, each.article, each.span) for each in others)
    if story.move is None:
        return BriefingEntry(cite_span(0, first.article, first.span), also)
    now, before = story.move.now, story.move.before
    return BriefingEntry(cited_value(now), also, cited_value(before), story.move.disagrees)


def _cited(entry: BriefingEntry) -> tuple[Citation, ...]:
    return (entry.citation, *entry.also, *((entry.before,) if entry.before else ()))
