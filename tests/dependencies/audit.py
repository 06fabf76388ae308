"""`make audit`: asks pip-audit whether an advisory is known of a pinned version.

    python -m tests.dependencies.audit PIP_AUDIT

Exit status: 1 where there is one; else 0. What could not be looked up is named: it is neither a pass nor a failure.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

from .pins import CONSTRAINTS

LONGEST_SECONDS = 300


def main(program: str) -> int:
    options = ("--no-deps", "--disable-pip", "--progress-spinner", "off", "--format", "json")
    command = (program, "--requirement", str(CONSTRAINTS), *options)
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        return told(None, str(error))
    try:
        return told(json.loads(done.stdout)["dependencies"], "")
    except (ValueError, KeyError, TypeError):
        lines = done.stderr.strip().splitlines() or [f"exit status {done.returncode}"]
        return told(None, lines[-1])


def told(found: Sequence[dict[str, Any]] | None, problem: str) -> int:
    """Prints what pip-audit found, or why it found nothing; returns the exit status."""
    if found is None:
        print(f"NOT AUDITED: {problem}")  # noqa: T201
        return 0
    skipped = [each["name"] for each in found if "skip_reason" in each]
    if len(skipped) == len(found):
        print("NOT AUDITED: the package index that is reached from here has no advisory data.")  # noqa: T201
        return 0
    harmed = [each for each in found if each.get("vulns")]
    for each in harmed:
        for advisory in each["vulns"]:
            fixed = ", ".join(advisory["fix_versions"]) or "no version yet"
            print(f"{each['name']} {each['version']}: {advisory['id']}, mended in {fixed}")  # noqa: T201
    if skipped:
        print(f"NOT AUDITED, because the index does not know them: {', '.join(skipped)}")  # noqa: T201
    print(f"{len(found) - len(skipped)} packages audited, {len(harmed)} with advisories.")  # noqa: T201
    return 1 if harmed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
