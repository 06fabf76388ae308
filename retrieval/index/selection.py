"""Which rows of an index a search may return, as a bitmap, for the ids that a filter allows."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from weakref import ReferenceType, ref

import numpy as np
import numpy.typing as npt

from .base import Ids

Bits = npt.NDArray[np.uint8]
Mask = npt.NDArray[np.bool_]
_KEPT = 16


@dataclass(frozen=True, slots=True)
class Selection:
    """`count` rows; `bits` has a bit for every row of the index, the first row in the lowest bit of the first byte. It is
    None where all rows are selected."""

    count: int
    bits: Bits | None


def selection(mask: Mask) -> Selection:
    """Of the rows whose place is true."""
    count = int(np.count_nonzero(mask))
    return Selection(count, None if count == len(mask) else np.packbits(mask, bitorder="little"))


class Selections:
    """Selections of one index, kept for the arrays that come again: a caller gives the same array of ids until a passage
    changes. To make one takes about 10 ms for a million ids."""

    def __init__(self) -> None:
        self._kept: OrderedDict[int, tuple[ReferenceType[Ids], Selection]] = OrderedDict()

    def clear(self) -> None:
        """The rows have changed."""
        self._kept.clear()

    def of(self, allowed: Ids, ids: Ids, alive: Mask | None = None) -> Selection:
        """The rows whose id is allowed and which are alive; `ids` are those of all rows."""
        kept = self._kept.get(id(allowed))
        if kept is not None and kept[0]() is allowed:
            return kept[1]
        mask = np.isin(ids, allowed)
        made = selection(mask if alive is None else mask & alive)
        self._kept[id(allowed)] = ref(allowed), made
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return made
