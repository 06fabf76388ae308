"""The sentences about what is new, which Discord and the terminal both show. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from retrieval import Citation, Copy
from retrieval.news import Briefing, BriefingEntry

from .locale import day_in_words, listed, t
from .markup import clip_plain
from .phrases import NAME, VALUE, also_in_line, date_label

TOPICS = 120


def briefing_title(briefing: Briefing) -> str:
    """Returns "New on “ceasefire”", or "What is new"."""
    topics = listed(t("quoted", text=topic) for topic in briefing.topics)
    return t("briefing-title", topics=clip_plain(topics, TOPICS)) if topics else t("briefing-title-all")


def since_label(briefing: Briefing, moment: str | None = None) -> str:
    """Returns "since 4 March 2024"; `moment` is how the face writes the moment of the last briefing."""
    return t("span-since", day=moment or day_in_words(briefing.since.day))


def stories_line(briefing: Briefing) -> str:
    """Says how many stories are new, and how many articles tell them."""
    articles = sum(each.articles for each in briefing.entries)
    return t("briefing-stories", stories=len(briefing.entries), articles=articles)


def nothing_line(briefing: Briefing, since: str) -> str:
    """Says that nothing is new."""
    if not briefing.topics:
        return t("briefing-nothing", since=since)
    topics = listed(t("quoted", text=topic) for topic in briefing.topics)
    return t("briefing-nothing-on", topics=clip_plain(topics, TOPICS), since=since)


def move_line(entry: BriefingEntry) -> str:
    """Returns "nine people → 44 people" where the value has moved, else nothing."""
    if entry.before is None or entry.disagrees:
        return ""
    return " → ".join(clip_plain(each.quote.marked, VALUE) for each in (entry.before, entry.citation))


def entry_remarks(entry: BriefingEntry) -> Iterator[str]:
    """Says what the value was before or is elsewhere, and who tells it too."""
    if (before := entry.before) is not None:
        yield t(
            "briefing-disagree" if entry.disagrees else "briefing-before",
            value=clip_plain(before.quote.marked, VALUE),
            source=clip_plain(before.publisher or before.title, NAME),
            day=date_label(before.published_at),
        )
    others = [*map(_as_copy, entry.also), *(copy for each in entry.also for copy in each.copies)]
    if told := also_in_line([*entry.citation.copies, *others]):
        yield told


def _as_copy(citation: Citation) -> Copy:
    return Copy(
        citation.quote.article_id, citation.title, citation.publisher, citation.published_at, citation.url
    )
