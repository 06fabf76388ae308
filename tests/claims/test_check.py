"""Checks of single claims by example: each way to support, to contradict, and to do neither."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given

from retrieval.answer.verify import holds
from retrieval.claims.check import check, finding
from retrieval.claims.statements import Statement, statements
from retrieval.models.base import Read
from retrieval.models.embedder import SentenceEmbedder
from retrieval.outcomes import Difference, Finding, Stance, Verdict
from retrieval.text import normalise
from retrieval.types import Article, Hit, Passage, Span
from retrieval.workers.threads import Worker
from tests.core_fakes import HashingEmbedder
from tests.strategies import anything, lines

TODAY = date(2021, 5, 20)
TEXT = (
    "The harbour treaty was signed in Kyoto on 5 May by both ministers. About 1.5 million people watched the ceremony. "
    "The minister denied that fishing rights were sold. The new bridge may open in June. Engineers did not find cracks "
    "in the northern pillar. Anna Berg beat Carla Dahl in the final by 24 points to 10. No ferries are planned in Alder. "
    "The Owls are the champions of the Alder Cup. They beat the defending champions Foxes in a long final."
)


def hit(text: str, language: str = "en") -> Hit:
    moment = datetime(2021, 5, 6, tzinfo=UTC)
    article = Article(
        1, "shared", "k", 1, "Harbour news", text, "h", moment, published_at="2021-05-06", language=language
    )
    return Hit(Passage(1, 1, 0, 0, len(text), text), article, 1.0, cosine=0.5, bm25=1.0)


async def checked(
    minilm: SentenceEmbedder, claim: str, text: str = TEXT, read: Read | None = None, language: str = "en"
) -> Finding:
    async def embed(texts: object) -> object:
        return minilm.encode(texts)  # type: ignore[arg-type]

    (statement,) = statements(claim)
    async with Worker("rules") as rules:
        found = await check(statement, [hit(text, language)], embed, read, TODAY, rules)  # type: ignore[arg-type]
    return finding(statement, found, 3)


@pytest.mark.parametrize(
    "claim",
    [
        "The harbour treaty was signed in Kyoto on May 5, 2021.",
        "both ministers signed the harbour treaty in Kyoto",
        "Some 1,500,000 people watched the ceremony.",
        "Engineers did not find cracks in the northern pillar.",
        "The new bridge may open in June.",
        "no ferries are planned in Alder",
        "The Owls are the champions of the Alder Cup.",
    ],
)
async def test_supported(minilm: SentenceEmbedder, claim: str) -> None:
    found = await checked(minilm, claim)
    assert found.stance is Stance.SUPPORTED
    assert all(holds(citation.quote, TEXT) for citation in found.citations)
    assert 0.7 <= found.confidence <= 1
    assert found.nearest is None


@pytest.mark.parametrize(
    ("claim", "differs"),
    [
        ("The harbour treaty was signed in Kyoto on 3 May.", Difference("3 May", "5 May")),
        ("About 3 million people watched the ceremony.", Difference("3 million", "1.5 million")),
        ("The harbour treaty was not signed in Kyoto.", Difference("not", "")),
        ("Engineers did find cracks in the northern pillar.", Difference("", "not")),
        ("Engineers did not find cracks in the southern pillar.", Difference("southern", "northern")),
    ],
)
async def test_contradicted(minilm: SentenceEmbedder, claim: str, differs: Difference) -> None:
    found = await checked(minilm, claim)
    assert found.stance is Stance.CONTRADICTED
    assert found.differs == (differs,)
    marked = [text for text, is_marked in found.citations[0].quote.parts if is_marked]
    assert marked == ([differs.quoted] if differs.quoted else [])


@pytest.mark.parametrize(
    "claim",
    [
        "The new bridge opens in June.",  # the article leaves it open
        "Fishing rights were sold by the minister.",  # a denial is not a no
        "The harbour treaty was signed in Kyoto before 5 May.",
        "The harbour treaty was signed by the president of Norway.",
        "Carla Dahl beat Anna Berg in the final.",  # turned round
        "The Foxes are the champions of the Alder Cup.",  # who lost
        "The Foxes won the Alder Cup.",
        "The harbour treaty was signed in Kyoto on 5 May 2019.",  # the article states no year
        "Fishermen welcomed the treaty with music.",
    ],
)
async def test_neither(minilm: SentenceEmbedder, claim: str) -> None:
    found = await checked(minilm, claim)
    assert (found.stance, found.citations, found.confidence) == (Stance.NOT_FOUND, (), 0.0)


@pytest.mark.parametrize(
    ("claim", "stance", "quoted"),
    [
        ("Nine people died in the harbour flood.", Stance.CONTRADICTED, "Sixteen people"),
        ("Sixteen people died in the harbour flood.", Stance.SUPPORTED, "Sixteen people"),
        ("The harbour strike is still going on.", Stance.CONTRADICTED, "The harbour strike is over"),
        ("The launch is on 4 October.", Stance.NOT_FOUND, ""),
    ],
)
async def test_the_newest_article_decides(
    minilm: SentenceEmbedder, claim: str, stance: Stance, quoted: str
) -> None:
    async def embed(texts: object) -> object:
        return minilm.encode(texts)  # type: ignore[arg-type]

    texts = {
        "2021-05-01": "Nine people died in the harbour flood. The harbour strike is going on.",
        "2021-05-06": "Sixteen people died in the harbour flood. The harbour strike is over.",
        "2021-05-07": "The launch was postponed from 4 October to 21 October.",
    }
    hits = [
        replace(found, article=replace(found.article, id=number, published_at=day))
        for number, (day, text) in enumerate(texts.items(), start=1)
        for found in [hit(text)]
    ]
    (statement,) = statements(claim)
    async with Worker("rules") as rules:
        checked = await check(statement, hits, embed, None, TODAY, rules)  # type: ignore[arg-type]
    found = finding(statement, checked, 3)
    assert found.stance is stance
    assert [each.quote.text for each in found.citations][:1] == (
        [f"{quoted} died in the harbour flood."] if "people" in quoted else [f"{quoted}."] if quoted else []
    )


async def test_articles_of_other_languages_decide_nothing(minilm: SentenceEmbedder) -> None:
    claim = "The harbour treaty was signed in Kyoto on 5 May."
    assert (await checked(minilm, claim)).stance is Stance.SUPPORTED
    assert (await checked(minilm, claim, language="de")).stance is Stance.NOT_FOUND


@given(claim=anything | lines, text=anything | lines)
async def test_any_claim_against_any_text(claim: str, text: str) -> None:
    """Whatever is said, every quote stands in its source."""

    async def embed(texts: object) -> object:
        return HashingEmbedder().encode(texts)  # type: ignore[arg-type]

    source, said = normalise(text), normalise(claim)
    hits = [hit(source)] if source else []
    for statement in statements(said) or [Statement(said[:200], Span(0, len(said[:200])))]:
        async with Worker("rules") as rules:
            found = await check(statement, hits, embed, None, TODAY, rules)  # type: ignore[arg-type]
        shown = finding(statement, found, 3)
        assert all(holds(citation.quote, source) for citation in shown.citations)
        assert shown.nearest is None or holds(shown.nearest.quote, source)
        assert (shown.stance is Stance.NOT_FOUND) is (shown.citations == ())


def test_the_stance_of_a_message() -> None:
    def verdict(*stances: Stance) -> Stance:
        return Verdict("", tuple(Finding("", Span(0, 0), stance) for stance in stances)).stance

    yes, no, unknown = Stance.SUPPORTED, Stance.CONTRADICTED, Stance.NOT_FOUND
    assert verdict() is unknown
    assert verdict(yes, yes) is yes
    assert verdict(yes, unknown) is unknown
    assert verdict(yes, unknown, no) is no
