"""The parts every other file needs, in one frozen record."""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass, field

from .clock import Clock, Signal
from .compose import Upload
from .faults import Faults
from .gateway import Gateway
from .interactions import Interaction
from .records import Attachment, Json
from .referee import Referee
from .state import Store


@dataclass
class Request:
    """One REST request of the bot as it arrived; `status` and `reply` are filled in when it is answered."""

    method: str
    path: str
    body: Json | list[Json] | None
    files: tuple[str, ...]
    at: float
    status: int | None = None
    reply: object = None
    faulty: bool = False


@dataclass(frozen=True)
class Core:
    store: Store
    clock: Clock
    signal: Signal
    referee: Referee
    gateway: Gateway
    faults: Faults
    ack_seconds: float
    requests: list[Request] = field(default_factory=list)
    typing: list[tuple[int, float]] = field(default_factory=list)
    interactions: dict[str, Interaction] = field(default_factory=dict)

    def keep_file(
        self, upload: Upload, *, description: str | None = None, ephemeral: bool = False
    ) -> Attachment:
        """Stores a file and serves it under a CDN address of this server."""
        file_id = self.store.new_id()
        media = mimetypes.guess_type(upload.filename)[0] or upload.content_type
        origin = self.gateway.url.replace("ws://", "http://").removesuffix("/gateway")
        url = f"{origin}/cdn/attachments/{file_id}/{upload.filename}"
        attachment = Attachment(file_id, upload.filename, url, media, upload.data, description, ephemeral)
        self.store.files[file_id] = attachment
        return attachment
