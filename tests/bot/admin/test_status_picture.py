"""The picture beside /admin status: how days become columns, what is drawn, what is said beside it."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bot.admin.status import (
    BACKGROUND,
    BLUE,
    DIM,
    FILE,
    GREEN,
    INK,
    MOST_COLUMNS,
    WIDTH,
    Unit,
    add_picture,
    chart_of,
    columns_of,
    draw,
    picture_of,
    round_up,
)
from bot.text.locale import languages, using_locale
from retrieval import LibraryStatistics
from tests.fakes import FakeLibrary

from ..samples import info, text_of
from ..world import World

TODAY = date(2026, 1, 2)


def days(span: int, each: int = 1) -> tuple[tuple[date, int], ...]:
    """One article or more on each of so many days, to the second of January."""
    return tuple((TODAY - timedelta(days=ago), each) for ago in reversed(range(span)))


@pytest.mark.parametrize(
    ("span", "unit", "columns"),
    [
        (1, Unit.DAY, 1),
        (36, Unit.DAY, 36),
        (41, Unit.WEEK, 7),
        (240, Unit.WEEK, 35),
        (300, Unit.MONTH, 11),
        (2000, Unit.YEAR, 7),
        (36_500, Unit.DECADE, 11),
    ],
)
def test_the_finest_unit_that_fits(span: int, unit: Unit, columns: int) -> None:
    found = columns_of(days(span))
    assert found is not None
    assert (found.unit, len(found.starts), found.older) == (unit, columns, 0)
    assert sum(found.counts) == span


def test_a_few_old_articles_do_not_squeeze_the_rest() -> None:
    found = columns_of(((date(1998, 3, 4), 3), *days(30)))
    assert found is not None
    assert (found.unit, found.older, found.first, sum(found.counts)) == (Unit.DAY, 3, date(2025, 12, 4), 30)


def test_what_is_left_out_for_a_finer_unit_is_as_little_as_can_be() -> None:
    found = columns_of(days(38))
    assert found is not None
    assert (found.unit, len(found.starts), found.older) == (Unit.DAY, MOST_COLUMNS, 2)


def test_days_without_articles_are_columns_of_nothing() -> None:
    found = columns_of(((TODAY - timedelta(days=3), 1), (TODAY, 2)))
    assert found is not None
    assert found.counts == (1, 0, 0, 2)


@given(
    st.lists(
        st.tuples(st.dates(), st.integers(1, 1000)), min_size=1, max_size=40, unique_by=lambda each: each[0]
    )
)
def test_every_article_is_in_a_column_or_counted_as_older(by_day: list[tuple[date, int]]) -> None:
    found = columns_of(by_day)
    assert found is not None
    assert sum(found.counts) + found.older == sum(count for _, count in by_day)
    assert len(found.starts) <= MOST_COLUMNS or found.unit is Unit.CENTURY
    assert found.older <= 0.1 * sum(count for _, count in by_day)
    assert list(found.starts) == sorted(set(found.starts))


@given(st.integers(1, 10**9))
def test_the_top_of_the_axis_is_just_above_and_halves_evenly(number: int) -> None:
    top = round_up(number)
    assert number <= top <= 2 * number
    assert top % 2 == 0


def drawn(statistics: LibraryStatistics) -> Image.Image:
    chart = chart_of(statistics, str)
    assert chart is not None
    return Image.open(BytesIO(draw(chart))).convert("RGB")


def test_bars_are_as_long_as_their_numbers() -> None:
    picture = drawn(LibraryStatistics(((TODAY, 2), (TODAY + timedelta(days=1), 4)), 0, (("A", 6), ("B", 3))))
    assert picture.size[0] == WIDTH
    pixels = picture.load()
    assert pixels is not None
    heights = [sum(pixels[x, y] == GREEN for y in range(picture.size[1])) for x in range(WIDTH)]
    assert heights[picture.size[0] * 3 // 4] == pytest.approx(2 * heights[picture.size[0] // 3], abs=6)
    lengths = [sum(pixels[x, y] == BLUE for x in range(100, WIDTH)) for y in range(picture.size[1])]
    assert max(lengths[:-60]) == pytest.approx(2 * lengths[-36 - 31], abs=20)


def test_texts_and_bars_stand_out_from_the_background() -> None:
    def luminance(colour: tuple[int, int, int]) -> float:
        linear = [(c / 255 + 0.055) ** 2.4 / 1.055**2.4 if c > 10 else c / 255 / 12.92 for c in colour]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    for colour in (INK, DIM, GREEN, BLUE):
        assert (luminance(colour) + 0.05) / (luminance(BACKGROUND) + 0.05) > 6


@pytest.mark.parametrize("language", languages())
async def test_the_words_beside_it_in_every_language(language: str) -> None:
    publishers = (("朝日新聞", 9), ("*Kyodo*", 5), (None, 2), *((f"P{n}", 1) for n in range(5)))
    statistics = LibraryStatistics(((date(1998, 1, 1), 1), *days(100)), 3, publishers)
    with using_locale(language):
        embed = discord.Embed()
        add_picture(embed, statistics)
        picture = await picture_of(statistics)
    assert picture is not None
    text = text_of(embed)
    assert "**1** 朝日新聞 · **2** \\*Kyodo\\* · **3** " in text
    assert "3" in text
    assert "朝日新聞" in picture.alt
    assert embed.image.url == f"attachment://{FILE}"


def test_what_is_said_in_english() -> None:
    embed = discord.Embed()
    add_picture(embed, LibraryStatistics(((date(1998, 1, 1), 1), *days(100)), 3, (("A", 104),)))
    assert (
        "Per week, from the week of 22 September 2025 to that of 29 December 2025. One older article is not drawn. "
        "3 articles state no day." in text_of(embed)
    )


async def test_the_status_carries_it_as_an_attachment_with_a_description(
    world: World, library: FakeLibrary
) -> None:
    library.infos = [info(1)]
    library.statistics_figures = LibraryStatistics(days(3), 1, (("Kyodo", 4),))
    result = await world.use(world.manager(), "admin status")
    assert result.response is not None
    (picture,) = result.response.attachments
    assert picture.filename == FILE
    assert picture.description == (
        "Bars: articles by publication day and by publisher. "
        "Per day, 31 December 2025 to 2 January 2026. One article states no day. 1: Kyodo"
    )
    assert result.response.embeds[0].image.url == f"attachment://{FILE}"


async def test_without_articles_there_is_a_sentence_instead(world: World) -> None:
    result = await world.use(world.manager(), "admin status")
    assert result.response is not None
    assert result.response.attachments == []
    assert "There are no articles yet" in text_of(result.response.embeds[0])


async def test_undated_articles_alone_have_no_columns(world: World, library: FakeLibrary) -> None:
    library.statistics_figures = LibraryStatistics((), 4, ((None, 4),))
    result = await world.use(world.manager(), "admin status")
    assert result.response is not None
    text = text_of(result.response.embeds[0])
    assert "4 articles state no day." in text
    assert "**1** unknown publisher" in text
    assert len(result.response.attachments) == 1
