"""What the bot says, in the reader's language: one Fluent file per language in `bot/text/`, English where one is silent.

The language in force belongs to the running task (`set_locale`), as gettext users know it: sentences are made deep inside
pure functions, and every event of Discord runs in a task of its own. Numbers and days are written the same way."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import cache, partial
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from babel.dates import format_date, format_skeleton, get_day_names
from babel.lists import format_list
from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.builtins import BUILTINS
from fluent.runtime.resolver import MAX_PART_LENGTH

ENGLISH = "en"
Fact = str | int | float
"""What a sentence is filled with. A number is written as the language writes it and chooses the plural; an id is a
string."""

_language: ContextVar[str] = ContextVar("language", default=ENGLISH)
NO_COMMANDS: Mapping[str, int] = {}
_commands: ContextVar[Mapping[str, int]] = ContextVar("commands", default=NO_COMMANDS)
"""Of each command that Discord knows the id, by its whole name ("library add")."""
COMMAND_LINK = re.compile(r"</[\w -]{1,100}:\d{1,20}>")


def t(key: str, /, **facts: Fact) -> str:
    """Returns the sentence `key`, filled with `facts`. Facts are data: nothing in them is interpreted. "key.name" is an
    attribute. Raises LookupError for a key that English does not have."""
    for language in (_language.get(), ENGLISH):
        if (said := _said(language, key, facts)) is not None:
            return said
    raise LookupError(key)


def day_in_words(day: date) -> str:
    """Returns "5 January 2024", as the language writes it."""
    return format_date(day, "long", locale=_locale())


def month_in_words(day: date) -> str:
    """Returns "January 2024"."""
    return format_skeleton("yMMMM", day, locale=_locale())


def day_of_year_in_words(day: date) -> str:
    """Returns "5 January"."""
    return format_skeleton("MMMMd", day, locale=_locale())


def weekdays_in_words(days: Iterable[int]) -> str:
    """Returns "Monday, Friday" for 0 and 4; "every day" for all of them."""
    named, names = sorted(set(days)), get_day_names("wide", "stand-alone", locale=_locale())
    return t("every-day") if len(named) == len(names) else listed(str(names[each]) for each in named)


def listed(names: Iterable[str]) -> str:
    """Returns "Reuters, Bay News"."""
    return t("list-separator").join(names)


def all_of(names: Iterable[str]) -> str:
    """Returns "Reuters, Bay News and Kyodo"."""
    return format_list(list(names), locale=_locale())


def _locale() -> str:
    return t("locale").replace("-", "_")


def current() -> str:
    """Returns the language in force, as its file is called."""
    return _language.get()


def found(language: str, key: str) -> str | None:
    """Returns the sentence `key`, which takes no facts, in this language; None where it has none."""
    return _said(language, key, {})


def set_locale(language: str) -> None:
    """Sets the language of all sentences from here on, in this task and those that it starts."""
    _language.set(language)


@contextmanager
def using_locale(language: str) -> Iterator[None]:
    """Sets the language of sentences inside the `with` block."""
    token = _language.set(language)
    try:
        yield
    finally:
        _language.reset(token)


def link_commands(ids: Mapping[str, int]) -> None:
    """Shows commands as links that one can press, from here on, in this task and those that it starts: all that have an
    id when they are named."""
    _commands.set(ids)


@contextmanager
def unlinked() -> Iterator[None]:
    """Shows commands inside the `with` block as one types them: for logs, and where Discord shows text as it is."""
    token = _commands.set(NO_COMMANDS)
    try:
        yield
    finally:
        _commands.reset(token)


def command_name(qualified: str, language: str | None = None) -> str:
    """Returns "/library add", as people who speak the language (the one in force) see it in Discord."""
    words = qualified.split()
    spoken = language or current()
    keys = [f"command-{'-'.join(words[: n + 1])}" for n in range(len(words))]
    return f"/{' '.join(found(spoken, key) or found(ENGLISH, key) or key for key in keys)}"


def command_link(qualified: str, language: str | None = None) -> str:
    """Returns the command to press, where its id is known; else its name. The function COMMAND of the sentences."""
    id = _commands.get().get(qualified)
    return f"</{qualified}:{id}>" if id else command_name(qualified, language)


def language_of(locale: str | None) -> str:
    """Returns the language that there is a file for, of a locale as Discord writes it ("es-419", "ja"); English
    otherwise."""
    tag = (locale or "").replace("_", "-")
    return next((name for name in (tag, tag.split("-")[0]) if name in languages()), ENGLISH)


@cache
def languages() -> tuple[str, ...]:
    """Returns the languages there are, English first."""
    files_there = (file.name for file in _folder().iterdir() if file.name.endswith(".ftl"))
    names = sorted(name.removesuffix(".ftl") for name in files_there)
    return (ENGLISH, *(name for name in names if name != ENGLISH))


def language_name(language: str) -> str:
    """Returns what its speakers call the language."""
    with using_locale(language):
        return t("language-name")


def _said(language: str, key: str, facts: dict[str, Fact]) -> str | None:
    """Returns None where the language has no such sentence or cannot fill it."""
    name, _, attribute = key.partition(".")
    bundle = _bundle(language)
    if not bundle.has_message(name):
        return None
    message = bundle.get_message(name)
    pattern = message.attributes.get(attribute) if attribute else message.value
    if pattern is None:
        return None
    if _commands.get():
        facts = {name: _harmless(fact) if isinstance(fact, str) else fact for name, fact in facts.items()}
    long = {
        name: fact for name, fact in facts.items() if isinstance(fact, str) and len(fact) > MAX_PART_LENGTH
    }
    marks = {name: f"\ue000{name}\ue001" for name in long}
    said, errors = bundle.format_pattern(pattern, {**facts, **marks})
    if errors and language != ENGLISH:
        return None
    return _MARK.sub(lambda mark: long.get(mark[1], mark[0]), str(said)) if long else str(said)


def _harmless(fact: str) -> str:
    """Breaks a fact that looks like a link to a command."""
    return COMMAND_LINK.sub(lambda link: f"<\u2060{link[0][1:]}", fact)


_MARK = re.compile("\ue000([^\ue000\ue001]+)\ue001")
"""In place of a fact that is longer than the library takes; the borders of Discord are checked where they are."""


@cache
def _bundle(language: str) -> FluentBundle:
    """Loads a language, without Unicode isolates around facts: markdown and links must stay as they are."""
    source = (_folder() / f"{language}.ftl").read_text(encoding="utf-8")
    functions: dict[str, Any] = {**BUILTINS, "COMMAND": partial(command_link, language=language)}
    bundle = FluentBundle([language], functions=functions, use_isolating=False)
    bundle.add_resource(FluentResource(source))
    return bundle


def _folder() -> Traversable:
    return files(__package__)


def figure(number: int) -> str:
    """Returns "1,200"."""
    return t("number", n=number)


def share(part: int, whole: int) -> str:
    """Returns "80%"; "0%" of nothing."""
    return t("share", share=part / whole if whole else 0.0)


def page_range(offset: int, shown: int, total: int) -> str:
    """Returns "1–5 of 12"."""
    return t("page-range", first=offset + 1, last=offset + shown, total=total)


Row = Callable[[Any], str]
"""Takes an exception of the class it stands under. `Any`, because one mapping holds rows for many classes."""


def saying(key: str, *facts: str) -> Row:
    """Returns a row that says `key` with these attributes of the exception; "problem" is its own text where it has no
    such attribute."""
    return lambda error: t(key, **{fact: _fact(error, fact) for fact in facts})


def _fact(error: BaseException, name: str) -> str:
    value = str(getattr(error, name, error))
    return clause(value) if name == "problem" else value


def clause(problem: str) -> str:
    """Returns a problem in a library's own words, without the full stop that our sentence brings."""
    return problem.rstrip(". ")


def seconds(duration: float) -> str:
    """Returns "0.4 s", "12 s", "3 min 20 s", "2 h 5 min", "3 d 4 h"."""
    if duration < 9.95:
        return t("time-short", seconds=round(duration, 1))
    whole = round(duration)
    if whole < 60:
        return t("time-seconds", seconds=whole)
    if whole < 3_600:
        return t("time-minutes-seconds", minutes=whole // 60, seconds=whole % 60)
    if whole < 86_400:
        return t("time-hours-minutes", hours=whole // 3_600, minutes=whole % 3_600 // 60)
    return t("time-days-hours", days=whole // 86_400, hours=whole % 86_400 // 3_600)
