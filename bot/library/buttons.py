"""The buttons and lists of a library: its articles, and taking a removal back."""

from __future__ import annotations

from retrieval import ArticleInfo

from ..audit import AuditAction, record
from ..places import managed_guild, own_scope, scopes_of
from ..text.locale import t
from ..text.markup import clip
from ..ui.components import Button, Interaction, Listed, PageButton, Pager, bot_of
from ..ui.embeds import articles_page

TITLE_IN_TEXT = 200
ARTICLES_PER_PAGE = 10


async def _articles(interaction: Interaction, offset: int) -> Listed[ArticleInfo]:
    library, scopes = bot_of(interaction).library, scopes_of(interaction)
    page = await library.articles.page(scopes=scopes, offset=offset, limit=ARTICLES_PER_PAGE)
    return Listed(page, articles_page(page))


ARTICLES = Pager(_articles, ARTICLES_PER_PAGE, managed=False)
"""The articles that the bot answers from here; private to the one who asks for them."""


class ArticlesPageButton(PageButton, template=r"dateline:articles:(\d{1,9}):(back|on)", pager=ARTICLES):
    """Turns to another page of the list of articles."""


class RestoreButton(Button, template=r"dateline:restore:(\d{1,18})"):
    """Brings a removed article back, for those who manage the server."""

    article_id: int
    label = "button-undo"

    async def pressed(self, interaction: Interaction) -> None:
        scope = own_scope(managed_guild(interaction))
        await interaction.response.defer()
        article = await bot_of(interaction).library.articles.restore(self.article_id, scope=scope)
        await record(interaction, AuditAction.RESTORED, article=article.id, title=article.title)
        text = t("article-restored", title=clip(article.title, TITLE_IN_TEXT))
        await interaction.edit_original_response(content=text, view=None)
