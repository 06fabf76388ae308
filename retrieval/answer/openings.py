"""Questions about a whole story ("what happened with ...", "latest on ...", "tldr ..."), which the opening of an article
answers: what kind they are, what they are about, and the openings of the articles that were found."""

# ruff: noqa: E501  # a pattern is easier to read whole than cut into lines
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..text import sentences
from ..types import Hit, Passage
from .question import Kind, Question, parse

ARTICLES = 4
"""The openings of so many articles are added, the best first."""
SENTENCES = 3
"""Of an opening: the lead, and what journalists put right after it."""
_READ = 3000
"""Characters in which they stand."""

_ABOUT = r"(?:on|about|with|w|of|for|from|in|around|regarding|re|to|at)"
_WHATS = r"(?:what(?: is|['’]?s| are)?)"
_ASK = r"(?:(?:can|could|would|will) (?:you|u|someone|somebody|anyone|anybody) |(?:please |pls )?(?:give|tell|show|get) (?:me|us) |got |do (?:you|u|we|y['’]?all) have |have (?:you|u|we) got |is there |are there |i need |just )"
_SOME = r"(?:(?:some|any|more|all|further|other|a bit of|a little|basic|background|the) )*(?:anything|something|everything|info|information|background|details?|facts?|articles?|stories|coverage|more)"
_PATTERNS: tuple[tuple[Kind, str], ...] = (
    (Kind.LATEST, rf"(?:{_ASK}|{_WHATS} )?(?:the |any |some |all )*(?:latest|newest|most recent|recent)(?: news| updates?| developments?| stuff| info| word)*(?: {_ABOUT}\b|$)"),
    (Kind.LATEST, rf"(?:{_ASK}|{_WHATS} )?(?:the |any |some |all )*(?:news|updates?|developments?|word)(?: {_ABOUT}\b|$)"),
    (Kind.LATEST, rf"(?:{_ASK})?(?:{_WHATS}|anything|something) (?:new|up|happening|going on|the status)(?: {_ABOUT}\b|$)"),
    (Kind.LATEST, rf"{_WHATS} with\b"),
    (Kind.SUMMARY, rf"(?:{_ASK})*(?:a |the |me )*(?:quick |short |brief |one.line )*(?:tl;?dr|eli5|summar(?:y|ise|ize)|sum up|recap|rundown|overview|explain(?:er)?|gist|breakdown|low ?down|catch me up|fill me in|brief me)\b(?: (?:me |us )?{_ABOUT}\b)?"),
    (Kind.SUMMARY, rf"(?:{_WHATS} )(?:the |this |that |all this |all the )*(?:big |whole )?(?:deal|story|situation|drama|fuss|matter|context|background|gist|tl;?dr)(?: {_ABOUT}\b|$)"),
    (Kind.SUMMARY, rf"(?:{_ASK})+{_SOME} (?:on|about|regarding|re)\b"),
    (Kind.SUMMARY, r"(?:tell (?:me|us)|what do (?:you|we|u) (?:have|know)|what can (?:you|u) tell me|what have (?:you|u) got) (?:more |all |everything )?(?:about|on)\b"),
    (Kind.HAPPENED, rf"(?:so )?what(?:['’]?s| is| was| has| have)? (?:just |actually |exactly |even |ever |really )*(?:happened|happening|going on|gone on|went down|went wrong|occurred)(?: {_ABOUT}\b)?"),
    (Kind.SUMMARY, r"(?:was (?:ist|hat es) (?:mit|los)|fass(?:e|t)? .{0,20}zusammen|worum geht es (?:bei|in)|erklär(?:e|t)?|de qué (?:va|trata)|resum(?:e|en)(?: de)?|explica(?:me)?)\b"),
    (Kind.LATEST, r"(?:(?:gibt es |was gibt es )?(?:neues|neuigkeiten|das neueste|aktuelles) (?:zu[mr]?|über|von|aus)|(?:qué hay de nuevo|últimas noticias|novedades|alguna novedad|lo último) (?:sobre|de|en|con))\b"),
    (Kind.HAPPENED, r"(?:was (?:ist|war) .{0,40}(?:passiert|geschehen)|qué (?:pasó|ha pasado|sucedió|ocurrió|está pasando)(?: con| en| a)?)\b"),
)  # fmt: skip
_COMPILED = tuple((kind, re.compile(rf"^\W*+(?:{pattern})", re.IGNORECASE)) for kind, pattern in _PATTERNS)
_JAPANESE: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (Kind.LATEST, re.compile(r"(?:の最新(?:情報|ニュース)?|について(?:の)?最新.*|の近況)")),
    (Kind.SUMMARY, re.compile(r"(?:を(?:要約|まとめ)|の(?:要約|概要)|について(?:教えて|説明))")),
    (Kind.HAPPENED, re.compile(r"(?:で|に|は)?(?:何が(?:あった|起き|起こ)|どうなっ)")),
)
_TAIL = re.compile(
    r"(?:[\s,]+(?:lately|recently|right now|now|today|so far|these days|anyway|rn|pls|plz|lol|sum (?:it|this|that) up|again|for me|please|thing|stuff|news|updates?|situation|drama))*\W*$",
    re.IGNORECASE,
)
_ASKS = re.compile(r"(?:when|which|what|who|where|how|if|whether|as a result)\b", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|a|an|this|that|all|these|those)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class StoryQuestion:
    """A question about a story: its kind, and the words that say which story."""

    kind: Kind
    topic: str

    def question(self, asked: Question) -> Question:
        """The question to read with. "Latest on the strike" says less to a reader than what it means."""
        if self.kind is Kind.HAPPENED:
            return replace(asked, kind=self.kind)
        return replace(parse(self.topic), kind=self.kind, text=f"What happened with {self.topic}?")


def story_asked(text: str) -> StoryQuestion | None:
    """The story that the question asks for. None for any other question, and where no words say which story."""
    for kind, pattern in _COMPILED:
        if match := pattern.match(text):
            return _story(kind, text[match.end() :])
    for kind, pattern in _JAPANESE:
        if match := pattern.search(text):
            return _story(kind, text[: match.start()])
    return None


def _story(kind: Kind, rest: str) -> StoryQuestion | None:
    topic = _ARTICLE.sub("", _TAIL.sub("", rest.strip(" ,:-–\"'“”")))
    asks = _ASKS.match(topic) is not None  # "what happened when ...", "developments in which ..."
    return StoryQuestion(kind, topic) if any(char.isalnum() for char in topic) and not asks else None


def with_openings(hits: Sequence[Hit]) -> list[Hit]:
    """The hits and, for the best articles among them, their openings, with the scores of the article's best passage."""
    best: dict[int, Hit] = {}
    for hit in hits:
        best.setdefault(hit.article.id, hit)
    added = [opening for hit in list(best.values())[:ARTICLES] if (opening := _opening(hit)) is not None]
    begun = {(hit.article.id, hit.passage.start) for hit in hits}
    return [*hits, *(each for each in added if (each.article.id, each.passage.start) not in begun)]


def _opening(hit: Hit) -> Hit | None:
    article = hit.article
    first = sentences(article.text[:_READ], article.language)[:SENTENCES]
    if not first:
        return None
    start, end = first[0].start, first[-1].end
    return replace(hit, passage=Passage(-article.id, article.id, -1, start, end, article.text[start:end]))
