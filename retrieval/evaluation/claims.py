"""How often a check of a claim is right: `python -m retrieval.evaluation.claims DIR...` prints tables.

Rows are what is so, columns what `Library.check` says. A claim of several stances counts by the verdict on all of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..config import Settings
from ..outcomes import Stance, Verdict
from ..reports import OnProgress, unwatched
from . import program
from .claim_sets import Claim, ClaimSet, claims_of
from .measures import share
from .run import Open, open_cached, sharing_models, watched
from .sets import find_sets, read_set


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim and what was said to it."""

    claim: Claim
    verdict: Verdict

    @property
    def is_right(self) -> bool:
        return self.claim.stance is self.verdict.stance


@dataclass(frozen=True, slots=True)
class Confusion:
    """Claims by (what is so, what was said)."""

    counts: Counter[tuple[Stance, Stance]]

    @property
    def accuracy(self) -> float | None:
        """Share of all claims whose stance is right; None without claims."""
        return share(sum(self.counts[stance, stance] for stance in Stance), self.counts.total())

    def precision(self, said: Stance) -> float | None:
        """Of the claims that were called so, the share that is; None where none was."""
        return share(self.counts[said, said], sum(self.counts[stance, said] for stance in Stance))

    def coverage(self, stance: Stance) -> float | None:
        """Of the claims that are so, the share that was called so."""
        return share(self.counts[stance, stance], sum(self.counts[stance, said] for said in Stance))


def confusion(judged: Sequence[Judged]) -> Confusion:
    return Confusion(Counter((each.claim.stance, each.verdict.stance) for each in judged))


async def check_all(
    given: ClaimSet,
    settings: Settings,
    *,
    cache: Path | None = None,
    opened_by: Open | None = None,
    on_progress: OnProgress = unwatched,
) -> tuple[Judged, ...]:
    """Check every claim against a library of the set's documents. Raises what `open_cached` raises."""
    opened_by = opened_by or sharing_models(settings)
    async with open_cached(
        given.given, settings, cache=cache, opened_by=opened_by, on_progress=on_progress
    ) as opened:
        claims = watched(given.claims, f"checking {given.given.name}", on_progress)
        checked = [(claim, await opened.library.check(claim.text, today=claim.said_on)) for claim in claims]
    return tuple(Judged(claim, verdict) for claim, verdict in checked)


def report(name: str, judged: Sequence[Judged], *, kinds: bool = False, errors: bool = False) -> str:
    """The table of one set in Markdown; with how each kind of claim fares, and with what is wrong."""
    table = confusion(judged)
    heads = [stance.value.replace("_", " ") for stance in Stance]
    lines = [f"| {name} | {' | '.join(heads)} | coverage |", f"|---|{'---:|' * 4}"]
    for stance, head in zip(Stance, heads, strict=True):
        cells = [str(table.counts[stance, said]) for said in Stance]
        lines.append(f"| {head} | {' | '.join(cells)} | {_figure(table.coverage(stance))} |")
    precisions = [_figure(table.precision(said)) for said in Stance]
    lines.append(f"| precision | {' | '.join(precisions)} | accuracy {_figure(table.accuracy)} |")
    if kinds:
        lines += ["", *_by_kind(judged)]
    if errors:
        lines += ["", *(_error(each) for each in judged if not each.is_right)]
    return "\n".join(lines) + "\n\n"


def _figure(share: float | None) -> str:
    return "–" if share is None else f"{share:.2f}"


def _by_kind(judged: Sequence[Judged]) -> list[str]:
    kinds = Counter((each.claim.stance.value, each.claim.kind) for each in judged)
    right = Counter((each.claim.stance.value, each.claim.kind) for each in judged if each.is_right)
    return [
        f"- {stance}, {kind}: {right[stance, kind]} of {kinds[stance, kind]}"
        for stance, kind in sorted(kinds)
    ]


def _error(judged: Judged) -> str:
    """What is so, what was said, the claim, and the first quote that was shown for it."""
    quotes = [citation.quote.text for finding in judged.verdict.findings for citation in finding.citations]
    said = f"- {judged.claim.stance.value}, called {judged.verdict.stance.value}: {judged.claim.text}"
    return f"{said} ← {quotes[0]}" if quotes else said


async def tables(
    sets: Sequence[ClaimSet],
    settings: Settings,
    *,
    write: Callable[[str], object],
    cache: Path | None = None,
    kinds: bool = False,
    errors: bool = False,
    opened_by: Open | None = None,
    on_progress: OnProgress = unwatched,
) -> None:
    """Write a table for each set, as soon as it is known."""
    opened_by = opened_by or sharing_models(settings)
    for given in sets:
        judged = await check_all(given, settings, cache=cache, opened_by=opened_by, on_progress=on_progress)
        write(report(given.given.name, judged, kinds=kinds, errors=errors))


def main(argv: Sequence[str] | None = None) -> None:
    """Prints the tables."""
    parser = program.arguments(__doc__, limits="claims of each stance")
    parser.add_argument("--kinds", action="store_true", help="show how each kind of claim fares")
    parser.add_argument("--errors", action="store_true", help="show what is wrong")
    args = parser.parse_args(argv)

    async def work(settings: Settings) -> None:
        sets = [claims_of(read_set(folder), args.limit) for folder in find_sets(args.folders)]
        await tables(
            sets,
            settings,
            write=program.write,
            cache=args.cache,
            kinds=args.kinds,
            errors=args.errors,
            on_progress=program.stage_line,
        )

    program.run(work)


if __name__ == "__main__":
    main()
