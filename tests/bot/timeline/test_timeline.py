"""/timeline, and the button under an answer that has more than one value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle
from simcord.env import Env
from simcord.results import InteractionResult

from bot.client import DatelineBot
from bot.text.locale import languages, using_locale
from bot.timeline.embeds import MOST_ENTRIES, timeline_embed
from bot.timeline.picture import Plot, Point, draw, picture_of, plot_of
from retrieval import Answer, Citation
from retrieval.news import Timeline, TimelineEntry
from retrieval.outcomes import Agreement
from tests.fakes import FakeLibrary
from tests.strategies import anything

from ..samples import WHEN, citation, info, mention, moved, replies, text_of, tomahawk

Place = tuple[MemberActor, ChannelHandle]
QUESTION = moved().question


def entry(
    number: int, value: str, day: str | None, *, also: tuple[Citation, ...] = (), disagrees: bool = False
) -> TimelineEntry:
    made = citation(
        number, f"The quake killed {value}.", value, publisher=f"Paper {number}", published_at=day
    )
    made = replace(made, quote=replace(made.quote, article_id=number))
    since = date.fromisoformat(day) if day else None
    return TimelineEntry(made, also, disagrees, float(number), since=since)


def quake() -> Timeline:
    also = tuple(entry(number, "13", "2024-04-08").citation for number in (7, 8))
    return Timeline(
        moved(),
        (
            entry(4, "four people", "2024-03-01"),
            entry(6, "six people", "2024-03-02", disagrees=True),
            entry(13, "13 people", "2024-04-07", also=also),
        ),
    )


@pytest.fixture
def place(simcord_env: Env, library: FakeLibrary) -> Place:
    library.outcomes[QUESTION] = moved()
    library.timelines[QUESTION] = quake()
    library.infos = [info(1, publisher="Bay News")]
    guild = simcord_env.create_guild()
    return guild.add_member(simcord_env.create_user("alice")), guild.create_text_channel("general")


def shown(result: InteractionResult) -> str:
    assert result.response is not None
    return text_of(result.response.embeds[0])


async def test_it_shows_each_value_with_day_publisher_quote_and_a_picture(place: Place) -> None:
    alice, channel = place
    result = await alice.slash(channel, "timeline", question=QUESTION)
    assert not result.ephemeral
    text = shown(result)
    first, second, third = (
        text.index(value) for value in ("**four people**", "**six people**", "**13 people**")
    )
    assert first < second < third
    for part in ("1 March 2024", "Paper 4", "the sources disagree", "The same in 2 more: Paper 7, Paper 8"):
        assert part in text
    assert "3 values from 5 sources" in text
    assert result.response is not None
    (picture,) = result.response.attachments
    assert picture.filename == "timeline.png"


async def test_the_options_keep_to_days_and_a_publisher(
    simcord_env: Env, library: FakeLibrary, place: Place
) -> None:
    alice, channel = place
    options = {"since": "2024-03-01", "until": "2024-04-01", "publisher": "bay news", "private": True}
    result = await alice.slash(channel, "timeline", question=QUESTION, **options)
    assert result.ephemeral
    assert library.times[-1] == (date(2024, 3, 1), date(2024, 4, 1), None)
    assert library.narrowed[-1] == (("Bay News",), None)
    result = await alice.slash(channel, "timeline", question=QUESTION, since="2024-05-01", until="2024-04-01")
    assert result.ephemeral
    assert result.response is not None
    assert "1 May 2024 is after 1 April 2024." in result.response.content
    assert len(simcord_env.errors) == 1
    assert len(library.times) == 1


async def test_one_value_is_said_in_a_sentence_with_its_quote(library: FakeLibrary, place: Place) -> None:
    library.timelines[WHEN] = Timeline(tomahawk())
    alice, channel = place
    text = shown(await alice.slash(channel, "timeline", question=WHEN))
    assert "I found one value for this in my articles." in text
    assert "**April 1**" in text


async def test_a_refusal_is_that_of_a_question(place: Place) -> None:
    alice, channel = place
    asked = await alice.slash(channel, "ask", question="who pays for it?")
    refused = await alice.slash(channel, "timeline", question="who pays for it?")
    assert shown(refused) == shown(asked)


async def test_the_limits_are_those_of_a_question(library: FakeLibrary, place: Place) -> None:
    alice, channel = place
    for _ in range(8):
        result = await alice.slash(channel, "timeline", question=QUESTION)
    assert result.response is not None
    assert "you can ask again in" in result.response.content
    assert len(library.asked) < 8


async def test_the_button_stands_under_an_answer_with_more_than_one_value(
    simcord_env: Env, library: FakeLibrary, place: Place
) -> None:
    alice, channel = place
    await alice.send(channel, f"{mention(simcord_env)} {QUESTION}")
    result = await alice.click(replies(channel)[0], label="How it moved")
    assert result.ephemeral
    assert "**six people**" in shown(result)
    assert [asked[0] for asked in library.asked] == [QUESTION, QUESTION]
    await alice.send(channel, f"{mention(simcord_env)} {WHEN}")
    same = replace(moved(), values=tuple(each for each in moved().values if each.agreement is Agreement.SAME))
    library.outcomes["the same?"] = same
    await alice.send(channel, f"{mention(simcord_env)} the same?")
    rows: list[Any] = [each.components[0] for each in replies(channel)]
    labels = [[getattr(part, "label", "") for part in row.children] for row in rows]
    assert ["How it moved" in each for each in labels] == [True, False, False]


async def test_the_button_works_after_a_restart(
    simcord_env: Env, place: Place, make_bot: Callable[[], DatelineBot]
) -> None:
    alice, channel = place
    await alice.send(channel, f"{mention(simcord_env)} {QUESTION}")
    await simcord_env.restart_bot(make_bot())
    result = await alice.click(replies(channel)[0], label="How it moved")
    assert "**six people**" in shown(result)


def test_of_many_values_the_first_and_the_newest_are_shown() -> None:
    entries = tuple(entry(day, f"{day} people", f"2024-04-{day:02}") for day in range(2, 30))
    text = text_of(timeline_embed(Timeline(moved(), entries)))
    assert text.count("The quake killed") == MOST_ENTRIES
    assert "**2 people**" in text
    assert "**29 people**" in text
    assert "20 values between these are not shown." in text


@pytest.mark.parametrize("language", languages())
@given(
    words=st.lists(anything.filter(str.strip), min_size=2, max_size=9),
    day=st.sampled_from(["2024-04-02", None]),
)
def test_no_text_breaks_a_limit(language: str, words: list[str], day: str | None) -> None:
    entries = tuple(entry(number, each * 40, day) for number, each in enumerate(words, start=1))
    with using_locale(language):
        embed = timeline_embed(Timeline(moved(), entries), asked="x" * 300, drawn=True)
    assert len(embed.description or "") <= 4096
    assert len(embed) <= 6000


def test_a_later_version_is_said_to_be_one() -> None:
    first, second, *_ = quake().entries
    changed = replace(second, since=date(2024, 3, 9), changed_on=date(2024, 3, 9), disagrees=False)
    text = text_of(timeline_embed(Timeline(moved(), (first, changed))))
    assert "**9 March 2024 · six people**" in text
    assert "A later version of the article, which is dated 2 March 2024." in text


def test_values_that_are_neither_numbers_nor_dates_are_not_drawn() -> None:
    named = tuple(replace(each, number=None) for each in quake().entries)
    assert plot_of(Timeline(moved(), named), str) is None
    undated = (quake().entries[0], entry(9, "nine", None))
    assert plot_of(Timeline(moved(), undated), str) is None
    days = tuple(
        replace(each, number=None, day=date(2024, 5, n)) for n, each in enumerate(quake().entries, 1)
    )
    plot = plot_of(Timeline(moved(), days), str)
    assert plot is not None
    assert [each.label for each in plot.points] == ["2024-05-01", "2024-05-02", "2024-05-03"]


async def test_the_picture_says_in_words_what_it_shows() -> None:
    picture = await picture_of(quake())
    assert picture is not None
    assert "1 March 2024: four people; 2 March 2024: six people; 7 April 2024: 13 people" in picture.alt
    assert Image.open(BytesIO(picture.png)).width == 880


@given(st.lists(st.tuples(st.dates(), st.floats(-1e15, 1e15), st.booleans()), min_size=2, max_size=40))
def test_any_values_can_be_drawn(values: list[tuple[date, float, bool]]) -> None:
    points = [
        Point(day, value, f"{value:g}", ring) for day, value, ring in sorted(values, key=lambda each: each[0])
    ]
    assert Image.open(BytesIO(draw(Plot(tuple(points))))).width == 880


def test_an_answer_that_only_gives_figures_of_something_else_has_no_other_values() -> None:
    answer: Answer = moved()
    assert answer.has_other_values
    other = tuple(replace(each, agreement=Agreement.OTHER_SCOPE) for each in answer.values)
    assert not replace(answer, values=other).has_other_values
