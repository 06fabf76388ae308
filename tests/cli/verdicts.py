"""What `dateline check --json` prints, as a JSON schema."""

from __future__ import annotations

from typing import Any

from .answers import CITATION, TEXT

PAIR: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {"claimed": {"type": "string"}, "quoted": {"type": "string"}},
    "required": ["claimed", "quoted"],
}
STANCE = {"enum": ["supported", "contradicted", "not_found"]}
FINDING: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "claim": TEXT,
        "start": {"type": "integer", "minimum": 0},
        "end": {"type": "integer", "minimum": 1},
        "stance": STANCE,
        "confidence": {"type": ["number", "null"], "minimum": 0, "maximum": 1},
        "differs": {"type": "array", "items": PAIR},
        "citations": {"type": "array", "items": CITATION},
        "nearest": {"anyOf": [CITATION, {"type": "null"}]},
        "leaning": {"enum": ["supported", "contradicted", None]},
    },
}
FINDING["required"] = list(FINDING["properties"])
VERDICT: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "text": {"type": "string"},
        "stance": STANCE,
        "findings": {"type": "array", "items": FINDING},
        "left_out": {"type": "integer", "minimum": 0},
        "unread": {"type": "integer", "minimum": 0},
    },
    "required": ["text", "stance", "findings", "left_out", "unread"],
}
