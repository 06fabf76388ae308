"""The worst errors of a set as cards for a person to read. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from ..types import Citation
from .judge import Standard
from .records import JudgedPassage, Record

SHOWN = 15
"""Cards of each kind; more than anybody reads in one sitting."""
_LONGEST = 700
"""Characters of a question, answer or passage."""
_EXPECTED = 3
"""Accepted answers shown; the others are mostly other spellings."""


def error_cards(records: Sequence[Record], threshold: float) -> str:
    """Confident wrong answers, then questions that were wrongly refused, the worst of each first."""
    answered = [each for each in records if each.answered(threshold)]
    wrong = [each for each in answered if not each.first_right]
    wrong.sort(key=lambda each: -each.confidence)
    refused = [each for each in records if each.question.answerable and not each.answered(threshold)]
    refused.sort(key=lambda each: (not each.first_right, each.confidence))
    return _kind("Confident and wrong", "wrong", wrong) + _kind("Answerable, but refused", "refused", refused)


def _kind(title: str, name: str, records: Sequence[Record]) -> str:
    if not records:
        return f'<p class="faint">{title}: none.</p>'
    some = f", the first {SHOWN} shown" if len(records) > SHOWN else ""
    cards = "".join(_card(each, name) for each in records[:SHOWN])
    return f'<details class="kind"><summary>{title}: {len(records)}{some}</summary>{cards}</details>'


def _card(record: Record, name: str) -> str:
    question = record.question
    earlier = "".join(f'<p class="faint">{escape(_cut(turn.text))}</p>' for turn in question.history[-2:])
    before = f'<span class="label">Said before</span>{earlier}' if earlier else ""
    return (
        f'<article class="{name}" id="{escape(question.id)}">{before}'
        f"<h4>{_text(question.text, question.lang)}</h4>"
        f"<div>{''.join(_chips(record))}</div>"
        f'<span class="label">Expected</span>{_expected(record)}'
        f'<span class="label">{"Given" if name == "wrong" else "Would have given"}</span>{_given(record)}'
        f"{_passages(record)}</article>"
    )


def _chips(record: Record) -> Iterator[str]:
    yield _chip(f"confidence {record.confidence:.2f}")
    if record.question.asked_on:
        yield _chip(f"asked on {record.question.asked_on}")
    if record.question.type:
        yield _chip(record.question.type)
    if not record.question.answerable:
        return
    if record.quotes:
        yield _chip("first quote right", "good") if record.first_right else _chip("first quote wrong", "bad")
    held = next((rank for rank, each in enumerate(record.passages, start=1) if each.right), None)
    yield _chip(f"answer in passage {held}", "good") if held else _chip("answer in no passage", "bad")
    if record.question.doc_ids and record.gold_rank is None:
        yield _chip("article not found", "bad")
    elif record.gold_rank:
        yield _chip(f"article found at {record.gold_rank}", "good" if record.gold_rank == 1 else "")


def _chip(words: str, kind: str = "") -> str:
    return f'<span class="chip {kind}">{escape(words)}</span>'


def _expected(record: Record) -> str:
    question = record.question
    if not question.answerable:
        return "<p>A refusal: the articles do not answer this.</p>"
    answers = list(dict.fromkeys(question.answers))
    rest = len(answers) - _EXPECTED
    shown = [_text(_cut(answer), question.lang) for answer in answers[:_EXPECTED]]
    said = " <span class='faint'>or</span> ".join(shown) + (
        f" <span class='faint'>or {rest} more</span>" if rest > 0 else ""
    )
    judged: dict[Standard, str] = {
        Standard.EVIDENCE: "judged by the passages that support it",
        Standard.DOCUMENT: "judged by its article",
    }
    how = judged.get(record.standard)
    return f"<p>{said or 'any of its articles'}{f' <span class=faint>({how})</span>' if how else ''}</p>"


def _given(record: Record) -> str:
    if not record.quotes:
        return "<p>Nothing.</p>"
    return _quote(record.quotes[0].citation, record.question.lang)


def _quote(citation: Citation, lang: str | None) -> str:
    parts = "".join(
        f"<mark>{escape(text)}</mark>" if marked else escape(text) for text, marked in citation.quote.parts
    )
    source = [citation.title, citation.publisher or "", (citation.published_at or "undated")[:10]]
    return (
        f"<blockquote{_direction(lang)}>“{parts}”</blockquote>"
        f'<p class="faint">{escape(" · ".join(filter(None, source)))}</p>'
    )


def _passages(record: Record) -> str:
    items = "".join(_passage(each, record.question.lang) for each in record.passages)
    return (
        f"<details><summary class='faint'>Passages found</summary><ol class='passages'>{items}</ol></details>"
    )


def _passage(passage: JudgedPassage, lang: str | None) -> str:
    held = _chip("holds the answer", "good") if passage.right else ""
    title = escape(" · ".join(filter(None, [passage.title, (passage.published_at or "")[:10]])))
    kind = " class='holds'" if passage.right else ""
    return f"<li{kind}><b>{title}</b> {held}<br>{_text(_cut(passage.text), lang)}</li>"


def _text(text: str, lang: str | None) -> str:
    return f"<span{_direction(lang)}>{escape(text)}</span>"


def _direction(lang: str | None) -> str:
    return f' dir="auto" lang="{escape(lang)}"' if lang else ' dir="auto"'


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
