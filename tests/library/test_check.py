"""`Library.check` over the seed article: every claim of `seeds/claims.jsonl`, and messages as chats have them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from retrieval import Filters, InvalidQuestion, Library, Stance, Verdict
from retrieval.evaluation.claim_sets import claims_of
from retrieval.evaluation.claims import Judged, confusion
from retrieval.evaluation.sets import read_set

from ..conftest import SEEDS

FLOOR = 32
"""Claims of `seeds/claims.jsonl` that come out right, of 33; lowered only on purpose, in a commit of its own."""
TRUE = "The Japanese fiscal year starts on 1 April."
FALSE = "The Japanese fiscal year starts on April 3."


async def test_the_claims_about_the_seed(library: Library) -> None:
    claims = claims_of(read_set(SEEDS)).claims
    judged = [Judged(each, await library.check(each.text)) for each in claims]
    wrong = [f"{each.claim.stance}: {each.claim.text}" for each in judged if not each.is_right]
    assert len(judged) - len(wrong) >= FLOOR, wrong
    table = confusion(judged)
    assert table.precision(Stance.CONTRADICTED) == 1.0
    assert table.precision(Stance.SUPPORTED) == 1.0
    for each in judged:
        for finding in each.verdict.findings:
            assert (finding.stance is Stance.NOT_FOUND) is (finding.citations == ())
            for citation in finding.citations:
                assert (await library.context(citation)).verified


async def test_a_message_of_several_sentences(library: Library) -> None:
    message = f"hey @everyone! {TRUE} what do you think? {FALSE} **I** think so https://a.example/April"
    verdict = await library.check(message)
    assert [finding.stance for finding in verdict.findings] == [Stance.SUPPORTED, Stance.CONTRADICTED]
    assert verdict.stance is Stance.CONTRADICTED
    for finding, text in zip(verdict.findings, (TRUE, FALSE), strict=True):
        assert finding.claim == text == verdict.text[slice(*finding.span)]
        assert [citation.number for citation in finding.citations] == list(
            range(1, len(finding.citations) + 1)
        )


@pytest.mark.parametrize(
    "message", ["", "hello", '"*^ OR NEAR(', "@everyone", "'; DROP TABLE articles; --", "x" * 5000]
)
async def test_what_claims_nothing_of_the_articles(library: Library, message: str) -> None:
    verdict = await library.check(message)
    assert verdict.stance is Stance.NOT_FOUND
    assert all(finding.citations == () for finding in verdict.findings)


async def test_what_is_left_out_is_counted_and_nothing_is_called_supported_for_it(library: Library) -> None:
    others = [f"{city} hosted the treaty of 19{n}." for n, city in enumerate(("Kyoto", "Osaka", "Nara"), 10)]
    five = " ".join(
        [TRUE, *(f"{TRUE} {TRUE}", "Japan is moving toward a formal agreement with the United States.")]
    )
    verdict = await library.check(five)
    assert (len(verdict.findings), verdict.left_out, verdict.stance) == (2, 0, Stance.SUPPORTED)
    verdict = await library.check(
        " ".join([*others, *(f"{each[:-1]} twice." for each in others), TRUE, FALSE])
    )
    assert (len(verdict.findings), verdict.left_out, verdict.unread) == (5, 3, 0)
    supported = await library.check(TRUE)
    assert replace(supported, left_out=1).stance is Stance.NOT_FOUND
    assert replace(supported, unread=1).stance is Stance.NOT_FOUND


async def test_a_long_message_is_bounded(library: Library) -> None:
    assert len((await library.check(f"{FALSE} " * 500)).findings) <= 5


async def test_filters_hold(library: Library) -> None:
    assert (await library.check(FALSE, filters=Filters(scopes=("guild:1",)))).stance is Stance.NOT_FOUND
    with pytest.raises(InvalidQuestion):
        await library.check(FALSE, filters=Filters(since=date(2024, 1, 2), until=date(2024, 1, 1)))


async def test_a_removed_article_says_nothing(library: Library) -> None:
    (info,) = (await library.articles.page()).items
    await library.articles.remove(info.id)
    assert (await library.check(FALSE)).findings[0].nearest is None


def test_nothing_to_check_is_not_found() -> None:
    assert Verdict("").stance is Stance.NOT_FOUND
