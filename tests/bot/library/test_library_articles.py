"""The /library commands on single articles: listed, offered while typing, shown, removed and brought back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from simcord.results import InteractionResult

from bot.client import DatelineBot
from retrieval import CannotRestore, Change, Version
from tests.fakes import FakeLibrary

from ..samples import MOMENT, article, copy, info, text_of
from ..world import World


def content(result: InteractionResult) -> str:
    assert result.response is not None
    return result.response.content


def page(result: InteractionResult) -> str:
    assert result.response is not None
    return text_of(result.response.embeds[0])


# Listing and showing


async def test_list_is_paged_and_marks_what_is_gone(world: World, library: FakeLibrary) -> None:
    library.infos = [replace(info(n, world.scope), gone_at=MOMENT if n == 1 else None) for n in range(1, 13)]
    library.infos.append(info(99, "guild:99", title="Theirs"))
    boss = world.manager()
    result = await world.use(boss, "library list")
    assert result.ephemeral
    assert "1. Article 1 · undated · no longer online\n2. Article 2 · undated\n" in page(result)
    assert result.response is not None
    await boss.click(result.response, label="Next ▶")
    assert "11–12 of 12" in page(result)
    assert "Theirs" not in page(result)


def two_versions() -> tuple[Version, ...]:
    first = Version(1, "T", MOMENT, "2024-01-05", None, None, ())
    changes = (Change("It cost *nine* euros.", added=False), Change("It cost ten euros.", added=True))
    return (first, Version(2, "T", MOMENT, "2024-01-05", "2024-01-06", None, changes))


async def test_show_tells_all_that_is_known(world: World, library: FakeLibrary) -> None:
    library.stored[7] = article(
        7,
        world.scope,
        title="Pier *opens*",
        publisher="Bay News",
        byline="Ann Bo",
        published_at="2024-01-05T10:00:00+01:00",
        date_origin="JSON-LD",
        updated_at="2024-01-06",
        url="https://example.org/pier",
        version=2,
        correction="Correction: it cost ten euros.",
        gone_at=MOMENT,
    )
    library.infos = [info(7, world.scope, title="Pier *opens*")]
    library.versions[7] = two_versions()
    library.copied[7] = (copy(8, "Reuters", "https://example.org/r"), copy(9))
    result = await world.use(world.manager(), "library show", article="7")
    assert result.ephemeral
    assert result.response is not None
    (embed,) = result.response.embeds
    facts = {field.name: field.value for field in embed.fields}
    assert embed.title == r"Pier \*opens\*"
    assert embed.url == "https://example.org/pier"
    assert facts["Publisher"] == "Bay News"
    assert facts["Byline"] == "Ann Bo"
    assert facts["Published"] == "5 January 2024 (JSON-LD)"
    assert facts["Updated"] == "6 January 2024"
    assert facts["Language"] == "en"
    assert facts["Size"] == "7 words, 5 passages"
    assert facts["Version"] == "2, taken in <t:1767225600:D>"
    assert facts["Address"] == "https\\://example.org/pier\nno longer online since <t:1767225600:D>"
    assert facts["Correction"] == "⚠ Correction: it cost ten euros."
    assert facts["Also in"] == ("[Reuters](https://example.org/r) · 5 January 2024\nCopy 9 · 5 January 2024")
    assert embed.description == (
        "**What changed in version 2**, taken in <t:1767225600:D>\n"
        "**−** It cost \\*nine\\* euros.\n**+** It cost ten euros."
    )


async def test_show_of_a_plain_article_claims_nothing(world: World, library: FakeLibrary) -> None:
    library.stored[7] = article(7)
    result = await world.use(world.manager(), "library show", article="7")
    assert result.response is not None
    (embed,) = result.response.embeds
    assert [field.name for field in embed.fields] == ["Published", "Language", "Size", "Version"]
    assert "undated" in text_of(embed)
    assert embed.description is None


@pytest.mark.parametrize("typed", ["7", "9" * 30, "no such title", "*@everyone*"])
@pytest.mark.parametrize("command", ["library show", "library remove"])
async def test_an_article_of_another_server_is_none(
    world: World, library: FakeLibrary, command: str, typed: str
) -> None:
    library.stored[7] = article(7, "guild:99")
    library.infos = [info(7, "guild:99", title="no such title")]
    result = await world.use(world.manager(), command, article=typed)
    assert "no article 7 here" in content(result) or "There is no article “" in content(result)
    assert 7 in library.stored
    assert len(world.env.errors) == 1


async def test_a_title_typed_in_full_is_enough(world: World, library: FakeLibrary) -> None:
    library.stored = {1: article(1), 2: article(2)}
    library.infos = [info(1, title="Harbour"), info(2, title="Harbour works")]
    assert "Article 1" in page(await world.use(world.manager(), "library show", article=" harbour "))
    assert "Article 2" in page(await world.use(world.manager("two"), "library show", article="works"))


# Offering


async def test_choices_are_this_servers_articles(world: World, library: FakeLibrary) -> None:
    library.infos = [
        info(1, title="Harbour " * 40, publisher="P" * 60, published_at="2024-01-05"),
        info(2, world.scope, title="The HARBOUR *opens*"),
        info(3, "guild:99", title="Harbour of theirs"),
        info(4, world.scope, title="\n"),
    ]
    boss = world.manager()
    shown = await boss.autocomplete(world.channel, "library show", "article", "harbour")
    assert [choice["value"] for choice in shown] == ["1", "2"]
    assert len(shown[0]["name"]) <= 100
    assert shown[0]["name"].endswith("… · 5 January 2024")
    assert shown[1]["name"] == "The HARBOUR *opens* · undated"
    own = await boss.autocomplete(world.channel, "library remove", "article", "")
    assert [(choice["value"], choice["name"]) for choice in own] == [
        ("2", "The HARBOUR *opens* · undated"),
        ("4", "Untitled · undated"),
    ]


async def test_no_more_choices_than_discord_takes(world: World, library: FakeLibrary) -> None:
    library.infos = [info(n) for n in range(40)]
    assert len(await world.manager().autocomplete(world.channel, "library show", "article", "art")) == 25


async def test_offering_never_fails(world: World, library: FakeLibrary) -> None:
    library.infos = [info(1)]
    library.failures["titles"] = RuntimeError("disk on fire")
    boss = world.manager()
    assert await boss.autocomplete(world.channel, "library show", "article", "a") == []
    del library.failures["titles"]
    await world.open_to_all()
    assert await world.member("bob").autocomplete(world.channel, "library show", "article", "a") == []


# Taking away


async def removed(world: World, library: FakeLibrary) -> InteractionResult:
    library.stored[5] = article(5, world.scope, title="A *bad* one")
    return await world.use(world.manager(), "library remove", article="5")


async def test_remove_and_undo(world: World, library: FakeLibrary) -> None:
    result = await removed(world, library)
    assert content(result) == r"Removed “A \*bad\* one”. Undo brings it back for 30 days."
    assert not result.ephemeral, "an Undo for days must not vanish with a private message"
    assert library.stored == {}
    assert result.response is not None
    await world.member("other", administrator=True).click(result.response, label="Undo")
    assert content(result) == r"“A \*bad\* one” is back."
    assert result.response.components == []
    assert 5 in library.stored


async def test_undo_after_a_restart(
    world: World, library: FakeLibrary, make_bot: Callable[[], DatelineBot]
) -> None:
    result = await removed(world, library)
    await world.env.restart_bot(make_bot())
    assert result.response is not None
    await world.manager("other").click(result.response, label="Undo")
    assert 5 in library.stored


async def test_undo_is_for_managers(world: World, library: FakeLibrary) -> None:
    result = await removed(world, library)
    assert result.response is not None
    refused = await world.member("bob").click(result.response, label="Undo")
    assert "Manage Server" in content(refused)
    assert refused.ephemeral
    assert library.stored == {}


async def test_undo_that_comes_too_late_says_why(world: World, library: FakeLibrary) -> None:
    result = await removed(world, library)
    boss = world.manager("other")
    assert result.response is not None
    library.failures["restore"] = CannotRestore("https://example.org/*a*")
    pressed = await boss.click(result.response, label="Undo")
    assert "was added anew since it was removed" in pressed.followups[0].content
    del library.failures["restore"]
    library.removed.clear()
    pressed = await boss.click(result.response, label="Undo")
    assert "no removed article 5 here any more" in pressed.followups[0].content


@pytest.mark.parametrize("typed", ["9", "The shared one", "shared"])
async def test_what_all_servers_share_only_the_operator_removes(
    world: World, library: FakeLibrary, typed: str
) -> None:
    library.infos.append(info(9, title="The shared one"))
    library.stored[9] = article(9, title="The shared one")
    result = await world.use(world.manager(), "library remove", article=typed)
    assert result.ephemeral
    assert result.response is not None
    assert "“The shared one” belongs to all servers, so only whoever runs me can remove it." in (
        result.response.content
    )
    assert library.removed == {}
    assert len(world.env.errors) == 1


async def test_what_is_not_there_is_told_in_private(world: World, library: FakeLibrary) -> None:
    for typed in ("123", "of nowhere"):
        result = await world.use(world.manager(), "library remove", article=typed)
        assert result.ephemeral
        assert result.response is not None
        assert f"There is no article “{typed}” here." in result.response.content
    assert len(world.env.errors) == 2
