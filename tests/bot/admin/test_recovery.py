"""Messages that a killed process left: the next one says on them what happened, and what to do."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any, cast

import pytest

from bot.client import DatelineBot
from bot.text.locale import languages, using_locale
from bot.text.locale import t as said
from bot.ui.job_messages import JobKind, JobMessage
from retrieval import Library, Progress, Settings, StoreError
from tests.discord_sim import Channel, DiscordSim, Interaction, Permission, User, faults
from tests.discord_sim.conftest import Start
from tests.fakes import FakeLibrary

from ..samples import WHEN
from .test_reindex_views import run

Make = Callable[[], DatelineBot]
EDIT = "/channels/*/messages/*"
ORIGINAL = "/webhooks/*/messages/*"


@pytest.fixture
def make_bot(library: FakeLibrary, settings: Settings) -> Make:
    return lambda: DatelineBot(cast(Library, library), settings, guild_ready_timeout=0.1)


@pytest.fixture
def boss(sim: DiscordSim) -> User:
    return sim.add_user("boss")


@pytest.fixture
def channel(sim: DiscordSim, boss: User) -> Channel:
    guild = sim.add_guild("newsroom", members=[boss])
    sim.add_role(guild, "editors", Permission.MANAGE_GUILD, members=[boss])
    return sim.add_channel(guild, "general")


@pytest.fixture
def working(library: FakeLibrary) -> None:
    """Long jobs of the library get to 22 % and no further."""
    library.steps = [Progress("embedding", 22, 100)]
    library.gate = asyncio.Event().wait


async def until(probe: Callable[[], bool]) -> None:
    """Until something in this process is so, which the simulator does not see."""
    async with asyncio.timeout(5):
        while not probe():  # noqa: ASYNC110  # a dictionary sets no event
            await asyncio.sleep(0.01)


def scope(channel: Channel) -> str:
    return f"guild:{channel.guild_id}"


async def killed(bot: DatelineBot, library: FakeLibrary, message: Any) -> None:
    """The process is gone, as by `kill -9`: nothing that it does on its way out has happened."""
    noted, content, components = dict(library.job_messages), message.content, message.components
    await bot.close()
    library.job_messages, library.gate, library.steps = noted, None, []
    message.content, message.components = content, components


async def progress_of(sim: DiscordSim, channel: Channel, boss: User, command: str, **options: Any) -> Any:
    used = await sim.slash(channel, boss, command, **options)
    shown = await used.response()
    await used.wait_until(lambda i: "22" in shown.content)
    return shown


@pytest.mark.usefixtures("working")
@pytest.mark.parametrize("changed", [0, 3])
async def test_a_reindex(
    sim: DiscordSim,
    start: Start,
    make_bot: Make,
    library: FakeLibrary,
    channel: Channel,
    boss: User,
    changed: int,
) -> None:
    first = make_bot()
    await start(first)
    shown = await progress_of(sim, channel, boss, "admin reindex")
    await until(lambda: bool(library.job_messages))
    await killed(first, library, shown)
    began = library.now - timedelta(days=1)
    left = replace(
        run(7, "shared", scope(channel)), finished_at=None, changed=changed, started_at=library.now
    )
    other = replace(run(6, "shared", scope(channel)), finished_at=None, started_at=began)
    library.runs = [left, other] if changed else [other]
    await start(make_bot())
    await sim.wait_until(lambda: "22" not in shown.content)
    what = "3 of 5 articles are done and stay" if changed else "before it had changed anything"
    assert shown.content.startswith("Reindex interrupted: I was stopped")
    assert what in shown.content
    assert "/admin reindex" in shown.content
    buttons = [part["label"] for row in shown.components for part in row["components"]]
    assert buttons == (["Roll back"] if changed else [])
    await until(lambda: library.job_messages == {})


@pytest.mark.usefixtures("working")
async def test_its_cancel_button_meanwhile_stops_no_other_reindex(
    sim: DiscordSim, start: Start, make_bot: Make, library: FakeLibrary, channel: Channel, boss: User
) -> None:
    first = make_bot()
    await start(first)
    shown = await progress_of(sim, channel, boss, "admin reindex")
    gate, steps = library.gate, library.steps
    await killed(first, library, shown)
    library.job_messages = {}  # it could not be edited
    library.gate, library.steps = gate, steps
    second = make_bot()
    await start(second)
    running = await progress_of(sim, channel, boss, "admin reindex")
    pressed = await sim.click(shown, "Cancel", boss)
    assert "not under way any more" in (await pressed.followup()).content
    assert shown.components == []
    assert second.reindexing.running
    await sim.click(running, "Cancel", boss)
    await sim.wait_until(lambda: "cancelled" in running.content)


@pytest.mark.usefixtures("working")
@pytest.mark.parametrize(
    ("command", "options", "words"),
    [
        ("library add", {"url": "https://example.org/a"}, "add it again for the rest"),
        ("library add", {"file": ("a.md", b"# A\n\nText.")}, "add it again for the rest"),
        ("admin reindex", {"dry_run": True}, "Nothing was written"),
    ],
)
@pytest.mark.parametrize("late", [False, True])
async def test_what_only_its_person_sees(
    sim: DiscordSim,
    start: Start,
    make_bot: Make,
    library: FakeLibrary,
    channel: Channel,
    boss: User,
    command: str,
    options: dict[str, Any],
    words: str,
    late: bool,
) -> None:
    """As long as its interaction lives it is edited; then the person is written to."""
    first = make_bot()
    await start(first)
    shown = await progress_of(sim, channel, boss, command, **options)
    await until(lambda: bool(library.job_messages))
    await killed(first, library, shown)
    if late:
        ((key, noted),) = library.job_messages.items()
        facts = json.dumps(json.loads(noted.facts) | {"expires": 1.0})
        library.job_messages[key] = replace(noted, facts=facts)
    await start(make_bot())
    if late:
        assert words in (await sim.next_message(sim.dm(boss))).content
    else:
        await sim.wait_until(lambda: words in shown.content)
        assert shown.components == []
    await until(lambda: library.job_messages == {})


@pytest.mark.parametrize("how", ["mention", "command"])
async def test_a_place_in_line(
    sim: DiscordSim,
    start: Start,
    make_bot: Make,
    library: FakeLibrary,
    channel: Channel,
    boss: User,
    monkeypatch: pytest.MonkeyPatch,
    how: str,
) -> None:
    for limit in ("LONG_WAIT", "MOMENT"):
        monkeypatch.setattr(f"bot.asking.queue.{limit}", 0)
    first = make_bot()
    first.queue._free = 0  # all hands are full, with the questions of others
    first.queue._line._served.add("somebody else")
    await start(first)
    if how == "mention":
        await sim.say(channel, boss, WHEN, mentions=[sim.bot])
        shown: Any = await sim.next_message(channel)
    else:
        shown = await (await sim.slash(channel, boss, "ask", question=WHEN)).response()
    await until(lambda: "in line" in shown.content and bool(library.job_messages))
    await killed(first, library, shown)
    await start(make_bot())
    await sim.wait_until(lambda: "restarted while you waited" in shown.content)
    await until(lambda: library.job_messages == {})


async def test_what_ends_well_is_forgotten(
    sim: DiscordSim, start: Start, make_bot: Make, library: FakeLibrary, channel: Channel, boss: User
) -> None:
    await start(make_bot())
    library.steps = [Progress("embedding", 22, 100)]
    for command, options in (("admin reindex", {}), ("library add", {"url": "https://example.org/a"})):
        used = await sim.slash(channel, boss, command, **options)
        shown = await used.response()
        assert isinstance(used, Interaction)
        await until(partial(_ended, shown))
    await until(lambda: library.job_messages == {})


def _ended(shown: Any) -> bool:
    return "Embedding" not in shown.content


async def test_what_a_failing_log_does_not_hold_up(
    sim: DiscordSim, start: Start, make_bot: Make, library: FakeLibrary, channel: Channel, boss: User
) -> None:
    await start(make_bot())
    library.steps = [Progress("embedding", 22, 100)]
    library.failures["note_unfinished"] = StoreError("dateline.db", "disk I/O error")
    used = await sim.slash(channel, boss, "admin reindex")
    shown = await used.response()
    await used.wait_until(lambda i: shown.content.startswith("Reindexed"))


@pytest.mark.parametrize("fault", [faults.unknown_message(), None])
async def test_what_is_gone_and_what_nobody_can_read_is_dropped(
    sim: DiscordSim, start: Start, make_bot: Make, library: FakeLibrary, channel: Channel, fault: Any
) -> None:
    job_message = JobMessage(JobKind.REINDEX, channel.id, 5, "xx", guild=channel.guild_id)
    await library.messages.note(job_message.key, json.dumps(vars_of(job_message)) if fault else "{odd")
    await library.messages.note("another", json.dumps(vars_of(job_message) | {"kind": "newer"}))
    await start(make_bot())
    await until(lambda: library.job_messages == {})


async def test_what_discord_does_not_take_now_is_tried_at_the_next_start(
    sim: DiscordSim, start: Start, make_bot: Make, library: FakeLibrary, channel: Channel, boss: User
) -> None:
    said_by = await sim.say(channel, boss, "anything")
    job_message = JobMessage(JobKind.REINDEX, channel.id, said_by.id, "en", guild=channel.guild_id)
    await library.messages.note(job_message.key, json.dumps(vars_of(job_message)))
    sim.faults.add("PATCH", EDIT, faults.server_error(500), times=99)
    first = make_bot()
    await start(first)
    await sim.wait_until(lambda: sum(r.method == "PATCH" for r in sim.requests) >= 1)
    await first.close()
    assert list(library.job_messages) == [job_message.key]


def vars_of(job_message: JobMessage) -> dict[str, Any]:
    return {name: getattr(job_message, name) for name in job_message.__dataclass_fields__}


def test_each_kind_has_a_sentence_in_every_language() -> None:
    for language in languages():
        with using_locale(language):
            said_of = {said(f"interrupted-{kind.value}", changed=1, articles=2) for kind in JobKind}
            assert len({*said_of, said("interrupted-reindex-unchanged")}) == len(JobKind) + 1
