from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
import torch

from retrieval.models.base import Readable
from retrieval.models.reader import Reader, best_spans, context_head, encode_pairs
from retrieval.text import sentences
from tests.training.test_adapter import saved

TEXT = "Anna opened the bridge in Paris on 12 May 1998. Ben won the race in Rome."


@pytest.fixture
def reader(base_dir: Path, tmp_path: Path) -> Reader:
    saved(base_dir, tmp_path / "a.safetensors")
    return Reader.load(tmp_path / "a.safetensors", base_dir, torch.float32)


def test_head_holds_title_and_day() -> None:
    assert context_head("Who won?", date(2024, 1, 2)) == "Who won? 2 January 2024\n"
    assert context_head("A  bridge\nopens", None) == "A bridge opens.\n"
    assert context_head(None, None) == ""


def test_only_the_passage_is_readable(reader: Reader) -> None:
    passage = Readable(TEXT, "Bridge opened", date(2024, 1, 2))
    batch = encode_pairs(reader._tokenizer, ["Who opened the bridge?"], [passage])
    places = batch.readable[0].nonzero().squeeze(1)
    first, last = batch.offsets[0, places[0]], batch.offsets[0, places[-1]]
    assert TEXT[: int(first[1])] == "Anna"
    assert int(last[1]) == len(TEXT)


def test_each_sentence_has_one_span_best_first(reader: Reader) -> None:
    passages = [Readable(TEXT, "Bridge", date(2024, 1, 2)), Readable("Carla lost."), Readable("")]
    spans = reader.read("Who won the race?", passages)
    assert [len(found) > 0 for found in spans] == [True, True, False]
    for passage, found in zip(passages, spans, strict=True):
        text = passage.text
        assert len(found) == len(sentences(text))
        assert [s.score for s in found] == sorted((s.score for s in found), reverse=True)
        for span in found:
            assert text[span.start : span.end].strip() == text[span.start : span.end] != ""
        ordered = sorted(found, key=lambda span: span.start)
        assert all(a.end <= b.start for a, b in pairwise(ordered))


def test_threads_that_share_the_batches_read_the_same(base_dir: Path, tmp_path: Path, reader: Reader) -> None:
    shared = Reader.load(tmp_path / "a.safetensors", base_dir, torch.float32, at_once=2)
    passages = [Readable(" ".join([TEXT] * times)) for times in range(1, 9)] * 2  # more than one batch
    assert shared.read("Who won the race?", passages) == reader.read("Who won the race?", passages)


def test_null_is_one_for_the_question(reader: Reader) -> None:
    spans = reader.read("Who won?", [Readable(TEXT), Readable("Carla lost the prize.")])
    every = [span for found in spans for span in found]
    assert len({span.null for span in every}) == 1
    means = {span.passage_null for span in every}
    assert every[0].null == pytest.approx(sum(means) / len(means), abs=1e-4)


def test_best_span_beats_any_other() -> None:
    text = "one two three four"
    offsets = torch.tensor([[0, 0], [0, 3], [4, 7], [8, 13], [14, 18]])
    readable = torch.tensor([False, True, True, True, True])
    logits = torch.tensor([[9.0, 9.0], [0.0, 5.0], [3.0, 0.0], [1.0, 4.0], [0.0, 0.0]])
    assert best_spans(logits, offsets, readable, text)[0] == (4, 13, 7.0)


def test_of_spans_that_score_nearly_the_same_a_short_one_is_taken() -> None:
    text = "one two three four"
    offsets = torch.tensor([[0, 0], [0, 3], [4, 7], [8, 13], [14, 18]])
    readable = torch.tensor([False, True, True, True, True])
    logits = torch.tensor([[9.0, 9.0], [4.0, 0.0], [0.0, 0.0], [0.0, 3.9], [3.9, 4.0]])
    assert best_spans(logits, offsets, readable, text)[0] == (14, 18, 8.0)
    logits[4, 0] = 3.0
    assert best_spans(logits, offsets, readable, text)[0] == (0, 18, 8.0)


def test_no_passages_give_no_answers(reader: Reader) -> None:
    assert reader.read("Who won?", []) == []


def test_a_question_of_any_length_leaves_room_for_the_passage(reader: Reader) -> None:
    for question in ("x" * 4000, "who " * 1000, "?" * 1000, "第" * 1000):
        (found,) = reader.read(question, [Readable(TEXT)])
        assert len(found) == len(sentences(TEXT))


def test_a_passage_reads_the_same_alone_and_among_others_of_any_length(reader: Reader) -> None:
    passages = [Readable(TEXT), Readable("It rained."), Readable(" ".join([TEXT] * 8)), Readable(TEXT[:40])]
    together = reader.read("Who opened the bridge?", passages)
    for passage, found in zip(passages, together, strict=True):
        (alone,) = reader.read("Who opened the bridge?", [passage])
        assert [(span.start, span.end) for span in alone] == [(span.start, span.end) for span in found]
        assert [span.score for span in alone] == pytest.approx([span.score for span in found], abs=1e-3)
