"""Quotes held against the store: a quote is shown only where the stored article has exactly these words at this place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..errors import NotFound
from ..outcomes import GivenValue, Outcome, Reason, Refusal
from ..store.articles import Articles
from ..store.scopes import is_trash
from ..store.stories import Stories
from ..text import paragraphs
from ..types import Citation, Filters, Quote, QuoteContext
from ..workers.threads import Worker
from .compared.rivals import numbered


class Verifier:
    """Reads the stored text anew for every quote, so that a change since the search is noticed. Raises StoreError."""

    def __init__(self, articles: Articles, stories: Stories, parser: Worker) -> None:
        self._articles = articles
        self._stories = stories
        self._parser = parser

    async def outcome(self, outcome: Outcome, filters: Filters) -> Outcome:
        """The outcome without quotes that the store does not hold; without any quote left, a refusal."""
        if isinstance(outcome, Refusal):
            return outcome
        kept = await self.citations(outcome.citations, filters)
        if not kept:
            return Refusal(outcome.question, Reason.NOTHING_FOUND)
        first = kept[0].quote == outcome.citations[0].quote
        values = await self._values(outcome.values, filters) if first else ()
        return replace(outcome, citations=kept, values=numbered(values, kept))

    async def citations(self, given: Sequence[Citation], filters: Filters) -> tuple[Citation, ...]:
        """Those that the store holds, numbered anew, with the copies of their articles inside the filters."""
        kept = [citation for citation in given if await self._is_held(citation.quote)]
        copies = await self._stories.copies([each.quote.article_id for each in kept], filters)
        return tuple(
            replace(each, number=number, copies=copies.get(each.quote.article_id, ()))
            for number, each in enumerate(kept, start=1)
        )

    async def _values(self, given: Sequence[GivenValue], filters: Filters) -> list[GivenValue]:
        """Those of which the store holds the quote."""
        if not given:
            return []
        held = {each.quote: each for each in await self.citations([each.citation for each in given], filters)}
        return [
            replace(each, citation=held[each.citation.quote]) for each in given if each.citation.quote in held
        ]

    async def context(self, citation: Citation) -> QuoteContext:
        """The citation in its paragraph, checked against the store now. Raises NotFound when the article is gone."""
        quote = citation.quote
        text = await self._articles.version_text(quote.article_id, quote.version)
        newest = await self._articles.get(quote.article_id)
        if newest is None or is_trash(newest.scope):
            raise NotFound("article", quote.article_id)
        current = newest.version == quote.version
        if text is None:
            if not current:
                raise NotFound("article", quote.article_id)
            text = ""  # the stored text is damaged
        verified = holds(quote, text)
        around = await self._parser.run(surroundings, citation, text) if verified else ("", "")
        return QuoteContext(citation, *around, verified, current, quote.text in newest.text)

    async def _is_held(self, quote: Quote) -> bool:
        text = await self._articles.version_text(quote.article_id, quote.version)
        return text is not None and holds(quote, text)


def holds(quote: Quote, text: str) -> bool:
    """True when `text` has exactly the quote's words at the quote's offsets, and its marks lie inside, in order."""
    at = quote.span.start
    for mark in quote.marks:
        if not at <= mark.start < mark.end <= quote.span.end:
            return False
        at = mark.end
    within = 0 <= quote.span.start < quote.span.end <= len(text)
    return within and text[quote.span.start : quote.span.end] == quote.text


def surroundings(citation: Citation, text: str) -> tuple[str, str]:
    """What stands before and after the quote in its paragraph (or paragraphs)."""
    span = citation.quote.span
    touched = [each for each in paragraphs(text) if each.overlaps(span)]
    start = min([each.start for each in touched], default=span.start)
    end = max([each.end for each in touched], default=span.end)
    return text[min(start, span.start) : span.start], text[span.end : max(end, span.end)]
