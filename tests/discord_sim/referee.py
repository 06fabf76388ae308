"""Checks every request, reply and event object against Discord's own OpenAPI description."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

Json = dict[str, Any]

CALLBACKS = {
    1: "PongInteractionCallbackRequest",
    4: "CreateMessageInteractionCallbackRequest",
    5: "CreateMessageInteractionCallbackRequest",
    6: "UpdateMessageInteractionCallbackRequest",
    7: "UpdateMessageInteractionCallbackRequest",
    8: "ApplicationCommandAutocompleteCallbackRequest",
    9: "ModalInteractionCallbackRequest",
    12: "LaunchActivityInteractionCallbackRequest",
}
EVENTS = {
    "GUILD_CREATE": "GuildResponse",
    "GUILD_MEMBER_ADD": "GuildMemberResponse",
    "GUILD_MEMBER_UPDATE": "GuildMemberResponse",
    "CHANNEL_CREATE": "GuildChannelResponse",
    "CHANNEL_UPDATE": "GuildChannelResponse",
    "CHANNEL_DELETE": "GuildChannelResponse",
    "THREAD_CREATE": "ThreadResponse",
    "THREAD_UPDATE": "ThreadResponse",
    "MESSAGE_CREATE": "MessageResponse",
    "MESSAGE_UPDATE": "MessageResponse",
}
"""The description has no gateway events, but these carry objects it does describe."""
PARTS = {"member": "GuildMemberResponse", "message": "MessageResponse", "user": "UserResponse"}


@dataclass(frozen=True)
class Violation:
    """One broken rule. `side`: "request" (the bot), "reply" or "event" (this simulator), "limit" (the bot, a
    rule the description leaves out), "route" (nothing here answers that)."""

    side: str
    where: str
    problem: str


@dataclass(frozen=True)
class Operation:
    """One method of one path of the description."""

    method: str
    template: str
    pattern: re.Pattern[str]
    spec: Json
    parameters: tuple[Json, ...]


class MissingDescriptionError(Exception):
    """The OpenAPI file is not where DATELINE_SHARED (or the default, ../shared) says."""


def description_path() -> Path:
    default = Path(__file__).parents[2].parent / "shared"
    return Path(os.environ.get("DATELINE_SHARED") or default) / "discord-openapi.json"


@cache
def load(path: Path) -> Description:
    """Parsed once per process. Raises MissingDescriptionError."""
    if not path.is_file():
        raise MissingDescriptionError(
            f"Discord's OpenAPI file is not at {path}; set DATELINE_SHARED to its folder"
        )
    return Description(json.loads(path.read_text(encoding="utf-8")))


class Description:
    """The file twice: strict for replies; in requests snowflakes may be integers."""

    def __init__(self, document: Json) -> None:
        relaxed: Json = json.loads(json.dumps(document))
        relaxed["components"]["schemas"]["SnowflakeType"] = {"type": ["string", "integer"]}
        # Discord documents the codes inside `errors` as text ("BASE_TYPE_REQUIRED"); the file says integer.
        details = {"type": "object", "required": ["code", "message"]}
        document["components"]["schemas"]["InnerErrors"]["properties"]["_errors"]["items"] = details
        self._registry: Registry[Any] = Registry().with_resources(
            (f"urn:{name}", Resource.from_contents(content, default_specification=DRAFT202012))
            for name, content in (("strict", document), ("relaxed", relaxed))
        )
        self._validators: dict[str, Draft202012Validator] = {}
        self.operations = sorted(_operations(document), key=lambda op: op.template.count("{"))

    def find(self, method: str, path: str) -> Operation | None:
        """Literal paths win over templated ones; `path` is still percent-encoded."""
        for operation in self.operations:
            if operation.method == method and operation.pattern.fullmatch(path):
                return operation
        return None

    def problem(self, pointer: str, value: object) -> str | None:
        """The most telling error of `value` against one schema of the file, or None."""
        if pointer not in self._validators:
            self._validators[pointer] = Draft202012Validator({"$ref": pointer}, registry=self._registry)
        error = best_match(self._validators[pointer].iter_errors(value))
        if error is None:
            return None
        text = error.message if len(error.message) < 300 else f"...{error.message[-200:]}"
        return f"{error.json_path}: {text}"


def _operations(document: Json) -> Iterable[Operation]:
    for template, entry in document["paths"].items():
        pattern = re.compile(re.sub(r"\\{[^/]+?\\}", "[^/]+", re.escape(template)))
        for method in entry.keys() & {"get", "put", "post", "patch", "delete"}:
            parameters = (*entry.get("parameters", ()), *entry[method].get("parameters", ()))
            yield Operation(method.upper(), template, pattern, entry[method], parameters)


class Referee:
    """Collects violations; a test's teardown asserts there were none."""

    def __init__(self, description: Description) -> None:
        self._description = description
        self.violations: list[Violation] = []
        self.checked = 0

    def add(self, side: str, where: str, problem: str) -> None:
        self.violations.append(Violation(side, where, problem))

    def take(self) -> list[Violation]:
        """The violations so far, forgotten here: for a test that provokes them."""
        taken, self.violations = self.violations, []
        return taken

    def request(self, method: str, path: str, query: Iterable[str], body: object, media: str | None) -> bool:
        """True if Discord's description allows the request. `body` holds multipart files as strings."""
        operation = self._description.find(method, path)
        if operation is None:
            self.add("request", f"{method} {path}", "no such operation")
            return False
        problems = _request_problems(self._description, operation, query, body, media)
        self.checked += 1
        for problem in problems:
            self.add("request", f"{method} {operation.template}", problem)
        return not problems

    def reply(self, method: str, path: str, status: int, body: object) -> None:
        operation = self._description.find(method, path)
        if operation is None or status >= 500:
            return
        self.checked += 1
        if problem := _reply_problem(self._description, operation, status, body):
            self.add("reply", f"{status} {method} {operation.template}", problem)

    def event(self, name: str, payload: Json) -> None:
        checks = [(EVENTS[name], payload)] if name in EVENTS else []
        if name == "INTERACTION_CREATE":
            checks = [(PARTS[key], payload[key]) for key in PARTS if key in payload]
        for schema, part in checks:
            self.checked += 1
            if problem := self._description.problem(f"urn:strict#/components/schemas/{schema}", part):
                self.add("event", name, problem)


UNDESCRIBED = {"use_nested_fields"}
"""What discord.py adds to a forum post, which Discord takes though its description does not name it."""


def _request_problems(
    description: Description, operation: Operation, query: Iterable[str], body: object, media: str | None
) -> list[str]:
    allowed = {parameter["name"] for parameter in operation.parameters if parameter["in"] == "query"}
    allowed |= UNDESCRIBED
    problems = [f"unknown query parameter {name}" for name in query if name not in allowed]
    content = operation.spec.get("requestBody", {}).get("content", {})
    if media is None:
        return problems + (["body missing"] if operation.spec.get("requestBody", {}).get("required") else [])
    if not content:
        return [*problems, "a body where none is defined"]
    if media not in content:
        return [*problems, f"content type {media}; allowed: {sorted(content)}"]
    pointer = _pointer(operation, f"requestBody/content/{_escape(media)}/schema", "relaxed")
    if operation.template.endswith("/callback") and isinstance(body, dict):
        if (schema := CALLBACKS.get(body.get("type", 0))) is None:
            return [*problems, f"callback type {body.get('type')!r}"]
        pointer = f"urn:relaxed#/components/schemas/{schema}"
    problem = description.problem(pointer, body)
    return problems + ([problem] if problem else [])


def _reply_problem(description: Description, operation: Operation, status: int, body: object) -> str | None:
    responses = operation.spec["responses"]
    key = str(status) if str(status) in responses else f"{status // 100}XX"
    if key not in responses:
        return f"status {status} is not among {sorted(responses)}"
    if "$ref" in responses[key]:
        name = "RatelimitedResponse" if status == 429 else "ErrorResponse"
        return description.problem(f"urn:strict#/components/schemas/{name}", body)
    if "content" not in responses[key]:
        return None if body is None else "a body where none is defined"
    return description.problem(
        _pointer(operation, f"responses/{key}/content/application~1json/schema", "strict"), body
    )


def _pointer(operation: Operation, tail: str, edition: str) -> str:
    path = _escape(operation.template).replace("{", "%7B").replace("}", "%7D")
    return f"urn:{edition}#/paths/{path}/{operation.method.lower()}/{tail}"


def _escape(part: str) -> str:
    """One JSON-pointer segment."""
    return part.replace("~", "~0").replace("/", "~1")
