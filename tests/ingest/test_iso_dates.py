"""Dates in every form that feeds have been seen to use."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.dates.pages import instant, is_placeholder, iso_date
from tests.strategies import anything

FORMS = {
    # RFC 822 and its relatives
    "Fri, 01 Mar 2024 10:00:00 GMT": "2024-03-01T10:00:00+00:00",
    "Mon, 01 Mar 2024 10:00:00 +0900": "2024-03-01T10:00:00+09:00",  # it was a Friday
    "Fri, 1 Mar 24 10:00 EST": "2024-03-01T10:00:00-05:00",
    "1 May 98 10:00 GMT": "1998-05-01T10:00:00+00:00",
    "1 May 124 10:00 GMT": "2024-05-01T10:00:00+00:00",
    "01 Mar 2024 10:00:00 PDT": "2024-03-01T10:00:00-07:00",
    "Fri, 01 Mar 2024 10:00:00 Z": "2024-03-01T10:00:00+00:00",
    "Fri, 01 Mar 2024 10:00:00 UT": "2024-03-01T10:00:00+00:00",
    "Fri, 01 Mar 2024 10:00:00 -0000": "2024-03-01T10:00:00+00:00",
    "Fri, 01 Mar 2024 10:00:00 +0000 (UTC)": "2024-03-01T10:00:00+00:00",
    "Fri, 01 Mar 2024, 10:00:00 +01:00": "2024-03-01T10:00:00+01:00",
    "Fri, 01 Mar 2024 10:00:00 JST": "2024-03-01T10:00:00+09:00",
    "Fri, 01 Mar 2024 19:30 GMT+5:30": "2024-03-01T19:30:00+05:30",
    "  Fri,  01\n Mar 2024   10:00:00  GMT ": "2024-03-01T10:00:00+00:00",
    "Fri, 01 Mar 2024 10:00:00 gmt": "2024-03-01T10:00:00+00:00",
    # no zone, or none that means one thing
    "Fri, 01 Mar 2024 10:00:00": "2024-03-01T10:00:00",
    "Fri, 01 Mar 2024 10:00:00 IST": "2024-03-01T10:00:00",
    "Fri, 01 Mar 2024 10:00:00 A": "2024-03-01T10:00:00",
    "Fri, 01 Mar 2024 10:00:00 +2500": "2024-03-01T10:00:00",
    "Fri, 01 Mar 2024 10:00:00 America/New_York": "2024-03-01T10:00:00",
    # a day, or a time that is none
    "Fri, 01 Mar 2024": "2024-03-01",
    "Fri, 01 Mar 2024 25:00:00 GMT": "2024-03-01",
    "March 1 2024": "2024-03-01",
    "Friday, March 1, 2024": "2024-03-01",
    "1st March 2024": "2024-03-01",
    # other languages
    "Fr., 15 Mär 2024 10:00:00 +0100": "2024-03-15T10:00:00+01:00",
    "Mi, 15 Mai 2024 10:00:00 +0200": "2024-05-15T10:00:00+02:00",
    "ven., 15 févr. 2024 10:00:00 +0100": "2024-02-15T10:00:00+01:00",
    "mar. 5 avril 2024": "2024-04-05",
    "1er juillet 2024": "2024-07-01",
    "lun, 15 ene 2024 10:00:00 +0000": "2024-01-15T10:00:00+00:00",
    "2004년 05월 28일 오후 01:31:15": "2004-05-28",
    "2024年3月1日 10:00": "2024-03-01",
    # people's and programs' own
    "Friday, March 1, 2024 10:00 PM EST": "2024-03-01T22:00:00-05:00",
    "Mar 1, 2024 at 12:05 am": "2024-03-01T00:05:00",
    "Fri Mar 01 10:00:00 EST 2024": "2024-03-01T10:00:00-05:00",
    "Fri Mar  1 10:00:00 2024": "2024-03-01T10:00:00",
    "Fri Mar 01 2024 10:00:00 GMT+0900 (Japan Standard Time)": "2024-03-01T10:00:00+09:00",
    "01-Mar-2024 10:00:00": "2024-03-01T10:00:00",
    "2024/03/01 10:00": "2024-03-01T10:00:00",
    "1709287200": "2024-03-01T10:00:00+00:00",
    "1709287200000": "2024-03-01T10:00:00+00:00",
    # ISO 8601 and RFC 3339
    "2024-03-01": "2024-03-01",
    "2024-03-01Z": "2024-03-01",
    "20240301": "2024-03-01",
    "2024-03-01T10:00Z": "2024-03-01T10:00:00+00:00",
    "2024-03-01T10:00:00Z": "2024-03-01T10:00:00+00:00",
    "2024-03-01t10:00:00z": "2024-03-01T10:00:00+00:00",
    "2024-03-01T10:00:00.123456789+09:00": "2024-03-01T10:00:00+09:00",
    "2024-03-01T10:00:00+0900": "2024-03-01T10:00:00+09:00",
    "2024-03-01T10:00:00+09": "2024-03-01T10:00:00+09:00",
    "2024-03-01T10:00:00-05:00[America/New_York]": "2024-03-01T10:00:00-05:00",
    "2024-03-01T10:00:00": "2024-03-01T10:00:00",
    "2024-03-01 10:00:00 -0500": "2024-03-01T10:00:00-05:00",
    "2024-03-01 10:00:00 UTC": "2024-03-01T10:00:00+00:00",
    "20240301T100000Z": "2024-03-01T10:00:00+00:00",
    "2024-03-01T23:59:60Z": "2024-03-01T23:59:59+00:00",
    "2034-03-01T10:00:00Z": "2034-03-01T10:00:00+00:00",  # the future as stated
}
UNKNOWN = [
    None,
    "",
    "   ",
    "yesterday",
    "2024",
    "2024-03",
    "March 2024",
    "03/01/2024",  # March or January?
    "Fri, 31 Feb 2024 10:00:00 GMT",
    "2024-13-01",
    "2024-03-015",
    "20240301123456",
    "Fri, 01 Foo 2024 10:00:00 GMT",
    # clocks that nobody has set
    "0",
    "0001-01-01T00:00:00",
    "0000-00-00 00:00:00",
    "Mon, 30 Nov -0001 00:00:00 +0000",
    "Thu, 01 Jan 1970 00:00:00 GMT",
    "1969-12-31T19:00:00-05:00",
    "1899-12-30T00:00:00",
    "9" * 10,
    "²" * 10,
    "2024-03-01T10:00:00Z" + " " * 50 + "x" * 100,
]


@pytest.mark.parametrize(("stated", "expected"), FORMS.items(), ids=list(FORMS))
def test_a_date_is_read_with_its_zone(stated: str, expected: str) -> None:
    assert iso_date(stated) == expected
    assert iso_date(expected) == expected, "what was read reads the same again"


@pytest.mark.parametrize("stated", UNKNOWN, ids=repr)
def test_what_is_no_full_date_is_unknown(stated: str | None) -> None:
    assert iso_date(stated) is None


zones = st.integers(-12 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@given(
    st.datetimes(datetime(1971, 1, 1), datetime(2049, 12, 31), timezones=zones).filter(
        lambda value: not is_placeholder(value.replace(microsecond=0).isoformat())
    )
)
def test_what_programs_write_comes_back_with_its_zone(value: datetime) -> None:
    value = value.replace(microsecond=0)
    expected = value.isoformat()
    assert iso_date(format_datetime(value)) == expected
    assert iso_date(expected) == expected
    assert iso_date(value.strftime("%A, %B %d, %Y %I:%M:%S %p %z")) == expected
    assert iso_date(value.strftime("%a %b %d %H:%M:%S %z %Y")) == expected
    assert instant(expected) == value


@given(anything)
def test_any_text_is_a_date_or_unknown(text: str) -> None:
    found = iso_date(text)
    assert found is None or instant(found)
