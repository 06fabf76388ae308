"""The sentences that Discord and the terminal both show: without markup, never escaped (a face does that). Pure.

About articles (dates, corrections, copies), answers, refusals, times in quotes, long jobs, and checked claims."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from enum import StrEnum

from retrieval import (
    Answer,
    Citation,
    Copy,
    Difference,
    Finding,
    GivenValue,
    IngestItem,
    IngestSummary,
    Outcome,
    Progress,
    Reason,
    Refusal,
    ReindexSummary,
    Result,
    ScopeFull,
    Stance,
    Verdict,
)

from .errors import sentence
from .locale import ENGLISH, current, day_in_words, day_of_year_in_words, listed, month_in_words, seconds, t
from .markup import clip_plain

MAX_NAMES = 3
"""More than this is a list, not a remark."""
NAME = 40

_LABELLED = re.compile(r"\W{0,3}[^\W\d]{3,30}(?:['’ -]{1,2}[^\W\d]{1,30}){0,3}:\s")
"""“Correction:”, “Editor's note:”, “Berichtigung:”: the notice says itself what it is."""


def correction_line(notice: str | None) -> str:
    """Returns "⚠ Correction: an earlier version ..."; empty where there is no notice."""
    if not notice or not notice.strip():
        return ""
    notice = notice.strip()
    if _LABELLED.match(notice):
        return t("notice", notice=notice)
    return t("notice-correction" if "correct" in notice.casefold() else "notice-note", notice=notice)


def also_in_line(copies: Iterable[Copy]) -> str:
    """Returns "also in: Reuters, Bay News and 4 more"; empty where there are none."""
    names = list(dict.fromkeys(filter(None, map(copy_name, copies))))
    if not names:
        return ""
    shown, more = listed(clip_plain(name, NAME) for name in names[:MAX_NAMES]), len(names) - MAX_NAMES
    return t("also-in-more", names=shown, more=more) if more > 0 else t("also-in", names=shown)


def copy_name(copy: Copy) -> str:
    """Returns who printed it, or its title where that is not known."""
    return " ".join((copy.publisher or "").split()) or " ".join(copy.title.split())


def remarks(citation: Citation) -> Iterator[str]:
    """Returns what stands below a source, one line each."""
    yield from filter(
        None, (stood_line(citation), correction_line(citation.correction), also_in_line(citation.copies))
    )


def stood_line(citation: Citation) -> str:
    """Returns "As it stood on 1 March 2024; changed on 4 March 2024."; empty where the quote is of no former version."""
    if citation.former is None:
        return ""
    stood, changed = citation.former.stood_on, citation.former.changed_on
    return t("stood", day=day_in_words(stood), changed=day_in_words(changed))


def origins_line(answer: Answer) -> str:
    """Returns "3 articles, 1 origin"; empty where no article is a copy of another, and none gives the same value."""
    if answer.articles <= answer.origins and not answer.agreeing:
        return ""
    return t("origins", articles=answer.articles, origins=answer.origins)


_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MONTHS = {name: number for number, name in enumerate(_NAMES, 1)}
_SEASONS = {"spring": "spring", "summer": "summer", "autumn": "autumn", "fall": "autumn"}
_DAY = rf"\d{{1,2}} (?:{'|'.join(_MONTHS)}) \d{{1,4}}"


def meaning_in_words(means: str) -> str:
    """Returns "the week of 4 March 2024" as the language says it. Another form stays in English."""
    if current() == ENGLISH:
        return means
    for pattern, words in _FORMS:
        if found := pattern.fullmatch(means):
            return words(*found.groups())
    return means


def _day(text: str) -> date:
    day, month, year = text.split()
    return date(int(year), _MONTHS[month], int(day))


def _month(month: str, year: str) -> str:
    return month_in_words(date(int(year), _MONTHS[month], 1))


def _weekend(first_number: str, last: str) -> str:
    end = _day(last)
    return t(
        "meaning-weekend",
        first=day_in_words(end.replace(day=int(first_number))),
        first_number=first_number,
        last=day_in_words(end),
        last_number=str(end.day),
    )


def _days_meant(first: str, last: str) -> str:
    return t("meaning-days", first=day_in_words(_day(first)), last=day_in_words(_day(last)))


def _season(name: str, year: str) -> str:
    return t(f"season-{_SEASONS[name.lower()]}", year=year)


_FORMS: tuple[tuple[re.Pattern[str], Callable[..., str]], ...] = (
    (re.compile(rf"({_DAY})"), lambda day: day_in_words(_day(day))),
    (re.compile(rf"({'|'.join(_MONTHS)}) (\d{{1,4}})"), _month),
    (re.compile(r"(\d{1,4})"), lambda year: t("year", year=year)),
    (re.compile(rf"(\d{{1,2}})–({_DAY})"), _weekend),
    (re.compile(rf"({_DAY})–({_DAY})"), _days_meant),
    (re.compile(rf"the night of ({_DAY})"), lambda day: t("meaning-night", day=day_in_words(_day(day)))),
    (re.compile(rf"the week of ({_DAY})"), lambda day: t("meaning-week", day=day_in_words(_day(day)))),
    (re.compile(r"about (.+)"), lambda time: t("meaning-about", time=meaning_in_words(time))),
    (re.compile(rf"(?i:({'|'.join(_SEASONS)})) (\d{{1,4}})"), _season),
)


MAX_MISSING_WORDS = 4
"""More than this is a list, not a hint."""
_MISSING_HELPS = frozenset({Reason.NOTHING_FOUND, Reason.NOT_ANSWERED})
STAGES = frozenset({"ingesting", "reindexing", "embedding", "comparing", "rolling back"})
"""What long jobs of the library call their stages; others are shown as they are."""
MAX_DATES = 4
"""As many times as one quote needs explained; the line below it stays one line."""


class Face(StrEnum):
    """Where the reader is. The same thing is done in another way there, so that hints differ."""

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
    """Returns the day, month or year as far as the source states it, "5 January 2024"; or "undated"."""
    if not published_at:
        return t("undated")
    parts = published_at[:10].split("-")
    if len(parts) == 1:
        return t("year", year=parts[0])
    day = date(int(parts[0]), int(parts[1]), int(parts[2]) if len(parts) > 2 else 1)
    return day_in_words(day) if len(parts) > 2 else month_in_words(day)


def page_label(*citations: Citation) -> str:
    """Returns "p. 4" or "pp. 4, 7" of one article; empty where there are no pages."""
    pages = sorted({citation.page for citation in citations if citation.page is not None})
    return t("pages", count=len(pages), pages=listed(map(str, pages))) if pages else ""


def dates_line(citation: Citation) -> str:
    """Returns what the relative times in a quote mean, "“next month” = April 2024"; empty where there are none."""
    meant = ((note.words, meaning_in_words(note.means)) for note in citation.dates)
    notes = dict.fromkeys(t("date-note", words=words, means=means) for words, means in meant)
    return "; ".join(list(notes)[:MAX_DATES])


def corrected_line(outcome: Outcome) -> str:
    """Says what misspelt words were read as; empty where there were none."""
    return (
        t("corrected", words=listed(each.read_as for each in outcome.corrected)) if outcome.corrected else ""
    )


def known_by_line(outcome: Outcome) -> str:
    """Says as of which day it was answered; empty where it is today."""
    return t("known-by", day=day_in_words(outcome.known_by)) if outcome.known_by else ""


def verdict_line(answer: Answer) -> str:
    """Returns "Yes, as of 5 January 2024", by the day of the first quote; that it is not settled, where yes or no was
    asked for; what was asked of the article itself; empty for any other answer."""
    if answer.verdict is None:
        return t("verdict-none") if answer.undecided else source_line(answer)
    said, published = t(f"verdict-{answer.verdict.value}"), answer.citations[0].published_at
    return t("verdict-dated", verdict=said, day=date_label(published)) if published else said


def source_line(answer: Answer) -> str:
    """Says what was asked of the article of the first quote; empty where nothing was."""
    if (about := answer.about) is None:
        return ""
    asked = about.asked.value
    if not (about.byline if asked == "author" else about.published_at):
        asked = f"{asked}-none"
    elif asked == "published" and (about.updated_at or "")[:10] > (about.published_at or "")[:10]:
        asked = "published-updated"
    return t(
        f"about-{asked}",
        publisher=clip_plain(about.publisher or about.title, 2 * NAME),
        byline=clip_plain(about.byline or "", 3 * NAME),
        day=date_label(about.published_at),
        updated=date_label(about.updated_at),
        added=day_in_words(about.added_at.date()),
    )


def as_of_line(answer: Answer) -> str:
    """Says how current the answer is, by the newest source that it cites."""
    quotes = len(answer.citations)
    if answer.as_of is None:
        return t("as-of-unknown", quotes=quotes)
    day = date_label(answer.as_of.isoformat())
    if undated := sum(not citation.published_at for citation in answer.citations):
        return t("as-of-some-undated", day=day, undated=undated, quotes=quotes)
    return t("as-of", day=day)


MAX_VALUES = 3
"""More than this is a history, not a remark."""
VALUE = 40


def value_lines(answer: Answer) -> Iterator[str]:
    """Says what other articles give in place of the answer, "Earlier: “6 people” · 3 March 2024 · Bay News · [2]": a line
    for each kind."""
    for agreement, given in answer.differing.items():
        yield t(f"values-{agreement.value}", values="; ".join(map(_value, given[:MAX_VALUES])))


def _value(given: GivenValue) -> str:
    cited = given.citation
    facts = (
        t("quoted", text=clip_plain(given.words, VALUE)),
        date_label(cited.published_at),
        clip_plain(cited.publisher or cited.title, NAME),
        f"[{cited.number}]" if cited.number else "",
    )
    return " · ".join(filter(None, facts))


def footing_line(answer: Answer) -> str:
    """Says how sure the answer is, where that can be said, how many independent sources it has, and how current it is."""
    certainty = "" if answer.undecided or answer.about else t(f"certainty-{answer.certainty.value}")
    return " · ".join(filter(None, (certainty, origins_line(answer), as_of_line(answer))))


def follow_up(face: Face) -> str:
    """Says how one asks a further question."""
    return t("follow-up", face=(Face.OUTSIDE if face is Face.UNHEARD else face).value)


def refusal_line(refusal: Refusal) -> str:
    """Says in one sentence why there is no answer."""
    if refusal.reason is Reason.OUTSIDE_TIME and (refusal.since or refusal.until):
        return t("refusal-outside-span", span=span_label(refusal.since, refusal.until))
    if refusal.reason is Reason.NOTHING_YET and refusal.since and refusal.until:
        return t("refusal-before-first", day=day_in_words(refusal.until), first=day_in_words(refusal.since))
    return t(f"refusal-{_named(refusal.reason)}")


def span_label(since: date | None, until: date | None) -> str:
    """Returns days as people write them, at least one of the two given: "from 4–11 January 2024", "from March 2024",
    "since 4 January 2024"."""
    if until is None:
        return t("span-since", day=day_in_words(since)) if since else ""
    if since is None:
        return t("span-until", day=day_in_words(until))
    if since == until:
        return t("span-day", day=day_in_words(until))
    ends_month = (until + timedelta(days=1)).day == 1
    if since.day == 1 and ends_month and since.year == until.year:
        if since.month == until.month:
            return t("span-month", month=month_in_words(until))
        if (since.month, until.month) == (1, 12):
            return t("span-year", year=str(until.year))
    return _days(since, until)


def _days(since: date, until: date) -> str:
    """Returns a span of two days. Both are given whole and in parts: each language writes what it needs."""
    how = "across-years"
    if since.year == until.year:
        how = "within-month" if since.month == until.month else "within-year"
    return t(
        f"span-{how}",
        first=day_in_words(since),
        first_day=day_of_year_in_words(since),
        first_number=str(since.day),
        last=day_in_words(until),
        last_day=day_of_year_in_words(until),
        last_number=str(until.day),
    )


def next_step(refusal: Refusal, face: Face) -> str:
    """Says what the reader can do about a refusal."""
    step = t(f"next-{_named(refusal.reason)}", face=face.value)
    if refusal.reason in _MISSING_HELPS and refusal.missing:
        words = listed(t("quoted", text=word) for word in refusal.missing[:MAX_MISSING_WORDS])
        return f"{t('nothing-mentions', words=words)} {step}"
    return step


def nearest_label(refusal: Refusal) -> str:
    """Returns the heading above `refusal.nearest`."""
    if refusal.reason is not Reason.OUTSIDE_TIME or refusal.nearest is None:
        return t("nearest")
    published = refusal.nearest.published_at
    return t("nearest-dated", day=date_label(published)) if published else t("nearest-undated")


def _named(reason: Reason) -> str:
    return reason.value.replace("_", "-")


def progress_line(progress: Progress) -> str:
    """Returns "Embedding: 30 of 120 (25 %)"."""
    known = progress.stage in STAGES
    stage = t(f"stage-{progress.stage.replace(' ', '-')}") if known else progress.stage.capitalize()
    if not progress.total:
        return t("progress-starting", stage=stage)
    percent = round(progress.fraction * 100)
    return t("progress", stage=stage, done=progress.done, total=progress.total, percent=percent)


def counted(number: int, noun: str) -> str:
    """Returns "1 article", "1,200 articles", of the nouns that the languages have ("count-article")."""
    return t(f"count-{noun}", n=number)


def ingest_line(summary: IngestSummary) -> str:
    """Returns the batch in one sentence."""
    what = result_counts(summary)
    return t(
        "ingest-done",
        what=what[0].upper() + what[1:],
        passages=counted(summary.passages, "passage"),
        time=seconds(summary.seconds),
    )


def result_counts(summary: IngestSummary) -> str:
    """Returns "1 added, 2 unchanged"."""
    counts = ((summary.count(result), result) for result in Result)
    shown = listed(t(f"result-{result.value}", n=count) for count, result in counts if count)
    return shown or t("result-nothing")


def ingest_items(summary: IngestSummary, *, public: bool = False) -> Iterator[str]:
    """Returns one line per input that a person should know about: all but the unchanged ones without warnings. `public`
    leaves out what only the operator should read."""
    for feed in summary.feeds:
        yield t("ingest-following", feed=feed.title or feed.url, minutes=feed.interval_minutes)
    full = 0
    for item in summary.items:
        if isinstance(item.error, ScopeFull) and full:
            full += 1
        elif item.result is not Result.UNCHANGED or item.warnings:
            full += isinstance(item.error, ScopeFull)
            yield _ingest_item(item, public)
    if full > 1:
        yield t("items-full", n=full - 1)


def _ingest_item(item: IngestItem, public: bool) -> str:
    title = item.title or item.source if item.error is None else sentence(item.error, public=public)
    result = item.result if item.error is None else Result.FAILED
    line = t(f"item-{result.value}", title=title)
    if item.error is None and item.warnings:
        return t("item-warned", item=line, warnings="; ".join(item.warnings))
    return line


def reindex_line(summary: ReindexSummary) -> str:
    """Says in one sentence what a reindex did."""
    return t(
        "reindex-done",
        articles=counted(summary.articles, "article"),
        passages=counted(summary.passages, "passage"),
        time=seconds(summary.seconds),
        changed=summary.changed,
        embedded=summary.embedded,
        reused=summary.reused,
    )


def stance_line(finding: Finding) -> str:
    """Says in a line what the articles say to a claim."""
    word = t(f"claim-{finding.stance.value.replace('_', '-')}")
    return f"{word}. {t('claim-may-be-true')}" if finding.stance is Stance.NOT_FOUND else f"{word}."


def left_out_lines(verdict: Verdict) -> list[str]:
    """Says what of the message was not checked, a sentence each; none where all of it was."""
    lines = []
    if verdict.left_out:
        lines.append(t("claim-left-out", sentences=verdict.left_out, most=len(verdict.findings)))
    if verdict.unread:
        lines.append(t("claim-unread", characters=len(verdict.text) - verdict.unread))
    return lines


def difference_line(difference: Difference) -> str:
    """Says what the quote says in a claim's place."""
    if not difference.claimed:
        return t("claim-denied", quoted=difference.quoted)
    if not difference.quoted:
        return t("claim-denies", claimed=difference.claimed)
    return t("claim-differs", claimed=difference.claimed, quoted=difference.quoted)


def nearest_line(finding: Finding) -> str:
    """Says what the closest passage is, or seems to say."""
    return t(f"claim-leans-{finding.leaning.value}" if finding.leaning else "claim-nearest")
