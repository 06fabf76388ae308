"""Finds the spans of a sentence that have the form of an answer: times, amounts, names, places, reasons; and widens one
that would cut off a denial.

"When was it opened?", "It opened on 5 May 1990 in Oslo." -> "on 5 May 1990"
"How much did it cost?", "It cost $12 million to build." -> "$12 million"
"Where is it?", "It stands in Oslo today." -> "in Oslo"

The patterns are English and were tuned by measurement; sentences of other languages have no spans.
"""

# ruff: noqa: E501  # a pattern is easier to read whole than cut into lines
from __future__ import annotations

import re
from collections.abc import Callable

from ..english import (
    AUXILIARIES,
    CONJUNCTIONS,
    MONTH_PATTERN,
    NO_PATTERN,
    NOT_SHORT_PATTERN,
    PREPOSITIONS,
    SCALE_PATTERN,
    TENS,
    UNITS,
    WEEKDAY_PATTERN,
)
from ..types import Span
from .question import Kind, Question, stem, stems

_MONTH = rf"(?:{MONTH_PATTERN})"
_FEW = "|".join(UNITS[1:11])
_NUMBER = rf"(?:\d[\d,.]{{0,30}}\d|\d|{_FEW}|eleven|twelve|twenty|thirty|forty|fifty|hundred|thousand|dozens?|several|a few)"
_PERIOD = r"(?:seconds?|minutes?|hours?|days?|weeks?|weekends?|months?|quarters?|years?|decades?|century|centuries|fiscal year|fiscal years|semesters?|seasons?)"
_DATE = re.compile(
    rf"""\b(?:
      {_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:\s*[-–]\s*\d{{1,2}})?(?:,?\s+\d{{4}})? | \d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?\s+{_MONTH}(?:,?\s+\d{{4}})?
    | {_MONTH}\s+(?:of\s+)?\d{{4}} | \d{{4}}-\d\d-\d\d | \d{{1,2}}/\d{{1,2}}/\d{{2,4}} | (?:1[0-9]|20)\d\ds? | (?:1[0-9]|20)\d\d[-–/]\d{{2,4}}
    | (?:(?:early|mid|late)[-\s])?(?:January|February|March|April|June|July|August|September|October|November|December)
    | (?:(?:last|next|this|on|every|early|late)\s+)?(?:{WEEKDAY_PATTERN})(?:\s+(?:morning|afternoon|evening|night))?
    | today | tonight | tomorrow | yesterday | (?:first|second|third|fourth|last)\s+quarter(?:\s+of\s+\d{{4}})?
    | (?:last|next|this|the\s+coming|the\s+following|the\s+previous|the\s+same|that)\s+(?:week|weekend|month|quarter|year|decade|century|spring|summer|autumn|fall|winter|morning|evening|night)
    | {_NUMBER}\s+{_PERIOD}\s+(?:ago|earlier|later|before|after|from\s+now) | (?:fiscal|financial|calendar)\s+year(?:\s+\d{{4}})? | \d{{1,2}}(?:[:.]\d\d)?\s*(?:a\.?m\.?|p\.?m\.?|o['’]clock)
    | \d{{1,2}}(?:st|nd|rd|th)\s+century | (?:in|during|by|since|before|after|until|this|last|next)\s+(?:the\s+)?(?:spring|summer|autumn|winter)(?:\s+of\s+\d{{4}})?
    )(?!\w)""",
    re.VERBOSE,
)  # fmt: skip
_DURATION = re.compile(
    rf"\b(?:within|for|over|in|after|during|about|around|nearly)\s+(?:the\s+|a\s+|about\s+|more than\s+)?(?:next\s+|past\s+|last\s+)?(?:{_NUMBER})[\s-]+{_PERIOD}\b",
    re.IGNORECASE,
)
_TIME_LEAD = re.compile(
    r"(?:(?:starting|beginning|ending|as early|no later|not before|some ?time|expected|scheduled)\s+)?(?:on|in|by|within|before|after|until|till|during|since|from|at|around|about|through|between|as of|than)\s+(?:(?:the|its|his|her|their|this|a|an|early|late|mid|end|start|beginning|middle|of|[A-Z][\w-]+)\s+){0,4}$"
)
_MONEY = re.compile(
    rf"""(?:(?:US|A|C|HK|NZ)?[$€£¥₹]\s?\d[\d,.]{{0,30}}(?:\s?(?:million|billion|trillion|thousand|[mbk]n?)\b)?
    |\b(?:\d[\d,.]{{0,30}}|{_FEW})(?:\s(?:{SCALE_PATTERN}))*\s(?:US\s|Australian\s|Canadian\s)?(?:dollars?|euros?|pounds?|yen|yuan|rupees?|francs?|pesos?|won|rubles?|cents?|pence|USD|EUR|GBP|JPY|percent|per\ cent)\b
    |\b\d[\d,.]{{0,30}}\s?(?:%|percent|per\ cent)|\b\d[\d,.]{{0,30}}\s(?:million|billion|trillion)\b)""",
    re.VERBOSE | re.IGNORECASE,
)  # fmt: skip
_COUNT = re.compile(
    rf"\b(?:\d[\d,.]{{0,30}}\d|\d|(?:{'|'.join([*UNITS[1:], *TENS])})(?:-(?:{'|'.join(UNITS[1:10])}))?|hundreds?|thousands?|millions?|dozens?|half|once|twice|both|several|a few)"
    rf"(?:\s(?:{SCALE_PATTERN}|dozen))*(?:\s?(?:%|percent|per cent)|\b)(?:[\s-](?!and\b|or\b|the\b|in\b|of\b|to\b|on\b|at\b)[a-z]+)?",
    re.IGNORECASE,
)
_SCORE = re.compile(
    r"(?<![\w-])\d{1,3}\s?[-–]\s?\d{1,3}(?![\w-]|\s?(?:%|(?:percent|years?|months?|weeks?|days?)\b))"
)
_ROLE = r"(?:officials?|minister|ministers|president|premier|spokes(?:man|woman|person|people)|police|authorities|government|governments|court|judge|judges|executives?|policymakers|researchers|scientists|analysts|observers|lawmakers|senators?|lawyers?|investigators|prosecutors?|voters|residents|workers|company|companies|team|king|queen|mayor|governor|director|chief|founder|coach|player|players|captain|author|artists?|teachers?|students|soldiers|leaders?|secretary|ambassador|commander|general)"
_NAMES = re.compile(
    rf"(?:(?:(?:[A-Z][\w’'-]+|senior|former|top|local|federal|state|foreign|defen[cs]e|prime|vice|deputy|chief|military|company)\s){{0,8}}{_ROLE}\b(?:\s(?:of|for)\s(?:the\s)?[A-Z][\w’'-]+)?(?:\s[A-Z][\w’'.-]+)*"
    r"|(?:[A-Z][\w’'-]+|[A-Z]\.|(?:[A-Z]\.){2,})(?:\s(?:(?:of|de|van|von|der|la|al|bin|and|the|&)\s)?(?:[A-Z][\w’'-]+|[A-Z]\.))*)"
)
_PLACE = re.compile(
    r"\b(?:in|at|near|within|across|inside|outside|along|around|throughout|on|off|to|from|into|between|over|under|toward|towards|beyond)\s+"
    r"(?:(?:the|a|an|its|their|his|her|this|that|all|both|southern|northern|eastern|western|central|south|north|east|west|first|second|third)\s+)*"
    r"(?:[A-Z][\w’'.-]*(?:,?\s(?:(?:of|the|and|de)\s)*[A-Z][\w’'-]*)*|(?:[\w’'-]+\s){0,3}?(?:chain|islands?|regions?|city|cities|country|countries|state|states|province|district|county|town|village|area|areas|territor(?:y|ies)|coast|border|sea|ocean|river|lake|mountains?|valley|base|bases|airport|port|harbou?r|hospital|school|university|campus|museum|stadium|arena|park|street|square|building|house|home|hotel|office|centre|center|church|court|prison|factory|plant|theater|theatre|capital|headquarters|site|sites|zone|approaches|world|moon|space)(?:\s(?:chain|islands?|regions?|city|cities|country|countries|state|states|province|district|county|town|village|area|areas|territor(?:y|ies)|coast|border|sea|ocean|river|lake|mountains?|valley|base|bases|airport|port|harbou?r|hospital|school|university|campus|museum|stadium|arena|park|street|square|building|house|home|hotel|office|centre|center|church|court|prison|factory|plant|theater|theatre|capital|headquarters|site|sites|zone|approaches|world|moon|space))*\b)"
)
_REASON = re.compile(
    r"\b(?:because(?: of)?|due to|owing to|as a result of|in order to|so that|so as to|thanks to|with the aim of|aimed at|amid|following|in response to|citing|caused by|over concerns?|fearing|to (?:avoid|prevent|ensure|enable|help|protect|reduce|increase|improve|reinforce|preserve|maintain|support|make|allow|keep|stop|deter|strengthen|secure|meet|address|accelerate)|(?:and )?(?:a )?desire to|which would|that would)\b[^.;]*",
    re.IGNORECASE,
)
_MEANS = re.compile(
    r"\b(?:by \w+ing|through|via|using|with the help of|under the|by means of)\b[^.;,]*", re.IGNORECASE
)

_JOIN_WORDS = 5
"""Two times with at most so many words between them are one answer: "from March 2020 to May 2021"."""


def find(question: Question, sentence: str) -> list[Span]:
    """Spans of `sentence` that may answer, in order, without overlaps; not those that only repeat the question."""
    finder = _FINDERS.get(question.kind)
    spans = finder(question, sentence) if finder else []
    asked = set(question.focus)
    return [span for span in spans if not _only_repeats(sentence[span.start : span.end], asked)]


def _only_repeats(text: str, asked: set[str]) -> bool:
    content = [word for word in re.findall(r"\w+", text.lower()) if len(word) > 2]
    return bool(content) and all(word in asked for word in content)


def _times(question: Question, sentence: str) -> list[Span]:
    spans = [Span(m.start(), m.end()) for m in _DATE.finditer(sentence)]
    spans += [Span(m.start(), m.end()) for m in _DURATION.finditer(sentence)]
    led = []
    for span in _merged(sorted(spans, key=lambda each: each.start)):
        lead = _TIME_LEAD.search(sentence[: span.start])
        led.append(Span(lead.start() if lead else span.start, span.end))
    return _joined_times(sentence, _merged(led))


def _merged(spans: list[Span]) -> list[Span]:
    out: list[Span] = []
    for span in spans:
        if out and span.start < out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return out


def _joined_times(sentence: str, spans: list[Span]) -> list[Span]:
    out: list[Span] = []
    for span in spans:
        between = sentence[out[-1].end : span.start] if out else ""
        if (
            out
            and len(between.split()) <= _JOIN_WORDS
            and re.search(r"\b(?:starts?|begins?|ends?|to|and|or)\b|^[,–-]?\s*$", between)
        ):
            out[-1] = Span(out[-1].start, span.end)
        else:
            out.append(span)
    return out


def _by(pattern: re.Pattern[str]) -> Callable[[Question, str], list[Span]]:
    return lambda question, sentence: [
        Span(match.start(), match.start() + len(match.group().rstrip(" ,")))
        for match in pattern.finditer(sentence)
        if match.group().strip()
    ]


def _counts(question: Question, sentence: str) -> list[Span]:
    """Numbers with the word that they count ("12 ships"), without the numbers in dates; of a score both ("2-1")."""
    if "score" in question.focus:
        return _by(_SCORE)(question, sentence)
    dates = [
        Span(match.start(), match.end()) for match in _DATE.finditer(sentence) if "year" not in match.group()
    ]
    found = _by(_COUNT)(question, sentence)
    return [span for span in found if not any(d.start <= span.start < d.end for d in dates)]


def _people(question: Question, sentence: str) -> list[Span]:
    """Names and roles ("the prime minister"), without a first word that has a capital only because it is first."""
    found = []
    for match in _NAMES.finditer(sentence):
        text = match.group()
        if match.start() == 0 and _is_opener(text):
            continue
        lead = len(text) - len(text.lstrip())
        found.append(Span(match.start() + lead, match.end()))
    return found


def _is_opener(text: str) -> bool:
    """True for a first word that is no name: "The", "Building"."""
    lone = len(text.split()) == 1 and not re.search(rf"\b{_ROLE}\b", text, re.IGNORECASE)
    return lone and (text.lower() in _OPENERS or text.endswith("ing"))


_OPENERS = frozenset(
    """the a an in on at it he she they this that these those there we i but and as after before
    when while for from by with if its his her their our however meanwhile earlier initial public
    reports officials according""".split()
)


def _headed(question: Question, sentence: str) -> list[Span]:
    """Noun phrases that end in the asked noun: "which framework" -> "the foreign military sales framework"."""
    if question.head is None:
        return []
    stem = re.escape(question.head.rstrip("s"))
    pattern = re.compile(rf"\b((?:(?:the|a|an)\s)?(?:[\w’'-]+\s){{0,4}}?){stem}s?\b", re.IGNORECASE)
    found = []
    for match in pattern.finditer(sentence):
        words = match.group().split()
        cut = max((at + 1 for at, word in enumerate(words[:-1]) if word.lower() in _BREAKS), default=0)
        if len(words) - cut < 2:
            continue
        found.append(Span(match.end() - len(" ".join(words[cut:])), match.end()))
    return found


_BREAKS = PREPOSITIONS | CONJUNCTIONS | AUXILIARIES | frozenset(("of", "for", "within"))

_FINDERS: dict[Kind, Callable[[Question, str], list[Span]]] = {
    Kind.WHEN: _times,
    Kind.HOW_MANY: _counts,
    Kind.HOW_MUCH: _by(_MONEY),
    Kind.WHO: _people,
    Kind.WHERE: _by(_PLACE),
    Kind.WHY: _by(_REASON),
    Kind.HOW: _by(_MEANS),
    Kind.WHICH: _headed,
}
REQUIRED = frozenset({Kind.WHEN, Kind.HOW_MANY, Kind.HOW_MUCH})
"""Kinds of question that only a sentence with such a span can answer."""


_NO = re.compile(rf"\b(?:{NO_PATTERN}|except|besides)\b|\b{NOT_SHORT_PATTERN}\b", re.IGNORECASE)


def negates(text: str) -> bool:
    """True if `text` holds a negation."""
    return bool(_NO.search(text))


_CLAUSE_ENDS = re.compile(r"[,;:.!?()—–\n]")


def with_denial(text: str, mark: Span) -> Span:
    """The mark, longer where it would cut off a negation of its clause: in "they did not endorse her", "endorse" becomes
    "not endorse", and "they did" becomes "they did not endorse her"."""
    start = max((each.end() for each in _CLAUSE_ENDS.finditer(text, 0, mark.start)), default=0)
    after = _CLAUSE_ENDS.search(text, mark.end)
    end = after.start() if after else len(text)
    denials = list(_NO.finditer(text, start, end))
    if not denials:
        return mark
    is_before = denials[-1].end() <= mark.end
    return Span(min(mark.start, denials[0].start()), mark.end if is_before else end)


_DENIED_REACH = 60
"""Characters before a mark in which its denial stands."""
_DENIED_BEFORE = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|refut(?:es?|ed|ing)|reject(?:s|ed|ing)?|disput(?:es?|ed|ing)|dismiss(?:es|ed|ing)?|not(?!\s+(?:only|just)\b)|never|no\s+longer)"
    r"\s+(?:(?:the|an?|that|his|her|their|its|he|she|they|it|claims?|reports?|of|allegations?|rumou?rs?|accusations?|having|to|be|been|being)\s+){0,4}$",
    re.IGNORECASE,
)


def with_denial_before(text: str, mark: Span) -> Span:
    """The mark with the denial right before it: "he pushed a car" becomes "denied claims he pushed a car"."""
    found = _DENIED_BEFORE.search(text[max(0, mark.start - _DENIED_REACH) : mark.start])
    return Span(mark.start - len(found[0]), mark.end) if found else mark


_ENDS_THE_SENTENCE = re.compile(r"(?:[a-z]{4}|\d)\.$")
"""A full stop that is no part of an abbreviation."""


def without_full_stop(text: str, mark: Span) -> Span:
    """The mark without the full stop of the sentence `text`: "12 June." becomes "12 June"."""
    ends = mark.end >= len(text.rstrip()) and _ENDS_THE_SENTENCE.search(text, mark.start, mark.end)
    return Span(mark.start, mark.end - 1) if ends else mark


_WHO_DID = re.compile(
    r"\A\W{0,8}(?:(?:so|and|but)\s)?who\s(?:(?:exactly|actually|even)\s)?(?P<did>[a-z]{2,20})\s",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are|be|got|gets)\s(?:\w{2,20}ly\s)?(?P<done>[a-z]+)\b")
_BESIDE = 2
"""Words beside a span that belong to the same name ("Prime Minister Robert Fico")."""


def suffers(question: Question, text: str, span: Span) -> bool:
    """True if the sentence tells that to the one in `span` was done what is asked about: "who shot the mayor" is not
    answered by "Mayor Berg was shot". Offsets are into the text."""
    asked = _WHO_DID.match(question.text) if question.kind is Kind.WHO else None
    if asked is None or asked["did"].lower() in AUXILIARIES:
        return False
    did = asked["did"].lower()
    done = (
        each
        for each in _PASSIVE.finditer(text, span.end)
        if stem(each["done"]) == stem(did) or each["done"].startswith(did)
    )
    found = next(done, None)
    if found is None or re.search(r"\bby\b", text[span.end : found.start()]):
        return False
    before, after = text[: span.start].split()[-_BESIDE:], re.findall(r"\w+", text[span.end : found.start()])
    name = " ".join([*before, text[span.start : span.end], *after[:_BESIDE]])
    return not after or not stems(question.text[asked.end() :]).isdisjoint(stems(name))
