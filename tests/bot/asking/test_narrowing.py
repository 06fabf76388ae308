"""The options of /ask that keep to one publisher or one article."""

from __future__ import annotations

import pytest
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle
from simcord.env import Env

from tests.fakes import FakeLibrary

from ..samples import WHEN, info
from ..text.test_markup import plain

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
    ("option", "value", "said"),
    [
        ("publisher", "Reuters", "There is no publisher “Reuters” here. </articles:"),
        ("publisher", "Inland Pots", "There is no publisher “Inland Pots” here. The nearest: “Inland Post”."),
        ("publisher", "bay nws", "There is no publisher “bay nws” here. The nearest: “B"),
        ("publisher", "n", "Several publishers fit “n”: “Bay News”, “BAY NEWS”, “Inland Post”. Choose"),
        ("publisher", " ", "There is no publisher “” here."),
        ("article", "the lighthouse", "There is no article “the lighthouse” here. Type words"),
        (
            "article",
            "harbour closes",
            "There is no article “harbour closes” here. The nearest: “Harbour opens”.",
        ),
        (
            "article",
            "harbour of theirs",
            "There is no article “harbour of theirs” here. The nearest: “Harbour",
        ),
        ("article", "s", "Several articles fit “s”: “Harbour opens”, “Ferry sails”, “Market closes”. Choose"),
        ("article", "@everyone", "There is no article “@everyone” here."),
    ],
)
async def test_none_and_several_are_told_apart_in_private(
    simcord_env: Env, library: FakeLibrary, place: Place, option: str, value: str, said: str
) -> None:
    alice, channel = place
    result = await alice.slash(channel, "ask", question=WHEN, **{option: value})
    assert result.ephemeral
    assert result.response is not None
    assert said in plain(result.response.content)
    assert library.asked == []
    assert len(simcord_env.errors) == 1


async def test_days_the_wrong_way_round_are_told_in_private(
    simcord_env: Env, library: FakeLibrary, place: Place
) -> None:
    alice, channel = place
    result = await alice.slash(channel, "ask", question=WHEN, since="2024-05-02", until="2024-05-01")
    assert result.ephemeral
    assert result.response is not None
    assert "2 May 2024 is after 1 May 2024." in result.response.content
    assert len(simcord_env.errors) == 1
    assert library.asked == []


async def test_what_is_refused_in_a_part_of_the_articles_is_no_gap(
    library: FakeLibrary, place: Place
) -> None:
    alice, channel = place
    home = f"guild:{alice.guild.id}"
    for narrowing in (
        {"publisher": "Inland Post"},
        {"article": "1"},
        {"since": "2024-01-01"},
        {"until": "2024-01-01"},
    ):
        await alice.slash(channel, "ask", question="who pays?", **narrowing)
        assert await library.unanswered.find(home) == ()
    await alice.slash(channel, "ask", question="who pays?")
    assert [each.count for each in await library.unanswered.find(home)] == [1]


async def test_offering_publishers_never_fails(library: FakeLibrary, place: Place) -> None:
    alice, channel = place
    library.failures["publishers"] = RuntimeError("disk on fire")
    assert await alice.autocomplete(channel, "ask", "publisher", "a") == []
