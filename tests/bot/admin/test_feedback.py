"""/admin feedback: how answers were liked, and the votes against them with their reasons."""

from __future__ import annotations

from datetime import timedelta

from simcord.results import InteractionResult

from bot.asking.buttons import Complaint, VoteReason
from tests.fakes import FakeLibrary

from ..samples import WHEN, text_of, tomahawk
from ..world import World


def shown(result: InteractionResult) -> str:
    assert result.response is not None
    return text_of(result.response.embeds[0])


async def answered(
    library: FakeLibrary, world: World, *, home: str | None = None, posted: str | None = None
) -> int:
    number = await library.answers.begin(
        f"m{len(library.stored_answers)}",
        question=WHEN,
        scopes=("shared",),
        home=home or world.scope,
        place=f"discord:channel:{world.channel.id}",
    )
    assert number is not None
    await library.answers.finish(number, tomahawk(f"{WHEN} ({number})"), posted_key=posted)
    return int(number)


async def test_nobody_voted(world: World) -> None:
    assert "Nobody has voted on an answer here yet." in shown(
        await world.use(world.manager(), "admin feedback")
    )


async def test_totals_share_and_the_votes_against(world: World, library: FakeLibrary) -> None:
    first = await answered(library, world, posted="discord:message:77")
    second = await answered(library, world, posted="discord:interaction:1")
    other = await answered(library, world, home="guild:99")
    for voter in "abc":
        await library.votes.cast(first, voter, 1)
    await library.votes.cast(
        first, "d", -1, reason=Complaint(VoteReason.OUTDATED, "It is *May* now.").as_json()
    )
    library.now += timedelta(minutes=1)
    await library.votes.cast(second, "d", -1)
    await library.votes.cast(other, "d", -1)
    result = await world.use(world.manager(), "admin feedback")
    assert result.ephemeral
    text = shown(result)
    assert "**👍 3 · 👎 2 · 60% liked**" in text
    assert r"It is outdated: “It is \*May\* now.”" in text
    newest, older = text.index(f"{WHEN} (2)"), text.index(f"{WHEN} (1)")
    assert newest < older
    assert "no reason given" in text[newest:older]
    assert "> April 1" in text
    link = f"https://discord.com/channels/{world.guild.id}/{world.channel.id}/77"
    assert text.count("Open the answer") == 1
    assert link in text
    assert text.endswith("1–2 of 2")


async def test_only_votes_for(world: World, library: FakeLibrary) -> None:
    await library.votes.cast(await answered(library, world), "a", 1)
    text = shown(await world.use(world.manager(), "admin feedback"))
    assert "Nobody has voted against an answer." in text
    assert "100%" in text


async def test_pages_of_the_longest_votes_fit(world: World, library: FakeLibrary) -> None:
    for number in range(12):
        answer = await answered(library, world, posted="discord:message:1234567890123456789")
        await library.votes.cast(
            answer, "a", -1, reason=Complaint(VoteReason.NO_ANSWER, "*_~" * 160).as_json()
        )
        assert number + 1 == answer
    boss = world.manager()
    result = await world.use(boss, "admin feedback")
    assert shown(result).endswith("1–5 of 12")
    assert result.response is not None
    await boss.click(result.response.message, label="Next ▶")
    await boss.click(result.response.message, label="Next ▶")
    assert shown(result).endswith("11–12 of 12")
