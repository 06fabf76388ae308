"""The groups of refused questions of a server: found again by any answer in them, and put away."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval import Unanswered

from ..audit import Deed, record
from ..checks import managed_guild
from ..guilds import own_scope
from ..ui.components import Press, bot_of

MOST_CLUSTERS = 100


async def clusters(interaction: Press) -> Sequence[Unanswered]:
    """The most asked first. Raises NeedsManageServer."""
    home = own_scope(managed_guild(interaction))
    return await bot_of(interaction).library.unanswered(home, limit=MOST_CLUSTERS)


async def cluster_of(interaction: Press, answer_id: int) -> Unanswered | None:
    """The group that this refusal is in now, which may have grown; None when it was answered, dismissed or forgotten
    meanwhile. Raises NeedsManageServer."""
    return next((each for each in await clusters(interaction) if answer_id in each.answer_ids), None)


async def dismiss(interaction: Press, cluster: Unanswered) -> None:
    """Put a group away, and log it. Raises NeedsManageServer."""
    home = own_scope(managed_guild(interaction))
    await bot_of(interaction).library.dismiss_unanswered(cluster.answer_ids, home=home)
    await record(interaction, Deed.DISMISSED, question=cluster.questions[0], count=cluster.count)
