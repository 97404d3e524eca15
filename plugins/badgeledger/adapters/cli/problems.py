"""Problems as text for people, JSON for programs, and annotations for GitHub and GitLab.

What problems quote comes out of files that a stranger's pull request can hold, so each form escapes
all of it: no message can begin a line, a workflow command or a terminal's escape sequence.

GitHub: "Workflow commands for GitHub Actions". GitLab: "Code Quality", report format.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict

from badgeledger.errors import Problem, explanations


def as_line(problem: Problem) -> str:
    """The problem on one line, without line break."""
    return _printable(str(problem))


def as_text(problems: Sequence[Problem]) -> str:
    """One line for each problem, and their number."""
    count = f"{len(problems) or 'no'} problem{'' if len(problems) == 1 else 's'}"
    return "".join(f"{line}\n" for line in [*map(as_line, problems), count])


def as_json(problems: Sequence[Problem]) -> str:
    """`{"format": 1, "problems": […]}`, each with path, line, column, code, message and mend."""
    return json.dumps({"format": 1, "problems": [*map(asdict, problems)]}, indent=2) + "\n"


def as_github(problems: Sequence[Problem]) -> str:
    """A workflow command for each problem, which GitHub shows at its line of the pull request."""
    return "".join(_workflow_command(problem) for problem in problems)


def as_gitlab(problems: Sequence[Problem]) -> str:
    """A Code Quality report, which GitLab shows in the merge request."""
    seen: Counter[tuple[str, str, str]] = Counter()
    report = []
    for problem in problems:
        # A fingerprint holds no line, so that a problem that moves in its file stays the same one.
        facts = (_printable(problem.path), problem.code, _printable(problem.message))
        seen[facts] += 1
        fingerprint = hashlib.sha256("\0".join([*facts, str(seen[facts])]).encode()).hexdigest()
        report.append(
            {
                "description": _printable(f"{problem.message}; {problem.mend}"),
                "check_name": problem.code,
                "fingerprint": fingerprint,
                "severity": "major",
                "location": {
                    "path": facts[0] or "issuer.yml",
                    "lines": {"begin": max(problem.line, 1)},
                },
            }
        )
    return json.dumps(report, indent=2) + "\n"


FORMATS: Mapping[str, Callable[[Sequence[Problem]], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "gitlab": as_gitlab,
}


def _workflow_command(problem: Problem) -> str:
    properties = {
        "file": problem.path,
        "line": str(problem.line or ""),
        "col": str(problem.column or ""),
        "title": f"{problem.code} {explanations()[problem.code].title}",
    }
    given = ",".join(f"{name}={_property(text)}" for name, text in properties.items() if text)
    return f"::error {given}::{_data(f'{problem.message}; {problem.mend}')}\n"


def _data(text: str) -> str:
    return _printable(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _printable(text: str) -> str:
    """The text on one line, with escapes for what would not show or would steer a terminal."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
