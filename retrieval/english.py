"""The word lists of English that rules share: each list stands here once.

A list that only one pattern uses stands beside that pattern. Names in capitals that end in `_PATTERN` are alternatives
for a regular expression, without a group around them: `rf"\\b(?:{WEEKDAY_PATTERN})\\b"`.
"""

# ruff: noqa: E501  # a table of words is easier to read in wide lines
from __future__ import annotations

MONTHS = "january february march april may june july august september october november december".split()
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
"""Name -> first month, in the northern hemisphere."""
MONTHS_SHORT = frozenset(name[:3] for name in MONTHS if name != "may") | {"sept"}
MONTH_PATTERN = (
    r"Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?"
    r"|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?"
)
"""A month's name or its short form, with a capital; "Jan." includes the point."""
FULL_MONTH_PATTERN = "|".join(name.capitalize() for name in MONTHS)
WEEKDAY_PATTERN = "|".join(name.capitalize() for name in WEEKDAYS)
BEFORE_WEEKDAY = (
    "black good super ash palm easter fat cyber bloody giving big sheffield business holy maundy shrove whit blue ruby freaky "
    "casual star every each most any"
).split()
"""Before a weekday: it is a feast ("Good Friday"), a part of a name, or any such day, and no date."""
AFTER_WEEKDAY_PATTERN = r"the\s+13th|Night|Morning|Afternoon|Evening|Times|Live|Addams"
"""After a weekday: it is a part of a name ("Friday Night Lights")."""

UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
"""The word at place n says n."""
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
NUMBER_WORDS = {word: number for number, word in enumerate(UNITS)} | {
    word: 10 * number for number, word in enumerate(TENS, start=2)
}
SCALE_PATTERN = "hundred|thousand|million|billion|trillion"
ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth last".split()

NO_PATTERN = "not|never|no|none|nobody|nothing|nor|neither|cannot|without"
"""Words that deny."""
NOT_SHORT_PATTERN = r"\w{2,}n['’]t"
"""An auxiliary with "not": "isn't", "won’t"."""

AUXILIARY_PATTERN = "is|are|was|were|do|does|did|will|would|can|could|has|have|had|should|may|might"
"""Auxiliaries that may begin a question. "Must" is none of them: "Must be the wind" asks nothing."""
AUXILIARIES = frozenset(
    [
        *AUXILIARY_PATTERN.split("|"),
        *"am be been being shall must".split(),
        *"isn't aren't wasn't weren't don't doesn't didn't won't wouldn't can't couldn't hasn't haven't hadn't".split(),
    ]
)

FILLERS = frozenset(
    """
    tho though even again still actually really ok okay anyway just not also too yet already ever instead himself herself
    themselves itself
    """.split()
)
"""Words that colour a question and say nothing of what it is about."""

NATIONS = frozenset(
    """
    afghan algerian american argentine argentinian armenian australian austrian azerbaijani bangladeshi belgian brazilian british
    bulgarian burmese canadian chilean chinese colombian croatian cuban czech danish dutch egyptian emirati estonian
    ethiopian filipino finnish french georgian german ghanaian greek hungarian icelandic indian indonesian iranian iraqi
    irish israeli italian japanese jordanian kazakh kenyan korean kuwaiti latvian lebanese libyan lithuanian malaysian mexican
    mongolian moroccan nigerian norwegian pakistani palestinian peruvian polish portuguese qatari romanian russian saudi
    serbian singaporean slovak slovenian spanish sudanese swedish swiss syrian taiwanese thai tunisian turkish ukrainian
    venezuelan vietnamese yemeni
    """.split()
)
"""Words that say of which nation something is."""
NOT_ENGLISH = frozenset(
    """
    der das und ist nicht wer wie wann wo warum wieso ein eine einen von mit auf für wird hat sind im zum zur den dem des
    wurde wurden versteht bedeutet passiert heißt gibt unter zwischen über nach zu sich welche welcher welches
    el los las una qué que quién quien cuándo cuando dónde cómo como por para con del está es le les une est qui quand où pourquoi
    avec dans pour il gli che chi è di per os uma quem het een wat hoe niet
    """.split()
)
"""Words that other languages have and English hardly has, or has not in questions."""
STOP_WORDS = frozenset(
    """
    a about an and any are as at be been being but by can could did do does for from had has have he her him his
    how i if in into is it its me my no not of on or our s say says shall she should so some t tell than that the their
    them then there these they this those to us was we were what when where which who whom whose why will with would
    you your
    """.split()
)
"""Words without a topic: nearly every passage has them, so that a search by keywords leaves them out."""
ASKING_WORDS = (
    STOP_WORDS
    - frozenset("he she him her his i no not".split())  # a person is a topic, and "not" changes what is asked
) | frozenset(
    """
    please know let give explain describe old long many much come go going get gets got happen happened said also still
    ever just name kind type sort form date day year month time place reason purpose anyone anybody someone somebody
    """.split()
)
"""Words that say how something is asked, and not what a text is about."""

PREPOSITIONS = frozenset(
    """
    in on at by to from with without under over about after before during since until into onto against between among
    through towards toward than as per via near
    """.split()
)
"""Without "of" and "for", which may stand inside a noun phrase."""
CONJUNCTIONS = frozenset("because if while when where which who that so or but and".split())
COMMON_VERBS = frozenset(
    """
    accept affect agree allow appear apply approve arrive ask attack ban become begin begun benefit bring
    build built buy call cause change choose claim close come compare complete confirm contain continue cost
    cover create deal deliver deploy derive describe design develop die differ do end enter establish expect
    fall fight file find finish fly follow found gain get give go grow happen have help hold impact include
    increase integrate invade join keep kill know land last launch lead learn leave live look lose make mean
    meet merge move need offer open operate order pay perform plan play prevent produce propose protect
    provide publish put qualify reach receive record recover refuse reject release remain replace report
    represent resign respond retire return rise run say see seek sell send serve set show sign sound speak
    spend stand start state stay stop suffer suggest support take talk tell think travel try turn use visit
    vote want warn wear win won work write
    """.split()
)
"""Base forms of frequent verbs. The list is not complete."""
IRREGULAR_PASTS = {
    "win": "won", "become": "became", "begin": "began", "make": "made", "take": "took", "give": "gave", "write": "wrote",
    "find": "found", "lead": "led", "hold": "held", "build": "built", "leave": "left", "lose": "lost", "meet": "met",
    "sell": "sold", "buy": "bought", "fight": "fought", "come": "came", "go": "went", "see": "saw", "get": "got",
    "rise": "rose", "fall": "fell", "grow": "grew", "choose": "chose", "break": "broke", "speak": "spoke", "bring": "brought",
    "have": "had", "run": "ran", "draw": "drew", "say": "said", "spend": "spent", "send": "sent", "defeat": "defeated",
}  # fmt: skip
"""Base form -> past, of frequent verbs."""
PASTS = frozenset(IRREGULAR_PASTS.values())
RELATIONAL_NOUNS = frozenset(
    """
    aim amount author benefit benefits capital cause causes ceo chairman consequence consequences content
    contents cost costs date definition detail details difference differences effect effects founder function
    goal head history idea impact importance information kind kinds leader length list main maker meaning name
    names number origin outcome owner part parts plot population president price purpose reason reasons result
    results role size sort status step steps story summary top total type types use uses value way ways
    """.split()
)
"""Nouns that ask for a property of a thing, which follows "of": "the price of the stadium"."""
PRONOUNS = frozenset(
    """
    it its they them their theirs he him his she her hers this that these those there then one ones same
    former latter i you we us me my your our so
    """.split()
)
"""Words that stand for something said before, or for the people who speak."""
ORGANISATION_WORDS = frozenset(
    """
    Act Agreement Army Association Bank Bay Beach Board Bridge Center Centre Church City Club College
    Committee Commission Company Conference Corporation Council County Court Cup Department Desert District
    East Empire Federation Forest Foundation Fund Government Group Hall Health High Hospital House Inc
    Institute International Island Islands Kingdom Lake League Ministry Mount Mountain Museum National Nations
    Navy North Ocean Office Organization Park Parliament Party Peninsula Prize Republic River School Sea
    Security Senate Service Services Society South Square Stadium State States Station Street Supreme System
    Treaty Union United University Valley War West World
    """.split()
)
"""A name with one of these words belongs to a place, an organisation or an event, not to a person."""
_OPPOSITE_PAIRS = (
    ("largest", "smallest"), ("biggest", "smallest"), ("highest", "lowest"), ("most", "least"), ("more", "fewer"), ("more", "less"),
    ("oldest", "youngest"), ("oldest", "newest"), ("longest", "shortest"), ("earliest", "latest"), ("best", "worst"), ("higher", "lower"),
    ("larger", "smaller"), ("bigger", "smaller"), ("longer", "shorter"), ("older", "younger"), ("faster", "slower"), ("stronger", "weaker"),
    ("high", "low"), ("large", "small"), ("big", "small"), ("long", "short"), ("early", "late"),
    ("north", "south"), ("east", "west"), ("northern", "southern"), ("eastern", "western"), ("northeast", "southwest"),
    ("northeastern", "southwestern"), ("northwest", "southeast"), ("left", "right"), ("inside", "outside"), ("above", "below"),
    ("before", "after"), ("increase", "decrease"), ("increase", "reduce"), ("increased", "decreased"), ("increased", "reduced"),
    ("rise", "fall"), ("rose", "fell"), ("rising", "falling"), ("grow", "shrink"), ("grew", "shrank"), ("expand", "reduce"),
    ("expanding", "reducing"), ("raise", "lower"), ("raised", "lowered"), ("raised", "cut"), ("gain", "lose"), ("gained", "lost"),
    ("maximum", "minimum"), ("win", "lose"), ("won", "lost"), ("begin", "end"), ("began", "ended"), ("start", "end"), ("started", "ended"),
    ("starts", "ends"), ("begins", "ends"), ("male", "female"), ("men", "women"), ("man", "woman"), ("father", "mother"), ("son", "daughter"),
    ("brother", "sister"), ("husband", "wife"), ("king", "queen"), ("majority", "minority"), ("open", "close"), ("opened", "closed"),
    ("open", "closed"), ("opens", "closes"), ("positive", "negative"), ("buy", "sell"), ("buying", "selling"), ("bought", "sold"),
    ("import", "export"), ("imports", "exports"), ("accept", "reject"), ("accepted", "rejected"), ("approve", "reject"),
    ("approved", "rejected"), ("allow", "ban"), ("allowed", "banned"), ("allows", "bans"), ("permit", "forbid"), ("permitted", "forbidden"),
    ("legal", "illegal"), ("guilty", "innocent"), ("convicted", "acquitted"), ("alive", "dead"), ("survived", "died"), ("support", "oppose"),
    ("supported", "opposed"), ("supports", "opposes"), ("accelerate", "delay"), ("accelerate", "slow"), ("accelerating", "delaying"),
    ("accelerating", "slowing"), ("strengthen", "weaken"), ("strengthened", "weakened"), ("public", "private"), ("success", "failure"),
    ("succeeded", "failed"), ("true", "false"), ("safe", "dangerous"), ("safe", "unsafe"), ("arrive", "leave"), ("arrived", "left"),
    ("joined", "left"), ("hired", "fired"), ("attack", "defend"), ("attacked", "defended"), ("ally", "enemy"), ("strong", "weak"),
    ("favorable", "unfavorable"), ("possible", "impossible"), ("able", "unable"), ("domestic", "foreign"), ("rural", "urban"), ("hot", "cold"),
    ("warm", "cold"), ("upper", "lower"), ("odd", "even"),
    ("ongoing", "ended"), ("ongoing", "is over"), ("ongoing", "are over"), ("continues", "ended"), ("continues", "is over"), ("continues", "are over"),
)  # fmt: skip


def _opposites() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for one, other in _OPPOSITE_PAIRS:
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    for word in ORDINALS:
        found.setdefault(word, set()).update(other for other in ORDINALS if other != word)
    return {word: frozenset(others) for word, others in found.items()}


OPPOSITES = _opposites()
"""Word -> words that cannot be true in its place. The list is short on purpose: each pair is a reason to contradict a
claim."""
