"""The `dateline` command. Exit status: 0 done (an honest refusal is done), 1 failed, 2 wrong usage, 130 interrupted."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, Concatenate, ParamSpec

import structlog
import typer
from rich.text import Text

from retrieval import Result, Watchdog
from retrieval.evaluation import cli as measuring
from retrieval.news import Wanted
from retrieval.upkeep import program_version

from .data_folder import held
from .terminal import backups
from .terminal.answers import outcome_data, show_articles, show_outcome, show_verdict, verdict_data
from .terminal.briefings import briefing_data, show_briefing
from .terminal.chat import chat as converse
from .terminal.doctor import doctor
from .terminal.lists import show_feeds, show_history, show_plan, show_stories
from .terminal.options import ArticleNumber, Day, Publisher, QuestionText, Shown, day_of, narrowed, read_day
from .terminal.servers import servers
from .terminal.session import FAILED, AsJson, Session, configure_logs, ended_like_interrupted
from .terminal.streams import OutputLost, open_what_is_closed
from .terminal.timelines import show_timeline, timeline_data
from .terminal.why import why
from .text.errors import is_expected, sentence
from .text.message_markup import address_in
from .text.phrases import counted, ingest_items, ingest_line

INTERRUPTED = 130

P = ParamSpec("P")
Work = Callable[Concatenate[typer.Context, P], Coroutine[Any, Any, None]]

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


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"dateline {program_version()}")
        raise typer.Exit


@app.callback()
def _options(
    context: typer.Context,
    config: Annotated[Path | None, typer.Option(help="TOML file with settings.", metavar="FILE")] = None,
    show_version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    context.obj = Session(config)


def _command(work: Work[P], name: str | None = None) -> Work[P]:
    """Registers a coroutine function as a command: it gets an event loop, and each of its failures is one sentence."""

    @app.command(name)
    @wraps(work)
    def command(context: typer.Context, *args: P.args, **kwargs: P.kwargs) -> None:
        session: Session = context.obj
        try:
            configure_logs(session.settings)
            with ended_like_interrupted():
                asyncio.run(work(context, *args, **kwargs))
        except (typer.Exit, typer.BadParameter):
            raise
        except KeyboardInterrupt:
            session.errors.print(session.stopped_line())
            raise typer.Exit(INTERRUPTED) from None
        except (BrokenPipeError, OutputLost) as error:
            raise typer.Exit(session.status_without_output(error)) from None
        except Exception as error:  # the outermost handler
            if not is_expected(error):
                structlog.get_logger(__name__).error("unexpected", exc_info=error)
            session.errors.print(Text(sentence(error), style="red"))
            raise typer.Exit(FAILED) from error

    return work


@_command
async def ask(
    context: typer.Context,
    question: QuestionText,
    as_json: AsJson = False,
    since: Day = None,
    until: Day = None,
    as_of: Day = None,
    publisher: Publisher = None,
) -> None:
    """Answer one question.

    Example: dateline ask "who won the election last week?" --as-of 2024-01-12

    --since and --until keep to articles published in those days; undated articles are outside of every window.
    --as-of answers as on that day: "last week" is the week before it, nothing published later is known, and an article
    that was changed later is read as it stood then.
    """
    session: Session = context.obj
    filters, today = narrowed(since, until, as_of, publisher)
    async with session.library(up_to_date=True) as library:
        outcome = await library.ask(question, filters=filters, today=today)
    session.show(outcome, show_outcome, outcome_data, as_json=as_json)


@_command
async def timeline(
    context: typer.Context,
    question: QuestionText,
    as_json: AsJson = False,
    since: Day = None,
    until: Day = None,
    as_of: Day = None,
    publisher: Publisher = None,
) -> None:
    """Show how an answer moved: each value with its day, publisher and quote.

    Example: dateline timeline "how many people died in the quake?" --since 2024-04-01

    --as-of shows it as on that day: nothing published later is known, and an article that was changed later is read as
    it stood then.
    """
    session: Session = context.obj
    filters, today = narrowed(since, until, as_of, publisher)
    async with session.library(up_to_date=True) as library:
        found = await library.timeline(question, filters=filters, today=today)
    session.show(found, show_timeline, timeline_data, as_json=as_json)


@_command
async def brief(
    context: typer.Context,
    topic: Annotated[str, typer.Argument(help="What it is to be about; without it, everything.")] = "",
    as_json: AsJson = False,
    since: Annotated[
        str, typer.Option(help="A day or a time: monday, yesterday, 3 days, 2024-05-31.")
    ] = "7 days",
    publisher: Publisher = None,
) -> None:
    """Show what is new: a quote for each story, what moved first.

    Example: dateline brief "ceasefire" --since monday
    """
    session: Session = context.obj
    wanted = Wanted((topic,) if topic.strip() else ())
    filters, _ = narrowed(None, None, None, publisher)
    async with session.library(up_to_date=True) as library:
        found = await library.briefings.make(wanted, await library.briefings.since(since), filters)
    session.show(found, show_briefing, briefing_data, as_json=as_json)


@_command
async def check(
    context: typer.Context,
    claim: Annotated[
        str, typer.Argument(help="What somebody says; several sentences are checked one by one.")
    ],
    as_json: AsJson = False,
    since: Day = None,
    until: Day = None,
    as_of: Day = None,
    publisher: Publisher = None,
) -> None:
    """Check a claim: supported, contradicted, or not in the articles, with quotes.

    Example: dateline check "The Japanese fiscal year starts on April 3."

    Only what is sure is called supported or contradicted; a claim that is not found may still be true. --as-of is the
    day on which it was said: "yesterday" is the day before it, and nothing published later is known.
    """
    session: Session = context.obj
    filters, today = narrowed(since, until, as_of, publisher)
    async with session.library(up_to_date=True) as library:
        verdict = await library.check(claim, filters=filters, today=today)
    session.show(verdict, show_verdict, verdict_data, as_json=as_json)


@_command
async def chat(
    context: typer.Context,
    example: Annotated[bool, typer.Option("--example", help="Ask the example question first.")] = False,
) -> None:
    """Ask question after question; a question may lean on the one before.

    Example: echo "where would the missiles be stationed?" | dateline chat
    """
    session: Session = context.obj
    async with session.library(up_to_date=True) as library:
        await converse(library, session.console, example=example)


@_command
async def ingest(
    context: typer.Context,
    sources: Annotated[
        list[str],
        typer.Argument(metavar="SOURCE...", help="Files, folders and web addresses."),
    ],
    since: Annotated[
        datetime | None,
        typer.Option(
            parser=read_day,
            metavar="YYYY-MM-DD",
            help="Of a sitemap, only entries of this day or later.",
        ),
    ] = None,
) -> None:
    """Take articles in. Doing it again does nothing; what has changed becomes a new version.

    Example: dateline ingest seeds/ notes/interview.md https://example.org/feed.xml

    A file is .txt, .md, .html, .pdf, .docx, .jsonl or a .zip of those; Markdown may start with front matter: title,
    url, publisher, author, date, updated, language. An address is that of a page, a PDF, a sitemap, a list of feeds
    (OPML) or a feed; feeds are followed from then on, see dateline feeds.
    """
    session: Session = context.obj
    wanted = [address_in(source) or source for source in sources]
    async with session.library(up_to_date=True) as library:
        await library.owner.begun(program_version())
        with session.progress() as on_progress:
            summary = await library.ingest(wanted, since=day_of(since), on_progress=on_progress)
    for line in (*ingest_items(summary), ingest_line(summary)):
        session.say(line)
    if summary.count(Result.FAILED):
        raise typer.Exit(FAILED)


@_command
async def articles(
    context: typer.Context,
    offset: Annotated[int, typer.Option(min=0, help="Skip so many.")] = 0,
    limit: Shown = 20,
) -> None:
    """List the articles, the newest by publication first.

    Example: dateline articles --limit 5
    """
    session: Session = context.obj
    async with session.library() as library:
        page = await library.articles.page(offset=offset, limit=limit)
    if page.total:
        show_articles(session.console, page)
    else:
        session.say("There are no articles yet. Add some with “dateline ingest PATH”.")


@_command
async def history(context: typer.Context, article: ArticleNumber) -> None:
    """Show every version of an article: its dates, its corrections, the sentences that went and came.

    Example: dateline history 12
    """
    session: Session = context.obj
    async with session.library() as library:
        show_history(
            session.console, await library.articles.get(article), await library.articles.history(article)
        )


@_command
async def remove(context: typer.Context, article: ArticleNumber) -> None:
    """Take an article away. For a while, dateline restore brings it back.

    Example: dateline remove 12
    """
    session: Session = context.obj
    async with session.library() as library:
        removed = await library.articles.remove(article)
    text = f"Removed “{removed.title}”."
    if days := session.settings.ingest.trash_days:
        text = f"{text} “dateline restore {article}” brings it back for {counted(days, 'day')}."
    session.say(text)


@_command
async def restore(
    context: typer.Context,
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="Its id, as dateline remove said it.")],
) -> None:
    """Bring back an article that was removed.

    Example: dateline restore 12

    (“dateline restore-backup” brings back all that a backup holds.)
    """
    session: Session = context.obj
    if not (article.isdecimal() and article.isascii() and 0 < int(article[:20]) < 2**63):
        instead = "to bring a backup back, use “dateline restore-backup FILE”"
        raise typer.BadParameter(
            f"{article} is not the number of an article; {instead}", param_hint="ARTICLE"
        )
    async with session.library() as library:
        restored = await library.articles.restore(int(article))
    session.say(f"“{restored.title}” is back.")


@_command
async def feeds(
    context: typer.Context,
    remove_id: Annotated[
        int | None, typer.Option("--remove", metavar="ID", help="Follow this feed no more.")
    ] = None,
    poll: Annotated[bool, typer.Option("--poll", help="Ask the feeds that are due, now.")] = False,
) -> None:
    """List the feeds that are followed. The bot asks them as they come due; without it, --poll does so once.

    Example: dateline feeds --poll
    """
    session: Session = context.obj
    failed = False
    async with session.library(up_to_date=poll) as library:
        if remove_id is not None:
            removed = await library.feeds.remove(remove_id)
            session.say(f"Removed “{removed.title or removed.url}”; its articles stay.")
        if poll:
            failed = await session.poll(library)
        listed = await library.feeds.all()
    if listed:
        show_feeds(session.console, listed)
    else:
        session.say("There are no feeds. Add one with “dateline ingest ADDRESS”.")
    if failed:
        raise typer.Exit(FAILED)


@_command
async def stories(context: typer.Context, limit: Shown = 20) -> None:
    """List the stories that several articles tell in the same words: copies of one origin.

    Example: dateline stories --limit 5
    """
    session: Session = context.obj
    async with session.library() as library:
        found = await library.articles.stories(limit=limit)
    if not found:
        session.say("No two articles are copies of one another.")
    show_stories(session.console, found)


@_command
async def reindex(
    context: typer.Context,
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
    session: Session = context.obj
    async with session.library() as library:
        if rollback:
            await session.roll_back(library)
        elif dry_run:
            with session.progress() as on_progress:
                plan = await library.reindexes.plan(full=full, on_progress=on_progress)
            show_plan(session.console, plan)
        else:
            await session.reindex(library, session.console, full=full)


_command(servers)
_command(why)
_command(backups.backup)
_command(backups.restore, "restore-backup")
_command(backups.export)
_command(measuring.evaluate_sets, "eval")
_command(measuring.time_answers, "bench")


@_command
async def run(
    context: typer.Context,
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
    session: Session = context.obj
    if not session.settings.discord.token.get_secret_value():
        session.errors.print(
            "No DISCORD_TOKEN in the environment: opening the terminal chat instead. "
            "The README says how to make a bot and get its token.",
            style="dim",
        )
        async with session.library(up_to_date=True) as library:
            await session.show_news(library)
            await converse(library, session.console, example=True)
        return
    from .monitoring.metrics import Metrics  # discord and what it needs are loaded only to go online
    from .online import run_bot

    metrics = Metrics()
    with held(session.settings.data_dir):
        async with Watchdog() as dog, session.library(answers_first=True, telemetry=metrics) as library:
            await session.show_news(library)
            await run_bot(session.settings, library, dog, adopt=adopt, metrics=metrics)


_command(doctor)


def main() -> None:
    """The console script."""
    open_what_is_closed()
    app()


if __name__ == "__main__":
    main()
