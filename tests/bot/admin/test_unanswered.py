"""/admin unanswered: what was refused, a source for it, asking again, dismissing."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import discord
import pytest
from simcord.results import InteractionResult

from bot.admin.audit_log import LogPageButton
from bot.admin.reindex import ReindexNowButton, RollbackButton
from bot.admin.unanswered import (
    AddSourceButton,
    AskAgainButton,
    DismissButton,
    FeedbackPageButton,
    UnansweredPageButton,
)
from bot.client import DatelineBot
from bot.ui.components import view_of
from retrieval import (
    AuditEntry,
    Progress,
    Reason,
    Refusal,
)
from retrieval.errors import EmptyArticle
from tests.fakes import FakeLibrary

from ..samples import WHEN, text_of, tomahawk
from ..world import World

HOW = "how deep is the harbour?"
PAGE = "https://example.org/harbour"


async def refused(library: FakeLibrary, home: str, question: str, *, by: str = "a", times: int = 1) -> int:
    """The newest of so many refusals."""
    number = 0
    for _ in range(times):
        key = f"m{len(library.stored_answers)}"
        begun = await library.answers.begin(
            key, question=question, scopes=("shared", home), asked_by=by, home=home
        )
        assert begun is not None
        number = begun
        await library.answers.finish(number, Refusal(question, Reason.NOT_ANSWERED))
    return number


def shown(result: InteractionResult) -> str:
    assert result.response is not None
    return text_of(result.response.embeds[0])


def labels(message: discord.Message) -> list[str | None]:
    return [
        getattr(item, "label", None) or getattr(item, "placeholder", None)
        for row in message.components
        for item in row.children  # type: ignore[union-attr]  # rows only
    ]


async def test_the_most_asked_come_first_with_counts_people_and_when(
    world: World, library: FakeLibrary
) -> None:
    await refused(library, world.scope, "who pays?")
    await refused(library, world.scope, HOW, by="a", times=2)
    await refused(library, world.scope, "How **deep** is the 3*harbour?", by="b")
    await refused(library, world.scope, HOW, by="b")
    await refused(library, "guild:99", "what else?")
    result = await world.use(world.manager(), "admin unanswered")
    assert result.ephemeral
    text = shown(result)
    assert text.startswith("3 questions without an answer")
    assert f"**1.** **{HOW}**\n-# asked 3 times · by 2 people · last <t:" in text
    assert r"How deep is the 3\*harbour?" in text  # no markup, and nothing that looks like it
    assert "Articles touch on it, but none answers it." in text
    assert "what else?" not in text
    assert text.endswith("1–3 of 3")


async def test_nothing_unanswered(world: World) -> None:
    result = await world.use(world.manager(), "admin unanswered")
    assert "Every question asked here got an answer, or was dismissed." in shown(result)
    assert result.response is not None
    assert result.response.components == []


async def test_pages(world: World, library: FakeLibrary) -> None:
    for number in range(7):
        await refused(library, world.scope, f"question {number}?")
    boss = world.manager()
    result = await world.use(boss, "admin unanswered")
    assert result.response is not None
    assert shown(result).endswith("1–5 of 7")
    await boss.click(result.response.message, label="Next ▶")
    assert shown(result).endswith("6–7 of 7")
    assert "Source for 6" in labels(result.response.message)


async def test_a_source_in_one_tap_then_the_question_again(
    world: World, library: FakeLibrary, make_bot: Callable[[], DatelineBot]
) -> None:
    await refused(library, world.scope, WHEN, times=2)
    boss = world.manager()
    page = await world.use(boss, "admin unanswered")
    assert page.response is not None
    opened = await boss.click(page.response.message, label="Source for 1")
    await world.env.restart_bot(make_bot())
    library.steps = [Progress("fetching", 1, 2)]
    taken = await boss.submit_modal(opened, {"address": f" {PAGE} "})
    assert library.addresses == [((PAGE,), world.scope, f"channel:{world.channel.id}")]
    assert taken.ephemeral
    assert taken.response is not None
    assert taken.response.content.startswith("1 added")
    again = await boss.click(taken.response.message, label="Ask it again")
    assert again.ephemeral
    assert "fiscal year" in shown(again)
    assert [each.content for each in again.followups] == [
        "There is an answer now, so the question has left the list."
    ]
    assert library.asked[-1][:2] == (WHEN, ("shared", world.scope))
    assert await library.unanswered.find(world.scope) == ()
    deeds = [(entry.name, json.loads(entry.after or "")) for entry in library.entries]
    assert deeds == [
        ("library-add", {"source": PAGE, "added": 1, "updated": 0}),
        ("unanswered-dismiss", {"question": WHEN, "count": 2}),
    ]
    assert {entry.by for entry in library.entries} == {f"discord:user:{boss.id}"}


async def test_still_no_answer_keeps_the_question(world: World, library: FakeLibrary) -> None:
    await refused(library, world.scope, HOW)
    boss = world.manager()
    page = await world.use(boss, "admin unanswered")
    assert page.response is not None
    opened = await boss.click(page.response.message, label="Source for 1")
    taken = await boss.submit_modal(opened, {"address": PAGE})
    assert taken.response is not None
    again = await boss.click(taken.response.message, label="Ask it again")
    assert "I found nothing about that in my articles." in shown(again)
    assert again.followups == []
    assert [cluster.count for cluster in await library.unanswered.find(world.scope)] == [1]


async def test_what_may_not_answer_keeps_the_question(world: World, library: FakeLibrary) -> None:
    key = "doubted"
    doubtful = replace(tomahawk(), confidence=0.4, doubtful=True)
    begun = await library.answers.begin(key, question=WHEN, scopes=("shared",), home=world.scope)
    assert begun is not None
    await library.answers.finish(begun, doubtful)
    library.outcomes[WHEN] = doubtful
    boss = world.manager()
    page = await world.use(boss, "admin unanswered")
    assert f"**1.** **{WHEN}**" in shown(page)
    assert page.response is not None
    opened = await boss.click(page.response.message, label="Source for 1")
    taken = await boss.submit_modal(opened, {"address": PAGE})
    assert taken.response is not None
    again = await boss.click(taken.response.message, label="Ask it again")
    assert "This may not answer your question:" in shown(again)
    assert again.followups == []
    library.outcomes[WHEN] = tomahawk()
    again = await boss.click(taken.response.message, label="Ask it again")
    assert len(again.followups) == 1
    assert await library.unanswered.find(world.scope) == ()


async def test_a_source_that_fails_is_not_asked_again(world: World, library: FakeLibrary) -> None:
    await refused(library, world.scope, HOW)
    boss = world.manager()
    page = await world.use(boss, "admin unanswered")
    assert page.response is not None
    opened = await boss.click(page.response.message, label="Source for 1")
    library.failures["ingest"] = EmptyArticle(PAGE, "no sentence is left")
    failed = await boss.submit_modal(opened, {"address": PAGE})
    assert failed.response is not None
    assert "holds no article" in failed.response.content
    assert failed.response.components == []
    assert library.entries == []


@pytest.mark.parametrize("typed", ["/etc/passwd", "harbour"])
async def test_what_is_no_address_is_said(world: World, library: FakeLibrary, typed: str) -> None:
    await refused(library, world.scope, HOW)
    boss = world.manager()
    page = await world.use(boss, "admin unanswered")
    assert page.response is not None
    opened = await boss.click(page.response.message, label="Source for 1")
    wrong = await boss.submit_modal(opened, {"address": typed})
    assert wrong.response is not None
    assert "is no web address" in wrong.response.content
    assert library.addresses == []


async def test_dismissing_is_confirmed_logged_and_says_when_it_comes_back(
    world: World, library: FakeLibrary
) -> None:
    await refused(library, world.scope, HOW)
    boss = world.manager()
    page = await world.use(boss, "admin unanswered")
    assert page.response is not None
    await boss.select(page.response.message, ["1"], custom_id="dateline:unanswered:0:pick")
    assert "Dismiss this question?" in shown(page)
    assert len(await library.unanswered.find(world.scope)) == 1
    await boss.click(page.response.message, label="Keep it")
    assert "One question without an answer" in shown(page)
    await boss.select(page.response.message, ["1"], custom_id="dateline:unanswered:0:pick")
    await boss.click(page.response.message, label="Dismiss")
    assert page.response.content == f"Dismissed: “{HOW}”. If somebody asks it again, it comes back here."
    assert "No question without an answer" in shown(page)
    (entry,) = library.entries
    assert isinstance(entry, AuditEntry)
    assert (entry.name, json.loads(entry.after or "")) == (
        "unanswered-dismiss",
        {"question": HOW, "count": 1},
    )


async def test_one_that_is_gone_meanwhile_is_said(world: World, library: FakeLibrary) -> None:
    number = await refused(library, world.scope, HOW)
    boss = world.manager()
    page = await world.use(boss, "admin unanswered")
    assert page.response is not None
    await library.unanswered.dismiss([number], home=world.scope)
    await boss.select(page.response.message, ["1"], custom_id="dateline:unanswered:0:pick")
    assert "not in the list any more" in page.response.content


async def test_others_can_press_nothing(world: World, library: FakeLibrary) -> None:
    await refused(library, world.scope, WHEN)
    library.outcomes[WHEN] = tomahawk()
    bob = world.member("bob")
    channel = world.env.bot.get_channel(world.channel.id)
    assert isinstance(channel, discord.TextChannel)
    buttons = (
        DismissButton(1),
        UnansweredPageButton(0, "on"),
        FeedbackPageButton(0, "on"),
        LogPageButton(0, "on"),
        AddSourceButton(1),
        AskAgainButton(1),
        ReindexNowButton(),
        RollbackButton(1),
        RollbackButton(1, "now"),
    )
    message = await channel.send("leaked", view=view_of(*buttons))
    for button in buttons:
        pressed = await bob.click(message, custom_id=button.custom_id)
        assert pressed.ephemeral
        assert pressed.response is not None
        assert "Manage Server" in pressed.response.content
    assert library.entries == []
    assert library.asked == []


async def test_a_question_of_another_server_is_not_found(world: World, library: FakeLibrary) -> None:
    await refused(library, "guild:99", WHEN)
    channel = world.env.bot.get_channel(world.channel.id)
    assert isinstance(channel, discord.TextChannel)
    message = await channel.send("forged", view=view_of(AddSourceButton(1), AskAgainButton(1)))
    boss = world.manager()
    for label in ("Source for 0", "Ask it again"):
        pressed = await boss.click(message, label=label)
        assert pressed.response is not None
        assert "There is no answer 1 here" in pressed.response.content
        assert pressed.modal is None
