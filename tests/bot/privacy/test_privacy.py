"""What is stored of a person, and deleting it."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from datetime import UTC, datetime
from typing import Any, cast

import pytest
from simcord.actors import MemberActor

from bot.client import DatelineBot
from bot.places import person_key
from bot.privacy.cog import forgotten_line, privacy_page, summary_line
from bot.text.locale import languages, using_locale
from retrieval import Forgotten, PersonalDataSummary, StoreError
from tests.fakes import FakeLibrary

from ..samples import WHEN, mention, text_of
from ..world import World

Logs = list[MutableMapping[str, Any]]
MOMENT = datetime(2024, 1, 5, tzinfo=UTC)
FORGET = "Delete everything of mine"


async def asked(world: World, who: MemberActor, times: int = 1) -> None:
    for _ in range(times):
        await who.send(world.channel, f"{mention(world.env)} {WHEN}")


async def shown(world: World, who: MemberActor) -> str:
    result = await world.use(who, "privacy")
    assert result.ephemeral
    assert result.response is not None
    return text_of(result.response.embeds[0])


# The words


def test_what_is_held_is_counted_with_its_age() -> None:
    assert (
        summary_line(PersonalDataSummary(0, 0, None))
        == "Nothing: no question, no vote and no watch of yours."
    )
    assert summary_line(PersonalDataSummary(1, 0, MOMENT)) == (
        "One question with its answer and no vote, from all servers and private chats together. "
        "The oldest is of <t:1704412800:D>."
    )
    assert summary_line(PersonalDataSummary(1200, 2, None)).startswith(
        "1,200 questions with their answers and 2 votes"
    )


def test_what_was_deleted_is_counted() -> None:
    assert forgotten_line(Forgotten(0, 0)).startswith("Nothing of yours is stored")
    line = forgotten_line(Forgotten(2, 1, ("discord:message:1",)))
    assert line.startswith("Deleted: 2 questions with their answers and one vote.")
    assert "stay until somebody deletes them" in line
    assert "stay" not in forgotten_line(Forgotten(0, 1))


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("days", [0, 1, 90])
def test_every_language_has_the_page(language: str, days: int) -> None:
    with using_locale(language):
        summary, server = PersonalDataSummary(3, 1, MOMENT), "A *server*" * 30
        page = privacy_page(summary, days=days, server=server, grace=14)
        saved = privacy_page(summary, days=days, server=server, grace=14, backups=777)
        text = text_of(page)
    assert "{" not in text
    assert "777" in text_of(saved)
    assert len(saved.fields) == len(page.fields) + 1
    assert str(days) in text or days < 2
    assert all(len(field.value or "") <= 1024 and len(field.name or "") <= 256 for field in page.fields)


# The commands


async def test_it_says_what_is_stored_of_the_one_who_asks_and_for_how_long_here(world: World) -> None:
    alice, bob = world.member("alice"), world.member("bob")
    assert "Nothing: no question" in await shown(world, alice)
    await asked(world, alice, 2)
    text = await shown(world, alice)
    assert "2 questions with their answers and no vote" in text
    assert "deleted after 90 days" in text
    assert "When the server removes me, all of its data is deleted 14 days later." in text
    assert "What is never stored" in text
    assert "Nothing: no question" in await shown(world, bob)


async def test_a_button_has_one_told_when_sources_change(world: World, library: FakeLibrary) -> None:
    alice = world.member("alice")
    assert "and I tell you nothing" in await shown(world, alice)
    page = (await world.use(alice, "privacy")).response
    assert page is not None
    await alice.click(page, label="Tell me when sources change")
    assert library.readers == {person_key(alice.id)}
    assert "I tell you in a direct message" in text_of(page.embeds[0])
    await alice.click(page, label="Stop telling me")
    assert library.readers == set()
    await alice.click(page, label="Tell me when sources change")
    forget = (await world.use(alice, "forget-me")).response
    assert forget is not None
    assert "I tell you in a direct message" in forget.content
    await alice.click(forget, label=FORGET)
    assert library.readers == set()


async def test_the_servers_own_retention_is_named(world: World) -> None:
    alice, bot = world.member("alice"), cast(DatelineBot, world.env.bot)
    await bot.servers.change(world.guild.id, "retention_days", 7, by=1)
    assert "deleted after 7 days" in await shown(world, alice)
    await bot.servers.change(world.guild.id, "retention_days", 0, by=1)
    assert "kept until you delete them" in await shown(world, alice)
    direct = await alice.user.slash("privacy")
    assert direct.response is not None
    text = text_of(direct.response.embeds[0])
    assert "In private chats" in text
    assert "removes me" not in text
    assert "deleted after 90 days" in text


async def test_forgetting_takes_a_confirmation(world: World, library: FakeLibrary) -> None:
    alice, bob = world.member("alice"), world.member("bob")
    await asked(world, alice, 2)
    await asked(world, bob)
    await library.votes.cast(1, person_key(alice.id), 1)
    result = await world.use(alice, "forget-me")
    assert result.ephemeral
    assert result.response is not None
    assert "2 questions with their answers and one vote" in result.response.content
    assert len(library.stored_answers) == 3, "nothing is deleted before the button"
    await alice.click(result.response, label=FORGET)
    assert result.response.content.startswith("Deleted: 2 questions with their answers and one vote.")
    assert result.response.components == []
    assert [each.asked_by for each in library.stored_answers.values()] == [person_key(bob.id)]
    assert library.cast == {}


async def test_the_button_works_after_a_restart_and_twice_is_once(
    world: World, library: FakeLibrary, make_bot: Callable[[], DatelineBot]
) -> None:
    alice = world.member("alice")
    await asked(world, alice)
    first = await world.use(alice, "forget-me")
    second = await world.use(alice, "forget-me")
    await world.env.restart_bot(make_bot())
    for result, says in ((first, "Deleted: one question"), (second, "Nothing of yours is stored")):
        assert result.response is not None
        await alice.click(result.response, label=FORGET)
        assert result.response.content.startswith(says)
    assert library.stored_answers == {}


async def test_nobody_elses_press_counts(world: World, library: FakeLibrary) -> None:
    alice, bob = world.member("alice"), world.member("bob")
    await asked(world, alice)
    await asked(world, bob)
    result = await world.use(bob, "forget-me")
    assert result.response is not None
    stored = world.env.backend.get_message(world.channel.id, result.response.id)
    stored.components[0]["components"][0]["custom_id"] = f"dateline:forget:{alice.id}"
    told = await bob.click(result.response, label=FORGET)
    assert told.ephemeral
    assert told.response is not None
    assert told.response.content.startswith("This button is for somebody else.")
    assert len(library.stored_answers) == 2


async def test_who_has_nothing_stored_is_told_so(world: World) -> None:
    result = await world.use(world.member("alice"), "forget-me")
    assert result.response is not None
    assert result.response.content == "Nothing of yours is stored, so there is nothing to delete."
    assert result.response.components == []


async def test_a_database_that_fails_is_told_and_the_button_stays(world: World, library: FakeLibrary) -> None:
    alice = world.member("alice")
    await asked(world, alice)
    result = await world.use(alice, "forget-me")
    library.failures["forget_person"] = StoreError("/data/dateline.db", "disk full")
    assert result.response is not None
    told = await alice.click(result.response, label=FORGET)
    assert "Something is wrong on my side" in str([m.content for m in told.followups])
    del library.failures["forget_person"]
    await alice.click(result.response, label=FORGET)
    assert result.response.content.startswith("Deleted: one question")


async def test_it_says_how_long_backups_live_where_they_are_made(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    alice, bot = world.member("alice"), cast(DatelineBot, world.env.bot)
    assert "Backups" not in await shown(world, alice)
    backup = bot.settings.backup.model_copy(update={"folder": "/backups", "every": 2, "keep": 7})
    monkeypatch.setattr(bot, "settings", bot.settings.model_copy(update={"backup": backup}))
    assert "after about 15 days" in await shown(world, alice)
