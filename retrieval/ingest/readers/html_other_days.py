"""Days on a page that are not its publication's: of events, lives, posts that it shows, tables and timelines. Pure."""

from __future__ import annotations

import re

from lxml import etree

from ..event_lines import is_event_line
from ..stated_days import is_span, stated_day

_NAMED = re.compile(
    r"(?<![a-z])(?:(?<!live-)v?events?|when|where|venues?|location|schedules?|agenda|programme|itinerary|fixtures?|calendar|dtstart|dtend"
    r"|start-?(?:date|time)|end-?(?:date|time)|door-?time|doors|deadlines?|expir(?:es|y)|validity|tickets?|booking"
    r"|birth|death|born|died|birth-?(?:date|day)|death-?date|bday|life(?:-?(?:dates?|span|time))?"
    r"|tweets?|twitter|instagram|facebook|fb-post|bluesky|mastodon|tiktok|embed(?:ded)?|quotes?|social-?posts?"
    r"|timelines?|chronology|milestones?|history|factbox|fact-?box|infobox|info-?box|key-?(?:dates|facts))(?![a-z])",
    re.IGNORECASE,
)
"""Names of elements, classes and properties, as words: "event-date", "startDate", "twitter-tweet"."""
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_HEADINGS = frozenset("h2 h3 h4 h5 h6 dt summary".split())
_BLOCKS = frozenset("p div li dd dt h2 h3 h4 h5 h6 section".split())
_NEVER = frozenset({"table", "blockquote", "q", "dl", "iframe", "figure"})
_BOX, _FEW_ELEMENTS = 600, 80
"""Characters and elements of the box that an event line may stand in; a whole article is none, and time stays linear."""
_LINE = 120
"""Characters of a line that states a day."""
_SEVERAL = 2


def is_of_something_else(element: etree._Element) -> bool:
    """True for an element that holds a day, if by its name, its label or its neighbours the day is an event's, a
    life's, or one that the article only shows."""
    if element.tag in _NEVER:
        return True
    names = " ".join(filter(None, map(element.get, ("class", "id", "itemprop", "itemtype"))))[:500]
    return bool(_NAMED.search(_CAMEL.sub("-", names))) or _is_line_of_something_else(element)


def _is_line_of_something_else(element: etree._Element) -> bool:
    own = _words(element) if element.tag in _BLOCKS else None
    if not own:
        return False
    if len(own) <= _LINE and is_span(own):
        return True
    box = element.getparent()
    whole = box is None or box.tag in ("body", "main", "article") or _words(box) is None
    beside = [element.getnext()] if whole else list(box)
    return is_event_line(own, (_words(each) or "" for each in beside if each is not None))


def dated_headings(tree: etree._Element) -> set[etree._Element]:
    """The headings of a timeline: several that are nothing but a day each."""
    found = {each: stated_day(_words(each) or "") for each in tree.iter(*_HEADINGS)}
    dated = {each: day for each, day in found.items() if day}
    return set(dated) if len(set(dated.values())) >= _SEVERAL else set()


def _words(element: etree._Element) -> str | None:
    """The words in it as one line; None where they are more than a box holds."""
    pieces: list[str] = []
    length = 0
    for number, each in enumerate(element.iter()):
        if number > _FEW_ELEMENTS:
            return None
        pieces += [each.text or "", (each.tail or "") if each is not element else ""]
        length += len(pieces[-1]) + len(pieces[-2])
        if length > 2 * _BOX:
            return None
    line = " ".join("".join(pieces).split())
    return line if len(line) <= _BOX else None
