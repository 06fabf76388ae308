"""The simulator against an unmodified discord.py: messages, commands, components and threads."""

from __future__ import annotations

import contextlib

import discord
import pytest
from discord.ext import commands

from . import Ack, DiscordSim, Kind, Permission, RefusedError
from .conftest import Start
from .example_bot import ExampleBot


async def test_connects_and_sees_the_world(sim: DiscordSim, start: Start) -> None:
    ann = sim.add_user("ann")
    guild = sim.add_guild("newsroom", members=[ann])
    channel = sim.add_channel(guild, "general")
    bot = ExampleBot()
    await start(bot)
    seen = bot.get_guild(guild.id)
    assert bot.application_id == sim.bot.id
    assert seen is not None
    assert (seen.name, seen.member_count) == ("newsroom", 3)
    assert seen.get_channel(channel.id) is not None
    later = sim.add_guild("second", members=[ann])
    await sim.barrier()
    assert bot.get_guild(later.id) is not None


async def test_mention_reply_chain_and_direct_message(sim: DiscordSim, start: Start) -> None:
    ann = sim.add_user("ann")
    channel = sim.add_channel(sim.add_guild("newsroom", members=[ann]), "general")
    await start(ExampleBot())
    asked = await sim.say(channel, ann, "hello", mentions=[sim.bot])
    answer = await sim.next_message(channel)
    assert answer.content == f"heard: {sim.bot.mention} hello"
    assert answer.reply_to == asked.id
    assert answer.mentions == []
    again = await sim.say(channel, ann, "more", reply_to=answer)
    assert (await sim.next_message(channel)).reply_to == again.id
    assert len(sim.typing_in(channel)) == 2
    direct = sim.dm(ann)
    await sim.say(direct, ann, "psst")
    assert (await sim.next_message(direct)).content == "heard: psst"


async def test_content_is_blank_without_the_intent(sim: DiscordSim, start: Start) -> None:
    ann = sim.add_user("ann")
    channel = sim.add_channel(sim.add_guild("newsroom", members=[ann]), "general")
    bot = ExampleBot()
    await start(bot)
    await sim.say(channel, ann, "between us")
    await sim.say(channel, ann, "hey", mentions=[sim.bot])
    await sim.next_message(channel)
    contents = [message.content for message in bot.cached_messages if message.author.id == ann.id]
    assert contents == ["", f"{sim.bot.mention} hey"]


async def test_edits_deletes_and_reactions_arrive(sim: DiscordSim, start: Start) -> None:
    ann = sim.add_user("ann")
    channel = sim.add_channel(sim.add_guild("newsroom", members=[ann]), "general")
    bot = ExampleBot()
    await start(bot)
    message = await sim.say(channel, ann, "one", mentions=[sim.bot])
    answer = await sim.next_message(channel)
    await sim.edit(message, f"{sim.bot.mention} two")
    await sim.wait_until(lambda: answer.content == f"heard: {sim.bot.mention} two")
    assert len(answer.edits) == 1
    await sim.react(answer, ann, "👍")
    await sim.wait_until(lambda: answer.reactions == {"👍": [ann.id, sim.bot.id]})
    await sim.delete(message)
    await sim.wait_until(lambda: answer.deleted)


async def test_commands_are_synced_and_unknown_ones_refused(sim: DiscordSim, start: Start) -> None:
    ann, guest = sim.add_user("ann"), sim.add_user("guest")
    guild = sim.add_guild("newsroom", members=[ann, guest])
    channel = sim.add_channel(guild, "general")
    sim.add_role(guild, "staff", Permission.MANAGE_GUILD, members=[ann])
    with pytest.raises(RefusedError, match="never synced"):
        await sim.slash(channel, ann, "ask", question="?")
    await start(ExampleBot())
    with pytest.raises(RefusedError, match="required"):
        await sim.slash(channel, ann, "ask")
    with pytest.raises(RefusedError, match="subcommand"):
        await sim.slash(channel, ann, "admin nothing")
    staff, other = (
        await sim.slash(channel, ann, "admin count"),
        await sim.slash(channel, guest, "admin count"),
    )
    assert (staff.hidden_by_default, other.hidden_by_default) == (False, True)
    assert (await staff.response()).content == "you may manage: True"
    assert (await other.response()).content == "you may manage: False"


async def test_deferred_answer_edit_and_follow_up(sim: DiscordSim, start: Start) -> None:
    ann = sim.add_user("ann")
    channel = sim.add_channel(sim.add_guild("newsroom", members=[ann]), "general")
    await start(ExampleBot())
    asked = await sim.slash(channel, ann, "ask", question="when?")
    assert await asked.acked() is Ack.DEFER
    answer = await asked.response()
    assert (answer.text, answer.ephemeral) == ("Answer\nabout when?", False)
    extra = await asked.followup()
    assert (extra.content, extra.ephemeral) == ("only for you", True)
    assert sim.messages(channel, viewer=sim.add_user("other")) == [answer]
    private = await sim.slash(channel, ann, "ask", question="who?", private=True)
    assert (await private.response()).seen_only_by == ann.id


async def test_attachments_both_ways(sim: DiscordSim, start: Start) -> None:
    ann = sim.add_user("ann")
    channel = sim.add_channel(sim.add_guild("newsroom", members=[ann]), "general")
    await start(ExampleBot())
    sent = await sim.slash(channel, ann, "admin ingest", file=("article.txt", b"some words"))
    answer = await sent.response()
    assert answer.content == "article.txt: 10 bytes"
    assert [(file.filename, file.data) for file in answer.attachments] == [("copy.txt", b"some words")]


async def test_button_works_after_a_restart(sim: DiscordSim, start: Start) -> None:
    ann = sim.add_user("ann")
    channel = sim.add_channel(sim.add_guild("newsroom", members=[ann]), "general")
    first = ExampleBot()
    await start(first)
    answer = await (await sim.slash(channel, ann, "ask", question="when?")).response()
    await first.close()
    await start(ExampleBot())
    sources = await (await sim.click(answer, "Sources", ann)).response()
    assert (sources.content, sources.ephemeral) == ("the sources", True)
    count = await sim.click(answer, "counter:0", ann)
    assert await count.acked() is Ack.UPDATE
    assert answer.component("counter:1") is not None
    chosen = await sim.choose(answer, "language", ann, ["ja"])
    assert (await chosen.followup()).content == "language: ja"
    with pytest.raises(RefusedError, match="no enabled component"):
        await sim.click(answer, "Nothing", ann)


async def test_modal_autocomplete_and_context_menu(sim: DiscordSim, start: Start) -> None:
    ann, bob = sim.add_user("ann"), sim.add_user("bob")
    channel = sim.add_channel(sim.add_guild("newsroom", members=[ann, bob]), "general")
    await start(ExampleBot())
    opened = await sim.slash(channel, ann, "feedback")
    assert (await opened.shown_modal())["title"] == "Feedback"
    with pytest.raises(RefusedError, match="required"):
        await sim.submit_modal(opened, reason="")
    assert (await (await sim.submit_modal(opened, reason="too long")).response()).content == "noted: too long"
    choices = await sim.autocomplete(channel, ann, "ask", "article", "TOM", question="when?")
    assert choices == [{"name": "Tomahawk", "value": "Tomahawk"}]
    claim = await sim.say(channel, bob, "a claim without any mention")
    checked = await sim.context_menu(channel, ann, "Check this claim", claim)
    assert (await checked.response()).content == "checked: a claim without any mention"


async def test_threads_and_forum_posts(sim: DiscordSim, start: Start) -> None:
    ann = sim.add_user("ann")
    guild = sim.add_guild("newsroom", members=[ann])
    channel, forum = sim.add_channel(guild, "general"), sim.add_channel(guild, "help", kind=Kind.FORUM)
    bot = ExampleBot()
    await start(bot)
    answer = await (await sim.slash(channel, ann, "ask", question="when?")).response()
    await (await sim.click(answer, "Continue in thread", ann)).response()
    assert answer.thread_id is not None
    thread = sim.core.store.channel(answer.thread_id)
    assert [m.content for m in sim.messages(thread, from_bot=True)][1:] == ["let us go on"]
    await sim.say(thread, ann, "and who?", mentions=[sim.bot])
    await sim.next_message(thread)
    place, question = await sim.forum_post(forum, ann, "a question", f"{sim.bot.mention} what?")
    assert (await sim.next_message(place)).reply_to == question.id == place.id
    post = bot.threads_seen[-1]
    assert (post.name, post.parent_id) == ("a question", forum.id)
    own = await sim.start_thread(channel, ann, "by ann")
    await sim.barrier()
    assert bot.get_channel(own.id) is not None


async def test_works_for_a_user_outside_its_guilds(sim: DiscordSim, start: Start) -> None:
    ann, bob = sim.add_user("ann", locale="de"), sim.add_user("bob")
    foreign = sim.add_channel(sim.add_guild("elsewhere", members=[ann, bob], bot=False), "general")
    group = sim.add_group(ann, bob)
    await start(ExampleBot())
    with pytest.raises(RefusedError, match="installed neither"):
        await sim.slash(foreign, ann, "where")
    sim.install_for(ann)
    for channel, expected in ((foreign, "guild"), (group, "private"), (sim.dm(ann), "dm")):
        asked = await sim.slash(channel, ann, "where")
        assert (await asked.response()).content == f"{expected} de"
    with pytest.raises(RefusedError, match="installed neither"):
        await sim.slash(foreign, ann, "ask", question="?")


async def test_late_and_double_answers_are_refused(sim: DiscordSim, start: Start) -> None:
    ann = sim.add_user("ann")
    channel = sim.add_channel(sim.add_guild("newsroom", members=[ann]), "general")
    bot = ExampleBot()
    await start(bot)
    asked = await sim.slash(channel, ann, "ask", question="when?")
    await asked.followup()
    found = bot.last_interaction
    assert found is not None
    found.response._response_type = None
    with pytest.raises(discord.HTTPException) as double:
        await found.response.send_message("again")
    sim.advance(15 * 60 + 1)
    with pytest.raises(discord.NotFound) as expired:
        await found.edit_original_response(content="late")
    assert (double.value.code, expired.value.code) == (40060, 10015)

    @bot.tree.command()
    async def slow(interaction: discord.Interaction) -> None:
        sim.advance(3.1)
        with contextlib.suppress(discord.NotFound):
            await interaction.response.defer()

    await bot.tree.sync()
    await sim.slash(channel, ann, "slow")
    await sim.wait_until(lambda: sim.error_codes == [40060, 10015, 10062])


async def test_permissions_decide_what_the_bot_can_do(sim: DiscordSim, start: Start) -> None:
    ann = sim.add_user("ann")
    guild = sim.add_guild("newsroom", members=[ann])
    mute = sim.add_channel(guild, "read-only", bot_deny=Permission.SEND_MESSAGES)
    secret = sim.add_channel(guild, "secret", bot_deny=Permission.VIEW_CHANNEL)
    bot = ExampleBot()
    await start(bot)
    await sim.say(secret, ann, "unheard", mentions=[sim.bot])
    await sim.say(mute, ann, "heard", mentions=[sim.bot])
    await sim.wait_until(lambda: sim.error_codes == [50013])
    with pytest.raises(discord.Forbidden) as hidden:
        await bot.get_partial_messageable(secret.id).send("?")
    assert hidden.value.code == 50001
    assert sim.messages(secret, from_bot=True) == []


async def test_command_framework_prefix_and_help(sim: DiscordSim, start: Start) -> None:
    """commands.Bot's own prefix commands work in direct messages, where content is never blank."""
    ann = sim.add_user("ann")
    bot = commands.Bot("!", intents=discord.Intents.default(), guild_ready_timeout=0.1)

    @bot.command()
    async def ping(ctx: commands.Context[commands.Bot]) -> None:
        await ctx.send("pong")

    await start(bot)
    await sim.say(sim.dm(ann), ann, "!ping")
    assert (await sim.next_message(sim.dm(ann))).content == "pong"
