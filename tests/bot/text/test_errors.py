"""Every exception has its own sentence, and none says more than its reader should know."""

from __future__ import annotations

import ast
import inspect
import pickle
import string
import subprocess
import sys
from collections.abc import Iterator
from types import SimpleNamespace

import aiohttp
import discord
import pytest
from discord import app_commands

import retrieval.errors as tree
from bot.exceptions import NeedsManageServer
from bot.text.discord_errors import DISCORD
from bot.text.errors import CORE, incident, is_expected, row_for, sentence
from bot.text.locale import using_locale
from retrieval import (
    ArticleTooLong,
    CannotRestore,
    CannotUndo,
    ConfigError,
    DatelineError,
    EmptyListing,
    FetchFailed,
    FileTooLarge,
    IngestError,
    InvalidQuestion,
    ModelError,
    NotFound,
    ReindexRunning,
    ScopeFull,
    StoreError,
    UnsupportedFormat,
)
from retrieval.errors import (
    BackupDamaged,
    BackupError,
    BackupForeign,
    BackupTarget,
    BackupTooNew,
    DamagedFile,
    DeletionsUnknown,
    EmptyArticle,
    EncryptedFile,
    EvaluationError,
    FolderNotEmpty,
    GoneFromSource,
    InvalidJson,
    InvalidListing,
    InvalidMetadata,
    NotAnArticle,
    ScannedFile,
    StoreBusy,
    StoreDamaged,
    StoreForbidden,
    StoreFull,
    StoreTooNew,
    TooDemanding,
    TooManyPages,
    TooMuchPacked,
    TopicTooLong,
    UnreadableFile,
    UnreadableTime,
    UnsafeAddress,
    WatchLimit,
)

WITH_OTHER_FACTS = (UnsupportedFormat, FileTooLarge, ArticleTooLong, ScopeFull, WatchLimit)
SAMPLES: list[Exception] = [
    DatelineError("odd"),
    ConfigError("dateline.toml", "log.level: not a level"),
    StoreError("/data/dateline.db", "disk full"),
    StoreBusy("/data/dateline.db", "locked"),
    StoreTooNew("/data/dateline.db", "schema 99, newer than 4"),
    StoreFull("/data/dateline.db", "database or disk is full"),
    StoreForbidden("/data/dateline.db", "attempt to write a readonly database"),
    StoreDamaged("/data/dateline.db", "file is not a database"),
    BackupError("/backups/a.zip", "Permission denied"),
    BackupTarget("/backups/a.zip", "it exists already; name a file that is not there yet"),
    BackupForeign("/backups/a.zip", "it is no zip archive that Dateline has written"),
    BackupTooNew("/backups/a.zip", "version 9.0, format 2; this one reads 1"),
    BackupDamaged("/backups/a.zip", "dateline.db in it is not what was written"),
    DeletionsUnknown("/backups/a.zip", "the list is not beside it; name it with --deletions"),
    FolderNotEmpty("/data", "dateline.db"),
    WatchLimit("person", 20, 20),
    ModelError("no/such", "not found"),
    IngestError("a.txt", "odd"),
    UnsupportedFormat("a.exe", (".txt", ".md")),
    UnreadableFile("a.txt", "no such file"),
    EncryptedFile("a.pdf"),
    DamagedFile("a.pdf", "it has no pages"),
    TooDemanding("a.pdf", "it took more than 30 s"),
    FileTooLarge("a.txt", 3_000_000, 2_000_000),
    TooManyPages("a.pdf", 812, 500),
    TooMuchPacked("a.zip", "it holds more than 2,000 files"),
    ArticleTooLong("a.md", 3_000_000, 2_000_000, "quota.article_characters"),
    ScopeFull("a.md", 20_000, 20_000, "quota.server_articles"),
    InvalidMetadata("a.md", "line 2"),
    InvalidListing("https://a.b/feed", "its XML is broken"),
    EmptyArticle("a.md", "nothing left"),
    UnsafeAddress("http://localhost/", "it is not on the public internet"),
    FetchFailed("https://news.example/a", "the server asks for fewer requests (status 429)", 90),
    GoneFromSource("https://news.example/a", 410),
    EmptyListing("https://example.org/feed"),
    InvalidJson("a.json", "it has no text"),
    NotAnArticle("a.html", "the page says that it was not found"),
    ScannedFile("a.pdf", 3),
    NotFound("answer", 7),
    CannotRestore("https://example.org/a"),
    CannotUndo("language", undone=False),
    InvalidQuestion("since 2024 is after until 2023"),
    UnreadableTime("whenever"),
    TopicTooLong(300, 200),
    EvaluationError("set/questions.jsonl, line 3", "answers: Input should be a valid array"),
    ReindexRunning(),
]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: type(sample).__name__)
def test_it_comes_back_from_another_process_as_it_was(sample: Exception) -> None:
    again = pickle.loads(pickle.dumps(sample))  # noqa: S301  # our own bytes
    assert type(again) is type(sample)
    assert (str(again), again.args, vars(again)) == (str(sample), sample.args, vars(sample))
    assert sentence(again) == sentence(sample)


def classes_of(module: object) -> Iterator[type[Exception]]:
    for _, member in inspect.getmembers(module, inspect.isclass):
        own = member.__module__ == getattr(module, "__name__", "")
        if issubclass(member, Exception) and own and not member.__name__.startswith("_"):
            yield member


def http(kind: type[discord.HTTPException], status: int, code: int) -> discord.HTTPException:
    response = SimpleNamespace(status=status, reason="Odd")
    return kind(response, {"code": code, "message": "odd"})


def test_every_class_of_the_tree_has_a_sample_and_its_own_row() -> None:
    assert {type(sample) for sample in SAMPLES} == set(classes_of(tree))
    assert set(classes_of(tree)) <= set(CORE)


def test_sentences_are_told_apart_and_end_in_a_remedy() -> None:
    sentences = [sentence(sample) for sample in SAMPLES]
    assert len(set(sentences)) == len(sentences)
    assert all(text[-1] in ".!" for text in sentences)
    assert all(isinstance(sample, DatelineError) for sample in SAMPLES)


REMEDIES = {
    StoreBusy: "wait until it is done",
    StoreTooNew: "upgrade dateline, or",
    StoreFull: "make room",
    StoreForbidden: "may write to",
    StoreDamaged: "bring a backup back",
    BackupError: "put that right and try again",
    BackupTarget: "name a file that is not there yet",
    BackupForeign: "name a file that “dateline backup” has written",
    BackupTooNew: "upgrade dateline and restore it then",
    BackupDamaged: "take another backup",
    DeletionsUnknown: "name it with --deletions",
    FolderNotEmpty: "move what is in it away",
}


def test_each_trouble_with_the_database_has_the_remedy_of_its_cause() -> None:
    for sample in (each for each in SAMPLES if isinstance(each, StoreError)):
        fitting = {kind for kind, remedy in REMEDIES.items() if remedy in sentence(sample).lower()}
        assert fitting == {type(sample)} - {StoreError}


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: type(sample).__name__)
def test_the_thing_is_named(sample: Exception) -> None:
    text = sentence(sample)
    for value in vars(sample).values():
        if isinstance(value, str) and not isinstance(sample, WITH_OTHER_FACTS):
            assert value in text


@pytest.mark.parametrize("language", ["en", "de", "es", "ja"])
@pytest.mark.parametrize(
    ("error", "facts"),
    [
        (ScopeFull("a.md", 199, 200, "quota.server_articles"), ("199", "200")),
        (ScopeFull("a.md", 4_900_000, 5_200_000, "quota.server_bytes"), ("4", "9", "5", "2", "MB")),
        (ScopeFull("https://a.b/feed", 41, 40, "quota.server_feeds"), ("41", "40")),
        (ArticleTooLong("a.md", 433, 322, "quota.article_characters"), ("a.md", "433", "322")),
        (ArticleTooLong("a.md", 433, 322, "quota.article_passages"), ("a.md", "433", "322")),
    ],
)
def test_what_is_full_is_named_with_how_full_and_which_setting_raises_it(
    language: str, error: ScopeFull | ArticleTooLong, facts: tuple[str, ...]
) -> None:
    with using_locale(language):
        text = sentence(error, public=True)
    assert error.setting in text
    assert all(fact in text for fact in facts)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: type(sample).__name__)
def test_members_of_a_server_see_no_path_of_the_machine(sample: Exception) -> None:
    public = sentence(sample, public=True)
    assert "/data" not in public
    assert "no/such" not in public
    assert public == sentence(sample) or incident(sample) in public


def test_every_command_error_of_discord_has_a_row() -> None:
    built_in_duty = {"CommandInvokeError", "CommandAlreadyRegistered", "CommandLimitReached"}
    never_raised_here = {"MissingRole", "MissingAnyRole"}
    for kind in classes_of(sys.modules["discord.app_commands.errors"]):
        if kind.__name__ not in built_in_duty | never_raised_here:
            assert kind in DISCORD, kind


def test_every_error_of_discord_has_a_row() -> None:
    for kind in classes_of(sys.modules["discord.errors"]):
        assert kind in DISCORD or kind.__name__ == "FFmpegProcessError", kind


@pytest.mark.parametrize(
    ("error", "part"),
    [
        (http(discord.Forbidden, 403, 50013), "Send Messages"),
        (http(discord.Forbidden, 403, 50001), "View Channel"),
        (http(discord.Forbidden, 403, 50007), "direct messages"),
        (http(discord.HTTPException, 400, 160002), "Read Message History"),
        (http(discord.HTTPException, 400, 50035), "code 50035"),
        (http(discord.NotFound, 404, 10062), "stopped waiting"),
        (http(discord.NotFound, 404, 10008), "gone"),
        (http(discord.DiscordServerError, 502, 0), "502"),
        (discord.RateLimited(7.4), "7 s"),
        (discord.LoginFailure("Improper token"), "Reset Token"),
        (discord.PrivilegedIntentsRequired(None), "Privileged Gateway Intents"),
        (NeedsManageServer(), "Manage Server"),
        (app_commands.NoPrivateMessage(), "servers only"),
        (app_commands.MissingPermissions(["manage_guild"]), "Manage Server"),
        (app_commands.BotMissingPermissions(["embed_links"]), "Embed Links"),
        (aiohttp.ClientConnectionError("odd"), "cannot be reached"),
        (TimeoutError(), "too long"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "",
)
def test_discords_errors_name_the_remedy(error: Exception, part: str) -> None:
    assert part in sentence(error)
    assert is_expected(error)


@pytest.mark.parametrize(
    ("seconds", "when"),
    [(None, "later"), (0, "later"), (90, "in 90 s"), (121, "in 3 min"), (86_400, "in 24 h")],
)
def test_a_failed_fetch_says_when_to_try_again(seconds: int | None, when: str) -> None:
    assert f"try again {when}." in sentence(FetchFailed("https://news.example/a", "odd", seconds))


def test_what_was_not_read_to_its_end_has_more_than_the_limit() -> None:
    assert "has more; the limit is 2.0 MB" in sentence(FileTooLarge("a.pdf", 2_000_001, 2_000_000))
    assert "has 3.0 MB; the limit is 2.0 MB" in sentence(FileTooLarge("a.pdf", 3_000_000, 2_000_000))


@pytest.mark.parametrize("code", [4004, 4010, 4011, 4012, 4013, 4014, 1006])
def test_close_codes_are_told_apart(code: int) -> None:
    socket = SimpleNamespace(close_code=code)
    closed = discord.ConnectionClosed(socket, shard_id=None, code=code)  # type: ignore[arg-type]  # only the code is read
    assert sentence(closed)
    assert (str(code) in sentence(closed)) is (code == 1006)


def test_the_unforeseen_says_nothing_but_an_incident_id() -> None:
    def fault() -> Exception:
        try:
            raise ValueError("secret")
        except ValueError as error:
            return error

    first, second = fault(), fault()
    assert not is_expected(first)
    assert "secret" not in sentence(first)
    assert incident(first) in sentence(first)
    assert incident(first) == incident(second)
    assert set(incident(first)) <= set(string.hexdigits)
    assert row_for(ValueError) is None


def test_the_table_does_not_load_discord() -> None:
    code = "import sys, bot.text.errors, bot.text.phrases; bot.text.errors.sentence(ValueError())"
    code += "; print('discord' in sys.modules)"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "False"


def test_except_exception_stands_in_one_place_of_the_bot() -> None:
    import bot.ui.errors

    source = ast.parse(inspect.getsource(bot.ui.errors))
    handlers = [node for node in ast.walk(source) if isinstance(node, ast.ExceptHandler)]
    assert sum(isinstance(h.type, ast.Name) and h.type.id == "Exception" for h in handlers) == 1
