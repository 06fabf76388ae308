"""What may stand in for parts of answering."""

from __future__ import annotations

from dataclasses import dataclass

from .answer.calibration import Calibration
from .answer.compose import Join
from .conversation.rewrite import Resolve
from .library import When
from .models.base import PassageReader
from .search.hybrid import Leg


@dataclass(frozen=True, slots=True)
class Parts:
    """Replacements, to see what a part is worth or to share a loaded one; None is the usual part."""

    reader: PassageReader | None = None
    """Used where a reader is configured."""
    keywords: Leg | None = None
    vectors: Leg | None = None
    when: When | None = None
    calibration: Calibration | None = None
    join: Join | None = None
    resolve: Resolve | None = None


USUAL = Parts()
