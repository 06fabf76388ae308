"""A live blog of several days: found and cited by the time of its posts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from retrieval import Answer, Filters
from tests.core_fakes import add, open_small
from tests.ingest.test_html_live import NEWEST, OLDEST, SOURCES


async def test_a_post_is_cited_with_its_own_time_and_the_newest_is_filtered_by(tmp_path: Path) -> None:
    async with open_small(tmp_path, answer={"threshold": 0.0}) as library:
        await add(library, "live.html", SOURCES["articles in the article"])
        trains, bridge = "when do trains north of Orm run again?", "why was the Orm bridge shut to traffic?"
        late = Filters(since=date(2024, 2, 12))
        for question, filters, words, at in (
            (trains, Filters(), "since eight in the morning", NEWEST),
            (trains, late, "since eight in the morning", NEWEST),
            (bridge, Filters(), "gusts of 140 kilometres", OLDEST),
        ):
            outcome = await library.ask(question, filters=filters)
            assert isinstance(outcome, Answer), question
            assert words in outcome.citations[0].quote.text
            assert outcome.citations[0].published_at == at
        early = await library.ask(trains, filters=Filters(until=date(2024, 2, 11)))
        assert not isinstance(early, Answer)
