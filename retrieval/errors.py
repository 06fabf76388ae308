"""Every exception that the core raises on purpose, and how exceptions are written to logs.

DatelineError
├── ConfigError          a setting is wrong or unknown
├── StoreError           the database cannot be used
│   ├── StoreBusy        another process holds the write lock
│   ├── StoreTooNew      it was made by a newer Dateline
│   ├── StoreFull        the disk has no room for it
│   ├── StoreForbidden   the system does not let us open or write it
│   ├── StoreDamaged     it is no database, or one with damage
│   └── BackupError      a backup cannot be written or read
│       ├── BackupTarget         the file may not be written where it was named
│       ├── BackupForeign        no backup of Dateline
│       ├── BackupTooNew         made by a newer Dateline
│       ├── BackupDamaged        not as it was written
│       ├── DeletionsUnknown     what was deleted since it was made is not known
│       └── FolderNotEmpty       there is something in the data folder that it would be restored into
├── ModelError           a model cannot be loaded or used
├── IngestError          one input cannot become an article
│   ├── UnsupportedFormat    no reader for this kind of file
│   ├── UnreadableFile       missing, not permitted, not text
│   │   ├── EncryptedFile        protected by a password
│   │   ├── DamagedFile          not what its name says, or broken
│   │   └── TooDemanding         reading it takes more time or memory than it may
│   ├── FileTooLarge         more bytes than the limit
│   ├── TooManyPages         more pages than the limit
│   ├── TooMuchPacked        an archive that unpacks to more than the limit
│   ├── ArticleTooLong       more text or passages than an article may have
│   ├── ScopeFull            no room for another article, text or feed
│   ├── InvalidMetadata      front matter that cannot be parsed
│   ├── InvalidListing       no feed, sitemap or OPML list, or one that is broken
│   ├── InvalidJson          not one article as a JSON object
│   ├── EmptyArticle         nothing is left to cite after cleaning
│   │   ├── NotAnArticle         a page that stands in an article's place: a wall, an error page, a beginning
│   │   └── ScannedFile          pages without text
│   ├── UnsafeAddress        a URL that may not be fetched
│   ├── FetchFailed          a server that cannot be reached, refuses, or answers badly
│   ├── GoneFromSource       a page that its server no longer has
│   └── EmptyListing         a feed, sitemap or list of feeds with nothing in it that is wanted
├── NotFound             no such article or answer in these scopes
├── CannotRestore        the same article was added anew since it was removed
├── CannotUndo           it was changed again since, or undone already
├── EvaluationError      an evaluation set or a file of floors is not as it must be
├── InvalidQuestion      an argument of a question is wrong (a window that ends before it starts)
├── UnreadableTime       a text that is to name a day in the past names none
├── TopicTooLong         a topic has more characters than it may
├── WatchLimit           a person or a server has as many watches as it may
└── ReindexRunning       a reindex is already under way

Exceptions carry facts; `bot/text/errors.py` has the sentences that people read. Logs never hold text of articles, which
the messages of other libraries may quote: for these exceptions, `traced` writes the class and the place only.
"""

from __future__ import annotations

import copyreg
import traceback
from datetime import date
from typing import Any


class DatelineError(Exception):
    """The base class. All can be pickled, with any arguments of the constructor, because readers run in another
    process."""

    def __reduce__(self) -> tuple[Any, ...]:
        return copyreg.__newobj__, (type(self), *self.args), self.__dict__  # type: ignore[attr-defined]  # not in typeshed


class _SourceError(DatelineError):
    """`source` names what is wrong (a file, a URL, a setting), `problem` says how."""

    def __init__(self, source: str, problem: str) -> None:
        super().__init__(f"{source}: {problem}")
        self.source = source
        self.problem = problem


class ConfigError(_SourceError):
    pass


class StoreError(DatelineError):
    def __init__(self, path: str, problem: str) -> None:
        super().__init__(f"{path}: {problem}")
        self.path = path
        self.problem = problem


class StoreBusy(StoreError):
    pass


class StoreTooNew(StoreError):
    pass


class StoreFull(StoreError):
    pass


class StoreForbidden(StoreError):
    pass


class StoreDamaged(StoreError):
    pass


class BackupError(StoreError):
    """`path` is the file of the backup."""


class BackupTarget(BackupError):
    pass


class BackupForeign(BackupError):
    pass


class BackupTooNew(BackupError):
    pass


class BackupDamaged(BackupError):
    pass


class DeletionsUnknown(BackupError):
    pass


class FolderNotEmpty(BackupError):
    """`path` is the folder, `problem` names something in it."""


class ModelError(DatelineError):
    """`setting` is the key of the configuration that names the model."""

    def __init__(self, model: str, problem: str, setting: str = "embedding.model") -> None:
        super().__init__(f"{model}: {problem}")
        self.model = model
        self.problem = problem
        self.setting = setting


class IngestError(_SourceError):
    pass


class UnsupportedFormat(IngestError):
    def __init__(self, source: str, supported: tuple[str, ...]) -> None:
        super().__init__(source, f"not one of {', '.join(supported)}")
        self.supported = supported


class UnreadableFile(IngestError):
    pass


class EncryptedFile(UnreadableFile):
    def __init__(self, source: str) -> None:
        super().__init__(source, "it is protected by a password")


class DamagedFile(UnreadableFile):
    pass


class TooDemanding(UnreadableFile):
    pass


class FileTooLarge(IngestError):
    def __init__(self, source: str, size: int, limit: int) -> None:
        super().__init__(source, f"{size} bytes, the limit is {limit}")
        self.size = size
        self.limit = limit


class TooManyPages(IngestError):
    def __init__(self, source: str, pages: int, limit: int) -> None:
        super().__init__(source, f"{pages} pages, the limit is {limit}")
        self.pages = pages
        self.limit = limit


class TooMuchPacked(IngestError):
    pass


class ArticleTooLong(IngestError):
    """`setting` is the key of the configuration that sets the limit."""

    def __init__(self, source: str, size: int, limit: int, setting: str) -> None:
        super().__init__(source, f"{size} of at most {limit} ({setting})")
        self.size = size
        self.limit = limit
        self.setting = setting


class ScopeFull(IngestError):
    """`setting` is the key of the configuration that sets the limit, `used` the present number."""

    def __init__(self, source: str, used: int, limit: int, setting: str) -> None:
        super().__init__(source, f"no room: {used} of {limit} ({setting})")
        self.used = used
        self.limit = limit
        self.setting = setting

    def keeps_out(self, *, new: bool) -> bool:
        """True if another article has no room either. If only the number of articles is full, new versions have room."""
        return new or self.setting != "quota.server_articles"


class InvalidMetadata(IngestError):
    pass


class InvalidListing(IngestError):
    pass


class InvalidJson(IngestError):
    pass


class EmptyArticle(IngestError):
    pass


class NotAnArticle(EmptyArticle):
    """`problem` says what the page is instead, and what the user can do."""


class EmptyListing(IngestError):
    """Entries before the day `since` were left out."""

    def __init__(self, source: str, since: date | None = None) -> None:
        super().__init__(source, f"no entries since {since}" if since else "no entries")
        self.since = since


class UnsafeAddress(IngestError):
    """`problem` never has the IP address of a name."""


class FetchFailed(IngestError):
    """`retry_after`: seconds that the server asks to wait, or None."""

    def __init__(self, source: str, problem: str, retry_after: int | None = None) -> None:
        super().__init__(source, problem)
        self.retry_after = retry_after


class GoneFromSource(IngestError):
    """`status` is 404 or 410."""

    def __init__(self, source: str, status: int) -> None:
        super().__init__(source, f"the server no longer has it (status {status})")
        self.status = status


class ScannedFile(EmptyArticle):
    def __init__(self, source: str, pages: int) -> None:
        super().__init__(source, f"no text on its {pages} pages" if pages != 1 else "no text on its page")
        self.pages = pages


class NotFound(DatelineError):
    def __init__(self, kind: str, id: int) -> None:
        super().__init__(f"{kind} {id}")
        self.kind = kind
        self.id = id


class CannotRestore(DatelineError):
    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


class CannotUndo(DatelineError):
    """`name` is the preference; `undone` is true when that change was undone already."""

    def __init__(self, name: str, *, undone: bool) -> None:
        super().__init__(name)
        self.name = name
        self.undone = undone


class InvalidQuestion(DatelineError):
    pass


class UnreadableTime(DatelineError):
    """`value` is what was to name the day, cut short."""

    def __init__(self, value: str) -> None:
        super().__init__(value)
        self.value = value


class TopicTooLong(DatelineError):
    def __init__(self, size: int, limit: int) -> None:
        super().__init__(f"{size} of {limit} characters")
        self.size = size
        self.limit = limit


class EvaluationError(_SourceError):
    pass


class WatchLimit(DatelineError):
    """`whose` limit is used up: that of the "person", or of the "server"."""

    def __init__(self, whose: str, used: int, limit: int) -> None:
        super().__init__(f"{whose}: {used} of {limit} watches")
        self.whose = whose
        self.used = used
        self.limit = limit


class ReindexRunning(DatelineError):
    pass


_OURS = ("retrieval", "bot")
_WITHOUT_TEXT = ("sqlite3", "discord", "aiohttp", "asyncio")
"""Packages whose messages never quote what is stored or sent."""
_OF_CODE = (OSError, AttributeError, NameError, ImportError, MemoryError, RecursionError)
"""Built-in exceptions whose messages have names of files or of the code only."""


def traced(error: BaseException | None) -> str:
    """The traceback of an exception and of those that led to it, oldest first, without messages that may quote articles.
    Empty for None."""
    if error is None:
        return ""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    led_to = f"{traced(before)}\n\nwhich led to\n\n" if before is not None else ""
    frames = "".join(traceback.format_tb(error.__traceback__))
    inner = "".join(f"\n\n{traced(each)}" for each in getattr(error, "exceptions", ()))
    return f"{led_to}Traceback (most recent call last):\n{frames}{told(error)}{inner}"


def told(error: BaseException) -> str:
    """The exception in one line, without a message that may quote articles."""
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    package = kind.__module__.split(".")[0]
    safe = package in _OURS or package in _WITHOUT_TEXT or isinstance(error, _OF_CODE)
    return f"{name}: {error}" if safe else name
