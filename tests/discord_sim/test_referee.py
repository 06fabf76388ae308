"""That bad requests are caught: the description's rules, and the rules it leaves out."""

from __future__ import annotations

from typing import Any

import aiohttp
import discord
import pytest

from . import DiscordSim
from .compose import Upload
from .errors import ApiError
from .limits import check_commands, check_message, check_modal
from .referee import Description, Referee

Json = dict[str, Any]


@pytest.fixture
def referee(description: Description) -> Referee:
    return Referee(description)


def button(**changes: object) -> Json:
    return {"type": 2, "style": 1, "label": "x", "custom_id": "a"} | changes


def row(*parts: Json) -> list[Json]:
    return [{"type": 1, "components": list(parts)}]


def option(name: str, **changes: object) -> Json:
    return {"type": 3, "name": name, "description": "x"} | changes


def command(**changes: object) -> Json:
    return {"name": "ask", "description": "x"} | changes


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"content": "x" * 2001}, 50035),
        ({"embeds": [{"description": "x" * 3001}] * 2}, 50035),
        ({"content": " \n "}, 50006),
        ({"components": row(button())}, 50006),
        ({"embeds": [{"color": 1}]}, 50035),
        ({"embeds": [{"title": "x", "url": "javascript:x"}]}, 50035),
        ({"embeds": [{"fields": [{"name": " ", "value": "x"}]}]}, 50035),
        ({"content": "x", "components": row(button(), button())}, 50035),
        ({"content": "x", "components": row(button(label=None))}, 50035),
        ({"content": "x", "components": row(button(style=5))}, 50035),
        ({"content": "x", "components": row(button(style=5, custom_id=None, url="ftp://x"))}, 50035),
        ({"content": "x", "components": row(button()) * 6}, 50035),
        ({"content": "x", "flags": 1 << 15}, 50035),
        ({"content": "x", "attachments": [{"id": 0}]}, 50035),
        ({"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}}, 50035),
    ],
)
def test_message_rules_outside_the_description(body: Json, code: int) -> None:
    with pytest.raises(ApiError) as caught:
        check_message(body, {})
    assert caught.value.code == code


def test_good_messages_pass() -> None:
    upload = {0: Upload("a.txt", "text/plain", b"x")}
    check_message({"content": "x" * 2000, "embeds": [{"description": "x" * 3000}] * 2}, {})
    check_message({"attachments": [{"id": 0}]}, upload)
    check_message({"flags": 1 << 15, "components": [{"type": 10, "content": "x"}]}, {})
    check_modal({"components": row({"type": 4, "custom_id": "a"})})


@pytest.mark.parametrize(
    "payload",
    [
        command(name="Ask"),
        command(name="a b"),
        command(description=""),
        command(name_localizations={"de": "Frage"}),
        command(type=3),
        command(options=[option("a"), option("a")]),
        command(options=[option("a"), option("b", required=True)]),
        command(options=[option("a", autocomplete=True, choices=[{"name": "x", "value": "x"}])]),
        command(options=[option(f"o{n}", choices=[{"name": "x", "value": "x" * 6000}]) for n in range(2)]),
    ],
)
def test_command_rules_outside_the_description(payload: Json) -> None:
    with pytest.raises(ApiError):
        check_commands([payload])


def test_command_sets() -> None:
    menus = [{"name": f"Menu {n}", "type": 3} for n in range(6)]
    check_commands([command(), command(name="質問"), *menus[:5]])
    for bad in ([command(), command()], menus):
        with pytest.raises(ApiError):
            check_commands(bad)


@pytest.mark.parametrize(
    ("method", "path", "body", "problem"),
    [
        ("POST", "/channels/1/messages", {"content": 5}, "$.content"),
        (
            "POST",
            "/channels/1/messages",
            {"embeds": [{"description": "x" * 4097}]},
            "$.embeds[0].description",
        ),
        ("POST", "/channels/1/messages", {"embeds": [{"title": "x"}] * 11}, "$.embeds"),
        ("POST", "/channels/1/messages/2/threads", {"name": "x" * 101}, "$.name"),
        ("POST", "/interactions/1/t/callback", {"type": 3}, "callback type 3"),
        (
            "POST",
            "/interactions/1/t/callback",
            {"type": 4, "data": {"content": "x" * 2001}},
            "$.data.content",
        ),
        ("PUT", "/applications/1/commands", [command(description="x" * 101)], "$[0].description"),
        (
            "PATCH",
            "/webhooks/1/t/messages/@original",
            {"components": row(*[button()] * 6)},
            "$.components[0]",
        ),
        ("POST", "/channels/1/typing", {"x": 1}, "a body where none is defined"),
        ("POST", "/channels/1/nonsense", {}, "no such operation"),
    ],
)
def test_requests_outside_the_description(
    referee: Referee, method: str, path: str, body: object, problem: str
) -> None:
    assert not referee.request(method, path, [], body, "application/json")
    assert problem in referee.violations[0].problem


def test_requests_inside_the_description(referee: Referee) -> None:
    reference = {"content": "x", "message_reference": {"message_id": 1, "channel_id": 2}}
    assert referee.request("POST", "/channels/1/messages", [], reference, "application/json")
    assert referee.request("POST", "/users/@me/channels", [], {"recipient_id": 1}, "application/json")
    assert referee.request("PUT", "/channels/1/messages/2/reactions/%F0%9F%91%8D/@me", [], None, None)
    assert not referee.request("GET", "/channels/1/messages", ["nonsense"], None, None)
    assert not referee.request("POST", "/channels/1/messages", [], None, None)


def test_own_replies_and_events_are_checked_strictly(referee: Referee) -> None:
    referee.reply("GET", "/users/@me", 200, {"id": "1", "username": "x"})
    referee.reply("POST", "/channels/1/typing", 204, {})
    referee.reply("GET", "/channels/1/messages/2", 404, {"message": "no code"})
    referee.reply("GET", "/channels/1", 201, {})
    referee.event("MESSAGE_CREATE", {"id": 1})
    assert [v.side for v in referee.violations] == ["reply"] * 4 + ["event"]


async def test_a_bad_request_is_refused_and_remembered(sim: DiscordSim) -> None:
    headers = {"Authorization": f"Bot {sim.token}"}
    channel = sim.dm(sim.add_user("ann"))
    url = f"{sim.api_url}/channels/{channel.id}/messages"
    async with aiohttp.ClientSession(headers=headers) as session:
        for body in ({"content": 5}, {"content": "x" * 2001}, {"content": ""}):
            async with session.post(url, json=body) as response:
                assert response.status == 400
        async with session.post(f"{url}/bulk-delete", json={"messages": ["1", "2"]}) as response:
            assert response.status == 404
        async with session.get(f"{sim.api_url}/nonsense") as response:
            assert response.status == 400
    assert [v.side for v in sim.referee.take()] == ["request", "limit", "limit", "route", "request"]
    assert sim.error_codes == [50035, 50035, 50006, 0, 50035]
    assert sim.messages(channel) == []


async def test_a_client_that_breaks_a_rule_is_caught(sim: DiscordSim) -> None:
    channel = sim.dm(sim.add_user("ann"))
    client = discord.Client(intents=discord.Intents.default())
    await client.login(sim.token)
    with pytest.raises(discord.HTTPException, match="2000"):
        await client.get_partial_messageable(channel.id).send("x" * 2001)
    await client.close()
    assert [v.side for v in sim.referee.take()] == ["limit"]
