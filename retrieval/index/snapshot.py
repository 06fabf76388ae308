"""The index on disk: one header line of JSON, then the engine's bytes. Replaced atomically; anything odd is refused."""

from __future__ import annotations

import hashlib
import json
import os
import stat
import tempfile
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

FORMAT = 1
_MAX_HEADER = 4096


class SnapshotError(ValueError):
    """The file is damaged or not what is wanted: rebuild. Never leaves this package."""


class SnapshotMissing(SnapshotError):
    """There is no file, as on a first start."""


@dataclass(frozen=True, slots=True)
class Header:
    """What the snapshot holds. `change` is the last row of the change feed in it; `mark` is random and stands in the
    database too, so that a snapshot of another database, or of another life of this one, is not believed."""

    mark: str
    engine: str
    fingerprint: str
    dimension: int
    change: int
    format: int = FORMAT
    metric: str = "inner product"


def save(path: Path, header: Header, data: bytes) -> None:
    """Write beside `path`, flush to the disk, then rename over it. Raises OSError."""
    described = json.dumps(asdict(header))
    line = json.dumps({"header": described, "sha256": _checksum(described, data)}).encode()
    handle, temporary = tempfile.mkstemp(prefix=f"{path.name}.", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(line + b"\n")
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def load(path: Path) -> tuple[Header, bytes]:
    """The header and the checked bytes. Raises SnapshotError."""
    try:
        with open(path, "rb", opener=_without_waiting) as stream:
            if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                raise SnapshotError(f"{path} is no regular file")
            line = stream.readline(_MAX_HEADER)
            data = stream.read()
    except FileNotFoundError as error:
        raise SnapshotMissing(str(path)) from error
    except (OSError, MemoryError) as error:
        raise SnapshotError(str(error) or "it does not fit into memory") from error
    try:
        outer = json.loads(line)
        described, checksum = str(outer["header"]), str(outer["sha256"])
        if _checksum(described, data) != checksum:
            raise SnapshotError("the checksum does not match")
        header = Header(**json.loads(described))
    except (ValueError, TypeError, KeyError) as error:
        raise SnapshotError(f"damaged: {error}") from error
    if header.format != FORMAT:
        raise SnapshotError(f"format {header.format}")
    return header, data


def _without_waiting(path: str, flags: int) -> int:
    """Opening a pipe that nobody writes to would wait for ever."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _checksum(described: str, data: bytes) -> str:
    digest = hashlib.sha256(described.encode(errors="replace"))
    digest.update(data)
    return digest.hexdigest()


def sweep(path: Path) -> None:
    """Remove temporary files that a killed process left behind, as far as they can be removed."""
    with suppress(OSError):
        for leftover in path.parent.glob(f"{path.name}.*.tmp"):
            with suppress(OSError):
                leftover.unlink()
