"""A full publication day that a line of text states, in the languages of most of the web. Pure."""

from __future__ import annotations

import re

from ..dates.stated import is_unset

_NAMES = """
january jan januar januari januarie janvier enero ene janeiro gennaio gen styczeń stycznia sty января январь янв січня tammikuu tammikuuta ocak oca يناير leden ledna január ιανουαρίου januára jänner
february feb februar februari février févr fév febrero fevereiro fev febbraio luty lutego lut февраля февраль фев лютого helmikuu helmikuuta şubat şub فبراير únor února február φεβρουαρίου februára feber
march mar märz mrz maart mars marzo março marzec marca марта март мар березня maaliskuu maaliskuuta mart مارس březen března március μαρτίου marec mrt
april apr avril avr abril abr aprile kwiecień kwietnia kwi апреля апрель апр квітня huhtikuu huhtikuuta nisan nis أبريل duben dubna április απριλίου apríla
may mai mei maj maggio mayo maio maja мая май травня toukokuu toukokuuta mayıs مايو květen května május μαΐου mája mag
june jun juni juin junio junho giugno giu czerwiec czerwca cze июня июнь июн червня kesäkuu kesäkuuta haziran haz يونيو červen června június ιουνίου júna
july jul juli juillet juil julio julho luglio lug lipiec lipca lip июля июль июл липня heinäkuu heinäkuuta temmuz tem يوليو červenec července július ιουλίου júla
august aug augustus août aout agosto ago sierpień sierpnia sie августа август авг серпня elokuu elokuuta ağustos ağu أغسطس srpen srpna augusztus αυγούστου augusta
september sep sept septembre septiembre setiembre setembro set settembre wrzesień września wrz сентября сентябрь сен вересня syyskuu syyskuuta eylül eyl سبتمبر září szeptember σεπτεμβρίου septembra
october oct oktober okt octobre octubre outubro out ottobre ott październik października paź октября октябрь окт жовтня lokakuu lokakuuta ekim eki أكتوبر říjen října október οκτωβρίου októbra
november nov novembre noviembre novembro listopad listopada lis ноября ноябрь ноя листопада marraskuu marraskuuta kasım kas نوفمبر νοεμβρίου
december dec dezember dez décembre déc diciembre dic dezembro dicembre grudzień grudnia gru декабря декабрь дек грудня joulukuu joulukuuta aralık ara ديسمبر prosinec prosince δεκεμβρίου decembra desember des
"""  # noqa: E501  # a month a line
_MONTH_NUMBER = {
    name: number for number, names in enumerate(_NAMES.strip().split("\n"), start=1) for name in names.split()
}
_MONTH = "|".join(sorted(map(re.escape, _MONTH_NUMBER), key=len, reverse=True))
_LABEL = r"""(?:first\ )?(?:published|posted|date|dated|released|written|issued|created)(?:\ (?:on|at|in))?
    | (?:veröffentlicht|erschienen|erstellt|publiziert|online|stand)(?:\ (?:am|seit))? | datum | publié(?:e)?(?:\ le)? | mis\ en\ ligne(?:\ le)? | publicado(?:\ (?:el|em))? | publicação
    | pubblicato(?:\ (?:il|in))? | fecha | data | gepubliceerd(?:\ op)? | opublikowano | publisert | publicerad | udgivet | julkaistu | yayınlanma | опубликовано | дата | опубліковано | نشر | تاريخ\ النشر
    | 公開(?:日)? | 掲載(?:日)? | 配信 | 発表 | 发布(?:时间|于)? | 发表(?:时间|于)? | 發布(?:時間)? | 时间 | 入力 | 입력 | 등록"""  # noqa: E501
_WEEKDAY = r"""(?:mon|tues?|wednes|wed|thurs?|thu|fri|satur|sat|sun)(?:day)? | (?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend | lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche
    | lunes|martes|miércoles|jueves|viernes|sábado|domingo | (?:segunda|terça|quarta|quinta|sexta)(?:-feira)? | (?:lune|marte|mercole|giove|vener)dì|sabato|domenica | (?:maan|dins|woens|donder|vrij|zater|zon)dag
    | poniedziałek|wtorek|środa|czwartek|piątek|sobota|niedziela | понедельник|вторник|среда|четверг|пятница|суббота|воскресенье | (?:man|tirs|ons|tors|fre|lør|søn|mån|tis|lör|sön)dag"""  # noqa: E501
_STATED = re.compile(
    rf"""^(?:(?:{_LABEL})\s*+(?:[:：]\s*+)?)?(?:(?:{_WEEKDAY})\.?,?\s++)?(?:(?:le|el|il|den|der|am|em|op)\ )?
    (?: (?P<y>[0-9]{{4}})-(?P<m>[0-9]{{2}})-(?P<d>[0-9]{{2}}) | (?P<y2>[0-9]{{4}})[./](?P<m2>[0-9]{{1,2}})[./](?P<d2>[0-9]{{1,2}})
      | (?P<month>{_MONTH})\.?\s+(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>[0-9]{{4}})
      | (?P<day2>[0-9]{{1,2}})(?:st|nd|rd|th|er|º|°|\.)?\s+(?:de\ |of\ )?(?P<month2>{_MONTH})\.?,?\s+(?:de\ |del\ )?(?P<year2>[0-9]{{4}})
      | (?P<d3>[0-9]{{1,2}})\.\s?(?P<m3>[0-9]{{1,2}})\.\s?(?P<y3>[0-9]{{4}})
      | (?P<y4>[0-9]{{4}})\s?[年년]\s?(?P<m4>[0-9]{{1,2}})\s?[月월]\s?(?P<d4>[0-9]{{1,2}})\s?[日일]
    )(?:(?:[T ,|•·–/（(-]|\ at\ )+.{{0,40}})?$""",  # noqa: E501
    re.IGNORECASE | re.VERBOSE,
)
_LABELLED = re.compile(rf"\s{{0,9}}(?:{_LABEL})\s{{0,9}}[:：]?\s", re.IGNORECASE | re.VERBOSE)
_LONGEST_LINE = 200
_YEAR = r"(?<![0-9])(?:1[0-9]|20)[0-9]{2}(?![0-9])"
_GOES_ON = re.compile(
    rf"""{_YEAR}\.?\s{{0,9}}(?:[–—-]|to|until|till|bis|au|al|hasta|até)\s{{1,9}}[^–—\n]{{0,25}}?{_YEAR} | {_YEAR}\s{{0,9}}[–—]\s{{0,9}}[^–—\n]{{0,25}}?{_YEAR}
    | (?<![0-9:.])[0-9]{{1,2}}\s?[ap]\.?m\b
    | (?<![0-9:.-])[0-9]{{1,2}}(?:[:.h][0-9]{{2}})?\s{{0,9}}(?:[ap]\.?m\.?|Uhr)?\s{{0,9}}(?:[–—-]|to|until|till|bis)\s{{0,9}}[0-9]{{1,2}}(?:[:.h][0-9]{{2}}|\s{{0,9}}[ap]\.?m\b|\s{{0,9}}(?:Uhr|h)\b)""",  # noqa: E501
    re.IGNORECASE | re.VERBOSE,
)
"""A day that is the beginning of a time: of a life, of an event. Publication is stated to the minute or by its day."""


def stated_day(line: str) -> str | None:
    """The ISO day of a line that is nothing but a full publication date; an "updated" line is not one, and neither is
    a day whose month and day cannot be told apart ("3/4/2024"), the first of two ("4 May 1931 – 9 June 2015"), or an
    evening that begins at "8 pm" or lasts from 19:00 to 21:00."""
    match = _STATED.match(line)
    if match is None or is_span(line):
        return None
    found = {name.rstrip("0123456789"): value for name, value in match.groupdict().items() if value}
    year, day = found.get("y") or found["year"], found.get("d") or found["day"]
    month = int(found["m"]) if "m" in found else _MONTH_NUMBER.get(found["month"].lower(), 0)
    return valid_day(f"{year}-{month:02d}-{int(day):02d}")


def is_span(line: str) -> bool:
    """True for a line that tells from when to when something lasted, or at which hour something begins."""
    return _GOES_ON.search(line[:_LONGEST_LINE]) is not None


def is_labelled(line: str) -> bool:
    """True for a line that says "published", "posted", "date" or the like before its day."""
    return _LABELLED.match(line) is not None


def valid_day(text: str) -> str | None:
    """`text` if it begins with a real ISO day that somebody has set, None otherwise."""
    return None if is_unset(text[:10]) else text
