"""Pages as Discord is sent them, and the ids of buttons, menus and forms."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from discord import ui

from bot.client import DatelineBot
from bot.preferences import Preferences
from bot.setup.controls import has_form
from bot.setup.state import ASPECTS, At, Control, News, Section
from bot.text.locale import languages, unlinked, using_locale
from bot.ui.components import Form
from tests.conftest import ROOT

DOCS = ROOT / "docs"
EXAMPLES = (
    "dateline:ask-again:1",
    "dateline:briefing:999999999999999999:999999999:on",
    "dateline:continue:1",
    "dateline:feedback:10:back",
    "dateline:feedback:10:on",
    "dateline:feeds:0:keep",
    "dateline:feeds:10:back",
    "dateline:feeds:10:on",
    "dateline:ledger:10:back",
    "dateline:ledger:10:on",
    "dateline:reindex:cancel",
    "dateline:rollback:3:keep",
    "dateline:rollback:3:now",
    "dateline:show:1",
    "dateline:source-form:1",
    "dateline:source:999999999999999999:999999999:on",
    "dateline:unanswered:10:back",
    "dateline:unanswered:10:on",
    "dateline:server-watches:10:back",
    "dateline:server-watches:10:on",
    "dateline:watch:pause:1",
    "dateline:watch:quiet:1",
    "dateline:watches:10:back",
    "dateline:watches:10:on",
)
"""Ids that no previewed page has, and the longest of one kind."""

# What a press is handed to


def live_items(bot: DatelineBot) -> dict[re.Pattern[str], type]:
    """What presses are handed to, by the pattern of their ids."""
    return dict(bot._connection._view_store._dynamic_items)


def item_classes() -> set[type]:
    """All buttons and menus of ours that outlive a process."""
    return {
        each
        for each in _below(ui.DynamicItem)
        if each.__module__.startswith("bot.") and not each.__subclasses__()
    }


def form_patterns() -> list[re.Pattern[str]]:
    """All forms that outlive a process."""
    return [each.pattern for each in _below(Form)]


def _below(kind: type) -> Iterator[Any]:
    children: list[Any] = kind.__subclasses__()
    for each in children:
        yield from (each, *_below(each))


# Pages


def pages_module(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The list of pages that `docs/previews.py` draws."""
    monkeypatch.syspath_prepend(str(DOCS))
    return importlib.import_module("preview_pages")


async def pages(module: Any, language: str) -> dict[str, Any]:
    """Every previewed page in that language."""
    found = {}
    for name, (drawn_in, build) in module.PAGES.items():
        if drawn_in != languages()[0]:
            continue  # the same page once more
        with using_locale(language), unlinked():
            made = build()
            posts = made if isinstance(made, Sequence) else await made
            found[name] = [_post(post) for post in posts]
    return found


def _post(post: Any) -> dict[str, Any]:
    """The payload, without what it does not say; of pictures the names, because fonts differ between machines."""
    said: dict[str, Any] = _said(
        {
            "content": post.content,
            "embeds": [embed.to_dict() for embed in post.embeds],
            "components": post.view.to_components() if post.view else [],
            "form": post.form.to_dict() if post.form else None,
            "private": post.private,
            "pictures": sorted(post.pictures),
        }
    )
    return said


_ONLY_SO = {"type": "rich", "flags": 0}
"""What every embed has."""


def _unsaid(value: Any) -> bool:
    """A nought is said: a menu of which one need choose nothing."""
    return value is None or value is False or value in ("", [], {})


def _said(data: Any) -> Any:
    if isinstance(data, dict):
        inner = {key: _said(value) for key, value in data.items() if _ONLY_SO.get(key) != value}
        return {key: value for key, value in inner.items() if not _unsaid(value)}
    return [_said(each) for each in data] if isinstance(data, list) else data


def setup_panels(module: Any) -> Iterator[Any]:
    """Every page of /setup, untouched and with everything chosen; and its forms."""
    for section in Section:
        for aspect in ASPECTS if section is Section.CHANNEL else ASPECTS[:1]:
            for channel in (0, 12) if section is Section.CHANNEL else (0,):
                at = At(section, channel, aspect)
                for preferences in (Preferences(), module.CHOSEN):
                    for news in (None, News((3, 4)), News((3,), undone=True)):
                        yield from module.panel(at, preferences, news=news)
                for what in ("numbers", "publishers", "per_minute", "digest"):
                    if has_form(control := Control("write", at, what)):
                        yield module.Post(form=module.form(module.CHOSEN, control))


def custom_ids(module: Any, shown: Any) -> dict[str, list[str]]:
    """Ids of the previewed pages and of all of /setup: of buttons and menus, of forms, of the fields of forms."""
    found: dict[str, set[str]] = {"items": set(), "forms": set(), "fields": set()}
    for post in [*shown, *(_post(each) for each in setup_panels(module))]:
        found["items"] |= set(_ids(post.get("components", [])))
        if form := post.get("form"):
            found["forms"].add(form["custom_id"])
            found["fields"] |= set(_ids(form["components"]))
    for each in EXAMPLES:
        found["forms" if "form" in each else "items"].add(each)
    return {kind: sorted(ids) for kind, ids in found.items()}


def _ids(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        if "custom_id" in data:
            yield data["custom_id"]
        for value in data.values():
            yield from _ids(value)
    elif isinstance(data, list):
        for each in data:
            yield from _ids(each)
