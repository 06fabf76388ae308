"""The plain sentences both faces show: pure, without markup, never escaped (a face does that)."""

# longer than 250 lines because every plain sentence of both faces stands here

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from retrieval import (
    Answer,
    Certainty,
    Citation,
    Difference,
    Finding,
    IngestItem,
    IngestSummary,
    Progress,
    Reason,
    Refusal,
    ReindexSummary,
    Result,
    Stance,
)

from .errors import sentence
from .provenance import origins_line

MAX_MISSING_WORDS = 4
"""More than this is a list, not a hint."""


MAX_DATES = 4
"""As many times as one quote needs explained; the line below it stays one line."""


@dataclass(frozen=True, slots=True)
class Face:
    """What the same deed is called where the reader is."""

    ingest: str
    articles: str
    follow_up: str


DISCORD = Face(
    ingest="someone who manages this server can add an article with /library add",
    articles="/articles lists what I have",
    follow_up="Reply to this message to ask a follow-up.",
)
TERMINAL = Face(
    ingest="add an article with “dateline ingest PATH”",
    articles="“dateline articles” lists what there is",
    follow_up="Ask a follow-up, or press Enter on an empty line to leave.",
)


def date_label(published_at: str | None) -> str:
    """ "undated", or the day, month or year as far as the source states it: "5 January 2024"."""
    if not published_at:
        return "undated"
    parts = published_at[:10].split("-")
    if len(parts) == 1:
        return parts[0]
    day = date(int(parts[0]), int(parts[1]), int(parts[2]) if len(parts) > 2 else 1)
    return f"{day.day} {day:%B} {day.year}" if len(parts) > 2 else f"{day:%B} {day.year}"


def page_label(*citations: Citation) -> str:
    """ "p. 4" or "pp. 4, 7" of one article; empty where there are no pages."""
    pages = sorted({citation.page for citation in citations if citation.page is not None})
    return f"{'p.' if len(pages) == 1 else 'pp.'} {', '.join(map(str, pages))}" if pages else ""


def dates_line(citation: Citation) -> str:
    """What the relative times in a quote mean: "“next month” = April 2024"; empty where there are none."""
    notes = dict.fromkeys(f"“{note.words}” = {note.means}" for note in citation.dates)
    return "; ".join(list(notes)[:MAX_DATES])


_CERTAINTY = {Certainty.SURE: "Sure", Certainty.LIKELY: "Likely: read the quote"}


def as_of_line(answer: Answer) -> str:
    """How current the answer is, by the newest source that it cites."""
    if answer.as_of is None:
        return f"As of an unknown date: {_sources(len(answer.citations))} undated."
    undated = sum(not citation.published_at for citation in answer.citations)
    line = f"As of {date_label(answer.as_of.isoformat())}, the newest source cited."
    return f"{line} {undated} of {len(answer.citations)} quotes undated." if undated else line


def footing_line(answer: Answer) -> str:
    """How sure the answer is, how many independent voices it has, and how current it is."""
    return " · ".join(filter(None, (_CERTAINTY[answer.certainty], origins_line(answer), as_of_line(answer))))


def _sources(quotes: int) -> str:
    return "the source is" if quotes == 1 else "the sources are"


def refusal_line(refusal: Refusal) -> str:
    """Why there is no answer, in one sentence."""
    if refusal.reason is Reason.OUTSIDE_TIME and (refusal.since or refusal.until):
        return f"Nothing {span_label(refusal.since, refusal.until)} answers this."
    return _WHY[refusal.reason]


def span_label(since: date | None, until: date | None) -> str:
    """Days as people write them: "from 4–11 January 2024", "from March 2024", "since 4 January 2024"."""
    if since is None or until is None:
        if since:
            return f"since {date_label(since.isoformat())}"
        return f"up to {date_label(until.isoformat())}" if until else "from that time"
    last = date_label(until.isoformat())
    if since == until:
        return f"from {last}"
    ends_month = (until + timedelta(days=1)).day == 1
    if since.day == 1 and ends_month and since.year == until.year:
        if since.month == until.month:
            return f"from {until:%B} {until.year}"
        if (since.month, until.month) == (1, 12):
            return f"from {until.year}"
    if since.year != until.year:
        return f"from {date_label(since.isoformat())} to {last}"
    if since.month != until.month:
        return f"from {since.day} {since:%B} to {last}"
    return f"from {since.day}–{last}"


def next_step(refusal: Refusal, face: Face) -> str:
    """What the reader can do about a refusal."""
    step = _NEXT[refusal.reason].format(ingest=face.ingest, articles=face.articles)
    if refusal.reason in _MISSING_HELPS and refusal.missing:
        words = ", ".join(f"“{word}”" for word in refusal.missing[:MAX_MISSING_WORDS])
        # Joined after formatting: a user's word may hold braces.
        step = f"Nothing here mentions {words}. {step}"
    return step


def nearest_label(refusal: Refusal) -> str:
    """The heading above `refusal.nearest`."""
    if refusal.reason is Reason.OUTSIDE_TIME and refusal.nearest:
        published = refusal.nearest.published_at
        found = f"from {date_label(published)}" if published else "undated"
        return f"The nearest is {found} – it is not an answer"
    return "The nearest passage I have – it is not an answer"


def stance_line(finding: Finding, face: Face) -> str:
    """What the articles say to a claim, in one sentence."""
    return _STANCES[finding.stance].format(ingest=face.ingest)


def difference_line(difference: Difference) -> str:
    """What the quote says in a claim's place."""
    if not difference.claimed:
        return f"The article denies it: “{difference.quoted}”."
    if not difference.quoted:
        return f"The claim says “{difference.claimed}”; the article says that it is so."
    return f"The claim says “{difference.claimed}”; the article says “{difference.quoted}”."


def nothing_to_check_line() -> str:
    """For a message without a statement."""
    return "I found nothing to check in that: questions, opinions and greetings are left alone."


_STANCES = {
    Stance.SUPPORTED: "Supported: an article says so.",
    Stance.CONTRADICTED: "Contradicted: an article says otherwise.",
    Stance.NOT_FOUND: "Not in my articles. It may still be true; {ingest}.",
}
_WHY = {
    Reason.EMPTY_LIBRARY: "I have no articles yet, so I cannot answer anything.",
    Reason.NOT_A_QUESTION: "I did not find a question in that.",
    Reason.NOTHING_FOUND: "None of my articles is about that.",
    Reason.NOT_ANSWERED: "My articles touch on that, but no sentence in them answers the question.",
    Reason.OUTSIDE_TIME: "I have nothing about that from the time you asked about.",
}
_NEXT = {
    Reason.EMPTY_LIBRARY: "To change that, {ingest}.",
    Reason.NOT_A_QUESTION: "Ask in a sentence, for example “When is the contract expected?”; {articles}.",
    Reason.NOTHING_FOUND: "Ask about something else ({articles}), or {ingest}.",
    Reason.NOT_ANSWERED: "Try other words or a narrower question, or {ingest}.",
    Reason.OUTSIDE_TIME: (
        "Ask about another time, or leave the time out; since and until also leave out every undated article."
    ),
}
_MISSING_HELPS = frozenset({Reason.NOTHING_FOUND, Reason.NOT_ANSWERED})


def progress_line(progress: Progress) -> str:
    """ "Embedding: 30 of 120 (25 %)"."""
    stage = progress.stage.capitalize()
    if not progress.total:
        return f"{stage} …"
    return f"{stage}: {progress.done:,} of {progress.total:,} ({progress.fraction:.0%})"


RESTARTING = "I am just restarting. Please try again in a moment."


def again_in(seconds_left: float) -> str:
    """For someone who asks faster than the bot may answer."""
    return f"One moment, please: you can ask again in {seconds_left:.0f} s."


def counted(number: int, noun: str) -> str:
    """ "1 article", "1,200 articles"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def ingest_line(summary: IngestSummary) -> str:
    """The batch in one sentence."""
    what = result_counts(summary)
    return (
        f"{what[0].upper()}{what[1:]}; {counted(summary.passages, 'passage')} in {seconds(summary.seconds)}."
    )


def result_counts(summary: IngestSummary) -> str:
    """ "1 added, 2 unchanged"."""
    counts = ((summary.count(result), result) for result in Result)
    return ", ".join(f"{count:,} {result.value}" for count, result in counts if count) or "nothing to take in"


def ingest_items(summary: IngestSummary, *, public: bool = False) -> Iterator[str]:
    """One line per input that a person should know about: all but the unchanged ones without warnings. `public` leaves
    out what only the operator should read."""
    for feed in summary.feeds:
        yield f"Following the feed “{feed.title or feed.url}”, every {feed.interval_minutes:,} minutes."
    for item in summary.items:
        if item.result is not Result.UNCHANGED or item.warnings:
            yield _ingest_item(item, public)


def _ingest_item(item: IngestItem, public: bool) -> str:
    if item.error is not None:
        return f"Failed: {sentence(item.error, public=public)}"
    line = f"{item.result.value.capitalize()}: {item.title or item.source}"
    return f"{line} ({'; '.join(item.warnings)})" if item.warnings else line


def reindex_line(summary: ReindexSummary) -> str:
    """What a reindex did, in one sentence."""
    return (
        f"Reindexed {counted(summary.articles, 'article')} and {counted(summary.passages, 'passage')} "
        f"in {seconds(summary.seconds)}: {summary.changed:,} changed, "
        f"{summary.embedded:,} embedded, {summary.reused:,} reused."
    )


def seconds(duration: float) -> str:
    """ "0.4 s", "12 s", "3 min 20 s", "2 h 5 min", "3 d 4 h"."""
    if duration < 9.95:
        return f"{duration:.1f} s"
    whole = round(duration)
    for unit, size, below, smaller in _UNITS:
        if whole >= size:
            return f"{whole // size} {unit} {whole % size // smaller} {below}"
    return f"{whole} s"


_UNITS = (("d", 86_400, "h", 3_600), ("h", 3_600, "min", 60), ("min", 60, "s", 1))
