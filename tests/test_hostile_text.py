"""No text stops the bot: every pattern and every function that reads what users and articles say, on hostile text.

Time is CPU time of this thread, and the limit is far above what honest text takes; see `pumping` for the strings.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.asking import addressing
from bot.library import feeds
from bot.text import markup, message_markup, message_text, small_talk
from retrieval import text as texts
from retrieval.answer import candidates, chat, features, openings, question, spans, values
from retrieval.answer.compared import counting
from retrieval.answer.compared import given as given_values
from retrieval.claims import anybody, match, statements, yes_no
from retrieval.conversation import ellipsis, noun_phrases, references, rewrite, source_question
from retrieval.dates import known, questions, quotes, since
from retrieval.news import FeedPosting, errata, feed_posts, moves, versions
from retrieval.outcomes import Correction, Turn
from retrieval.search import keyword_query, keywords, spelling, time_filter
from retrieval.store.news.feed_posts import OPENING, NewArticle
from retrieval.text import READ_BY_RULES
from retrieval.types import Article, Hit, Passage, Quote, Span, Window
from tests.pumping import BUDGET_S, LENGTHS, Found, all_patterns, least, slow
from tests.strategies import anything

TODAY = date(2026, 1, 2)
WHOLE = LENGTHS[-1]
SENTENCE = 1200
"""Characters; `sentences` cuts what is longer."""
PATTERNS = all_patterns()
Reads = Callable[[str], object]
COMPARED = [question.parse(f"{kind} was it in Oslo?") for kind in ("how many", "when", "who", "where")]
ASKED = question.parse("when was the bridge in Oslo opened, and who paid how much for it?")
SAID = question.parse("what did the mayor say about the bridge?")
SHOT = question.parse("who shot the mayor of Oslo?")
COUNTED = question.parse("how much did the bridge cost?")
JANUARY = Window(date(2026, 1, 1), date(2026, 1, 31), Span(0, 4), True)

ME: Any = SimpleNamespace(name="Dateline", display_name="Dateline")
USE: Any = SimpleNamespace(guild=None, client=SimpleNamespace(user=ME), data={})
"""The bot, and a use of a command, as far as functions over text look at them."""
FUNCTIONS: dict[ModuleType, dict[str, tuple[int, Reads]]] = {
    texts: {
        "beginning": (WHOLE, texts.beginning),
        "normalise": (WHOLE, texts.normalise),
        "slices": (WHOLE, lambda text: list(texts.slices(text))),
        "storable": (WHOLE, texts.storable),
        "one_line": (WHOLE, texts.one_line),
        "single_spaced": (WHOLE, texts.single_spaced),
        "content_hash": (WHOLE, lambda text: texts.content_hash(texts.normalise(text))),
        "paragraphs": (WHOLE, lambda text: list(texts.paragraphs(text))),
        "sentences": (WHOLE, texts.sentences),
        "has_words": (WHOLE, texts.has_words),
        "words": (WHOLE, texts.words),
        "word_count": (WHOLE, texts.word_count),
        "phrases": (WHOLE, lambda text: list(texts.phrases(text, 3))),
        "search_terms": (WHOLE, texts.search_terms),
        "joins": (WHOLE, lambda text: texts.joins(text, len(text) // 2, len(text) // 2 + 1)),
        "whole": (WHOLE, lambda text: texts.whole(text, Span(0, min(1, len(text))))),
    },
    question: {
        "parse": (WHOLE, question.parse),
        "is_english": (WHOLE, question.is_english),
        "may_be_english": (WHOLE, question.may_be_english),
        "without_brackets": (WHOLE, question.without_brackets),
        "content_stems": (WHOLE, question.content_stems),
        "offers_choice": (WHOLE, question.offers_choice),
        "with_brackets": (WHOLE, lambda text: question.with_brackets(text, ["bridge"])),
        "is_content": (WHOLE, question.is_content),
        "stem": (WHOLE, question.stem),
        "stems": (WHOLE, question.stems),
        "key": (WHOLE, question.key),
        "places": (WHOLE, lambda text: question.places(text, frozenset(("a", "it")))),
    },
    errata: {
        "restated": (
            WHOLE,
            lambda text: errata.restated(_quote(text[:SENTENCE]), text, text[1:]),
        ),
    },
    versions: {
        "most_alike": (
            WHOLE,
            lambda text: versions.most_alike(question.stems(text), text, texts.sentences(text)),
        ),
    },
    openings: {
        "story_asked": (WHOLE, openings.story_asked),
    },
    source_question: {
        "source_asked": (WHOLE, source_question.source_asked),
    },
    feeds: {
        "words_typed": (WHOLE, feeds.words_typed),
    },
    feed_posts: {
        "picture_in": (WHOLE, feed_posts.picture_in),
        "lead_of": (
            WHOLE,
            lambda text: feed_posts.lead_of(Article(1, "s", "k", 1, "T", text, "", datetime.now(UTC))),
        ),
        "is_wanted": (
            OPENING,
            lambda text: feed_posts.is_wanted(
                NewArticle(1, 1, "Title", text, "en", None, None, is_old=False),
                FeedPosting(1, "place", must=(text[:80],), must_not=("moon",)),
                datetime.now(UTC),
            ),
        ),
    },
    chat: {
        "read": (WHOLE, chat.read),
        "turned": (WHOLE, lambda text: chat.turned(f"{text}?")),
        "respelt": (WHOLE, lambda text: chat.respelt(text, (Correction("isreal", "Israel"),))),
        "asked_words": (WHOLE, lambda text: chat.asked_words(("israel", "true"), text)),
        "split_questions": (WHOLE, chat.split_questions),
    },
    keyword_query: {
        "as_question": (WHOLE, keyword_query.as_question),
        "as_follow_up": (WHOLE, keyword_query.as_follow_up),
        "is_topic": (WHOLE, keyword_query.is_topic),
    },
    spelling: {
        "marked_word": (SENTENCE, lambda text: spelling.marked_word("at t", [text, "a" + text])),
        "near_terms": (SENTENCE, lambda text: spelling.near_terms("bridge", 2, [(text, 1)])),
        "meant_word": (WHOLE, lambda text: spelling.meant_word("bridge", 2, [text])),
        "meant_verb": (WHOLE, spelling.meant_verb),
        "edits": (SENTENCE, lambda text: spelling.edits("bankruptcy", text, 2)),
    },
    rewrite: {
        "unresolved": (WHOLE, rewrite.unresolved),
        "resolve": (WHOLE, lambda text: rewrite.resolve(text, _said(text))),
    },
    known: {
        "known_by": (WHOLE, lambda text: known.known_by(text, TODAY)),
    },
    questions: {
        "time_window": (WHOLE, lambda text: questions.time_window(text, TODAY)),
    },
    since: {
        "read_since": (WHOLE, lambda text: since.read_since(text, TODAY)),
    },
    moves: {
        "asked_for": (SENTENCE, lambda text: moves.asked_for(_article(text), Span(0, len(text)))),
    },
    time_filter: {
        "is_only_a_time": (WHOLE, lambda text: time_filter.is_only_a_time(text, JANUARY)),
        "is_bare_weekday": (WHOLE, lambda text: time_filter.is_bare_weekday(text, JANUARY)),
    },
    keywords: {
        "content_words": (WHOLE, keywords.content_words),
        "match_expression": (WHOLE, keywords.match_expression),
        "query_terms": (WHOLE, keywords.query_terms),
    },
    statements: {
        "statements": (WHOLE, statements.statements),
        "claimed": (WHOLE, statements.claimed),
    },
    yes_no: {
        "stated": (WHOLE, yes_no.stated),
    },
    anybody: {
        "harm_asked": (WHOLE, anybody.harm_asked),
        "anybody": (
            SENTENCE,
            lambda text: anybody.anybody(f"did anyone die in {text}?", *_matched(f"{text} died")),
        ),
    },
    match: {
        "negations": (WHOLE, match.negations),
        "without_negation": (WHOLE, match.without_negation),
        "is_hedged": (WHOLE, match.is_hedged),
        "read_claim": (SENTENCE, lambda text: match.read_claim(text, text, TODAY, ())),
        "content_words": (SENTENCE, lambda text: match.content_words(text, ())),
        "name_key": (SENTENCE, match.name_key),
        "keys_in": (SENTENCE, match.keys_in),
        "among_neighbours": (
            WHOLE,
            lambda text: match.among_neighbours(_article(text), text, [Span(0, len(text))], 0),
        ),
    },
    addressing: {
        "asks": (WHOLE, addressing.asks),
    },
    message_markup: {
        "plain": (WHOLE, message_markup.plain),
        "roles_in": (WHOLE, lambda text: list(message_markup.roles_in(text))),
        "address_in": (WHOLE, message_markup.address_in),
    },
    small_talk: {
        "small_talk": (WHOLE, lambda text: small_talk.small_talk(text, ("Dateline",))),
        "without_courtesy": (WHOLE, lambda text: small_talk.without_courtesy(text, ("Dateline",))),
    },
    message_text: {
        "question_in": (WHOLE, message_text.question_in),
        "question_typed": (WHOLE, lambda text: message_text.question_typed(USE, text)),
        "talk_in": (WHOLE, lambda text: message_text.talk_in(text, ME, None)),
    },
    markup: {
        "size": (WHOLE, markup.size),
        "escape": (WHOLE, markup.escape),
        "clip": (WHOLE, lambda text: markup.clip(text, 300)),
        "clip_plain": (WHOLE, lambda text: markup.clip_plain(text, 300)),
        "ending": (WHOLE, lambda text: markup.ending(text, 300)),
        "isolated": (WHOLE, markup.isolated),
        "isolates": (WHOLE, markup.isolates),
        "web_address": (WHOLE, markup.web_address),
        "address_of_quote": (WHOLE, lambda text: markup.address_of_quote("https://a.example/", text)),
        "link": (WHOLE, lambda text: markup.link(text, text, text_limit=100, url_limit=500)),
    },
    references: {
        name: (READ_BY_RULES, getattr(references, name))
        for name in (
            "content_words",
            "continues_topic",
            "find_references",
            "is_foreign",
            "is_small_talk",
            "may_stand_alone",
            "refers_back",
        )
    },
    ellipsis: {
        "asks_who_said_so": (READ_BY_RULES, ellipsis.asks_who_said_so),
        "asked_thing": (READ_BY_RULES, ellipsis.asked_thing),
        "complete": (READ_BY_RULES, lambda text: ellipsis.complete(text, text, text, text)),
    },
    noun_phrases: {
        **{
            name: (READ_BY_RULES, getattr(noun_phrases, name))
            for name in ("plain", "topic_of", "plural_topic", "foreign_topic")
        },
        **{name: (READ_BY_RULES, getattr(noun_phrases, name)) for name in ("names", "person", "place")},
    },
    candidates: {
        "asked_cell": (SENTENCE, lambda text: candidates.asked_cell(ASKED, text, Span(0, len(text)))),
    },
    spans: {
        "find": (SENTENCE, lambda text: spans.find(ASKED, text)),
        "negates": (SENTENCE, spans.negates),
        "without_full_stop": (SENTENCE, lambda text: spans.without_full_stop(text, Span(0, len(text)))),
        "suffers": (SENTENCE, lambda text: spans.suffers(SHOT, text, Span(0, 1))),
        "with_denial": (SENTENCE, lambda text: spans.with_denial(text, Span(len(text) // 2, len(text)))),
        "with_denial_before": (
            SENTENCE,
            lambda text: spans.with_denial_before(text, Span(len(text), len(text))),
        ),
    },
    values: {
        "values": (SENTENCE, values.values),
        "bound_start": (SENTENCE, lambda text: values.bound_start(text, len(text))),
        "with_meanings": (SENTENCE, lambda text: values.with_meanings(text, (), 0)),
    },
    counting: {
        "is_left_behind": (
            SENTENCE,
            lambda text: counting.is_left_behind(text, Span(len(text) // 2, len(text) // 2 + 1)),
        ),
        "harms": (SENTENCE, counting.harms),
        "asks_for_all": (SENTENCE, counting.asks_for_all),
        "clause_around": (
            SENTENCE,
            lambda text: counting.clause_around(text, Span(len(text) // 2, len(text) // 2)),
        ),
        "counted": (
            SENTENCE,
            lambda text: [
                counting.counted(text, each)
                for each in values.values(text)[:4]
                if isinstance(each, values.Amount)
            ],
        ),
    },
    given_values: {
        "given": (SENTENCE, lambda text: [given_values.given(asked, _candidate(text)) for asked in COMPARED]),
    },
    quotes: {
        "resolve": (SENTENCE, lambda text: quotes.resolve(text, TODAY)),
    },
    features: {
        "of_another_nation": (SENTENCE, lambda text: features.of_another_nation("the american thing", text)),
        "share_held": (SENTENCE, lambda text: features.share_held(ASKED, text, [0.1] * len(ASKED.focus))),
        "near_rarest": (SENTENCE, lambda text: features.near_rarest("bridge", (Span(0, 1),), text)),
        "names_nobody": (SENTENCE, features.names_nobody),
        "counts_nothing": (SENTENCE, lambda text: features.counts_nothing(COUNTED, text)),
        "echo": (SENTENCE, lambda text: features.echo(ASKED, text)),
        "fragment": (SENTENCE, features.fragment),
        "asks": (SENTENCE, lambda text: features.asks(ASKED, text)),
        "quoted": (SENTENCE, lambda text: features.quoted(SAID, text)),
        "fits": (SENTENCE, lambda text: features.fits(ASKED, text, is_form=False)),
    },
}
"""Module -> its public functions over text, each with as many characters as its callers hand it at most."""
OTHERWISE = {
    "question_typed",
    "talk_in",
    "asked_rows",
    "phrases_of",
    "compare_words",
    "leads",
    "rarity",
    "marked",
    "verdict",
    "narrower",
    "two_things",
}
"""Public functions that take what a search found, not a text; `library/test_hostile` runs them."""
WORDS = (
    "it that they them this these there he she his its goodbye good bye thanks ok and but or so the a of in on at by "
    "from what who when where which why how is are was were do does did will not no never n't about said says how-about "
    "you I "
    "und oder aber es sie das y pero eso May 5 2024 2024-05-05 yesterday today last next week year between until since "
    "Friday million percent 12 1,000.5 Oslo U.S. U.K. “ ” \" ' ( ) [ ] < > * _ ` ~ | \\ ? ! . , ; : - – … @ # / "
    "https://a.example/?q=1 <@12> <#12> <:a:12> [a](https://a) ** __ || ``` の は か。 ？ 。 日 それ"
).split()
PHRASES = (
    "lol ", "pls ", "whos ", "the us ", "w/ ", "does anyone know ", ", who is ", " and when is ",
    "that is all okay ", "what about ", "who said that ", "on 5 May 2024 ", "the first quarter of 2024 ", "and in March ",
    "3 days ago ", "between March and ", "do you know ", "can you tell me about ", "Alpha Beta Gamma ", "A. ", "a.",
    "n't", "()", "[[", "\n", "\n\n", "\n> ", "\n- ", "\u00a0", " \n", "\u0301", "\u202e", "€1 ", "the a ",
    "more than five million ",
)  # fmt: skip
UNITS = [*(word if len(word) == 1 and not word.isalnum() else f"{word} " for word in WORDS), *PHRASES]


FEATURES = features.Features(*[0.0] * len(features.NAMES))


def _quote(text: str) -> Quote:
    return Quote(1, 1, Span(0, len(text)), text)


def _article(text: str) -> Article:
    return _candidate(text).article


def _candidate(text: str) -> candidates.Candidate:
    """A candidate that is this sentence, all of it marked."""
    article = Article(
        1, "shared", "k", 1, text, text, "h", datetime(2026, 1, 1, tzinfo=UTC), published_at="2026-01-01"
    )
    whole = Span(0, len(text))
    return candidates.Candidate(article, whole, (whole,), FEATURES, ("killed",), 0.5, 0.5)


def _matched(text: str) -> tuple[match.Claim, list[match.Match]]:
    """A claim without words, and the whole text as one sentence: how both are read is measured by itself."""
    hit = Hit(Passage(1, 1, 0, 0, len(text), text), _article(text), 1.0)
    unit = match.Unit(hit, Span(0, len(text)))
    return match.Claim(text, (), ()), [match.Match(unit, (), (), (), (), frozenset())]


def _said(text: str) -> list[Turn]:
    """A conversation in which everything is as hostile as the question."""
    return [
        Turn(text, text),
        Turn("when was the bridge in Oslo opened?", "On May 5."),
        *[Turn(text, text)] * 4,
    ]


@pytest.mark.parametrize("found", PATTERNS, ids=lambda each: each.place)
def test_a_pattern_takes_linear_time(found: Found) -> None:
    assert next(slow(found.pattern), "") == ""


def test_the_collecting_finds_patterns_everywhere_and_the_pumps_break_bad_ones() -> None:
    """In a module, in a tuple, in a class, inside a function."""
    places = {each.place for each in PATTERNS}
    assert len(PATTERNS) > 350
    assert {"retrieval/conversation/references.py:_CLOSING", "retrieval/dates/questions.py:_TIMES"} <= places
    assert any(
        place.startswith("retrieval/conversation/references.py:") and place[-1].isdigit() for place in places
    )
    for bad in (
        r"^\W*(?:(?:bye|goodbye|good|thanks)[\s,]*)+$",  # what stopped the bot
        r"(?:(?:that is(?: all)? (?:all|ok)|ok)\s)+(?=\w)",
        r"(?:a|aa)+$",
        r"\s+$",
    ):
        assert next(slow(re.compile(bad)), ""), bad


MODULES = [(module, name) for module, functions in FUNCTIONS.items() for name in functions]


@pytest.mark.parametrize(("module", "name"), MODULES, ids=lambda each: getattr(each, "__name__", each))
def test_a_function_takes_little_time_for_any_text(module: ModuleType, name: str) -> None:
    limit, reads = FUNCTIONS[module][name]
    for unit in UNITS:
        hostile = f"{(unit * (limit // len(unit) + 1))[: limit - 20]}and who signs it?"
        assert least(reads, hostile) < BUDGET_S, f"{unit!r} repeated"
    for opening, closing in ("()", "[]", "“”", "<>"):
        nested = opening * (limit // 2) + closing * (limit // 2)
        assert least(reads, nested) < BUDGET_S, f"{opening!r} nested"


def test_every_function_over_text_is_in_the_table() -> None:
    """A new one is tried as well: add it to `FUNCTIONS`."""
    missing = []
    for module, functions in FUNCTIONS.items():
        for name, value in vars(module).items():
            own = inspect.isfunction(value) and value.__module__ == module.__name__
            if not own or name.startswith("_") or name in functions or name in OTHERWISE:
                continue
            if any("str" in str(each.annotation) for each in inspect.signature(value).parameters.values()):
                missing.append(f"{module.__name__}.{name}")
    assert missing == []


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(anything, st.integers(1, 3000), anything)
def test_text_of_any_kind_repeated_takes_little_time(unit: str, times: int, ending: str) -> None:
    since.read_since("3 days", TODAY)  # the first use loads dateparser, which is no reading
    text = (unit * times)[: WHOLE - len(ending)] + ending
    for functions in FUNCTIONS.values():
        for name, (limit, reads) in functions.items():
            assert least(reads, text[:limit]) < BUDGET_S, name
