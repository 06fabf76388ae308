"""The plain sentences both faces show: pure, without markup, never escaped (a face does that)."""

# longer than 250 lines because every sentence about an answer is chosen here

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum

from retrieval import (
    Answer,
    Citation,
    IngestItem,
    IngestSummary,
    Progress,
    Reason,
    Refusal,
    ReindexSummary,
    Result,
    ScopeFull,
)

from ..meanings import meaning_in_words
from ..provenance import origins_line
from .errors import sentence
from .locale import day_in_words, day_of_year_in_words, listed, month_in_words, say

MAX_MISSING_WORDS = 4
"""More than this is a list, not a hint."""


MAX_DATES = 4
"""As many times as one quote needs explained; the line below it stays one line."""


class Face(StrEnum):
    """Where the reader is: there the same deed is called something else."""

    DISCORD = "discord"
    DIRECT = "direct"
    """A direct message: nobody there manages a server."""
    PRIVATE = "private"
    """A message in a server that Discord shows to one person: it lets nobody reply to that."""
    OUTSIDE = "outside"
    """Where the bot is no member, and reads no reply."""
    UNHEARD = "unheard"
    """A channel of a server of its own that it may not see: it reads no reply there either."""
    TERMINAL = "terminal"


DISCORD, TERMINAL = Face.DISCORD, Face.TERMINAL


def date_label(published_at: str | None) -> str:
    """ "undated", or the day, month or year as far as the source states it: "5 January 2024"."""
    if not published_at:
        return say("undated")
    parts = published_at[:10].split("-")
    if len(parts) == 1:
        return say("year", year=parts[0])
    day = date(int(parts[0]), int(parts[1]), int(parts[2]) if len(parts) > 2 else 1)
    return day_in_words(day) if len(parts) > 2 else month_in_words(day)


def page_label(*citations: Citation) -> str:
    """ "p. 4" or "pp. 4, 7" of one article; empty where there are no pages."""
    pages = sorted({citation.page for citation in citations if citation.page is not None})
    return say("pages", count=len(pages), pages=listed(map(str, pages))) if pages else ""


def dates_line(citation: Citation) -> str:
    """What the relative times in a quote mean: "“next month” = April 2024"; empty where there are none."""
    meant = ((note.words, meaning_in_words(note.means)) for note in citation.dates)
    notes = dict.fromkeys(say("date-note", words=words, means=means) for words, means in meant)
    return "; ".join(list(notes)[:MAX_DATES])


def as_of_line(answer: Answer) -> str:
    """How current the answer is, by the newest source that it cites."""
    quotes = len(answer.citations)
    if answer.as_of is None:
        return say("as-of-unknown", quotes=quotes)
    day = date_label(answer.as_of.isoformat())
    if undated := sum(not citation.published_at for citation in answer.citations):
        return say("as-of-some-undated", day=day, undated=undated, quotes=quotes)
    return say("as-of", day=day)


def footing_line(answer: Answer) -> str:
    """How sure the answer is, how many independent voices it has, and how current it is."""
    certainty = say(f"certainty-{answer.certainty.value}")
    return " · ".join(filter(None, (certainty, origins_line(answer), as_of_line(answer))))


def follow_up(face: Face) -> str:
    """How one asks on."""
    return say("follow-up", face=(Face.OUTSIDE if face is Face.UNHEARD else face).value)


def refusal_line(refusal: Refusal) -> str:
    """Why there is no answer, in one sentence."""
    if refusal.reason is Reason.OUTSIDE_TIME and (refusal.since or refusal.until):
        return say("refusal-outside-span", span=span_label(refusal.since, refusal.until))
    return say(f"refusal-{_named(refusal.reason)}")


def span_label(since: date | None, until: date | None) -> str:
    """Days as people write them, at least one of the two given: "from 4–11 January 2024", "from March 2024",
    "since 4 January 2024"."""
    if until is None:
        return say("span-since", day=day_in_words(since)) if since else ""
    if since is None:
        return say("span-until", day=day_in_words(until))
    if since == until:
        return say("span-day", day=day_in_words(until))
    ends_month = (until + timedelta(days=1)).day == 1
    if since.day == 1 and ends_month and since.year == until.year:
        if since.month == until.month:
            return say("span-month", month=month_in_words(until))
        if (since.month, until.month) == (1, 12):
            return say("span-year", year=str(until.year))
    return _days(since, until)


def _days(since: date, until: date) -> str:
    """A language takes of the two days what it writes."""
    how = "across-years"
    if since.year == until.year:
        how = "within-month" if since.month == until.month else "within-year"
    return say(
        f"span-{how}",
        first=day_in_words(since),
        first_day=day_of_year_in_words(since),
        first_number=str(since.day),
        last=day_in_words(until),
        last_day=day_of_year_in_words(until),
        last_number=str(until.day),
    )


def next_step(refusal: Refusal, face: Face) -> str:
    """What the reader can do about a refusal."""
    step = say(f"next-{_named(refusal.reason)}", face=face.value)
    if refusal.reason in _MISSING_HELPS and refusal.missing:
        words = listed(say("quoted", text=word) for word in refusal.missing[:MAX_MISSING_WORDS])
        return f"{say('nothing-mentions', words=words)} {step}"
    return step


def nearest_label(refusal: Refusal) -> str:
    """The heading above `refusal.nearest`."""
    if refusal.reason is not Reason.OUTSIDE_TIME or refusal.nearest is None:
        return say("nearest")
    published = refusal.nearest.published_at
    return say("nearest-dated", day=date_label(published)) if published else say("nearest-undated")


_MISSING_HELPS = frozenset({Reason.NOTHING_FOUND, Reason.NOT_ANSWERED})


def _named(reason: Reason) -> str:
    return reason.value.replace("_", "-")


STAGES = frozenset({"ingesting", "reindexing", "embedding", "comparing", "rolling back"})
"""What long jobs of the library call their stages; others are shown as they are."""


def progress_line(progress: Progress) -> str:
    """ "Embedding: 30 of 120 (25 %)"."""
    known = progress.stage in STAGES
    stage = say(f"stage-{progress.stage.replace(' ', '-')}") if known else progress.stage.capitalize()
    if not progress.total:
        return say("progress-starting", stage=stage)
    percent = round(progress.fraction * 100)
    return say("progress", stage=stage, done=progress.done, total=progress.total, percent=percent)


def restarting() -> str:
    """To whoever comes while the bot is closing."""
    return say("restarting")


def counted(number: int, noun: str) -> str:
    """ "1 article", "1,200 articles": of the nouns that the languages have ("count-article")."""
    return say(f"count-{noun}", n=number)


def ingest_line(summary: IngestSummary) -> str:
    """The batch in one sentence."""
    what = result_counts(summary)
    return say(
        "ingest-done",
        what=what[0].upper() + what[1:],
        passages=counted(summary.passages, "passage"),
        time=seconds(summary.seconds),
    )


def result_counts(summary: IngestSummary) -> str:
    """ "1 added, 2 unchanged"."""
    counts = ((summary.count(result), result) for result in Result)
    shown = listed(say(f"result-{result.value}", n=count) for count, result in counts if count)
    return shown or say("result-nothing")


def ingest_items(summary: IngestSummary, *, public: bool = False) -> Iterator[str]:
    """One line per input that a person should know about: all but the unchanged ones without warnings. `public` leaves
    out what only the operator should read."""
    for feed in summary.feeds:
        yield say("ingest-following", feed=feed.title or feed.url, minutes=feed.interval_minutes)
    full = 0
    for item in summary.items:
        if isinstance(item.error, ScopeFull) and full:
            full += 1
        elif item.result is not Result.UNCHANGED or item.warnings:
            full += isinstance(item.error, ScopeFull)
            yield _ingest_item(item, public)
    if full > 1:
        yield say("items-full", n=full - 1)


def _ingest_item(item: IngestItem, public: bool) -> str:
    title = item.title or item.source if item.error is None else sentence(item.error, public=public)
    result = item.result if item.error is None else Result.FAILED
    line = say(f"item-{result.value}", title=title)
    if item.error is None and item.warnings:
        return say("item-warned", item=line, warnings="; ".join(item.warnings))
    return line


def reindex_line(summary: ReindexSummary) -> str:
    """What a reindex did, in one sentence."""
    return say(
        "reindex-done",
        articles=counted(summary.articles, "article"),
        passages=counted(summary.passages, "passage"),
        time=seconds(summary.seconds),
        changed=summary.changed,
        embedded=summary.embedded,
        reused=summary.reused,
    )


def seconds(duration: float) -> str:
    """ "0.4 s", "12 s", "3 min 20 s", "2 h 5 min", "3 d 4 h"."""
    if duration < 9.95:
        return say("time-short", seconds=round(duration, 1))
    whole = round(duration)
    if whole < 60:
        return say("time-seconds", seconds=whole)
    if whole < 3_600:
        return say("time-minutes-seconds", minutes=whole // 60, seconds=whole % 60)
    if whole < 86_400:
        return say("time-hours-minutes", hours=whole // 3_600, minutes=whole % 3_600 // 60)
    return say("time-days-hours", days=whole // 86_400, hours=whole % 86_400 // 3_600)
