"""First responses to interactions whose reply is lost: what Discord took stands, and is neither repeated nor excused."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, cast

import pytest

from bot.client import DatelineBot
from retrieval import Finding, Library, Settings, Span, Stance, Verdict
from tests.discord_sim import Ack, Channel, DiscordSim, Interaction, User, faults
from tests.discord_sim.conftest import Start
from tests.fakes import FakeLibrary

from ..samples import SENTENCE, WHEN, citation, info, until

Make = Callable[[], DatelineBot]
Place = tuple[Channel, User]
CALLBACKS = "/interactions/*/callback"
LOST = [faults.connection_reset(performed=True), faults.lost_reply(502), faults.lost_reply(503)]
NAMES = ["reset", "502", "503"]
lost = pytest.mark.parametrize("fault", LOST, ids=NAMES)


@pytest.fixture
def make_bot(library: FakeLibrary, settings: Settings) -> Make:
    return lambda: DatelineBot(cast(Library, library), settings, guild_ready_timeout=0.1)


@pytest.fixture
def place(sim: DiscordSim) -> Place:
    ann = sim.add_user("ann")
    return sim.add_channel(sim.add_guild("newsroom", members=[ann]), "general"), ann


@pytest.fixture
async def online(start: Start, make_bot: Make, place: Place, caplog: pytest.LogCaptureFixture) -> DatelineBot:
    bot = make_bot()
    await start(bot)
    caplog.set_level(logging.ERROR, "discord")
    return bot


def quiet(caplog: pytest.LogCaptureFixture) -> bool:
    """Whether discord.py has logged no traceback."""
    return not [record for record in caplog.records if record.name.startswith("discord") and record.exc_info]


@pytest.mark.usefixtures("online")
@lost
async def test_a_command_whose_defer_was_delivered_is_answered(
    sim: DiscordSim, place: Place, library: FakeLibrary, fault: faults.Fault
) -> None:
    channel, ann = place
    sim.faults.add("POST", CALLBACKS, fault)
    used = await sim.slash(channel, ann, "ask", question=WHEN)
    assert "April 1" in (await used.response()).text
    await until(lambda: library.stored_answers)
    assert (used.ack, used.followups, len(library.asked)) == (Ack.DEFER, [], 1)
    assert sim.error_codes == [40060]


@pytest.mark.usefixtures("online")
@lost
async def test_a_message_that_was_delivered_is_not_sent_again(
    sim: DiscordSim, place: Place, fault: faults.Fault, logs: list[MutableMapping[str, Any]]
) -> None:
    channel, ann = place
    sim.faults.add("POST", CALLBACKS, fault)
    used = await sim.slash(channel, ann, "help")
    await sim.wait_until(lambda: sim.error_codes == [40060])
    await sim.barrier()
    assert (used.ack, used.followups) == (Ack.MESSAGE, [])
    assert "refused" not in [entry["event"] for entry in logs]


@pytest.mark.usefixtures("online")
@lost
async def test_buttons_forms_and_menus_go_on_likewise(
    sim: DiscordSim, place: Place, library: FakeLibrary, fault: faults.Fault
) -> None:
    channel, ann = place
    said = await sim.say(channel, ann, WHEN, mentions=[sim.bot])
    answer = await sim.next_message(channel)
    await until(lambda: library.stored_answers)
    sim.faults.add("POST", CALLBACKS, fault)
    opened = await sim.click(answer, "Sources", ann)
    page = await opened.response()
    sim.faults.add("POST", CALLBACKS, fault)
    turned = await sim.click(page, "Next ▶", ann)
    assert "2 of 2" in (await turned.response()).text
    sim.faults.add("POST", CALLBACKS, fault)
    form = await sim.click(answer, "dateline:vote:1:down", ann)
    await form.shown_modal()
    await until(lambda: library.cast)
    sim.faults.add("POST", CALLBACKS, fault)
    sent = await sim.submit_modal(form, why=["no-answer"], words="no")
    await sim.wait_until(lambda: bool(sent.followups))
    sim.faults.add("POST", CALLBACKS, fault)
    asked = await sim.context_menu(channel, ann, "Ask about this", said)
    assert "April 1" in (await asked.response()).text
    assert form.followups == []
    assert len(sent.followups) == 1


@pytest.mark.usefixtures("online")
@lost
async def test_choices_that_were_delivered_are_no_error(
    sim: DiscordSim,
    place: Place,
    library: FakeLibrary,
    fault: faults.Fault,
    caplog: pytest.LogCaptureFixture,
) -> None:
    channel, ann = place
    library.infos = [info(1, publisher="Kyodo")]
    sim.faults.add("POST", CALLBACKS, fault)
    await sim.autocomplete(channel, ann, "ask", "publisher", "Ky", question=WHEN)
    await sim.wait_until(lambda: sim.error_codes == [40060])
    await sim.barrier()
    assert quiet(caplog)


@pytest.mark.usefixtures("online")
async def test_an_interaction_that_discord_has_given_up_is_one_line_in_the_log(
    sim: DiscordSim,
    place: Place,
    library: FakeLibrary,
    logs: list[MutableMapping[str, Any]],
    caplog: pytest.LogCaptureFixture,
) -> None:
    channel, ann = place
    await sim.say(channel, ann, WHEN, mentions=[sim.bot])
    answer = await sim.next_message(channel)
    await until(lambda: library.stored_answers)
    uses: tuple[Callable[[], Awaitable[Interaction]], ...] = (
        lambda: sim.slash(channel, ann, "ask", question=WHEN),
        lambda: sim.slash(channel, ann, "help"),
        lambda: sim.click(answer, "Sources", ann),
        lambda: sim.click(answer, "dateline:vote:1:down", ann),
    )
    for use in uses:
        logs.clear()
        sim.faults.add("POST", CALLBACKS, faults.unknown_interaction())
        await use()
        await until(lambda: logs)
        await sim.barrier()
        assert [entry["event"] for entry in logs if entry["event"] != "answered"] == ["refused"]
    logs.clear()
    sim.faults.add("POST", CALLBACKS, faults.unknown_interaction())
    with pytest.raises(TimeoutError):
        await sim.autocomplete(channel, ann, "ask", "publisher", "Ky", question=WHEN)
    assert [entry["event"] for entry in logs] == ["choices not shown"]
    assert quiet(caplog)
    assert len(library.asked) == 1


async def test_a_bot_that_leaves_says_so_without_an_error_to_an_interaction_that_is_gone(
    sim: DiscordSim, place: Place, online: DatelineBot, caplog: pytest.LogCaptureFixture
) -> None:
    channel, ann = place
    await sim.say(channel, ann, WHEN, mentions=[sim.bot])
    answer = await sim.next_message(channel)
    online.closing = True
    uses: tuple[Callable[[], Awaitable[Interaction]], ...] = (
        lambda: sim.slash(channel, ann, "ask", question=WHEN),
        lambda: sim.click(answer, "Sources", ann),
    )
    fault = sim.faults.add("POST", CALLBACKS, faults.unknown_interaction(), times=2)
    for use in uses:
        await use()
    await sim.wait_until(lambda: fault.hits == 2)
    await sim.barrier()
    assert quiet(caplog)


@pytest.mark.usefixtures("online")
async def test_what_the_gateway_repeats_is_done_once(
    sim: DiscordSim, place: Place, library: FakeLibrary, logs: list[MutableMapping[str, Any]]
) -> None:
    channel, ann = place
    claims = [f"Claim number {n} is true." for n in range(12)]
    text = " ".join(claims)
    findings = [
        Finding(text, Span(0, len(text)), Stance.SUPPORTED, (citation(1, SENTENCE * 4),), 0.9) for _ in claims
    ]
    library.verdicts[text] = Verdict(text, tuple(findings))
    said = await sim.say(channel, ann, text)
    used = await sim.context_menu(channel, ann, "Check this claim", said)
    await used.response()
    await sim.barrier()
    asked = await sim.say(channel, ann, WHEN, mentions=[sim.bot])
    await until(lambda: library.stored_answers)
    (answer,) = [message for message in sim.messages(channel) if message.reply_to == asked.id]
    pressed = await sim.click(answer, "Sources", ann)
    await pressed.response()
    await sim.barrier()
    pages, requests = len(used.followups), len(sim.requests)
    sim.cut(1006, rewind=20)
    await sim.resumed()
    await sim.barrier()
    await until(lambda: [entry["event"] for entry in logs].count("repeated") == 2)
    await sim.barrier()
    assert (len(library.checked), len(used.followups)) == (1, pages)
    assert not [r for r in sim.requests[requests:] if r.path.startswith(("/interactions/", "/webhooks/"))]
