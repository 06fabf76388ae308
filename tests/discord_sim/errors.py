"""What the simulated server can answer instead of success, and what it refuses to a test.

ApiError   an HTTP error reply, raised anywhere below a route
RefusedError    the simulated person cannot do that in a Discord client (a mistake in the test, or the bot's)
"""

from __future__ import annotations

from typing import Any


class ApiError(Exception):
    """Carries one Discord error reply: HTTP status, JSON error code, text, and per-field errors."""

    def __init__(self, status: int, code: int, text: str, errors: dict[str, Any] | None = None) -> None:
        super().__init__(f"{status} {code}: {text} {errors or ''}")
        self.status, self.code, self.text, self.errors = status, code, text, errors

    @property
    def body(self) -> dict[str, Any]:
        body: dict[str, Any] = {"message": self.text, "code": self.code}
        return body | {"errors": self.errors} if self.errors else body


class RefusedError(Exception):
    """A person could not have done this: unsynced command, disabled button, hidden channel..."""


def invalid(field: str, code: str, text: str) -> ApiError:
    """50035 for one dotted field, in the nesting Discord uses."""
    errors: dict[str, Any] = {"_errors": [{"code": code, "message": text}]}
    for part in reversed(field.split(".")):
        errors = {part: errors}
    return ApiError(400, 50035, "Invalid Form Body", errors)


def unauthorized() -> ApiError:
    return ApiError(401, 0, "401: Unauthorized")


def unknown_channel() -> ApiError:
    return ApiError(404, 10003, "Unknown Channel")


def unknown_guild() -> ApiError:
    return ApiError(404, 10004, "Unknown Guild")


def unknown_member() -> ApiError:
    return ApiError(404, 10007, "Unknown Member")


def unknown_message() -> ApiError:
    return ApiError(404, 10008, "Unknown Message")


def unknown_user() -> ApiError:
    return ApiError(404, 10013, "Unknown User")


def unknown_webhook() -> ApiError:
    return ApiError(404, 10015, "Unknown Webhook")


def unknown_interaction() -> ApiError:
    return ApiError(404, 10062, "Unknown interaction")


def unknown_command() -> ApiError:
    return ApiError(404, 10063, "Unknown application command")


def already_acknowledged() -> ApiError:
    return ApiError(400, 40060, "Interaction has already been acknowledged.")


def missing_access() -> ApiError:
    return ApiError(403, 50001, "Missing Access")


def foreign_message() -> ApiError:
    return ApiError(403, 50005, "Cannot edit a message authored by another user")


def empty_message() -> ApiError:
    return ApiError(400, 50006, "Cannot send an empty message")


def missing_permissions() -> ApiError:
    return ApiError(403, 50013, "Missing Permissions")


def cannot_reply() -> ApiError:
    return ApiError(403, 160002, "Cannot reply without permission to read message history")


def thread_exists() -> ApiError:
    return ApiError(400, 160004, "A thread has already been created for this message")
