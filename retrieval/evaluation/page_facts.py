"""What the truth about a page's date is, found without the reader that is judged; and the page with it hidden. Pure."""

from __future__ import annotations

import re

_STATED = re.compile(
    r"""["']datePublished["']\s*:\s*["']\s*(\d{4}-\d\d-\d\d)
    |<meta\b(?=[^<>]{0,500}?["']article:published_time["'])[^<>]{0,500}?\bcontent\s*=\s*["']\s*(\d{4}-\d\d-\d\d)""",
    re.IGNORECASE | re.VERBOSE,
)
_HIDDEN = re.compile(
    r"""(["'](?:datePublished|dateCreated|dateModified|uploadDate)["']\s*:\s*["'])[^"']{0,60}
    |<meta\b(?=[^<>]{0,500}?["'][\w.:-]{0,40}(?:publi|modif|date|time|issued|created)[\w.:-]{0,40}["'])[^<>]{0,1000}>""",
    re.IGNORECASE | re.VERBOSE,
)


def stated_day(html: str) -> str | None:
    """The publication day in JSON-LD `datePublished` and meta `article:published_time`, if all of them agree."""
    days = {first or second for first, second in _STATED.findall(html)}
    return days.pop() if len(days) == 1 else None


def with_day_hidden(html: str) -> str:
    """The page without the dates of its JSON-LD and without its date meta tags."""
    return _HIDDEN.sub(lambda match: match[1] or "", html)


def mentions(html: str, url: str | None, day: str) -> bool:
    """True where the page or its address holds that day in any usual spelling; False for a day that was made up."""
    year, month, date = day.split("-")
    m, d = f"0?{int(month)}", f"0?{int(date)}"
    gap = r"\s{0,3}[-/._\s年년]\s{0,3}"
    month_name = r"\w{3,12}"
    spellings = (
        rf"{year}{gap}(?:{m}|{month_name}){gap}{d}(?!\d)",
        rf"(?<!\d){d}{gap}{m}{gap}{year}",
        rf"(?<!\d){m}{gap}{d}{gap}{year}",
        rf"{year}{month}{date}",
        rf"(?<!\d){d}(?:\.|st|nd|rd|th|er|º)?\s(?:de\s|of\s)?{month_name}\.?,?\s(?:de\s|del\s)?{year}",
        rf"{month_name}\.?\s{d}(?:st|nd|rd|th)?,?\s{year}",
    )
    text = re.sub(r"&nbsp;|\s+|月|월", " ", html) + " " + (url or "")
    return re.search("|".join(spellings), text) is not None
