"""Filters as SQL."""

from __future__ import annotations

from ..types import Filters


def conditions(filters: Filters) -> tuple[str, list[str | int]]:
    """The SQL behind `AND ...` for everything but the scope, on the alias `a`."""
    clauses: list[str] = []
    parameters: list[str | int] = []
    if filters.publishers:
        clauses.append(
            f"AND folded(CAST(a.publisher AS BLOB)) IN ({','.join('?' * len(filters.publishers))})"
        )
        parameters += [publisher.casefold() for publisher in filters.publishers]
    undated = " OR a.published_at IS NULL" if filters.undated else ""
    if filters.since:
        clauses.append(f"AND (substr(a.published_at, 1, 10) >= ?{undated})")
        parameters.append(filters.since.isoformat())
    if filters.until:
        clauses.append(f"AND (substr(a.published_at, 1, 10) <= ?{undated})")
        parameters.append(filters.until.isoformat())
    if filters.article_ids is not None:
        clauses.append(f"AND a.id IN ({','.join('?' * len(filters.article_ids))})")
        parameters.extend(filters.article_ids)
    return " ".join(clauses), parameters
