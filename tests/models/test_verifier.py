"""The verifier: the packaged one on plain cases, and what it does with any input."""

from __future__ import annotations

import pytest

from retrieval.models.base import Placed, Readable
from retrieval.models.named_reader import PackagedVerifier
from retrieval.text import sentences

TEXT = (
    "The museum is closed for repairs. The north tunnel did not reopen on Monday. Bread became dearer in May."
)


@pytest.fixture(scope="module")
def verifier() -> PackagedVerifier:
    return PackagedVerifier()


def placed(text: str) -> list[Placed]:
    return [Placed(Readable(text, "Alder news"), span) for span in sentences(text)]


@pytest.mark.parametrize(
    "statement", ["the museum is closed for repairs", "is the museum closed for repairs"]
)
def test_a_sentence_that_says_it_supports_it(verifier: PackagedVerifier, statement: str) -> None:
    museum, _, bread = verifier.verify(statement, placed(TEXT))
    assert museum.supports > 0.9
    assert bread.supports + bread.refutes < 0.5


def test_a_sentence_that_denies_it_refutes_it(verifier: PackagedVerifier) -> None:
    _, tunnel, _ = verifier.verify("did the north tunnel reopen on monday", placed(TEXT))
    assert tunnel.refutes > 0.9


def test_chances_are_chances_whatever_is_read(verifier: PackagedVerifier) -> None:
    long = placed("It rained in Alder. " * 400)
    for statement in ("", "?", "is it so " * 200):
        for each in verifier.verify(statement, [*placed("…"), *long[:1], *long[-1:]]):
            assert 0 <= each.supports <= each.supports + each.refutes <= 1.0001
    assert verifier.verify("is it so", []) == []
