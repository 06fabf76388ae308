"""The English of chats, as the rules and the models read English: "yo whos the pm rn lol" is read as "who is the pm".

Only a text that is plainly English changes, and only for reading: what is shown are the asker's own words. A text that
is written out stays as it is, to the letter. Two questions in one message are found here, too.
"""

# ruff: noqa: E501  # a table of words is easier to read in wide lines
from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import islice

from ..english import (
    AUXILIARIES,
    AUXILIARY_PATTERN,
    COMMON_VERBS,
    FILLERS,
    IRREGULAR_PASTS,
    MONTHS,
    NOT_ENGLISH,
    PREPOSITIONS,
    PRONOUNS,
    STOP_WORDS,
    WEEKDAYS,
)
from ..outcomes import Correction
from ..text import beginning, has_words
from .question import Question, is_english, may_be_english, stem, stems

_ASKED = "who|what|when|where|why|how|which"


def read(text: str) -> str:
    """The text as it is read; the same text where there is nothing to do, or nothing would be left."""
    said = beginning(text)
    if not is_english(said):
        return turned(text) if may_be_english(said) else text
    for pattern, written_out in _REWRITES:
        said = pattern.sub(written_out, said)
    said = _WORD.sub(_written_out, said)
    for pattern, written_out in _AROUND:
        said = pattern.sub(written_out, said)
    said = turned(said)
    if said == beginning(text) or not has_words(said):
        return text
    return f"{' '.join(said.split())}{text[len(beginning(text)) :]}"


_LEAD = re.compile(
    r"\A(?>(?:so|wait|hold (?:on|up)|hang on|and|but|then|oh|really|ok(?:ay)?|i (?:heard|read)|heard)(?: that)?(?![\w’'-])[\s,.…]*+)++",
    re.IGNORECASE,
)
_ALSO = re.compile(r"\A(?:and|but|then)(?![\w’'-])[\s,]*+", re.IGNORECASE)
_TAIL = re.compile(
    r",?\s(?:right|correct|true|huh|yeah|yea|yes|no|too|or (?:what|not|no|nah))\s?\?++\Z", re.IGNORECASE
)
_SHORT_IS = re.compile(
    r"\b(it|he|she|that|there)['’]s\b|\b(it)s(?= (?:over|done|dead|true|official|off|on|back|gone|not|still|now|closed|open|happening)\b)",
    re.IGNORECASE,
)
_BEGINS_NO_STATEMENT = AUXILIARIES | PREPOSITIONS | frozenset(
    "any anyone anybody if unless even because though although not or of also tell explain list give show find name compare summarize summarise".split()
)  # fmt: skip
_IN_NO_STATEMENT = frozenset([*_ASKED.split("|"), *"whose whom you your u i we my".split()])
"""With such a word a text asks for something else than yes or no, or is about the people in the chat."""
_BEFORE_NO_VERB = PREPOSITIONS | {"that", "the", "a"}
_FEWEST_WORDS, _VERB_WITHIN, _SHORTEST_PAST = 3, 10, 5
_BASES = {past: base for base, past in IRREGULAR_PASTS.items()}
_OF_TWO_FORMS = frozenset(stem(form) for form in (*_BASES, *_BASES.values()))
_STEMS = {stem(verb): verb for verb in sorted(COMMON_VERBS)}


def turned(text: str) -> str:
    """A statement with a question mark as the question of yes or no that it is: "so the deal is signed?" is read as "is
    the deal signed?". Any other text stays as it is."""
    said = " ".join(text.split()) if beginning(text) == text else ""
    if not said.endswith("?"):
        return text
    bare = _TAIL.sub("", _LEAD.sub("", said)).rstrip("? ")
    tokens = _SHORT_IS.sub(lambda short: f"{short[1] or short[2]} is", bare).split()
    small = [token.lower().replace("’", "'") for token in tokens]
    if len(tokens) < _FEWEST_WORDS or small[0] in _BEGINS_NO_STATEMENT:
        return text
    if not _IN_NO_STATEMENT.isdisjoint(small) or any(token[-1] in ".!:;?" for token in small[:-1]):
        return text
    for at in range(1, min(len(tokens), _VERB_WITHIN)):
        rest = [*tokens[:at], *tokens[at + 1 :]]
        if small[at] in AUXILIARIES and small[at - 1] not in _BEFORE_NO_VERB and len(rest) > at:
            return f"{tokens[at]} {' '.join(rest)}?"
    if bare == _ALSO.sub("", said).rstrip("? "):
        return text  # without "so" or "right?" it may be a topic: "united airlines delayed flights?"
    for at, word in enumerate(small[1:_VERB_WITHIN], 1):
        if word in _BASES or _is_regular_past(word):
            base = _BASES.get(word) or _STEMS.get(stem(word), tokens[at])
            return f"did {' '.join([*tokens[:at], base, *tokens[at + 1 :]])}?"
    return text


def _is_regular_past(word: str) -> bool:
    return len(word) >= _SHORTEST_PAST and word.endswith("ed") and not word.endswith("eed") and word.isalpha()


_SHORTEST, _LONGEST = 3, 24
_SHORTEST_MISSPELT = 5
"""Letters: shorter words have too many neighbours to be read as another one; they may lack a mark ("att")."""
_LONG = 8


def may_be_misspelt(question: Question) -> dict[str, int]:
    """The words of the question that may stand for another word, each with the letters that may be wrong in it. Of a
    name that is written as one, only one may; of a short word none."""
    asked = (
        word
        for word in question.focus
        if _SHORTEST <= len(word) <= _LONGEST and word.isascii() and word.isalpha()
    )
    return {word: _wrong_letters(word, is_name=word in question.names) for word in asked}


def _wrong_letters(word: str, *, is_name: bool) -> int:
    if len(word) < _SHORTEST_MISSPELT:
        return 0
    return 2 if len(word) >= _LONG and not is_name else 1


_SAY_NOTHING = (
    STOP_WORDS
    | PREPOSITIONS
    | NOT_ENGLISH
    | FILLERS
    | frozenset("true false real really fake right wrong ok okay".split())
)


def asked_words(missing: Sequence[str], said: str) -> tuple[str, ...]:
    """Those of the missing words that are worth naming to the asker: words of what was `said`, not of the conversation
    before it, that a text could be about: no verb that a text may have in another form ("did they win?" - "won")."""
    own = stems(said) - _OF_TWO_FORMS
    return tuple(word for word in missing if stem(word) in own and word.lower() not in _SAY_NOTHING)


def respelt(text: str, corrected: Sequence[Correction]) -> str:
    """The text with each misspelt word as it is read."""
    for typed, read_as in corrected:
        word = re.compile(rf"(?<!\w){re.escape(typed)}(?!\w)", re.IGNORECASE)
        text = read_as.join(word.split(text))
    return text


_WHO_IS = {
    each: f"{each[:-1]} is"
    for each in "whos whats wheres whens whys hows thats theres heres hes shes".split()
}
_DID_NOT = {
    f"{each}nt": f"{each} not"
    for each in "did does do is are was were has have had would could should".split()
} | {"cant": "can not", "wont": "will not"}
_THEY_ARE = dict(zip("theyre youre theyve youve weve theyll youll".split(), "they are|you are|they have|you have|we have|they will|you will".split("|"), strict=True))  # fmt: skip
_SHORT = {
    "w": "with", "abt": "about", "bout": "about", "ppl": "people", "u": "you", "ur": "your", "em": "them", "yr": "year",
    "yrs": "years", "hrs": "hours", "govt": "government", "prez": "president", "thru": "through", "cuz": "because", "coz": "because",
    "bc": "because", "b4": "before", "r": "are", "tmrw": "tomorrow", "tmr": "tomorrow", "yday": "yesterday", "tonite": "tonight",
    "2day": "today", "gonna": "going to", "gotta": "have to", "wanna": "want to", "tryna": "trying to", "outta": "out of",
    "gimme": "give me", "lemme": "let me", "dems": "democrats", "repub": "republican", "repubs": "republicans",
    "vp": "vice president", "rn": "", "kinda": "", "sorta": "",
}  # fmt: skip
_CLIPPED = {
    f"{each}in": f"{each}ing"
    for each in "tak go do mak gett com runn try say look work play talk happen liv leav giv sell".split()
}
_WRITTEN_OUT = _WHO_IS | _DID_NOT | _THEY_ARE | _SHORT | _CLIPPED
_WORD = re.compile(rf"(?<![\w'’.@#&/-])(?:{'|'.join(_WRITTEN_OUT)})(?![\w'’@&/-]|\.\w)", re.IGNORECASE)
_PARTICIPLE = re.compile(r" (?:been|got|had|won)\b")
_NOUN_FOLLOWS = frozenset(
    "a the this that his her their my your its of in is are was were title next last as george".split()
)
"""Before "bout", "cant" or "wont", it is a noun; before "bc" a place or a year, and before "w" a name."""
_NOUNS = frozenset("bout cant wont bc em coz rn w r".split())
_SHORTEST_CAPITAL = 3
_NEAR = 24
"""Characters before a word in which the word before it is looked for."""


def _written_out(found: re.Match[str]) -> str:
    word, at = found[0], found.start()
    short = word.lower()
    if word != short and (at or word != short.capitalize() or len(word) < _SHORTEST_CAPITAL):
        return word  # "W", "BC", "PPL": an abbreviation
    before = found.string[max(0, at - _NEAR) : at].split()[-1:]
    if short in _NOUNS and before and (before[0].lower() in _NOUN_FOLLOWS or before[0].isdigit()):
        return word
    if short == "wont" and found.string.startswith(" to ", found.end()):
        return word
    read_as = _WRITTEN_OUT[short]
    if short in _WHO_IS and _PARTICIPLE.match(found.string, found.end()):
        read_as = f"{read_as[:-2]}has"
    return read_as if word == short else read_as.capitalize()


def _capital(found: re.Match[str]) -> str:
    return f"{found[1]} {found[2].capitalize()}"


_ALWAYS_MONTHS = "|".join(month for month in MONTHS if month not in ("march", "may"))
_REWRITES: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"(?<![\w'’-])(?:tl;?dr|eli5)(?: on| of)?(?![\w'’-])", re.IGNORECASE), "explain"),
    (re.compile(r"^wtf(?= (?:is|are|was|were|does|do|did|happened|happens)\b)", re.IGNORECASE), "what"),
    (re.compile(r"(?<!\S)w/o(?!\w)"), "without"),
    (re.compile(r"(?<!\S)(?<!is )(?<!of )(?<!in )(?<!on )its(?= (?:not |still |already |really )?(?:over|done|dead|true|official|off|on|back|gone|closed|open|happening|real|safe|legal|worth it)(?: now| yet| again| already| anymore)?\W*$)"), "it is"),
    (re.compile(r"(?<!\S)w/ ?(?=\w)"), "with "),
    (re.compile(r"^(?:so |but |and )?how come\b", re.IGNORECASE), "why"),
    (re.compile(r"^(so |and )?whats (?!(?:the|an?|his|her|their|its|your|this|that|it|in) )((?:\w+ ){1,3}(?:think|say|want|mean)\b)", re.IGNORECASE), r"\1what does \2"),
    (re.compile(r"^y (?=(?:did|do|does|is|are|was|were|cant|dont|didnt|isnt|has|have|would|will|r) )"), "why "),
    (re.compile(rf"(?<![\w-])(on|last|this|next|since|until|till|by|before|after) ({'|'.join(WEEKDAYS)})\b"), _capital),
    (re.compile(rf"(?<![\w-])(in|since|until|till|last|this|next|by|before|after|of|from) ({_ALWAYS_MONTHS})\b"), _capital),
    (re.compile(r"(?<![\w-])(in|since|until|last|next) (march|may)\b(?! i\b)"), _capital),
)  # fmt: skip
_ANYBODY = r"(?:some|any)(?:one|body)(?: here)?"
_OPENING = re.compile(
    r"^\W*+(?>(?:lol|lmao|lmfao|rofl|yo|hey|omg|wtf|tbh|ngl|idk|btw|um++|uh++|hmm*+|bruh|pls|plz|"
    rf"(?:ok(?:ay)?|wait|oh|wow|damn)(?=,? (?:so|and|but|{_ASKED}|whats|whos|{AUXILIARY_PATTERN}) )|"
    r"(?:quick|random|serious|dumb) (?:question|q)|just (?:curious|wondering))(?![\w’'-])[\s,.!:;…]*+)++",
    re.IGNORECASE,
)
_OTHER_TOPIC = re.compile(
    r"^(?:ok(?:ay)?|k|so|and|now|anyways?)?[\s,]{0,3}(?:(?:diff(?:erent)?|new|other|another) (?:topic|subject|thing|question)"
    r"|(?:changing|change of) (?:the )?(?:topic|subject))(?:[\s,.:;!-]{1,5}|$)(?=\w)",
    re.IGNORECASE,
)
_PLEA = re.compile(
    rf"^(?:so )?(?:(?:can|could|would|will) {_ANYBODY} (?:please |pls |plz )?(?:tell|remind|explain to) (?:me|us)|"
    rf"(?:does |do |did )?{_ANYBODY} (?:know|remember|recall)|any (?:idea|clue)|do (?:we|you guys|yall|y’all|y'all) know),? (?=(?:{_ASKED})\b)",
    re.IGNORECASE,
)
_REQUEST = re.compile(
    rf"^(?:so )?(?:can|could|would|will) (?:you|ya|{_ANYBODY}) (?:guys )?(?:please |pls |plz |kindly |just |quickly )*(?:help )?"
    r"(?=(?:tell|list|name|give|show|describe|explain|compare|quote|summari[sz]e|sum up|provide|find|remind)\b)",
    re.IGNORECASE,
)
"""It asks for what follows, and not for yes or no."""
_CLOSING = re.compile(
    r",?\s(?>(?:lol|lmao|lmfao|rofl|haha|pls|plz|tbh|ngl|btw|thx|tho|idk|rn|right now|or nah|or what)(?![\w’'-])[\s,.!…]*+){1,3}"
    r"(?=\?*$)",
    re.IGNORECASE,
)
_STORY = "latest|newest|news|gist|summary|details?|info|information|rundown|overview|lowdown|scoop|recap|story|facts|tea|updates?|tl;?dr|background|breakdown"
_HURT = "hurt|killed|injured|dead|wounded|arrested|missing|sick|rescued|hospitali[sz]ed|evacuated"
_HARM = "casualt(?:y|ies)|deaths?|injur(?:y|ies)|victims?|fatalit(?:y|ies)|dead|injured|arrests?|survivors?"
_AROUND: tuple[tuple[re.Pattern[str], str], ...] = (
    *((pattern, "") for pattern in (_OPENING, _OTHER_TOPIC, _PLEA, _REQUEST, _CLOSING)),
    (re.compile(rf"^any(?=(?:one|body) (?:{_HURT})\b)", re.IGNORECASE), "was any"),
    (re.compile(rf"^any (?=(?:{_HARM})\b)", re.IGNORECASE), "were there any "),
    (re.compile(r"^(?:list|name)(?: out)?(?: me)?(?: all(?: of)?)? (?:the|every)(?= \w)", re.IGNORECASE), "which"),
    (re.compile(rf"^(?:give|tell|show) (?:me|us) the (?!(?:[\w-]++ )?(?:{_STORY})\b)", re.IGNORECASE), "what is the "),
)  # fmt: skip

_MOST_BREAKS = 8
"""So many commas and "and" of a text are tried as the border of two questions."""
_BREAK = re.compile(
    r"(?<=[?!])\s++(?:(?:and|also|but|plus)\s++)?|[,;]\s++(?:(?:and|also|plus)\s++)?|\s(?:and|also|plus|&)\s",
    re.IGNORECASE,
)
_NO_VERB = PREPOSITIONS | PRONOUNS | frozenset("a an the and or of for else if not exactly".split())
_WITH_AUXILIARY = re.compile(
    rf"^\W*+(?:and |so |but |also |then )?(?:(?:in|on|at|for|to|by|from|until|since) )?(?:{_ASKED}|whose|whom)"
    rf"(?: [^\s?,]++){{0,4}}? (?:{AUXILIARY_PATTERN})\b(?= \w)",
    re.IGNORECASE,
)
_WITH_VERB = re.compile(r"^\W*+(?:and |so |but |also |then )?(who|what) ([^\s?,]++)", re.IGNORECASE)
_YES_NO = re.compile(rf"^\W*+(?:{AUXILIARY_PATTERN}) \w", re.IGNORECASE)
_OPEN_END = re.compile(rf"\b(?:{_ASKED}|whose|whom|and|or|of|the|about)\W*$", re.IGNORECASE)
_VERBS_OF_WHAT = frozenset("happened happens caused causes changed changes comes came made makes led".split())


def split_questions(text: str) -> tuple[str, ...]:
    """The questions of a message that asks several, each with its own question word and verb ("who won? and when is the
    next one?"); otherwise the text alone. Reads the beginning of a long text only."""
    said = beginning(text)
    if '"' in said or "“" in said or not is_english(said):
        return (text,)
    parts: list[str] = []
    start = 0
    for found in islice(_BREAK.finditer(said), _MOST_BREAKS):
        part, rest = said[start : found.start()], said[found.end() :]
        following = _BREAK.split(rest, maxsplit=1)[0]
        if _asks(part) and not _OPEN_END.search(part) and _asks(following, whole=part.endswith(("?", "!"))):
            parts.append(part)
            start = found.end()
    return (*(part.strip(" ,;") for part in parts), text[start:].strip()) if parts else (text,)


def _asks(part: str, *, whole: bool = True) -> bool:
    """True if the part begins with a question word and has a verb after it, or is a `whole` question of yes or no."""
    asked = read(part)
    if _WITH_AUXILIARY.match(asked) or (whole and part.endswith("?") and _YES_NO.match(asked)):
        return True
    verb = _WITH_VERB.match(asked)
    if verb is None:
        return False
    word = verb[2].lower()
    return word in _VERBS_OF_WHAT if verb[1].lower() == "what" else word not in _NO_VERB
