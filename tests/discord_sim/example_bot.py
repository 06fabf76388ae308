"""A small bot for the simulator's own tests; it uses every part of discord.py that Dateline does."""

from __future__ import annotations

import io
import re
from typing import Any, Self

import discord
from discord import app_commands
from discord.ext import commands

ARTICLES = ("Tomahawk", "Typhoon")
QUIET = discord.AllowedMentions.none()


class Counter(discord.ui.DynamicItem[discord.ui.Button[discord.ui.View]], template=r"counter:(?P<count>\d+)"):
    def __init__(self, count: int) -> None:
        super().__init__(discord.ui.Button(label=f"Count {count}", custom_id=f"counter:{count}"))
        self.count = count

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        return cls(int(match["count"]))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.response.edit_message(view=AnswerView(self.count + 1))


class AnswerView(discord.ui.View):
    def __init__(self, count: int = 0) -> None:
        super().__init__(timeout=None)
        self.add_item(Counter(count))

    @discord.ui.button(label="Sources", custom_id="sources")
    async def sources(self, interaction: discord.Interaction, button: discord.ui.Button[Self]) -> None:
        await interaction.response.send_message("the sources", ephemeral=True)

    @discord.ui.button(label="Continue in thread", custom_id="thread")
    async def thread(self, interaction: discord.Interaction, button: discord.ui.Button[Self]) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        assert interaction.message is not None
        assert isinstance(interaction.channel, discord.TextChannel)
        message = await interaction.channel.fetch_message(interaction.message.id)
        thread = await message.create_thread(name="more")
        await thread.send("let us go on")
        await interaction.edit_original_response(content=thread.mention)

    @discord.ui.select(
        custom_id="language",
        options=[discord.SelectOption(label="日本語", value="ja")],
        placeholder="Language",
    )
    async def language(self, interaction: discord.Interaction, select: discord.ui.Select[Self]) -> None:
        await interaction.response.defer()
        await interaction.followup.send(f"language: {select.values[0]}", ephemeral=True)


class FeedbackModal(discord.ui.Modal, title="Feedback"):
    reason: discord.ui.Label[Self] = discord.ui.Label(
        text="What was wrong", component=discord.ui.TextInput(custom_id="reason", max_length=200)
    )

    async def on_submit(self, interaction: discord.Interaction) -> None:
        field = self.reason.component
        assert isinstance(field, discord.ui.TextInput)
        await interaction.response.send_message(f"noted: {field.value}", ephemeral=True)


@app_commands.default_permissions(manage_guild=True)
@app_commands.guild_only()
class Admin(app_commands.Group):
    @app_commands.command(description="Counts")
    async def count(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"you may manage: {interaction.permissions.manage_guild}")

    @app_commands.command(description="Takes a file")
    async def ingest(self, interaction: discord.Interaction, file: discord.Attachment) -> None:
        data = await file.read()
        copy = discord.File(io.BytesIO(data), "copy.txt")
        await interaction.response.send_message(f"{file.filename}: {len(data)} bytes", file=copy)


class ExampleBot(commands.Bot):
    def __init__(self, **options: Any) -> None:
        settings: dict[str, Any] = {"guild_ready_timeout": 0.1, "allowed_mentions": QUIET} | options
        super().__init__(
            commands.when_mentioned, intents=discord.Intents.default(), help_command=None, **settings
        )
        self.threads_seen: list[discord.Thread] = []
        self.errors: list[int] = []
        self.ready_count = self.resumed_count = 0
        self.heard: set[int] = set()
        self.replies: dict[int, discord.Message] = {}
        self.last_interaction: discord.Interaction | None = None
        self.tree.add_command(Admin(name="admin", description="Administration"))
        self.tree.add_command(ask)
        self.tree.add_command(feedback)
        self.tree.add_command(where)
        self.tree.add_command(check_claim)

    async def setup_hook(self) -> None:
        self.add_view(AnswerView())
        self.add_dynamic_items(Counter)
        await self.tree.sync()

    async def on_ready(self) -> None:
        self.ready_count += 1

    async def on_resumed(self) -> None:
        self.resumed_count += 1

    async def on_message(self, message: discord.Message, /) -> None:
        if message.author.bot or message.id in self.heard or message.type not in REAL_MESSAGES:
            return
        self.heard.add(message.id)
        if message.guild is None or self.user in message.mentions:
            try:
                async with message.channel.typing():
                    self.replies[message.id] = await message.reply(f"heard: {message.content}")
            except discord.HTTPException as error:
                self.errors.append(error.code)

    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        if (reply := self.replies.get(payload.message_id)) is not None:
            await reply.edit(content=f"heard: {payload.message.content}")

    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        if (reply := self.replies.get(payload.message_id)) is not None:
            await reply.delete()

    async def on_raw_reaction_add(self, payload: discord.RawReactionActionEvent) -> None:
        if self.user is not None and payload.user_id != self.user.id:
            channel = self.get_channel(payload.channel_id)
            assert isinstance(channel, discord.TextChannel)
            await channel.get_partial_message(payload.message_id).add_reaction(payload.emoji)

    async def on_thread_create(self, thread: discord.Thread) -> None:
        self.threads_seen.append(thread)


REAL_MESSAGES = (discord.MessageType.default, discord.MessageType.reply)


@app_commands.command(description="Asks")
async def ask(
    interaction: discord.Interaction[ExampleBot],
    question: str,
    article: str | None = None,
    private: bool = False,
) -> None:
    interaction.client.last_interaction = interaction
    await interaction.response.defer(ephemeral=private, thinking=True)
    embed = discord.Embed(title="Answer", description=f"about {question}")
    await interaction.edit_original_response(embed=embed, view=AnswerView())
    await interaction.followup.send("only for you", ephemeral=True)


@ask.autocomplete("article")
async def complete(interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
    return [app_commands.Choice(name=name, value=name) for name in ARTICLES if typed.lower() in name.lower()]


@app_commands.command(description="Opens a form")
async def feedback(interaction: discord.Interaction) -> None:
    await interaction.response.send_modal(FeedbackModal())


@app_commands.command(description="Says where it was called")
@app_commands.allowed_installs(guilds=True, users=True)
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
async def where(interaction: discord.Interaction) -> None:
    place = "guild" if interaction.context.guild else "dm" if interaction.context.dm_channel else "private"
    await interaction.response.send_message(f"{place} {interaction.locale.value}")


@app_commands.context_menu(name="Check this claim")
async def check_claim(interaction: discord.Interaction, message: discord.Message) -> None:
    await interaction.response.send_message(f"checked: {message.content}", ephemeral=True)
