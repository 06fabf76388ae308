"""`dateline why`, `--version`, and what is said at the first start of a new version."""

from __future__ import annotations

import asyncio
import re
import sqlite3
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.text.whats_new import news, sections
from retrieval import Answer, Filters, Library, Settings, Turn, open_library
from retrieval.models.embedder import SentenceEmbedder
from retrieval.upkeep import program_version
from tests.conftest import ROOT

from .terminal import EXAMPLE, Dateline, one_sentence


async def _answered(
    library: Library,
    question: str,
    key: str = "m1",
    follows: int | None = None,
    filters: Filters = Filters(),  # noqa: B008  # frozen
) -> int:
    """Asked in a server, as the bot does it; its id."""
    before = await library.answers.conversation(follows) if follows else ()
    outcome = await library.ask(question, filters=filters, conversation=[each.turn for each in before])
    answer_id = await library.answers.begin(key, question=question, scopes=("shared",), asked_by="person:7")
    assert answer_id is not None
    await library.answers.finish(answer_id, outcome, posted_key=f"p{key}", follows=follows, filters=filters)
    return answer_id


@pytest.fixture
def asked(
    copy_of_seeded: Callable[[], Path], minilm: SentenceEmbedder, empty: Dateline
) -> tuple[Dateline, Path]:
    """The command over a library in which 1 is the example, 2 continues it, 3 was refused, 4 is yes, and 5 was asked of
    another publisher."""
    folder = copy_of_seeded()

    async def ask() -> None:
        async with open_library(Settings(data_dir=folder), embedder=minilm) as library:
            first = await _answered(library, EXAMPLE)
            await _answered(library, "and under which framework?", "m2", first)
            await _answered(library, "who is Maria Shumakova?", "m3")
            await _answered(library, "Is Japan moving toward an agreement on Tomahawk missiles?", "m4")
            await _answered(library, EXAMPLE, "m5", filters=Filters(publishers=("Nobody",)))

    asyncio.run(ask())
    return empty, folder


def test_it_shows_quote_passages_sentences_and_settings(asked: tuple[Dateline, Path]) -> None:
    dateline, folder = asked
    with sqlite3.connect(folder / "dateline.db") as connection:
        (day,) = connection.execute("SELECT date(asked_at) FROM answers").fetchone()
    connection.close()
    done = dateline("why", 1)
    assert (done.exit_code, done.stderr) == (0, "")
    said = done.stdout
    assert "Answer 1, asked at 20" in said
    assert "it stands there, in the newest version" in said
    assert "The library has not changed since" in said
    assert f"Asked again as of {day}: the same comes of it." in said
    assert "an answer from 0.56, doubtful from 0.33, sure from 0.8" in said
    assert "embedded by all-MiniLM-L6-v2" in said
    passages, sentences = re.findall(r"^#  .*$", said, re.MULTILINE)
    assert passages.split() == ["#", "fused", "cosine", "bm25", "passage", "article", "place"]
    assert sentences.split() == ["#", "confidence", "score", "article", "place", "marked", "sentence"]
    assert "person:7" not in said


def test_the_places_that_it_names_are_those_of_the_text(asked: tuple[Dateline, Path]) -> None:
    dateline, folder = asked
    said = dateline("why", 1).stdout
    start, end = map(int, re.search(r"version 1, characters (\d+)–(\d+): it stands", said).groups())  # type: ignore[union-attr]
    with sqlite3.connect(folder / "dateline.db") as connection:
        (text,) = connection.execute("SELECT text FROM articles WHERE id = 1").fetchone()
    connection.close()
    assert f"“{text[start:end]}”" in said


def test_a_question_that_leans_on_another_is_asked_inside_its_conversation(
    asked: tuple[Dateline, Path],
) -> None:
    dateline, _ = asked
    said = dateline("why", 2).stdout
    assert "the same comes of it" in said
    assert "Tomahawk" in re.search(r"Searched for: (.*)", said)[1]  # type: ignore[index]


def test_a_refusal_shows_what_it_was_too_unsure_of(asked: tuple[Dateline, Path]) -> None:
    dateline, _ = asked
    done = dateline("why", 3)
    assert done.exit_code == 0
    assert "Then: refused (" in done.stdout
    assert "the same comes of it" in done.stdout


def test_what_was_asked_of_a_part_of_the_articles_is_asked_of_it_again(
    asked: tuple[Dateline, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    dateline, folder = asked
    said = dateline("why", 5).stdout
    assert "the same comes of it" in said
    assert "Looked at: articles at any time; of Nobody." in said
    assert "The settings of then were others" not in said
    monkeypatch.setenv("DATELINE_ANSWER__THRESHOLD", "0.6")
    said = dateline("why", 5).stdout
    assert "With the settings of now: an answer from 0.6, " in said
    assert "The settings of then were others: an answer from 0.56, doubtful from 0.33, " in said
    assert "Not stored" not in said
    with sqlite3.connect(folder / "dateline.db") as connection:
        connection.execute("UPDATE answers SET asked_with = CASE id WHEN 4 THEN '{' END")
    connection.close()
    for answer in (4, 5):
        assert "Not stored, and so not asked again" in dateline("why", answer).stdout


def test_yes_comes_with_what_the_verifier_says_of_each_sentence(asked: tuple[Dateline, Path]) -> None:
    said = asked[0]("why", 4).stdout
    assert "Yes or no, by the first quote: yes" in said
    ((supports, refutes),) = re.findall(
        r"characters 0–206: supports (0\.\d\d|1\.00), refutes (0\.\d\d)$", said, re.M
    )
    assert float(supports) >= 0.9 > float(refutes)
    assert "Yes or no" not in asked[0]("why", 1).stdout


def test_it_says_that_the_library_has_changed(asked: tuple[Dateline, Path], tmp_path: Path) -> None:
    dateline, _ = asked
    (tmp_path / "new.txt").write_text(
        "The harbour bridge\n\nThe harbour bridge reopened on Friday after two years.\n"
    )
    assert dateline("ingest", tmp_path / "new.txt").exit_code == 0
    assert dateline("remove", 1).exit_code == 0
    said = dateline("why", 1).stdout
    assert "The library has changed since: 1 article added, 0 with another text, 1 removed" in said
    assert "the article was removed since" in said
    assert "something else comes of it" in said


def test_a_quote_whose_text_is_damaged(asked: tuple[Dateline, Path]) -> None:
    dateline, folder = asked
    with sqlite3.connect(folder / "dateline.db") as connection:
        connection.execute("UPDATE articles SET text = replace(text, 'April 1', 'April 7')")
    connection.close()
    assert "the stored text does not have these words there any more" in dateline("why", 1).stdout


def test_replaying_stores_nothing(asked: tuple[Dateline, Path]) -> None:
    dateline, folder = asked
    rows = "SELECT count(*), max(id) FROM answers"
    with sqlite3.connect(folder / "dateline.db") as connection:
        before = connection.execute(rows).fetchone()
        dateline("why", 1)
        assert connection.execute(rows).fetchone() == before
    connection.close()


@pytest.mark.parametrize("answer", [6, 2**63 - 1])
def test_an_answer_that_is_not_there(asked: tuple[Dateline, Path], answer: int) -> None:
    done = asked[0]("why", answer)
    assert done.exit_code == 1
    one_sentence(done.stderr)
    assert asked[0]("why", "nine").exit_code == 2


async def test_the_replay_of_several_questions_shows_each(library: Library) -> None:
    explained = await library.answering.explain(
        f"{EXAMPLE} and who signs the deal?", Filters(("shared",)), (), date(2026, 11, 29)
    )
    assert len(explained) == 2
    first = await library.ask(EXAMPLE)
    assert isinstance(first, Answer)
    assert explained[0].candidates[0].confidence == pytest.approx(first.confidence, abs=1e-3)
    assert Turn.of(first).articles == (1,)


# the version


def test_version(empty: Dateline) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    done = empty("--version")
    assert (done.exit_code, done.stdout) == (0, f"dateline {project['version']}\n")


def test_the_running_version_has_its_news() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert next(iter(sections())) == project["version"]
    assert all(sections().values())


TOLD = {"0.3.0": ["- c"], "0.2.0": ["- b"], "0.1.0": ["- a"]}


@pytest.mark.parametrize(
    ("before", "now", "lines"),
    [
        ("0.2.0", "0.3.0", ["0.3.0:", "- c"]),
        ("0.1.0", "0.3.0", ["0.3.0:", "- c", "0.2.0:", "- b"]),
        ("", "0.3.0", ["0.3.0:", "- c"]),
        ("0.0.9", "0.2.0", ["0.2.0:", "- b"]),
        ("0.3.0", "0.2.0", []),
        ("0.3.0", "0.4.0", []),
    ],
)
def test_news(before: str, now: str, lines: list[str]) -> None:
    assert news(before, now, TOLD) == lines


def test_a_new_library_has_no_news(empty: Dateline, tmp_path: Path) -> None:
    """Also if articles are taken in before the bot is started for the first time."""
    page = tmp_path / "a.txt"
    page.write_text("The pier\n\nThe harbour council opens the pier in May.", encoding="utf-8")
    assert empty("ingest", page).exit_code == 0
    assert "used this data folder last" not in empty("run", input="").stderr


def test_news_are_told_once(dateline: Dateline, tmp_path: Path) -> None:
    """The library of the seeds is from before versions were noted: nobody had started the bot over it."""
    first, second = dateline("run", input=""), dateline("run", input="")
    assert (
        f"This is Dateline {program_version()}; an earlier version used this data folder last."
        in first.stderr
    )
    assert "The first release." in first.stderr
    assert "used this data folder last" not in second.stderr
    with sqlite3.connect(tmp_path / "data" / "dateline.db") as connection:
        connection.execute("UPDATE facts SET value = '0.0.1' WHERE name = 'version'")
    connection.close()
    assert "version 0.0.1 used this data folder last" in dateline("run", input="").stderr
