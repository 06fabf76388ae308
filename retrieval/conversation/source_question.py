"""Questions about the article itself, not about what it says: "source?", "who wrote it?", "when was that published?".

They go on from the last answer of the conversation, or say themselves which article they mean ("who wrote the piece about
the bridge?"). The patterns are English; the commonest forms are there in German, Spanish and Japanese, too.
"""

# ruff: noqa: E501  # a pattern is easier to read whole than cut into lines
from __future__ import annotations

import re
from dataclasses import dataclass

from ..outcomes import SourceFact


@dataclass(frozen=True, slots=True)
class SourceQuestion:
    """What is asked of an article, and the words that say which one; without words it is the one cited last."""

    fact: SourceFact
    topic: str = ""


_LEAD = r"^\W*+(?:(?:and|but|so|ok(?:ay)?|also|hm+|wait)\b[\s,]*+)*+"
_PIECE = r"(?:news )?(?:article|story|piece|write-?up|post|page|report)"
_NAMED_PIECE = rf"(?:(?:the|this|that|your) (?:{_PIECE}|source|info|information|news|quote))"
_THIS = rf"(?:this|that|it|{_NAMED_PIECE})"
_ALL = r"(?: (?:for|of|from|on|about|to|behind) (?:all )?(?:this|that|it|the (?:article|story|claim|quote|answer)))?"
_GET = r"(?:(?:can|could|may) (?:i|we|you) (?:please )?(?:get|have|see|give|share|show|send|post|drop|link)|do (?:you|u) have|have (?:you|u)(?: got)?|got|give|show|send|drop|share|post|is there|i need|i want|where(?: is|['’]s)|what(?: is|['’]s| are| were)|which is)(?: me| us)?"
_END = r"(?: (?:please|pls|exactly|again|then|though|anyway|bot))*\W*$"
_FORMS: tuple[tuple[SourceFact, str], ...] = (
    (SourceFact.PUBLISHED, rf"when (?:was|is) {_THIS} (?:first |originally |last )?(?:published|posted|written|reported)"),
    (SourceFact.PUBLISHED, rf"when (?:was|did|is) {_NAMED_PIECE} (?:first |originally |last )?(?:updated|dated|from|come out|released)|when (?:is|was) (?:this|that) from"),
    (SourceFact.PUBLISHED, rf"(?:from )?(?:what|which) (?:date|day|year|month) (?:(?:is|was) {_THIS} (?:from|published|posted|written)|(?:is|was) {_NAMED_PIECE})"),
    (SourceFact.PUBLISHED, rf"what(?: is|['’]s| was) the (?:publication date|publishing date|date of publication|date (?:of|on|for) {_NAMED_PIECE})"),
    (SourceFact.PUBLISHED, rf"(?:publication date|date of (?:the |this |that )?{_PIECE})"),
    (SourceFact.PUBLISHED, rf"how (?:old|recent|current|new|fresh|up.to.date) is {_NAMED_PIECE}|how (?:recent|current|fresh|up.to.date) is (?:this|that|it)|how old is (?:this|that)"),
    (SourceFact.PUBLISHED, rf"(?:is|was) {_NAMED_PIECE} (?:still )?(?:recent|current|up.to.date|outdated|out of date|old|new|fresh|from today)|is (?:this|that|it) still (?:true|so|the case|valid|right|correct|accurate)|is (?:this|that|it) (?:still )?(?:recent|current|up.to.date|outdated|out of date|old news)(?: (?:news|info|information))?"),
    (SourceFact.AUTHOR, rf"(?:by )?who(?:m)? (?:actually )?(?:wrote|authored|was the (?:author|writer) of|is the (?:author|writer) of|was) {_THIS}(?: written(?: by)?)?"),
    (SourceFact.AUTHOR, rf"(?:who(?: is|['’]s| was| are)|what(?: is|['’]s) the name of) the (?:author|writer|journalist|reporter|byline)s?(?: (?:of|behind|on|for) {_THIS})?"),
    (SourceFact.AUTHOR, r"(?:the )?(?:author|byline)"),
    (SourceFact.SOURCE, rf"(?:{_GET} )?(?:a |an |any |the |your |that |those |some |its )*(?:original )?(?:sources?|links?|urls?|citations?|references?|proof|receipts)(?: link| article)?{_ALL}"),
    (SourceFact.SOURCE, rf"(?:{_GET} )(?:a |the |your |that |original |full )*(?:article|story)(?: link)?"),
    (SourceFact.SOURCE, r"where (?:did|do|does|have) (?:you|u|that|this) (?:get|read|see|find|hear|got|come)(?: (?:this|that|it|from|all of that|that info(?:rmation)?|this info(?:rmation)?|the info(?:rmation)?))*"),
    (SourceFact.SOURCE, r"where(?: is|['’]s| was) (?:this|that) (?:from|written|reported|published)|where does it say (?:this|that|so|it)|who told (?:you|u|us)(?: (?:that|this|so|it))?|says what|sauce"),
    (SourceFact.SOURCE, rf"(?:from )?(?:what|which|whose) (?:news)?(?:{_PIECE}|paper|newspaper|outlet|publisher|publication|site|website|source|media)s?(?: (?:said|says|say|reported|reports|wrote|published|is|was|are|did)(?: (?:you|this|that|it|so))?(?: (?:from|in|get|say|published|reported))*)?(?: (?:this|that|it|from))*"),
    (SourceFact.SOURCE, rf"what(?: is|['’]s| was) the (?:headline|publisher|newspaper|outlet|(?:title|publication) of {_NAMED_PIECE})(?: (?:of|for) {_THIS})?"),
    (SourceFact.SOURCE, r"how do (?:you|u) know(?: (?:that|this|it|so))?|(?:oh |for )?(?:really|real)|is (?:that|this) (?:really |actually )?(?:true|right|correct|legit)|(?:are )?(?:you|u) sure(?: (?:about|of) (?:that|this|it))?|can (?:you|u) (?:prove|cite|source|back up) (?:that|this|it)"),
    (SourceFact.PUBLISHED, r"(?:von )?wann (?:ist|war|wurde) (?:das|der artikel|die meldung|der bericht)(?: (?:veröffentlicht|geschrieben|erschienen|her))?|wie (?:alt|aktuell) ist (?:das|der artikel|die meldung|der bericht)"),
    (SourceFact.AUTHOR, r"(?:von wem|wer) (?:hat|ist|stammt) (?:das|der artikel|den artikel)(?: geschrieben)?|wer ist der (?:autor|verfasser)"),
    (SourceFact.SOURCE, r"(?:(?:was|wo) ist |hast du )?(?:die |deine |eine |der )?(?:quelle|quellen|link)(?: (?:dafür|dazu))?|woher (?:hast|weißt|weisst|kommt|stammt) (?:du )?das|wo steht das"),
    (SourceFact.PUBLISHED, r"(?:de )?cuándo (?:es|se publicó|fue publicad[oa]|se escribió)(?: (?:esto|eso|el artículo|la noticia))?|qué fecha tiene(?: (?:esto|eso|el artículo|la noticia))?"),
    (SourceFact.AUTHOR, r"quién (?:lo )?escribió(?: (?:esto|eso|el artículo|la noticia))?|quién es el autor"),
    (SourceFact.SOURCE, r"(?:cuál es )?(?:la |tu |las )?(?:fuentes?|enlace)(?: de (?:esto|eso))?|de dónde (?:sale|sacas|viene|sacaste) (?:esto|eso)|dónde (?:dice|pone) (?:esto|eso)"),
)  # fmt: skip
_COMPILED = tuple((fact, re.compile(rf"{_LEAD}(?:{form}){_END}", re.IGNORECASE)) for fact, form in _FORMS)
_JAPANESE: tuple[tuple[SourceFact, re.Pattern[str]], ...] = (
    (SourceFact.PUBLISHED, re.compile(r"^(?:それ|これ|その記事|この記事)?(?:は)?いつ(?:の(?:記事|情報|話)|公開|発表|書かれ|掲載)[^。？?]{0,12}[。？?]?$")),
    (SourceFact.AUTHOR, re.compile(r"^(?:それ|これ|その記事|この記事)?(?:は|を)?(?:誰が書い|筆者は|著者は|記者は)[^。？?]{0,12}[。？?]?$")),
    (SourceFact.SOURCE, re.compile(r"^(?:その|この)?(?:出典|ソース|情報源|リンク|引用元)(?:は|を)?[^。？?]{0,12}[。？?]?$")),
)  # fmt: skip
_KIND = r"(?:news )?(?:article|piece|news story|write-?up)s?"
_TOPIC = r"(?P<topic>\w[^?.!]{1,200}?)"
_ABOUT = (
    rf"(?:the |that |your )?(?:latest |newest )?{_KIND} (?:about|on|regarding|covering) (?:the )?{_TOPIC}"
)
_CALLED = rf"(?:the |that |your ){_TOPIC} {_KIND}"
_NAMED: tuple[tuple[SourceFact, str], ...] = (
    (SourceFact.PUBLISHED, r"when (?:was|were|did|is) (?:{which}) (?:first |originally |last )?(?:published|posted|written|updated|dated|from|come out)"),
    (SourceFact.PUBLISHED, r"how (?:old|recent|current|new) (?:is|are) (?:{which})"),
    (SourceFact.AUTHOR, r"(?:who (?:wrote|authored)|who(?: is|['’]s) the (?:author|writer) of) (?:{which})"),
    (SourceFact.SOURCE, r"(?:who|which (?:paper|newspaper|outlet|site|publisher)) (?:published|ran|posted) (?:{which})"),
    (SourceFact.SOURCE, r"where (?:was|is) (?:{which}) (?:from|published)"),
    (SourceFact.SOURCE, rf"(?:{_GET} )(?:a |an |any |the |your )*(?:sources?|links?|urls?) (?:for|to|on|about) (?:{{which}})"),
)  # fmt: skip
_COMPILED_NAMED = tuple(
    (fact, re.compile(rf"{_LEAD}(?:{form.format(which=which)}){_END}", re.IGNORECASE))
    for fact, form in _NAMED
    for which in (_ABOUT, _CALLED)
)
_WORKS = re.compile(
    r"\b(?:books?|novels?|songs?|albums?|bills?|laws?|letters?|op-?eds?|stud(?:y|ies)|papers?|reports?|poems?|scripts?|plays?|memoirs?|posts?|"
    r"tweets?|statements?|notes?|manifestos?|films?|movies?|games?|opinions?|rulings?|memos?|speech(?:es)?|articles?|stor(?:y|ies)|lists?|plans?|documents?|files?)\b",
    re.IGNORECASE,
)
"""What somebody writes or publishes: after a question about one, "who wrote it?" asks for what the articles say."""
_LONGEST = 300
"""Characters; a longer text asks for more than where an answer is from."""


def source_asked(text: str, before: str = "") -> SourceQuestion | None:
    """What the text asks of an article itself; None for any other question. `before` is the question before it."""
    said = text.strip()
    if len(said) > _LONGEST:
        return None
    for fact, pattern in (*_COMPILED, *_JAPANESE):
        if pattern.match(said):
            about_a_work = fact is not SourceFact.SOURCE and _WORKS.search(before)
            return None if about_a_work else SourceQuestion(fact)
    for fact, pattern in _COMPILED_NAMED:
        if found := pattern.match(said):
            return SourceQuestion(fact, found["topic"].strip())
    return None
