"""Menus, footers and lists of links in plain text copied from a whole page: where many of a site's labels stand together
with nothing between them that reads like prose. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ..text import word_count
from .clean.boilerplate import is_furniture, is_label

_FEWEST_LABELS = 3
"""So many pieces of furniture make a menu, if one of them is a label that no article has ("Log in")."""
_WIDEST_GAP = 20
"""Lines between two pieces of one menu: a site's own sections, in words that no list can know."""
_TITLE_WORDS = 5
_TITLE_LINES = 12
"""A line of so many words so shortly before the prose is its title or its standfirst, and stays.

All four numbers stand in the middle of a plateau: from 3 to 5 labels, gaps of 10 to 40 lines and titles of 4 to 6 words
no sentence of the public extraction set was lost, and the share of residue that went differs by 5 in 100."""


def without_navigation(lines: Sequence[str], is_prose: Callable[[str], bool]) -> list[str]:
    """Lines of menus become blank; prose never does."""
    out = list(lines)
    for run, ended_by_prose in _runs(lines, is_prose):
        menus = _menus(lines, run)
        if not menus:
            continue
        kept = _title(lines, run) if ended_by_prose else set()
        for first, last in menus:
            for at in run[first : last + 1]:
                out[at] = lines[at] if at in kept else ""
    return out


def _runs(lines: Sequence[str], is_prose: Callable[[str], bool]) -> Iterator[tuple[list[int], bool]]:
    """Places of lines with no prose between them, blank ones left out; and whether prose comes next."""
    run: list[int] = []
    for at, line in enumerate(lines):
        if not line:
            continue
        if not is_prose(line):
            run.append(at)
        elif run:
            yield run, True
            run = []
    if run:
        yield run, False


def _menus(lines: Sequence[str], run: Sequence[int]) -> list[tuple[int, int]]:
    """(first, last) positions in `run` of each menu. A menu near the page's edge reaches to it."""
    groups: list[list[int]] = []
    for position, at in enumerate(run):
        if is_furniture(lines[at]):
            if groups and position - groups[-1][-1] <= _WIDEST_GAP:
                groups[-1].append(position)
            else:
                groups.append([position])
    return [
        (group[0], group[-1])
        for group in groups
        if len(group) >= _FEWEST_LABELS and any(is_label(lines[run[position]]) for position in group)
    ]


def _title(lines: Sequence[str], run: Sequence[int]) -> set[int]:
    """Places of the last long lines in a row, close before the prose."""
    kept: set[int] = set()
    for at in reversed(run[-_TITLE_LINES:]):
        if word_count(lines[at]) >= _TITLE_WORDS and not is_furniture(lines[at]):
            kept.add(at)
        elif kept:
            break
    return kept
