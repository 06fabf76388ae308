"""Every pattern of the code, and strings made from a pattern that are hard for it: its own repeats, repeated."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
import re._constants as op  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
import string
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from time import thread_time
from types import ModuleType
from typing import Any

from tests.conftest import ROOT
from tests.own_code import CODE, name_of, tree

_SHORT_LENGTHS = (*(round(8 * 1.3**step) for step in range(18)), 2000)
LENGTHS = (*_SHORT_LENGTHS, 5000, 20_000)
"""Each is so little longer than the one before that a pattern with exponential time is caught by one that it still
comes back from: time that fits the budget grows by a factor of 160 at most."""
BUDGET_S = 0.2
_SLOWEST = 4
"""So many strings a pattern are tried at full length in any case."""
_CALLS = ("compile", "search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn")
_ALPHABET = [*string.printable, "é", "ß", "’", "–", "“", "の", "日", "？", "。", "年", "\u00a0", "\u2028"]
_FAILS = ("", "\0", "\n\0")
_MOST_ATOMS = 30
_MOST_PUMPS = 250
"""Of a pattern with thousands of alternatives some strings are left out, evenly."""


@dataclass(frozen=True, slots=True)
class Found:
    """A pattern and where it stands: "retrieval/conversation/references.py:_CLOSING"."""

    place: str
    pattern: re.Pattern[Any]


def module_of(path: Any) -> ModuleType:
    parts = list(path.relative_to(ROOT).with_suffix("").parts)
    return importlib.import_module(".".join(parts[:-1] if parts[-1] == "__init__" else parts))


def all_patterns() -> list[Found]:
    """Those that stand in modules, classes and containers, and those that a function writes down for `re`."""
    seen: dict[tuple[Any, int], Found] = {}
    for path in CODE:
        if path.name == "__main__.py":
            continue
        module = module_of(path)
        for name, value in list(vars(module).items()):
            if not isinstance(value, ModuleType):
                for pattern in _inside(value, module.__name__, set()):
                    seen.setdefault(
                        (pattern.pattern, pattern.flags), Found(f"{name_of(path)}:{name}", pattern)
                    )
        for line, pattern in _written(path, module):
            seen.setdefault((pattern.pattern, pattern.flags), Found(f"{name_of(path)}:{line}", pattern))
    return list(seen.values())


def _inside(value: Any, module: str, passed: set[int]) -> Iterator[re.Pattern[Any]]:
    if id(value) in passed:
        return
    passed.add(id(value))
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        for each in (*value.keys(), *value.values()):
            yield from _inside(each, module, passed)
    elif isinstance(value, list | tuple | set | frozenset):
        for each in value:
            yield from _inside(each, module, passed)
    elif inspect.isclass(value):
        if value.__module__ == module:
            for each in list(vars(value).values()):
                yield from _inside(each, module, passed)
    elif type(value).__module__.split(".")[0] in ("retrieval", "bot"):
        for field in getattr(value, "__dataclass_fields__", ()):
            yield from _inside(getattr(value, field, None), module, passed)


def _written(path: Any, module: ModuleType) -> Iterator[tuple[int, re.Pattern[Any]]]:
    for node in ast.walk(tree(path)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or not node.args:
            continue
        if getattr(node.func.value, "id", "") != "re" or node.func.attr not in _CALLS:
            continue
        text = _text(node.args[0], module)
        if text is not None:
            flags = next((each for each in map(_flags, _options(node)) if each), 0)
            yield node.lineno, re.compile(text, flags)


def _options(call: ast.Call) -> list[ast.expr]:
    return [*call.args[1:], *(each.value for each in call.keywords if each.arg == "flags")]


def _flags(node: ast.expr) -> int:
    written = ast.unparse(node)
    if not re.fullmatch(r"re\.[A-Z]+(?:\s*\|\s*re\.[A-Z]+)*", written):
        return 0
    return int(eval(written, {"re": re}))  # noqa: S307  # flags of our own code


def _text(node: ast.expr, module: ModuleType) -> Any:
    """What the expression gives in its module; for what only a call knows stands "word"."""
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(each, module) or "word" for each in node.values)
    if isinstance(node, ast.FormattedValue):
        return _text(node.value, module)
    try:
        value = eval(ast.unparse(node), dict(vars(module)))  # noqa: S307  # our own code
    except NameError:  # a local of the function
        return None
    return value if isinstance(value, str | bytes) else str(value) if isinstance(value, int) else None


# Strings


def pumps(pattern: re.Pattern[Any]) -> list[tuple[str, str, str]]:
    """(before, repeated, after): every repeat of the pattern behind an example of what stands before it, each of its
    alternatives repeated, the whole example repeated, and pieces of it in pairs."""
    source = pattern.pattern
    text = source if isinstance(source, str) else source.decode("latin-1")
    parsed = parser.parse(text, pattern.flags & ~re.UNICODE if isinstance(source, bytes) else pattern.flags)
    out: dict[tuple[str, str], None] = {}
    for before, body in _repeats(list(parsed), ""):
        for each in islice(_examples(body, 24), 24):
            if each:
                out[(before, each)] = None
                out[("", before + each)] = None
                out[("", each)] = None
    atoms = list(dict.fromkeys(filter(None, _atoms(list(parsed)))))[:_MOST_ATOMS]
    for at, atom in enumerate(atoms):
        out[("", atom)] = None
        out[("", f"{atom} ")] = None
        out[("", atom + atoms[(at + 1) % len(atoms)])] = None
    for whole in islice(_examples(list(parsed), 6), 6):
        out[("", whole)] = None
        out[("", whole[:-1])] = None
        out[("", f"{whole} ")] = None
    found = [(before, each, after) for before, each in out if each for after in _FAILS]
    return found[:: 1 + len(found) // _MOST_PUMPS]


def _repeats(nodes: list[Any], before: str) -> Iterator[tuple[str, list[Any]]]:
    """Every repeat without a small bound, with an example of what comes before it."""
    for kind, value in nodes:
        if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            _, high, body = value
            if high > 3:
                yield before, list(body)
            yield from _repeats(list(body), before)
        else:
            for inner in _bodies(kind, value):
                yield from _repeats(inner, before)
        before += next(_examples([(kind, value)], 1), "")


def _bodies(kind: Any, value: Any) -> list[list[Any]]:
    if kind is op.SUBPATTERN:
        return [list(value[3])]
    if kind is op.ATOMIC_GROUP:
        return [list(value)]
    if kind is op.BRANCH:
        return [list(each) for each in value[1]]
    if kind in (op.ASSERT, op.ASSERT_NOT):
        return [list(value[1])]
    if kind is op.GROUPREF_EXISTS:
        return [list(each) for each in value[1:] if each]
    return []


def _examples(nodes: list[Any], most: int) -> Iterator[str]:
    """Texts that match, so that each alternative of each branch stands in one of them, at most `most`."""
    choices = [list(islice(_one(kind, value, most), most)) or [""] for kind, value in nodes]
    first = [each[0] for each in choices]
    yield "".join(first)
    for at, each in enumerate(choices):
        for other in each[1:]:
            yield "".join([*first[:at], other, *first[at + 1 :]])


def _one(kind: Any, value: Any, most: int) -> Iterator[str]:
    if kind is op.LITERAL:
        yield chr(value)
    elif kind in (op.NOT_LITERAL, op.IN, op.ANY, op.CATEGORY):
        yield from _characters(kind, value)
    elif kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        low, _, body = value
        for each in _examples(list(body), most):
            yield each * max(low, 1)
        if low == 0:
            yield ""
    elif kind in (op.SUBPATTERN, op.ATOMIC_GROUP, op.BRANCH):
        for body in _bodies(kind, value):
            yield from islice(_examples(body, most), most)
    else:
        yield ""


def _characters(kind: Any, value: Any) -> Iterator[str]:
    """A few characters of the class: one of each sort."""
    node = parser.SubPattern(parser.State(), [(kind, value)])
    matches = re.compile(_class(node))
    fitting = [each for each in _ALPHABET if matches.fullmatch(each)]
    if kind is op.IN:
        fitting += [
            chr(inner) for what, inner in value if what is op.LITERAL and value[0][0] is not op.NEGATE
        ]
    by_sort: dict[str, str] = {}
    for each in fitting:
        sort = "a" if each.islower() else "A" if each.isupper() else "1" if each.isdigit() else each
        by_sort.setdefault(sort, each)
    chosen = list(by_sort.values())
    chosen.sort(key=lambda each: (not each.isalnum(), each not in " .-'", each))
    yield from chosen[:6]


_CATEGORIES = {
    op.CATEGORY_DIGIT: r"\d", op.CATEGORY_NOT_DIGIT: r"\D", op.CATEGORY_SPACE: r"\s", op.CATEGORY_NOT_SPACE: r"\S",
    op.CATEGORY_WORD: r"\w", op.CATEGORY_NOT_WORD: r"\W",
}  # fmt: skip


def _class(node: Any) -> str:
    ((kind, value),) = node.data
    if kind is op.ANY:
        return r"."
    if kind is op.NOT_LITERAL:
        return f"[^{re.escape(chr(value))}]"
    if kind is op.CATEGORY:
        return _CATEGORIES[value]
    inner = ""
    for what, each in value:
        if what is op.NEGATE:
            inner += "^"
        elif what is op.LITERAL:
            inner += re.escape(chr(each))
        elif what is op.RANGE:
            inner += f"{re.escape(chr(each[0]))}-{re.escape(chr(each[1]))}"
        elif what is op.CATEGORY:
            inner += _CATEGORIES[each]
    return f"[{inner}]"


def _atoms(nodes: list[Any]) -> Iterator[str]:
    """The words and single characters that stand in the pattern."""
    run = ""
    for kind, value in nodes:
        if kind is op.LITERAL:
            run += chr(value)
            continue
        yield run
        run = ""
        if kind in (op.NOT_LITERAL, op.IN, op.ANY):
            yield from islice(_characters(kind, value), 3)
        elif kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            yield from _atoms(list(value[2]))
        else:
            for body in _bodies(kind, value):
                yield from _atoms(body)
    yield run


def pumped(before: str, repeated: str, after: str, length: int) -> str:
    """About `length` characters: the repeats in the middle."""
    return before + repeated * max(1, (length - len(before)) // len(repeated)) + after


# Trying


def too_slow(tried: Callable[[str], object], parts: tuple[str, str, str]) -> str:
    """An empty string, or what took too long. Lengths rise, and the first that is over the budget ends it."""
    for length in LENGTHS:
        text = pumped(*parts, length)
        if (spent := least(tried, text)) > BUDGET_S:
            return f"{len(text)} characters of {parts!r}: {spent:.2f} s"
    return ""


def slow(pattern: re.Pattern[Any]) -> Iterator[str]:
    """What takes the pattern too long. All strings are tried up to `_SHORT` characters; those that might take too long
    at ten times the length, if time grew with its square, and the slowest in any case, are tried at full length."""
    spent: list[tuple[float, str, tuple[str, str, str]]] = []
    for parts in pumps(pattern):
        for way, tried in ways(pattern).items():
            last = 0.0
            for length in _SHORT_LENGTHS:
                last = least(tried, pumped(*parts, length))
                if last > BUDGET_S:
                    yield f"{way}: {length} characters of {parts!r}: {last:.2f} s"
                    return
            spent.append((last, way, parts))
    spent.sort(key=lambda each: -each[0])
    growth = (LENGTHS[-1] / _SHORT_LENGTHS[-1]) ** 2
    for at, (last, way, parts) in enumerate(spent):
        if at >= _SLOWEST and last * growth < BUDGET_S:
            break
        if problem := too_slow(ways(pattern)[way], parts):
            yield f"{way}: {problem}"
            return


def least(tried: Callable[[str], object], text: str) -> float:
    """CPU seconds; over the budget, the least of three, because a busy machine counts some of its own work in."""
    spent = []
    for _ in range(3):
        started = thread_time()
        tried(text)
        spent.append(thread_time() - started)
        if spent[-1] <= BUDGET_S or spent[-1] > 10 * BUDGET_S:
            break
    return min(spent)


def ways(pattern: re.Pattern[Any]) -> dict[str, Callable[[str], object]]:
    """`fullmatch` has to come to the end. `finditer` begins like `match`, tries every place like `search`, and goes on
    to the end like `sub` and `split`."""

    def ready(text: str) -> Any:
        return text.encode("utf-8") if isinstance(pattern.pattern, bytes) else text

    return {
        "fullmatch": lambda text: pattern.fullmatch(ready(text)),
        "finditer": lambda text: deque(pattern.finditer(ready(text)), maxlen=0),
    }
