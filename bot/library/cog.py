"""The commands about the articles of a server: `/library` for those who manage it, `/articles` for everybody."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.app_commands import Transform
from discord.ext import commands

from retrieval import Article, FileTooLarge, Filters, IngestSummary

from ..audit import AuditAction, record
from ..context import BotContext
from ..exceptions import OneSource
from ..places import channel_key, managed_guild, of_everyone, own_scope, visible_scopes
from ..text.locale import set_locale, t
from ..text.markup import clip
from ..ui.components import ForManagers, view_of
from ..ui.errors import error_boundary
from ..ui.job_messages import JobKind
from ..ui.progress import PrivateProgress, ProgressMessage
from .adding import Job, address_job, recorded, take_in, web_source
from .buttons import ARTICLES, TITLE_IN_TEXT, RestoreButton
from .embeds import ArticleDetails, article_page
from .feeds import FEEDS
from .options import ArticleOption, OwnArticleOption

LONGEST_ADDRESS = 2000


@app_commands.default_permissions(manage_guild=True)
@app_commands.allowed_installs(guilds=True, users=False)
@app_commands.guild_only()
class LibraryCommands(
    ForManagers,
    commands.GroupCog,
    group_name="library",
    group_description="This server's articles, for those who manage it",
):
    """Adding, listing, showing and removing articles, and the feeds that bring them."""

    @app_commands.command(description="Add an article, a feed or a sitemap by its address, or a file")
    @app_commands.describe(
        url="The address of a page, a PDF, a feed (I then follow it), a sitemap or a list of feeds",
        file="A .txt, .md, .html, .pdf, .docx or .jsonl file, or a .zip of those",
    )
    async def add(
        self,
        interaction: discord.Interaction[BotContext],
        url: app_commands.Range[str, 1, LONGEST_ADDRESS] | None = None,
        file: discord.Attachment | None = None,
    ) -> None:
        if (url is None) is (file is None):
            raise OneSource
        job = self._address(interaction, url) if url is not None else self._file(interaction, file)
        await interaction.response.defer(ephemeral=True, thinking=True)
        self.bot.tasks.spawn(self._add(interaction, job), name=f"library add of {interaction.guild_id}")

    def _address(self, interaction: discord.Interaction[BotContext], url: str) -> Job:
        source, scope = web_source(url), own_scope(managed_guild(interaction))
        job = address_job(self.bot.library, source, scope, channel_key(interaction.channel_id))
        return recorded(interaction, source, job)

    def _file(self, interaction: discord.Interaction[BotContext], file: discord.Attachment | None) -> Job:
        if file is None:
            raise OneSource
        limit, scope = self.bot.settings.discord.max_attachment_bytes, own_scope(managed_guild(interaction))
        if file.size > limit:
            raise FileTooLarge(file.filename, file.size, limit)

        notify = channel_key(interaction.channel_id)

        async def job(message: ProgressMessage) -> IngestSummary:
            data = await file.read()
            return await self.bot.library.ingest_upload(
                file.filename, data, scope=scope, notify=notify, on_progress=message
            )

        return recorded(interaction, file.filename, job)

    async def _add(self, interaction: discord.Interaction[BotContext], job: Job) -> None:
        message = ProgressMessage(t("adding-title"), PrivateProgress(interaction, JobKind.ADDING).put)
        async with error_boundary(message.finish, guild=interaction.guild_id, command="library add"):
            await take_in(job, message)

    @app_commands.command(name="list", description="List the articles I answer from here, newest first")
    async def list_(self, interaction: discord.Interaction[BotContext]) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        await ARTICLES.show(interaction)

    @app_commands.command(description="Show an article's dates, origin, versions, corrections and copies")
    @app_commands.describe(article="Type words of its title and choose it")
    async def show(
        self, interaction: discord.Interaction[BotContext], article: Transform[int, ArticleOption]
    ) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        scopes, library = visible_scopes(managed_guild(interaction)), self.bot.library
        stored = await library.articles.get(article, scopes=scopes)
        shown = ArticleDetails(
            stored,
            await library.articles.history(article, scopes=scopes),
            await library.articles.copies(article, filters=Filters(scopes=scopes)),
            await self._passages(stored, scopes),
        )
        await interaction.edit_original_response(embed=article_page(shown))

    async def _passages(self, article: Article, scopes: tuple[str, ...]) -> int | None:
        found = await self.bot.library.articles.titles(article.title, scopes=scopes)
        return next((info.passages for info in found if info.id == article.id), None)

    @app_commands.command(description="Remove an article of this server; it can be undone for a while")
    @app_commands.describe(article="Type words of its title and choose it")
    async def remove(
        self, interaction: discord.Interaction[BotContext], article: Transform[int, OwnArticleOption]
    ) -> None:
        """Answers in public: other managers see who removed what, and the Undo stays where all can find it."""
        set_locale(of_everyone(interaction))
        await interaction.response.defer(thinking=True)
        scope = own_scope(managed_guild(interaction))
        removed = await self.bot.library.articles.remove(article, scopes=(scope,))
        await record(interaction, AuditAction.REMOVED, article=removed.id, title=removed.title)
        days, title = self.bot.settings.ingest.trash_days, clip(removed.title, TITLE_IN_TEXT)
        undo = t("article-removed-undo", title=title, days=days)
        await interaction.edit_original_response(
            content=undo if days else t("article-removed", title=title),
            view=view_of(RestoreButton(removed.id)) if days else None,
        )

    @app_commands.command(description="The feeds of this server: state, last success, next poll, errors")
    async def feeds(self, interaction: discord.Interaction[BotContext]) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        await FEEDS.show(interaction)


class Articles(commands.Cog):
    """The list of articles. It is private to the one who asks for it, so that its pages turn for nobody else."""

    def __init__(self, bot: BotContext) -> None:
        self.bot = bot

    @app_commands.command(description="List the articles I answer from, newest first")
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def articles(self, interaction: discord.Interaction[BotContext]) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        await ARTICLES.show(interaction)
