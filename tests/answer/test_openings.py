"""Questions about a whole story: which they are, what they are about, and what answers them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from retrieval.answer.candidates import Candidate
from retrieval.answer.compose import compose
from retrieval.answer.openings import story_asked, with_openings
from retrieval.answer.question import Kind, parse
from retrieval.outcomes import Answer
from retrieval.types import Passage

from .test_answering import chosen, hits

STORIES = [
    ("latest on the harbour strike", Kind.LATEST, "harbour strike"),
    ("what's the latest on the harbour strike?", Kind.LATEST, "harbour strike"),
    ("any news about the ferry", Kind.LATEST, "ferry"),
    ("whats new with the drones", Kind.LATEST, "drones"),
    ("what's up with bitcoin lately?", Kind.LATEST, "bitcoin"),
    ("anything new on the merger", Kind.LATEST, "merger"),
    ("explain the new tax rules", Kind.SUMMARY, "new tax rules"),
    ("tldr the bridge collapse", Kind.SUMMARY, "bridge collapse"),
    ("can you give me a quick summary of the report please", Kind.SUMMARY, "report"),
    ("what's the deal with the stadium?", Kind.SUMMARY, "stadium"),
    ("tell me about the ferry", Kind.SUMMARY, "ferry"),
    ("tell us about the ferry", Kind.SUMMARY, "ferry"),
    ("do you have anything on the ferry?", Kind.SUMMARY, "ferry"),
    ("are there any more details about the ferry", Kind.SUMMARY, "ferry"),
    ("could somebody summarize the report", Kind.SUMMARY, "report"),
    ("what do you have on the mayor?", Kind.SUMMARY, "mayor"),
    ("what happened to the lander?", Kind.HAPPENED, "lander"),
    ("so what happened in Oslo", Kind.HAPPENED, "Oslo"),
    ("Neues zum Streik?", Kind.LATEST, "Streik"),
    ("¿Qué pasó con el puente?", Kind.HAPPENED, "el puente"),
    ("últimas noticias sobre la huelga", Kind.LATEST, "la huelga"),
    ("ストライキの最新情報", Kind.LATEST, "ストライキ"),
    ("報告書を要約して", Kind.SUMMARY, "報告書"),
]
OTHERS = [
    "when is the contract expected?",
    "is there any information on whether it was signed?",
    "are there more ferries in Oslo than in Bergen?",
    "What happens to the packet at the destination?",
    "What happened when the bridge opened?",
    "What is the latest date for a reply?",
    "who reads the news on Sunday?",
    "Developments in which field led to it?",
    "what is new?",
    "latest?",
    "",
    "Was ist Kraft?",
    "Was ist auf der Brücke passiert?",  # what it is about stands inside the opening: not taken out yet
    "¿Qué es una nueva ley?",
    "最新の電車は何ですか",
]


@pytest.mark.parametrize(("text", "kind", "topic"), STORIES)
def test_a_question_about_a_story(text: str, kind: Kind, topic: str) -> None:
    story = story_asked(text)
    assert story is not None
    assert (story.kind, story.topic) == (kind, topic)


@pytest.mark.parametrize("text", OTHERS)
def test_any_other_question(text: str) -> None:
    assert story_asked(text) is None


def test_what_is_read_says_what_is_meant() -> None:
    story = story_asked("latest on the strike")
    assert story is not None
    asked = story.question(parse("latest on the strike"))
    assert (asked.text, asked.focus) == ("What happened with strike?", ("strike",))


TEXT = (
    "The ferry sank on Monday. All were saved. "
    + "The weather was bad at the time. " * 60
    + "A ferry is a ship."
)


def test_the_openings_of_articles_are_added_once() -> None:
    found = hits("Ferry", TEXT)
    late = found[-1]
    begun = with_openings([late])
    assert [each.passage.start for each in begun] == [late.passage.start, 0]
    assert begun[1].passage.text.startswith("The ferry sank on Monday. All were saved.")
    assert begun[1].passage.text == TEXT[: begun[1].passage.end]
    assert with_openings([replace(late, passage=Passage(1, 1, 1, 0, 25, TEXT[:25]))])[1:] == []
    assert with_openings([]) == []


async def test_each_story_is_told_once() -> None:
    asked = replace(parse("ferry"), kind=Kind.SUMMARY)
    found = await chosen(asked, hits("Ferry", "The ferry sank.\n\nThe ferry was old.\n\nThe ferry was blue."))
    assert len(found) == 3
    sure = [replace(each, confidence=0.9) for each in found]

    def alone(_: object, given: Sequence[Candidate]) -> list[Candidate]:
        return list(given)

    outcome = compose(asked, sure, threshold=0.5, max_quotes=3, join=alone)
    assert isinstance(outcome, Answer)
    assert len(outcome.citations) == 1
    second = [replace(each, article=replace(each.article, id=2)) for each in sure[1:]]
    outcome = compose(asked, [sure[0], *second], threshold=0.5, max_quotes=3, join=alone)
    assert isinstance(outcome, Answer)
    assert [each.quote.article_id for each in outcome.citations] == [1, 2]
