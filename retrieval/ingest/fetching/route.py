"""The hops of one request, and where the next one leads. Pure."""

from __future__ import annotations

from yarl import URL

from ...errors import FetchFailed, UnsafeAddress
from ..fetch import guard
from ..fetch.guard import FetchRules

REDIRECTS = (301, 302, 303, 307, 308)
_PERMANENT = (301, 308)


class Route:
    """Begins at the address a person gave; every hop is checked like the first."""

    def __init__(self, url: str, rules: FetchRules) -> None:
        """Raises UnsafeAddress."""
        self.source = guard.shown(url)
        """The address as errors name it: what was asked for, not what it led to."""
        self._rules = rules
        self._hops = [guard.parse(url, rules)]
        self._permanent = True

    @property
    def here(self) -> URL:
        return self._hops[-1]

    @property
    def moved_to(self) -> str | None:
        """The address to remember from now on; None unless every redirect was permanent and none left https."""
        return str(self.here) if len(self._hops) > 1 and self._permanent else None

    def follow(self, status: int, location: str) -> None:
        """Take a redirect. Raises FetchFailed for one that leads nowhere, UnsafeAddress."""
        if not location:
            raise FetchFailed(self.source, "it redirects without saying where to")
        if len(self._hops) > self._rules.max_redirects:
            raise FetchFailed(self.source, f"it redirects more than {self._rules.max_redirects} times")
        try:
            target = guard.follow(self.here, location, self._rules)
        except UnsafeAddress as refused:
            raise UnsafeAddress(self.source, _elsewhere(refused.problem)) from refused
        if target in self._hops:
            raise FetchFailed(self.source, "it redirects in a circle")
        downgrade = self.here.scheme == "https" and target.scheme == "http"
        self._permanent = self._permanent and status in _PERMANENT and not downgrade
        self._hops.append(target)

    def refused(self, refused: UnsafeAddress) -> UnsafeAddress:
        """The same refusal, told about the address that was asked for."""
        redirected = len(self._hops) > 1
        return UnsafeAddress(self.source, _elsewhere(refused.problem) if redirected else refused.problem)


def _elsewhere(problem: str) -> str:
    return f"it redirects to an address that cannot be fetched: {problem}"
