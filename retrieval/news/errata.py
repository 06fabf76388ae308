"""Errata: what has become of the quotes of earlier answers, for the messages that show them.

A face calls, again and again, in this order: `compare` for each of `touched`; for each of `to_show` its own edit and
`was_shown`; for each of `to_tell` `begin_telling`, its own message, and `was_told`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from ..answer.question import stems
from ..outcomes import Answer
from ..store.articles import Articles
from ..store.changes import ChangeFeed
from ..store.news.errata import AWAY, Erratable, ErrataStore, Erratum, ErratumKind, Unshown
from ..store.news.versions import StoredVersion, Versions, counts_from
from ..store.scopes import is_trash
from ..text import search_terms, sentences, single_spaced
from ..types import Article, Citation, Quote, Span
from ..workers.threads import Worker
from .versions import most_alike

MOST_QUOTED = 4
"""Sentences of a quote that are looked for; an answer seldom quotes more than three."""


@dataclass(kw_only=True, eq=False, repr=False)
class Errata:
    """Only one process may show and tell. `days`: how old an answer may be whose message gets errata; those that have
    some are looked after as long as they are kept."""

    store: ErrataStore
    change_feed: ChangeFeed
    articles: Articles
    versions: Versions
    worker: Worker
    days: int
    clock: Callable[[], datetime]
    _settled: tuple[int, int] | None = field(default=None, init=False)
    """The change of articles and the answer up to which everything is compared."""

    async def touched(self) -> list[int]:
        """The posted answers whose quotes have to be compared with their articles, newest first. As long as no article
        changes only new answers are looked at."""
        change, newest = await self.change_feed.last_change(), await self.store.newest()
        before = self._settled
        after = before[1] if before is not None and before[0] == change else 0
        found = await self.store.touched(self.clock() - timedelta(days=self.days), after)
        self._settled = None if found else (change, newest)
        return found

    async def compare(self, answer_id: int) -> bool:
        """Notes what has become of the quotes of an answer; true if its message is to be edited. Raises NotFound."""
        entry = await self.store.get(answer_id)
        outcome, before = entry.answer.outcome, {each.number: each for each in entry.wanted}
        found: list[Erratum] = []
        seen: dict[int, int] = {}
        for citation in outcome.citations if isinstance(outcome, Answer) else ():
            if citation.former is not None:
                continue  # it was asked for as it stood then
            article = await self.articles.get(citation.quote.article_id)
            if article is None or is_trash(article.scope):
                seen[citation.quote.article_id] = AWAY
                found.append(await self._withdrawn(citation, before.get(citation.number)))
                continue
            seen[article.id] = article.version
            if article.version != citation.quote.version and not await self._is_the_same(article, citation):
                versions = await self.versions.of_article(article.id)
                erratum = await self.worker.run_in_background(erratum_of, citation, article, versions)
                found += [erratum] if erratum else []
        await self.store.found(answer_id, found, seen)
        return tuple(found) != entry.shown

    async def get(self, answer_id: int) -> Erratable:
        """Raises NotFound."""
        return await self.store.get(answer_id)

    async def to_show(self) -> list[int]:
        """The answers whose message does not say what it is to say, newest first."""
        return await self.store.to_show()

    async def was_shown(self, answer_id: int, errata: Sequence[Erratum]) -> None:
        """The message says this now."""
        await self.store.was_shown(answer_id, errata)

    async def was_not_shown(self, answer_id: int, reason: Unshown) -> None:
        """It cannot be edited, and is not tried again until there is something else to say."""
        await self.store.was_not_shown(answer_id, reason)

    async def to_tell(self) -> list[int]:
        """The answers of which the person who asked wishes to be told, oldest first."""
        return await self.store.to_tell()

    async def begin_telling(self, answer_id: int) -> None:
        """To be called before anything is posted."""
        await self.store.begin_telling(answer_id)

    async def was_told(self, answer_id: int) -> None:
        """They are told, or cannot be."""
        await self.store.was_told(answer_id)

    async def _withdrawn(self, citation: Citation, before: Erratum | None) -> Erratum:
        """What is gone for good has no day any more, so that the one that was said stays."""
        if before is not None and before.kind is ErratumKind.WITHDRAWN:
            return before
        day = await self.store.removed_on(citation.quote.article_id)
        return Erratum(citation.number, ErratumKind.WITHDRAWN, day or self.clock().date())

    async def _is_the_same(self, article: Article, citation: Citation) -> bool:
        """Whether only the rules changed by which the article is read. What is damaged says nothing."""
        reread = await self.store.was_reread(article.id, citation.quote.version)
        return reread or article.id not in await self.articles.many([article.id])


def erratum_of(citation: Citation, article: Article, versions: Sequence[StoredVersion]) -> Erratum | None:
    """What has become of a quote by the newest version of its article; None where it stands there. `versions` are all of
    the article, oldest first."""
    words, notice = single_spaced(citation.quote.text), article.correction
    notice = None if notice == citation.correction else notice
    later = [each for each in versions if each.number >= citation.quote.version]
    if words not in single_spaced(article.text):
        day = _since(later, lambda each: words not in single_spaced(each.text), article)
        now = restated(citation.quote, later[0].text if later else "", article.text, article.language)
        return Erratum(citation.number, ErratumKind.CHANGED, day, now or notice)
    if notice:
        day = _since(later, lambda each: each.correction == notice, article)
        return Erratum(citation.number, ErratumKind.CORRECTED, day, notice)
    return None


def restated(quote: Quote, before: str, after: str, language: str = "en") -> str | None:
    """The new sentence of an article that stands in place of a quoted one, verbatim; None where none is much like it. Of
    several quoted sentences that are gone, one with words that answered counts first."""
    known, new = _sentences(before, language), _sentences(after, language)
    fresh = [span for words, span in new.items() if words not in known]
    found: list[tuple[bool, float, Span]] = []
    for words, span in list(_sentences(quote.text, language).items())[:MOST_QUOTED]:
        best = None if words in new else most_alike(stems(search_terms(words)), after, fresh)
        if best is not None:
            at = Span(quote.span.start + span.start, quote.span.start + span.end)
            found.append((any(at.overlaps(mark) for mark in quote.marks), *best))
    if not found:
        return None
    _, _, span = max(found)
    return after[span.start : span.end]


def _since(later: Sequence[StoredVersion], holds: Callable[[StoredVersion], bool], article: Article) -> date:
    """The day of the first of the versions from which on it holds to the end."""
    day = article.fetched_at.date().isoformat()
    dated = list(zip(later, counts_from(later), strict=True))
    for version, since in reversed(dated[1:]):
        if not holds(version):
            break
        day = since or day
    return date.fromisoformat(day[:10])


def _sentences(text: str, language: str) -> dict[str, Span]:
    """By their words, so that another line break or blank is no change."""
    return {single_spaced(text[span.start : span.end]): span for span in sentences(text, language)}
