"""The operator's settings as a TOML file for a backup, and how those of a backup differ from the present ones."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from pydantic import SecretStr

from ..config import Settings, setting_names

_HERE_ONLY = ("data_dir", "backup.folder")
"""Paths of this machine, which say nothing elsewhere."""
_HEAD = "# The settings that were not the defaults when this backup was made; for dateline --config FILE.\n"


def as_toml(settings: Settings) -> str:
    """Those that differ from the defaults. A secret, such as a token, is never among them, nor a password in an
    address."""
    tables: dict[str, list[str]] = {}
    for name, value in _chosen(settings).items():
        table, _, key = name.rpartition(".")
        tables.setdefault(table, []).append(f"{key} = {json.dumps(value, ensure_ascii=False)}\n")
    return _HEAD + "".join(f"\n[{table}]\n{''.join(lines)}" for table, lines in tables.items())


def differences(saved: str, settings: Settings) -> tuple[tuple[str, str, str], ...]:
    """(name, then, now) of the settings that are others now than in a backup; empty where what was saved cannot be
    read. `Settings()` has what was not saved: the defaults."""
    try:
        stated = tomllib.loads(saved)
    except tomllib.TOMLDecodeError:
        return ()
    given = {
        f"{table}.{key}": value
        for table, keys in stated.items()
        if isinstance(keys, dict)
        for key, value in keys.items()
    }
    then, now = {**_all(Settings()), **given}, _all(settings)
    return tuple(
        (name, json.dumps(then[name]), json.dumps(now[name])) for name in now if then[name] != now[name]
    )


def _chosen(settings: Settings) -> dict[str, Any]:
    usual = _all(Settings())
    return {name: value for name, value in _all(settings).items() if value != usual[name]}


def _all(settings: Settings) -> dict[str, Any]:
    return {name: value for name, value in _values(settings) if name not in _HERE_ONLY}


def _values(settings: Settings) -> Iterator[tuple[str, Any]]:
    for name in setting_names():
        value: Any = settings
        for part in name.split("."):
            value = getattr(value, part)
        if not isinstance(value, SecretStr):
            yield name, _plain(value)


def _plain(value: Any) -> Any:
    """As TOML and JSON both write it."""
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, str) and "@" in value and "://" in value:
        parts = urlsplit(value)
        return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
    return value if isinstance(value, bool | int | float) else str(value)
