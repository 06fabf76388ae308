"""The only table from exception to the sentence a person reads: what happened, and what to do next.

Pure, and free of discord: the rows for discord's own exceptions are in `discord_errors`, which is imported
only when such an exception exists. Logging is the caller's; an unknown exception carries the `incident` id
that the caller logs with the traceback.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping
from hashlib import blake2s
from typing import Any

from retrieval import (
    CannotRestore,
    CannotUndo,
    ConfigError,
    DamagedFile,
    DatelineError,
    EmptyArticle,
    EmptyListing,
    EncryptedFile,
    EvaluationError,
    FetchFailed,
    FileTooLarge,
    GoneFromSource,
    IngestError,
    InvalidJson,
    InvalidListing,
    InvalidMetadata,
    InvalidQuestion,
    ModelError,
    NotFound,
    ReindexRunning,
    ScannedFile,
    StoreBusy,
    StoreError,
    TooDemanding,
    TooManyPages,
    TooMuchPacked,
    UnreadableFile,
    UnsafeAddress,
    UnsupportedFormat,
)

Row = Callable[[Any], str]
"""Takes an exception of the class it stands under. `Any`, because one mapping holds rows for many classes."""

OPERATOR_MATTERS: tuple[type[Exception], ...] = (ConfigError, StoreError, ModelError)
"""Their facts are paths and settings of the machine, which members of a server should not see."""


def sentence(error: BaseException, *, public: bool = False) -> str:
    """One or two plain sentences without markup. `public` leaves out what only the operator should read."""
    if public and isinstance(error, OPERATOR_MATTERS):
        return (
            f"Something is wrong on my side. Whoever runs me finds it in the log, incident {incident(error)}."
        )
    row = row_for(type(error))
    return row(error) if row else _unknown(error)


def row_for(kind: type[BaseException]) -> Row | None:
    """The row of the nearest ancestor that has one."""
    table = _table(kind)
    return next((table[ancestor] for ancestor in kind.__mro__ if ancestor in table), None)


def is_expected(error: BaseException) -> bool:
    """False for what nobody foresaw: log it with its traceback."""
    return row_for(type(error)) is not None


def incident(error: BaseException) -> str:
    """Six hex digits; the same fault at the same place has the same id."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else ""
    return blake2s(f"{type(error).__qualname__}|{error}|{where}".encode(errors="replace")).hexdigest()[:6]


def _unknown(error: BaseException) -> str:
    return (
        "Something went wrong that I did not foresee. Please try again; "
        f"if it happens again, whoever runs me finds it in the log as incident {incident(error)}."
    )


def _table(kind: type[BaseException]) -> Mapping[type[BaseException], Row]:
    if not any(ancestor.__module__.split(".")[0] in ("discord", "aiohttp") for ancestor in kind.__mro__):
        return CORE
    from .discord_errors import DISCORD  # the exception proves that discord is loaded already

    return {**CORE, **DISCORD}


def _clause(problem: str) -> str:
    """A problem in a library's own words, without the full stop that our sentence brings."""
    return problem.rstrip(". ")


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 100_000 else f"{size:,} bytes"


def _unsupported(error: UnsupportedFormat) -> str:
    kinds = ", ".join(error.supported)
    return f"“{error.source}” is a kind of file I cannot read. Save it as one of {kinds} and try again."


def _too_large(error: FileTooLarge) -> str:
    size, limit = _megabytes(error.size), _megabytes(error.limit)
    has = size if size != limit else "more"  # read no further than the limit
    return f"“{error.source}” has {has}; the limit is {limit}. Split it, or send the article's text only."


def _fetch_failed(error: FetchFailed) -> str:
    wait = f"in {_span(error.retry_after)}" if error.retry_after else "later"
    return (
        f"“{error.source}” could not be fetched: {_clause(error.problem)}. "
        f"Check that it opens in a browser, and try again {wait}."
    )


def _span(seconds: int) -> str:
    """A length of time, rounded up to a unit that people count in."""
    size, unit = (3600, "h") if seconds > 7200 else (60, "min") if seconds > 120 else (1, "s")
    return f"{-(-seconds // size)} {unit}"


def _empty_listing(error: EmptyListing) -> str:
    remedy = (
        "Try an earlier day, or leave the day out." if error.since else "Check that it is the right address."
    )
    return f"“{error.source}” lists nothing to take in: {error.problem}. {remedy}"


def _not_found(error: NotFound) -> str:
    return f"There is no {error.kind} {error.id} here any more. {_ELSEWHERE.get(error.kind, _ASK_AGAIN)}"


_ASK_AGAIN = "Ask again to get it from the current articles."
_ELSEWHERE = {
    "article": "Look it up in the list of articles.",
    "removed article": "It was brought back already, or removed for good; you can add it again.",
    "feed": "Look it up in the list of feeds.",
    "reindex": "Only the newest one of the same articles can be taken back.",
}

CORE: dict[type[BaseException], Row] = {
    DatelineError: lambda e: f"That did not work: {e}.",
    ConfigError: lambda e: (
        f"A setting in {e.source} is wrong: {_clause(e.problem)}. "
        "Correct it; config/default.toml lists and explains every setting."
    ),
    StoreError: lambda e: (
        f"The database {e.path} cannot be used: {e.problem}. "
        "Check that the disk has room and that data_dir is yours to write, then run “dateline doctor”."
    ),
    StoreBusy: lambda e: (
        f"Another process is using {e.path} ({e.problem}). Wait until it is done, or stop it, and try again."
    ),
    ModelError: lambda e: (
        f"The model “{e.model}” cannot be used: {_clause(e.problem)}. "
        f"Correct {e.setting} in the configuration, or remove it to get the default."
    ),
    IngestError: lambda e: f"“{e.source}” could not be taken in: {e.problem}. Correct it and send it again.",
    UnsupportedFormat: _unsupported,
    UnreadableFile: lambda e: (
        f"“{e.source}” cannot be read: {e.problem}. Check its path and permissions, and that it is text."
    ),
    EncryptedFile: lambda e: (
        f"“{e.source}” cannot be opened: {e.problem}. Take the password off, or send the article's text only."
    ),
    DamagedFile: lambda e: (
        f"“{e.source}” is damaged or not what its name says: {_clause(e.problem)}. "
        "Save or download it again and send the new file."
    ),
    TooDemanding: lambda e: (
        f"Reading “{e.source}” was given up: {e.problem}. Send a smaller file, or the article's text only."
    ),
    FileTooLarge: _too_large,
    TooManyPages: lambda e: (
        f"“{e.source}” has {e.problem}. Send the pages that matter as a file of their own."
    ),
    TooMuchPacked: lambda e: (
        f"“{e.source}” is not unpacked: {e.problem}. Split it, or send the files that matter by themselves."
    ),
    InvalidMetadata: lambda e: (
        f"The front matter of “{e.source}” cannot be understood: {e.problem}. "
        "It takes title, url, publisher and date, one “key: value” a line between two lines of “---”."
    ),
    InvalidListing: lambda e: (
        f"“{e.source}” cannot be read as a feed, sitemap or OPML list: {_clause(e.problem)}. "
        "Open it in a browser to see what is there; a site's feed often ends in /feed or /rss."
    ),
    InvalidJson: lambda e: (
        f"“{e.source}” is not an article in JSON: {_clause(e.problem)}. "
        "It takes one object with title and text, and where known url, publisher, author, date and language."
    ),
    EmptyArticle: lambda e: (
        f"“{e.source}” holds no article: {e.problem}. Send a file with at least one sentence of running text."
    ),
    UnsafeAddress: lambda e: (
        f"“{e.source}” is not fetched: {e.problem}. Give the http or https address of a public page; "
        "fetch.allowed_ports and fetch.allow_private_networks in the configuration allow more."
    ),
    FetchFailed: _fetch_failed,
    GoneFromSource: lambda e: (
        f"“{e.source}” is gone: {_clause(e.problem)}. Check the address; what was taken in from it before stays."
    ),
    ScannedFile: lambda e: (
        f"“{e.source}” holds pictures of pages: {e.problem}. "
        "Run it through text recognition (OCR) first, or send the article's text."
    ),
    EmptyListing: _empty_listing,
    NotFound: _not_found,
    CannotRestore: lambda e: (
        f"“{e.key}” was added anew since it was removed. Remove the new one first if you want the old one back."
    ),
    CannotUndo: lambda e: (
        f"“{e.name}” was put back already. The log shows what is in force."
        if e.undone
        else f"“{e.name}” was changed again since. Undo the newer change first; the log shows it."
    ),
    InvalidQuestion: lambda e: f"I cannot ask that: {e}. Change the question and try again.",
    EvaluationError: lambda e: (
        f"“{e.source}” cannot be used for evaluation: {_clause(e.problem)}. "
        "Correct it and start again; retrieval/evaluation/README.md describes the files."
    ),
    ReindexRunning: lambda e: "A reindex is already under way. Wait for it to finish, or cancel it first.",
    TimeoutError: lambda e: "That took too long and was stopped. Please try again in a moment.",
}
