"""The wire against an unmodified discord.py: lost sockets, resumes, tokens, rate limits, server errors."""

from __future__ import annotations

import asyncio

import aiohttp
import discord
import pytest

from . import Channel, DiscordSim, Intent, User, faults
from .conftest import Start
from .example_bot import ExampleBot

MESSAGES = "/channels/*/messages"
ZOMBIE = {"heartbeat_interval": 0.2}


def place(sim: DiscordSim) -> tuple[Channel, User]:
    ann = sim.add_user("ann")
    return sim.add_channel(sim.add_guild("newsroom", members=[ann]), "general"), ann


async def ask(sim: DiscordSim, channel: Channel, user: User) -> str:
    """One mention and the answer to it: proof that the bot is there."""
    asked = await sim.say(channel, user, "hello", mentions=[sim.bot])
    answer = await sim.next_message(channel, timeout=10)
    assert answer.reply_to == asked.id
    return answer.content


@pytest.mark.parametrize("code", [1000, 1001, 1006, 4000, 4007, 4008, 4009])
async def test_resumes_after_a_close_and_hears_what_was_said_meanwhile(
    sim: DiscordSim, start: Start, code: int
) -> None:
    channel, ann = place(sim)
    bot = ExampleBot()
    await start(bot)
    sim.cut(code)
    await ask(sim, channel, ann)
    assert (bot.ready_count, sim.core.gateway.identifies, sim.core.gateway.resumes) == (1, 1, 1)


async def test_a_gateway_that_is_down_for_a_while(sim: DiscordSim, start: Start) -> None:
    channel, ann = place(sim)
    await start(ExampleBot())
    async with sim.down():
        messages = [await sim.say(channel, ann, f"{n}", mentions=[sim.bot]) for n in range(3)]
    answers = [await sim.next_message(channel) for _ in messages]
    assert {answer.reply_to for answer in answers} == {message.id for message in messages}


async def test_replay_delivers_a_message_twice(sim: DiscordSim, start: Start) -> None:
    """The example answers once because it remembers ids; that the event came twice is what counts here."""
    channel, ann = place(sim)
    bot = ExampleBot()
    heard: list[int] = []
    bot.add_listener(_collector(heard, ann), "on_message")
    await start(bot)
    await ask(sim, channel, ann)
    await sim.barrier()
    sim.cut(1006, rewind=5)
    await sim.resumed()
    await ask(sim, channel, ann)
    assert len(heard) == 3
    assert heard[0] == heard[1]
    assert len(sim.messages(channel, from_bot=True)) == 2


def _collector(heard: list[int], author: User):  # type: ignore[no-untyped-def]  # a listener's own type is no help
    async def on_message(message: discord.Message) -> None:
        if message.author.id == author.id:
            heard.append(message.id)

    return on_message


async def test_op7_and_resumable_op9_resume(sim: DiscordSim, start: Start) -> None:
    channel, ann = place(sim)
    bot = ExampleBot()
    await start(bot)
    sim.reconnect_op7()
    await sim.resumed(1)
    sim.invalid_session(resumable=True)
    await sim.resumed(2)
    await ask(sim, channel, ann)
    assert bot.ready_count == 1


async def test_lost_session_identifies_again(sim: DiscordSim, start: Start) -> None:
    """discord.py waits five seconds before it identifies again."""
    channel, ann = place(sim)
    bot = ExampleBot()
    await start(bot)
    sim.invalid_session(resumable=False)
    await sim.connected(identifies=2, timeout=15)
    await ask(sim, channel, ann)
    assert (sim.core.gateway.identifies, sim.core.gateway.resumes) == (2, 0)


@pytest.mark.parametrize("sim", [ZOMBIE], indirect=True)
async def test_zombie_connection_is_noticed_and_resumed(sim: DiscordSim, start: Start) -> None:
    channel, ann = place(sim)
    await start(ExampleBot(heartbeat_timeout=1.0))
    sim.hold_acks()
    await ask(sim, channel, ann)
    assert sim.core.gateway.identifies == 1
    assert sim.core.gateway.resumes >= 1


async def test_wrong_token_over_rest_and_gateway(sim: DiscordSim) -> None:
    async with ExampleBot() as bot:
        with pytest.raises(discord.LoginFailure):
            await bot.start("wrong")
    client = discord.Client(intents=discord.Intents.default())
    await client.login(sim.token)
    client.http.token = "wrong"
    with pytest.raises(discord.ConnectionClosed) as closed:
        await client.connect()
    assert closed.value.code == 4004
    await client.close()


async def test_privileged_intents_are_refused_unless_switched_on(sim: DiscordSim) -> None:
    intents = discord.Intents.default() | discord.Intents(message_content=True)
    client = discord.Client(intents=intents)
    with pytest.raises(discord.PrivilegedIntentsRequired):
        await client.start(sim.token)
    await client.close()


@pytest.mark.parametrize("sim", [{"privileged": Intent.MESSAGE_CONTENT | Intent.MEMBERS}], indirect=True)
async def test_with_privileged_intents_content_and_members_arrive(sim: DiscordSim, start: Start) -> None:
    channel, ann = place(sim)
    intents = discord.Intents.default() | discord.Intents(message_content=True, members=True)
    client = discord.Client(intents=intents, guild_ready_timeout=0.1)
    await start(client)
    guild = client.guilds[0]
    said = await sim.say(channel, ann, "between us")
    bob = sim.add_user("bob")
    sim.join(sim.core.store.guild(guild.id), bob)
    await sim.barrier()
    assert [(m.id, m.content) for m in client.cached_messages] == [(said.id, "between us")]
    assert guild.get_member(bob.id) is not None
    assert [m.name for m in await guild.query_members("bo")] == ["bob"]


@pytest.mark.parametrize("everywhere", [False, True])
async def test_rate_limit_is_waited_out(sim: DiscordSim, start: Start, everywhere: bool) -> None:
    channel, ann = place(sim)
    await start(ExampleBot())
    limit = sim.faults.add("POST", MESSAGES, faults.rate_limited(0.2, everywhere=everywhere), times=2)
    await ask(sim, channel, ann)
    statuses = [r.status for r in sim.requests if r.method == "POST" and r.path.endswith("/messages")]
    assert (limit.hits, statuses) == (2, [429, 429, 200])


async def test_exhausted_bucket_slows_the_next_request(sim: DiscordSim, start: Start) -> None:
    channel, ann = place(sim)
    await start(ExampleBot())
    sim.faults.add("POST", MESSAGES, faults.exhausted(0.3))
    for _ in range(2):
        await ask(sim, channel, ann)
    first, second = [r.at for r in sim.requests if r.path.endswith("/messages")]
    assert second - first > 0.2


@pytest.mark.parametrize("status", [500, 502, 504])
async def test_server_errors_are_retried(sim: DiscordSim, start: Start, status: int) -> None:
    channel, ann = place(sim)
    await start(ExampleBot())
    sim.faults.add("POST", MESSAGES, faults.server_error(status))
    await ask(sim, channel, ann)


async def test_errors_that_raise_at_once(sim: DiscordSim, start: Start) -> None:
    channel, _ = place(sim)
    bot = ExampleBot()
    await start(bot)
    target = bot.get_channel(channel.id)
    assert isinstance(target, discord.TextChannel)
    for fault, expected in (
        (faults.server_error(503), discord.DiscordServerError),
        (faults.missing_permissions(), discord.Forbidden),
        (faults.unknown_message(), discord.NotFound),
        (faults.rate_limited(0.1, cloudflare=True), discord.HTTPException),
        (faults.invalid_json(), ValueError),
    ):
        sim.faults.add("POST", MESSAGES, fault)
        with pytest.raises(expected):
            await target.send("x")
    assert len(sim.messages(channel)) == 1


async def test_lost_replies_resets_and_slow_replies(sim: DiscordSim, start: Start) -> None:
    """discord.py repeats a request whose reply was lost; its enforced nonce makes that harmless."""
    channel, _ = place(sim)
    bot = ExampleBot()
    await start(bot)
    sim.faults.add("POST", MESSAGES, faults.lost_reply())
    target = bot.get_channel(channel.id)
    assert isinstance(target, discord.TextChannel)
    await target.send("x")
    assert [m.content for m in sim.messages(channel)] == ["x"]
    sim.faults.add("POST", MESSAGES, faults.connection_reset())
    with pytest.raises(aiohttp.ClientError):
        await target.send("y")
    sim.faults.add("POST", MESSAGES, faults.slow(0.2))
    await target.send("z")
    assert [m.content for m in sim.messages(channel)] == ["x", "z"]


async def test_a_nonce_names_one_posting_for_a_few_minutes_also_when_it_is_deleted(
    sim: DiscordSim, start: Start
) -> None:
    """Discord answers with the message of before instead of posting another one."""
    channel, _ = place(sim)
    bot = ExampleBot()
    await start(bot)
    target = bot.get_channel(channel.id)
    assert isinstance(target, discord.TextChannel)
    first = await target.send("x", nonce="7")
    assert (await target.send("y", nonce="7")).id == first.id
    await first.delete()
    assert (await target.send("z", nonce="7")).id == first.id
    assert sim.messages(channel) == []
    await target.send("z", nonce="8")
    sim.advance(600)
    await target.send("x", nonce="7")
    assert [message.content for message in sim.messages(channel)] == ["z", "x"]


async def test_a_reply_that_comes_late(sim: DiscordSim, start: Start) -> None:
    channel, _ = place(sim)
    bot = ExampleBot()
    await start(bot)
    target = bot.get_channel(channel.id)
    assert isinstance(target, discord.TextChannel)
    sim.faults.add("POST", MESSAGES, faults.late_reply(0.3))
    sending = asyncio.create_task(target.send("x"))
    await sim.wait_until(lambda: sim.messages(channel))
    assert not sending.done()
    await sending


async def test_faults_on_interactions(sim: DiscordSim, start: Start) -> None:
    channel, ann = place(sim)
    await start(ExampleBot())
    sim.faults.add("POST", "/interactions/*/callback", faults.rate_limited(0.1))
    sim.faults.add("PATCH", "/webhooks/*/messages/@original", faults.server_error(502))
    asked = await sim.slash(channel, ann, "ask", question="when?")
    assert (await asked.response()).text == "Answer\nabout when?"
    sim.faults.add("POST", "/interactions/*/callback", faults.unknown_interaction())
    failed = await sim.slash(channel, ann, "ask", question="when?")
    await sim.wait_until(lambda: sim.requests[-1].status == 404)
    assert failed.ack is None


async def test_uncompressed_frames(sim: DiscordSim) -> None:
    """discord.py always asks for zlib-stream; a client that does not gets text frames."""
    async with aiohttp.ClientSession() as session, session.ws_connect(f"{sim.gateway_url}?v=10") as socket:
        assert (await socket.receive_json())["op"] == 10
        await socket.send_json({"op": 6, "d": {"token": sim.token, "session_id": "none", "seq": 1}})
        assert await socket.receive_json() == {"op": 9, "d": False}
        await socket.send_json({"op": 99})
        closed = await socket.receive()
        assert (closed.type, closed.data) == (aiohttp.WSMsgType.CLOSE, 4003)
