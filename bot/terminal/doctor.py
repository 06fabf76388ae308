"""`dateline doctor`: tries each part and says what to do about what is wrong."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Annotated

import typer

from retrieval import DatelineError, Settings, open_library

from ..data_folder import held
from ..text.errors import sentence
from .session import FAILED, Session

_REMEDIES = {
    "database": "move the data folder away and bring a backup back with “dateline restore-backup FILE”, or add the "
    "articles again",
    "contents": "remove each with “dateline remove NUMBER” (in a server with /library remove) and add it again, "
    "or bring a backup back with “dateline restore-backup FILE”",
    "index": "run “dateline reindex”",
    "model": "correct embedding.model in the configuration, or remove it to get the packaged model",
}


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the report. `ok` is None where the part is not needed now. `remedy` says what to do about a failure."""

    name: str
    ok: bool | None
    detail: str
    remedy: str = ""

    @property
    def line(self) -> str:
        mark = "–" if self.ok is None else "✓" if self.ok else "✗"
        remedy = f" → {self.remedy}" if self.ok is False and self.remedy else ""
        return f"{mark} {self.name}: {self.detail}{remedy}"


_MEND = "stop the bot and run “dateline doctor --repair”"


async def examine(settings: Settings, *, deep: bool = False, repair: bool = False) -> AsyncIterator[Check]:
    """The checks in the order in which they matter. `repair` comes first, so that they say how things are after it."""
    yield Check("configuration", True, f"data in {settings.data_dir}")
    yield _backups(settings)
    try:
        async with open_library(settings) as library:
            if repair:
                for done in await library.repair.run():
                    yield Check("mended" if done.ok else "not mended", done.ok or None, done.detail)
            for diagnosis in await library.diagnose():
                yield Check(diagnosis.part, diagnosis.ok, diagnosis.detail, _REMEDIES[diagnosis.part])
            if deep:
                for diagnosis in (await library.deep_check.look()).diagnoses():
                    remedy = _REMEDIES["database"] if repair or diagnosis.part == "file" else _MEND
                    yield Check(diagnosis.part, diagnosis.ok, diagnosis.detail, remedy)
            status = await library.status()
            detail = f"{status.articles} articles, {status.passages} passages"
            remedy = "run “dateline ingest PATH” with a folder of .txt or .md articles"
            yield Check("articles", bool(status.articles), detail, remedy)
    except DatelineError as error:
        yield Check("library", False, sentence(error))
    async for check in _discord(settings):
        yield check


def _backups(settings: Settings) -> Check:
    """Whether the running bot makes any. That it makes none is the operator's choice, and so no failure."""
    folder, kept = settings.backup_folder, settings.backup
    if folder is None:
        return Check("backups", None, "none are made; name a folder on another disk in backup.folder")
    every = "every day" if kept.every == 1 else f"every {kept.every} days"
    return Check("backups", True, f"{every} into {folder}, the newest {kept.keep} are kept")


async def _discord(settings: Settings) -> AsyncIterator[Check]:
    """Log in over HTTP, without going online, and look at what the application is allowed."""
    token = settings.discord.token.get_secret_value()
    if not token:
        yield Check("token", None, "none: the terminal works, Discord needs DISCORD_TOKEN in the environment")
        yield Check("intents", None, "not looked at without a token; the default ones are enough")
        return
    from ..startup import describe_application  # the only way to discord from here, and only with a token

    try:
        yield Check("token", True, await describe_application(settings))
    except Exception as error:  # noqa: BLE001  # whatever discord or the network raises becomes its line
        yield Check("token", False, sentence(error))
        return
    yield Check("intents", True, "the default ones are enough; nothing has to be switched on in the portal")


async def doctor(
    context: typer.Context,
    deep: Annotated[
        bool, typer.Option("--deep", help="Look whether all that is stored fits together.")
    ] = False,
    repair: Annotated[
        bool,
        typer.Option("--repair", help="Likewise, and mend what can be derived. The bot must be stopped."),
    ] = False,
) -> None:
    """Check configuration, database, model, index, token and intents; say what to do about a failure.

    Example: dateline doctor

    --repair makes passages, keywords, vectors and index anew from the texts, and a text from its original where the hash
    proves it; an article that cannot be derived is set aside, where nobody is answered from it.
    """
    session: Session = context.obj
    healthy = True
    with held(session.settings.data_dir) if repair else nullcontext():
        async for each in examine(session.settings, deep=deep or repair, repair=repair):
            session.say(each.line)
            healthy = healthy and each.ok is not False
    if not healthy:
        raise typer.Exit(FAILED)
