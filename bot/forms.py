"""Forms that a button opens (Discord's modals). Like buttons they outlive the process: a form that was opened before a
restart is read all the same, because all it needs stands in its custom_id and in what was filled in."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Self

import discord
from discord import ui

from .ui.components import Press

LABEL_LIMIT = 45
NOTE_LIMIT = 100
"""Of a field's label, and of the line below it."""
SECONDS_OPEN = 900.0
"""As long as an interaction lives; then discord.py forgets the form, which it need not know."""

Fields = Mapping[str, tuple[str, ...]]
"""custom_id of a field -> what was chosen or typed; nothing typed is no value."""


class Form(ABC):
    """Subclass it with the template of its custom_ids; `submitted` is called with `fields` filled in."""

    pattern: ClassVar[re.Pattern[str]]

    def __init_subclass__(cls, *, template: str) -> None:
        cls.pattern = re.compile(template, re.ASCII)

    def __init__(self, custom_id: str) -> None:
        self.custom_id = custom_id
        self.fields: Fields = {}

    @classmethod
    @abstractmethod
    def from_custom_id(cls, match: re.Match[str], /) -> Self:
        """The form that this custom_id names, with nothing filled in."""

    @abstractmethod
    async def submitted(self, interaction: Press) -> None:
        """Called once per sending, in whatever process runs then; `views.owned` belongs around it."""

    def first(self, field: str) -> str:
        """What was typed there, or chosen first; empty for nothing."""
        return next(iter(self.fields.get(field, ())), "").strip()


def opened(form: Form, title: str, *labels: ui.Label[ui.Modal]) -> ui.Modal:
    """The form as Discord shows it. Its answer does not come back here, but to `Form.submitted`."""
    modal = ui.Modal(title=title, custom_id=form.custom_id, timeout=SECONDS_OPEN)
    for label in labels:
        modal.add_item(label)
    return modal


def filled_in(interaction: Press, kinds: tuple[type[Form], ...]) -> Form | None:
    """The form that this interaction submits; None for anything else."""
    if interaction.type is not discord.InteractionType.modal_submit:
        return None
    data: Mapping[str, Any] = interaction.data or {}
    for kind in kinds:
        if match := kind.pattern.fullmatch(data.get("custom_id", "")):
            form = kind.from_custom_id(match)
            form.fields = dict(_fields(data))
            return form
    return None


def _fields(part: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Fields stand in rows (Discord's older way) or in labels."""
    children = [*part.get("components", ()), *([part["component"]] if part.get("component") else [])]
    for child in children:
        if (name := child.get("custom_id")) is not None:
            values = child.get("values", [child.get("value")])
            yield name, tuple(str(value) for value in values if value)
        yield from _fields(child)
