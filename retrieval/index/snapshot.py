"""The index on disk: one header line of JSON, then the engine's bytes. Replaced atomically; anything odd is refused."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
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
    """What the snapshot holds. `change` is the last row of the change feed that is in it."""

    database: str
    engine: str
    fingerprint: str
    dimension: int
    change: int
    format: int = FORMAT
    metric: str = "inner product"
    sha256: str = ""


def save(path: Path, header: Header, data: bytes) -> None:
    """Write beside `path`, flush to the disk, then rename over it. Raises OSError."""
    complete = {**asdict(header), "sha256": hashlib.sha256(data).hexdigest()}
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=f"{path.name}.", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(json.dumps(complete).encode() + b"\n")
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
        with path.open("rb") as stream:
            line = stream.readline(_MAX_HEADER)
            data = stream.read()
    except FileNotFoundError as error:
        raise SnapshotMissing(str(path)) from error
    except OSError as error:
        raise SnapshotError(str(error)) from error
    try:
        header = Header(**json.loads(line))
    except (ValueError, TypeError) as error:
        raise SnapshotError("the header is damaged") from error
    if header.format != FORMAT:
        raise SnapshotError(f"format {header.format}")
    if hashlib.sha256(data).hexdigest() != header.sha256:
        raise SnapshotError("the checksum does not match")
    return header, data


def sweep(path: Path) -> None:
    """Remove temporary files that a killed process left behind."""
    for leftover in path.parent.glob(f"{path.name}.*.tmp"):
        leftover.unlink(missing_ok=True)
