"""What a reindex does to one article, decided without touching anything: a dry run and a real one both ask here."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from ..history import changes
from ..store.articles import draft_hash
from ..types import Article, Change, Draft, ReindexItem, ReindexKind, Span
from .passages import split

MOST_CHANGES = 6
"""Sentences that a plan shows of one article: enough to see what a new rule does, few enough for a thousand articles."""
_FIELDS = (
    "title",
    "url",
    "byline",
    "publisher",
    "published_at",
    "updated_at",
    "language",
    "pages",
)
"""What `draft_hash` covers besides the text."""


@dataclass(frozen=True, slots=True)
class Standing:
    """An article as it is stored: its passages, and those of them that have a vector of today's model."""

    article: Article
    spans: tuple[Span, ...]
    embedded: frozenset[Span]


@dataclass(frozen=True, slots=True)
class Renewal:
    """What is to be made of an article. `reusable` are texts of passages whose stored vectors stay right."""

    kind: ReindexKind
    title: str
    text: str
    spans: tuple[Span, ...]
    reusable: frozenset[str]

    @property
    def to_embed(self) -> int:
        """Texts that need a vector; a text that occurs twice needs one."""
        if self.kind is ReindexKind.UNCHANGED:
            return 0
        return len({self.text[span.start : span.end] for span in self.spans} - self.reusable)


def renewal(standing: Standing, draft: Draft | None, words: int, full: bool) -> Renewal:
    """`draft` is today's reading of the article; None where that leaves nothing, so that the old text stays. `full`
    keeps no vector. A vector covers its article's title, too: under another title none can stay."""
    article = standing.article
    reread = draft is not None and draft_hash(draft) != article.content_hash
    new = draft if draft is not None and reread else article
    spans = tuple(split(new.text, words, new.language))
    kept: Collection[Span] = () if full or new.title != article.title else standing.embedded
    reusable = frozenset(article.text[span.start : span.end] for span in kept)
    if reread:
        kind = ReindexKind.REREAD
    elif spans != standing.spans:
        kind = ReindexKind.RESPLIT
    elif any(new.text[span.start : span.end] not in reusable for span in spans):
        kind = ReindexKind.REEMBED
    else:
        kind = ReindexKind.UNCHANGED
    return Renewal(kind, new.title, new.text, spans, reusable)


def foretold(standing: Standing, draft: Draft | None, words: int, full: bool) -> ReindexItem:
    """The same as a person reads it, with the first sentences that would come or go."""
    article, what = standing.article, renewal(standing, draft, words, full)
    sentences: tuple[Change, ...] = ()
    fields: tuple[str, ...] = ()
    if draft is not None and what.kind is ReindexKind.REREAD:
        sentences = changes(article.text, draft.text, article.language)
        fields = tuple(name for name in _FIELDS if getattr(draft, name) != getattr(article, name))
    return ReindexItem(
        article_id=article.id,
        title=article.title,
        publisher=article.publisher,
        kind=what.kind,
        passages=len(what.spans),
        to_embed=what.to_embed,
        fields=fields,
        changes=sentences[:MOST_CHANGES],
        more_changes=max(0, len(sentences) - MOST_CHANGES),
    )
