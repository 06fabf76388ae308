"""The inputs under `field`: small pages and feeds of the kinds that people reported, told by their folder."""

from __future__ import annotations

from pathlib import Path

from tests.web.server import RSS, Site

FIELD = Path(__file__).parent / "field"
_WRITTEN_FOR = "http://127.0.0.1:8099"
"""Where the files say that they are served."""


def text(name: str) -> str:
    """One file, by folder and name."""
    return (FIELD / name).read_text(encoding="utf-8")


def data(name: str) -> bytes:
    return (FIELD / name).read_bytes()


def serve(site: Site, folder: str) -> None:
    """Every file of the folder, with its own address in the place of the one that it was written for."""
    for path in sorted((FIELD / folder).iterdir()):
        body = path.read_text(encoding="utf-8").replace(_WRITTEN_FOR, site.url(""))
        if path.suffix == ".xml":
            site.page(f"/{path.name}", body, media_type=RSS)
        else:
            site.page(f"/{path.name}", body)
