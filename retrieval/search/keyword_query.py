"""Keywords, as they are typed in a search box, made the question that they stand for: "copa america score" becomes "what
is the score of copa america?". The reader has learnt from questions, and the kind of an answer is read from them.

Only a text that ends or begins with a word for the thing asked changes, and only for reading. One with a question word, an
auxiliary or a pronoun is a sentence and stays as it is.
"""

# ruff: noqa: E501  # a pattern is easier to read whole than cut into lines
from __future__ import annotations

import re

from ..english import AUXILIARIES, NOT_ENGLISH, PRONOUNS
from ..text import beginning, words

MOST_WORDS = 8
"""A text with more is a sentence or a headline."""
MOST_OF_TOPIC = 3
"""More words ask mostly for something about it: "rainbow toys crackdown country"."""
_IN_SENTENCES = (
    AUXILIARIES
    | PRONOUNS
    | NOT_ENGLISH
    | frozenset(
        "who whom whose what when where why how which i you we me to and or because if not says said".split()
    )
)
_KEYWORDS = re.compile(r"[A-Za-zÀ-ž0-9\s.'’&$€£%/+-]+")
_DEATHS = r"death toll|deaths|fatalities|casualties"
_PRICE = r"(?:ticket )?(?:prices?|costs?)|fees?"
_WINNER = r"winners?|champions?"
_NUMBER = r"(?:final |total |average )?(?:score|number|percentage|size|magnitude|population|turnout|attendance|length|height|weight|speed|duration|capacity)|total"
_RESULT = r"(?:final )?result|outcome"
_ONE = r"ceo|cfo|president|prime minister|pm|director|owner|founder|author|host|coach|manager|captain|suspect|successor|replacement|nominee|head of state|mayor|governor|chairman|chairwoman|spokesperson|lawyer"
_MANY = r"directors|owners|founders|authors|hosts|suspects|nominees|members"
_AT_THE_END: tuple[tuple[str, str], ...] = (
    (_DEATHS, "how many people died in {topic}?"),
    (r"injuries|injured|wounded", "how many people were injured in {topic}?"),
    (_PRICE, "how much does {topic} cost?"),
    (r"net worth|salary|budget|fine", "how much is the {asked} of {topic}?"),
    (r"(?:[a-z]{4,20} )?date|deadline", "when is the {asked} of {topic}?"),
    (r"reasons?|causes?", "why {topic}?"),
    (_WINNER, "who won {topic}?"),
    (_ONE, "who is the {asked} of {topic}?"),
    (_MANY, "who are the {asked} of {topic}?"),
    (r"location|venue|whereabouts", "where is {topic}?"),
    (r"(?<!ice )(?<!stone )(?<!bronze )(?<!iron )(?<!new )(?<!golden )(?<!voting )(?<!legal )(?<!minimum )(?<!retirement )(?<!drinking )age", "how old is {topic}?"),
    (rf"{_RESULT}|{_NUMBER}", "what is the {asked} of {topic}?"),
    (r"name", "what is the name of {topic}?"),
    (r"role|song|tv show|currency|nationality|virus|team", "which {asked} {topic}?"),
)  # fmt: skip
"""What is asked, and the question for it."""
_AFTER_THREE = r"country|state|city|island|company|airline|party|show|award"
_WORDS_BEFORE = 3
"""After fewer words it is mostly a part of a name: "mexico city", "rhode island"."""
_AT_THE_BEGINNING: tuple[tuple[str, str], ...] = (
    (rf"(?:{_DEATHS})(?: of| in| from)?", "how many people died in {topic}?"),
    (rf"(?:{_PRICE})(?: of| for)?", "how much does {topic} cost?"),
    (rf"(?:{_WINNER})(?: of)?", "who won {topic}?"),
    (r"(?:total )?number of|total", "how many {topic}?"),
    (r"(?:final )?score(?: of| in)?", "what is the score of {topic}?"),
    (r"ceo", "who is the ceo of {topic}?"),
    (rf"(?P<asked>{_ONE}) of", "who is the {asked} of {topic}?"),
    (rf"(?P<asked>{_MANY}) of", "who are the {asked} of {topic}?"),
    (r"(?:reasons?|causes?) (?:of|for)", "why {topic}?"),
    (r"(?P<asked>(?:[a-z]{4,20} )?date) (?:of|for)", "when is the {asked} of {topic}?"),
    (rf"(?P<asked>{_RESULT}|{_NUMBER}) of", "what is the {asked} of {topic}?"),
)
_COMPILED = (
    *((re.compile(rf" (?P<asked>{asked})\Z", re.IGNORECASE), question, 1) for asked, question in _AT_THE_END),
    (
        re.compile(rf" (?:which |what )?(?P<asked>{_AFTER_THREE})\Z", re.IGNORECASE),
        "which {asked} {topic}?",
        _WORDS_BEFORE,
    ),
    *(
        (re.compile(rf"\A(?:the )?{asked} (?:the )?(?=\S)", re.IGNORECASE), question, 1)
        for asked, question in _AT_THE_BEGINNING
    ),
)
"""What is asked, the question for it, and how many words its topic has at least."""
_ALONE: tuple[tuple[str, str], ...] = (
    (_DEATHS, "how many people died?"),
    (_PRICE, "how much does it cost?"),
    (r"dates?", "when is it?"),
    (r"deadline", "when is the deadline?"),
    (r"reasons?|causes?|motive", "why?"),
    (_WINNER, "who won?"),
    (r"location|venue|place", "where is it?"),
    (rf"{_RESULT}|{_NUMBER}", "what is the {asked}?"),
)
_COMPILED_ALONE = tuple(
    (re.compile(rf"(?:the )?(?P<asked>{asked})", re.IGNORECASE), question) for asked, question in _ALONE
)


def is_topic(text: str) -> bool:
    """True for a few keywords that may ask for a whole story: "boeing strike"."""
    return _are_keywords(text, MOST_OF_TOPIC)


def _are_keywords(text: str, most: int) -> bool:
    """True for two words or more, and at most so many, that are no sentence: no question word, auxiliary or pronoun among
    them."""
    said = _bare(text)
    typed = [word.lower() for word in words(said)]
    few = 1 < len(typed) <= most and _IN_SENTENCES.isdisjoint(typed)
    return few and _KEYWORDS.fullmatch(said) is not None


def as_question(text: str) -> str:
    """The question that the keywords stand for; any other text as it is."""
    if not _are_keywords(text, MOST_WORDS):
        return text
    said = _bare(text)
    for pattern, question, least in _COMPILED:
        if found := pattern.search(said):
            topic = said[: found.start()] or said[found.end() :]
            if len(topic.split()) >= least:
                return question.format(topic=topic, **found.groupdict())
    return text


def as_follow_up(text: str) -> str:
    """The question that a word for the thing asked stands for in a conversation: "price?" is "how much does it cost?".
    Any other text as it is."""
    said = _bare(text)
    for pattern, question in _COMPILED_ALONE:
        if found := pattern.fullmatch(said):
            return question.format(**found.groupdict())
    return text


def _bare(text: str) -> str:
    """The text on one line, without the marks at its end; nothing of one that is too long to be keywords."""
    whole = beginning(text) == text
    return " ".join(text.split()).rstrip(" ?!.") if whole else ""
