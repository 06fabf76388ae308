"""The sentences of the languages, and those that the code asks for."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from dataclasses import fields
from functools import cache
from importlib.resources import files
from typing import Any

from fluent.syntax import ast as ftl
from fluent.syntax import parse
from fluent.syntax.visitor import Visitor

from bot.admin.reindex import STATED
from bot.admin.status import Unit
from bot.asking.buttons import VoteReason
from bot.asking.limits import Limit
from bot.audit import AuditAction
from bot.library.feeds import BUTTONS, FILTERS
from bot.preferences import OF_CHANNEL, SETTINGS, ChannelPreferences, Preferences
from bot.preferences import SettingKind as Holds
from bot.setup.state import ASPECTS, Section
from bot.text.discord_errors import CLOSE_CODES, NAMED_PERMISSIONS
from bot.text.errors import MISSABLE
from bot.text.phrases import STAGES
from bot.ui.job_messages import JobKind
from bot.ui.permission_hints import WRITING
from bot.watches.buttons import ACTIONS
from retrieval import Certainty, FeedState, Reason, Result, Stance, YesNo
from retrieval.news import ErratumKind, NewsKind, Paused, PostsPaused
from retrieval.outcomes import SourceFact
from tests.own_code import CODE, tree

NOUNS = ("article", "passage", "word", "feed", "day", "question", "page")
RATES = ("user-per-minute", "channel-per-minute", "server-per-minute", "per-minute")
ROLES = ("asker-roles", "manager-roles", "unlimited-roles")
HINTED = (*WRITING, "embed_links", "read_message_history", "attach_files", "create_public_threads")
PER_MINUTE = [each.name for each in (*SETTINGS.values(), *OF_CHANNEL.values()) if each.kind is Holds.RATE]
FILTER_NAMES = [each.replace("_", "-") for each in FILTERS]

BUILT: dict[str, Collection[str]] = {
    "values-{}": ["disagree", "newer", "earlier", "other_scope"],
    "certainty-{}": [each.value for each in Certainty],
    "about-{}": [*map(str, SourceFact), *(f"{each}-none" for each in SourceFact), "published-updated"],
    "verdict-{}": [each.value for each in YesNo],
    "refusal-{}": [each.value.replace("_", "-") for each in Reason],
    "next-{}": [each.value.replace("_", "-") for each in Reason],
    "span-{}": ["within-month", "within-year", "across-years"],
    "stage-{}": [each.replace(" ", "-") for each in STAGES],
    "count-{}": NOUNS,
    "result-{}": [each.value for each in Result],
    "item-{}": [each.value for each in Result],
    "error-no-{}": [kind.replace(" ", "-") for kind in MISSABLE],
    "permission-{}": NAMED_PERMISSIONS,
    "season-{}": ["spring", "summer", "autumn"],
    "error-too-many-{}": ["characters", "passages"],
    "error-full-{}": ["articles", "feeds"],
    "interrupted-{}": [each.value for each in JobKind],
    "claim-leans-{}": [each.value for each in Stance if each is not Stance.NOT_FOUND],
    "claim-{}": [each.value.replace("_", "-") for each in Stance],
    "hint-{}": [each.replace("_", "-") for each in HINTED],
    "discord-closed-{}": [str(code) for code in CLOSE_CODES],
    "feed-state-{}": [each.value for each in FeedState],
    "turn-again-{}": [each.value for each in Limit],
    "setup-{}": [each.value for each in Section],
    "setup-{}.about": [each.value for each in Section if each is not Section.OVERVIEW],
    "setup-aspect-{}": ASPECTS,
    "setup-menu-{}": [
        *(
            each.name
            for each in SETTINGS.values()
            if each.kind in (Holds.CHANNELS, Holds.ROLES, Holds.WEEKDAYS)
        ),
        "channel",
    ],
    "setup-value-{}": PER_MINUTE,
    "setup-form-{}": [*PER_MINUTE, *(each.name for each in SETTINGS.values() if each.in_form_of == "digest")],
    "vote-why-{}": [each.value for each in VoteReason],
    "unanswered-{}": [each.value.replace("_", "-") for each in Reason],
    "option-{}": [
        f"{kind}-{how}" for kind in ("article", "publisher") for how in ("none", "near", "several")
    ],
    "deed-{}": [each.value for each in AuditAction],
    "preference-{}": [
        each.name
        for kind in (Preferences, ChannelPreferences)
        for each in fields(kind)
        if each.name != "overrides"
    ],
    "plan-field-{}": [*STATED, "other"],
    "rollback-{}": ["ask", "now"],
    "status-per-{}": [each.value for each in Unit],
    "watch-told-{}": [each.value for each in NewsKind],
    "watch-paused-{}": [each.value for each in Paused],
    "watch-button-{}": ACTIONS,
    "posts-are-{}": ["on", *(f"paused-{each.value}" for each in PostsPaused)],
    "posts-{}": FILTER_NAMES,
    "posts-form-{}": FILTER_NAMES,
    "posts-button-{}": BUTTONS,
    "button-errata-{}": ["on", "off"],
    "erratum-{}": [*(each.value for each in ErratumKind), "changed-now", "corrected-now"],
}
"""Keys that the code puts together: the f-string in its call of `t` -> what stands for {}."""
ROWS = {"saying", "_with_value", "_lacking", "_soon", "_at_portal"}
"""What makes a row of the tables of errors; the first argument is a key."""


class Sentence(Visitor):
    """`shown` are those that stand in the sentence, `chosen` those that choose between variants."""

    def __init__(self) -> None:
        self.shown: set[str] = set()
        self.chosen: set[str] = set()
        self.words: list[str] = []

    def visit_SelectExpression(self, node: Any) -> None:  # noqa: N802  # the library's naming
        if isinstance(node.selector, ftl.VariableReference):
            self.chosen.add(node.selector.id.name)
        for variant in node.variants:
            self.visit(variant.value)

    def visit_VariableReference(self, node: Any) -> None:  # noqa: N802  # the library's naming
        self.shown.add(node.id.name)

    def visit_TextElement(self, node: Any) -> None:  # noqa: N802  # the library's naming
        self.words.append(node.value)


@cache
def sentences(language: str) -> dict[str, Sentence]:
    """Key ("name" or "name.attribute") -> what it is made of. Fails on what cannot be read or stands twice."""
    source = (files("bot.text") / f"{language}.ftl").read_text(encoding="utf-8")
    found: dict[str, Sentence] = {}
    for entry in parse(source).body:
        assert not isinstance(entry, ftl.Junk), entry.content
        if isinstance(entry, ftl.Message):
            for key, pattern in _patterns(entry):
                assert key not in found, f"{language}: {key} stands twice"
                found[key] = Sentence()
                found[key].visit(pattern)
    return found


def _patterns(message: Any) -> Iterator[tuple[str, Any]]:
    if message.value is not None:
        yield message.id.name, message.value
    for attribute in message.attributes:
        yield f"{message.id.name}.{attribute.id.name}", attribute.value


def headings(language: str) -> list[str]:
    source = (files("bot.text") / f"{language}.ftl").read_text(encoding="utf-8")
    return [line for line in source.splitlines() if line.startswith("## ")]


def calls(name: str | set[str]) -> Iterator[tuple[ast.Call, str]]:
    """Calls of functions of these names in our own code, with where."""
    wanted = {name} if isinstance(name, str) else name
    for path in CODE:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in wanted:
                yield node, f"{path.name}:{node.lineno}"


def literals(node: ast.expr) -> Iterator[str]:
    """The keys an argument may stand for; an f-string with {} for what is filled in."""
    if isinstance(node, ast.IfExp):
        yield from (*literals(node.body), *literals(node.orelse))
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)


def said_in_code() -> dict[str, str]:
    """The keys that stand in a call of `t` or of what makes a row of errors, with where."""
    said = calls({"t", *ROWS})
    return {key: where for call, where in said if call.args for key in literals(call.args[0])}


def texts_in_code() -> set[str]:
    """Every literal text of the bot: tables of keys are among them."""
    nodes = (node for path in CODE if "bot" in path.parts for node in ast.walk(tree(path)))
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def built() -> set[str]:
    return {template.replace("{}", part) for template, parts in BUILT.items() for part in parts}
