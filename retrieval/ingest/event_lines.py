"""Lines that tell when and where something takes place, lived or happened, not when they were published. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WHEN = re.compile(
    r"\W{0,5}(?:when|date\s*(?:&|and|\+)\s*time|event\s+date|time|starts?|begins?|ends?|from|until|by|doors|kick-?off|deadline|closing\s+date"
    r"|expires|valid(?:\s+(?:from|until))?|born|died|founded|opened|built|release\s+date|departure|arrival|wann|termin|beginn|ende|einlass"
    r"|geboren|gestorben|bis|ab|quand|date\s+et\s+heure|début|fin|née?(?:\s+le)?|cuándo|cuando|inicio|nacid[oa]|quando|inizio|wanneer|kiedy"
    r"|日時|開催日時?|会期|期間|活动时间|일시)\s*[:：]",
    re.IGNORECASE,
)
_WHERE = re.compile(
    r"(?<!\w)(?:where|venue|location|place|admission|entry|entrance|tickets?|doors|price|ort|wo|eintritt|einlass|veranstaltungsort|lieu|où|entrée"
    r"|lugar|dónde|entrada|luogo|dove|ingresso|local|onde|waar|toegang|場所|会場|入場料|地点|장소)\s*[:：]",
    re.IGNORECASE,
)


def is_event_line(line: str, beside: Iterable[str]) -> bool:
    """True for a line that begins "When:", or that holds or stands beside "Where:"."""
    return bool(_WHEN.match(line)) or any(map(_WHERE.search, (line, *beside)))
