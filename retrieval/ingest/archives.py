"""Files that hold articles: zip archives and JSON Lines, taken apart within limits. Pure; runs where readers run."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from ..errors import DamagedFile, EmptyArticle, EncryptedFile, FileTooLarge, IngestError, TooMuchPacked
from ..text import one_line
from ..types import Raw, Unreadable
from . import formats
from .formats.drafting import line
from .formats.json import record
from .formats.plain import decode

SUFFIXES = (".zip", ".jsonl")
_LONGEST_NAME = 200
"""Characters of a member's name."""
_UNPACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""The ways of packing whose output can be stopped half-way."""
_NAMES_A_FILE = 10
"""Names that an archive may list for each file that it may hold: pictures and folders beside the articles."""
_UTF8_NAME = 0x800
_LOCKED = 0x1
_SYSTEM_FOLDER = "__MACOSX"
_SAVED_FOLDER = (
    "_files -Dateien _fichiers _archivos _ficheiros _arquivos _bestanden _file -filer -tiedostot _soubory _pliki"
).split()
"""What browsers put behind a page's name, by the language they speak."""


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """`member_bytes` for one member, the rest for all that one file holds at any depth; `depth` counts archives that lie
    in each other, `lines` those of one .jsonl."""

    member_bytes: int = 20_000_000
    total_bytes: int = 100_000_000
    members: int = 2_000
    lines: int = 100_000
    depth: int = 2


def is_container(name: str) -> bool:
    """True for a file that `members` takes apart."""
    return PurePath(name).suffix.lower() in SUFFIXES


def is_part_of_page(path: str, pages: set[str]) -> bool:
    """True for a file in the folder that a browser puts beside a page it saves ("Story_files" beside "Story.html"):
    frames and advertisements, no articles. `pages` are the paths of all pages without their ending; "/" parts folders."""
    folders = path.split("/")[:-1]
    return any(
        folders[at].endswith(ending) and "/".join([*folders[:at], folders[at].removesuffix(ending)]) in pages
        for at in range(len(folders))
        for ending in _SAVED_FOLDER
    )


def page_stems(paths: Iterable[str]) -> set[str]:
    """The paths of the web pages among these, without their ending."""
    return {path[: path.rindex(".")] for path in paths if path.lower().endswith((".html", ".htm"))}


def members(raw: Raw, limits: ArchiveLimits) -> list[Raw | Unreadable]:
    """What a file holds, in its order: things to read, and the reasons why some cannot be.
    Raises IngestError where the file as a whole cannot be taken apart."""
    found = list(_Unpacking(raw.name, limits).members(raw, 1))
    if not found:
        kinds = ", ".join(formats.SUFFIXES)
        raise EmptyArticle(raw.name, f"there is no file of a kind I read in it ({kinds})")
    return found


class _Unpacking:
    """Counts what has come out so far. Where a count is too high, nothing of the file is taken in."""

    def __init__(self, name: str, limits: ArchiveLimits) -> None:
        self._name = name
        self._limits = limits
        self._bytes = 0
        self._members = 0
        self._listed = 0
        self._lines = 0

    def members(self, raw: Raw, depth: int) -> Iterator[Raw | Unreadable]:
        suffix = PurePath(raw.name).suffix.lower()
        if suffix == ".jsonl":
            return _lines(raw, self._counted_lines(raw))
        if depth > self._limits.depth:
            raise TooMuchPacked(
                raw.name, f"it is an archive inside {depth - 1} others (quota.unpacked_depth)"
            )
        return self._packed(raw, depth)

    def _packed(self, raw: Raw, depth: int) -> Iterator[Raw | Unreadable]:
        try:
            archive = zipfile.ZipFile(io.BytesIO(raw.data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as error:
            raise DamagedFile(raw.name, "it cannot be opened as a zip archive") from error
        with archive:
            self._count_listed(archive)
            entries = {_shown(entry): entry for entry in archive.infolist() if _is_wanted(entry)}
            pages = page_stems(entries)
            entries = {name: entry for name, entry in entries.items() if not is_part_of_page(name, pages)}
            self._count(raw, entries)
            for name, entry in entries.items():
                member = Raw(f"{raw.name}/{name}", b"", f"{raw.key}!/{name}" if raw.key else None)
                try:
                    member = replace(member, data=self._unpacked(raw, archive, entry, member.name))
                    inner = self.members(member, depth + 1) if is_container(name) else iter([member])
                    yield from list(inner)
                except IngestError as error:
                    if isinstance(error, TooMuchPacked) and error.source == self._name:
                        raise  # it is about the file as a whole
                    yield Unreadable(member.name, error)

    def _count_listed(self, archive: zipfile.ZipFile) -> None:
        """Names cost time too, even those of files that are not read."""
        self._listed += len(archive.infolist())
        if self._listed > _NAMES_A_FILE * self._limits.members:
            raise self._too_much(
                f"it lists more than {_NAMES_A_FILE * self._limits.members:,} names", "files"
            )

    def _count(self, raw: Raw, entries: dict[str, zipfile.ZipInfo]) -> None:
        """What the archive says of itself; what comes out is counted again."""
        self._members += len(entries)
        if self._members > self._limits.members:
            raise self._too_much(f"it holds more than {self._limits.members:,} files", "files")
        said = [entry.file_size for entry in entries.values() if entry.file_size <= self._limits.member_bytes]
        if self._bytes + sum(said) > self._limits.total_bytes:
            raise self._too_much_unpacked()
        if entries and all(entry.flag_bits & _LOCKED for entry in entries.values()):
            raise EncryptedFile(raw.name)

    def _unpacked(self, raw: Raw, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> bytes:
        if entry.flag_bits & _LOCKED:
            raise EncryptedFile(name)
        if entry.file_size > self._limits.member_bytes:
            raise FileTooLarge(name, entry.file_size, self._limits.member_bytes)
        if entry.compress_type not in _UNPACKED:
            raise DamagedFile(name, "it is packed in a way other than the usual one")
        most = min(self._limits.member_bytes, self._limits.total_bytes - self._bytes)
        try:
            with archive.open(entry) as stream:
                data = stream.read(most + 1)
        except (zipfile.BadZipFile, zlib.error, RuntimeError, ValueError, OSError, EOFError) as error:
            raise DamagedFile(name, "its place in the archive is damaged") from error
        self._bytes += len(data)
        if self._bytes > self._limits.total_bytes:
            raise self._too_much_unpacked()
        if len(data) > self._limits.member_bytes:
            raise FileTooLarge(name, len(data), self._limits.member_bytes)
        return data

    def _counted_lines(self, raw: Raw) -> list[tuple[int, str]]:
        """The lines with something on them, numbered from 1."""
        rows = [(number, row) for number, row in enumerate(decode(raw).split("\n"), 1) if row.strip()]
        self._lines += len(rows)
        if self._lines > self._limits.lines:
            raise self._too_much(f"it has more than {self._limits.lines:,} lines", "lines")
        return rows

    def _too_much_unpacked(self) -> TooMuchPacked:
        return self._too_much(f"it unpacks to more than {self._limits.total_bytes:,} bytes", "bytes")

    def _too_much(self, problem: str, limit: str) -> TooMuchPacked:
        """Of the file as a whole, wherever in it that came to light."""
        return TooMuchPacked(self._name, f"{problem} (quota.unpacked_{limit})")


def _is_wanted(entry: zipfile.ZipInfo) -> bool:
    parts = _shown(entry).split("/")
    hidden = any(part.startswith(".") or part == _SYSTEM_FOLDER for part in parts)
    known = PurePath(parts[-1]).suffix.lower() in (*formats.SUFFIXES, *SUFFIXES)
    return known and not hidden and not entry.is_dir()


def _shown(entry: zipfile.ZipInfo) -> str:
    """The member's name as a person may read it: nothing in it leads anywhere, because nothing is ever written."""
    name = entry.filename
    if not entry.flag_bits & _UTF8_NAME:
        try:
            name = name.encode("cp437").decode("utf-8")  # what other programs write without saying so
        except UnicodeError:
            name = entry.filename
    name = one_line(name) or ""
    parts = [part.strip() for part in re.split(r"[/\\]", name)]
    return "/".join(part for part in parts if part not in ("", ".", ".."))[-_LONGEST_NAME:]


def _lines(raw: Raw, rows: Sequence[tuple[int, str]]) -> Iterator[Raw | Unreadable]:
    """One article a line. The key is what the line calls itself, so that lines may come and go around it."""
    seen: set[str] = set()
    for number, row in rows:
        name = f"{raw.name} line {number}"
        try:
            fields = record(name, row)
        except IngestError as error:
            yield Unreadable(name, error)
            continue
        own = line(fields.get("id")) or line(fields.get("title")) or f"line {number}"
        own = f"{own} (line {number})" if own in seen else own
        seen.add(own)
        key = f"{raw.key}!/{own}" if raw.key else None
        yield Raw(f"{name}.json", row.strip().encode(errors="replace"), key)
