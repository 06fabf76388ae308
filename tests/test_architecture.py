"""The import arrows, read from the code with `ast`; and the other rules that a reviewer would have to remember."""

from __future__ import annotations

import ast
import re
from collections import Counter
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.own_code import ALL, CODE, imports, module_of, name_of, tree

BASE = {"types", "outcomes", "reports", "english", "errors", "text", "dates", "workers"}
"""What every part of the core may know."""
ARROWS: dict[str, set[str]] = {
    "types": set(),
    "outcomes": {"types"},
    "reports": {"types", "outcomes"},
    "english": set(),
    "errors": set(),
    "workers": {"errors"},
    "config": {"errors"},
    "text": {"types", "english", "dates/names"},
    "dates/names": {"english"},
    "dates": {"types", "text", "english"},
    "models": BASE,
    "store": BASE,
    "index": BASE | {"store"},
    "version_history": BASE | {"store"},
    "search": BASE | {"store", "index", "models"},
    "answer": BASE | {"models"},
    "answer/verify": BASE | {"store"},
    "answer/unanswered": BASE | {"models", "search", "store"},
    "answer/pipeline": BASE | {"config", "conversation", "models", "search", "store"},
    "answer/query": BASE | {"conversation", "search"},
    "conversation": BASE | {"answer/openings", "answer/question"},
    "claims": BASE | {"answer", "models"},
    "claims/pipeline": BASE | {"answer", "config", "models", "search"},
    "news": BASE | {"answer", "models", "store"},
    "ingest": BASE | {"version_history", "store", "index", "models"},
    "upkeep": BASE | {"config", "store", "index", "ingest", "models"},
    "upkeep/replay": BASE | {"config", "store", "answer/candidates", "answer/pipeline"},
    "articles": BASE | {"version_history", "store", "ingest/writer"},
    "library": BASE
    | {"answer", "articles", "claims", "config", "index", "ingest", "models", "news", "store", "upkeep"},
    "wiring/ingest": BASE | {"config", "store", "index", "ingest"},
    "wiring/news": BASE | {"config", "answer", "models", "news", "store"},
    "wiring": BASE
    | {
        *("config", "library", "articles", "store", "models", "index", "search"),
        *("answer", "claims", "conversation", "ingest", "news", "upkeep"),
    },
    "training": BASE | {"config", "models", "answer", "claims", "evaluation"},
    "evaluation/news": BASE | {"config", "library", "answer", "news", "store", "evaluation"},
    "evaluation/scale": BASE | {"wiring", "models", "store", "index", "search", "evaluation"},
    "evaluation": BASE
    | {"config", "library", "wiring", "models", "answer", "conversation", "claims", "ingest"},
    "__init__": BASE | {"config", "library", "wiring"},
}
"""File or folder -> what it may import of the core besides its own folder. The longest matching entry counts."""

EVERYWHERE = {"exceptions", "data_folder", "preferences", "text"}
"""What every part of the bot may know."""
SERVICES = EVERYWHERE | {"places", "audit", "servers", "tasks", "ui", "context"}
"""What every feature may use."""
BOT_ARROWS: dict[str, set[str]] = {
    "exceptions": set(),
    "data_folder": set(),
    "preferences": set(),
    "text": EVERYWHERE,
    "places": EVERYWHERE,
    "audit": EVERYWHERE | {"places"},
    "servers": EVERYWHERE | {"places", "audit"},
    "ui": EVERYWHERE | {"places", "audit", "servers", "context"},
    "tasks": {"ui"},
    "startup": {"text", "ui"},
    "admin/reindexing": {"text", "ui"},
    "asking/limits": {"preferences"},
    "asking/queue": set(),
    "monitoring/metrics": EVERYWHERE,
    "monitoring": EVERYWHERE | {"context"},
    "context": {
        "monitoring/metrics",
        "servers",
        "startup",
        "tasks",
        "ui",
        "admin/reindexing",
        "asking/limits",
        "asking/queue",
    },
    "library": SERVICES | {"feed_posts/embeds", "feed_posts/sending"},
    "feed_posts/embeds": SERVICES,
    "feed_posts/sending": SERVICES,
    "feed_posts": SERVICES | {"library/embeds", "asking/queue"},
    "asking": SERVICES | {"library", "timeline/buttons", "watches/buttons", "monitoring/metrics"},
    "timeline": SERVICES
    | {"asking/admission", "asking/answering", "asking/queue", "admin/status", "library"},
    "watches/embeds": SERVICES,
    "watches/buttons": SERVICES | {"asking/admission"},
    "watches": SERVICES | {"asking"},
    "corrections": SERVICES | {"asking"},
    "briefings": SERVICES | {"asking"},
    "claims": SERVICES | {"asking"},
    "admin": SERVICES | {"asking", "library", "startup"},
    "setup": SERVICES | {"asking", "admin", "briefings"},
    "privacy": SERVICES,
    "terminal": EVERYWHERE | {"startup"},
    "client": SERVICES
    | {
        "monitoring/metrics",
        "startup",
        "library",
        "asking",
        "briefings",
        "claims",
        "admin",
        "setup",
        "privacy",
        "timeline",
        "watches",
        "corrections",
        "feed_posts",
    },
    "online": {"client", "startup", "monitoring"},
    "cli": EVERYWHERE | {"terminal", "online", "monitoring/metrics"},
    "__init__": set(),
}
"""The same for the bot."""
ONLY_IN: dict[str, tuple[str, ...]] = {
    "discord": ("bot/",),
    "faiss": ("retrieval/index/faiss_engine.py",),
    "sentence_transformers": ("retrieval/models/", "retrieval/training/"),
    "transformers": ("retrieval/models/", "retrieval/training/"),
    "torch": ("retrieval/models/", "retrieval/training/"),
    "aiosqlite": ("retrieval/store/",),
    "courlan": ("retrieval/ingest/addresses.py",),
    "feedparser": ("retrieval/ingest/feeds/rss.py",),
    "aiohttp": ("bot/", "retrieval/ingest/fetch/fetch.py"),
    "yarl": ("bot/", "retrieval/ingest/fetch/guard.py"),
    "dateparser": ("retrieval/dates/calendar.py",),
    "trafilatura": ("retrieval/ingest/formats/html.py", "retrieval/evaluation/extraction.py"),
    "htmldate": ("retrieval/ingest/formats/html_dates.py", "retrieval/evaluation/extraction.py"),
    "concurrent": ("retrieval/workers/threads.py",),
    "threading": ("retrieval/workers/threads.py", "retrieval/workers/watchdog.py"),
    "multiprocessing": (),
    "subprocess": (),
    "pickle": ("retrieval/workers/child.py", "retrieval/workers/process.py"),
    "pypdf": ("retrieval/ingest/formats/pdf.py",),
    "docx": ("retrieval/ingest/formats/docx.py",),
    "zipfile": (
        *("retrieval/ingest/archives.py", "retrieval/ingest/formats/docx.py"),
        "retrieval/upkeep/backup_file.py",
    ),
    "jinja2": ("retrieval/evaluation/report.py",),
    "sklearn": (
        "retrieval/evaluation/measures.py",
        "retrieval/training/data.py",
        "retrieval/training/verifying/fit.py",
    ),
    "PIL": ("bot/admin/status.py",),
    "prometheus_client": ("bot/monitoring/",),
    "typer": ("bot/cli.py", "bot/terminal/", "retrieval/evaluation/cli.py"),
    "rich": ("bot/cli.py", "bot/terminal/", "retrieval/evaluation/cli.py"),
}
ENGINES = {
    "FaissEngine",
    "FaissIndex",
    "HnswEngine",
    "HnswIndex",
    "SentenceEmbedder",
    "NamedReader",
    "PackagedVerifier",
    "CrossEncoderReranker",
}
LONGEST_FILE, LONGEST_FUNCTION = 450, 45
MOST_FILES, MOST_FILES_IN = 12, {"retrieval/ingest": 16, "retrieval/evaluation": 16}
"""Files of a folder beside its `__init__`."""


def part_of(name: str) -> str:
    """ "retrieval.store.changes" -> "store/changes"; "retrieval" -> "__init__"."""
    return "/".join(name.split(".")[1:]) or "__init__"


def allowed_for(path: Path, arrows: dict[str, set[str]]) -> set[str]:
    _, *parts = path.relative_to(ROOT).with_suffix("").parts
    for end in range(len(parts), 0, -1):
        if (entry := "/".join(parts[:end])) in arrows:
            return arrows[entry]
    raise AssertionError(f"{name_of(path)} has no entry among the arrows: say what it may import")


@pytest.mark.parametrize(("top", "arrows"), [("retrieval", ARROWS), ("bot", BOT_ARROWS)])
def test_imports_follow_the_arrows(top: str, arrows: dict[str, set[str]]) -> None:
    wrong = []
    for path in CODE:
        if not path.is_relative_to(ROOT / top):
            continue
        own = path.relative_to(ROOT / top).parts[0]
        allowed = allowed_for(path, arrows)
        for each in imports(path):
            part = part_of(each.name)
            if each.name.split(".")[0] != top or (part.split("/")[0] == own and "/" in part):
                continue
            if not any(part == entry or part.startswith(f"{entry}/") for entry in allowed):
                wrong.append(f"{name_of(path)}:{each.line} imports {part}")
    assert wrong == []


def test_no_import_leads_back() -> None:
    """Imports for types and imports inside functions count like all others."""
    graph = {module_of(path): {each.name for each in imports(path)} for path in CODE}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(f"these import each other in a circle: {error.args[1]}")


def test_folders_hold_a_dozen_files() -> None:
    counts = Counter(name_of(path.parent) for path in CODE if path.name != "__init__.py")
    too_many = {each: count for each, count in counts.items() if count > MOST_FILES_IN.get(each, MOST_FILES)}
    assert too_many == {}


DOORS = {
    ("bot/cli.py", "evaluation.cli"),
    ("bot/cli.py", "upkeep"),
    ("bot/monitoring/metrics.py", "upkeep"),
    ("bot/terminal/backups.py", "upkeep"),
    ("bot/terminal/session.py", "upkeep"),
    ("bot/terminal/why.py", "upkeep"),
}
"""File of the bot -> the door of the core that it may use besides the front door."""


def test_the_core_knows_no_face_and_the_faces_only_the_core_s_front_door() -> None:
    """Measuring, and what only an operator sees, have doors of their own for the terminal; news that moves has one for
    the bot."""
    wrong = []
    for path in CODE:
        for each in imports(path):
            top, *below = each.name.split(".")
            if path.is_relative_to(ROOT / "retrieval"):
                if top in ("bot", "discord", "tests"):
                    wrong.append(f"{name_of(path)}:{each.line} imports {each.name}")
            elif top == "tests" or (
                top == "retrieval"
                and below
                and below != ["news"]
                and (name_of(path), ".".join(below)) not in DOORS
            ):
                wrong.append(f"{name_of(path)}:{each.line} imports {each.name}")
    assert wrong == []


@pytest.mark.parametrize("library", ONLY_IN)
def test_a_library_stays_where_it_belongs(library: str) -> None:
    wrong = [
        f"{name_of(path)}:{each.line}"
        for path in CODE
        for each in imports(path)
        if each.name.split(".")[0] == library and not name_of(path).startswith(ONLY_IN[library])
    ]
    assert wrong == []


def test_engines_are_constructed_in_one_place() -> None:
    wrong = []
    for path in CODE:
        for node in ast.walk(tree(path)):
            called = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
            own = ("retrieval/index/faiss_engine.py", "retrieval/wiring/opening.py")
            if called in ENGINES and name_of(path) not in own:
                wrong.append(f"{name_of(path)}:{getattr(node, 'lineno', 0)} makes a {called}")
    assert wrong == []


def test_one_door_leads_off_the_event_loop() -> None:
    wrong = []
    for path in CODE:
        for node in ast.walk(tree(path)):
            name = (
                node.attr
                if isinstance(node, ast.Attribute)
                else node.id
                if isinstance(node, ast.Name)
                else ""
            )
            place = name_of(path)
            if isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == "discord":
                continue  # discord.Thread is a place to talk in
            if (
                name in ("ThreadPoolExecutor", "ProcessPoolExecutor", "run_in_executor", "Thread")
                and place != "retrieval/workers/threads.py"
                and (name, place) != ("Thread", "retrieval/workers/watchdog.py")
            ):
                wrong.append(f"{place}:{getattr(node, 'lineno', 0)} {name}")
            if name in ("create_subprocess_exec", "create_subprocess_shell", "fork") and (
                place != "retrieval/workers/process.py"
            ):
                wrong.append(f"{place}:{getattr(node, 'lineno', 0)} {name}")
            if name == "to_thread" and place not in ("retrieval/workers/threads.py", "bot/terminal/chat.py"):
                wrong.append(f"{place}:{getattr(node, 'lineno', 0)} {name}")
    assert wrong == []


def test_nothing_prints_but_the_command_line() -> None:
    wrong = [
        f"{name_of(path)}:{node.lineno}"
        for path in CODE
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("print", "input", "breakpoint")
    ]
    assert wrong == []


def test_sql_stays_in_the_store() -> None:
    sql = re.compile(r"^\s*(?:SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE|PRAGMA|BEGIN)\s", re.ASCII)
    wrong = [
        f"{name_of(path)}:{node.lineno}"
        for path in CODE
        if "retrieval/store/" not in str(path)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and sql.match(node.value)
    ]
    assert wrong == []


def test_files_are_short_or_say_why() -> None:
    wrong = []
    for path in ALL:
        lines = path.read_text(encoding="utf-8").splitlines()
        if len(lines) > LONGEST_FILE and not any(
            line.startswith(f"# longer than {LONGEST_FILE} lines because ") for line in lines
        ):
            wrong.append(f"{name_of(path)}: {len(lines)} lines")
    assert wrong == []


def test_functions_are_short_or_say_why() -> None:
    wrong = []
    for path in ALL:
        lines = path.read_text(encoding="utf-8").splitlines()
        for node in ast.walk(tree(path)):
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) or node.end_lineno is None:
                continue
            length = node.end_lineno - node.lineno + 1
            own = lines[max(0, node.lineno - 3) : node.end_lineno]
            if length > LONGEST_FUNCTION and not any(
                f"# longer than {LONGEST_FUNCTION} lines because " in line for line in own
            ):
                wrong.append(f"{name_of(path)}:{node.lineno} {node.name}: {length} lines")
    assert wrong == []


def test_a_broad_except_is_rare_and_says_why() -> None:
    """`except Exception` only with a comment; `except BaseException` only to clean up and raise again."""
    wrong = []
    for path in CODE:
        lines = path.read_text(encoding="utf-8").splitlines()
        for node in ast.walk(tree(path)):
            if not isinstance(node, ast.ExceptHandler):
                continue
            caught = node.type.id if isinstance(node.type, ast.Name) else "" if node.type else "BaseException"
            if caught == "Exception" and "#" not in lines[node.lineno - 1]:
                wrong.append(f"{name_of(path)}:{node.lineno}")
            if caught == "BaseException" and not any(isinstance(each, ast.Raise) for each in ast.walk(node)):
                wrong.append(f"{name_of(path)}:{node.lineno}")
    assert wrong == []
