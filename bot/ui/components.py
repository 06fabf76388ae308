"""The parts that pages are built of: buttons and menus, lists with arrows, and forms.

All of them outlive the process. What a button or a form needs stands in its custom_id, and the library knows the rest,
so that one of an old message, or one that was opened before a restart, works as it did.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Literal, Self, TypeVar, dataclass_transform

import discord
from discord import ui
from discord.ext import commands

from retrieval import Page

from ..context import BotContext
from ..exceptions import ForeignChoice
from ..places import managed_guild, of_interaction
from ..text.locale import set_locale, t
from .errors import error_boundary, respond

T = TypeVar("T")
Interaction = discord.Interaction[Any]
Part = TypeVar("Part", bound=ui.Item[Any], covariant=True)


def bot_of(interaction: Interaction) -> BotContext:
    """discord.py does not know which client of its kind this is."""
    bot: BotContext = interaction.client
    return bot


class ForManagers(commands.Cog):
    """Commands for those who manage the server. Discord hides them from others; the check holds even where a server's
    settings show them to all."""

    def __init__(self, bot: BotContext) -> None:
        self.bot = bot

    async def interaction_check(self, interaction: discord.Interaction[BotContext], /) -> bool:  # type: ignore[override]  # narrower client
        return managed_guild(interaction) is not None


async def handle(
    interaction: Interaction, work: Callable[[Interaction], Awaitable[None]], **facts: Any
) -> None:
    """Does what an interaction asks for, once, in the person's language and with the server's preferences loaded; or
    refuses it. It counts as work in flight of the bot, and its errors end where all errors end; `facts` go into the log.
    """
    set_locale(of_interaction(interaction))
    if not bot_of(interaction).handled.take_up(interaction.id):
        return
    async with error_boundary(lambda text: respond(interaction, text), **facts):
        if bot_of(interaction).closing:
            if (
                interaction.type is not discord.InteractionType.autocomplete
            ):  # which takes choices and no words
                await respond(interaction, t("restarting"))
            return
        bot_of(interaction).tasks.adopt()
        await bot_of(interaction).servers.of(interaction.guild_id)
        await work(interaction)


_GROUP = re.compile(r"\(\?:|\)\?|\([^()]*\)")
"""A group of a template that holds a value, or the borders of a part that old custom_ids may lack."""


def filled(template: str, values: Sequence[object]) -> str:
    """The custom_id that the template takes and that holds these values:
    `dateline:feeds:(\\d{1,9}):(back|on)` with 8 and "on" gives "dateline:feeds:8:on"."""
    rest = iter(values)
    return _GROUP.sub(lambda group: "" if "?" in group[0] else str(next(rest)), template)


def values_of(match: re.Match[str]) -> list[Any]:
    """The values that a custom_id holds, numbers as such. Those that an old one lacks at its end are left out."""
    return [int(text) if text.isdecimal() else text for text in match.groups() if text is not None]


@dataclass_transform(eq_default=False)
class PersistentItem(ui.DynamicItem[Part], ABC, template="(?!)"):
    r"""A button or menu. A subclass states the template of its custom_ids and, as annotated fields, what its groups hold;
    fields after those are for making one and have defaults:

        class RestoreButton(Button, template=r"dateline:restore:(\d{1,18})"):
            article_id: int
            label = "button-undo"

            async def pressed(self, interaction: Press) -> None: ...
    """

    pattern: ClassVar[re.Pattern[str]]

    def __init_subclass__(cls, *, template: str) -> None:
        cls.pattern = re.compile(template, re.ASCII)
        super().__init_subclass__(template=cls.pattern)
        dataclass(eq=False, repr=False)(cls)

    if TYPE_CHECKING:  # for a subclass without fields mypy makes none

        def __init__(self) -> None: ...

    def __post_init__(self) -> None:
        held = fields(self)[: self.pattern.groups]  # type: ignore[arg-type]  # each subclass is a dataclass
        custom_id = filled(self.pattern.pattern, [getattr(self, each.name) for each in held])
        super().__init__(self.part(custom_id))

    @classmethod
    async def from_custom_id(cls, _: Interaction, item: ui.Item[Any], match: re.Match[str], /) -> Self:
        return cls(*values_of(match))

    @abstractmethod
    def part(self, custom_id: str) -> Part:
        """What Discord shows."""

    @abstractmethod
    async def pressed(self, interaction: Interaction) -> None:
        """Does what it is for."""

    async def callback(self, interaction: Interaction) -> None:
        await handle(interaction, self.pressed, button=self.custom_id)


class Button(PersistentItem[ui.Button[ui.View]], template="(?!)"):
    """Has the sentence `label` on it; one whose look depends on its fields has a `part` of its own."""

    label: ClassVar[str]
    style: ClassVar[discord.ButtonStyle] = discord.ButtonStyle.secondary

    def part(self, custom_id: str) -> ui.Button[ui.View]:
        return ui.Button(label=t(self.label), style=self.style, custom_id=custom_id)


class Menu(PersistentItem[ui.Select[ui.View]], template="(?!)"):
    """Offers `options`, below the sentence `hint`. One that is pressed has none: Discord sends what was chosen."""

    hint: ClassVar[str]

    @abstractmethod
    def options(self) -> list[discord.SelectOption]: ...

    def part(self, custom_id: str) -> ui.Select[ui.View]:
        return ui.Select(placeholder=t(self.hint), custom_id=custom_id, options=self.options())


def picked(item: ui.Item[Any], form: str = r"(?P<id>\d{1,18})") -> re.Match[str]:
    """What was chosen in a menu, as one of its values is written. Raises ForeignChoice for what no menu offers."""
    values: list[str] = getattr(item, "values", [])
    match = re.fullmatch(form, values[0], re.ASCII) if values else None
    if match is None:
        raise ForeignChoice
    return match


def view_of(*items: ui.DynamicItem[Any]) -> ui.View:
    """A view that never times out, because its buttons do not live in it."""
    view = ui.View(timeout=None)
    for item in items:
        view.add_item(item)
    return view


Way = Literal["back", "on", "keep"]
"""Of a button that shows a page: to the one before, to the one after, or to the one on which something was chosen that
is to stay as it is."""


def arrow(custom_id: str, way: Way, disabled: bool = False) -> ui.Button[ui.View]:
    """A button that turns a page."""
    label = t({"back": "button-previous", "on": "button-next", "keep": "button-keep"}[way])
    return ui.Button(label=label, custom_id=custom_id, disabled=disabled)


@dataclass(frozen=True, slots=True)
class Listed(Generic[T]):
    """One page of a list, how it is shown, and what stands below it before the arrows."""

    page: Page[T]
    embed: discord.Embed
    items: Sequence[ui.DynamicItem[Any]] = ()


class Pager:
    """A list that is shown page by page, with arrows where it has several. `load` gives the page that begins at an
    offset, which is empty where the list has become shorter; a `managed` list is for those who manage the server."""

    button: type[PageButton]
    """Set by the class of buttons that names this pager."""

    def __init__(
        self,
        load: Callable[[Interaction, int], Awaitable[Listed[Any]]],
        per_page: int,
        *,
        managed: bool = True,
    ) -> None:
        self.load, self.per_page, self.managed = load, per_page, managed

    async def show(self, interaction: Interaction, offset: int = 0, *, content: str | None = None) -> None:
        """Shows the page that begins at `offset`, or the last one, as the answer to the interaction. Raises
        NeedsManageServer."""
        if self.managed:
            managed_guild(interaction)
        listed = await self.load(interaction, offset)
        if listed.page.total and not listed.page.items:
            listed = await self.load(interaction, page_start(offset, listed.page.total, self.per_page))
        items = [*listed.items, *self._arrows(listed.page)]
        await interaction.edit_original_response(
            content=content, embed=listed.embed, view=view_of(*items) if items else None
        )

    def _arrows(self, page: Page[Any]) -> list[PageButton]:
        """None where one page holds everything."""
        if page.total <= self.per_page:
            return []
        after = page.offset + self.per_page
        return [
            self.button(max(0, page.offset - self.per_page), "back", page.offset == 0),
            self.button(after, "on", after >= page.total),
        ]


class PageButton(Button, template="(?!)"):
    """Shows the page of its pager that begins at `offset`."""

    offset: int
    way: Way
    disabled: bool = False
    pager: ClassVar[Pager]

    def __init_subclass__(cls, *, template: str, pager: Pager) -> None:
        super().__init_subclass__(template=template)
        cls.pager, pager.button = pager, cls

    def part(self, custom_id: str) -> ui.Button[ui.View]:
        return arrow(custom_id, self.way, self.disabled)

    async def pressed(self, interaction: Interaction) -> None:
        if self.pager.managed:
            managed_guild(interaction)  # refused before anything else is said
        await interaction.response.defer()
        await self.pager.show(interaction, self.offset)


def page_of(items: Sequence[T], offset: int, size: int) -> Page[T]:
    """The page that holds `offset`, or the last one where the list has become shorter."""
    offset = page_start(offset, len(items), size)
    return Page(tuple(items[offset : offset + size]), len(items), offset)


def page_start(offset: int, total: int, size: int) -> int:
    """Where the page that holds `offset` begins; the last page's start for what lies beyond it."""
    return max(0, min(offset, total - 1)) // size * size


LABEL_LIMIT = 45
NOTE_LIMIT = 100
"""Of a field's label, and of the line below it."""
SECONDS_OPEN = 900.0
"""As long as an interaction lives; then discord.py forgets the form, which it need not know."""


@dataclass_transform(eq_default=False)
class Form(ABC):
    """What a button opens (Discord calls it a modal). A subclass states its template and fields as a
    `PersistentItem` does."""

    pattern: ClassVar[re.Pattern[str]]
    typed: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    """custom_id of a field -> what was chosen or typed; nothing typed is no value."""

    def __init_subclass__(cls, *, template: str) -> None:
        cls.pattern = re.compile(template, re.ASCII)
        dataclass(eq=False)(cls)

    @property
    def custom_id(self) -> str:
        return filled(self.pattern.pattern, [getattr(self, each.name) for each in fields(self)])  # type: ignore[arg-type]

    @classmethod
    def from_match(cls, match: re.Match[str]) -> Self:
        """The form that this custom_id names, with nothing filled in."""
        return cls(*values_of(match))

    @abstractmethod
    async def submitted(self, interaction: Interaction) -> None:
        """Called once per sending, with `typed` filled in, in whatever process runs then."""

    def first(self, field: str) -> str:
        """What was typed there, or chosen first; empty for nothing."""
        return next(iter(self.typed.get(field, ())), "").strip()

    def opened(self, title: str, *labels: ui.Label[ui.Modal]) -> ui.Modal:
        """The form as Discord shows it. Its answer does not come back to this object, but to `submitted`."""
        modal = ui.Modal(title=title, custom_id=self.custom_id, timeout=SECONDS_OPEN)
        for label in labels:
            modal.add_item(label)
        return modal


async def take_form(interaction: Interaction, kinds: Sequence[type[Form]]) -> None:
    """Hands a form that was sent to the class that its custom_id names. Any other interaction is left alone."""
    if interaction.type is not discord.InteractionType.modal_submit:
        return
    data: Mapping[str, Any] = interaction.data or {}
    for kind in kinds:
        if match := kind.pattern.fullmatch(data.get("custom_id", "")):
            form = kind.from_match(match)
            form.typed = dict(_typed(data))
            await handle(interaction, form.submitted, button=form.custom_id)
            return


def _typed(part: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Fields stand in rows (Discord's older way) or in labels."""
    children = [*part.get("components", ()), *([part["component"]] if part.get("component") else [])]
    for child in children:
        if (name := child.get("custom_id")) is not None:
            values = child.get("values", [child.get("value")])
            yield name, tuple(str(value) for value in values if value)
        yield from _typed(child)
