"""Shows a briefing, and turns its pages."""

from __future__ import annotations

from discord import ui

from retrieval import NotFound
from retrieval.news import Briefing, KeptBriefing

from ..places import home_of, person_key, scopes_of
from ..text.locale import t
from ..ui.components import Button, Interaction, Way, arrow, bot_of, page_start, view_of
from .embeds import PER_PAGE, briefing_embed


class BriefingButton(Button, template=r"dateline:briefing:(\d{1,18}):read"):
    """Opens the rest of a briefing that everybody sees, for the one who presses it."""

    briefing_id: int
    stories: int = 0

    def part(self, custom_id: str) -> ui.Button[ui.View]:
        return ui.Button(label=t("button-briefing", stories=self.stories), custom_id=custom_id)

    async def pressed(self, interaction: Interaction) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        await _show(interaction, self.briefing_id, PER_PAGE)


class BriefingPageButton(Button, template=r"dateline:briefing:(\d{1,18}):(\d{1,9}):(back|on)"):
    """Turns to another page of a briefing that only one person sees."""

    briefing_id: int
    offset: int
    way: Way
    disabled: bool = False

    def part(self, custom_id: str) -> ui.Button[ui.View]:
        return arrow(custom_id, self.way, self.disabled)

    async def pressed(self, interaction: Interaction) -> None:
        await interaction.response.defer()
        await _show(interaction, self.briefing_id, self.offset)


async def _show(interaction: Interaction, briefing_id: int, offset: int) -> None:
    """Raises NotFound, also for whoever may not see it."""
    kept = await bot_of(interaction).library.briefings.kept(briefing_id)
    if not _may_see(interaction, kept):
        raise NotFound("briefing", briefing_id)
    offset = page_start(offset, len(kept.briefing.entries), PER_PAGE)
    await interaction.edit_original_response(
        embed=briefing_embed(kept.briefing, offset),
        view=page_view(briefing_id, kept.briefing, offset, private=True),
    )


def _may_see(interaction: Interaction, kept: KeptBriefing) -> bool:
    """Tells whether all of it is seen from here, in the server that it was made for. A custom_id can be forged."""
    if (kept.private or kept.home is None) and kept.person != person_key(interaction.user.id):
        return False
    return kept.home == home_of(interaction) and set(kept.scopes) <= set(scopes_of(interaction))


def page_view(briefing_id: int, briefing: Briefing, offset: int = 0, *, private: bool) -> ui.View | None:
    """The buttons below a page; None where one page holds everything. What everybody sees stays as it is: whoever wants
    to read on opens the rest for themselves."""
    total = len(briefing.entries)
    if total <= PER_PAGE:
        return None
    if not private:
        return view_of(BriefingButton(briefing_id, total))
    return view_of(
        BriefingPageButton(briefing_id, max(0, offset - PER_PAGE), "back", offset == 0),
        BriefingPageButton(briefing_id, offset + PER_PAGE, "on", offset + PER_PAGE >= total),
    )
