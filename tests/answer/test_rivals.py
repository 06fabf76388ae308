"""Values that several articles give for the same asked thing: the newest first, the others beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.answer.candidates import Candidate
from retrieval.answer.compose import compose, several
from retrieval.answer.features import Features
from retrieval.answer.question import parse
from retrieval.answer.verify import holds
from retrieval.outcomes import Agreement, Answer, GivenValue
from retrieval.types import Article, Span
from tests.strategies import anything

SAME, EARLIER, NEWER, DISAGREE = Agreement.SAME, Agreement.EARLIER, Agreement.NEWER, Agreement.DISAGREE
SCOPE = Agreement.OTHER_SCOPE
FEATURES = Features(**dict.fromkeys([each.name for each in fields(Features)], 0.0))
KILLED = "how many people were killed in the Oslo quake?"


def said(
    marked: str,
    day: str | None = "2024-04-01",
    *,
    confidence: float = 0.8,
    story: int | None = None,
    language: str = "en",
    publisher: str | None = None,
) -> Candidate:
    """A candidate whose article is this one sentence; the words in brackets are marked. Without a publisher, each is of
    another one."""
    text = marked.replace("[", "").replace("]", "")
    marks = (Span(marked.index("["), marked.index("]") - 1),) if "[" in marked else ()
    article = Article(
        0, "shared", "k", 1, "T", text, "h", datetime(2026, 1, 1, tzinfo=UTC),
        publisher=publisher, published_at=day, story=story, language=language,
    )  # fmt: skip
    return Candidate(article, Span(0, len(text)), marks, FEATURES, (), confidence, confidence)


def composed(
    question: str, said: Sequence[Candidate], *, present: bool = True, threshold: float = 0.5, most: int = 3
) -> Answer:
    """The answer from these candidates, best first; each is of an article of its own."""
    candidates = [
        replace(
            each,
            article=replace(each.article, id=number, publisher=each.article.publisher or f"Paper {number}"),
        )
        for number, each in enumerate(said, start=1)
    ]
    outcome = compose(
        parse(question), candidates, threshold=threshold, max_quotes=most, join=lambda _, found: list(found),
        present=present,
    )  # fmt: skip
    assert isinstance(outcome, Answer)
    for value in outcome.values:
        article = candidates[value.citation.quote.article_id - 1].article
        assert holds(value.citation.quote, article.text)
        assert value.words in article.text
    return outcome


def values(answer: Answer) -> list[tuple[str, Agreement]]:
    return [(each.words, each.agreement) for each in answer.values]


def test_the_newest_of_figures_that_moved_goes_first() -> None:
    answer = composed(
        KILLED,
        [
            said("The Oslo quake killed [six people].", "2024-03-03"),
            said("The Oslo quake killed [13 people].", "2024-04-07", confidence=0.7),
            said("The Oslo quake killed [nine people].", "2024-03-20", confidence=0.6),
        ],
    )
    assert answer.answer_text == "13 people"
    assert answer.confidence == 0.8, "as sure as the value that it goes before"
    assert values(answer) == [("nine people", EARLIER), ("six people", EARLIER)]
    assert [each.citation.published_at for each in answer.values] == ["2024-03-20", "2024-03-03"]
    assert (answer.articles, answer.origins) == (1, 1)


def test_a_newer_value_that_is_much_less_likely_stands_beside_the_first() -> None:
    found = [
        said("The Oslo quake killed [six people].", "2024-03-03", confidence=0.95),
        said("The Oslo quake killed [13 people].", "2024-04-07", confidence=0.45),
    ]
    answer = composed(KILLED, found)
    assert (answer.answer_text, values(answer)) == ("six people", [("13 people", NEWER)])


def test_a_newer_value_too_unlikely_to_be_shown_never_goes_first() -> None:
    found = [
        said("The Oslo quake killed [six people].", "2024-03-03", confidence=0.55),
        said("The Oslo quake killed [13 people].", "2024-04-07", confidence=0.3),
    ]
    answer = composed(KILLED, found)
    assert (answer.answer_text, values(answer)) == ("six people", [])


def test_a_named_time_keeps_the_likeliest_first() -> None:
    found = [
        said("The rate was [5%] in 2023.", "2024-01-03"),
        said("The rate was [4%] in 2023.", "2024-04-07", confidence=0.75),
    ]
    answer = composed("what was the rate in 2023?", found, present=False)
    assert (answer.answer_text, values(answer)) == ("5%", [("4%", NEWER)])


@pytest.mark.parametrize("days", [("2024-04-07", "2024-04-06"), ("2024-04-07", None), (None, None)])
def test_articles_of_about_the_same_time_or_of_none_disagree(days: tuple[str | None, str | None]) -> None:
    found = [
        said("The Oslo quake killed [13 people].", days[0]),
        said("Police say [15 people] were killed in the Oslo quake.", days[1], confidence=0.7),
    ]
    answer = composed(KILLED, found)
    assert (answer.answer_text, values(answer)) == ("13 people", [("15 people", DISAGREE)])


def test_of_articles_that_disagree_the_later_one_goes_first() -> None:
    found = [
        said("The Oslo quake killed [13 people].", "2024-04-07T08:00:00+00:00"),
        said("The Oslo quake killed [15 people].", "2024-04-07T09:30:00+00:00"),
    ]
    answer = composed(KILLED, found)
    assert (answer.answer_text, values(answer)) == ("15 people", [("13 people", DISAGREE)])


def test_a_quote_that_disagrees_is_shown_before_one_that_says_more() -> None:
    found = [
        said("The Oslo quake killed [13 people].", "2024-04-07"),
        said("The quake began at night.", "2024-04-07", confidence=0.7),
        said("The Oslo quake killed [15 people].", "2024-04-07", confidence=0.6),
    ]
    answer = composed(KILLED, found, most=2)
    assert [each.quote.article_id for each in answer.citations] == [1, 3]
    assert answer.values[0].citation.number == 2
    answer = composed(KILLED, found, most=1)
    assert answer.values[0].citation.number == 0
    assert [each.quote.article_id for each in answer.sources] == [1, 3]


def test_the_same_value_is_one_answer_with_several_sources() -> None:
    found = [
        said("The Oslo quake killed [13 people].", "2024-04-07", story=7),
        said("[13] people were killed in Oslo.", "2024-04-06", story=8),
        said("Oslo's quake has killed [13 people].", "2024-04-06", story=7),
        said("The quake in Oslo killed [thirteen].", None),
    ]
    answer = composed(KILLED, found, most=2)
    assert {each.agreement for each in answer.values} == {SAME}
    assert (answer.articles, answer.origins) == (4, 3)
    assert len(answer.sources) == 4


def test_a_copy_that_differs_is_no_second_source() -> None:
    found = [
        said("The Oslo quake killed [13 people].", "2024-04-07", story=7),
        said("The Oslo quake killed [15 people].", "2024-04-07", story=7),
    ]
    assert values(composed(KILLED, found)) == []


def test_of_an_article_the_best_value_of_the_same_thing_counts() -> None:
    text = "It killed 40 people last year. The Oslo quake killed 15 people."
    other = said(f"{text}", confidence=0.7)
    last_year = replace(other, span=Span(0, 30), marks=(Span(10, 19),))
    now = replace(other, span=Span(31, len(text)), marks=(Span(53, 62),), confidence=0.6)
    article = replace(other.article, id=2)
    found = [said("The Oslo quake killed [13 people]."), last_year, now]
    found = [found[0], *(replace(each, article=article) for each in found[1:])]
    outcome = compose(parse(KILLED), found, threshold=0.5, max_quotes=3)
    assert isinstance(outcome, Answer)
    assert values(outcome) == [("15 people", DISAGREE)]


def test_one_article_speaks_once() -> None:
    first = said("The Oslo quake killed [13 people]. It killed 15 people.")
    again = replace(first, span=Span(35, 54), marks=(Span(45, 54),), confidence=0.7)
    outcome = compose(parse(KILLED), [first, again], threshold=0.5, max_quotes=3)
    assert isinstance(outcome, Answer)
    assert outcome.values == ()


@pytest.mark.parametrize(
    ("question", "first", "other", "agreement"),
    [
        # the same, in other words
        (KILLED, "[at least 12] people were killed", "[12] people were killed", SAME),
        (KILLED, "[twelve] people were killed", "the quake killed [12]", SAME),
        ("how many acres burned?", "[18,532 acres] burned", "[more than 18,000 acres] burned", SAME),
        ("how many acres burned?", "[18,532 acres] burned", "[about 18,000 acres] burned", SAME),
        ("how many acres burned?", "[14,980 acres] burned", "[15,000 acres] burned", SAME),
        ("how much did it cost?", "It cost [$1.7 million]", "It cost [$1,690,000]", SAME),
        ("when does it open?", "It opens on [5 May 2024]", "It opens on [May 5]", SAME),
        ("when does it open?", "It opens on [5 May 2024]", "It opens in [May]", SAME),
        ("who leads Norway?", "[Jonas Gahr Støre] leads Norway", "Norway, which [Mr. Støre] leads", SAME),
        ("where is the match?", "The match is [in Oslo]", "The match is in [Oslo]", SAME),
        (KILLED, "[13] people, including a child, were killed", "[59 ill, including 13 dead]", SAME),
        (KILLED, "[13] people were killed", "[40 were injured and 13] killed", SAME),
        # another one
        (KILLED, "[13] people were killed", "[12] people were killed", DISAGREE),
        ("how many acres burned?", "[18,532 acres] burned", "[14,000 acres] burned", DISAGREE),
        ("how much did it cost?", "It cost [$1.7 million]", "It cost [$2.1 million]", DISAGREE),
        ("when does it open?", "It opens on [5 May 2024]", "It opens on [May 7]", DISAGREE),
        ("death toll of the quake?", "The quake killed [nine people]", "The toll is [12]", DISAGREE),
        ("who leads Norway?", "[Jonas Støre] leads Norway", "[Erna Solberg] leads Norway", DISAGREE),
        # two things
        ("how many casualties?", "[40 people] were injured", "[13 people] were killed", SCOPE),
        (
            "how many employees are there?",
            "There are [900 employees]",
            "There are [70 employees] in Oslo",
            SCOPE,
        ),
        (KILLED, "[13] people were killed", "[40 people] were injured", SCOPE),
        (KILLED, "[13] people were killed", "including [four children] were killed", SCOPE),
        (KILLED, "[13] people were killed", "[another 4 people] were killed", SCOPE),
        (KILLED, "[13] people were killed", "[four others] were killed", SCOPE),
        (KILLED, "[13] people were killed", "[4] of the victims were killed at sea", SCOPE),
        ("how many were sold?", "[13 cars] a week were sold", "[20 cars] a month were sold", SCOPE),
        ("how many were sold?", "[13 cars] were sold", "[20 cars] were sold last year", SCOPE),
        ("how many medals did she win?", "She won [ten medals]", "She won [six gold medals]", SCOPE),
        (
            "how many live in Costa?",
            "[412,000] live in Costa",
            "[96,000] live in the capital of Costa",
            SCOPE,
        ),
        (
            "how many attacks were there?",
            "[340 attacks] were made",
            "[22 attacks] on hospitals were made",
            SCOPE,
        ),
        ("how much did it cost?", "It cost [$800 million]", "It cost farmers [$230 million]", SCOPE),
        ("how many goals did he score?", "He scored [90 goals] in his career", "He scored [9 goals]", SCOPE),
        ("how many attacks were there?", "[34 attacks] on ships", "[22 attacks] on vessels", DISAGREE),
        # what may be both true, or two things
        (KILLED, "[13] people were killed", "[at least 12] people were killed", None),
        (KILLED, "[13] people were killed", "Deaths rose from [9] killed", None),
        (KILLED, "[13] people were killed", "[10 to 15] people were killed", None),
        (KILLED, "[13] people were killed", "[dozens] were killed", None),
        ("how many were sold?", "[13 cars] were sold", "[20 boats] were sold", None),
        ("how much was paid?", "They paid [$5 million]", "He could have paid [$9 million]", None),
        ("how much did it cost?", "It cost [$5]", "It cost [€6]", None),
        ("how much did it cost?", "It cost [$5]", "It cost [6%]", None),
        ("when does it open?", "It opens on [5 May 2024]", "It opens [before 7 May 2024]", None),
        ("when does it open?", "It opens on [5 May 2024]", "It opens [5 May to 7 June 2024]", None),
        ("when does it open?", "It opens on [5 May 2024]", "It opens as in [2019]", None),
        ("who leads Norway?", "[Jonas Støre] leads Norway", "[Erna Solberg] met him", None),
        ("who leads Norway?", "[Jonas Støre] leads Norway", "[the king] leads Norway", None),
        ("who won?", "[Ann Lee] won", "[Bo Li and Cy Wu] won", None),
        ("where is the match?", "The match is [in Oslo], Norway", "The match is in [Norway]", None),
        ("how many were sold?", "[13 cars] were sold", "It could have sold [20 cars] last year", None),
        ("how many were sold?", "[13 cars] were sold in Oslo", "[9 cars] were sold in Oslo", DISAGREE),
        (
            "how many seats are there?",
            "There are [61 seats], too few alone",
            "There are [58 seats]",
            DISAGREE,
        ),
        ("why did it open?", "It opened for [13 people]", "It opened for [15 people]", None),
    ],
)
def test_how_two_values_of_one_day_compare(
    question: str, first: str, other: str, agreement: Agreement | None
) -> None:
    found = [said(f"{first}."), said(f"{other}.", confidence=0.7)]
    assert [each for _, each in values(composed(question, found))] == ([agreement] if agreement else [])


def test_the_figure_of_what_is_asked_goes_before_one_of_something_else() -> None:
    found = [
        said("The Oslo quake left [40 people] injured.", "2024-04-07", confidence=0.8),
        said("The Oslo quake killed [13 people].", "2024-04-07", confidence=0.7),
    ]
    answer = composed(KILLED, found)
    assert (answer.answer_text, values(answer)) == ("13 people", [("40 people injured", SCOPE)])
    assert (answer.articles, answer.origins) == (1, 1)
    unlikely = [found[0], replace(found[1], confidence=0.45)]
    answer = composed(KILLED, unlikely)
    assert (answer.answer_text, values(answer)) == ("40 people", [])


def test_figures_of_something_else_are_no_disagreement() -> None:
    found = [
        said("The Oslo quake killed [13 people].", "2024-04-07"),
        said("It left [40 people] injured and killed 13 in Oslo.", "2024-04-07", confidence=0.7),
        said("[Four children] were killed in the Oslo quake.", "2024-04-06", confidence=0.7),
    ]
    answer = composed(KILLED, found)
    assert answer.differing.keys() == {SCOPE}
    assert values(answer) == [("40 people injured", SCOPE), ("Four children were killed", SCOPE)]


def test_at_least_so_many_moves_as_others_do() -> None:
    found = [
        said("[At least 9] people were killed.", "2024-04-01"),
        said("[13] people were killed.", "2024-04-08", confidence=0.7),
    ]
    answer = composed(KILLED, found)
    assert (answer.answer_text, values(answer)) == ("13", [("At least 9", EARLIER)])


def test_a_name_moves_where_the_older_article_does_not_know_the_newer_one() -> None:
    found = [
        said("[Erna Solberg] leads Norway.", "2021-04-01"),
        said("[Jonas Støre] leads Norway after Erna Solberg.", "2021-11-08", confidence=0.7),
    ]
    answer = composed("who leads Norway?", found)
    assert (answer.answer_text, values(answer)) == ("Jonas Støre", [("Erna Solberg", EARLIER)])
    both = [*found, said("[Erna Solberg] leads Norway until Jonas Støre does.", "2021-10-01")]
    assert values(composed("who leads Norway?", both)) == values(answer)


def test_the_words_that_bound_a_figure_are_shown_with_it() -> None:
    found = [
        said("It burned [18,532 acres].", "2024-04-08"),
        said("It burned more than [14,000 acres].", "2024-04-02"),
        said("In fact [over 9,000 acres] burned.", "2024-04-01"),
    ]
    found_values = values(composed("how many acres burned?", found))
    assert found_values == [("more than 14,000 acres", EARLIER), ("over 9,000 acres", EARLIER)]


def test_dates_half_a_year_apart_are_of_two_events() -> None:
    found = [
        said("The final is on [5 May 2024].", "2024-04-01"),
        said("The final is on [6 June 2023].", "2023-05-01"),
    ]
    assert values(composed("when is the final?", found)) == []


@pytest.mark.parametrize(
    "other",
    [
        said("The Oslo quake killed [15 people].", confidence=0.3),
        said("The Oslo quake killed [15 people].", language="no"),
        said("The Oslo quake killed 15 people."),
        replace(said("The quake killed [15 people]."), missing=("oslo",)),
        replace(said("The quake killed [15 people]."), features=replace(FEATURES, foreign=0.5)),
    ],
    ids=["unlikely", "other language", "unmarked", "word missing", "name missing"],
)
def test_in_doubt_nothing_is_compared(other: Candidate) -> None:
    assert values(composed(KILLED, [said("The Oslo quake killed [13 people]."), other])) == []


def test_questions_of_one_message_keep_their_values() -> None:
    found = [
        said("The Oslo quake killed [six people].", "2024-03-03"),
        said("The Oslo quake killed [13 people].", "2024-04-07"),
    ]
    one = composed(KILLED, found)
    both = several("both", [one, replace(one, values=(), citations=one.citations[1:])], 1)
    assert isinstance(both, Answer)
    assert values(both) == values(one)
    assert [each.citation.number for each in both.values] == [2]


@given(st.lists(anything.filter(str.strip), min_size=1, max_size=4), st.sampled_from([KILLED, "when is it?"]))
def test_any_text_can_be_compared(texts: list[str], question: str) -> None:
    found = [said(f"[{text.replace('[', '').replace(']', '') or 'x'}]") for text in texts]
    answer = composed(question if parse(question).focus else KILLED, found)
    assert all(isinstance(each, GivenValue) for each in answer.values)


def test_a_paper_does_not_disagree_with_itself() -> None:
    four = said("The Oslo quake killed [four people].", "2024-04-02", publisher="Bay News", confidence=0.7)
    nine = said("The Oslo quake killed [nine people].", "2024-04-03", publisher="bay  news")
    assert values(composed(KILLED, [nine, four])) == [("four people", EARLIER)]
    other = replace(four, article=replace(four.article, publisher="Post"))
    assert values(composed(KILLED, [nine, other])) == [("four people", DISAGREE)]
    same_day = replace(four, article=replace(four.article, published_at="2024-04-03"))
    assert values(composed(KILLED, [nine, same_day])) == []


def test_what_was_said_at_first_goes_first_where_that_is_asked() -> None:
    found = [
        said("The Oslo bridge opens on [5 June 2024].", "2024-04-20"),
        said("The Oslo bridge opens on [5 May 2024].", "2024-04-01", confidence=0.7),
    ]
    answer = composed("when was the Oslo bridge originally supposed to open?", found)
    assert (answer.answer_text, values(answer)) == ("5 May 2024", [("5 June 2024", NEWER)])
    now = composed("when does the Oslo bridge open?", found)
    assert (now.answer_text, values(now)) == ("5 June 2024", [("5 May 2024", EARLIER)])
