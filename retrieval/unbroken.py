"""Stretches of text that neither a sentence nor a mark may cut: dates, amounts with their unit, abbreviations. Pure.

Examples: "12. März 2024", "3,8 Mio. Euro", "9 a.m. Eastern", "D.C.", "approx. 1.2 million".
"""

# ruff: noqa: E501  # a pattern is easier to read whole than cut into lines
from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from babel.dates import get_day_names, get_month_names

from .types import Span

_LOCALES = (
    "en de es fr it pt nl da nb nn fi sv cs sk sl hr sr_Latn pl hu is et lv lt ro ca ru uk bg tr id".split()
)
"""Languages whose months and weekdays are known wherever they stand: a German day in an English text is a day too."""
_WORD = r"[^\W\d_]{3,15}"
_DAY_FIRST = re.compile(
    rf"(?<![\w.])\d{{1,2}}(?:\.|st|nd|rd|th|º|er)?(?:\s?[-–]\s?\d{{1,2}}\.?)?[ ](?:de[ ]|of[ ])?({_WORD})\b"
    r"\.?(?:,?[ ](?:de[ ]|del[ ])?\d{4}(?!\d))?"
)
_MONTH_FIRST = re.compile(
    rf"(?<!\w)(?:\d{{4}}\.[ ])?({_WORD})\.?[ ]\d{{1,2}}(?!\d)(?:st|nd|rd|th|\.(?=[ ][^\W\d_A-Z]))?(?:,?[ ]\d{{4}}(?!\d))?"
)
_WEEKDAY_BEFORE = re.compile(rf"(?<!\w)({_WORD}(?:-feira)?)\.?,?[ ](?:den[ ]|dem[ ]|the[ ]|el[ ]|le[ ])?$")
_LONGEST_LEAD = 30
_EASTERN = re.compile(
    r"\d{1,4}年(?:\d{1,2}月(?:\d{1,2}日)?)?|\d{1,2}月\d{1,2}日|\d{1,4}년(?: \d{1,2}월(?: \d{1,2}일)?)?"
)
_CLOCK = re.compile(
    r"(?<!\w)\d{1,2}(?:[:.]\d\d)?[ ]?[aApP]\.[ ]?[mM]\.?"
    r"(?:[ ](?:Eastern|Central|Pacific|Mountain|Atlantic|Greenwich|local|[A-Z]{1,3}[SD]?T|UTC|GMT)\b(?:[ ](?:Standard|Daylight)?[ ]?Time\b)?)?"
)
_MAGNITUDE = (
    r"(?:hundred|thousand|million|billion|trillion|dozen|Hundert|Tausend|Tsd\.|Million(?:en)?|Milliarden?|Billion(?:en)?|"
    r"Mio\.?|Mrd\.?|Bio\.|[Mm]ill\.|mil|millones|millón|millions?|milliards?|mln\.?|mld\.?|mdr\.?|mia\.|mkr\.?|tys\.|bn|tn|mn|m|k|"
    r"тыс\.|млн\.?|млрд\.?)"
)
_UNIT = (
    r"(?:%|‰|percent\b|per[ ]cent\b|pct\.?|p\.c\.|Prozent\b|por[ ]ciento\b|pour[ ]cent\b|°[CF]?|km/h\b|mph\b|kWh\b|[kMGT]Wh?\b|"
    r"[kcm]m[²³]?\b|[mk]?g\b|ha\b|[tlm]\b|ft\.|in\.(?=[ ][a-z])|mi\.|yd\.|lbs?\.|oz\.|sq\.[ ](?:ft|mi)\.|min\.|sec\.|hrs?\.|Std\.|Sek\.|Min\.|"
    r"dollars?\b|euros?\b|Euro\b|pounds?\b|yen\b|yuan\b|rupees?\b|francs?\b|Franken\b|pesos?\b|d[óo]lares\b|Dollar\b|"
    r"[Kk]ron(?:or|er|en|e)\b|crowns?\b|rubles?\b|руб\.|USD\b|EUR\b|GBP\b|CHF\b|JPY\b|Fr\.)"
)
_AMOUNT = re.compile(
    r"(?<![\w.,])(?:(?:US|A|C|HK|NZ)?[$€£¥₹₩][ ]?)?\d(?:[\d.,'’]{0,20}\d)?"
    rf"(?:[ ]?{_MAGNITUDE}(?![^\W\d_]))?(?:[ ]?{_UNIT})?"
)
_POINTED = re.compile(r"(?<![\w.])(?:[^\W\d_]\.){2,6}(?![^\W\d_])")
""" "D.C.", "a.m.", "U.S.A."; and names of one letter each before a name: "J. R. R. Dahl"."""
_INITIALS = re.compile(r"(?<![\w.°])(?:[^\W\d_a-z]\.[ ]?){1,4}(?=[^\W\d_a-z][^\W\d_]{2})[^\W\d_]{2,30}")

_LEADS = {
    "": "approx aprox appx ca bzw evtl ggf inkl exkl zzgl abzgl vgl sog mind höchst geb gest verh einschl e.g i.e cf viz incl excl "
    "avg gov sen rep gen lt sgt capt cmdr adm dr prof mr mrs ms messrs rev hon sr sra srta lic ing gral dott sig avv "
    "dhr mevr bijv dipl env mme mgr mm p.ej p.ex d.h z.b z.t u.a i.d.r f.eks bl.a m.in т.е ул им dept govt",
    "de": "bes betr bzgl ehem jew kath ev ev.-luth hl max min röm spez tel urspr versch dt frz engl österr",
    "es": "pág págs núm núms art arts cap vol avda tel ee depto gob cnel dña",
    "fr": "art vol chap tél bd av",
    "it": "pag art tel on mons",
    "pt": "pág art tel av exma exmo dep",
    "pl": "ok tzw tzn np nr ul al pl św prof inż",
    "nl": "art blz tel nr",
}
"""Abbreviations that something always follows, without the point, by language; "" is for all."""
_LEADS_NUMBER = frozenset(
    "no nos nr nrs núm lb lbs est abs art kap cap s p pp pág vol bd fig c tel kl sec ch p.m a.m jan feb mar apr jun jul aug "
    "sep sept oct nov dec st".split()
)
"""Abbreviations that belong to a number behind them, and may end a sentence where there is none."""
_LEADS_NAME = frozenset({"ft", "mt", "pt"})
"""Abbreviations of places, "Ft. Worth", unless a number stands before them."""
_AFTER_NUMBER = re.compile(r"\d[ ]?[^\W\d_]{2}\.$")
_LAST_TOKEN = re.compile(r"(?:^|[\s(\[„“\"'’/])([^\s(\[„“\"'’/]{1,20})\.$")
_LONGEST_TOKEN = 24
_ORDINAL = re.compile(
    r"(?:^|[ ])(?:[Aa]m|[Zz]um|[Vv]om|[Ii]m|[Bb]eim|[Dd](?:er|ie|as|em|en|es)|[Jj]ede[nrms]?|[Ss]ein(?:e[nrms]?)?|[Ii]hr(?:e[nrms]?)?)[ ]\d{1,3}\.$"
)
""" "der 2. Weltkrieg": in German a number with a point behind an article counts what comes next."""
_ORDINALS = frozenset({"de"})
_LONGEST_ORDINAL = 16
_CLOSING, _QUOTING = "」』", ("と", "って")
"""Japanese: what was said, and the particle after it that says that somebody said it."""


def joins(text: str, end: int, start: int, language: str = "en", *, typed: bool = False) -> bool:
    """True where the sentence that ends at `end` goes on at `start`: what stands between was no end of a sentence. A small
    letter shows that, except in what is `typed` in a chat."""
    if text[end - 1 : end] in _CLOSING and text.startswith(_QUOTING, start):
        return True
    if text[end - 1 : end] != ".":
        return False
    following = text[start : start + 2]
    if not typed and following[:1].islower() and not following[1:].isupper():
        return True  # "iPhone" and "eBay" begin sentences, other small letters do not
    language = language[:2].lower()
    if language in _ORDINALS and _ORDINAL.search(text[max(0, end - _LONGEST_ORDINAL) : end]):
        return True
    token = _LAST_TOKEN.search(text[max(0, end - _LONGEST_TOKEN) : end])
    if token is not None:
        word = token[1].casefold()
        if word in _leads(language) or (word in _LEADS_NUMBER and following[:1].isdigit()):
            return True
        if word in _LEADS_NAME and following[:1].isupper():
            return not _AFTER_NUMBER.search(text[max(0, end - _LONGEST_TOKEN) : end])
    return any(span.start < end <= start < span.end for span in _dates(text, end, start))


def whole(text: str, span: Span) -> Span:
    """The span, with the rest of every date, amount or abbreviation that it cuts."""
    first, last = max(0, span.start - 80), span.end + 80
    start, end = span
    for found in _stretches(text[first:last]):
        if found.start < span.start - first < found.end:
            start = min(start, first + found.start)
        if found.start < span.end - first < found.end:
            end = max(end, first + found.end)
    return Span(start, end)


def _dates(text: str, end: int, start: int) -> Iterator[Span]:
    """Stretches round a place where a sentence might end, with the offsets of the text."""
    first = max(0, end - 60)
    for found in _stretches(text[first : start + 60]):
        yield Span(first + found.start, first + found.end)


def _stretches(text: str) -> Iterator[Span]:
    for pattern in (_DAY_FIRST, _MONTH_FIRST):
        for match in pattern.finditer(text):
            if match[1].casefold() in _months():
                yield Span(_with_weekday(text, match.start()), match.end())
    for pattern in (_EASTERN, _CLOCK, _AMOUNT, _POINTED, _INITIALS):
        for match in pattern.finditer(text):
            yield Span(*match.span())


def _with_weekday(text: str, start: int) -> int:
    lead = text[max(0, start - _LONGEST_LEAD) : start]
    match = _WEEKDAY_BEFORE.search(lead)
    known = match is not None and match[1].casefold() in _weekdays()
    return start - len(lead) + match.start() if match is not None and known else start


@cache
def _months() -> frozenset[str]:
    return _names(get_month_names)


@cache
def _weekdays() -> frozenset[str]:
    return _names(get_day_names)


def _names(table: object) -> frozenset[str]:
    """Long and short names in every known language, also as they stand in a date ("мая", "maja")."""
    found = set()
    for locale in _LOCALES:
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                found.update(table(width, context, locale).values())  # type: ignore[operator]
    return frozenset(name.casefold().rstrip(".") for name in found)


@cache
def _leads(language: str) -> frozenset[str]:
    return frozenset(f"{_LEADS['']} {_LEADS.get(language, '')}".casefold().split())
