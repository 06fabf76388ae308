"""Names and descriptions of commands: in every language, within Discord's rules, the same in code and file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

import pytest
from discord import AppCommandType, Locale, app_commands
from simcord.env import Env

from bot.client import DatelineBot
from bot.startup import fingerprint
from bot.text.commands import CommandTexts, Named, texts_of
from bot.text.locale import command_name, found, languages, using_locale
from tests.discord_sim import DiscordSim
from tests.discord_sim.conftest import Start

from .sentences import said_in_code, sentences

NAME_LIMIT, DESCRIPTION_LIMIT = 32, 100


def commands_of(bot: DatelineBot) -> Iterator[Named]:
    yield from bot.tree.walk_commands()
    for kind in (AppCommandType.message, AppCommandType.user):
        yield from bot.tree.walk_commands(type=kind)


@pytest.fixture
def bot(simcord_env: Env) -> DatelineBot:
    """Online, with its commands."""
    return cast(DatelineBot, simcord_env.bot)


@pytest.mark.parametrize("language", languages())
def test_every_text_of_a_command_is_in_every_language(bot: DatelineBot, language: str) -> None:
    wanted = {key: english for command in commands_of(bot) for key, english in texts_of(command)}
    missing = [f"{key} = {english}" for key, english in wanted.items() if found(language, key) is None]
    assert missing == [], f"add to bot/text/{language}.ftl (what stands after a full stop is an attribute)"
    assert sentences(language).keys() & wanted.keys() == wanted.keys()


def test_english_is_the_same_in_the_code_and_in_its_file(bot: DatelineBot) -> None:
    wanted = {key: english for command in commands_of(bot) for key, english in texts_of(command)}
    assert {key: found("en", key) for key in wanted} == wanted
    of_commands = {key for key in sentences("en") if re.match(r"(command|menu|choice)-", key)}
    assert sorted(of_commands - wanted.keys() - said_in_code().keys()) == [], (
        "there are no such commands or options any more"
    )


@pytest.mark.parametrize("language", languages())
def test_names_and_descriptions_obey_discord(bot: DatelineBot, language: str) -> None:
    for command in commands_of(bot):
        for key, _ in texts_of(command):
            text = found(language, key) or ""
            assert text, key
            if key.startswith(("menu-", "choice-")):
                assert len(text) <= (NAME_LIMIT if key.startswith("menu-") else DESCRIPTION_LIMIT), key
            elif re.search(r"\.(description|about-\w+)$", key):
                assert len(text) <= DESCRIPTION_LIMIT, f"{language}: {key}: {len(text)}"
            else:
                assert 1 <= len(text) <= NAME_LIMIT, key
                assert re.fullmatch(r"[-\w]+", text), f"{language}: {key}: {text}"
                assert text == text.lower(), f"{language}: {key}: {text}"


@pytest.mark.parametrize("language", languages())
def test_names_are_told_apart(bot: DatelineBot, language: str) -> None:
    for level in levels(bot):
        names = [found(language, key) for key in level]
        assert len(names) == len(set(names)), (language, names)


def levels(bot: DatelineBot) -> Iterator[list[str]]:
    """Keys of names that stand beside each other: the commands of the tree or of a group, the options of a command."""
    by_parent: dict[str, list[str]] = {}
    for command in commands_of(bot):
        (own, _), *others = texts_of(command)
        parent = getattr(command, "parent", None)
        by_parent.setdefault(parent.qualified_name if parent else type(command).__name__[-4:], []).append(own)
        yield [key for key, _ in others if ".option-" in key]
    yield from by_parent.values()


async def test_discord_is_sent_the_names_of_its_locales(bot: DatelineBot) -> None:
    ask = bot.tree.get_command("ask")
    assert isinstance(ask, app_commands.Command)
    payload = await ask.get_translated_payload(bot.tree, CommandTexts())
    assert payload["name"] == "ask"
    assert payload["name_localizations"] == {
        "de": "fragen", "es-ES": "preguntar", "es-419": "preguntar", "ja": "質問",
    }  # fmt: skip
    question = payload["options"][0]
    assert question["name_localizations"]["de"] == "frage"
    assert question["description_localizations"]["ja"].startswith("例：")
    assert Locale.french.value not in payload["description_localizations"]


async def test_translations_are_part_of_the_fingerprint(bot: DatelineBot) -> None:
    with_texts = await fingerprint(bot.tree, 1)
    await bot.tree.set_translator(None)
    assert await fingerprint(bot.tree, 1) != with_texts


def test_a_command_is_called_what_people_see() -> None:
    assert command_name("library add") == "/library add"
    with using_locale("ja"):
        assert command_name("library add") == "/ライブラリ 追加"


async def test_discord_takes_the_names(sim: DiscordSim, start: Start, simcord_bot: DatelineBot) -> None:
    """The simulator's referee holds the sync against Discord's description and limits."""
    await start(simcord_bot)
    [ask] = [each for each in sim.core.store.commands.values() if each.payload["name"] == "ask"]
    assert ask.payload["name_localizations"]["ja"] == "質問"
