"""Whatever one server asks of the library about another: nothing of it may be seen."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

from retrieval import Answer, Filters, Library, NotFound, Reason, Refusal
from tests.core_fakes import HashingEmbedder, add, open_small

from .table import Kind

SECRET = "qzsecret"
QUOTING: dict[str, dict[str, object]] = {"answer": {"threshold": 0.0}, "reader": {"model": ""}}


def story(server: int) -> str:
    return (
        f"The {SECRET}{server} harbour\n\nThe {SECRET}{server} harbour opens on {server + 1} May, the authority of "
        f"server {server} said. The {SECRET}{server} pier cost {server + 2} million crowns."
    )


Probe = Callable[[], Awaitable[object]]


def probes(library: Library, own: int, other: int, article: int, answer: int) -> dict[str, Probe]:
    """What members of one server may try to see the article and the answer of another one; by name."""
    scopes, word = (f"guild:{own}",), f"{SECRET}{other}"
    filters = Filters(scopes=scopes)
    only = Filters(scopes=scopes, article_ids=(article,))
    collection = library.articles
    asked = f"when does the {word} harbour open?"
    return {
        "ask": partial(library.ask, asked, filters=filters),
        "ask about its article": partial(library.ask, asked, filters=only),
        "search": partial(library.search, word, filters=filters, k=100),
        "search its article": partial(library.search, word, filters=only, k=100),
        "check": partial(library.check, f"The {word} harbour opens on {other + 1} May.", filters=filters),
        "timeline": partial(library.timeline, asked, filters=filters),
        "get": partial(collection.get, article, scopes=scopes),
        "history": partial(collection.history, article, scopes=scopes),
        "remove": partial(collection.remove, article, scopes=scopes),
        "restore": partial(collection.restore, article, scope=scopes[0]),
        "copies": partial(collection.copies, article, filters=filters),
        "titles": partial(collection.titles, word, scopes=scopes),
        "publishers": partial(collection.publishers, word, scopes=scopes),
        "page": partial(collection.page, scopes=scopes, limit=100),
        "unanswered": partial(library.unanswered.find, f"guild:{own}"),
        "dismiss": partial(library.unanswered.dismiss, [answer], home=f"guild:{own}"),
        "audit log": partial(library.audit_log.page, f"guild:{own}"),
        "feeds": partial(library.feeds.all, scopes=scopes),
        "reindexes": partial(library.reindexes.recent, scopes=scopes),
    }


async def isolation(folder: Path, servers: int) -> Kind:
    """Every server tries everything on every other one."""
    kind = Kind("isolation of servers")
    async with open_small(folder / "data", HashingEmbedder(), **QUOTING) as library:
        articles, answers = [], []
        for server in range(servers):
            articles.append(await add(library, "a.txt", story(server), f"guild:{server}"))
            question = f"when does the {SECRET}{server} bridge open?"
            home = f"guild:{server}"
            claim = await library.answers.begin(f"m{server}", question=question, scopes=(home,), home=home)
            assert claim is not None
            await library.answers.finish(claim, Refusal(question, Reason.NOTHING_FOUND))
            answers.append(claim)
        for own in range(servers):
            for other in set(range(servers)) - {own}:
                tried = probes(library, own, other, articles[other], answers[other])
                for name, probe in tried.items():
                    await kind.counted(_seen(name, probe, other))
        for server in range(servers):
            outcome = await library.ask(
                f"when does the {SECRET}{server} harbour open?", filters=Filters(scopes=(f"guild:{server}",))
            )
            assert isinstance(outcome, Answer), "its own article is seen, and still there"
    return kind


async def _seen(name: str, probe: Probe, other: int) -> int:
    """What was asked for stands in a refusal, too: only words that stand in the article alone count."""
    try:
        found = await probe()
    except NotFound:
        return 0
    told = (f"server {other}", f"{other + 2} million", f"pier of {SECRET}{other}", f"{SECRET}{other} bridge")
    assert not any(words in repr(found) for words in told), f"{name} showed an article of another server"
    assert name not in ("get", "history", "remove", "restore"), f"{name} took an article of another server"
    return 0
