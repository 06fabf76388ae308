"""Whatever Discord and courtesy put around a question, the library is asked the question; small talk is none."""

from __future__ import annotations

import pytest
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle
from simcord.env import Env

from bot.client import DatelineBot
from retrieval import Settings
from tests.fakes import FakeLibrary

from ..samples import WHEN, mention, replies, text_of

Place = tuple[MemberActor, ChannelHandle]
HELP = "answers from articles"


@pytest.fixture
def place(simcord_env: Env) -> Place:
    guild = simcord_env.create_guild()
    return guild.add_member(simcord_env.create_user("alice")), guild.create_text_channel("general")


def asked(library: FakeLibrary) -> list[str]:
    return [question for question, _, _ in library.asked]


AROUND = [
    "hey bot, {q}",
    "**{q}**",
    "> ||{q}||",
    "<#123456789012345678> {q}",
    "</ask:123456789012345678> {q}",
    "https://discord.com/channels/1/2/3 {q}",
    "<:wave:123456789012345678> {q} 🚀",
    "@everyone {q}",
    "Hello everyone! {q} Thanks!",
    "\u200b{q}\u200d",
]


@pytest.mark.parametrize("around", AROUND)
async def test_a_mention_a_reply_and_a_direct_message(
    simcord_env: Env, library: FakeLibrary, place: Place, around: str
) -> None:
    alice, channel = place
    text = around.format(q=WHEN)
    await alice.send(channel, f"{mention(simcord_env)} {text}")
    await alice.send(channel, f"{text} {mention(simcord_env)}", reply_to=replies(channel)[-1])
    await simcord_env.create_user("bob").send_dm(text)
    assert asked(library) == [WHEN, WHEN, WHEN]


@pytest.mark.parametrize("around", AROUND)
async def test_a_command(library: FakeLibrary, place: Place, around: str) -> None:
    alice, channel = place
    result = await alice.slash(channel, "ask", question=around.format(q=WHEN))
    assert asked(library) == [WHEN]
    assert result.response is not None
    assert result.response.embeds[0].author.name == f"“{WHEN}”"


@pytest.mark.parametrize("around", AROUND)
async def test_the_menu_on_a_message(
    simcord_env: Env, library: FakeLibrary, place: Place, around: str
) -> None:
    alice, channel = place
    said = await alice.send(channel, around.format(q=WHEN))
    await alice.context_menu(channel, "Ask about this", said)
    assert asked(library) == [WHEN]


async def test_who_is_called_is_left_out_and_who_is_asked_about_is_named(
    simcord_env: Env, library: FakeLibrary, place: Place
) -> None:
    alice, channel = place
    bob = alice.guild.add_member(simcord_env.create_user("bob"))
    await alice.send(channel, f"<@{bob.id}> please {mention(simcord_env)} {WHEN}")
    await alice.send(channel, f"{mention(simcord_env)} did <@{bob.id}> sign it?")
    assert asked(library) == [WHEN, "did bob sign it?"]


async def test_a_moment_becomes_its_day(simcord_env: Env, library: FakeLibrary, place: Place) -> None:
    alice, channel = place
    await alice.send(channel, f"{mention(simcord_env)} what happened on <t:1700000000:f>?")
    assert asked(library) == ["what happened on 14 November 2023?"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("hi", HELP),
        ("?", HELP),
        ("👋", HELP),
        ("Hallo Dateline!", HELP),
        ("thanks", "You are welcome."),
        ("ありがとう", "You are welcome."),
        ("ok", "All right."),
        ("good bot", "All right."),
    ],
)
async def test_small_talk_gets_kind_words_and_is_kept_nowhere(
    simcord_env: Env, library: FakeLibrary, place: Place, text: str, said: str
) -> None:
    alice, channel = place
    await alice.send(channel, f"{mention(simcord_env)} {text}")
    (reply,) = replies(channel)
    assert said in reply.content + "".join(map(text_of, reply.embeds))
    result = await alice.slash(channel, "ask", question=text)
    assert result.ephemeral
    assert result.response is not None
    assert said in result.response.content + "".join(map(text_of, result.response.embeds))
    assert library.asked == []
    assert not library.claims
    assert not library.stored_answers


async def test_a_question_edited_into_thanks_is_withdrawn(
    simcord_env: Env, library: FakeLibrary, place: Place
) -> None:
    alice, channel = place
    message = await alice.send(channel, f"{mention(simcord_env)} {WHEN}")
    await alice.edit(message, f"{mention(simcord_env)} thanks")
    assert replies(channel) == []


async def test_the_menu_says_where_nothing_is_asked(library: FakeLibrary, place: Place) -> None:
    alice, channel = place
    said = await alice.send(channel, "lol thanks")
    result = await alice.context_menu(channel, "Ask about this", said)
    assert result.ephemeral
    assert result.response is not None
    assert "There is no question in that message." in result.response.content
    assert library.asked == []


class TestHeardUnasked:
    @pytest.fixture
    def settings(self, settings: Settings) -> Settings:
        discord = settings.discord.model_copy(update={"message_content": True})
        return settings.model_copy(update={"discord": discord})

    @pytest.mark.parametrize(
        "text", ["?", "hi, how are you?", "ok?", "what can you do?", "hi 👋", "wer bist du?"]
    )
    async def test_small_talk_is_left_alone(
        self, simcord_bot: DatelineBot, library: FakeLibrary, place: Place, text: str
    ) -> None:
        alice, channel = place
        await library.audit_log.set_preference(
            f"guild:{alice.guild.id}", "auto_channels", f"[{channel.id}]", by=None
        )
        await alice.send(channel, text)
        assert replies(channel) == []
        assert library.asked == []
        await alice.send(channel, f"hey all, {WHEN}")
        assert asked(library) == [WHEN]
