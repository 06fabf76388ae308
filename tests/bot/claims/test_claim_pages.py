"""What the articles say to a message, within Discord's limits and in every language."""

from __future__ import annotations

from typing import Any

import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.claims.embeds import (
    CONTRADICTED_COLOUR,
    EMBEDS_LIMIT,
    MOST_FINDINGS,
    finding_embed,
    shown_findings,
    verdict_line,
    verdict_pages,
)
from bot.text.locale import languages, using_locale
from bot.text.markup import size
from bot.ui.embeds import DESCRIPTION_LIMIT
from retrieval import Citation, Difference, Finding, Span, Stance, Verdict

from ..samples import SENTENCE, TITLE, citation, copy

CLAIM = "The contract is expected on May 1."


def finding(stance: Stance = Stance.SUPPORTED, claim: str = CLAIM, **what: Any) -> Finding:
    return Finding(claim, Span(0, len(claim)), stance, **what)


def contradicted() -> Finding:
    quoted = citation(1, SENTENCE, "April 1", published_at="2024-01-05")
    return finding(
        Stance.CONTRADICTED, citations=(quoted,), confidence=0.9, differs=(Difference("May 1", "April 1"),)
    )


def units(embed: discord.Embed) -> int:
    return size(embed.title or "") + size(embed.description or "")


def test_a_contradicted_sentence_shows_what_differs_and_the_quote_with_source_and_date() -> None:
    embed = finding_embed(contradicted())
    assert embed.title == "🔴 Contradicted"
    assert embed.colour == discord.Colour(CONTRADICTED_COLOUR)
    lines = (embed.description or "").split("\n")
    assert lines[0] == f"“{CLAIM}”"
    assert lines[1] == "The message says “May 1”, the source “April 1”."
    assert lines[3].startswith("> Officials expect")
    assert "**April 1**" in lines[3]
    assert lines[5].startswith(f"**[1]** {TITLE} · Kyodo and related briefings · 5 January 2024")


def test_what_is_denied_is_said_to_be() -> None:
    denied = finding(Stance.CONTRADICTED, citations=(citation(1),), differs=(Difference("", "not"),))
    assert "The source denies it: “not”." in (finding_embed(denied).description or "")
    denies = finding(Stance.CONTRADICTED, citations=(citation(1),), differs=(Difference("never", ""),))
    assert "The message denies it with “never”" in (finding_embed(denies).description or "")


def test_not_found_is_no_verdict_and_the_nearest_passage_is_called_what_it_is() -> None:
    text = finding_embed(finding(Stance.NOT_FOUND, nearest=citation(7))).description or ""
    assert "It may still be true." in text
    assert text.index("I cannot tell whether it settles this") < text.index("> Officials")
    assert "**[1]**" in text
    assert ">" not in (finding_embed(finding(Stance.NOT_FOUND)).description or "")


def test_the_side_to_which_the_articles_lean_is_said_above_the_nearest_passage() -> None:
    for leaning, said in (
        (Stance.SUPPORTED, "Seems to bear it out"),
        (Stance.CONTRADICTED, "Seems to contradict it"),
    ):
        embed = finding_embed(finding(Stance.NOT_FOUND, nearest=citation(7), leaning=leaning))
        text = embed.description or ""
        assert embed.title == "⚪ Not in my articles"
        assert text.index(said) < text.index("> Officials")
        assert "I cannot tell" not in text


def test_the_whole_in_one_line() -> None:
    verdict = Verdict("text", (finding(), contradicted(), finding(Stance.NOT_FOUND)))
    assert verdict_line(verdict) == (
        "3 sentences checked: 1 supported, 1 contradicted, 1 not in my articles."
    )
    assert verdict_line(Verdict("text", (finding(),))).startswith("One sentence checked: 1 supported")
    assert "no statement in that message" in verdict_line(Verdict("hm"))
    assert verdict_pages(Verdict("hm")) == []


def test_of_very_many_sentences_the_contradicted_ones_are_shown_and_the_rest_counted() -> None:
    many = [finding(Stance.NOT_FOUND, f"Sentence {n} says so.") for n in range(30)] + [contradicted()]
    shown = shown_findings(many)
    assert len(shown) == MOST_FINDINGS
    assert shown[-1].stance is Stance.CONTRADICTED
    assert shown[0].claim == "Sentence 0 says so."
    assert verdict_line(Verdict("text", tuple(many))).endswith("19 more are not shown.")


def test_claims_and_quotes_are_data() -> None:
    nasty = finding(
        claim="@everyone **bold** [x](https://evil.example)",
        citations=(citation(1, "# head <@1> `code`", title="*t*"),),
    )
    text = finding_embed(nasty).description or ""
    assert "\\@everyone" in text
    assert "\\*\\*bold\\*\\*" in text
    assert "> \\# head \\<\\@1\\>" in text


@pytest.mark.parametrize("language", languages())
def test_every_language_says_it(language: str) -> None:
    with using_locale(language):
        verdict = Verdict("t", (finding(citations=(citation(1),)), contradicted(), finding(Stance.NOT_FOUND)))
        said = verdict_line(verdict) + "".join(e.title or "" for page in verdict_pages(verdict) for e in page)
    assert "{" not in said
    assert (language == "en") == ("Contradicted" in said)


text = st.text(max_size=3000)
long_citations = st.builds(
    lambda quote, title, correction, copies: Citation(
        1,
        citation(1, quote or "x").quote,
        title,
        "p" * 200,
        "2024-01-05",
        "https://example.org/" + "a" * 240,
        correction=correction,
        copies=tuple(copy(n, "Publisher " * 20) for n in range(copies)),
    ),
    text,
    text,
    text,
    st.integers(0, 5),
)
findings = st.builds(
    lambda claim, stance, cited, words: finding(
        stance,
        claim,
        citations=() if stance is Stance.NOT_FOUND else tuple(cited),
        differs=(Difference(words, words[::-1]),) * 4 if stance is Stance.CONTRADICTED else (),
        nearest=cited[0] if stance is Stance.NOT_FOUND else None,
    ),
    text,
    st.sampled_from(Stance),
    st.lists(long_citations, min_size=1, max_size=3),
    text,
)


@given(st.lists(findings, max_size=15))
def test_nothing_breaks_a_limit(found: list[Finding]) -> None:
    pages = verdict_pages(Verdict("text", tuple(found)))
    assert sum(len(page) for page in pages) == min(len(found), MOST_FINDINGS)
    for page in pages:
        assert len(page) <= EMBEDS_LIMIT
        assert sum(map(units, page)) <= 6000
        assert all(size(embed.description or "") <= DESCRIPTION_LIMIT for embed in page)
        assert all(embed.description for embed in page)


@pytest.mark.parametrize("language", languages())
def test_what_was_left_out_is_said(language: str) -> None:
    five = tuple(finding(claim=f"{CLAIM} {number}") for number in range(5))
    with using_locale(language):
        whole = verdict_line(Verdict("text", five))
        part = verdict_line(Verdict("text", five, left_out=3))
        cut = verdict_line(Verdict("x" * 5000, five, left_out=1, unread=1000))
        nothing = verdict_line(Verdict("x" * 5000, unread=1000))
    assert not part.startswith(whole)
    assert all(number in part for number in ("5", "8", "3"))
    assert any(number in cut for number in ("4,000", "4000", "4.000"))
    assert any(number in nothing for number in ("4,000", "4000", "4.000"))
    if language == "en":
        assert part.startswith("5 of 8 sentences checked: 5 supported")
        assert "The last 3 were not checked" in part
