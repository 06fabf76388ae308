"""A bot that is updated in place goes on with its data folder, and with the buttons under its old messages.

The folder was made by the last commit before the code was moved into its present layout (6badd89), through its bot in
the simulated Discord. Two articles of text files, one of a feed and one of a page were taken in; one question was
answered and one refused; somebody voted; a limit was changed; the page was removed; the process died over a last
question, whose place in the line was shown. `discord.json` has the messages as they stood then, with their buttons.
"""

from __future__ import annotations

import gzip
import json
import sqlite3
from collections.abc import AsyncIterator, Callable, Mapping, MutableMapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from bot.client import DatelineBot
from bot.places import message_key
from retrieval import Answer, Filters, Library, Settings, Tally, open_library
from retrieval.models.embedder import SentenceEmbedder
from retrieval.store.schema import MIGRATIONS
from tests.discord_sim import Channel, DiscordSim, Message, Permission, User
from tests.discord_sim.conftest import Start

BEFORE = Path(__file__).parents[1] / "golden_data" / "before_one_house"
NOW = datetime(2026, 1, 20, 10, 41, tzinfo=UTC)
"""An hour after the folder was made."""
QUESTION = "who opened the Larkhaven harbour bridge?"
EPHEMERAL = 64


@dataclass
class Before:
    """The server as it stood: the same people and places, and the messages by what they are."""

    boss: User
    reader: User
    channel: Channel
    messages: Mapping[str, Message]


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    for file in BEFORE.glob("*.gz"):
        (tmp_path / file.stem).write_bytes(gzip.decompress(file.read_bytes()))
    (tmp_path / "commands.sha256").write_bytes((BEFORE / "commands.sha256").read_bytes())
    return tmp_path


@pytest.fixture
def settings(data_dir: Path) -> Settings:
    return Settings(data_dir=data_dir)


@pytest.fixture
async def real_library(settings: Settings, embedder: SentenceEmbedder) -> AsyncIterator[Library]:
    async with open_library(settings, embedder=embedder, clock=lambda: NOW) as library:
        yield library


@pytest.fixture
def make_bot(real_library: Library, settings: Settings) -> Callable[[], DatelineBot]:
    return lambda: DatelineBot(real_library, settings, guild_ready_timeout=0.1)


@pytest.fixture
def before(sim: DiscordSim, monkeypatch: pytest.MonkeyPatch) -> Before:
    store, kept = sim.core.store, json.loads((BEFORE / "discord.json").read_text(encoding="utf-8"))
    ids = count(kept["first id"])
    with monkeypatch.context() as patch:
        patch.setattr(store, "new_id", lambda: next(ids))
        store.users.pop(store.bot.id)
        store.bot = sim.add_user("Dateline", bot=True)
        boss, reader = sim.add_user("boss"), sim.add_user("reader")
        guild = sim.add_guild("newsroom", members=[boss, reader])
        sim.add_role(guild, "editors", Permission.MANAGE_GUILD, members=[boss])
        channel = sim.add_channel(guild, "general")
    people = {"Dateline": store.bot, "reader": reader}
    messages = {
        name: Message(
            each["id"],
            channel.id,
            people[each["by"]],
            each["content"],
            NOW.timestamp(),
            guild.id,
            embeds=each["embeds"],
            components=each["components"],
            flags=EPHEMERAL if each["seen_only_by"] else 0,
            mentions=[store.bot] if store.bot.mention in each["content"] else [],
            reply_to=each["reply_to"],
            seen_only_by=each["seen_only_by"],
        )
        for name, each in kept["messages"].items()
    }
    for message in sorted(messages.values(), key=lambda message: message.id):
        store.keep(message)
    return Before(boss, reader, channel, messages)


@pytest.fixture
async def bot(start: Start, make_bot: Callable[[], DatelineBot], before: Before) -> DatelineBot:
    running = make_bot()
    await start(running)
    return running


def stored(data_dir: Path) -> dict[str, Any]:
    """What would be made anew if the vectors were those of another model, or the passages cut differently."""
    with (data_dir / "index.faiss").open("rb") as file:
        header = json.loads(json.loads(file.readline())["header"])
    index = {name: header[name] for name in ("engine", "fingerprint", "dimension", "format", "metric")}
    with closing(sqlite3.connect(data_dir / "dateline.db")) as database:
        return {"index": index} | {
            query: database.execute(query).fetchall()
            for query in (
                "PRAGMA user_version",
                "SELECT * FROM models",
                "SELECT id, vector FROM passages ORDER BY id",
                """SELECT id, asked_key, posted_key, scopes, question, outcome, asked_at, asked_by, place, home,
                   follows, private FROM answers ORDER BY id""",
            )
        }


async def test_it_is_opened_as_it_is_and_answers_as_before(
    data_dir: Path,
    settings: Settings,
    embedder: SentenceEmbedder,
    logs: list[MutableMapping[str, Any]],
) -> None:
    as_made = stored(data_dir)
    async with open_library(settings, embedder=embedder, clock=lambda: NOW) as library:
        status = await library.status(scopes=None)
        assert (status.articles, status.passages, status.indexed, status.stale_passages) == (3, 3, 3, 0)
        answered = await library.answers.get(1)
        assert isinstance(answered.outcome, Answer)
        again = await library.ask(QUESTION, filters=Filters(answered.scopes))
        assert isinstance(again, Answer)
        # which of the two articles that tell it comes first follows the weights of today and, so near are they, the
        # precision in which this processor multiplies fastest
        then, now = ({each.quote for each in asked.citations} for asked in (answered.outcome, again))
        assert now == then
        assert len(again.citations) == len(answered.outcome.citations) == 2
        assert (
            again.certainty is answered.outcome.certainty
        )  # the probability itself follows the weights of today
        assert await library.votes.of(1) == Tally(1, 0)
        assert await library.audit_log.preferences(answered.home or "") == {"user_per_minute": "7"}
        (feed,) = await library.feeds.all(scopes=(answered.home or "",))
        assert (feed.title, feed.articles, feed.failures) == ("Bay News wire", 1, 0)
    assert stored(data_dir) == as_made | {"PRAGMA user_version": [(len(MIGRATIONS),)]}
    assert not [each for each in logs if each["event"] == "index_rebuild"]


async def test_the_process_that_died_is_put_right_and_questions_go_on(
    sim: DiscordSim, bot: DatelineBot, before: Before, real_library: Library
) -> None:
    place = before.messages["place in line"]
    await sim.wait_until(lambda: place.content.startswith("I was restarted while you waited."))
    await bot.messages_recovered.wait()
    assert await real_library.messages.unfinished() == ()
    asked = await sim.say(before.channel, before.reader, QUESTION, mentions=[sim.bot])
    assert "Elin Storvik" in str((await reply_to(sim, asked)).embeds)
    followed = await sim.say(
        before.channel, before.reader, "and how much did it cost?", reply_to=before.messages["answer"]
    )
    assert "48 million" in str((await reply_to(sim, followed)).embeds)
    left = {claim.asked_key for claim in await real_library.answers.unfinished()}
    assert message_key(before.messages["waiting"].id) not in left  # it is too old to be answered
    await sim.edit(before.messages["unanswered"], f"{sim.bot.mention} where will the night ferry leave from?")
    await sim.wait_until(lambda: "pier nine" in str(before.messages["refusal"].embeds).replace("*", ""))


async def test_the_buttons_under_old_messages_work(
    sim: DiscordSim, bot: DatelineBot, before: Before, real_library: Library
) -> None:
    boss, reader, answer = before.boss, before.reader, before.messages["answer"]
    shown = await (await sim.click(answer, "dateline:sources:1", boss)).response()
    assert "Source 1 of 2" in str(shown.embeds)
    await (await sim.click(before.messages["sources"], "dateline:source:1:1:on", reader)).acked()
    await sim.wait_until(lambda: "Source 2 of 2" in str(before.messages["sources"].embeds))
    await (await sim.click(answer, "dateline:vote:1:up", boss)).acked()
    pressed = await sim.click(answer, "dateline:vote:1:down", reader)  # instead of the vote for it
    await (await sim.submit_modal(pressed, words="No.")).acked()
    await sim.wait_until(
        lambda: "'label': '1', 'custom_id': 'dateline:vote:1:down'" in str(answer.components)
    )
    assert await real_library.votes.of(1) == Tally(1, 1)
    thread = await (await sim.click(answer, "dateline:continue:1", reader)).response()
    assert f"<#{answer.id}>" in thread.text


async def test_what_was_done_before_is_undone_by_its_old_buttons(
    sim: DiscordSim, bot: DatelineBot, before: Before, real_library: Library
) -> None:
    boss, log, home = before.boss, before.messages["log"], f"guild:{before.channel.guild_id}"
    await (await sim.click(before.messages["removed"], "dateline:restore:4", boss)).acked()
    await sim.wait_until(lambda: before.messages["removed"].edits)
    assert (await real_library.status(scopes=None)).articles == 4
    options = {each["label"]: each["value"] for each in log.components[0]["components"][0]["options"]}
    (preference,) = [value for label, value in options.items() if "Questions per person" in label]
    await (await sim.choose(log, "dateline:ledger:0:undo", boss, [preference])).acked()
    await sim.wait_until(lambda: "7 a minute → default" in str(log.embeds))
    assert await real_library.audit_log.preferences(home) == {}
    feeds = before.messages["feeds"]
    await (await sim.choose(feeds, "dateline:feeds:0:pick", boss, ["1"])).acked()
    await sim.wait_until(lambda: "dateline:feed:remove:1" in str(feeds.components))
    await (await sim.click(feeds, "dateline:feed:remove:1", boss)).acked()
    await sim.wait_until(lambda: "dateline:feed:remove:1" not in str(feeds.components))
    assert await real_library.feeds.all(scopes=(home,)) == ()


async def reply_to(sim: DiscordSim, message: Message) -> Message:
    channel = sim.core.store.channel(message.channel_id)

    def found() -> list[Message]:
        return [each for each in sim.messages(channel) if each.reply_to == message.id and each.embeds]

    await sim.wait_until(found)
    return found()[0]
