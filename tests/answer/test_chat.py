"""The language of chats is read as English that is written out; everything else stays as it is."""

from __future__ import annotations

import pytest
from hypothesis import given

from retrieval.answer import chat
from retrieval.answer.question import parse
from retrieval.outcomes import Correction
from tests.strategies import anything

READ = {
    # contractions without an apostrophe
    "whos the mayor of oslo": "who is the mayor of oslo",
    "Whats the name of the ferry?": "What is the name of the ferry?",
    "wheres the new stadium": "where is the new stadium",
    "whens the next vote": "when is the next vote",
    "hows the harbour work going": "how is the harbour work going",
    "whos won the most races": "who has won the most races",
    "why didnt the ferry sail": "why did not the ferry sail",
    "why doesnt the bridge open": "why does not the bridge open",
    "why cant trains cross it": "why can not trains cross it",
    "what if the mayor wont sign": "what if the mayor will not sign",
    "why isnt the road open": "why is not the road open",
    "which roads arent open": "which roads are not open",
    "why hasnt it opened": "why has not it opened",
    "what do they do when theyre late": "what do they do when they are late",
    # short forms
    "what did the mayor say abt the bridge": "what did the mayor say about the bridge",
    "what did the mayor say bout the bridge": "what did the mayor say about the bridge",
    "who did berg meet w in oslo": "who did berg meet with in oslo",
    "what happened w/ the ferry": "what happened with the ferry",
    "who won w/o a single vote": "who won without a single vote",
    "how many ppl work there": "how many people work there",
    "whats going on in oslo rn": "what is going on in oslo",
    "how did u hear of the bridge": "how did you hear of the bridge",
    "when r they opening it": "when are they opening it",
    "what r the plans for the port": "what are the plans for the port",
    "how many of the workers r still missing": "how many of the workers are still missing",
    "y did the mayor quit": "why did the mayor quit",
    "wtf is a bascule bridge": "what is a bascule bridge",
    "wtf happened with the ferry": "what happened with the ferry",
    "wtf who is that": "who is that",
    "when is the port gonna open": "when is the port going to open",
    "how much does the city gotta pay": "how much does the city have to pay",
    "which city did they wanna leave": "which city did they want to leave",
    "how many yrs did it take": "how many years did it take",
    "what did the govt promise": "what did the government promise",
    "who is the new prez": "who is the new president",
    "why did they close it cuz of rain": "why did they close it because of rain",
    "who drove thru the tunnel": "who drove through the tunnel",
    "why did the team move outta the city": "why did the team move out of the city",
    "when does the shop stop takin cash": "when does the shop stop taking cash",
    "tldr the port strike, what happened": "explain the port strike, what happened",
    "tl;dr on the port strike": "explain the port strike",
    "eli5 the new tax rules": "explain the new tax rules",
    # statements with a question mark
    "so the deal is signed?": "is the deal signed?",
    "the port strike is over?": "is the port strike over?",
    "so its over?": "is it over?",
    "ok diff topic, when does the ferry sail": "when does the ferry sail",
    "k different thing, is spring going to be warm": "is spring going to be warm",
    "whats berg say about the strike": "what does berg say about the strike",
    "and whats alder think of him": "and what does alder think of him",
    "how come the bridge is shut": "why the bridge is shut",
    "does berg think its over": "does berg think it is over",
    "how do i know its still safe": "how do i know it is still safe",
    "they didnt sign?": "did they not sign?",
    "wait, the mayor won the vote?": "did the mayor win the vote?",
    "the ferry reached oslo, right?": "did the ferry reach oslo?",
    "ok so the new bridge has been closed already?": "has the new bridge been closed already?",
    # what is asked for politely, or told to do
    "can you please list the cities on the river": "which cities on the river",
    "list all the winners": "which winners",
    "could someone give me the date of the vote": "what is the date of the vote",
    "can u tell us when it opens": "tell us when it opens",
    "would you describe the bridge for us": "describe the bridge for us",
    # what people say around a question
    "lol who painted the bridge pink": "who painted the bridge pink",
    "yo who runs the port": "who runs the port",
    "ngl why is the bridge pink": "why is the bridge pink",
    "btw when is the vote?": "when is the vote?",
    "who runs the port pls?": "who runs the port?",
    "why is the bridge pink lol": "why is the bridge pink",
    "quick question: when is the vote": "when is the vote",
    "can someone tell me who runs the port": "who runs the port",
    "does anyone know when the bridge opens": "when the bridge opens",
    "anyone hurt in lviv?": "was anyone hurt in lviv?",
    "any casualties": "were there any casualties",
    "any news on the bridge": "any news on the bridge",
    "any idea why the bridge is pink": "why the bridge is pink",
    "hey does anybody know what the ferry costs pls": "what the ferry costs",
    "ok so who signed it": "so who signed it",
    "ok how do i get a ticket": "how do i get a ticket",
    "wait, and whats the damage": "and what is the damage",
    "who is the vp": "who is the vice president",
    # days and months
    "what did the mayor say on friday": "what did the mayor say on Friday",
    "what happened in may": "what happened in May",
    "who has signed since january": "who has signed since January",
}
UNCHANGED = [
    "When is the Tomahawk contract expected?",
    "What did the US say about the treaty?",
    "Who won the US Open in 2024?",
    "What does Us Weekly say about the wedding?",
    "It's late; when is its next vote?",
    "Who's the mayor, and what's his name?",
    "Will Will Smith star in the film?",
    "Will May resign in June?",
    "Why can't trains cross the bridge?",
    "Did George W. Bush visit the port?",
    "did george w bush visit the port",
    "Who is R. Kelly?",
    "What did the president tell us about the war?",
    "who gave us the bridge",
    "how many boats did the us send to the us open",
    "who let us down",
    "How long did the title bout last?",
    "What is the wont of judges?",
    "What happened in 44 BC?",
    "When does Yo-Yo Ma play in Oslo?",
    "What may happen to the bridge?",
    "What is the C# compiler at https://a.example/w/u?",
    "Does anyone live on the island?",
    "Who said please to the mayor?",
    "Was kostet die Karte, und wer hat das Spiel gewonnen?",
    "wann ist das spiel, man weiß ja nie",
    "Wer war der Mann am Hafen?",
    "¿Quién ganó las elecciones en los Estados Unidos?",
    "que dijo el presidente sobre la guerra",
    "協定はいつ署名されますか？",
    "Кто подписал договор?",
    "and the price?",
    "what about the strike that was called?",
    "the man that was arrested?",
    "delayed flights of the port airline?",
    "you are sure it is over?",
    "The bridge is open. Is that right?",
    "the bridge is open",
    "lol",
    "",
]


@pytest.mark.parametrize(("typed", "read_as"), READ.items())
def test_chat_is_read_as_english(typed: str, read_as: str) -> None:
    assert chat.read(typed) == read_as
    assert chat.read(read_as) == read_as


@pytest.mark.parametrize("typed", UNCHANGED)
def test_what_is_written_out_or_foreign_stays(typed: str) -> None:
    assert chat.read(typed) == typed


def test_a_preposition_at_the_end_and_the_end_of_a_long_text_stay() -> None:
    assert chat.read("whos the mayor giving it to") == "who is the mayor giving it to"
    long = f"whos the mayor {'of the town ' * 60}abt u"
    assert chat.read(long) == f"who is{long[4:]}"


SPLIT = {
    "who won? and when is the next one?": ("who won?", "when is the next one?"),
    "who did he give it to, what did he say": ("who did he give it to", "what did he say"),
    "Who signed the treaty and when was it signed?": ("Who signed the treaty", "when was it signed?"),
    "whos the mayor and whens the next vote": ("whos the mayor", "whens the next vote"),
    "Did the bridge open? How much did it cost?": ("Did the bridge open?", "How much did it cost?"),
    "who won, who lost and what happened then": ("who won", "who lost", "what happened then"),
}
ONE = [
    "who won?",
    "When and where was the treaty signed?",
    "How and why did the bridge fall?",
    "Who signed the treaty and the letter?",
    "What is known about when and where it was made?",
    "Who is the man who said what is wrong, and left?",
    "which was bigger, the park fire or the lake fire",
    "was there a fire this week? where",
    "What did the mayor and the minister who was in Oslo say?",
    "Who sang “what is love, what is life”?",
    "Wer hat gewonnen, und wann ist das nächste Spiel?",
    "",
]


@pytest.mark.parametrize(("text", "questions"), SPLIT.items())
def test_two_questions_are_told_apart(text: str, questions: tuple[str, ...]) -> None:
    assert chat.split_questions(text) == questions


@pytest.mark.parametrize("text", ONE)
def test_one_question_stays_one(text: str) -> None:
    assert chat.split_questions(text) == (text,)


def test_only_long_words_may_be_misspelt_and_names_by_a_letter() -> None:
    question = parse("who won the wimbeldon match in Kopenhagn in 2024, said the BBC?")
    wrong = {"won": 0, "wimbeldon": 2, "match": 1, "kopenhagn": 1, "bbc": 0}
    assert chat.may_be_misspelt(question) == wrong


def test_a_misspelt_word_is_replaced_as_a_whole_word() -> None:
    corrected = (Correction("isreal", "Israel"),)
    assert chat.respelt("what did Isreal say, isreals army", corrected) == "what did Israel say, isreals army"


@given(anything)
def test_any_text_can_be_read(text: str) -> None:
    assert chat.read(text).strip() or not text.strip()
    assert all(question in text for question in chat.split_questions(text))


def test_only_words_of_the_asker_that_mean_something_are_named() -> None:
    assert chat.asked_words(("australia", "pay", "true"), "is it true that Australia pays?") == (
        "australia",
        "pay",
    )
    assert chat.asked_words(("win", "too", "cup"), "did they win the cup too") == ("cup",), "won"
    assert chat.asked_words(("painting", "russia"), "what about russia") == ("russia",), "said before"
    assert chat.asked_words(("wer", "ist", "bürgermeister"), "wer ist der Bürgermeister?") == (
        "bürgermeister",
    )
