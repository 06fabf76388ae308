"""What a reader should know of an article beside its date: corrected, gone, printed elsewhere too. Pure, for both faces,
without markup and never escaped (a face does that)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from retrieval import Answer, Citation, Copy

from .text.locale import listed, say
from .text.markup import clip_plain

MAX_NAMES = 3
"""More than this is a list, not a remark."""
NAME = 40

_LABELLED = re.compile(r"\W{0,3}[^\W\d]{3,30}(?:['’ -]{1,2}[^\W\d]{1,30}){0,3}:\s")
"""“Correction:”, “Editor's note:”, “Berichtigung:”: the notice says itself what it is."""


def correction_line(notice: str | None) -> str:
    """ "⚠ Correction: an earlier version ..."; empty where there is no notice."""
    if not notice or not notice.strip():
        return ""
    notice = notice.strip()
    if _LABELLED.match(notice):
        return say("notice", notice=notice)
    return say("notice-correction" if "correct" in notice.casefold() else "notice-note", notice=notice)


def also_in_line(copies: Iterable[Copy]) -> str:
    """ "also in: Reuters, Bay News and 4 more"; empty where there are none."""
    names = list(dict.fromkeys(filter(None, map(copy_name, copies))))
    if not names:
        return ""
    shown, more = listed(clip_plain(name, NAME) for name in names[:MAX_NAMES]), len(names) - MAX_NAMES
    return say("also-in-more", names=shown, more=more) if more > 0 else say("also-in", names=shown)


def copy_name(copy: Copy) -> str:
    """Who printed it, or under which title where that is not known."""
    return " ".join((copy.publisher or "").split()) or " ".join(copy.title.split())


def remarks(citation: Citation) -> Iterator[str]:
    """What stands below a source, one line each."""
    yield from filter(None, (correction_line(citation.correction), also_in_line(citation.copies)))


def origins_line(answer: Answer) -> str:
    """ "3 articles, 1 origin"; empty where every article is a voice of its own."""
    if answer.articles <= answer.origins:
        return ""
    return say("origins", articles=answer.articles, origins=answer.origins)
