"""Every error can be told in every language: another sentence than in English, with the same facts."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import aiohttp
import discord
import pytest
from discord import app_commands

from bot.data_folder import FolderInUse, ForeignFolder
from bot.exceptions import (
    CannotWrite,
    DaysReversed,
    ForeignChoice,
    NeedsDiscordsOwn,
    NeedsManageServer,
    NotADay,
    NoTag,
    NotAnAddress,
    OneSource,
    SharedArticle,
    UnknownArticle,
    UnknownPublisher,
)
from bot.preferences import InvalidPreference, PreferencesUnknown
from bot.text.discord_errors import DEVELOPER_PORTAL, DISCORD
from bot.text.errors import CORE, for_log, incident, sentence
from bot.text.locale import using_locale
from retrieval import EmptyListing, FetchFailed, FileTooLarge, NotFound

from .test_errors import SAMPLES, http
from .test_language import ENGLISH_WORDS, OTHERS


def closed(code: int) -> discord.ConnectionClosed:
    return discord.ConnectionClosed(SimpleNamespace(close_code=code), shard_id=None, code=code)  # type: ignore[arg-type]  # only the code is read


def made(kind: type[BaseException], **facts: Any) -> BaseException:
    """An exception whose constructor wants more of discord.py than its sentence."""
    error = kind.__new__(kind)
    error.args = ("odd",)
    for name, value in facts.items():
        setattr(error, name, value)
    return error


SAMPLES_OF_DISCORD: list[BaseException] = [
    discord.DiscordException("odd"),
    discord.ClientException("odd"),
    http(discord.HTTPException, 400, 50035),
    http(discord.HTTPException, 400, 160002),
    http(discord.Forbidden, 403, 50013),
    http(discord.Forbidden, 403, 50001),
    http(discord.Forbidden, 403, 50007),
    http(discord.NotFound, 404, 10062),
    http(discord.NotFound, 404, 10008),
    http(discord.DiscordServerError, 502, 0),
    discord.RateLimited(7.4),
    made(discord.GatewayNotFound),
    discord.LoginFailure("odd"),
    discord.PrivilegedIntentsRequired(None),
    *map(closed, (4004, 4010, 4011, 4012, 4013, 4014, 1006)),
    made(discord.InteractionResponded),
    discord.MissingApplicationID(),
    discord.InvalidData("odd"),
    app_commands.AppCommandError("odd"),
    made(app_commands.TransformerError, value="odd"),
    CannotWrite("send_messages"),
    NoTag("manage_threads"),
    NotADay("odd"),
    OneSource(),
    NotAnAddress("odd"),
    UnknownArticle("odd"),
    UnknownArticle("odd", ["Oddity"]),
    UnknownPublisher("odd"),
    UnknownPublisher("odd", ["Odd News", "Odd Post"], several=True),
    SharedArticle("odd"),
    DaysReversed(date(2024, 5, 2), date(2024, 5, 1)),
    ForeignChoice("odd"),
    made(app_commands.TranslationError),
    app_commands.CheckFailure("odd"),
    NeedsDiscordsOwn(),
    NeedsManageServer(),
    app_commands.NoPrivateMessage(),
    app_commands.MissingPermissions(["manage_guild"]),
    app_commands.BotMissingPermissions(["embed_links"]),
    made(app_commands.CommandOnCooldown, retry_after=7.4),
    made(app_commands.CommandNotFound),
    made(app_commands.CommandSignatureMismatch),
    made(app_commands.CommandSyncFailure),
    aiohttp.ClientConnectionError("odd"),
    TimeoutError(),
    InvalidPreference("odd", "odd"),
    PreferencesUnknown(),
    FolderInUse("/odd"),
    ForeignFolder("/odd", "111", "222"),
    FetchFailed("https://news.example/a", "odd"),
    FileTooLarge("a.pdf", 2_000_001, 2_000_000),
    EmptyListing("https://news.example/feed", None),
    *(NotFound(kind, 7) for kind in ("article", "removed article", "feed", "reindex", "change", "odd")),
    ValueError("odd"),
]


def test_every_row_has_a_sample() -> None:
    sampled = {type(sample) for sample in (*SAMPLES, *SAMPLES_OF_DISCORD)}
    unsampled = {kind for kind in {**CORE, **DISCORD} if not any(issubclass(each, kind) for each in sampled)}
    assert unsampled == set()


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("sample", [*SAMPLES, *SAMPLES_OF_DISCORD], ids=lambda sample: type(sample).__name__)
def test_it_is_told_in_the_language_with_its_facts(sample: BaseException, language: str) -> None:
    english = sentence(sample)
    with using_locale(language):
        told = sentence(sample)
    assert told != english
    assert for_log(sample) == english
    facts = [
        str(value) for name, value in vars(sample).items() if isinstance(value, str | int) and name != "kind"
    ]
    facts += [] if isinstance(sample, NotFound) else [str(sample)]
    facts += [DEVELOPER_PORTAL, incident(sample), "Privileged Gateway Intents", "Reset Token"]
    words = told
    for fact in sorted(facts, key=len, reverse=True):
        assert (fact in told) == (fact in english), fact
        words = words.replace(fact.rstrip(". "), "")
    assert not ENGLISH_WORDS.search(words), words
    if language == "ja":
        assert any("\u3040" <= letter <= "\u30ff" for letter in told)


@pytest.mark.parametrize("language", OTHERS)
def test_the_operators_matters_stay_with_the_operator(language: str) -> None:
    with using_locale(language):
        for sample in SAMPLES:
            assert "/data" not in sentence(sample, public=True)
