"""The options of /ask that keep to one publisher or one article."""

from __future__ import annotations

import pytest
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle
from simcord.env import Env

from tests.fakes import FakeLibrary

from .samples import WHEN, info
from .test_markup import plain

Place = tuple[MemberActor, ChannelHandle]


@pytest.fixture
def place(simcord_env: Env, library: FakeLibrary) -> Place:
    guild = simcord_env.create_guild()
    library.infos = [
        info(1, title="Harbour opens", publisher="Bay News"),
        info(2, f"guild:{guild.id}", title="Ferry sails", publisher="BAY NEWS"),
        info(3, "guild:99", title="Harbour of theirs", publisher="Their Paper"),
        info(4, title="Market closes", publisher="Inland Post"),
    ]
    return guild.add_member(simcord_env.create_user("alice")), guild.create_text_channel("general")


async def test_everyone_is_offered_what_the_server_sees(place: Place) -> None:
    alice, channel = place
    articles = await alice.autocomplete(channel, "ask", "article", "HARBOUR")
    assert [choice["value"] for choice in articles] == ["1"]
    publishers = await alice.autocomplete(channel, "ask", "publisher", "p")
    assert [choice["value"] for choice in publishers] == ["Inland Post"]


async def test_a_question_keeps_to_what_was_chosen(library: FakeLibrary, place: Place) -> None:
    alice, channel = place
    await alice.slash(channel, "ask", question=WHEN, publisher="inland post", article="1")
    await alice.slash(channel, "ask", question=WHEN, article="ferry")
    await alice.slash(channel, "ask", question=WHEN)
    assert library.narrowed == [(("Inland Post",), (1,)), ((), (2,)), ((), None)]


@pytest.mark.parametrize(
    ("option", "value", "kind"),
    [
        ("publisher", "nobody", "publisher"),
        ("publisher", "n", "publisher"),
        ("article", "harbour of theirs", "article"),
        ("article", "@everyone", "article"),
        ("publisher", " ", "publisher"),
    ],
)
async def test_what_is_not_there_is_named(
    simcord_env: Env, library: FakeLibrary, place: Place, option: str, value: str, kind: str
) -> None:
    alice, channel = place
    result = await alice.slash(channel, "ask", question=WHEN, **{option: value})
    assert result.ephemeral
    assert result.response is not None
    said = plain(result.response.content)
    assert f"is not exactly one {kind}. Choose one that Discord offers" in said
    assert library.asked == []
    assert len(simcord_env.errors) == 1


async def test_offering_publishers_never_fails(library: FakeLibrary, place: Place) -> None:
    alice, channel = place
    library.failures["publishers"] = RuntimeError("disk on fire")
    assert await alice.autocomplete(channel, "ask", "publisher", "a") == []
