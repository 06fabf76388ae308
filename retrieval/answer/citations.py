"""Quotes against their source: byte for byte, at their offsets, or not at all. Pure."""

from __future__ import annotations

from ..text import paragraphs
from ..types import Citation, Quote, Span


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
    touched = [each for each in paragraphs(text) if each.start < span.end and span.start < each.end]
    start = min([each.start for each in touched], default=span.start)
    end = max([each.end for each in touched], default=span.end)
    return text[min(start, span.start) : span.start], text[span.end : max(end, span.end)]


def marked_within(quote_span: Span, spans: list[Span]) -> tuple[Span, ...]:
    """Those of `spans` inside the quote, in order, without overlaps."""
    out: list[Span] = []
    for span in sorted(spans, key=lambda each: (each.start, -each.end)):
        if quote_span.start <= span.start < span.end <= quote_span.end and (
            not out or span.start >= out[-1].end
        ):
            out.append(span)
    return tuple(out)
