"""`dateline backup`, `restore-backup` and `export`: saving a library, and bringing it back."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..data_folder import held
from ..text.locale import t
from ..text.phrases import counted
from .session import Session

if TYPE_CHECKING:
    from retrieval.upkeep import BackupInfo, Checked


async def backup(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A new file outside of the data folder.")],
) -> None:
    """Save everything into one file, also while the bot runs or articles are taken in.

    Example: dateline backup /backups/dateline-monday.zip

    The file is a zip archive with the database, the settings that are not the defaults (never the token) and what made
    it; it is read again before it gets its name. Beside it lies a list of what is deleted later (digests, no text):
    keep both, because a restore deletes that again.
    """
    session: Session = context.obj
    async with session.library() as library:
        info = await library.backups.make(file)
    session.say(f"Saved {_held_by(info)} in {info.path} ({_size(info)}). It was read again and is whole.")


async def restore(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What “dateline backup” wrote.")],
    check: Annotated[
        bool,
        typer.Option("--check", help="Only read it to its end and say what is in it; nothing is written."),
    ] = False,
    deletions: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="LIST", help="A list of deletions that does not lie beside it; may be given again."
        ),
    ] = None,
    deleted_may_return: Annotated[
        bool,
        typer.Option(
            "--deleted-may-return",
            help="Go on without such a list: what was deleted since the backup comes back.",
        ),
    ] = False,
) -> None:
    """Bring a backup back into an empty data folder.

    Example: DATELINE_DATA_DIR=/new dateline restore-backup /backups/dateline-monday.zip

    Nothing is embedded again. What /forget-me, retention or a server's leaving deleted after the backup is deleted
    again, by the list that lies beside it. (“dateline restore” brings back one removed article.)
    """
    from retrieval.upkeep import check_backup, restore_backup  # for this command alone

    session: Session = context.obj
    settings, lists = session.settings, deletions or []
    with nullcontext() if check else held(settings.data_dir):
        if check:
            found, gone = await check_backup(file, settings, lists), 0
        else:
            restored = await restore_backup(file, settings, lists, deleted_may_return=deleted_may_return)
            found, gone = restored.checked, restored.deleted_again
    _describe(session, found)
    if not check:
        session.say(f"Restored into {settings.data_dir}; {_deleted_again(found, gone)}")


async def export(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A new file outside of the data folder.")],
) -> None:
    """Write articles, feeds and the settings of servers as JSON Lines, one thing a line.

    Example: dateline export articles.jsonl

    “dateline ingest FILE” takes it back, into the same servers, with versions and dates; it is embedded again. Questions,
    answers, votes, the log of changes, removed articles and the numbers of articles are not in it: those are in a
    backup.
    """
    session: Session = context.obj
    async with session.library() as library:
        found = await library.backups.export(file)
    feeds = "1 feed" if found.feeds == 1 else f"{found.feeds:,} feeds"
    settings = "1 setting" if found.settings == 1 else f"{found.settings:,} settings"
    session.say(f"Exported {counted(found.articles, 'article')}, {feeds} and {settings} to {found.path}.")
    if found.damaged:
        damaged = counted(found.damaged, "article")
        session.say(f"Left out as damaged: {damaged}; “dateline doctor” names them.")


def _describe(session: Session, found: Checked) -> None:
    """Says what a backup holds, and what is set otherwise now."""
    manifest = found.info.manifest
    session.say(
        f"{found.info.path} is whole: {_held_by(found.info)}, saved {_when(manifest.made_at)} "
        f"by Dateline {manifest.version} ({_size(found.info)})."
    )
    kept = found.list_kept_at
    session.say(
        f"Later deletions are known up to {_when(kept)}."
        if kept
        else "There is no list of later deletions beside it."
    )
    for name, then, now in found.settings:
        session.say(f"  {name} was {then} and is {now}")


def _deleted_again(found: Checked, gone: int) -> str:
    if found.list_kept_at is None:
        return "what was deleted since is there again."
    return f"deleted again since then: {gone:,} {'question or article' if gone == 1 else 'questions and articles'}."


def _held_by(info: BackupInfo) -> str:
    contents = info.manifest.contents
    articles, passages = counted(contents.articles, "article"), counted(contents.passages, "passage")
    return f"{articles}, {passages}, {contents.answers:,} answers"


def _size(info: BackupInfo) -> str:
    if info.bytes < 100_000:
        return t("size-bytes", size=info.bytes)
    return t("size-megabytes", size=round(info.bytes / 1e6, 1))


def _when(moment: datetime) -> str:
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"
