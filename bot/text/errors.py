"""The only table from exception to the sentence a person reads: what happened, and what to do next.

Pure, and free of discord: the rows for discord's own exceptions are in `discord_errors`, which is imported
only when such an exception exists. Logging is the caller's; an unknown exception carries the `incident` id
that the caller logs with the traceback.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterator, Mapping
from hashlib import blake2s

from retrieval import (
    ArticleTooLong,
    CannotUndo,
    ConfigError,
    DatelineError,
    EmptyListing,
    FetchFailed,
    FileTooLarge,
    ModelError,
    NotFound,
    ScopeFull,
    StoreError,
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


MISSABLE = frozenset(
    {"answer", "article", "removed article", "feed", "reindex", "change", "watch", "briefing"}
)
"""What `NotFound` is known to speak of."""


def _not_found(error: NotFound) -> str:
    if error.kind in MISSABLE:
        return t(f"error-no-{error.kind.replace(' ', '-')}", id=str(error.id))
    return t("error-not-found", kind=error.kind, id=str(error.id))


def _cannot_undo(error: CannotUndo) -> str:
    key = "error-cannot-undo-undone" if error.undone else "error-cannot-undo-changed"
    return t(key, name=error.name)


def key_of(kind: type[DatelineError]) -> str:
    """The key of a sentence by the name of its exception: "error-store-busy" for StoreBusy, "error-config" for
    ConfigError."""
    words = re.findall(r"[A-Z][a-z]+", kind.__name__.removesuffix("Error"))
    return "-".join(["error", *map(str.lower, words)])


def _own_facts(key: str) -> Row:
    """A row that says `key` with everything that the exception states as an attribute."""
    return lambda error: saying(key, "problem", *vars(error))(error)


def _core(kind: type[DatelineError] = DatelineError) -> Iterator[type[DatelineError]]:
    """The core's tree of exceptions, from the top, without the private ones, which are never raised."""
    if not kind.__name__.startswith("_"):
        yield kind
    for child in kind.__subclasses__():
        if child.__module__ == DatelineError.__module__:
            yield from _core(child)


CORE: dict[type[BaseException], Row] = {
    **{kind: _own_facts(key_of(kind)) for kind in _core()},
    UnsupportedFormat: _unsupported,
    FileTooLarge: _too_large,
    ArticleTooLong: _too_long,
    ScopeFull: _full,
    FetchFailed: _fetch_failed,
    EmptyListing: _empty_listing,
    NotFound: _not_found,
    CannotUndo: _cannot_undo,
    FolderInUse: saying("error-folder-in-use", "folder"),
    ForeignFolder: saying("error-foreign-folder", "folder", "owner", "mine"),
    InvalidPreference: saying("setup-invalid", "problem"),
    PreferencesUnknown: saying("error-preferences-unknown"),
    TimeoutError: saying("error-timeout"),
}
"""Exception -> its sentence. An exception of the core that is not named here says its own facts under its own key."""
