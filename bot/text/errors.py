"""The only table from exception to the sentence a person reads: what happened, and what to do next.

Pure, and free of discord: the rows for discord's own exceptions are in `discord_errors`, which is imported
only when such an exception exists. Logging is the caller's; an unknown exception carries the `incident` id
that the caller logs with the traceback.
"""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from hashlib import blake2s

from retrieval import (
    ArticleTooLong,
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
    NotAnArticle,
    NotFound,
    ReindexRunning,
    ScannedFile,
    ScopeFull,
    StoreBusy,
    StoreDamaged,
    StoreError,
    StoreForbidden,
    StoreFull,
    StoreTooNew,
    TooDemanding,
    TooManyPages,
    TooMuchPacked,
    UnreadableFile,
    UnsafeAddress,
    UnsupportedFormat,
)

from ..data_folder import FolderInUse, ForeignFolder
from ..preferences import InvalidPreference, PreferencesUnknown
from .locale import ENGLISH, Row, clause, listed, saying, t, unlinked, using_locale

OPERATOR_MATTERS: tuple[type[Exception], ...] = (
    ConfigError,
    StoreError,
    ModelError,
    FolderInUse,
    ForeignFolder,
)
"""Their facts are paths and settings of the machine, which members of a server should not see."""


def sentence(error: BaseException, *, public: bool = False) -> str:
    """Returns one or two plain sentences without markup, in the language in force. `public` leaves out what only the
    operator should read."""
    if public and isinstance(error, OPERATOR_MATTERS):
        return t("error-mine", incident=incident(error))
    row = row_for(type(error))
    return row(error) if row else t("error-unforeseen", incident=incident(error))


def for_log(error: BaseException) -> str:
    """Returns them for the operator: in English, whoever met the error."""
    with using_locale(ENGLISH), unlinked():
        return sentence(error)


def row_for(kind: type[BaseException]) -> Row | None:
    """Returns the row of the nearest ancestor that has one."""
    table = _table(kind)
    return next((table[ancestor] for ancestor in kind.__mro__ if ancestor in table), None)


def is_expected(error: BaseException) -> bool:
    """Tells whether the table has a row for it. False means that nobody foresaw it: log it with its traceback."""
    return row_for(type(error)) is not None


def incident(error: BaseException) -> str:
    """Returns six hex digits; the same fault at the same place has the same id."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else ""
    return blake2s(f"{type(error).__qualname__}|{error}|{where}".encode(errors="replace")).hexdigest()[:6]


def _table(kind: type[BaseException]) -> Mapping[type[BaseException], Row]:
    if not any(ancestor.__module__.split(".")[0] in ("discord", "aiohttp") for ancestor in kind.__mro__):
        return CORE
    from .discord_errors import DISCORD  # the exception proves that discord is loaded already

    return {**CORE, **DISCORD}


def _megabytes(size: int) -> str:
    if size >= 100_000:
        return t("size-megabytes", size=round(size / 1_000_000, 1))
    return t("size-bytes", size=size)


def _too_long(error: ArticleTooLong) -> str:
    unit = error.setting.rpartition("_")[2]
    return t(f"error-too-many-{unit}", source=error.source, size=error.size, limit=error.limit)


def _full(error: ScopeFull) -> str:
    unit = error.setting.rpartition("_")[2]
    if unit == "bytes":
        return t("error-full-bytes", used=_megabytes(error.used), limit=_megabytes(error.limit))
    return t(f"error-full-{unit}", used=error.used, limit=error.limit)


def _unsupported(error: UnsupportedFormat) -> str:
    return t("error-unsupported-format", source=error.source, kinds=listed(error.supported))


def _too_large(error: FileTooLarge) -> str:
    size, limit = _megabytes(error.size), _megabytes(error.limit)
    if size == limit:  # read no further than the limit
        return t("error-file-larger", source=error.source, limit=limit)
    return t("error-file-too-large", source=error.source, size=size, limit=limit)


def _fetch_failed(error: FetchFailed) -> str:
    source, problem = error.source, clause(error.problem)
    if not error.retry_after:
        return t("error-fetch-failed", source=source, problem=problem)
    return t("error-fetch-failed-wait", source=source, problem=problem, time=_span(error.retry_after))


def _span(seconds: int) -> str:
    """Returns a length of time, rounded up to a unit that people count in."""
    if seconds > 7200:
        return t("time-hours", hours=-(-seconds // 3600))
    return (
        t("time-minutes", minutes=-(-seconds // 60)) if seconds > 120 else t("time-seconds", seconds=seconds)
    )


def _empty_listing(error: EmptyListing) -> str:
    return t(
        "error-empty-listing-since" if error.since else "error-empty-listing",
        source=error.source,
        problem=clause(error.problem),
    )


MISSABLE = frozenset({"answer", "article", "removed article", "feed", "reindex", "change"})
"""What `NotFound` is known to speak of."""


def _not_found(error: NotFound) -> str:
    if error.kind in MISSABLE:
        return t(f"error-no-{error.kind.replace(' ', '-')}", id=str(error.id))
    return t("error-not-found", kind=error.kind, id=str(error.id))


def _cannot_undo(error: CannotUndo) -> str:
    key = "error-cannot-undo-undone" if error.undone else "error-cannot-undo-changed"
    return t(key, name=error.name)


CORE: dict[type[BaseException], Row] = {
    DatelineError: saying("error-dateline", "problem"),
    ConfigError: saying("error-config", "source", "problem"),
    StoreError: saying("error-store", "path", "problem"),
    StoreBusy: saying("error-store-busy", "path", "problem"),
    StoreTooNew: saying("error-store-too-new", "path", "problem"),
    StoreFull: saying("error-store-full", "path", "problem"),
    StoreForbidden: saying("error-store-forbidden", "path", "problem"),
    StoreDamaged: saying("error-store-damaged", "path", "problem"),
    FolderInUse: saying("error-folder-in-use", "folder"),
    ForeignFolder: saying("error-foreign-folder", "folder", "owner", "mine"),
    ModelError: saying("error-model", "model", "problem", "setting"),
    IngestError: saying("error-ingest", "source", "problem"),
    UnsupportedFormat: _unsupported,
    UnreadableFile: saying("error-unreadable-file", "source", "problem"),
    EncryptedFile: saying("error-encrypted-file", "source", "problem"),
    DamagedFile: saying("error-damaged-file", "source", "problem"),
    TooDemanding: saying("error-too-demanding", "source", "problem"),
    FileTooLarge: _too_large,
    TooManyPages: saying("error-too-many-pages", "source", "problem"),
    ArticleTooLong: _too_long,
    ScopeFull: _full,
    TooMuchPacked: saying("error-too-much-packed", "source", "problem"),
    InvalidMetadata: saying("error-invalid-metadata", "source", "problem"),
    InvalidListing: saying("error-invalid-listing", "source", "problem"),
    InvalidJson: saying("error-invalid-json", "source", "problem"),
    EmptyArticle: saying("error-empty-article", "source", "problem"),
    UnsafeAddress: saying("error-unsafe-address", "source", "problem"),
    FetchFailed: _fetch_failed,
    GoneFromSource: saying("error-gone-from-source", "source", "problem"),
    NotAnArticle: saying("error-not-an-article", "source", "problem"),
    ScannedFile: saying("error-scanned-file", "source", "problem"),
    EmptyListing: _empty_listing,
    NotFound: _not_found,
    CannotRestore: saying("error-cannot-restore", "key"),
    CannotUndo: _cannot_undo,
    InvalidPreference: saying("setup-invalid", "problem"),
    PreferencesUnknown: saying("error-preferences-unknown"),
    InvalidQuestion: saying("error-invalid-question", "problem"),
    EvaluationError: saying("error-evaluation", "source", "problem"),
    ReindexRunning: saying("error-reindex-running"),
    TimeoutError: saying("error-timeout"),
}
