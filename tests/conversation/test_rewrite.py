"""Questions in small conversations: which refer back, how they are rewritten, and which stay the same."""

# ruff: noqa: E501  # a row of a table is easier to read whole
from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.answer.question import Kind
from retrieval.conversation.noun_phrases import names, person, place, plural_topic, topic_of
from retrieval.conversation.references import refers_back
from retrieval.conversation.rewrite import LOOKED_BACK, resolve
from retrieval.outcomes import Turn
from retrieval.text import beginning
from tests.strategies import anything

CONTRACT = Turn("when is the Tomahawk contract expected?", "April 1", (7,))
SIGNED = Turn("who signed the peace deal?", "Boris Pistorius")
ORDERED = Turn("How many Tomahawk missiles did Japan order?", "400")
STADIUM = Turn("what is the price of the new stadium in Lyon?", "$1.6 billion")
VISIT = Turn("When did Biden visit Poland?", "on 21 February 2023")
RATE = Turn("What is the unemployment rate in France in 2019?", "8.4%")
STORM = Turn("Where did the storm hit first?", "near Galveston, Texas")


@pytest.mark.parametrize(
    ("before", "question", "meant"),
    [
        (CONTRACT, "and who signs it?", "and who signs the Tomahawk contract?"),
        (STADIUM, "how many seats does it have?", "how many seats does the new stadium have?"),
        (STADIUM, "and what is its capacity?", "and what is the new stadium’s capacity?"),
        (SIGNED, "how old is he?", "how old is Boris Pistorius?"),
        (SIGNED, "what does his party say?", "what does Boris Pistorius’ party say?"),
        (VISIT, "who came with him?", "who came with Biden?"),
        (ORDERED, "where will they be stationed?", "where will Tomahawk missiles be stationed?"),
        (STORM, "how many people live there?", "how many people live in Galveston?"),
        (Turn("what is endianness?", None), "how do I set it?", "how do I set endianness?"),
        (Turn("are VA clinics open on Sunday?"), "are they free?", "are VA clinics free?"),
        (Turn("How are a VPN and a firewall different?"), "are they expensive?", "are VPN and a firewall expensive?"),
        (Turn("What means RBAC?"), "Can you tell me about its policies.", "Can you tell me about RBAC’s policies."),
        (Turn("what did the mayor say about the pink bridge"), "how long is it", "how long is the pink bridge"),
        (Turn("which city grew the most"), "is it slowing down", "is it slowing down (city grew most)?"),
        (Turn("what was Berg trying to do in Oslo"), "who said no to it", "who said no to Berg"),
        (Turn("which of them is the billionaire"), "why was it delayed", "why was it delayed (billionaire)?"),
        # what happened is meant, and no thing
        (Turn("who shot the mayor of Alder"), "why did he do it", "why did he do it (shot mayor Alder)?"),
        (Turn("the mayor of Alder shot"), "who did it?", "who did it (mayor Alder shot)?"),
        (Turn("pagers explode"), "so was it alderland behind the explosions?", "so was it alderland behind the explosions (pagers explode)?"),
        # people who are never named
        (Turn("how many boxes were taken from the museum"), "why did they arrest him", "why did they arrest him (boxes taken museum)?"),
        (Turn("how far did the rocks slide", "14 miles"), "can they tell when the next ones come", "can they tell when the next ones come (far rocks slide)?"),
        (Turn("how many kids did it test"), "what was different about them", "what was different about kids"),
        # an answer names anybody; only that to "who" names whom "he" means
        (Turn("did the museum open in time", "Mayor Anna Berg said it did not."), "was he angry", "was he angry (museum open)?"),
        (Turn("where did she swim", "Tokyo Olympics"), "has she ever won", "has she ever won (swim)?"),
        (Turn("so kovac won?", "Peter Kovac emerged as the winner"), "who did he beat", "who did Peter Kovac beat"),
        (Turn("is Peter Kovac going to the wedding"), "why is she not going with him", "why is she not going with him (Peter Kovac wedding)?"),
        (Turn("when did Anna Berg win the cup", "2019"), "who lost the final that year", "who lost the final that year (Anna Berg win cup)?"),
        (Turn("how long is the Rhine?"), "what about this river in winter?", "what about this river in winter (Rhine)?"),
    ],
)  # fmt: skip
def test_words_that_point_back_are_filled_in(before: Turn, question: str, meant: str) -> None:
    resolved = resolve(question, [before])
    assert (resolved.text, resolved.refers_back, resolved.said) == (meant, True, question)


@pytest.mark.parametrize(
    ("before", "question", "meant"),
    [
        (CONTRACT, "and under which framework?", "Under which framework is the Tomahawk contract expected?"),
        (CONTRACT, "why?", "Why is the Tomahawk contract expected?"),
        (CONTRACT, "who said so?", "Who said that the Tomahawk contract is expected April 1?"),
        (CONTRACT, "and according to whom?", "Who said that the Tomahawk contract is expected April 1?"),
        (CONTRACT, "what about the price?", "What is the price of the Tomahawk contract?"),
        (Turn("who flew on the shuttle"), "and the other three?", "and the other three (flew shuttle)?"),
        (Turn("how bad was the storm"), "how many died", "how many died (bad storm)?"),
        (Turn("a bridge collapses"), "how about the one in oslo", "how about the one in oslo (bridge collapses)?"),
        (Turn("whats the latest on the dock strike"), "is it over?", "is dock strike over?"),
        (Turn("any news on the dock strike", "It ended."), "how many ships were unloaded", "how many ships were unloaded (dock strike)?"),
        (Turn("what is up with the dock strike in Alder"), "why?", "why (dock strike Alder)?"),
        (Turn("what happened with the flood in Lindow"), "and the injured?", "How many injured in flood in Lindow?"),
        (Turn("tldr the dock strike in Alder"), "what about Lindow?", "tldr the dock strike in Lindow"),
        (Turn("how big is the Lindow fire"), "was anyone hurt?", "was anyone hurt (big Lindow fire)?"),
        (Turn("how many dead in the flood now"), "and the injured?", "how many injured in the flood now"),
        (Turn("How many people died in Lindow?"), "what about the missing?", "How many people missing in Lindow?"),
        (Turn("is the cheese from Alder recalled"), "how many", "how many (cheese Alder recalled)?"),
        (Turn("is the cheese from Alder recalled"), "how come", "how come (cheese Alder recalled)?"),
        (Turn("Alder dockers on the pier with signs, what do they want"), "how many showed up", "how many showed up (Alder dockers pier signs want)?"),
        (Turn("what is wrong with the Alder ferry", "it could drift off at night"), "how many ferries", "How many ferries is wrong with the Alder ferry?"),
        (Turn("is the mayor of Alder resigning"), "even after the vote?", "even after the vote (mayor Alder resigning)?"),
        (Turn("is the mayor of Alder resigning"), "not because of the flood?", "not because of the flood (mayor Alder resigning)?"),
        (Turn("is the mayor of Alder resigning"), "who is in charge now", "who is in charge now (mayor Alder resigning)?"),
        (Turn("who vanished in Alder"), "and the men they arrested?", "and the men they arrested (vanished Alder)?"),
        (SIGNED, "when was that?", "When Boris Pistorius signed the peace deal?"),
        (SIGNED, "and why?", "Why Boris Pistorius signed the peace deal?"),
        (SIGNED, "says who?", "Who said that Boris Pistorius signed the peace deal?"),
        (ORDERED, "what about Australia?", "How many Tomahawk missiles did Australia order?"),
        (ORDERED, "and Germany?", "How many Tomahawk missiles did Germany order?"),
        (ORDERED, "and in 2021?", "How many Tomahawk missiles did Japan order in 2021?"),
        (ORDERED, "by whom?", "By whom did Japan order Tomahawk missiles?"),
        (ORDERED, "who said so?", "Who said that Japan order 400 Tomahawk missiles?"),
        (VISIT, "why?", "Why did Biden visit Poland?"),
        (RATE, "and in 2020?", "What is the unemployment rate in France in 2020?"),
        (RATE, "and in Spain?", "What is the unemployment rate in Spain in 2019?"),
        (STORM, "when was that?", "When did the storm hit first?"),
        (Turn("did the strike end on Monday?"), "and on Friday?", "did the strike end on Friday?"),
        (CONTRACT, "what about Australia?", "when is the Tomahawk contract expected (Australia)?"),
    ],
)  # fmt: skip
def test_what_is_left_out_is_put_back(before: Turn, question: str, meant: str) -> None:
    assert resolve(question, [before]).text == meant


@pytest.mark.parametrize(
    ("before", "question", "meant"),
    [
        (Turn("Wann wird der Vertrag unterzeichnet?", "am 1. April"), "Was kostet er?", "Was kostet er (Vertrag unterzeichnet)?"),
        (Turn("Wann wird der Vertrag unterzeichnet?"), "und von wem?", "und von wem (Vertrag unterzeichnet)?"),
        (Turn("¿Cuándo se firmará el contrato?"), "¿y quién lo firma?", "¿y quién lo firma (firmará contrato)?"),
        (Turn("¿Cuándo se firmará el contrato?"), "¿Cuánto cuesta eso?", "¿Cuánto cuesta eso (firmará contrato)?"),
        (Turn("トマホークの契約はいつですか？"), "それはどこですか？", "それはどこですか (トマホークの契約)？"),
        (Turn("トマホークの契約はいつですか？"), "価格は？", "価格は (トマホークの契約)？"),
    ],
)  # fmt: skip
def test_other_languages_get_what_it_is_about_beside(before: Turn, question: str, meant: str) -> None:
    assert resolve(question, [before]).text == meant


@pytest.mark.parametrize(
    "question",
    [
        "when is the Typhoon contract expected?",
        "who is Maria Shumakova?",
        "what is the capital of France?",
        "What are sandboxes?",
        "Does the Prince of Wales have his own source of income?",
        "Is there a daily limit to hunt deer in California?",
        "Which country elected its first woman president this week?",
        "Who wrote the report that said prices would fall?",
        "Coca-Cola is making a new flavor permanent. What is it called?",
        "how long does it take to get a visa for Brazil?",
        "What does 'plastid' mean?",
        "Wie finanzierte Tesla seine Arbeit?",
        "¿Cuándo anunció Holden que cerraría su planta de Victoria?",
        "ポルトガルに映画が伝えられたのはいつ",
        "谁赢得了2022年塞尔维亚总统选举？",
    ],
)
def test_what_stands_alone_is_left_alone(question: str) -> None:
    assert not refers_back(question)
    resolved = resolve(question, [Turn("how do bees find their hive?", "by the sun", (3,))])
    assert (resolved.text, resolved.search, resolved.articles, resolved.refers_back) == (
        question,
        question,
        (),
        False,
    )


@pytest.mark.parametrize("said", ["thanks!", "Ok, great", "got it", "danke", "ありがとう", "I see."])
def test_small_talk_asks_nothing(said: str) -> None:
    assert resolve(said, [CONTRACT]).search == said
    assert resolve("and who signs it?", [CONTRACT, Turn(said)]).text == "and who signs the Tomahawk contract?"


@pytest.mark.parametrize(
    "question",
    ["how can I specify the contract value?", "is there any other contract about missiles?", "I meant the missile contract with Norway",
     "I meant the submarine"],
)  # fmt: skip
def test_what_goes_on_is_searched_with_both_and_read_as_it_is(question: str) -> None:
    resolved = resolve(question, [CONTRACT])
    assert resolved.text == question
    assert "Tomahawk" in resolved.search
    assert not resolved.articles, "its own words lead to other articles as well"


def test_the_kind_is_that_of_the_new_question() -> None:
    kinds = {
        question: resolve(question, [CONTRACT]).question.kind
        for question in ("who said so?", "and why?", "what about the price?", "and under which framework?")
    }
    assert list(kinds.values()) == [Kind.WHO, Kind.WHY, Kind.HOW_MUCH, Kind.WHICH]
    assert resolve("and under which framework?", [CONTRACT]).question.head == "framework"
    assert resolve("what about Australia?", [ORDERED]).question.kind is Kind.HOW_MANY


def test_a_conversation_goes_on_over_several_turns() -> None:
    turns = [CONTRACT]
    for question, meant in [
        ("and who signs it?", "and who signs the Tomahawk contract?"),
        ("who said so?", "Who said that officials signs the Tomahawk contract?"),
        ("and why?", "Why officials signs the Tomahawk contract?"),
        ("when does it end?", "when does the Tomahawk contract end?"),
    ]:
        assert resolve(question, turns).text == meant
        turns.append(Turn(question, "officials"))
    assert resolve("when does it end?", [*turns, Turn("how old is the new stadium?")]).text == (
        "when does the new stadium end?"
    ), "the newest topic counts"


def test_where_nobody_named_several_things_what_was_said_stands_beside_they() -> None:
    resolved = resolve("where would they be stationed?", [CONTRACT])
    assert resolved.text == "where would they be stationed (Tomahawk contract expected)?"
    assert resolved.search == resolved.text
    assert resolved.articles == (7,)


def test_what_was_said_first_is_not_forgotten() -> None:
    turns = [Turn("how big is that ventura fire"), Turn("anyone hurt?")]
    assert resolve("homes burned?", turns).text == "homes burned (hurt big ventura fire)?"


def test_the_reader_gets_few_words_and_the_search_more() -> None:
    long = Turn("did alpha bravo charlie delta echo foxtrot golf hotel india sign it?")
    resolved = resolve("did anyone get hurt?", [long])
    assert resolved.text == "did anyone get hurt (alpha bravo charlie delta echo foxtrot)?"
    assert resolved.search == f"{resolved.text} golf hotel india sign"


@pytest.mark.parametrize(
    ("question", "may"),
    [
        ("who won taiwan", True),
        ("anyone hurt?", True),
        ("what was stolen", True),
        ("who was arrested?", True),
        ("what are sandboxes?", False),
        ("who signs it?", False),
        ("and taiwan?", False),
        ("why?", False),
        ("thanks", False),
        ("what is the capital of France?", False),
        ("und von wem?", False),
    ],
)
def test_a_short_question_may_begin_something_else(question: str, may: bool) -> None:
    assert resolve(question, [CONTRACT]).may_stand_alone is may
    assert not resolve(question).may_stand_alone


def test_articles_that_were_not_cited_before_show_that_something_else_began() -> None:
    asked = "what party is he"
    before = [CONTRACT, Turn("who won taiwan", "Lai Ching-te won a presidential election in Taiwan", (8,))]
    assert "Tomahawk" not in resolve(asked, before).search
    same = replace(before[1], articles=(7,))
    assert "Tomahawk" in resolve(asked, [CONTRACT, same]).search


def test_what_the_same_article_answers_goes_on_with_the_conversation_in_words_of_its_own() -> None:
    quake = Turn("did the quake near barstow hurt anyone", None, (7,))
    roads = Turn("which roads stay closed tomorrow morning", "Route 58", (7,))
    assert not refers_back(roads.question)
    both = "roads stay closed tomorrow morning quake"
    assert resolve("is that the biggest ever?", [quake, roads]).text == f"is that the biggest ever ({both})?"
    other = replace(roads, articles=(8,))
    assert "quake" not in resolve("is that the biggest ever?", [quake, other]).text


def test_one_wrong_answer_does_not_make_the_conversation_leave_its_article() -> None:
    wrong = Turn("did anyone get hurt", "Nobody on my watch gets hurt", (8,))
    resolved = resolve(
        "when does the next one come", [Turn("how big was the quake near barstow", "5.2", (7,)), wrong]
    )
    assert resolved.articles == (8, 7), "the latest first"
    assert resolved.text == "when does the next one come (hurt big quake near barstow)?", (
        "one word begins nothing"
    )
    other = Turn("how much did the Tomahawk missiles for Japan cost", "$1.6 billion", (9,))
    assert resolve("when will they arrive", [*[CONTRACT, wrong], other]).articles == (9,), (
        "it refers to nothing before"
    )


def test_where_a_name_may_take_several_places_all_are_told() -> None:
    resolved = resolve("what about Germany?", [VISIT])
    assert resolved.thing == "Germany"
    assert [each.replaced for each in resolved.readings] == ["Poland", "Biden"]
    other = resolved.read_as(resolved.readings[1])
    assert other.text == "When did Germany visit Poland?"
    assert other.search.startswith(other.text)


def test_only_the_newest_turns_are_read() -> None:
    others = [Turn(f"is stop {number} open?") for number in range(LOOKED_BACK)]
    assert resolve("how old is he?", [SIGNED, *others]).text != "how old is Boris Pistorius?"
    assert resolve("how old is he?", [SIGNED, *others[1:]]).text == "how old is Boris Pistorius?"


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("when is the Tomahawk contract expected?", "the Tomahawk contract"),
        ("what is the price of the new stadium?", "the new stadium"),
        ("What is the difference between LTO and tape?", "LTO and tape"),
        ("who signed the peace deal", "the peace deal"),
        ("when did the peace deal end?", "the peace deal"),
        ("did Biden visit Poland?", "Biden"),
        ("who is buying the Tomahawk missiles?", "the Tomahawk missiles"),
        ("How do I rotate my keys?", None),
        ("is there any public transport?", "public transport"),
        ("can you tell me about the Rongbuk Monastery?", "the Rongbuk Monastery"),
        ("I was so cold all winter that I never left the house, and then I got sick.", None),
        ("", None),
    ],
)
def test_subjects(question: str, about: str | None) -> None:
    assert topic_of(question) == about


def test_names_people_places_and_things_in_the_plural() -> None:
    text = "President Biden met Boris Pistorius in Warsaw, near the River Park."
    assert [text[each.start : each.end] for each in names(text)][1:] == [
        "Boris Pistorius",
        "Warsaw",
        "River Park",
    ]
    assert person(text) == "Boris Pistorius"
    assert place(text) == "River Park"
    assert (person("Obama"), place("Lyon"), person("near Galveston, Texas")) == ("Obama", "Lyon", None)
    assert (person("Saturday"), person("April 2024"), place("in March"), place("Friday")) == (None,) * 4
    assert plural_topic("how many mid-range missiles are there?") == "mid-range missiles"
    assert plural_topic("what is the status?") is None


@given(anything)
def test_without_a_conversation_every_question_is_as_it_was(question: str) -> None:
    resolved = resolve(question)
    read = beginning(question)
    assert (resolved.said, resolved.text, resolved.search) == (read, read, question)
    assert (resolved.articles, resolved.refers_back, resolved.readings) == ((), False, ())


@given(anything, st.lists(st.builds(Turn, anything, st.none() | anything), max_size=4))
def test_any_conversation_can_be_read(question: str, turns: list[Turn]) -> None:
    resolved = resolve(question, turns)
    assert resolved.said == beginning(question)
    assert resolved.search.startswith(resolved.text)
    assert resolved.refers_back or resolved.text == beginning(question)
    assert resolved == resolve(question, turns)
    assert resolved.question is not None
    for reading in resolved.readings:
        assert resolved.read_as(reading).text == reading.text


def test_what_about_another_thing_takes_the_place_of_the_one_before() -> None:
    talk = [Turn("how strong did beryl get"), Turn("what about jamaica")]
    texas = resolve("and texas?", talk)
    assert "beryl" in texas.search
    assert "jamaica" not in texas.search
    died = resolve("how many died there", [*talk, Turn("and texas?")])
    assert {"beryl", "texas"} <= set(died.search.replace("(", " ").replace(")", " ").split())
    assert "jamaica" not in died.search
    assert "jamaica" in resolve("how many died there", talk).search


@pytest.mark.parametrize(
    ("question", "leans"),
    [
        ("do customers get money back", True),
        ("which plant had the most cases", True),
        ("do customers of Verizon get money back", False),
        ("thanks a lot", False),
        ("and who signs it?", False),
        ("wann bekommen die kunden ihr geld zurück", False),
    ],
)
def test_a_question_that_names_nothing_may_lean_on_the_conversation(question: str, leans: bool) -> None:
    resolved = resolve(question, [CONTRACT])
    assert (resolved.leaning is not None) is leans
    if resolved.leaning:
        assert resolved.text == question
        assert "Tomahawk" in resolved.leaning.text
        assert resolved.leaning.articles == (7,)
    assert resolve(question).leaning is None


def test_was_he_is_no_german() -> None:
    before = Turn("Did Dora Quill reach the summit?")
    asked = {
        text: resolve(text, [before]) for text in ("Was she alone?", "was not she alone", "Was kostet das?")
    }
    assert asked["Was she alone?"].text == "Was Dora Quill alone?"
    assert asked["was not she alone"].text == "was not Dora Quill alone"
    assert all(each.refers_back for each in asked.values())
    assert asked["Was she alone?"].question.kind is Kind.YES_NO
    assert asked["Was kostet das?"].question.kind is not Kind.YES_NO


def test_words_that_only_colour_a_question_do_not_go_along() -> None:
    before = Turn("is the Alder bridge even closed again tho")
    beside = resolve("anything on the cost", [before]).text
    assert {"Alder", "bridge", "closed"} <= set(re.findall(r"\w+", beside))
    assert not {"even", "again", "tho"} & set(re.findall(r"\w+", beside))
