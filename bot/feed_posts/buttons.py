"""The button under a post: the dates, versions and copies of its article, for whoever presses it."""

from __future__ import annotations

from retrieval import Filters, NotFound

from ..library.embeds import ArticleDetails, article_page
from ..places import own_scope, scopes_of, server_of
from ..ui.components import Button, Interaction, bot_of


class PostDetailsButton(Button, template=r"dateline:post:(\d{1,18})"):
    """Shows the article of a post in private."""

    post_id: int
    label = "button-post-details"

    async def pressed(self, interaction: Interaction) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        library, scopes = bot_of(interaction).library, scopes_of(interaction)
        post, guild_id = await library.feed_posts.get(self.post_id), server_of(interaction)
        if post is None or guild_id is None or post.scope != own_scope(guild_id):  # a custom_id can be forged
            raise NotFound("article", post.article_id if post is not None else self.post_id)
        article = await library.articles.get(post.article_id, scopes=scopes)
        history = await library.articles.history(article.id, scopes=scopes)
        copies = await library.articles.copies(article.id, filters=Filters(scopes=scopes))
        await interaction.edit_original_response(
            embed=article_page(ArticleDetails(article, history, copies, None))
        )
