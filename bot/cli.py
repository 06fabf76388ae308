"""The `dateline` command. Exit status: 0 done (an honest refusal is done), 1 failed, 2 wrong usage, 130 interrupted."""

# longer than 250 lines because the verbs, each with its help, belong on one page

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Callable, Coroutine
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import structlog
import typer
from rich.console import Console
from rich.text import Text

from retrieval import (
    SHARED_SCOPE,
    FeedState,
    Filters,
    IngestSummary,
    Library,
    Result,
    Settings,
    load_settings,
    open_library,
)
from retrieval.evaluation.cli import (
    EXTRACT,
    Wanted,
    bench_data,
    extraction_data,
    run_bench,
    run_evaluation,
    run_extraction,
    show_bench,
    show_extraction,
    wants_extraction,
)

from .data_folder import held
from .terminal.answers import (
    evaluation_data,
    outcome_data,
    progress_bars,
    show_articles,
    show_figures,
    show_outcome,
    show_verdict,
    verdict_data,
)
from .terminal.lists import (
    damaged_lines,
    rollback_line,
    show_feeds,
    show_history,
    show_plan,
    show_stories,
    stale_line,
)
from .terminal.logs import configure_logs
from .text.errors import is_expected, sentence
from .text.message_markup import address_in
from .text.phrases import counted, ingest_items, ingest_line, reindex_line, result_counts

FAILED = 1
INTERRUPTED = 130
PIPE_WIDTH = 160
"""Columns of a table that does not go to a terminal."""

app = typer.Typer(
    name="dateline",
    help="Answers from the articles you trust, with verbatim quotes, publisher and date; or an honest refusal.",
    epilog="Exit status: 0 done (a refusal is done), 1 failed, 2 wrong usage, 130 interrupted. "
    "Settings: a TOML file (--config or DATELINE_CONFIG) and DATELINE_* variables; see config/default.toml.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
_DAY = typer.Option(formats=["%Y-%m-%d"], metavar="YYYY-MM-DD")
_SINCE = typer.Option(
    formats=["%Y-%m-%d"], metavar="YYYY-MM-DD", help="Of a sitemap, only entries of this day or later."
)
_ARTICLE = typer.Argument(
    metavar="ARTICLE", help="Its id, as dateline articles shows it.", min=1, max=2**63 - 1
)


class _Given:
    """What the options before the command said."""

    config: Path | None = None


@app.callback()
def _options(
    config: Annotated[Path | None, typer.Option(help="TOML file with settings.", metavar="FILE")] = None,
) -> None:
    _Given.config = config


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="What you want to know.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print the same as data.")] = False,
    since: Annotated[datetime | None, _DAY] = None,
    until: Annotated[datetime | None, _DAY] = None,
    as_of: Annotated[datetime | None, _DAY] = None,
    publisher: Annotated[str | None, typer.Option(help="Only articles of this publisher.")] = None,
) -> None:
    """Answer one question.

    Example: dateline ask "who won the election last week?" --as-of 2024-01-12

    --since and --until keep to articles published in those days; undated articles are outside of every window.
    --as-of answers as on that day: "last week" is the week before it, and nothing published later is known.
    """
    filters, today = _narrowed(since, until, as_of, publisher)

    async def run(settings: Settings, console: Console) -> None:
        async with open_library(settings) as library:
            await _bring_up_to_date(library)
            outcome = await library.ask(question, filters=filters, today=today)
        if as_json:
            typer.echo(json.dumps(outcome_data(outcome), ensure_ascii=False, indent=2))
        else:
            show_outcome(console, outcome)

    _run(run)


@app.command()
def check(
    claim: Annotated[
        str, typer.Argument(help="What somebody says; several sentences are checked one by one.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print the same as data.")] = False,
    since: Annotated[datetime | None, _DAY] = None,
    until: Annotated[datetime | None, _DAY] = None,
    as_of: Annotated[datetime | None, _DAY] = None,
    publisher: Annotated[str | None, typer.Option(help="Only articles of this publisher.")] = None,
) -> None:
    """Check a claim: supported, contradicted, or not in the articles, with quotes.

    Example: dateline check "The Japanese fiscal year starts on April 3."

    Only what is sure is called supported or contradicted; a claim that is not found may still be true. --as-of is the
    day on which it was said: "yesterday" is the day before it, and nothing published later is known.
    """
    filters, today = _narrowed(since, until, as_of, publisher)

    async def run(settings: Settings, console: Console) -> None:
        async with open_library(settings) as library:
            await _bring_up_to_date(library)
            verdict = await library.check(claim, filters=filters, today=today)
        if as_json:
            typer.echo(json.dumps(verdict_data(verdict), ensure_ascii=False, indent=2))
        else:
            show_verdict(console, verdict)

    _run(run)


@app.command()
def chat(
    example: Annotated[bool, typer.Option("--example", help="Ask the example question first.")] = False,
) -> None:
    """Ask question after question; a question may lean on the one before.

    Example: echo "where would the missiles be stationed?" | dateline chat
    """
    _run(lambda settings, console: _chat(settings, console, example=example))


@app.command()
def ingest(
    sources: Annotated[
        list[str],
        typer.Argument(metavar="SOURCE...", help="Files, folders and web addresses."),
    ],
    since: Annotated[datetime | None, _SINCE] = None,
) -> None:
    """Take articles in. Doing it again does nothing; what has changed becomes a new version.

    Example: dateline ingest seeds/ notes/interview.md https://example.org/feed.xml

    A file is .txt, .md, .html, .pdf, .docx, .jsonl or a .zip of those; Markdown may start with front matter: title,
    url, publisher, author, date, updated, language. An address is that of a page, a PDF, a sitemap, a list of feeds
    (OPML) or a feed; feeds are followed from then on, see dateline feeds.
    """
    wanted = [address_in(source) or source for source in sources]

    async def run(settings: Settings, console: Console) -> None:
        async with open_library(settings) as library:
            await _bring_up_to_date(library)
            with progress_bars(_errors()) as on_progress:
                summary = await library.ingest(wanted, since=_day(since), on_progress=on_progress)
        for line in ingest_items(summary):
            console.print(Text(line))
        console.print(Text(ingest_line(summary)))
        if summary.count(Result.FAILED):
            raise typer.Exit(FAILED)

    _run(run)


@app.command()
def articles(
    offset: Annotated[int, typer.Option(min=0, help="Skip so many.")] = 0,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="Show at most so many.")] = 20,
) -> None:
    """List the articles, newest ingested first.

    Example: dateline articles --limit 5
    """

    async def run(settings: Settings, console: Console) -> None:
        async with open_library(settings) as library:
            page = await library.articles.page(offset=offset, limit=limit)
        if not page.total:
            console.print("There are no articles yet. Add some with “dateline ingest PATH”.")
            return
        show_articles(console, page)

    _run(run)


@app.command()
def history(article: Annotated[int, _ARTICLE]) -> None:
    """Show every version of an article: its dates, its corrections, the sentences that went and came.

    Example: dateline history 12
    """

    async def run(settings: Settings, console: Console) -> None:
        async with open_library(settings) as library:
            show_history(
                console, await library.articles.get(article), await library.articles.history(article)
            )

    _run(run)


@app.command()
def remove(article: Annotated[int, _ARTICLE]) -> None:
    """Take an article away. For a while, dateline restore brings it back.

    Example: dateline remove 12
    """

    async def run(settings: Settings, console: Console) -> None:
        async with open_library(settings) as library:
            removed = await library.articles.remove(article)
        days, text = settings.ingest.trash_days, f"Removed “{removed.title}”."
        if days:
            text = f"{text} “dateline restore {article}” brings it back for {counted(days, 'day')}."
        console.print(Text(text))

    _run(run)


@app.command()
def restore(article: Annotated[int, _ARTICLE]) -> None:
    """Bring back an article that was removed.

    Example: dateline restore 12
    """

    async def run(settings: Settings, console: Console) -> None:
        async with open_library(settings) as library:
            restored = await library.articles.restore(article)
        console.print(Text(f"“{restored.title}” is back."))

    _run(run)


@app.command()
def feeds(
    remove_id: Annotated[
        int | None, typer.Option("--remove", metavar="ID", help="Follow this feed no more.")
    ] = None,
    poll: Annotated[bool, typer.Option("--poll", help="Ask the feeds that are due, now.")] = False,
) -> None:
    """List the feeds that are followed. The bot asks them as they come due; without it, --poll does so once.

    Example: dateline feeds --poll
    """

    async def run(settings: Settings, console: Console) -> None:
        failed = False
        async with open_library(settings) as library:
            if remove_id is not None:
                removed = await library.feeds.remove(remove_id)
                console.print(Text(f"Removed “{removed.title or removed.url}”; its articles stay."))
            if poll:
                failed = await _poll(library, console)
            listed = await library.feeds.all()
        if listed:
            show_feeds(console, listed)
        else:
            console.print("There are no feeds. Add one with “dateline ingest ADDRESS”.")
        if failed:
            raise typer.Exit(FAILED)

    _run(run)


@app.command()
def stories(
    limit: Annotated[int, typer.Option(min=1, max=1000, help="Show at most so many.")] = 20,
) -> None:
    """List the stories that several articles tell in the same words: copies of one origin.

    Example: dateline stories --limit 5
    """

    async def run(settings: Settings, console: Console) -> None:
        async with open_library(settings) as library:
            found = await library.articles.stories(limit=limit)
        if not found:
            console.print("No two articles are copies of one another.")
        show_stories(console, found)

    _run(run)


@app.command()
def reindex(
    full: Annotated[
        bool, typer.Option("--full", help="Embed everything again, also what has not changed.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would change; nothing is written.")
    ] = False,
    rollback: Annotated[
        bool, typer.Option("--rollback", help="Put the articles back as the last reindex found them.")
    ] = False,
) -> None:
    """Rebuild passages, vectors and index from the stored articles. Ctrl-C stops it cleanly.

    Example: dateline reindex --dry-run

    The last reindex that changed anything can be taken back with --rollback, without embedding anything. Articles that
    were changed again since are left as they are.
    """
    if rollback and (full or dry_run):
        raise typer.BadParameter("it goes neither with --full nor with --dry-run", param_hint="--rollback")

    async def run(settings: Settings, console: Console) -> None:
        async with open_library(settings) as library:
            if rollback:
                await _roll_back(library, console)
            elif dry_run:
                with progress_bars(_errors()) as on_progress:
                    plan = await library.reindexes.plan(full=full, on_progress=on_progress)
                show_plan(console, plan)
            else:
                await _reindex(library, console, full=full)

    _run(run)


@app.command("eval")
def evaluate(
    folders: Annotated[
        list[Path],
        typer.Argument(metavar="[extract] DIR...", help="Evaluation sets, and folders of them."),
    ],
    limit: Annotated[int | None, typer.Option(min=1, help="Ask so many questions of each set.")] = None,
    narrow: Annotated[
        bool,
        typer.Option("--narrow", help="Only with the documents those questions name: quick, and easier."),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print all figures as data.")] = False,
    report: Annotated[Path | None, typer.Option(help="Write a page to read: curves and errors.")] = None,
    gate: Annotated[
        Path | None, typer.Option(help="Ask what this file says; a figure below its floor is a failure.")
    ] = None,
    write_gate: Annotated[Path | None, typer.Option(help="Write floors just below the figures.")] = None,
    cache: Annotated[Path | None, typer.Option(help="Keep the sets' libraries in this folder.")] = None,
) -> None:
    """Measure how good the answers are: ask sets of questions with known answers, and judge every quote.

    Example: dateline eval seeds --report report.html

    A set is a folder with questions.jsonl beside docs.jsonl or article files. Its articles are embedded once and
    kept in the user's cache folder; your own library is not touched. With --gate, the file says how many
    questions of which sets are asked.

    “eval extract DIR...” measures how web pages are read instead: text, residue and dates, beside trafilatura alone.
    Such a set is a folder with expected.jsonl and pages; only --json goes with it.
    """
    wanted = Wanted(tuple(folders), limit, narrow, gate, write_gate, report, cache)
    if gate and (limit or narrow):
        raise typer.BadParameter("the gate's file says what is asked; leave out --limit and --narrow")
    if wants_extraction(folders):
        _evaluate_extraction(wanted, as_json=as_json)
    else:
        _evaluate_answers(wanted, as_json=as_json)


def _evaluate_answers(wanted: Wanted, *, as_json: bool) -> None:
    async def run(settings: Settings, console: Console) -> None:
        with progress_bars(_errors()) as on_progress:
            evaluation, broken = await run_evaluation(wanted, settings, on_progress)
        if as_json:
            typer.echo(json.dumps(evaluation_data(evaluation), ensure_ascii=False, indent=2))
        else:
            show_figures(console, evaluation)
        for line in broken:
            _errors().print(Text(line, style="red"))
        if broken:
            raise typer.Exit(FAILED)

    _run(run)


def _evaluate_extraction(wanted: Wanted, *, as_json: bool) -> None:
    folders = wanted.folders[1:]
    if not folders or wanted != Wanted(wanted.folders):
        raise typer.BadParameter(f"“{EXTRACT}” takes folders and --json, nothing else")

    async def run(settings: Settings, console: Console) -> None:
        with progress_bars(_errors()) as on_progress:
            extraction = await run_extraction(folders, on_progress)
        if as_json:
            typer.echo(json.dumps(extraction_data(extraction), ensure_ascii=False, indent=2))
        else:
            show_extraction(console, extraction)

    _run(run)


@app.command()
def bench(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="An evaluation set.")],
    questions: Annotated[
        int, typer.Option(min=1, help="Ask so many, those of the set again and again.")
    ] = 500,
    as_json: Annotated[bool, typer.Option("--json", help="Print all figures as data.")] = False,
    cache: Annotated[Path | None, typer.Option(help="Keep the set's library in this folder.")] = None,
) -> None:
    """Measure how long answers take, stage by stage, with the reader and without, and how much memory.

    Example: dateline bench seeds --questions 100

    A set is as for eval, and its kept library is the same. The first time, its articles are embedded first; run it
    again for memory figures without that.
    """

    async def run(settings: Settings, console: Console) -> None:
        with progress_bars(_errors()) as on_progress:
            measured = await run_bench(folder, questions, cache, settings, on_progress)
        if as_json:
            typer.echo(json.dumps(bench_data(measured), ensure_ascii=False, indent=2))
        else:
            show_bench(console, measured)

    _run(run)


@app.command()
def run(
    adopt: Annotated[
        bool,
        typer.Option("--adopt", help="Hand the data folder over to the application of this token."),
    ] = False,
) -> None:
    """Go online in Discord; without a token, open the same engine as a terminal chat.

    Example: DISCORD_TOKEN=... dateline run

    The data folder belongs to the first application that goes online with it, and to one running bot at a time.
    --adopt hands it over: servers that the new application is not in count as left, and what they have goes after
    14 days.
    """

    async def start(settings: Settings, console: Console) -> None:
        if not settings.discord.token.get_secret_value():
            _errors().print(
                "No DISCORD_TOKEN in the environment: opening the terminal chat instead. "
                "The README says how to make a bot and get its token.",
                style="dim",
            )
            await _chat(settings, console, example=True)
            return
        from .online import run_bot  # discord is loaded only to go online

        with held(settings.data_dir):
            async with open_library(settings) as library:
                await run_bot(settings, library, adopt=adopt)

    _run(start)


@app.command()
def doctor() -> None:
    """Check configuration, database, model, index, token and intents; say what to do about a failure.

    Example: dateline doctor
    """

    async def run(settings: Settings, console: Console) -> None:
        from .terminal.doctor import examine

        healthy = True
        async for check in examine(settings):
            mark = "–" if check.ok is None else "✓" if check.ok else "✗"
            remedy = f" → {check.remedy}" if check.ok is False and check.remedy else ""
            console.print(Text(f"{mark} {check.name}: {check.detail}{remedy}"))
            healthy = healthy and check.ok is not False
        if not healthy:
            raise typer.Exit(FAILED)

    _run(run)


def main() -> None:
    """The console script."""
    app()


async def _poll(library: Library, console: Console) -> bool:
    """Ask the feeds that are due and say what they brought; whether one of them failed."""
    await _bring_up_to_date(library)
    results = await library.feeds.poll()
    for result in results:
        summary = IngestSummary(result.items, seconds=0.0)
        console.print(Text(f"{result.feed.title or result.feed.url}: {result_counts(summary)}"))
        for line in ingest_items(summary):
            console.print(Text(f"  {line}"))
    if not results:
        console.print("No feed is due.")
    return any(result.feed.state is not FeedState.OK for result in results)


async def _chat(settings: Settings, console: Console, *, example: bool) -> None:
    from .terminal.chat import chat as converse

    async with open_library(settings) as library:
        await _bring_up_to_date(library)
        await converse(library, console, example=example)


async def _bring_up_to_date(library: Library) -> None:
    """Vectors of another model are never mixed in: say so and make new ones first."""
    status = await library.status()
    if status.stale_passages:
        passages = counted(status.stale_passages, "passage")
        _errors().print(f"The model is now {status.model}: {passages} must be embedded again.", style="dim")
        await _reindex(library, _errors(), full=False)


async def _reindex(library: Library, console: Console, *, full: bool) -> None:
    with progress_bars(_errors()) as on_progress:
        summary = await library.reindexes.run(full=full, on_progress=on_progress)
    console.print(Text(reindex_line(summary)))
    for line in damaged_lines(summary):
        console.print(Text(line))


async def _roll_back(library: Library, console: Console) -> None:
    """The newest reindex that still stands."""
    standing = [run for run in await library.reindexes.recent() if not run.rolled_back]
    if not standing:
        console.print("There is no reindex to take back.")
        return
    with progress_bars(_errors()) as on_progress:
        summary = await library.reindexes.roll_back(standing[0].id, on_progress=on_progress)
    console.print(Text(rollback_line(standing[0], summary)))
    status = await library.status(scopes=None)
    if status.stale_passages:
        console.print(Text(stale_line(status)))


def _run(command: Callable[[Settings, Console], Coroutine[Any, Any, None]]) -> None:
    """The outermost handler: settings, logs, the event loop, and every failure as one sentence."""
    try:
        settings = load_settings(os.environ, _Given.config)
        configure_logs(settings)
        asyncio.run(command(settings, _output()))
    except (typer.Exit, SystemExit):
        raise
    except KeyboardInterrupt:
        _errors().print("Stopped. What was finished is kept.")
        raise typer.Exit(INTERRUPTED) from None
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader left: nothing more to say
        raise typer.Exit(0) from None
    except Exception as error:  # the outermost handler
        if not is_expected(error):
            structlog.get_logger(__name__).error("unexpected", exc_info=error)
        _errors().print(Text(sentence(error), style="red"))
        raise typer.Exit(FAILED) from error


class _Output(Console):
    def on_broken_pipe(self) -> None:
        """The outermost handler decides what it means that the reader left."""
        raise BrokenPipeError


def _output() -> Console:
    piped = not sys.stdout.isatty()
    return _Output(highlight=False, width=PIPE_WIDTH if piped else None, soft_wrap=piped)


def _errors() -> Console:
    return Console(stderr=True, highlight=False, soft_wrap=not sys.stderr.isatty())


def _narrowed(
    since: datetime | None, until: datetime | None, as_of: datetime | None, publisher: str | None
) -> tuple[Filters, date | None]:
    """What may be looked at, and the day of asking: nothing later than it is known."""
    today = _day(as_of)
    last = min(filter(None, (_day(until), today)), default=None)
    return Filters((SHARED_SCOPE,), (publisher,) if publisher else (), _day(since), last), today


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


if __name__ == "__main__":
    main()
