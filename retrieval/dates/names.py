"""The names of months and weekdays, for everything that reads or writes dates. The Unicode CLDR has them, by babel.

Examples: "märz" is 3, "sept" is 9, "vendredi" is a weekday.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import product

from babel.dates import get_day_names, get_month_names

_LOCALES = "en de es fr it pt nl da nb nn fi sv pl cs sk sl hu is et lv lt ro ca ru uk bg tr id el ar hr sr_Latn".split()
"""Where a name means two months ("listopad"), the language that stands first here counts."""
_ALSO_MONTHS = {
    "jänner": 1, "januarie": 1, "feber": 2, "fév": 2, "fev": 2, "mrz": 3, "setiembre": 9, "фев": 2, "сен": 9, "ноя": 11,
}  # fmt: skip
_ALSO_DAYS = "mon tue tues wed thu thur thurs fri sat sun sonnabend segunda terça quarta quinta sexta".split()
"""Spellings that sites and feeds use and the CLDR does not have, or only among the short ones."""
_SPOKEN = ("en", "de", "es", "ja")
_WIDTHS = ("wide", "abbreviated")


@cache
def month_numbers() -> Mapping[str, int]:
    """Whole and short names, in small letters and without a point, to 1 for January and so on. Loads 0.1 s of tables."""
    found = dict(_ALSO_MONTHS)
    for names in _tables(get_month_names, _WIDTHS):
        for number, name in names.items():
            found.setdefault(name, number)
    return found


@cache
def weekday_names(*, short: bool) -> frozenset[str]:
    """In small letters and without a point. The `short` ones too are words of many kinds ("on", "do", "so"): they tell
    something only where more speaks for a weekday. Loads 0.1 s of tables."""
    tables = _tables(get_day_names, _WIDTHS if short else _WIDTHS[:1])
    return frozenset(_ALSO_DAYS).union(*(names.values() for names in tables))


@cache
def weekday_numbers() -> Mapping[str, int]:
    """Whole and short names in the languages that the bot speaks, in small letters and without a point, to 0 for Monday
    and so on. As the short ones are words of many kinds, only for a text that is nothing but a day. Loads 0.1 s of
    tables."""
    found: dict[str, int] = {}
    for locale in _SPOKEN:
        names = (get_day_names("wide", locale=locale), get_day_names("abbreviated", locale=locale))
        for number, name in ((number, name) for each in names for number, name in each.items()):
            found.setdefault(str(name).lower().rstrip("."), number)
    return found | {name.removesuffix("日"): number for name, number in found.items() if len(name) == 3}


def _tables(table: Callable[..., Mapping[int, str]], widths: Sequence[str]) -> Iterator[Mapping[int, str]]:
    """Of each language, also as a name stands in a date ("мая", "maja"), and without the accents that feeds leave out."""
    for locale, context, width in product(_LOCALES, ("format", "stand-alone"), widths):
        found = {key: name.lower().rstrip(".") for key, name in table(width, context, locale).items()}
        yield {key: name for key, name in found.items() if len(name) > 1}
        bare = {key: unicodedata.normalize("NFKD", name) for key, name in found.items()}
        yield {key: "".join(filter(str.isascii, name)) for key, name in bare.items() if name[0].isascii()}
