"""What `dateline ask --json` prints, as JSON schemas."""

from __future__ import annotations

from typing import Any

TEXT, LINE = {"type": "string", "minLength": 1}, {"type": ["string", "null"]}
DATE: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {"words": TEXT, "means": TEXT, "start": {"type": "integer"}, "end": {"type": "integer"}},
    "required": ["words", "means", "start", "end"],
}
COPY: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "article_id": {"type": "integer"},
        "title": {"type": "string"},
        "publisher": LINE,
        "published_at": LINE,
        "url": LINE,
    },
    "required": ["article_id", "title", "publisher", "published_at", "url"],
}
CITATION: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "number": {"type": "integer", "minimum": 1},
        "quote": TEXT,
        "marks": {"type": "array", "items": TEXT},
        "title": TEXT,
        "publisher": LINE,
        "published_at": LINE,
        "page": {"type": ["integer", "null"], "minimum": 1},
        "url": LINE,
        "correction": LINE,
        "gone": {"type": "boolean"},
        "copies": {"type": "array", "items": COPY},
        "article_id": {"type": "integer"},
        "version": {"type": "integer", "minimum": 1},
        "start": {"type": "integer", "minimum": 0},
        "end": {"type": "integer", "minimum": 1},
        "mark_spans": {"type": "array", "items": {"type": "array", "minItems": 2, "maxItems": 2}},
        "dates": {"type": "array", "items": DATE},
    },
}
CITATION["required"] = list(CITATION["properties"])
ANSWER: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "answered": {"const": True},
        "doubtful": {"const": False},
        "question": TEXT,
        "answer": TEXT,
        "confidence": {"type": "number", "minimum": 0, "maximum": 1},
        "certainty": {"enum": ["sure", "likely"]},
        "as_of": {"type": ["string", "null"], "format": "date"},
        "articles": {"type": "integer", "minimum": 1},
        "origins": {"type": "integer", "minimum": 1},
        "citations": {"type": "array", "minItems": 1, "items": CITATION},
    },
}
ANSWER["required"] = list(ANSWER["properties"])
ANSWER["properties"]["verdict"] = {"enum": ["yes", "no"]}
VALUE: dict[str, Any] = {
    **CITATION,
    "properties": {
        **CITATION["properties"],
        "number": {"type": "integer", "minimum": 0},
        "value": TEXT,
        "agreement": {"enum": ["same", "earlier", "newer", "disagree"]},
    },
    "required": ["value", "agreement", *CITATION["required"]],
}
ANSWER["properties"]["values"] = {"type": "array", "minItems": 1, "items": VALUE}
DOUBTFUL: dict[str, Any] = {
    **ANSWER,
    "properties": {
        **ANSWER["properties"],
        "answered": {"const": False},
        "doubtful": {"const": True},
        "certainty": {"const": "doubtful"},
        "verdict": False,
    },
}
REFUSAL: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "answered": {"const": False},
        "doubtful": {"const": False},
        "question": {"type": "string"},
        "reason": {
            "enum": ["empty_library", "not_a_question", "nothing_found", "not_answered", "outside_time"]
        },
        "message": TEXT,
        "missing": {"type": "array", "items": TEXT},
        "since": {"type": ["string", "null"], "format": "date"},
        "until": {"type": ["string", "null"], "format": "date"},
        "nearest": {"anyOf": [CITATION, {"type": "null"}]},
    },
}
REFUSAL["required"] = list(REFUSAL["properties"])
