"""Buttons that outlive the process: all they need stands in their custom_id, and the library knows the rest.

Pages of a list and their arrows, the same way in every list of those who manage a server.

Forms that a button opens (Discord's modals). Like buttons they outlive the process: a form that was opened before a
restart is read all the same, because all it needs stands in its custom_id and in what was filled in.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
from functools import wraps
from typing import Any, ClassVar, Literal, Protocol, Self, TypeVar

import discord
from discord import ui

from retrieval import Answer, Citation, NotFound, Page, StoredAnswer

from ..context import BotContext
from ..exceptions import ForeignChoice
from ..guilds import managed_guild, may_see, of_interaction, scopes_of
from ..text.locale import set_locale, t
from ..text.phrases import restarting
from .embeds import articles_page, gone_page, source_page
from .errors import error_boundary, respond

T = TypeVar("T")
Way = Literal["back", "on", "keep"]
Arrow = Callable[[int, Way, bool], ui.DynamicItem[Any]]
"""Makes the button that turns to the page at an offset; the flag disables it."""


def page_of(items: Sequence[T], offset: int, size: int) -> Page[T]:
    """The page that holds `offset`, or the last one where the list has become shorter."""
    offset = page_start(offset, len(items), size)
    return Page(tuple(items[offset : offset + size]), len(items), offset)


def page_start(offset: int, total: int, size: int) -> int:
    """Where the page that holds `offset` begins; the last page's start for what lies beyond it."""
    return max(0, min(offset, total - 1)) // size * size


def arrows(page: Page[Any], size: int, arrow: Arrow) -> list[ui.DynamicItem[Any]]:
    """None where one page holds everything."""
    if page.total <= size:
        return []
    after = page.offset + size
    return [
        arrow(max(0, page.offset - size), "back", page.offset == 0),
        arrow(after, "on", after >= page.total),
    ]


ARTICLES_PER_PAGE = 10

Press = discord.Interaction[Any]
Button = ui.DynamicItem[ui.Button[ui.View]]
B = TypeVar("B", bound="Named")
Callback = Callable[[B, Press], Coroutine[Any, Any, None]]


class Named(Protocol):
    """A component or form of ours, for the log."""

    @property
    def custom_id(self) -> str: ...


def bot_of(interaction: Press) -> BotContext:
    """discord.py does not know which client of its kind this is."""
    bot: BotContext = interaction.client
    return bot


def owned(press: Callback[B]) -> Callback[B]:
    """A press is work in flight of the bot, and its errors end where all errors end."""

    @wraps(press)
    async def callback(self: B, interaction: Press) -> None:
        set_locale(of_interaction(interaction))
        if not bot_of(interaction).repeated.take_up(interaction.id):
            return
        async with error_boundary(lambda text: respond(interaction, text), button=self.custom_id):
            if bot_of(interaction).closing:
                await respond(interaction, restarting())
                return
            bot_of(interaction).tasks.adopt()
            await bot_of(interaction).servers.of(interaction.guild_id)
            await press(self, interaction)

    return callback


class SourcesButton(Button, template=r"dateline:sources:(\d{1,18})"):
    """Opens the sources of an answer, for the one who presses it."""

    def __init__(self, answer_id: int) -> None:
        super().__init__(ui.Button(label=t("button-sources"), custom_id=f"dateline:sources:{answer_id}"))
        self.answer_id = answer_id

    @classmethod
    async def from_custom_id(cls, _: Press, item: ui.Item[Any], match: re.Match[str], /) -> Self:
        return cls(int(match[1]))

    @owned
    async def callback(self, interaction: Press) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        await _show_source(interaction, self.answer_id, 0)


class SourcePageButton(Button, template=r"dateline:source:(\d{1,18}):(\d{1,9}):(back|on)"):
    """Turns to another source. The last word tells the two buttons of a page apart; custom_ids must differ."""

    def __init__(self, answer_id: int, index: int, way: str, *, disabled: bool = False) -> None:
        super().__init__(arrow(f"dateline:source:{answer_id}:{index}:{way}", way, disabled))
        self.answer_id, self.index = answer_id, index

    @classmethod
    async def from_custom_id(cls, _: Press, item: ui.Item[Any], match: re.Match[str], /) -> Self:
        return cls(int(match[1]), int(match[2]), match[3])

    @owned
    async def callback(self, interaction: Press) -> None:
        await interaction.response.defer()
        await _show_source(interaction, self.answer_id, self.index)


class ArticlesPageButton(Button, template=r"dateline:articles:(\d{1,9}):(back|on)"):
    """Turns to another page of the list of articles."""

    def __init__(self, offset: int, way: str, disabled: bool = False) -> None:
        super().__init__(arrow(f"dateline:articles:{offset}:{way}", way, disabled))
        self.offset = offset

    @classmethod
    async def from_custom_id(cls, _: Press, item: ui.Item[Any], match: re.Match[str], /) -> Self:
        return cls(int(match[1]), match[2])

    @owned
    async def callback(self, interaction: Press) -> None:
        await interaction.response.defer()
        await show_articles(interaction, self.offset)


class CancelReindexButton(Button, template=r"dateline:reindex:cancel(?::(\d{1,20}))?"):
    """Stops the reindex on whose message it stands; for those who manage the server. One of an earlier message, or of a
    process that is gone, stops no other."""

    def __init__(self, job: int) -> None:
        red, custom_id = discord.ButtonStyle.danger, f"dateline:reindex:cancel:{job}"
        super().__init__(ui.Button(label=t("button-cancel"), style=red, custom_id=custom_id))
        self.job = job

    @classmethod
    async def from_custom_id(cls, _: Press, item: ui.Item[Any], match: re.Match[str], /) -> Self:
        return cls(int(match[1] or 0))

    @owned
    async def callback(self, interaction: Press) -> None:
        if bot_of(interaction).reindexing.cancel(self.job, guild_id=managed_guild(interaction)):
            await interaction.response.defer()  # the job says on its message that it was cancelled
            return
        await interaction.response.edit_message(view=None)
        await interaction.followup.send(t("reindexing-over"), ephemeral=True)


BUTTONS = (SourcesButton, SourcePageButton, ArticlesPageButton, CancelReindexButton)


def view_of(*buttons: ui.DynamicItem[Any]) -> ui.View:
    """A view that never times out, because its buttons do not live in it."""
    view = ui.View(timeout=None)
    for button in buttons:
        view.add_item(button)
    return view


async def show_articles(interaction: Press, offset: int) -> None:
    """Show the page that begins at `offset`, or the last one where the list has become shorter."""
    library, scopes = bot_of(interaction).library, scopes_of(interaction)
    page = await library.articles.page(scopes=scopes, offset=offset, limit=ARTICLES_PER_PAGE)
    if page.total and not page.items:
        offset = page_start(offset, page.total, ARTICLES_PER_PAGE)
        page = await library.articles.page(scopes=scopes, offset=offset, limit=ARTICLES_PER_PAGE)
    turning = arrows(page, ARTICLES_PER_PAGE, ArticlesPageButton)
    await interaction.edit_original_response(
        embed=articles_page(page), view=view_of(*turning) if turning else None
    )


async def _show_source(interaction: Press, answer_id: int, index: int) -> None:
    stored = await answer_seen(interaction, answer_id)
    if not isinstance(stored.outcome, Answer):
        raise NotFound("answer", answer_id)
    citations = stored.outcome.citations
    index = min(index, len(citations) - 1)
    view = view_of(
        SourcePageButton(answer_id, max(0, index - 1), "back", disabled=index == 0),
        SourcePageButton(answer_id, index + 1, "on", disabled=index + 1 >= len(citations)),
    )
    await interaction.edit_original_response(
        embed=await _source_embed(interaction, citations, index), view=view if len(citations) > 1 else None
    )


async def answer_seen(interaction: Press, answer_id: int) -> StoredAnswer:
    """What was answered. Raises NotFound, also for whoever may not see it, and in another place."""
    stored = await bot_of(interaction).library.answers.get(answer_id)
    if not may_see(interaction, stored):
        raise NotFound("answer", answer_id)
    return stored


async def _source_embed(interaction: Press, citations: tuple[Citation, ...], index: int) -> discord.Embed:
    try:
        context = await bot_of(interaction).library.context(citations[index])
    except NotFound:
        return gone_page(index=index, total=len(citations))
    return source_page(context, index=index, total=len(citations))


def picked(item: ui.Item[Any], form: str = r"(?P<id>\d{1,18})") -> re.Match[str]:
    """What was chosen in a menu, as one of its values is written. Raises ForeignChoice for what no menu offers."""
    values: list[str] = getattr(item, "values", [])
    match = re.fullmatch(form, values[0], re.ASCII) if values else None
    if match is None:
        raise ForeignChoice
    return match


def arrow(custom_id: str, way: str, disabled: bool) -> ui.Button[ui.View]:
    label = t("button-previous" if way == "back" else "button-next")
    return ui.Button(label=label, custom_id=custom_id, disabled=disabled)


LABEL_LIMIT = 45
NOTE_LIMIT = 100
"""Of a field's label, and of the line below it."""
SECONDS_OPEN = 900.0
"""As long as an interaction lives; then discord.py forgets the form, which it need not know."""

Fields = Mapping[str, tuple[str, ...]]
"""custom_id of a field -> what was chosen or typed; nothing typed is no value."""


class Form(ABC):
    """Subclass it with the template of its custom_ids; `submitted` is called with `fields` filled in."""

    pattern: ClassVar[re.Pattern[str]]

    def __init_subclass__(cls, *, template: str) -> None:
        cls.pattern = re.compile(template, re.ASCII)

    def __init__(self, custom_id: str) -> None:
        self.custom_id = custom_id
        self.fields: Fields = {}

    @classmethod
    @abstractmethod
    def from_custom_id(cls, match: re.Match[str], /) -> Self:
        """The form that this custom_id names, with nothing filled in."""

    @abstractmethod
    async def submitted(self, interaction: Press) -> None:
        """Called once per sending, in whatever process runs then; `views.owned` belongs around it."""

    def first(self, field: str) -> str:
        """What was typed there, or chosen first; empty for nothing."""
        return next(iter(self.fields.get(field, ())), "").strip()


def opened(form: Form, title: str, *labels: ui.Label[ui.Modal]) -> ui.Modal:
    """The form as Discord shows it. Its answer does not come back here, but to `Form.submitted`."""
    modal = ui.Modal(title=title, custom_id=form.custom_id, timeout=SECONDS_OPEN)
    for label in labels:
        modal.add_item(label)
    return modal


def filled_in(interaction: Press, kinds: tuple[type[Form], ...]) -> Form | None:
    """The form that this interaction submits; None for anything else."""
    if interaction.type is not discord.InteractionType.modal_submit:
        return None
    data: Mapping[str, Any] = interaction.data or {}
    for kind in kinds:
        if match := kind.pattern.fullmatch(data.get("custom_id", "")):
            form = kind.from_custom_id(match)
            form.fields = dict(_fields(data))
            return form
    return None


def _fields(part: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Fields stand in rows (Discord's older way) or in labels."""
    children = [*part.get("components", ()), *([part["component"]] if part.get("component") else [])]
    for child in children:
        if (name := child.get("custom_id")) is not None:
            values = child.get("values", [child.get("value")])
            yield name, tuple(str(value) for value in values if value)
        yield from _fields(child)
